"""What a target principle changes in the coaching of a part."""

from itertools import combinations

import pytest

from starcli.advice.coaching import sections
from starcli.data import load
from starcli.models import SECTIONS
from tests.advice.judged import WARD, brunch, judged, ward

ASKED_FOR = ("customer-obsession", "ownership", "dive-deep", "insist-on-the-highest-standards")
HOME = {
    "customer-obsession": "situation", "ownership": "task", "dive-deep": "action",
    "insist-on-the-highest-standards": "situation",
}  # fmt: skip


def coaching(case):
    return {kind: part.coaching for kind, part in sections(case).items()}


@pytest.mark.parametrize("story", [ward, brunch])
@pytest.mark.parametrize("pair", list(combinations([*ASKED_FOR, None], 2)), ids=str)
def test_two_principles_never_coach_alike(story, pair):
    one, other = (coaching(story(principles=[slug] if slug else [])) for slug in pair)
    assert sum(one[kind] != other[kind] for kind in SECTIONS) >= 3


@pytest.mark.parametrize("slug", ASKED_FOR)
@pytest.mark.parametrize("story", [ward, brunch])
def test_a_principle_speaks_first_in_the_part_it_turns_on(story, slug):
    name = load().principles[slug].name
    assert name in coaching(story(principles=[slug]))[HOME[slug]].partition(".")[0]


@pytest.mark.parametrize("slug", [slug for slug in load().principles if slug not in ASKED_FOR])
def test_every_other_principle_speaks_through_its_own_advice(slug):
    told, lens = coaching(ward(principles=[slug])), load().principles[slug]
    assert f"For {lens.name}, {lens.lead_with[0].lower()}{lens.lead_with[1:20]}" in told["situation"]
    assert f"For {lens.name}, {lens.emphasise[0].lower()}{lens.emphasise[1:20]}" in told["action"]


def test_what_the_principle_leads_with_is_asked_first():
    told = coaching(brunch(principles=["frugality"]))["action"]
    plain = coaching(brunch())["action"]
    assert told != plain
    result = coaching(
        judged(WARD, {"R401": ["The wait fell from four hours to fifty minutes"]}, principles=["frugality"])
    )
    assert "For Frugality, nothing in this part weighs more." in result["result"]
    assert "What was the figure before you began" in result["result"]


@pytest.mark.parametrize(
    ("slug", "kind", "words"),
    [
        ("customer-obsession", "situation", ["whoever was on the receiving end"]),
        ("ownership", "task", ["the line, and that you crossed it unasked"]),
        ("dive-deep", "action", ["the trail is complete", "evidence, cause and proof"]),
        ("insist-on-the-highest-standards", "result", ["your bar became theirs"]),
    ],
)
def test_each_speaks_of_its_own_subject(slug, kind, words):
    told = coaching(ward(principles=[slug]))[kind]
    assert all(word in told for word in words), told


def test_a_trail_that_stops_says_where():
    met = {"A304": ["wrote down where each letter stood"], "A311": ["I counted the waiting times again"]}
    told = coaching(judged(WARD, met, principles=["dive-deep"]))["action"]
    assert "still lacks this: why the problem happened" in told


def test_an_assigned_task_is_told_so_where_initiative_is_wanted():
    assert "the task was given" in coaching(brunch(principles=["ownership"]))["task"]
    assert "the task was given" not in coaching(ward(principles=["ownership"]))["task"]


def test_of_several_principles_the_first_with_something_to_say_speaks():
    told = coaching(ward(principles=["dive-deep", "ownership"]))
    assert "For Dive Deep" in told["action"]
    assert "For Ownership" in told["task"]  # where the first has nothing to say
    assert all(text.count("For Dive Deep") + text.count("For Ownership") <= 1 for text in told.values())
