import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.models import Disagreement, Engine, Failure, Target
from starcli.renderers import wording
from tests.renderers import sample

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text() | st.text(alphabet="\x00\x1b\x9b\x7f\r\n\t\u2028\ud800" + BIDI))
def test_nothing_a_terminal_acts_on_is_left(text):
    shown = wording.visible(text)
    assert not set(shown) & set(BIDI)
    assert all(letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"} for letter in shown)
    assert "\n" not in wording.one_line(text)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\U000e0069b", "a\\U000e0069b"),
        ("bell\a del\x7f", "bell␇ del␡"),
        ("a\r\nb\rc\u2028d\te", "a\nb\nc\nd e"),
        ("caf\udce9", "caf\\udce9"),
        ("👩‍🚀 é 漢字", "👩‍🚀 é 漢字"),
    ],
)
def test_what_is_hidden_becomes_visible(text, shown):
    assert wording.visible(text) == shown


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("a  b\nc", 9, "a b c"), ("one two three", 9, "one two…"), ("onetwothree", 6, "onetw…"), ("exact", 5, "exact")],
)
def test_long_text_is_cut_at_a_word(text, limit, short):
    assert wording.shorten(text, limit) == short


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (125, "2 min 5 s"), (3600, "60 min")]
)
def test_times_as_they_are_said(seconds, said):
    assert wording.clock(seconds) == said


@pytest.mark.parametrize(("value", "told"), [(0.0, "0"), (4.0, "4"), (3.62, "3.6"), (10.0, "10"), (2.96, "3")])
def test_points_have_one_decimal_at_most(value, told):
    assert wording.points(value) == told


def test_levels_and_principles_have_names_and_unknown_ones_their_slug():
    assert wording.target(Target("sde2", ("dive-deep", "ownership"))) == "at SDE 2 (L5), for Dive Deep · Ownership"
    assert wording.target(Target("pilot", ("calm",))) == "at pilot, for calm"
    assert wording.target(Target("pilot")) == "at pilot"


def test_what_a_review_took():
    used = Engine("openai", "m-1", "hybrid", 2, 4000, 1000, 800, 3.25, 0.0123)
    assert wording.engine(used) == (
        "Judged by the rules and openai m-1, 2 requests, 4,000 tokens read (1,000 cached), 800 written, 3.2 s, $0.0123."
    )
    assert wording.engine(Engine("manual", None, "hybrid", 1)) == "Judged by the rules and manual, 1 request."
    assert wording.engine(Engine()) == "Judged offline, by the rules alone."


@pytest.mark.parametrize(
    ("apart", "told"),
    [
        (
            Disagreement("A305", True, True, True, "No\ncause."),
            "the rules say yes, the model says no “No cause.”; yes stands",
        ),
        (Disagreement("A305", False, False, True), "the rules say no but are not sure, the model says yes; yes stands"),
    ],
)
def test_what_rules_and_model_differ_on(apart, told):
    assert wording.difference(apart) == told


def test_costliest_criteria_first():
    rows = wording.by_loss(sample.review())
    losses = [row.out_of - row.points for row in rows]
    assert losses == sorted(losses, reverse=True)
    assert {row.code for row in rows} == {row.code for row in sample.review().criteria}


def test_delivery_holds_faults_and_what_belongs_to_no_part():
    assert [row.code for row in wording.delivery_faults(sample.review())] == ["A302", "D601", "D602", "D603"]


def test_a_failure_names_its_path_once():
    assert wording.failure(Failure("a.md", "empty", "a.md: is empty")) == "a.md: is empty"
    assert wording.failure(Failure("a.md", "empty", "is empty")) == "a.md: is empty"


def test_only_the_first_paths_are_listed():
    assert wording.some(["a", "b", "c"]) == "a, b, c"
    assert wording.some(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
