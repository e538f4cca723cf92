"""What must not move a score, and what may move it one way only (metamorphic relations).

Every relation is held on stories of our own from a dozen trades, so that it is a matter of how star listens and not
of the one example that somebody had in mind.
"""

import re
from functools import cache
from typing import NamedTuple

import pytest

from starcli.models import BANDS, Score, Target
from starcli.parser import parse
from starcli.reading import read
from starcli.review import review
from starcli.rubric import judge, score
from tests.rubric.stories import STORIES

LEVELS = ("sde1", "sde2", "senior", "principal")
every_story = pytest.mark.parametrize("name", STORIES)


class Verdict(NamedTuple):
    """What the rubric says: the score, and the codes that are met."""

    score: Score
    met: set[str]


@cache
def judged(text: str, level: str = "sde2", *principles: str) -> Verdict:
    target = Target(level, principles)
    findings = judge(read(parse(text, "story.md")[0]), target)
    return Verdict(score(findings, target), {code for code, answer in findings.criteria.items() if answer.met})


def rank(verdict: Verdict) -> int:
    return BANDS.index(verdict.score.band)


def not_better(verdict: Verdict, before: Verdict) -> None:
    assert verdict.score.overall <= before.score.overall, verdict.met - before.met
    assert rank(verdict) <= rank(before), verdict.met - before.met


# -- the same ----------------------------------------------------------------------------------------------------------


@every_story
def test_the_same_text_gets_the_same_review(name):
    story = parse(STORIES[name].prose(), "story.md")[0]
    assert review(story, Target()) == review(story, Target())


@every_story
@pytest.mark.parametrize("principles", [(), ("ownership",), ("dive-deep", "customer-obsession")])
def test_a_higher_level_never_gives_a_better_band(name, principles):
    bands = [rank(judged(STORIES[name].prose(), level, *principles)) for level in LEVELS]
    assert bands == sorted(bands, reverse=True)


HEADINGS = {
    "small": ("#### {}\n\n", ()),
    "bold": ("**{}**\n\n", ()),
    "bold with colon": ("**{}:** ", ()),
    "colon": ("{}: ", ()),
    "letters": ("{}: ", ("S", "T", "A", "R", "L")),
    "emoji": ("## 🎯 {}\n\n", ()),
    "capitals": ("## {}\n\n", ("SITUATION", "TASK", "ACTION", "RESULT", "REFLECTION")),
}


@every_story
@pytest.mark.parametrize("style", HEADINGS)
def test_the_style_of_headings_changes_no_answer(name, style):
    assert judged(STORIES[name].headed(*HEADINGS[style])).met == judged(STORIES[name].headed()).met


SPACES = {
    "windows": lambda text: text.replace("\n", "\r\n"),
    "trailing": lambda text: re.sub("$", "  ", text, flags=re.MULTILINE),
    "no end": str.rstrip,
    "mark": lambda text: "\N{ZERO WIDTH NO-BREAK SPACE}" + text,
    "blank lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
}


@every_story
@pytest.mark.parametrize("change", SPACES)
@pytest.mark.parametrize("told", ["prose", "headed"])
def test_white_space_changes_no_answer(name, change, told):
    text = getattr(STORIES[name], told)()
    assert judged(SPACES[change](text)).met == judged(text).met


@every_story
@pytest.mark.parametrize("mark", ["* ", "+ ", "• ", "1. "])
def test_the_mark_of_a_list_changes_no_answer(name, mark):
    def listed(bullet: str) -> str:
        story = STORIES[name]
        return story._replace(action=bullet + story.action.replace(". ", f".\n{bullet}")).headed()

    assert judged(listed(mark)).met == judged(listed("- ")).met


# -- never better ------------------------------------------------------------------------------------------------------


@every_story
@pytest.mark.parametrize("told", ["prose", "headed"])
def test_without_its_numbers_a_result_is_never_better(name, told):
    story = STORIES[name]
    bare = judged(getattr(story._replace(metric=""), told)())
    full = judged(getattr(story, told)())
    assert bare.score.sections["result"] <= full.score.sections["result"]
    not_better(bare, full)


def blurred(text: str) -> str:
    """The same deeds with "we" for "I"."""
    for own, group in (("I", "we"), ("my", "our"), ("me", "us")):
        text = re.sub(rf"\b{own}\b", group, text)
    return re.sub(r"(^|[.!?] )we\b", r"\1We", text)


@every_story
@pytest.mark.parametrize("told", ["prose", "headed"])
def test_we_instead_of_i_never_makes_the_action_better(name, told):
    story = STORIES[name]
    before = judged(getattr(story, told)())
    after = judged(getattr(story._replace(action=blurred(story.action)), told)())
    assert after.score.sections["action"] <= before.score.sections["action"]
    not_better(after, before)


HEDGES = {
    "maybe": lambda text: re.sub(r"\bI (?=\w+ed\b)", "I maybe kind of ", text),
    "i guess": lambda text: text.replace(". ", ", I guess. "),
    "hopefully": lambda text: text.replace(". ", ", sort of, hopefully. "),
}


@every_story
@pytest.mark.parametrize("hedge", HEDGES)
def test_without_its_hedges_a_story_is_never_worse(name, hedge):
    story = STORIES[name]
    not_better(judged(story._replace(action=HEDGES[hedge](story.action)).headed()), judged(story.headed()))


NOISE = {
    "weather": "It was sunny and warm all through that week.",
    "hobby": "At the weekend I ran 12 kilometres in 58 minutes.",
    "prize": "In my free time I bake bread, and last year I won 2 prizes with it.",
    "steps": "I drank 3 coffees and took 23,000 steps.",
    "praise": "I am an excellent leader.",
    "praise by others": "Everybody says that I am the best colleague they have ever had.",
    "next level": "I already operate at the next level.",
    "principle": "This shows ownership and customer obsession.",
    "principle done": "I demonstrated dive deep, bias for action and ownership.",
    "ownership": "I took ownership.",
    "standards": "I insisted on the highest standards.",
    "key words": "Root cause, trade-off, metrics, stakeholders, alert, checklist, customers, revenue.",
    "more key words": "Dive deep, logs, data, root cause, tested, verified, 50%, standard, process.",
    "grand": "I leveraged cutting-edge synergies to drive holistic, world-class impact at scale.",
    "grand group": "We unlocked transformational excellence and empowered every stakeholder.",
}


def with_noise(story, noise: str):
    """The story with a sentence put after each of its parts in turn."""
    for part in ("situation", "task", "action", "metric", "reflection"):
        if told := getattr(story, part):
            yield story._replace(**{part: f"{told} {noise}"})


@every_story
@pytest.mark.parametrize("noise", NOISE)
def test_what_does_not_belong_to_the_event_wins_nothing(name, noise):
    story = STORIES[name]
    before = judged(story.headed())
    for noisy in with_noise(story, NOISE[noise]):
        not_better(judged(noisy.headed()), before)


@pytest.mark.parametrize("name", [name for name, story in STORIES.items() if story.reflection])
@pytest.mark.parametrize("noise", NOISE)
def test_nor_does_it_at_the_end_of_a_story_without_headings(name, noise):
    text = STORIES[name].prose()
    not_better(judged(f"{text}\n{NOISE[noise]}\n"), judged(text))


@every_story
@pytest.mark.parametrize("part", ["situation", "task", "action", "result", "reflection"])
def test_saying_it_twice_wins_nothing(name, part):
    story = STORIES[name]
    told = getattr(story, part)
    not_better(judged(story._replace(**{part: f"{told} {told}"}).headed()), judged(story.headed()))
