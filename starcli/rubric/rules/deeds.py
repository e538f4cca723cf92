"""Deeds: what somebody is told to have done, with the words that tell it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starcli.acts import Act
from starcli.lexicon import Hit
from starcli.models import Range, SentenceKind
from starcli.reading import Line, Reading

TOLD: tuple[SentenceKind, ...] = ("situation", "task", "action", "result", "none")  # all but the lesson
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", "!", "?", "—", "–", "(", ")"})
_TRAILING = frozenset({"and", "then", "but", "so", "which", "that", "to", "also", "or", "because", "while", "as"})


class Deed(NamedTuple):
    """An act with the tokens from `first` up to `last` that tell it: from its subject to the end of its clause."""

    line: Line
    act: Act
    first: int
    last: int

    @property
    def where(self) -> Range:
        """Where it stands in the text."""
        return self.line.range(self.first, self.last)

    def holds(self, *lists: str) -> bool:
        """Whether a phrase of one of the word lists begins in it."""
        return any(self._hits(self.first, name) for name in lists)

    def words_in(self, *lists: str) -> int:
        """How many of its words, from the verb on, phrases of some word lists are."""
        return len({at for name in lists for hit in self._hits(self.act.at, name) for at in range(*hit)})

    def _hits(self, start: int, name: str) -> Sequence[Hit]:
        """The phrases of a word list that begin in it, from a token on."""
        hits = self.line.hits.get(name, [])
        return hits[bisect_left(hits, (start, 0)) : bisect_left(hits, (self.last, 0))]


def deeds(line: Line) -> Iterator[Deed]:
    """Every act of a line as a deed, short of the next one."""
    end = 0
    for number, act in enumerate(line.acts):
        after = line.acts[number + 1] if number + 1 < len(line.acts) else None
        stop = len(line.tokens) if after is None else after.first if after.first > act.at else after.at
        first = act.first if act.first >= end else act.at
        yield Deed(line, act, min(first, act.at), _last(line, act.at + 1, stop))
        end = act.at + 1


def _last(line: Line, at: int, stop: int) -> int:
    last = at
    while last < stop and line.tokens[last].low not in _CLAUSE_ENDS:
        last += 1
    while last > at and line.tokens[last - 1].low in _TRAILING:
        last -= 1
    return last


def own_deeds(reading: Reading) -> list[Deed]:
    """What the teller did. A note in the task ("Create a rota") is the aim, not yet the deed."""
    return [
        deed
        for line in reading.of(*TOLD)
        for deed in deeds(line)
        if deed.act.own and not (deed.act.subject == "bare" and line.part in {"situation", "task"})
    ]


def distinct(own: Sequence[Deed]) -> list[Range]:
    """One place for each verb that can be pictured, in order of place."""
    seen: dict[str, Range] = {}
    for deed in own:
        if deed.act.specific and deed.act.lemma not in seen:
            seen[deed.act.lemma] = deed.where
    return list(seen.values())
