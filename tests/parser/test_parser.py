"""Text to stories: how many, what they are called, and that every offset is exact for any text."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from starcli.errors import InputError
from starcli.models import SECTIONS, FrontMatter
from starcli.parser import MAX_BYTES, parse


def told(text, path="story.md"):
    """The sentences of all stories with their labels."""
    return [
        (story.text[one.start : one.end], one.labels) for story in parse(text, path) for one in story.sentences
    ]  # fmt: skip


# -- stories and their names -----------------------------------------------------------------------------------------

ONE = "It rained. I ran it."
LABELLED = "## Situation\nIt rained.\n## Result\nIt held."


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (ONE, [None]),
        (f"# The oven\n{ONE}", ["The oven"]),
        (f"## **The oven** ##\n{ONE}", ["The oven"]),
        (f"The oven\n========\n\n{ONE}", ["The oven"]),
        (f"# The oven\n{LABELLED}", ["The oven"]),
        (f"# The oven\n{LABELLED.replace('##', '#')}", ["The oven"]),
        (LABELLED, [None]),
        (f"# The oven\n{ONE}\n# The lift\n{ONE}", ["The oven", "The lift"]),
        (f"# The oven\n{LABELLED}\n# The lift\n{LABELLED}", ["The oven", "The lift"]),
        (f"# The oven\n{LABELLED}\n# The lift\n{LABELLED}".replace("##", "#"), ["The oven", "The lift"]),
        (f"### The oven\n{ONE}\n### The lift\n{ONE}\n### The van\n{ONE}", ["The oven", "The lift", "The van"]),
        (f"The oven\n===\n{ONE}\n\nThe lift\n===\n{ONE}", ["The oven", "The lift"]),
        ("# The oven\nS: a b.\nT: c d.\n# The lift\nS: e f.\nT: g h.", ["The oven", "The lift"]),
        (f"# A\n{ONE}\n# B\n{ONE}", ["A", "B"]),
        # other headings make no second story
        (f"# The oven\n{ONE}\n## Then\n{ONE}\n## Later\n{ONE}", ["The oven"]),
        (f"{LABELLED}\n## Round 2 notes\nAsk her.", [None]),
        (f"{LABELLED}\n## Round 1 notes\nAsk her.\n## Round 2 notes\nAsk him.", [None]),
        (f"# The oven\n{LABELLED}\n## Round 2 notes\nAsk her.", ["The oven"]),
        (f"# The oven\n{ONE}\n# The lift\n", ["The oven"]),
        ("# The oven\n# Situation\nIt rained.\n# How it was built\nBig.\n# Result\nIt held.", ["The oven"]),
        (f"```\n# The oven\n# The lift\n```\n{ONE}", [None]),
        (f"<!-- # The oven\n# The lift -->\n{ONE}", [None]),
    ],
)  # fmt: skip
def test_a_file_is_parted_at_its_top_headings(text, titles):
    assert [story.title for story in parse(text, "story.md")] == titles


def test_several_stories_share_the_front_matter_and_have_their_own_text():
    text = f"---\nid: mine\nauthor: me\ntitle: All\n---\nHello.\n# The oven\n{ONE}\n# The lift\n{ONE}<!-- b -->\n"
    first, second = parse(text, "notes/story.md")
    assert first.text + second.text == text
    assert second.text.startswith("# The lift")
    assert [story.path for story in (first, second)] == ["notes/story.md", "notes/story.md#2"]
    assert [story.id for story in (first, second)] == ["mine", "mine-2"]
    assert first.front == second.front == FrontMatter(id="mine", title="All", author="me")
    assert [second.text[one.start : one.end] for one in second.sentences] == ["It rained.", "I ran it."]
    assert [second.text[slice(*where)] for where in second.hidden] == ["<!-- b -->"]
    assert first.hidden == ()


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("The Oven.md", "the-oven"), ("notes/oven_2.txt", "oven-2"), ("C:\\stories\\Oven.md", "oven"),
        ("café.md", "café"), ("-", "stdin"),
        ("...", "story"), ("a.b.md", "a-b"), ("oven", "oven"),
    ],
)  # fmt: skip
def test_the_id_comes_from_the_name_of_the_file(path, slug):
    (story,) = parse(ONE, path)
    assert (story.id, story.path) == (slug, path)


def test_the_front_matter_names_the_story():
    text = f"---\nid: oven\ntitle: Ours\nlevel: 5\nprinciples: [ownership]\n---\n# The oven\n{ONE}"
    (story,) = parse(text, "story.md")
    assert (story.id, story.title) == ("oven", "Ours")
    assert story.front == FrontMatter(id="oven", title="Ours", level="5", principles=("ownership",))
    assert story.text == text
    assert [text[one.start : one.end] for one in story.sentences] == ["It rained.", "I ran it."]


# -- what cannot be used ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \r\n\t\u00a0", "empty"),
        ("\ufeff", "empty"),
        ("---\ntitle: a\n---\n", "empty"),
        ("---\ntitle: a\n---", "empty"),
        ("---\ntitle: a: b\n---\nIt rained.", "bad-front-matter"),
        ("---\ntitle: a\nIt rained.", "bad-front-matter"),
        ("It rained. " * (MAX_BYTES // 11 + 1), "too-large"),
        ("é" * (MAX_BYTES // 2 + 1), "too-large"),
    ],
)
def test_what_cannot_be_used_is_said_on_one_line(text, code):
    with pytest.raises(InputError) as fault:
        parse(text, "story.md")
    assert fault.value.code == code
    assert fault.value.message.startswith("story.md:")
    assert "\n" not in fault.value.message


def test_the_limit_is_for_a_story_not_for_a_file():
    half = "It rained. " * (MAX_BYTES // 15)
    assert len(parse(f"# The oven\n{half}\n# The lift\n{half}", "story.md")) == 2
    assert len(parse("é" * (MAX_BYTES // 2), "story.md")) == 1
    with pytest.raises(InputError, match=r"^story\.md#2: "):
        parse(f"# The oven\n{half}\n# The lift\n{half}{half}", "story.md")


# -- any text --------------------------------------------------------------------------------------------------------

SNIPPETS = [
    "(", ")", "[", "]", "*", "**", "_", "#", "# ", "## ", "> ", "- ", "1. ", "a) ", "|", "`", "```\n", "~~~\n", "---\n",
    "===\n", "<!--", "-->", "<br>", "<li>", "<b>", "</b>",
    "![a](b)", "[a](b)", "](", "S: ", "T: ", "A: ", "R: ", "(S) ", "S. ", "Situation", "Task: ", "**Action** ",
    "Result - ", "# Oven\n", "Interviewer: ", "Me: ", "Q: ",
    "[00:12] ", "00:01:12 ", ". ", "! ", "... ", "。", "e.g. ", "U.S. ", "\n", "\r\n", "\r", "\n\n", "\t", " ",
    "\u00a0", "\u2028", "\u200b", "\u202e", "\U000e0041", "\x1f", "\x00",
    "✅ ", "👩‍🍳", "é", "我们", "نعم", "word", "Word ", "I ran it. ", "so i ", "\ufeff", "title: a\n", "…", "“", "”",
    ", ", ": ", " – ",
]  # fmt: skip
TEXTS = st.text() | st.lists(st.sampled_from(SNIPPETS), max_size=30).map("".join)
HOSTILE = [snippet * (20_000 // len(snippet)) for snippet in SNIPPETS] + [
    "<!-- a --> b. " * 2000,
    "# A\nb\u200b\n" * 2000,
    "  - a\n" * 2000,
]


def check(text):
    """What is true of the stories of any text."""
    try:
        stories, fault = parse(text, "story.md"), None
    except InputError as error:
        stories, fault = [], error.code
    if fault:
        assert fault in {"empty", "bad-front-matter"}
        return
    assert "".join(story.text for story in stories) == text.removeprefix("\ufeff")
    for story in stories:
        size = len(story.text)
        edges = [edge for one in story.sentences for edge in (one.start, one.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= size for edge in edges)
        for one in story.sentences:
            quote = story.text[one.start : one.end]
            assert quote == quote.strip()
            assert re.search(r"[^\W_]", quote)
            assert set(one.labels) <= set(SECTIONS)
        comments = [(start, end) for start, end in story.hidden if story.text.startswith("<!--", start)]
        assert not [one for one in story.sentences for start, end in comments if one.start < end and start < one.end]
        numbers = [one.paragraph for one in story.sentences]
        assert numbers == sorted(numbers)
        assert set(numbers) == set(range(len(set(numbers))))


@given(TEXTS)
def test_offsets_are_exact_for_any_text(text):
    check(text)


@given(TEXTS, TEXTS)
def test_front_matter_and_comments_change_no_rule(text, more):
    check(f"---\ntitle: a\n---\n{text}<!-- {more} -->{more}")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_texts_made_to_confuse(text):
    check(text)
    check(f"It rained. {text}it held")


# -- one story, written down in many ways ----------------------------------------------------------------------------

SENTENCES = st.sampled_from([
    "The ward was full on Sunday.", "Nobody knew why the oven failed!",
    "Was it 0.3% or $1.2M?",
    "I called Dr. Lee at 5 p.m. about it.", "We sold 40 cakes, e.g. to schools.",
    "Elle s’est réveillée à midi.", "我们修好了。", "I opened config.py and fixed v2.1.3 of it.",
    "“We did it,” she said.",
    "It held 🎉 all week.",
])  # fmt: skip
STORIES = st.lists(
    st.tuples(st.sampled_from(SECTIONS), st.lists(SENTENCES, min_size=1, max_size=3)), min_size=2, max_size=5,
    unique_by=lambda part: part[0]
)  # fmt: skip
STYLES = [
    "# {}\n{}\n", "### {} ###\n\n{}\n\n", "**{}**\n\n{}\n\n", "**{}:** {}\n\n", "{}: {}\n", "{}:\n{}\n\n", "- {}: {}\n",
    "* **{}** – {}\n", "🎯 {}\n{}\n\n", "> {}: {}\n",
    "1. {}\n\n{}\n\n", "[{}] {}\n",
]  # fmt: skip


def write(story, style):
    return "".join(style.format(name.title(), " ".join(sentences)) for name, sentences in story)


@given(STORIES, st.sampled_from(STYLES), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_headings_line_ends_and_bom_change_nothing(story, style, line_end, bom):
    expected = [(sentence, (name,)) for name, sentences in story for sentence in sentences]
    assert told(bom + write(story, style).replace("\n", line_end)) == expected


@given(st.lists(SENTENCES, min_size=1, max_size=8), st.sampled_from([" ", "\n", "\n\n", "\u00a0", "\r\n"]))
def test_prose_is_parted_into_its_sentences(sentences, between):
    assert told(between.join(sentences)) == [(sentence, ()) for sentence in sentences]


@given(st.lists(SENTENCES, min_size=3, max_size=12), st.integers(70, 110))
def test_prose_broken_into_lines_has_the_same_sentences(sentences, width):
    lines = [""]
    for word in " ".join(sentences).split(" "):
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    assume(len(lines) > 1)
    assert [quote.replace("\n", " ") for quote, _ in told("\n".join(lines))] == sentences


def test_words_with_invisible_characters_are_read_and_reported():
    (story,) = parse("I r\u200ban it.\u200b It\u00ad held.\u202e", "story.md")
    assert [story.text[one.start : one.end] for one in story.sentences] == ["I r\u200ban it.", "It\u00ad held."]
    assert story.hidden == ((3, 4), (10, 11), (14, 15), (21, 22))
