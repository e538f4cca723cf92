"""Front matter: what it says, what is none, and how faults are told."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.errors import InputError
from starcli.models import FrontMatter
from starcli.parser.frontmatter import MAX_CHARACTERS, read_front_matter, read_simple, read_yaml


def front(text):
    return read_front_matter(text, "story.md")


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ("id: oven", {"id": "oven"}),
        ("Title: Oven\nLEVEL: senior", {"title": "Oven", "level": "senior"}),
        ("Title: &\nLevel: [senior]", None),
        ("Title: >\n  Oven\nLevel: senior", {"title": "Oven", "level": "senior"}),
        ("title: The night the oven failed", {"title": "The night the oven failed"}),
        ('title: "Oven: a story"', {"title": "Oven: a story"}),
        ("title: 'Oven: a story'", {"title": "Oven: a story"}),
        ("title: 'It''s hot'", {"title": "It's hot"}),
        ('title: "caf\\u00e9"', {"title": "café"}),
        ("title: Café 🎂", {"title": "Café 🎂"}),
        ("title:   spaced  out  ", {"title": "spaced out"}),
        ("title: >\n  The night\n  the oven failed", {"title": "The night the oven failed"}),
        ("title: The night\n  the oven failed", {"title": "The night the oven failed"}),
        ("title: a # a comment", {"title": "a"}),
        ("# a comment\n\ntitle: a", {"title": "a"}),
        ("principles: [ownership, dive-deep]", {"principles": ("ownership", "dive-deep")}),
        ("principles: ownership, dive-deep", {"principles": ("ownership", "dive-deep")}),
        ("principles:\n  - ownership\n  - dive-deep", {"principles": ("ownership", "dive-deep")}),
        ("principles:\n- ownership", {"principles": ("ownership",)}),
        ("principles: ownership", {"principles": ("ownership",)}),
        ("principles: []", {}),
        ("principles: [ ]", {}),
        ("principles: [ownership, , dive-deep]", None),
        ("tags: ['a', \"b\", c d, null, 5]", {"tags": ("a", "b", "c d", "5")}),
        ("tags: ['a, b', c]", {"tags": ("a, b", "c")}),
        ("level: 5", {"level": "5"}),
        ("level: sde2", {"level": "sde2"}),
        ("id: 2024-05-01", {"id": "2024-05-01"}),
        ("id: 007", {"id": "007"}),
        ("question: no", {"question": "no"}),
        ("question: Tell me about a time you failed?", {"question": "Tell me about a time you failed?"}),
        ("title: a\nquestion: null", {"title": "a"}),
        ("title: a\nquestion: ~", {"title": "a"}),
        ("title: a\nquestion:", {"title": "a"}),
        ('title: ""', {}),
        ("title: null", {}),
        ('title: "null"', {"title": "null"}),
        ("author: [a]", None),
        ("title: a\ntitle: b", {"title": "b"}),
        ("date: 2024-05-01\nlayout: post", {}),
        ("title: a\nmood: {deep: {er: [1, 2]}}", {"title": "a"}),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_it_says(block, fields, line_end):
    text = f"---\n{block}\n---\nThe oven failed.\n".replace("\n", line_end)
    if fields is None:
        with pytest.raises(InputError):
            front(text)
    else:
        assert front(text) == (FrontMatter(**fields), text.index("The oven failed."))


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "---", "---\n", "---\n---\nIt rained.", "---\n\n---\nIt rained.", "---\nIt rained.\n---\nIt held.",
        "--- \n", "----\ntitle: a\n----\n",
        "---\nSituation: it rained.\nTask: mine.\n---\nIt held.",
        "---\nNote: it rained: a lot.\n\nIt: held.\n---\nIt held.", "---\nNote: it rained.",
        "\n---\ntitle: a\n---\n", "---\n- a\n---\n", "--- title: a\n---\n", "---x\ntitle: a\n---\n",
        "---\n# only a comment\n---\n", "It rained.\n---\ntitle: a\n---\n",
    ],
)  # fmt: skip
def test_what_is_none(text):
    assert front(text) == (FrontMatter(), 0)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("---\ntitle: a\n\nIt rained.", "story.md:1:", "has no end"),
        ("---\ntitle: a: b\n---\n", "story.md:2:", "put the value in quotes"),
        ('---\nid: a\ntitle: "a\n---\n', "story.md:", "cannot be read"),
        ("---\nid: a\ntitle: [a\n---\n", "story.md:", "cannot be read"),
        ("---\nid: a\ntitle: [a, b]\n---\n", "story.md:3:", "one line of text"),
        ("---\ntitle: {a: b}\n---\n", "story.md:2:", "one line of text"),
        ("---\nid: a\nprinciples: {a: b}\n---\n", "story.md:3:", "a list such as [a, b]"),
        ("---\nprinciples: [[a], b]\n---\n", "story.md:2:", "a list such as [a, b]"),
        ("---\nid: a\nJust words\n---\n", "story.md:", "cannot be read"),
        ("---\nid: &x a\ntitle: *x\n---\n", "story.md:2:", "anchor or alias"),
        ("---\nid: a\ntitle: *x\n---\n", "story.md:3:", "anchor or alias"),
        ("---\nid: a\ntitle: !!python/name:os.system a\n---\n", "story.md:3:", "tag"),
        ("---\nid: a\nx: " + "[" * 40 + "]" * 40 + "\n---\n", "story.md:3:", "nested"),
        ("---\nid: a\nx: " + "[" * 5000 + "\n---\n", "story.md:3:", "nested"),
        ("---\nid: a\ntitle: \x07\n---\n", "story.md:1:", "does not know"),
        ('---\nid: a\ntitle: "\\UFFFFFFFF"\n---\n', "story.md:1:", "does not know"),
        ("---\ntitle: a\n" + "x: y\n" * MAX_CHARACTERS + "---\n", "story.md:1:", "has no end"),
    ],
)
def test_faults_are_told_on_one_line_with_their_place(text, where, what):
    with pytest.raises(InputError) as fault:
        front(text)
    assert fault.value.code == "bad-front-matter"
    assert fault.value.message.startswith(where)
    assert what in fault.value.message
    assert "\n" not in fault.value.message


WORDS = st.text(
    st.sampled_from("ab é5-_ .,'\"#:[]{}&*!|>%@`?~/\t\\") | st.characters(categories=["L", "N", "P"]), max_size=12
)
VALUES = (
    WORDS | st.lists(WORDS, max_size=3).map(lambda items: f"[{', '.join(items)}]") | WORDS.map(lambda word: f'"{word}"')
)
VALUES |= WORDS.map(lambda word: f"'{word}'") | st.sampled_from(
    ["null", "~", "no", "1e3", "0x1f", "12:30", "2024-01-01", "[null]", "- a", ".5"]
)
LINES = st.tuples(
    st.sampled_from(["id", "title", "tags", "x-y", "no"]), st.sampled_from([":", ": ", ":  "]), VALUES
).map("".join)


@given(
    st.lists(LINES | st.sampled_from(["", "# note", "  more"]), min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"])
)
def test_plain_lines_say_what_yaml_says(lines, line_end):
    block = [line + line_end for line in lines]
    simple = read_simple(block)
    if simple:
        fields = read_yaml("".join(block), "story.md")
        assert {key: field.value or None for key, field in simple.items()} == {
            key: field.value or None for key, field in fields.items()
        }
        assert {key: field.line for key, field in simple.items()} == {
            key: field.line for key, field in fields.items() if field.value
        } | {key: field.line for key, field in simple.items() if not field.value}


@given(st.text() | st.lists(LINES).map(lambda lines: "---\n" + "\n".join(lines) + "\n---\n"))
def test_no_text_breaks_it(text):
    try:
        found, end = front("---\n" + text)
    except InputError as fault:
        found, end = fault.code, 0
    assert isinstance(found, FrontMatter) or found == "bad-front-matter"
    assert 0 <= end <= len(text) + 4


@pytest.mark.parametrize("block", ["- a\n", "a\n", ""])
def test_yaml_that_is_no_mapping_is_refused(block):
    with pytest.raises(InputError, match="key: value"):
        read_yaml(block, "story.md")


def test_plain_front_matter_needs_no_yaml():
    code = (
        "import sys; from starcli.parser.frontmatter import read_simple; "
        "assert read_simple(['id: a\\n', 'title: \"A: b\"\\n', 'tags: [a, b]\\n']); assert 'yaml' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
