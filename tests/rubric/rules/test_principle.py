"""What a story shows of the principles, by what the teller did and not by what the teller says of it."""

from itertools import pairwise

import pytest

from starcli.data import load
from starcli.models import Finding, Target
from starcli.rubric.rules.principle import SHOWN, principle_findings, principle_shown
from tests.reading_of import quotes, reading_of


def met(*codes):
    """Answers in which the given criteria are met, and nothing else."""
    return {code: Finding(code in codes, True) for code in load().criteria}


def finding(slug, text, *codes):
    """What a text shows of one principle, with some criteria met."""
    return next(row for row in principle_findings(reading_of(text), met(*codes)) if row.slug == slug)


SHOWING = {
    "customer-obsession": "I rang the guests of that week, asked them what they needed, and watched them at the desk.",
    "ownership": "Nobody owned the cold store. Nobody had asked, so I took it on and followed up until it was done.",
    "invent-and-simplify": "I came up with a template, cut the steps to two and got rid of the paper form.",
    "learn-and-be-curious": "The loom was new to me. I taught myself from a textbook, and I shadowed the old weaver.",
    "hire-and-develop-the-best": "I mentored a new starter in weekly sessions and let her lead the parents' evening.",
    "earn-trust": "I admitted it was my mistake, apologised to the driver and asked for feedback.",
    "dive-deep": "I pulled the records, went through them line by line and found they didn't match.",
    "have-backbone": "I disagreed and said no. I pushed back on the date, and I accepted the decision.",
    "bias-for-action": "I did not wait. That same night I made a stopgap, which could be undone.",
    "frugality": "We had no budget, so I borrowed a kiln, reused the shelves and saved money.",
}


@pytest.mark.parametrize("slug", SHOWING)
def test_deeds_show_a_principle_and_are_quoted(slug):
    reading = reading_of(SHOWING[slug])
    row = next(row for row in principle_findings(reading, met("A301", "A303", "A304", "T203")) if row.slug == slug)
    assert row.shown
    assert row.strength >= SHOWN
    assert row.ranges
    assert all(quote in SHOWING[slug] for quote in quotes(reading, row.ranges))


@pytest.mark.parametrize("slug", SHOWING)
def test_the_same_words_show_nothing_without_deeds_of_the_teller(slug):
    assert not finding(slug, SHOWING[slug]).shown


def test_all_sixteen_come_in_the_order_of_the_data():
    rows = principle_findings(reading_of("I mended the pump."), met())
    assert [row.slug for row in rows] == list(load().principles)
    assert all(0 <= row.strength <= 100 for row in rows)


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("ownership", "I showed ownership. I am known for ownership, and ownership is my value."),
        ("dive-deep", "This is a story about diving deep. I dived deep, as Dive Deep asks."),
        ("customer-obsession", "Customer obsession is what I showed."),
        ("dive-deep", "root cause, line by line, logs, raw data, records, audited, sampled, correlated, discrepancy"),
        (
            "dive-deep",
            "I did root cause, line by line, logs, raw data, records, one by one, row by row, on site, five whys.",
        ),
        ("earn-trust", "He told me: “I admitted it, it was my mistake, I was honest and apologised to them.”"),
        ("frugality", "I would have borrowed a kiln, reused the shelves and saved money."),
    ],
)
def test_names_quotes_wishes_and_lists_of_words_are_no_deeds(slug, text):
    assert not finding(slug, text, "A301", "A303").shown


def test_saying_a_cue_again_adds_nothing():
    once = "I followed up with the depot."
    assert finding("ownership", once).strength == finding("ownership", f"{once} {once} {once}").strength


def test_different_cues_add_less_and_less():
    strengths = [
        finding("dive-deep", text).strength
        for text in (
            "I rang the depot.",
            "I pulled the invoices.",
            "I pulled the invoices. I went through them.",
            "I pulled the invoices. I went through them. I sampled ten.",
        )
    ]
    steps = [after - before for before, after in pairwise(strengths)]
    assert steps[0] > steps[1] >= steps[2] > 0


def test_words_that_speak_against_it_cost_strength():
    text = SHOWING["ownership"]
    assert (
        finding("ownership", f"{text} I told my manager and they fixed it.").strength
        < finding("ownership", text).strength
    )


@pytest.mark.parametrize("slug", load().principles)
@pytest.mark.parametrize("code", load().criteria)
def test_one_more_criterion_never_lowers_a_principle(slug, code):
    text = SHOWING["ownership"]
    before, after = finding(slug, text, "A301", "A304"), finding(slug, text, "A301", "A304", code)
    assert after.strength >= before.strength
    assert after.shown >= before.shown


def test_one_of_several_target_principles_is_enough():
    reading = reading_of(SHOWING["dive-deep"])
    rows = principle_findings(reading, met("A301", "A303", "A304"))
    shown = principle_shown(rows, Target(principles=("frugality", "dive-deep")))
    assert shown.met
    assert quotes(reading, shown.ranges)[0] == "I pulled"


def test_a_target_principle_that_is_not_shown_is_not_met():
    rows = principle_findings(reading_of(SHOWING["dive-deep"]), met("A301", "A303"))
    assert principle_shown(rows, Target(principles=("frugality",))) == Finding(False, False, ())


def test_the_examples_of_the_rubric_come_out_as_they_claim():
    row = load().criteria["P701"]
    assert not finding("ownership", row.weak).shown
    assert finding("ownership", row.strong, "A301", "A303", "T203").shown
