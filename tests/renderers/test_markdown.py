import io
import re
import subprocess
import sys

import pytest

from starcli.models import Failure
from starcli.renderers import View
from starcli.renderers.markdown import escape, render
from starcli.sources import REPORT_MARKER as MARKER
from tests.renderers import sample


def page(*outcomes, **view):
    out = io.StringIO()
    render(sample.report(*outcomes), out, View(**view))
    return out.getvalue()


def starts(text):
    """What each line outside of quotes begins with, where Markdown could act on it."""
    lines = [line for line in text.splitlines() if line.strip("> ") and not line.startswith("> ")]
    return [re.match(r"[^\w\\&“␛]*(\d+\.)?", line)[0] for line in lines]


def headings(text):
    return [line for line in text.splitlines() if line.startswith("#")]


def test_one_story(snapshot):
    assert page(sample.review()) == snapshot


def test_one_story_verbose(snapshot):
    assert page(sample.review(), verbose=True).partition("## Checklist")[2] == snapshot


def test_several_stories_end_with_an_overview(snapshot):
    failed = Failure("stories/x.md", "empty", "stories/x.md is empty: write the story first")
    told = page(sample.review(), sample.other(), failed)
    assert told[told.index("# Overview") :] == snapshot


def test_star_knows_its_own_files_by_the_first_line():
    assert page().splitlines()[0] == page(sample.review()).splitlines()[0] == MARKER


def test_probes_alone():
    told = page(sample.review(), parts=frozenset({"probes"}), probe_count=1)
    assert headings(told) == [
        "# The dough that arrived warm",
        "## Follow-up questions",
        "### 1. What did you say to the foreman about the overtime?",
    ]


def test_rewrites_alone():
    told = page(sample.review(), sample.other(), parts=frozenset({"rewrites"}))
    assert "## Rewrites" in headings(told)
    assert "## Follow-up questions" not in headings(told)
    assert "# Overview" not in headings(told)
    assert "> Spoiled batches fell from nine a week to one, worth **[add: euros a week]**." in told


def test_a_warning_shows_the_words_and_their_line():
    place = sample.span(sample.TEXT, "kind of")
    notice = sample.Notice("injection-suspected", "This was left out.", place)
    assert "- **Note:** This was left out. Line 11: “kind of”" in page(sample.review(warnings=(notice,)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[bold] *x* _y_", "\\[bold\\] \\*x\\* \\_y\\_"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("| a | b |", "\\| a \\| b \\|"),
        ("`code`", "\\`code\\`"),
        ("# title", "\\# title"),
        ("- item", "\\- item"),
        ("> said", "\\> said"),
        ("1. first", "1\\. first"),
        ("12) twelfth", "12\\) twelfth"),
        ("1.5 hours", "1.5 hours"),
        ("=====", "\\====="),
        ("~~gone~~", "\\~\\~gone\\~\\~"),
        ("&lt;b&gt; R&D", "&amp;lt;b&amp;gt; R&D"),
        ("back\\slash", "back\\\\slash"),
        ("two\n\n# lines", "two # lines"),
        ("\x1b[31m\u202e", "␛\\[31m\\\\u202e"),
    ],
)
def test_text_stays_text(text, shown):
    assert escape(text) == shown


HOSTILE = [
    "x\n\n# Injected\n\n- item\n\n```\ncode",
    "<script>alert(1)</script>",
    "| a | b |\n|---|---|\n| c | d |",
    "[click](http://example.org) ![x](y)",
    "<!-- star report --> --> <b>",
    "\x1b[31mred\x1b[0m \u202eright to left",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_user_never_become_structure(words):
    told = page(sample.hostile(words), verbose=True)
    calm = page(sample.hostile("calm"), verbose=True)
    assert starts(told) == starts(calm)
    assert not re.search(r"<script|<b>|(?<!\\)\]\(|\x1b|\u202e", told)
    assert told.count(MARKER) == 1
    cells = [line.replace("\\|", "").count("|") for line in told.splitlines() if line.startswith("|")]
    assert cells == [line.count("|") for line in calm.splitlines() if line.startswith("|")]


def test_a_rewrite_stays_in_its_quote():
    told = page(sample.hostile("one\n# two\n\n- three\n```"), parts=frozenset({"rewrites"}))
    assert told.partition("### The whole story\n\n")[2].splitlines() == [
        "> one",
        ">",
        "> \\# two",
        ">",
        "> \\- three",
        ">",
        "> \\`\\`\\`",
    ]


def test_it_needs_no_heavy_module():
    code = (
        "import io, sys\nfrom starcli.renderers import View, render\nfrom starcli.report import Report\n"
        "render('markdown', Report(None, [], []), io.StringIO(), View())\n"
        "assert not {'rich', 'yaml', 'pydantic', 'jinja2', 'typer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_long_hostile_text_is_shown_to_its_end():
    for sign in ("[add: ", "&", "\\", "“", "   ", "1", "`"):
        words = sign * (100_000 // len(sign)) + "ENDMARK"
        assert escape(words) in page(sample.hostile(words))
