import re

import pytest

from starcli.data import load
from starcli.rubric.scoring import weights
from tests.cli.stories import COOK, STRONG, WEAK


def explained(star, *topics):
    result = star("explain", *topics)
    assert (result.status, result.err) == (0, "")
    return result.out


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("code", list(load().criteria))
def test_every_criterion_tells_all_there_is_to_it(star, code):
    row, out = load().criteria[code], words(explained(star, code))
    for told in (row.question, row.met_when, row.why, row.do, row.weak, row.strong, row.basis_note):
        assert words(told) in out


@pytest.mark.parametrize(
    ("topic", "head"),
    [
        ("A302", "A302 no-we-blur"),
        ("a302", "A302 no-we-blur"),
        ("no-we-blur", "A302 no-we-blur"),
        ("No we blur", "A302 no-we-blur"),
        ("dive-deep", "Dive Deep"),
        ("Dive Deep", "Dive Deep"),
        ("senior", "Senior (L6)"),
        ("L6", "Senior (L6)"),
        ("sdm", "Manager (SDM)"),
    ],
)
def test_a_topic_goes_by_any_of_its_names(star, topic, head):
    assert explained(star, topic).startswith(head)


def test_several_topics_follow_each_other(star):
    heads = re.findall(r"(?m)^(A302|R402|Ownership)\b", explained(star, "R402", "A302", "ownership"))
    assert heads == ["R402", "A302", "Ownership"]


def test_without_a_code_everything_is_listed(star):
    out = explained(star)
    assert re.findall(r"(?m)^  ([A-Z]\d{3}) ", out) == list(load().criteria)
    assert all(slug in out for slug in (*load().principles, *load().levels))


def test_a_weight_and_how_a_principle_shifts_it_are_told(star):
    out = words(explained(star, "S104"))
    assert "3 of 100 points where no principle is named" in out
    offer = weights(["customer-obsession"])["S104"]
    assert f"Customer Obsession ({offer:.1f})" in out.partition("More for")[2].partition("Less for")[0]


def test_what_weighs_nothing_says_so(star):
    assert "Nothing in the score" in explained(star, "D601")
    assert "Nothing where no principle is named" in explained(star, "P701")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("R401", "Without it no story is a hire at SDE 1, SDE 2, Senior, Principal and Manager"),
        ("L503", "Without it no story is a strong hire at Principal"),
        ("A302", "Coached among the first at Manager"),
    ],
)
def test_what_a_level_asks_for_is_told(star, code, told):
    assert told in words(explained(star, code))


def test_a_level_tells_its_bars_and_its_times(star):
    out = words(explained(star, "sde2"))
    level = load().levels["sde2"]
    assert f"Hire from {level.bars['hire']} points" in out
    assert f"Action {level.targets['action']} s" in out


def test_a_story_is_told_what_it_won_or_lost(star):
    out = words(explained(star, "R402", "--story", STRONG))
    assert re.search(r"In your story (Not met|Met): [\d.]+ of [\d.]+ points, at SDE 2 \(L5\), for Insist on", out)
    assert words(explained(star, "ownership", "--story", WEAK)).count("In your story") == 1


def test_a_piped_story_without_a_principle_is_not_asked_for_one(star):
    out = star("explain", "P701", "--story", "-", stdin=COOK).out
    assert "Not asked, because no principle is named." in out


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_pages_fit_the_terminal_and_stay_readable(star, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    out = explained(star) + explained(star, "A302", "ownership", "senior")
    assert max(map(len, out.splitlines())) <= min(columns, 100)


def test_a_page_reads_well(star, snapshot):
    assert explained(star, "A302") == snapshot
    assert explained(star, "ownership") == snapshot
    assert explained(star, "senior") == snapshot
