import pytest

from starcli.advice import advise
from starcli.answer import ProbeAnswer, RewriteAnswer
from starcli.coach import texts
from starcli.grounding import known
from starcli.models import Target
from tests.coach.stories import case_of
from tests.fakes import PROBE, answered

TEXT = (
    "Last May I ran the cold kitchen of a hotel. Twelve plates a night came back. I timed each plate with a stopwatch. "
    "The plates waited because the lift was slow. I moved the pass beside the lift. Two plates came back a night "
    "after. I learned to stand where the plate stands.\n"
)
OFFLINE = advise(case_of(TEXT))


def written(target=Target(), **parts):  # noqa: B008 - a value
    case = case_of(TEXT, target)
    return texts.write(case, advise(case), answered(target, {}, **parts), known(case.reading))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("You timed\teach  plate.\n", "You timed each plate."),
        ("\x1b[31mYou\x07 timed\x9b it.\x00", "[31mYou timed it."),
        ("You\u202e timed\u200b it\U000e0041.", "You timed it."),
        ("**You** `timed` ~~it~~ __all__.", "You timed it all."),
        ("# Summary\n> You timed it.", "Summary You timed it."),
        ("<b>You</b> <script src=x>timed</script><!-- x --> it.", "You timed it."),
        ("You [timed](http://x.example/y) it.", "You timed it."),
        ("You timed [add: what]", "You timed [add: what]"),
        ("You timed [ Add:  what ] [add]", "You timed [add: what]"),
        ("A figure < 5 and > 3.", "A figure < 5 and > 3."),
    ],
)
def test_a_text_becomes_plain_words(text, plain):
    assert " ".join(texts.clean(text).replace("timed]", "timed").split()) == plain


def test_paragraphs_stay_where_they_are_wanted():
    assert texts.clean("One\ntwo.\n\n\n# Three.", paragraphs=True) == "One two.\n\nThree."


@pytest.mark.parametrize(
    "verdict",
    [
        "This is a strong hire.",
        "I would hire you at once.",
        "strong_hire without a doubt.",
        "I lean no hire.",
        "I give it 10/10.",
        "It deserves full marks.",
    ],
)
def test_the_band_is_named_by_star_alone(verdict):
    both = written(summary=f"You timed each plate. {verdict}", interviewer=verdict).advice
    assert both.summary == "You timed each plate."
    assert both.interviewer == OFFLINE.interviewer


@pytest.mark.parametrize("empty", ["", "   ", "**", "[add: what happened]", "I saved Oslo 4,000 dollars."])
def test_a_text_of_which_nothing_is_left_is_the_offline_one(empty):
    advice = written(summary=empty, interviewer=empty, sections={"action": empty}).advice
    assert advice.summary == OFFLINE.summary
    assert advice.interviewer == OFFLINE.interviewer
    assert advice.sections == OFFLINE.sections


def test_an_added_fact_is_taken_out():
    told = "I timed each plate with a stopwatch. I saved the hotel 4,000 dollars in Oslo."
    found = written(rewrites=(RewriteAnswer("action", None, told),))
    action = next(row for row in found.advice.rewrites if row.kind == "action")
    assert found.changed
    assert action.text.startswith("I timed each plate with a stopwatch.")
    assert "4,000" not in action.text
    assert "Oslo" not in action.text
    assert action.placeholders
    assert all(slot in action.text for slot in action.placeholders)


def test_a_true_rewrite_stands_and_what_is_missing_comes_from_the_rules():
    target = Target(principles=("dive-deep", "ownership"))
    found = written(target, rewrites=(RewriteAnswer("full", "ownership", "I timed each plate.\n\nI moved the pass."),))
    offline = advise(case_of(TEXT, target)).rewrites
    assert [(row.kind, row.principle) for row in found.advice.rewrites] == [
        (row.kind, row.principle) for row in offline
    ]
    assert found.advice.rewrites[:-1] == offline[:-1]
    assert found.advice.rewrites[-1].text == "I timed each plate.\n\nI moved the pass."
    assert not found.changed


def asks(question: str, quote: str = "") -> ProbeAnswer:
    return PROBE._replace(question=question, quote=quote)


def test_questions_are_anchored_by_their_quote_and_filled_up_with_offline_ones():
    found = written(probes=(asks("Why a stopwatch?", "with a stopwatch"), asks("What did you look at?")))
    first, second, *rest = found.advice.probes
    assert (first.question, first.anchor.quote) == ("Why a stopwatch?", "with a stopwatch")
    assert (second.question, second.anchor) == ("What did you look at?", None)
    assert len(found.advice.probes) == len(OFFLINE.probes)
    assert set(rest) <= set(OFFLINE.probes)


@pytest.mark.parametrize(
    "bad",
    [
        asks("Why a stopwatch?", "with a golden stopwatch"),
        asks(""),
        asks("Why?")._replace(weak="**"),
        asks("Why?")._replace(strong="I saved 4,000 dollars in Oslo."),
    ],
)
def test_a_question_with_a_bad_part_is_dropped(bad):
    assert written(probes=(bad,)).advice.probes == OFFLINE.probes


def test_the_same_question_is_asked_once():
    found = written(probes=(asks("What did you look at?"), asks("what did you look at?")))
    assert sum("look at?" in row.question.lower() for row in found.advice.probes) == 1


def test_what_is_sent_back_names_the_facts():
    [fault] = texts.added(answered(Target(), {}, summary="You saved 4,000 dollars in Oslo."), known(TEXT))
    assert "4,000" in fault
    assert "Oslo" in fault
    assert texts.added(answered(Target(), {}), known(TEXT)) == ()


def test_a_reason_with_a_fact_of_its_own_is_not_shown():
    story = known(case_of(TEXT).reading)
    assert texts.reason("The lift was **slow**.", story) == "The lift was slow."
    assert texts.reason("It happened in Oslo.", story) == ""
