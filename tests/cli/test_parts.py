"""`star probes` and `star rewrite`: the same report, showing less."""

import json

import pytest

from tests.cli.stories import COOK, STRONG


def test_probes_shows_the_questions_and_nothing_else(star):
    out = star("probes", STRONG).out
    assert "## Follow-up questions" in out
    assert "## Checklist" not in out
    assert "## Rewrites" not in out


@pytest.mark.parametrize("count", ["1", "2"])
def test_count_is_the_most_that_are_shown(star, count):
    assert star("probes", STRONG, "--count", count).out.count("\n### ") == int(count)


def test_rewrite_shows_the_rewrites_and_nothing_else(star):
    out = star("rewrite", STRONG).out
    assert "## Rewrites" in out
    assert "## Follow-up questions" not in out
    assert "## Checklist" not in out


def test_every_principle_gets_a_rewrite_of_its_own(star):
    found = json.loads(star("rewrite", "-p", "ownership", "-p", "dive-deep", "-f", "json", stdin=COOK).out)
    told = {row["principle"] for row in found["reviews"][0]["rewrites"] if row["kind"] == "full"}
    assert told >= {"ownership", "dive-deep"}


@pytest.mark.parametrize("command", ["probes", "rewrite"])
def test_as_json_it_is_the_whole_report(star, command):
    arguments = ["--count", "1"] if command == "probes" else []
    assert star(command, STRONG, "-f", "json", *arguments).out == star("review", STRONG, "-f", "json").out
