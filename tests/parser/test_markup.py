"""The shadow of a text, and its lines without their marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.parser.markup import scan, shade, without_marks


def lines_of(text):
    shadow, _ = shade(text, 0)
    return [(line.kind, text[line.start : line.end]) for line in scan(shadow, 0) if line.kind != "blank"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("It rained.", [("text", "It rained.")]),
        ("  It rained.  \n\tIt held.\t\n", [("text", "It rained."), ("text", "It held.")]),
        ("It rained.\rIt held.\r\nI left.", [("text", "It rained."), ("text", "It held."), ("text", "I left.")]),
        ("- It rained\n* It held\n+ I left\n• Home",
         [("item", "It rained"), ("item", "It held"), ("item", "I left"), ("item", "Home")]),
        ("– It rained\n— It held\n-> I left\n=> Home",
         [("item", "It rained"), ("item", "It held"), ("item", "I left"), ("item", "Home")]),
        ("1. It rained\n2) It held\na) I left\n(1) Home\n(b) Bed",
         [("item", word) for word in ("It rained", "It held", "I left", "Home", "Bed")]),
        ("-It rained\n•It held", [("item", "It rained"), ("item", "It held")]),
        ("-5 degrees\n2024. A year", [("text", "-5 degrees"), ("text", "2024. A year")]),
        ("- [ ] It rained\n- [x] It held", [("item", "It rained"), ("item", "It held")]),
        ("> It rained\n>> It held\n> - I left", [("text", "It rained"), ("text", "It held"), ("item", "I left")]),
        ("# It rained #\n###### It held\n####### I left",
         [("heading", "It rained"), ("heading", "It held"), ("text", "####### I left")]),
        ("# C#\n#hashtag", [("heading", "C#"), ("text", "#hashtag")]),
        ("It rained\n===\n\nIt held\n---", [("heading", "It rained"), ("heading", "It held")]),
        ("It rained.\n---\nIt held.\n***\n- - -\n___", [("text", "It rained."), ("text", "It held.")]),
        ("It rained\nIt held\n---", [("text", "It rained"), ("text", "It held")]),
        ("✅ It rained\n👩‍🍳 It held\n1️⃣ I left", [("text", "It rained"), ("text", "It held"), ("text", "I left")]),
        ("[00:12] It rained\n00:01:12 It held\n(1:02:03) I left\n09:30 Home",
         [("text", "It rained"), ("text", "It held"), ("text", "I left"), ("text", "09:30 Home")]),
        ("```\ncode()\n```\nIt rained.", [("code", "code()"), ("text", "It rained.")]),
        ("~~~ python\ncode()\n~~~\nIt rained.", [("code", "code()"), ("text", "It rained.")]),
        ("```\nIt rained.", [("text", "It rained.")]),
        ("| a | b |\n|---|:-:|\n| c |  |", [("cell", "a"), ("cell", "b"), ("cell", "c")]),
        ("<p>It rained.</p>It held.<br/>I left.", [("text", "It rained."), ("text", "It held."), ("text", "I left.")]),
        ("<ul><li>It rained</li><LI class='x'>It held</LI></ul>", [("item", "It rained"), ("item", "It held")]),
        ("<system>It rained.</system>", [("text", "<system>It rained.</system>")]),
        ("![a chart](chart.png)\nIt rained.", [("text", "It rained.")]),
        ("It rained. <!-- a\n\nb --> It held.", [("text", "It rained. <!-- a\n\nb --> It held.")]),
        ("<!-- It rained. -->\nIt held.", [("text", "It held.")]),
        ("<!-- It rained.", [("text", "<!-- It rained.")]),
        ("...\n!?\n🎉", []),
    ],
)  # fmt: skip
def test_the_words_of_lines(text, lines):
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("It rained.", []),
        ("It <!-- not --> rained.", [" <!-- not --> ".strip()]),
        ("<!---->It<!-- a --><!-- b -->", ["<!---->", "<!-- a -->", "<!-- b -->"]),
        ("It <!-- a", []),
        ("It --> <!-- a\nb --> c", ["<!-- a\nb -->"]),
        ("It\u200b\u200d ra\u00adined\ufeff.", ["\u200b\u200d", "\u00ad", "\ufeff"]),
        ("\u202eIt\u2066 \U000e0041\U000e007f", ["\u202e", "\u2066", "\U000e0041\U000e007f"]),
        ("<!-- \u200b -->\u200b", ["<!-- \u200b -->", "\u200b"]),
    ],
)
def test_what_is_hidden(text, hidden):
    assert [text[start:end] for start, end in shade(text, 0)[1]] == hidden


MARKUP = st.lists(
    st.sampled_from([*"#*_-|>`~=<![]()\n\r\t ", "<!--", "-->", "<br>", "<li>", "<b>", "](", "![a](b)", "[a](b)",
      "```\n", "word", "é", "\u200b", "[00:12]", "✅"])
).map("".join)  # fmt: skip


@given(MARKUP | st.text())
def test_shadow_and_lines_keep_every_offset(text):
    shadow, hidden = shade(text, 0)
    lines = scan(shadow, 0)
    assert len(shadow) == len(text)
    assert len(without_marks(shadow, lines)) == len(text)
    edges = [edge for line in lines for edge in (line.start, line.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(first[1] <= second[0] for first, second in pairwise(hidden))
