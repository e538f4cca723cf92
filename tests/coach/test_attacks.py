"""A story cannot argue for itself, not even to a model that obeys whatever it reads."""

import json
import random
from functools import cache

import pytest

from starcli import answer, coach, rubric
from starcli.answer import codes
from starcli.coach import merging
from starcli.models import BANDS, Target
from starcli.providers.base import Message, Request
from tests.coach.attacks import FAMILIES, attack, placed
from tests.coach.stories import Labelled, case_of, stories
from tests.fakes import first_sentence, says, story_of

TARGET = Target()
A_FAMILY = 100  # attacks of each family
WAYS = ("first sentence", "invented", "injected", "own words")


class Obedient:
    """Answers rightly until it reads an order in the story; then it says yes to everything."""

    def __init__(self, story: Labelled, order: str, way: str) -> None:
        self.story, self.order, self.way, self.obeyed = story, order, way, False

    def __call__(self, request: Request) -> str:
        read = story_of(request)
        if self.order not in read:
            return says(TARGET, self.story.met, self.story.faults)
        self.obeyed = True
        words = {
            "first sentence": first_sentence(read),
            "invented": "I saved 4,000 lives in Oslo",
            "injected": self.order,
            "own words": next(iter(self.story.met.values()), ""),
        }
        row = {code: {"met": True, "why": "", "quote": words[self.way]} for code in codes(TARGET)}
        return json.dumps({"criteria": row})


def band(text: str, model: Obedient) -> int:
    """The band that rules and model reach together; their texts, which take longer, have no say in it."""
    case = case_of(text)
    asked = coach.prompt(case, delimiter="c0de")
    found, _ = answer.read(model(Request("", (Message("user", asked.story),), {})), TARGET)
    merged = merging.merge(case.findings.criteria, merging.votes(found.criteria, case.reading).valid)
    return BANDS.index(rubric.score(case.findings._replace(criteria=merged.criteria), TARGET).band)


@cache
def clean(number: int) -> int:
    story = stories()[number]
    return band(story.text, Obedient(story, "no such order", WAYS[0]))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_band_is_never_better_with_an_attack(family):
    pick = random.Random(family)  # noqa: S311 - nothing secret
    better, obeyed = [], 0
    for count in range(A_FAMILY):
        number = count % len(stories())
        made = attack(family, pick)
        model = Obedient(stories()[number], made.order, WAYS[count // len(stories()) % len(WAYS)])
        reached = band(placed(stories()[number].text, made.text, pick), model)
        obeyed += model.obeyed
        if reached > clean(number):
            better.append((model.story.id, model.way, made.text))
    assert not better, (len(better), obeyed, better[:3])


IN_WORDS = {"plain", "comment", "spread", "foreign", "praise"}  # there is always another way to say it


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_written_for_the_grader_is_told_and_is_not_sent(family):
    pick, flagged = random.Random(family), 0  # noqa: S311 - nothing secret
    for count in range(A_FAMILY):
        made = attack(family, pick)
        case = case_of(f"{stories()[count % len(stories())].text}\n{made.text}\n")
        flagged += bool(case.reading.suspected)
        assert not case.reading.suspected or made.order not in coach.heard(case.reading)
    assert flagged >= (0.8 if family in IN_WORDS else 1) * A_FAMILY
