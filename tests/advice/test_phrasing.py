"""The texts of `coaching.yaml`: complete, without marks of their own, and filled from one story."""

import re

import pytest

from starcli.advice.phrasing import asked, in_passing, lacks, listed, principles, texts
from starcli.advice.quoting import Quoter
from starcli.data import load
from starcli.models import BANDS, SECTIONS
from tests.advice.judged import ABSENCE, brunch, judged, ward

SLOTS = {
    "quote", "quotes", "lacks", "said", "target", "over", "level", "principle", "on", "because", "until", "answer",
    "advice", "contradiction", "reflection", "shortest", "longest",
}  # fmt: skip


def leaves(node, path=""):
    """Every text of the file and where it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from leaves(value, f"{path}[{at}]")
    elif isinstance(node, str):
        yield path, node


TEXTS = dict(leaves(load().coaching))


def test_quotation_marks_are_left_to_the_story():
    """Whatever stands in marks is the story's, so a text of ours has none."""
    assert [where for where, text in TEXTS.items() if re.search('["“”«»!]', text)] == []


def test_every_slot_is_one_that_is_filled():
    assert set(re.findall(r"\{(\w+)\}", " ".join(TEXTS.values()))) <= SLOTS


def test_a_text_hung_on_words_has_a_place_for_them():
    for where, text in TEXTS.items():
        if where.endswith("_at"):
            assert "{quote}" in text, where


@pytest.mark.parametrize("code", [code for code in load().criteria if code != "D601"])
def test_every_criterion_has_its_texts(code):
    row = texts("criteria")[code]
    assert {"lacks", "change", "doubt"} <= set(row)
    assert ("there" in row) == ("heard" in row) == (code not in {*ABSENCE, "P701"} or code == "A312")
    assert set(row.get("anchor", ())) <= set(load().criteria)


def test_what_may_be_praised_is_in_the_order_of_telling():
    assert set(load().coaching["telling"]) == {code for code, row in texts("criteria").items() if "there" in row}


def test_every_part_band_and_principle_has_its_texts():
    shapes = {"absent", "elsewhere", "gathered", "bare", "right", "short", "more", "full", "long"}
    assert all(shapes <= set(texts("parts")[kind]) for kind in SECTIONS)
    assert set(BANDS) <= set(texts("verdict")) & set(texts("leaning"))
    assert set(texts("lenses")) <= set(load().principles)
    assert all(set(row["codes"]) <= set(load().criteria) for rows in texts("lenses").values() for row in rows.values())


@pytest.mark.parametrize(
    ("names", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_they_are_said(names, told):
    assert listed(names) == told


def test_what_is_missing_is_said_in_words_and_not_at_length():
    assert lacks(ward(), ["T202", "A311"]) == "whose job it was and how you checked that it worked"
    assert lacks(ward(), ["T202", "A311", "S103", "R405"]).count(" and ") == 1
    assert (
        lacks(judged("## Action\nI counted.", {}, principles=["frugality"]), ["P701"]) == "a deed that shows Frugality"
    )


@pytest.mark.parametrize(
    ("slugs", "told"),
    [
        ([], ""),
        (["dive-deep"], "Dive Deep"),
        (["dive-deep", "frugality"], "Dive Deep or Frugality"),
        (["dive-deep", "frugality", "ownership"], "one of the principles"),
    ],
)
def test_target_principles_are_named_while_they_are_few(slugs, told):
    assert principles(judged("## Action\nI counted.", {}, principles=slugs)) == told


def test_an_advice_goes_on_after_a_comma():
    assert in_passing("Open with the limit. The rest follows.") == "open with the limit"


def test_a_question_hangs_on_the_best_words_once():
    quotes = Quoter(ward())
    assert asked(ward(), "S103", quotes).startswith("You say “Discharge letters kept patients waiting”: how often")
    assert asked(ward(), "S104", quotes).startswith("You say “four hours after they could have gone home”: who")
    assert "“" not in asked(ward(), "S104", quotes)


def test_an_assigned_task_is_asked_what_went_beyond_it():
    told = asked(brunch(), "T203", Quoter(brunch()))
    assert told == "After “My boss told me to sort it out”, where did you go beyond what you had been asked?"
