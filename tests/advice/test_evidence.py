"""Which words may be quoted for a criterion, and what is missing, the most wanted first."""

import pytest

from starcli.advice.evidence import missing, quotable, telling
from starcli.advice.quoting import Quoter
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


@pytest.mark.parametrize(
    ("text", "code", "words", "fault", "quoted"),
    [
        # deeds and outcomes at fault are not praised, a general word in the scene does no harm
        ("## Result\nThings got better.", "R401", "Things got better", {"D603": ["got better"]}, None),
        ("## Action\nWe moved the shelves.", "A306", "We moved the shelves", {"A302": ["We moved"]}, None),
        ("## Situation\nA lot of keys got lost.", "S102", "keys got lost", {"D603": ["A lot of"]}, "keys got lost"),
        # a deed told with the outcome is the teller's, and no lesson
        ("## Result\nThey lost two keys.", "A308", "They lost two keys", {}, None),
        ("## Result\nI counted two keys.", "A311", "I counted two keys", {}, "I counted two keys"),
        ("## Action\nI learned that keys get lost.", "A301", "keys get lost", {}, None),
    ],
)
def test_words_that_do_not_speak_for_the_teller_are_not_quoted(text, code, words, fault, quoted):
    case = judged(text, {code: [words]}, fault)
    assert [text[slice(*where)] for where in quotable(case, code)] == ([quoted] if quoted else [])


def test_why_it_happened_is_no_reason_for_a_choice():
    text = "## Action\nThe tills stood idle because nobody had a key, and I chose tape because glue leaves marks."
    case = judged(text, {"A305": ["because nobody had a key"], "A307": ["because nobody", "because glue leaves marks"]})
    assert list(quotable(case, "A307")) == [place(text, "because glue leaves marks")]


def test_a_long_place_is_quoted_from_the_clause_that_says_it():
    text = (
        "## Action\nI pulled the booking lists of the last three summers from the old cellar archive and found that "
        "the lift stopped at noon."
    )
    case = judged(text, {"A305": [text.removeprefix("## Action\n").rstrip(".")]})
    assert Quoter(case).of(["A305"]) == "“found that the lift stopped at noon”"


def test_the_shaky_ones_that_the_rules_are_not_sure_of_are_told_last():
    case = ward()
    assert telling(case).index("A309") < telling(case).index("A308")
    unsure = case.findings.criteria["A309"]._replace(sure=False)
    findings = case.findings._replace(criteria={**case.findings.criteria, "A309": unsure})
    assert telling(case._replace(findings=findings))[-1] == "A309"
