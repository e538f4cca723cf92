"""`star scenarios` and `star schema`."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from starcli import resources

SCENARIO = (resources.folder("scenarios") / "webhook-drops.yaml").read_text("utf-8")


def test_the_built_in_scenarios_are_listed(star):
    result = star("scenarios")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("webhook-drops\n  The payment notices that vanished\n")
    assert "Insist on the Highest Standards, at SDE 2 (L5)" in result.out


@pytest.fixture(params=["STAR_SCENARIOS", "config folder"])
def own(request, monkeypatch, tmp_path):
    """A folder of one's own scenarios, in each place where star looks for it."""
    if request.param == "STAR_SCENARIOS":
        monkeypatch.setenv("STAR_SCENARIOS", str(tmp_path / "mine"))
        folder = tmp_path / "mine"
    else:
        folder = tmp_path / "config" / "star" / "scenarios"
    folder.mkdir(parents=True)
    return folder


def test_a_persons_own_scenarios_are_listed_beside_them(star, own):
    (own / "mine.yaml").write_text(SCENARIO.replace("slug: webhook-drops", "slug: mine"), "utf-8")
    out = star("scenarios").out
    assert "\nwebhook-drops\n" in f"\n{out}"
    assert "mine (yours)\n  The payment notices" in out
    assert star("scenarios", "mine").out.startswith("The payment notices")


def test_a_broken_scenario_is_listed_with_its_fault(star, own):
    (own / "broken.yaml").write_text("slug: broken\ntitel: \x1b[31m\n")
    (own / "odd.yaml").write_text("slug: odd\ntitel: x\n")
    out = star("scenarios").out
    assert re.search(r"(?m)^broken \(yours\)\n  cannot be used: ", out)
    assert re.search(r"odd \(yours\) cannot be used: .*did you mean title\?", " ".join(out.split()))
    assert "\x1b" not in out


def test_a_scenario_tells_what_happens_and_what_to_take_away(star):
    out = star("scenarios", "webhook-drops").out
    assert "What happens" in out
    assert out.count("\n  - ") >= 3


def test_a_scenario_may_be_named_by_its_file(star):
    Path("webhook-drops.yaml").write_text(SCENARIO, "utf-8")
    assert star("scenarios", "./webhook-drops.yaml").out == star("scenarios", "webhook-drops").out


def test_the_schema_is_a_schema(star):
    result = star("schema")
    assert (result.status, result.err) == (0, "")
    jsonschema.Draft202012Validator.check_schema(json.loads(result.out))
