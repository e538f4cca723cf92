"""The mistake made in a part: only one that was made, shown by its words or its time."""

import pytest

from starcli.advice.mistakes import common_mistake
from starcli.models import SECTIONS
from tests.advice.judged import WARD, WARD_MET, brunch, judged, quotations, ward

LONG = "## Situation\n" + "We had a lot of rooms and each of them had its own key and its own colour of tag. " * 10


@pytest.mark.parametrize(
    ("kind", "words", "says"),
    [
        ("action", "I passed the rest on to the kitchen manager", "Passing it on"),
        ("result", "things got a lot better", "General words"),
        ("reflection", "It taught me that communication is key", "could end other stories too"),
    ],
)
def test_a_mistake_is_shown_by_its_words(kind, words, says):
    told = common_mistake(brunch(), kind)
    assert quotations(told) == [words]
    assert says in told


@pytest.mark.parametrize(
    ("text", "met", "faults", "kind", "told"),
    [
        (
            "## Action\nThen we moved the shelves and the till was repaired.",
            {},
            {"A302": ["we moved the shelves"]},
            "action",
            "Leaving the decisive step without a doer: “we moved the shelves”.",
        ),
        (
            "## Result\nI guess the queue was sort of shorter.",
            {},
            {"D602": ["I guess", "sort of"]},
            "result",
            "Words that take the strength out of what you say: “I guess”, “sort of”.",
        ),
        (
            "## Situation\nI work in the archive of a town hall.",
            {"S101": ["I work in the archive of a town hall"]},
            {},
            "situation",
            "Setting the scene with “I work in the archive of a town hall” without saying what was wrong.",
        ),
        (
            "## Task\nWe had to move the archive in a week.",
            {},
            {},
            "task",
            "Giving the task to everybody, “We had to move the archive in a week”, so that nobody hears which part was "
            "yours.",
        ),
        (
            "## Action\nI helped with the boxes wherever I could.",
            {},
            {},
            "action",
            "Saying “I helped with the boxes wherever I could” where a listener needs a deed to picture.",
        ),
        (
            "## Result\nIt was finished. Everybody thanked me for it.",
            {},
            {},
            "result",
            "Ending on “Everybody thanked me for it”, which tells no change.",
        ),
        (LONG, {"S102": ["its own key"]}, {}, "situation", "Spending 86 seconds here, where 30 are enough."),
        (
            "## Action\nI counted the boxes and I labelled them.",
            {"A301": ["I counted the boxes", "I labelled them"]},
            {},
            "action",
            "Rushing through it: 3 seconds for the part that should take 90.",
        ),
    ],
)  # fmt: skip
def test_each_mistake(text, met, faults, kind, told):
    assert common_mistake(judged(text, met, faults), kind) == told


def test_a_good_story_makes_none():
    text = WARD.replace(
        "## Action\n", "## Action\n" + "I spoke with every doctor on the ward about their morning. " * 9
    )
    case = judged(text, {**WARD_MET, "T201": ["I wanted every patient out by noon"]})
    assert [common_mistake(case, kind) for kind in SECTIONS] == [""] * 5


def test_a_fault_is_blamed_in_the_part_where_it_stands():
    assert "kitchen manager" not in common_mistake(brunch(), "result")
    assert "a lot better" not in common_mistake(brunch(), "action")


@pytest.mark.parametrize(
    ("action", "blamed"),
    [
        ("I escalated it to the landlord.", True),
        ("I never escalated it to the landlord.", False),
        ("She said “he escalated it to the landlord”.", False),
    ],
)
def test_words_against_the_principle_are_named_where_they_are_meant(action, blamed):
    text = f"## Action\n{action} I counted the flats and I rang each tenant twice."
    met = {"A301": ["I counted the flats", "I rang each tenant"]}
    told = common_mistake(judged(text, met, principles=["ownership"]), "action")
    assert ("in a story for Ownership" in told) is blamed


def test_an_assigned_task_is_a_mistake_only_where_the_principle_wants_initiative():
    assert "Opening with the order" in common_mistake(brunch(principles=["ownership"]), "task")
    assert common_mistake(brunch(principles=["dive-deep"]), "task") == ""
    assert common_mistake(ward(principles=["ownership"]), "task") == ""


@pytest.mark.parametrize(("sure", "blamed"), [(True, True), (False, False)])
def test_a_doubtful_fault_is_no_mistake(sure, blamed):
    case = judged("## Action\nThen we moved the shelves.", {}, {"A302": ["we moved the shelves"]})
    found = case.findings.criteria["A302"]._replace(sure=sure)
    case = case._replace(findings=case.findings._replace(criteria={**case.findings.criteria, "A302": found}))
    assert ("without a doer" in common_mistake(case, "action")) is blamed
