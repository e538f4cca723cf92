"""The story's own words in quotation marks."""

from collections.abc import Iterable

from starcli.advice.case import Case
from starcli.advice.evidence import LONG, line_at, quotable
from starcli.advice.excerpts import MARKS, excerpt, is_telling
from starcli.models import WORD_FAULTS, Range

_ANCHORS = 2  # places of a criterion that a question may hang on: later ones are further off what it is about
_SAID_AS_IS = frozenset({"D602", "D603"})  # hedges and empty phrases say by themselves what is wrong with them


class Quoter:
    """Quotes one story, and no words twice."""

    def __init__(self, case: Case, limit: int = LONG) -> None:
        self._case, self._limit, self._used = case, limit, list[Range]()

    def quote(self, ranges: Iterable[Range]) -> str:
        """The first of some places that was not quoted yet, in quotation marks; empty where there is none."""
        for where in ranges:
            cut = excerpt(self._case, where, self._limit)
            if cut and not self._has(cut.start, cut.end):
                self._used.append((cut.start, cut.end))
                words = " ".join(self._case.reading.story.text[cut.start : cut.end].split())
                return f"“{words}…”" if cut.short else f"“{words}”"
        return ""

    def of(self, codes: Iterable[str]) -> str:
        """Words of the first of some criteria that has any; empty where all of those were quoted already."""
        for code in codes:
            if places := quotable(self._case, code):
                return self.faults(code, places, most=1) if code in _SAID_AS_IS else self.quote(places)
        return ""

    def anchor(self, codes: Iterable[str]) -> str:
        """Words of the first of some criteria that has any which a question can hang on: they say something."""
        for code in codes:
            if code in WORD_FAULTS:
                quote = self.of([code])
            else:
                quote = self.quote(where for where in quotable(self._case, code)[:_ANCHORS] if self._tells(where))
            if quote:
                return quote
        return ""

    def _tells(self, where: Range) -> bool:
        line, cut = line_at(self._case, where), excerpt(self._case, where, self._limit)
        return line is not None and cut is not None and is_telling(line, cut)

    def faults(self, code: str, ranges: Iterable[Range], most: int = 3) -> str:
        """Several words at fault: hedges and empty phrases as they stand, the rest with the clause around."""
        told = (self._as_it_stands(code, where) or self.quote([where]) for where in sorted(ranges))
        return ", ".join([*dict.fromkeys(filter(None, told))][:most])

    def _as_it_stands(self, code: str, where: Range) -> str:
        story = self._case.reading.story
        words = " ".join(story.text[slice(*where)].split())
        telling = code in _SAID_AS_IS and (code == "D602" or (words.count(" ") > 1 and not words.endswith(" of")))
        hides = any(start < where[1] and where[0] < end for start, end in story.hidden)
        plain = telling and words and len(words) <= self._limit and not hides and not MARKS.intersection(words)
        if not plain or self._has(*where):
            return ""
        self._used.append(where)
        return f"“{words}”"

    def _has(self, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self._used)
