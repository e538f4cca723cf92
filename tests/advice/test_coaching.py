"""Coaching of a part: what is there, what is missing, the time; and what to do about each criterion."""

import re

import pytest

from starcli.advice.coaching import criteria, sections
from starcli.data import load
from starcli.models import SECTIONS
from tests.advice.judged import BRUNCH, WARD, WARD_MET, brunch, case_of, judged, quotations, ward

LEVELS = list(load().levels)


def coaching(case, kind):
    return sections(case)[kind].coaching


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("situation", "Discharge letters kept patients waiting"),
        ("task", "Nobody had asked me to look at it"),
        ("action", "The letters waited for one blood result that nobody had ordered before ten"),
        ("result", "The wait fell from four hours to fifty minutes"),
        ("reflection", "two departments each kept their own clock and nobody owned the gap"),
    ],
)
def test_what_is_there_is_quoted(kind, words):
    assert words in quotations(coaching(ward(), kind))


@pytest.mark.parametrize(
    ("without", "kind", "question"),
    [
        ("S103", "situation", "How often did it happen"),
        ("S104", "situation", "Who was worse off because of this"),
        ("T204", "task", "what would have counted as success"),
        ("A311", "action", "how did you check that it really worked?"),
        (
            "A305",
            "action",
            "You say “Discharge letters kept patients waiting”: why did that happen in the first place?",
        ),
        ("R403", "result", "what was the same figure before you began?"),
        ("R404", "result", "What was that worth to customers, to colleagues or to the business?"),
        ("L502", "reflection", "which moment of this story taught you that?"),
        ("L504", "reflection", "What have you done differently since then"),
    ],
)
def test_what_is_missing_is_asked_for_and_hung_on_the_storys_words(without, kind, question):
    everything = {
        **WARD_MET,
        "S104": ["patients waiting"],
        "T201": ["I wanted every patient out"],
        "A307": ["So I moved"],
    }
    everything["A310"] = ["moved the blood round"]
    case = judged(WARD, {code: words for code, words in everything.items() if code != without})
    assert question in coaching(case, kind)


def test_missing_figures_are_asked_for_and_never_supplied():
    told = coaching(judged(BRUNCH, {"R401": ["the guests were happy"]}), "result")
    assert "What was the figure before" in told or "Which number shows the outcome" in told
    assert set(re.findall(r"\d+", told)) <= {"7", "20"}  # its seconds and their target


@pytest.mark.parametrize(
    ("level", "question"),
    [
        ("sde1", "what did you look at"),
        ("sde2", "what did you look at"),
        ("senior", "what else could you have done"),
        ("principal", "Who had to be convinced or taught"),
        ("manager", "Who had to be convinced or taught"),
    ],
)
def test_the_level_decides_what_is_asked_first(level, question):
    case = judged(WARD, {code: WARD_MET[code] for code in ("S101", "A301", "A303")}, level=level)
    assert question in coaching(case, "action").replace("What", "what")


def test_the_level_is_named_where_its_first_wish_is_open():
    assert "at Senior level" in coaching(ward(level="senior"), "action")
    assert "Senior level" not in coaching(ward(level="senior"), "result")


# -- time ------------------------------------------------------------------------------------------------------------


def scene(words):
    return "## Situation\n" + " ".join(["Guests", *["really"] * (words - 3), "lost", "keys."])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (30, "It takes 13 of 30 seconds, so there is room"),
        (70, "30 seconds is the right length; the target is 30"),
        (100, "It takes 43 seconds where 30 are enough"),
        (120, "It takes 51 seconds; 45 are the most at any level, and 30 are the target"),
    ],
)
def test_the_time_is_told_against_its_target(words, told):
    assert told in coaching(judged(scene(words), {"S102": ["lost keys"]}), "situation")


@pytest.mark.parametrize("level", LEVELS)
def test_forty_five_seconds_are_the_most_for_a_situation_at_any_level(level):
    case = judged(scene(110), {"S102": ["lost keys"]}, level=level)
    assert "45 are the most at any level" in coaching(case, "situation")


def test_the_speaking_rate_is_the_cases_own():
    case = ward()
    slow = case_of(WARD, case.findings, case.target, wpm=70)
    assert "It takes 12 of 30 seconds" in coaching(case, "situation")
    assert "25 seconds is the right length" in coaching(slow, "situation")


