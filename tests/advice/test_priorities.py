"""The three changes that would help most."""

import pytest

from starcli.advice.priorities import priorities
from starcli.data import load
from tests.advice.judged import BRUNCH, STORIES, WARD, WARD_MET, brunch, judged, ruled, ward


def codes(case):
    return [change.code for change in priorities(case)]


def without(*gone, **changes):
    """The nurse's story with everything met but some criteria."""
    met = {code: ["I moved the blood round to six"] for code in load().criteria} | WARD_MET
    return judged(WARD, {code: words for code, words in met.items() if code not in gone}, **changes)


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize(
    "target", [("sde2",), ("senior", "ownership"), ("principal", "dive-deep", "think-big")], ids=str
)
def test_at_most_three_sorted_by_what_they_win(name, target):
    case = ruled(STORIES[name], *target)
    changes = priorities(case)
    assert 1 <= len(changes) <= 3
    if not case.score.cap:
        assert [change.points for change in changes] == sorted((change.points for change in changes), reverse=True)


@pytest.mark.parametrize("gone", ["S104", "A305", "A311", "R404", "L503"])
@pytest.mark.parametrize("principles", [(), ("customer-obsession",), ("dive-deep", "frugality")])
def test_the_points_are_those_the_change_would_win(gone, principles):
    """Held against the score itself: met with it, less without it."""
    (change,) = priorities(without(gone, level="sde1", principles=principles))
    lost = sum(won for won, _ in without(level="sde1", principles=principles).score.points.values())
    left = sum(won for won, _ in without(gone, level="sde1", principles=principles).score.points.values())
    assert change.code == gone
    assert change.points == pytest.approx(lost - left, abs=0.01)


def test_nothing_is_left_to_change_where_all_is_met():
    assert priorities(without()) == ()


def test_the_length_is_no_change_that_wins_points():
    assert priorities(judged(WARD, {code: ["I moved the blood round"] for code in load().criteria}, {"D601": []})) == ()


@pytest.mark.parametrize(
    ("gone", "first"),
    [
        (("R401", "R402", "R403"), "as a figure before you began and a figure after it"),
        (("R402", "R403"), "Beside “The wait fell from four hours to fifty minutes”, give two figures"),
        (("T201", "T202"), "whose job this was and which part of it was yours"),
        (("L501", "L502", "L503", "L504"), "the lesson that only this event could teach you"),
        (("A301", "A303"), "tell the three or four things that you yourself did"),
    ],
)
def test_what_is_told_in_one_sentence_is_one_change(gone, first):
    change = priorities(without(*gone))[0]
    assert first in change.text
    assert change.points > max(without(*gone).score.points[code][1] for code in gone)


def test_a_hand_over_is_asked_what_came_after_it():
    change = priorities(brunch())[0]
    assert change.code == "A312"
    assert change.text.startswith("After “I passed the rest on to the kitchen manager”, tell the three or four things")


def test_no_two_changes_ask_for_the_same():
    told = codes(without("R402", "R403", "L502", "L504", "A303", "A306", "S104"))
    assert len({code[0] for code in told}) == len(told) == 3


def test_the_level_breaks_ties():
    gone = ("A307", "A308", "A310", "A311", "S103", "S104")
    assert codes(without(*gone, level="sde2")) == ["A311", "A310", "S103"]
    assert codes(without(*gone, level="senior")) == ["A307", "A310", "A308"]
    assert codes(without(*gone, level="principal")) == ["A307", "A310", "S104"]


def test_what_holds_the_band_down_comes_first():
    case = without("A309", "A305", "A304", level="manager")
    assert case.score.cap == "needs A309"
    assert codes(case)[0] == "A309"
    assert codes(without("A309", "A305", "A304", level="sde1"))[0] != "A309"


def test_an_assigned_task_is_asked_for_what_went_beyond_it_or_another_story():
    case = without("T203", principles=["ownership"], assigned="I wanted every patient out")
    assert case.score.cap == "assigned-task"
    change = priorities(case)[0]
    assert change.code == "T203"
    assert "Show where you went beyond “I wanted every patient out by noon” without being asked" in change.text
    assert "or choose another story for Ownership" in change.text


def test_nobody_is_told_to_have_started_unasked():
    assert "T203" not in codes(brunch())
    assert "T203" not in codes(without("T203", assigned="I wanted every patient out"))


def test_worth_is_not_asked_of_a_story_without_an_outcome():
    assert codes(without("R401", "R404", level="sde1")) == ["R401"]


def test_the_deed_that_shows_the_principle_is_described_by_the_principle():
    (change,) = priorities(without("P701", principles=["frugality"]))
    assert change.text.startswith("To show Frugality, show what you made do with")
    (of_three,) = priorities(without("P701", principles=["frugality", "ownership", "dive-deep"]))
    assert "one of the principles" in of_three.text


def test_each_change_is_one_order():
    for case in (ward(), brunch(), without("S104", "A305", "A311"), judged(BRUNCH, {})):
        for change in priorities(case):
            assert change.text.endswith(".")
            assert "?" not in change.text


def test_a_text_without_an_event_needs_one_change():
    (change,) = priorities(judged("I always put quality first.", {}, {"D605": []}, is_story=False))
    assert change.code == "D605"
    assert "one occasion" in change.text


def test_a_hand_over_comes_first_where_it_is_sure():
    text = "## Action\nI counted the bags. I told the depot about it."
    case = judged(text, {"A301": ["I counted the bags"]}, {"A312": ["I told the depot about it"]})
    assert codes(case)[0] == "A312"
    found = case.findings.criteria["A312"]._replace(sure=False)
    unsure = case._replace(findings=case.findings._replace(criteria={**case.findings.criteria, "A312": found}))
    assert codes(unsure)[0] != "A312"


def test_who_did_the_decisive_step_is_asked_together_with_the_steps():
    text = "## Action\nWe moved the shelves and the till was repaired."
    change = priorities(judged(text, {"T201": ["We moved"]}, {"A302": ["We moved the shelves"]}))[0]
    assert change.code == "A302"
    assert change.text.startswith("Beside “We moved the shelves”, say who did that, and tell the three or four things")
