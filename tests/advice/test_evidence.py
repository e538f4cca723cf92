"""Which words may be quoted for a criterion, and what is missing, the most wanted first."""

from starcli.advice.evidence import missing, quotable, telling
from tests.advice.judged import WARD, WARD_MET, brunch, judged, place, ward


def test_what_the_level_expects_is_missed_first():
    met = {"S101": WARD_MET["S101"], "R401": WARD_MET["R401"], "L501": WARD_MET["L501"]}
    first = {level: missing(judged(WARD, met, level=level))[0] for level in ("sde1", "sde2", "senior", "manager")}
    assert first == {"sde1": "A301", "sde2": "A301", "senior": "L503", "manager": "A309"}


def test_worth_is_not_missed_while_there_is_no_outcome():
    assert "R404" not in missing(brunch())
    assert "R401" in missing(brunch())


def test_whoever_was_told_to_do_it_is_not_asked_whether_anybody_had_asked():
    assert "T203" not in missing(brunch())
    assert "T203" in missing(judged(WARD, {}))


def test_length_is_never_missing_from_a_part():
    assert "D601" not in missing(judged(WARD, {}, {"D601": []}))


def test_words_that_stand_in_the_wrong_part_are_not_quoted():
    lesson = judged(WARD, {"S102": ["I learned that the letters were never the problem"]})
    assert list(quotable(lesson, "S102")) == []
    assert list(quotable(ward(), "S102")) == [place(WARD, "Discharge letters kept patients waiting")]


def test_of_several_steps_the_last_is_quoted_first():
    assert quotable(ward(), "A303")[0] == place(WARD, "I moved the blood round to six")


def test_the_target_principle_leads_what_is_told():
    assert telling(ward())[0] == "R403"
    assert telling(ward(principles=["customer-obsession"]))[0] == "R404"
    assert telling(ward(principles=["dive-deep"]))[0] == "A304"