def test_a_short_part_that_lacks_nothing_may_stay_short():
    told = coaching(ward(), "result")
    assert "nothing needs to be added" in told
    assert "?" not in told


# -- parts that are not there ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("principle", [None, "customer-obsession", "ownership", "dive-deep", "frugality"])
def test_a_missing_part_is_told_what_to_tell_and_how_long_and_quotes_nothing(level, principle):
    case = judged("## Action\nI counted the keys.", {}, level=level, principles=[principle] if principle else [])
    for kind in SECTIONS:
        if kind != "action":
            part = sections(case)[kind]
            assert f"about {load().levels[level].targets[kind]} seconds" in part.coaching
            assert quotations(part.coaching) == []
            assert (part.key_phrases, part.common_mistake) == ((), "")


def test_what_is_told_elsewhere_is_not_called_missing():
    case = judged(
        "## Situation\nNobody had asked me, but guests kept losing their keys.", {"T203": ["Nobody had asked me"]}
    )
    told = coaching(case, "task")
    assert "some of it is told in other parts" in told
    assert "whose job it was" in told
    assert "whether anybody had asked you" not in told


def test_the_lesson_that_is_missing_is_described_by_the_level():
    told = {level: coaching(judged("## Action\nI counted.", {}, level=level), "reflection") for level in LEVELS}
    assert len(set(told.values())) == len(LEVELS)
    assert "what in the arrangement between people" in told["senior"]


def test_a_text_that_tells_no_event_gets_the_outline_of_one():
    case = judged("## Situation\nI always put quality first.", {}, is_story=False)
    assert all(quotations(part.coaching) == [] for part in sections(case).values())


# -- words worth keeping ---------------------------------------------------------------------------------------------


def test_the_best_words_of_a_part_are_kept_in_their_order():
    case = ward()
    for kind, part in sections(case).items():
        assert 1 <= len(part.key_phrases) <= 4
        assert list(part.key_phrases) == sorted(part.key_phrases)
        lines = [line.sentence for line in case.reading.of(kind)]
        assert all(any(line.start <= a < b <= line.end for line in lines) for a, b in part.key_phrases)


def test_words_at_fault_are_not_among_those_to_keep():
    text = "## Action\nI helped with the boxes wherever I could."
    part = sections(judged(text, {"A312": ["I helped with the boxes"]}))["action"]
    assert "I helped with the boxes" in part.common_mistake
    assert part.key_phrases == ()


# -- criteria --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A302", ["We changed the order of the stations"]),
        ("A312", ["I passed the rest on to the kitchen manager"]),
        ("D602", ["I guess", "sort of"]),
        ("D603", ["things got a lot better"]),
    ],
)
def test_the_words_at_fault_are_quoted_with_what_to_do(code, words):
    told = criteria(brunch())[code]
    assert quotations(told) == words
    assert len(told) > len("".join(words)) + 20


def test_a_figure_that_cannot_be_true_is_quoted():
    text = "## Result\nWaste fell by 140 percent within a week."
    assert "“Waste fell by 140 percent within a week”" in criteria(judged(text, {}, {"D606": ["140 percent"]}))["D606"]


@pytest.mark.parametrize("code", [code for code in load().criteria if code not in {"D601", "P701"}])
def test_every_criterion_not_met_says_what_to_do_and_asks(code):
    faults = {code: []} if code[0] == "D" or code in {"A302", "A312"} else {}
    told = criteria(judged("## Action\nI counted the keys.", {}, faults))[code]
    assert told.endswith("?")
    assert len(told.split()) >= 15


def test_the_length_is_told_in_seconds():
    short = criteria(judged("## Action\nI counted the keys.", {}, {"D601": []}))["D601"]
    long = criteria(judged("## Action\n" + "I counted the keys. " * 150, {}, {"D601": []}))["D601"]
    assert "2 seconds to say, and 90 are the least at SDE 2 level" in short
    assert "257 seconds to say, and 180 are the most at SDE 2 level" in long


def test_a_criterion_that_is_met_needs_no_coaching():
    assert set(WARD_MET).isdisjoint(criteria(ward()))
