"""Lines to passages: paragraphs, list items and notes, each under the section labels it belongs to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from starcli.models import Section
from starcli.parser.labels import LINE, Label, choose, find_candidates
from starcli.parser.markup import Line

_NOTE_WORDS = 20  # a line of more words is prose, also without a full stop
_SUBTITLE_WORDS = 8  # so many words behind the label of a heading are no sentence yet
_WIDE = range(55, 131)  # widths in characters at which prose is broken into lines
_NARROW = 30  # a narrower column is believed in from `_NARROW_LINES` breaks on
_NARROW_LINES = 3
_STOPPED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]*_]{0,4}\Z")
_FIRST_WORD = re.compile(r"\S+")


class Passage(NamedTuple):
    """What is read as one: a paragraph, a list item, a note."""

    start: int
    end: int
    sections: tuple[Section, ...]
    item: bool  # a list item or plainly a note
    unstopped: bool  # short, with no full stop at its end: a note, if it is one sentence


class _Piece(NamedTuple):
    """A line or a part of one, under one label."""

    line: Line
    start: int
    end: int
    sections: tuple[Section, ...]
    fresh: bool


def find_passages(shadow: str, lines: Sequence[Line]) -> Iterator[Passage]:
    """The passages of a story, in order."""
    block: list[_Piece] = []
    for piece in _pieces(shadow, lines):
        if block and (piece is None or not _goes_on(shadow, block, piece)):
            yield from _passages(shadow, block)
            block = []
        if piece:
            block.append(piece)
    yield from _passages(shadow, block)


# -- labels and what they cover --------------------------------------------------------------------------------------


def _pieces(shadow: str, lines: Sequence[Line]) -> Iterator[_Piece | None]:
    """The parts of all lines with the sections they belong to; None where a paragraph ends."""
    lines, noted = _without_table_heads(lines, [list(find_candidates(shadow, line)) for line in lines])
    chosen = {label.start: label for label in choose([label for found in noted for label in found])}
    scopes = _Scopes(lone=len({label.sections for label in chosen.values()}) == 1)
    for line, found in zip(lines, noted, strict=True):
        labels = [chosen[label.start] for label in found if label.start in chosen]
        scopes.leave(line)
        if line.kind in {"blank", "code", "heading"}:
            yield None
        else:
            yield from _divide(shadow, line, labels, scopes.sections)
        if labels:
            scopes.enter(line, labels[-1])
        if labels and line.kind == "heading":
            yield from _subtitle(shadow, line, labels[0])


class _Scopes:
    """The labels that stand over a line, the innermost last."""

    def __init__(self, *, lone: bool) -> None:
        self._stack = [_Scope()]
        self._lone = lone  # the only label of a story covers no more than its own paragraph
        self._told = False  # something stands below the innermost label

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._stack[-1].sections

    def leave(self, line: Line) -> None:
        """End what does not reach to a line: a label in a list covers no item that is indented less."""
        inner = self._stack[-1]
        if line.kind in {"text", "item"}:
            while line.indent < self._stack[-1].indent:
                self._stack.pop()
            self._told = True
        elif (line.kind == "heading" and line.level <= inner.rank) or (
            line.kind == "blank" and self._lone and self._told and inner.rank >= LINE
        ):
            self._stack = [_Scope()]

    def enter(self, line: Line, label: Label) -> None:
        """Begin what a label covers."""
        scope = _Scope(label.sections, label.rank, line.indent if line.kind == "item" else 0)
        while self._stack and (scope.indent == 0 or self._stack[-1].indent >= scope.indent):
            self._stack.pop()
        self._stack = [*(self._stack or [_Scope()]), scope]
        self._told = label.end < line.end


class _Scope(NamedTuple):
    sections: tuple[Section, ...] = ()
    rank: int = 0
    indent: int = 0  # of the list item that the label heads


def _without_table_heads(
    lines: Sequence[Line], noted: Sequence[list[Label]]
) -> tuple[Sequence[Line], Sequence[list[Label]]]:
    """The lines without rows that only name columns: a label in them does not cover what follows."""
    labels = Counter(line.at for line, found in zip(lines, noted, strict=True) if found and found[0].end == line.end)
    heads = [line.kind == "cell" and labels[line.at] > 1 for line in lines]
    return (
        [line._replace(kind="blank") if head else line for line, head in zip(lines, heads, strict=True)],
        [[] if head else found for found, head in zip(noted, heads, strict=True)],
    )


def _subtitle(shadow: str, line: Line, label: Label) -> Iterator[_Piece]:
    """What stands behind a label in its heading, where that is a sentence."""
    said = shadow[label.end : line.end]
    if len(said.split()) > _SUBTITLE_WORDS or said[-1:] in {".", "!", "?"}:
        yield _Piece(line._replace(kind="text"), label.end, line.end, label.sections, fresh=True)


def _divide(shadow: str, line: Line, labels: Sequence[Label], sections: tuple[Section, ...]) -> Iterator[_Piece | None]:
    """The parts of a line between its labels."""
    at, fresh = line.start, line.fresh or line.kind != "text"
    for label in labels:
        if said := shadow[at : label.start].rstrip():
            yield _Piece(line, at, at + len(said), sections, fresh)
        at, fresh, sections = label.end, True, label.sections
    yield _Piece(line, at, line.end, sections, fresh) if at < line.end else None


# -- paragraphs, items and notes -------------------------------------------------------------------------------------


def _goes_on(shadow: str, block: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether a line belongs to what stands above it."""
    first, last = block[0], block[-1]
    if piece.fresh or first.line.kind == "cell":
        return False
    lazy = not _is_stopped(shadow, last.end) and shadow[piece.start].islower()
    return first.line.kind != "item" or piece.line.indent > first.line.indent or lazy


