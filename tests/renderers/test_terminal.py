import io
import re

import pyte
import pytest

from starcli.models import Failure, TaggedSentence
from starcli.renderers import View, terminal_story, wording
from starcli.renderers.terminal import render
from starcli.renderers.terminal_style import bar
from tests.renderers import sample

FAILED = Failure("stories/x.md", "empty", "stories/x.md is empty: write the story first")


def page(*outcomes, **view):
    out = io.StringIO()
    render(sample.report(*outcomes), out, View(**view))
    return out.getvalue()


def screen(text, width=80):
    """What a terminal shows of it."""
    shown = pyte.Screen(width, text.count("\n") + 1)
    pyte.Stream(shown).feed(text.replace("\n", "\r\n"))
    return shown


def headings(text):
    return re.findall(r"(?m)^[A-Z][A-Z -]+(?=$|  )", text)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_one_story(width, snapshot):
    assert page(sample.review(), width=width) == snapshot


@pytest.mark.parametrize("width", [80, 120])
def test_colour_changes_no_words(width):
    def words(text):
        legend = {"words", "at", "[code]", "fault", "underlined:"}
        return sorted(word for word in re.sub(r"[«»│]|\[[AD]\d+\]", " ", text).split() if word not in legend)

    colored = "\n".join(screen(page(sample.review(), width=width, color=True), width).display)
    assert words(colored) == words(page(sample.review(), width=width))


def test_colour(snapshot):
    told = page(sample.review(), color=True)
    assert told[: told.index("PART BY PART")] == snapshot


def test_verbose_explains_the_score(snapshot):
    told = page(sample.review(), verbose=True)
    assert told[told.index("PRINCIPLES IT SHOWS") :] == snapshot


def test_several_stories_are_brief_and_end_with_an_overview(snapshot):
    assert page(sample.review(), sample.other(), FAILED, many=True) == snapshot


def test_no_line_is_wider_than_the_terminal():
    for width in (24, 40, 80, 109, 110, 120, 200):
        told = page(sample.review(), sample.other(), verbose=True, width=width)
        assert max(map(len, told.splitlines())) <= min(width, 120)


def test_without_colour_nothing_is_sent_but_text():
    assert "\x1b" not in page(sample.review(), sample.other(), FAILED, verbose=True)


def test_the_machine_has_no_say(monkeypatch):
    before = page(sample.review(), color=True, width=100), page(sample.review())
    for name, value in {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "30", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert (page(sample.review(), color=True, width=100), page(sample.review())) == before


def test_words_at_fault_are_underlined():
    shown = screen(page(sample.review(), color=True))
    marked = "".join(
        shown.buffer[row][column].data if shown.buffer[row][column].underscore else "|"
        for row in range(shown.lines)
        for column in range(80)
    )
    assert [words for words in re.split(r"\|+", marked) if words] == [
        "kind of",
        "the door curtains were sorted",
        "out",
        "improved a lot",
    ]


def test_words_at_fault_are_marked_without_colour():
    told = page(sample.review())
    assert "I «kind of»[D602] guessed" in told
    assert "Things «improved a lot»[D603]. Spoiled" in told


def test_faults_that_overlap_become_one():
    review = sample.review()
    wide = sample.span(sample.TEXT, "I kind of guessed")
    rows = tuple(row._replace(evidence=(wide,)) if row.code == "D603" else row for row in review.criteria)
    found = terminal_story.faults(review._replace(criteria=rows))
    assert [(sample.TEXT[fault.start : fault.end], fault.codes) for fault in found] == [
        ("I kind of guessed", ("D603", "D602")),
        ("the door curtains were sorted out", ("A302",)),
    ]


def test_a_fault_across_two_sentences_is_marked_in_both():
    review = sample.review()
    wide = sample.span(sample.TEXT, "a lot. Spoiled")
    rows = tuple(row._replace(evidence=(wide,)) if row.code == "D603" else row for row in review.criteria)
    assert "Things improved «a lot.» «Spoiled»[D603] batches" in page(review._replace(criteria=rows))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One.\nTwo.", ["One. Two."]),
        ("One\nTwo", ["One", "Two"]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n- Two.", ["One.", "Two."]),
        ("One. Two.", ["One. Two."]),
    ],
)
def test_paragraphs_and_lists_are_kept(text, lines):
    start = text.index("Two")
    review = sample.review()
    one = TaggedSentence(0, len(text[:start].rstrip(" -\n")), "task")
    story = review.story._replace(text=text)
    runs = terminal_story.runs(review._replace(story=story, sentences=(one, TaggedSentence(start, len(text), "task"))))
    assert [" ".join(text[row.start : row.end] for row in run.sentences) for run in runs] == lines


@pytest.mark.parametrize(
    ("value", "aim", "drawn"),
    [(0, 50, "·····"), (20, 50, "██···"), (50, 50, "█████"), (70, 50, "█████▒▒"), (1, 50, "█····"), (0, 0, "")],
)
def test_a_bar_tells_short_and_over_without_colour(value, aim, drawn):
    assert bar(value, aim, 100, 10) == drawn


def test_a_missing_part_is_named():
    parts = {kind: text for kind, text in sample.PARTS.items() if kind != "reflection"}
    text = "\n\n".join(parts.values())
    assert "none of 15 s" in page(sample.review(text, parts))


def test_probes_alone_in_full():
    told = page(sample.review(), parts=frozenset({"probes"}), probe_count=1)
    assert headings(told) == ["FOLLOW-UP QUESTIONS"]
    assert "because" in told
    assert "the new order made the difference" not in told


def test_rewrites_alone_tell_every_part():
    told = page(sample.review(), sample.other(), parts=frozenset({"rewrites"}), many=True)
    assert headings(told) == ["REWRITES", "REWRITES"]
    assert told.count("\n  Result\n") == 2


def test_what_has_to_be_filled_in_stands_out():
    shown = screen(page(sample.review(), color=True, parts=frozenset({"rewrites"})))
    marked = [line for line in range(shown.lines) if any(cell.bg == "brown" for cell in shown.buffer[line].values())]
    assert all("[add:" in shown.display[line] for line in marked)
    assert len(marked) == sum("[add:" in line for line in shown.display) > 0


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize(
    "words",
    ["[bold red]loud[/] :smile:", "\x1b[31mred\x1b[0m\x1b]0;title\a", "\x9b31m\x7f\b\b", "\u202eright to left\u2066"],
)
def test_words_of_a_user_are_shown_not_obeyed(words, color):
    told = page(sample.hostile(words), color=color, verbose=True, width=120)
    ours = re.sub(r"\x1b\[[0-9;]*m", "", told)
    assert not set(ours) & set("\x1b\x9b\x7f\b\a\u202e\u2066")
    assert ("\x1b[31mred" in told) is False
    assert wording.one_line(words) in "\n".join(screen(told, 120).display)


@pytest.mark.parametrize("sign", ["[add: ", "x", "漢", "\x1b", "word ", "\n"])
def test_a_long_hostile_text_is_shown_to_its_end(sign):
    words = sign * (200_000 // len(sign)) + " ENDMARK"
    review = sample.hostile("words")
    review = review._replace(
        story=review.story._replace(text=words),
        sentences=(TaggedSentence(0, len(words), "action"),),
        rewrites=(review.rewrites[0]._replace(text=words),),
    )
    assert page(review).count("ENDMARK") == 2  # in the story and in its rewrite
