"""Paragraphs, list items and notes."""

import pytest

from starcli.parser import parse


def read(text):
    """The sentences of a text; notes with a dash before them."""
    (story,) = parse(text, "story.md")
    return [f"{'- ' * one.bullet}{text[one.start : one.end]}" for one in story.sentences]


def paragraphs(text):
    (story,) = parse(text, "story.md")
    return [one.paragraph for one in story.sentences]


WRAPPED = """In May the oven of our bakery failed at four in the morning
and Maria could not find a spare part anywhere in the town.
So I called the school kitchen across the street and asked
for theirs."""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. It held.", ["It rained.", "It held."]),
        ("It rained and\n\nit held.", ["- It rained and", "it held."]),
        # prose broken into lines
        (WRAPPED, [WRAPPED[: WRAPPED.index("So I") - 1], WRAPPED[WRAPPED.index("So I") :]]),
        ("It rained.\nIt held.\nI left.", ["It rained.", "It held.", "I left."]),
        ("When it rained,\nwe stayed.", ["When it rained,\nwe stayed."]),
        # notes
        ("- Pulled the logs\n- Found a leak. Fixed it.", ["- Pulled the logs", "- Found a leak.", "- Fixed it."]),
        ("* pulled the logs\n* found a leak", ["- pulled the logs", "- found a leak"]),
        ("Pulled the logs\nFound a leak\nFixed it", ["- Pulled the logs", "- Found a leak", "- Fixed it"]),
        ("pulled the logs\nfound a leak\nfixed it", ["- pulled the logs", "- found a leak", "- fixed it"]),
        (
            "pulled the logs of all three gateways\nfound a leak in the second one",
            ["- pulled the logs of all three gateways", "- found a leak in the second one"],
        ),
        ("We pulled the logs of all the gateways and\nfound a leak",
         ["- We pulled the logs of all the gateways and\nfound a leak"]),
        ("✅ Pulled the logs\n✅ Found a leak", ["- Pulled the logs", "- Found a leak"]),
        ("Pulled the logs\nFound a leak. Fixed it.", ["- Pulled the logs", "Found a leak.", "Fixed it."]),
        ("S: night shift, ward full\nA: called two nurses", ["- night shift, ward full", "- called two nurses"]),
        ("A: called two nurses. told the families.\nR: It held.",
         ["- called two nurses.", "- told the families.", "It held."]),
        ("These were the steps:\nPulled the logs\nFound a leak",
         ["These were the steps:", "- Pulled the logs", "- Found a leak"]),
        # what belongs to an item
        ("- Pulled the logs\n  of May\n- Found a leak", ["- Pulled the logs\n  of May", "- Found a leak"]),
        ("- Pulled the logs and\nfound a leak", ["- Pulled the logs and\nfound a leak"]),
        ("- Pulled the logs\nIt rained.", ["- Pulled the logs", "It rained."]),
        ("- Pulled the logs\n\nIt rained.", ["- Pulled the logs", "It rained."]),
        ("- Pulled the logs\n  - Found a leak\n    it was small",
         ["- Pulled the logs", "- Found a leak\n    it was small"]),
        # quotes and other marks between lines are not the teller's words
        ("> It rained.\n> It held.", ["It rained.", "It held."]),
        ("| Pulled | Found a leak |\n|--|--|\n| Fixed it | |", ["- Pulled", "- Found a leak", "- Fixed it"]),
        # a long line without a full stop is prose
        ("We were thirty people in a kitchen for ten and every order came at once so nobody knew what to do", None),
        ("He said “It rained.”\nIt held", ["He said “It rained.”", "It held"]),
        # headings and code only where there is nothing else
        ("# My story\nIt rained.", ["It rained."]),
        ("# My story", ["- My story"]),
        ("```\nIt rained.\n```", ["It rained."]),
        ("```\ncode()\n```\nIt rained.", ["It rained."]),
        ("## Situation\n## Task", []),
        ("<!-- It rained. -->", []),
        ("I fixed <!-- a --> the oven.", ["I fixed", "the oven."]),
    ],
)  # fmt: skip
def test_sentences_and_notes(text, sentences):
    assert read(text) == (sentences or ([text] if sentences is None else []))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It rained. It held.\n\nI left.", [0, 0, 1]),
        ("- It rained. It held.\n- I left", [0, 0, 1]),
        ("It rained.\nIt held.\n\n\n---\n\nI left.", [0, 0, 1]),
        ("Task: It rained.\nResult: It held.", [0, 1]),
        ("pulled logs\nfound a leak", [0, 1]),
        ("# Title\n\nIt rained.", [0]),
    ],
)
def test_paragraphs_are_counted(text, numbers):
    assert paragraphs(text) == numbers