def _passages(shadow: str, block: Sequence[_Piece]) -> Iterator[Passage]:
    """One passage, or one a line where the lines are notes."""
    if not block:
        return
    if block[0].line.kind == "item" or _is_wrapped(shadow, block):
        yield _passage(shadow, block)
        return
    done = 0
    for at, (above, below) in enumerate(pairwise(block), 1):
        if not _continues(shadow, block, above, below):
            yield _passage(shadow, block[done:at])
            done = at
    yield _passage(shadow, block[done:])


def _passage(shadow: str, pieces: Sequence[_Piece]) -> Passage:
    first, last = pieces[0], pieces[-1]
    short = len(shadow[first.start : last.end].split()) <= _NOTE_WORDS
    is_note = short and shadow[last.end - 1] != ":" and not _is_stopped(shadow, last.end)
    behind_label = first.start > first.line.start and shadow[first.start].islower()  # "A: called the ward."
    item = first.line.kind in {"item", "cell"} or behind_label
    return Passage(first.start, last.end, first.sections, item, is_note)


def _is_stopped(shadow: str, end: int) -> bool:
    return bool(_STOPPED.search(shadow, max(0, end - 5), end))


def _is_wrapped(shadow: str, block: Sequence[_Piece]) -> bool:
    """Whether lines are prose, broken where the next word found no room; a line that ends a sentence says nothing."""
    width = max(piece.line.end - piece.line.at for piece in block)
    breaks = [(above, below) for above, below in pairwise(block) if not _is_stopped(shadow, above.end)]
    full = sum(above.line.end - above.line.at + 1 + _first_word(shadow, below) > width for above, below in breaks)
    wide = width in _WIDE or (len(breaks) >= _NARROW_LINES and _NARROW <= width < _WIDE.stop)
    return not breaks or (wide and full >= 0.9 * len(breaks))


def _first_word(shadow: str, piece: _Piece) -> int:
    word = _FIRST_WORD.match(shadow, piece.start, piece.end)
    return len(word[0]) if word else 0


def _continues(shadow: str, block: Sequence[_Piece], above: _Piece, below: _Piece) -> bool:
    """Whether a sentence plainly runs on from one line into the next; small letters say so where notes begin large."""
    long = above.line.end - above.line.at >= _NARROW and not shadow[block[0].start].islower()
    return shadow[above.end - 1] == "," or (shadow[below.start].islower() and (long or below.line.stamped))
