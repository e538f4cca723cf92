import pytest

from starcli.rubric.rules.opening import (
    before_the_result,
    clauses,
    meaning,
    negated,
    opening,
    pairs,
    places,
    tells_past,
)
from tests.reading_of import quotes, reading_of

STORY = "Result: Calls fell.\n\nSituation: Calls were lost.\n\nTask: Find out why.\n\nAction: I asked.\n"


def told(lines, reading):
    return [reading.story.text[line.sentence.start : line.sentence.end] for line in lines]


def paired(text):
    """The words from a boss to what the boss asks of the teller."""
    reading = reading_of(text)
    (line,) = reading.lines
    return quotes(reading, [line.range(*hit) for hit in pairs(line, "boss", "handing")])


def test_the_opening_is_the_scene_the_task_and_what_is_told_first():
    reading = reading_of(STORY)
    assert told(opening(reading), reading) == ["Calls fell.", "Calls were lost.", "Find out why."]


def test_before_the_result_is_all_but_outcome_and_lesson():
    reading = reading_of(STORY)
    assert told(before_the_result(reading), reading) == ["Calls were lost.", "Find out why.", "I asked."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My manager asked me to sing.", ["manager asked me to"]),
        ("My manager often asked me to sing.", ["manager often asked me to"]),
        ("My manager, the vicar, told me to sing.", ["manager, the vicar, told me to"]),
        ("My manager has not asked me to sing.", []),
        ("No manager asked me to sing.", []),
        ("My manager: he asked me to sing.", []),
        ("My manager and all of her many old friends from school asked me to sing.", []),
        ("They asked me to call my manager.", []),
    ],
)
def test_phrases_that_stand_together_and_are_not_denied(text, found):
    assert paired(text) == found


def test_a_clause_is_named_once_however_many_phrases_it_holds():
    reading = reading_of("Letters were late and lost, and the files were wrong.")
    (line,) = reading.lines
    found = clauses(line, places(line, "trouble"))
    assert quotes(reading, found) == ["Letters were late and lost", "and the files were wrong"]


@pytest.mark.parametrize(("text", "denied"), [("No letters were lost.", True), ("Letters were lost.", False)])
def test_a_negation_shortly_before(text, denied):
    (line,) = reading_of(text).lines
    assert negated(line, places(line, "trouble")[0]) == denied


def test_words_without_a_meaning_of_their_own_do_not_count():
    (line,) = reading_of("There was a big problem with the project and the oven.").lines
    assert meaning(line.tokens, "empty_noun") == 1


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("The oven broke.", True),
        ("We could not cook.", True),
        ("I frobnicated it.", True),
        ("I always help.", False),
        ("Ovens need care.", False),
    ],
)
def test_telling_of_something_past(text, past):
    (line,) = reading_of(text).lines
    assert tells_past(line) == past
