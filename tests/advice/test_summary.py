"""The verdict in words, and what goes through the interviewer's mind."""

import pytest

from starcli.advice.priorities import priorities
from starcli.advice.summary import interviewer, summary
from starcli.data import load
from tests.advice.judged import STORIES, WARD, WARD_MET, brunch, judged, quotations, ruled, ward


def verdict(case):
    return summary(case, priorities(case))


def mind(case):
    return interviewer(case, priorities(case))


def at(overall, band, borderline, level="sde2", cap=None):
    case = ward(level=level)
    score = case.score._replace(overall=overall, band=band, borderline=borderline, cap=cap)
    return case._replace(score=score)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (at(90, "strong_hire", False), "A strong hire at SDE 2 level."),
        (at(82, "strong_hire", True), "A strong hire at SDE 2 level, by a narrow margin."),
        (at(80, "hire", True), "A hire at SDE 2 level, and a step from a strong one."),
        (at(70, "hire", False, "senior"), "A hire at Senior level."),
        (at(60, "hire", True), "A hire at SDE 2 level, by a narrow margin."),
        (at(58, "no_hire", True), "Just short of a hire at SDE 2 level."),
        (at(50, "no_hire", False), "Not yet a hire at SDE 2 level."),
        (at(33, "no_hire", True), "Not yet a hire at SDE 2 level, but more than a clear no."),
        (at(31, "strong_no_hire", True), "As it is told, a no at SDE 2 level, and close to a better one."),
        (at(12, "strong_no_hire", False, "manager"), "As it is told, a clear no at Manager level."),
        (
            at(90, "hire", False, cap="needs A310, R402"),
            "A hire at SDE 2 level; the points would do for a strong one, but a strong one must tell what keeps it "
            "from coming back and a figure for the outcome.",
        ),
        (
            at(70, "no_hire", False, cap="needs A312"),
            "Not yet a hire at SDE 2 level: the points would do, but a hire must",
        ),
    ],
)
def test_the_verdict_says_band_level_and_how_near(case, words):
    assert verdict(case).startswith(words)


def test_an_assigned_task_is_named_as_what_holds_the_band():
    met = {code: ["I moved the blood round to six"] for code in load().criteria} | WARD_MET
    case = judged(WARD, met, principles=["ownership"], assigned="I wanted every patient out")
    assert "“I wanted every patient out by noon” makes it an assigned task, and Ownership asks for more" in verdict(
        case
    )


def test_the_strongest_point_is_quoted_and_the_biggest_gap_named():
    told = verdict(ward())
    assert "It is strongest at the end: “The wait fell from four hours to fifty minutes”." in told
    assert "What is missing most is what keeps it from coming back." in told


def test_a_story_with_everything_lacks_nothing():
    met = {code: ["I moved the blood round to six"] for code in load().criteria} | WARD_MET
    assert verdict(judged(WARD, met)).endswith("Nothing of weight is missing.")


def test_a_story_with_nothing_is_not_praised():
    told = verdict(judged(WARD, {}))
    assert "There is nothing in it yet that a listener could write down." in told
    assert quotations(told) == []


@pytest.mark.parametrize(
    ("make", "leaning"),
    [
        (ward, "vote for you"),
        (lambda: at(70, "hire", False), "I lean towards hire"),
        (lambda: at(60, "hire", True), "a weak follow-up could turn me"),
        (lambda: at(58, "no_hire", True), "I could go either way"),
        (lambda: at(50, "no_hire", False), "I lean towards no"),
        (brunch, "I have nothing to vote for"),
    ],
)
def test_the_interviewer_leans_with_the_band(make, leaning):
    assert leaning in mind(make()).rpartition(". ")[2]


def test_the_interviewer_names_what_was_heard_and_what_was_not():
    told = mind(ward())
    assert "I can size the change: “The wait fell from four hours to fifty minutes”." in told
    assert "What keeps it from coming back I did not hear." in told


def test_a_weak_story_is_met_with_what_was_missing_in_it():
    told = mind(brunch())
    assert "After “I passed the rest on to the kitchen manager” I was waiting for what you did next." in told
    assert "I heard “things got a lot better” and still do not know what changed." in told


@pytest.mark.parametrize("slug", load().principles)
def test_the_principle_is_on_the_interviewers_mind(slug):
    shown = ward(principles=[slug], shown={slug: "I moved the blood round to six"})
    hidden = ward(principles=[slug])
    name = load().principles[slug].name
    assert f" on {name}, because" in mind(shown)
    assert f" on {name}, because" not in mind(hidden)
    assert f" on {name}, until" in mind(brunch(principles=[slug]))
    assert "“I moved the blood round to six" in mind(shown)
    assert mind(shown) != mind(hidden) != mind(ward())


def test_of_several_principles_the_one_that_is_shown_is_thought_of():
    told = mind(ward(principles=["frugality", "earn-trust"], shown={"earn-trust": "I showed her the waiting times"}))
    assert "Under Earn Trust I have written “I showed her the waiting times" in told
    assert "Frugality" not in told


def test_an_answer_to_another_question_is_noticed():
    assert mind(ward(off_question=True)).startswith("It is not what I had asked for.")


def test_a_text_without_an_event_is_asked_for_one():
    case = judged("I always put quality first.", {}, is_story=False)
    assert "no event" in verdict(case)
    assert "“I always put quality first”" in mind(case)
    assert "I ask again" in mind(case)


def test_different_stories_are_thought_of_differently():
    cases = [ruled(text, level) for text in STORIES.values() for level in ("sde1", "senior")]
    assert len({mind(case) for case in cases}) >= len(STORIES)
    assert len({verdict(case) for case in cases}) == len(cases)
    said = [mind(ruled(text)) for text in STORIES.values()]
    assert len({told.partition("“")[0] for told in said}) >= 4  # nor do they all begin alike
