"""The story itself: its parts in colour with a letter in the margin, the words at fault marked with their codes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console, Group
from rich.text import Text

from starcli.models import WORD_FAULTS, Review, SentenceKind, TaggedSentence
from starcli.renderers import wording
from starcli.renderers.terminal_style import CODE, FAULT, INDENT, LABEL, SECTION_STYLES, block

_MARGIN = 4  # the letter, the line beside it and the spaces around
_ENDS = (".", "!", "?", "…", '"', "”")


class Fault(NamedTuple):
    """Words at fault, and the criteria they fail."""

    start: int
    end: int
    codes: tuple[str, ...]


class Run(NamedTuple):
    """Neighbouring sentences of one part, shown as one paragraph."""

    kind: SentenceKind
    sentences: list[TaggedSentence]


def story(review: Review, width: int, console: Console) -> Group:
    """The annotated story, in lines of a width."""
    lines: list[Text] = []
    marks = faults(review)
    for run in runs(review):
        lines += _margined(run.kind, _paragraph(review.story.text, run, marks, console), width, console)
    legend = "S situation  T task  A action  R result  L reflection"
    note = "  " + ("underlined: at fault" if console.color_system else "«words at fault»[code]") if marks else ""
    return block("Your story", *lines, Text(legend + note, style=LABEL))


def faults(review: Review) -> list[Fault]:
    """The words at fault in the order of the text; faults that overlap become one."""
    found = sorted(
        (span.start, span.end, row.code)
        for row in review.criteria
        if row.code in WORD_FAULTS and not row.met
        for span in row.evidence
    )
    merged: list[Fault] = []
    for start, end, code in found:
        if merged and start < merged[-1].end:
            last = merged.pop()
            codes = last.codes if code in last.codes else (*last.codes, code)
            merged.append(Fault(last.start, max(last.end, end), codes))
        else:
            merged.append(Fault(start, end, (code,)))
    return merged


def runs(review: Review) -> list[Run]:
    """Sentences grouped into the paragraphs they are shown in."""
    found: list[Run] = []
    for sentence in review.sentences:
        last = found[-1] if found else None
        if last and last.kind == sentence.kind and _flows(review.story.text, last.sentences[-1].end, sentence.start):
            last.sentences.append(sentence)
        else:
            found.append(Run(sentence.kind, [sentence]))
    return found


def _flows(text: str, end: int, start: int) -> bool:
    """Whether two sentences stand in one paragraph: not a list, an empty line or a line without its full stop."""
    between = text[end:start]
    if "\n" not in between:
        return True
    return not between.strip() and between.count("\n") == 1 and text[:end].endswith(_ENDS)


def _paragraph(text: str, run: Run, marks: list[Fault], console: Console) -> Text:
    style = SECTION_STYLES[run.kind]
    pieces = [_sentence(text, sentence, marks, plain=console.color_system is None) for sentence in run.sentences]
    return Text(" ", style=style).join(pieces)


def _sentence(text: str, sentence: TaggedSentence, marks: list[Fault], *, plain: bool) -> Text:
    told, at = Text(), sentence.start
    for fault in marks:
        start, end = max(fault.start, sentence.start), min(fault.end, sentence.end)
        if start < end:
            told.append(_flat(text[at:start]))
            words = _flat(text[start:end])
            told.append(f"«{words}»" if plain else words, None if plain else FAULT)
            if fault.end <= sentence.end:
                told.append(f"[{' '.join(fault.codes)}]", CODE)
            at = end
    told.append(_flat(text[at : sentence.end]))
    return told


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", wording.visible(text))


def _margined(kind: SentenceKind, text: Text, width: int, console: Console) -> Iterator[Text]:
    style = SECTION_STYLES[kind]
    letter = " " if kind == "none" else wording.LETTERS[kind]
    text.stylize_before(style)
    for line in text.wrap(console, max(width - INDENT - _MARGIN, 10)):
        line.rstrip()
        yield Text.assemble((letter, f"bold {style}"), (" │ ", style), line)
        letter = " "
