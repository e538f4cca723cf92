"""Quotes found in a story word for word: white space, quotation marks and dashes are folded, and nothing else."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from starcli.models import Range
from starcli.reading import Line, Reading

_FOLDS = {
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_FEWEST_WORDS, _FEWEST_CHARACTERS = 2, 6
_WORD = re.compile(r"\w+")
_AROUND = re.compile(r"(?: |['\"]|\[\.\.\.\]|\(\.\.\.\)|\.\.\.)*")
_AROUND_BACKWARDS = re.compile(r"(?: |['\"]|\]\.\.\.\[|\)\.\.\.\(|\.\.\.)*")
_MARKS = 40  # characters of mark-up and space before a sentence
_STOPS = frozenset(".!?…")
_INSIDE_NUMBERS = frozenset(".,:/")
_JOINS = frozenset("'’-‐‑")  # between two letters these stand inside a word
_SIGNS = frozenset("$€£¥₹")


def find_quote(text: str, quote: str, *, avoid: Sequence[Range] = (), start: int = 0) -> Range | None:
    """Where a quote stands in a text; the first place counts.

    An ellipsis or quotation marks around the quote are not part of it, and its first letter may be written large or
    small. A single short word is no evidence, unless it is all that a sentence says.

    Args:
        text: the text as given.
        quote: what somebody says stands in it.
        avoid: ranges in which nothing is evidence.
        start: where the story begins; front matter stands before it.
    """
    folded, places = _folded(text, start)
    wanted, _ = _folded(quote)
    wanted = _bare(wanted)
    if not _WORD.search(wanted):
        return None
    barred = _Barred(avoid)
    brief = len(_WORD.findall(wanted)) < _FEWEST_WORDS or len(wanted) < _FEWEST_CHARACTERS
    for at in _occurrences(folded, wanted):
        where = places[at], places[at + len(wanted) - 1] + 1
        if _whole_words(text, where) and not barred.touches(where) and not (brief and not _is_sentence(text, where)):
            return where
    return None


def find_evidence(reading: Reading, quote: str) -> Range | None:
    """Where a quote stands in what the teller says: not in front matter, headings, comments or suspected injections."""
    story, lines = reading.story, reading.lines
    if not lines:
        return None
    barred = (*reading.suspected, *_unspoken(lines, story.text), *story.hidden)
    found = find_quote(story.text, quote, avoid=barred, start=lines[0].sentence.start)
    return found if found and found[1] <= lines[-1].sentence.end + 1 else None


def _unspoken(lines: Sequence[Line], text: str) -> Iterator[Range]:
    """What stands between the sentences and is said by somebody, or by nobody."""
    for before, after in pairwise(lines):
        start, end = before.sentence.end, after.sentence.start
        for word in _WORD.finditer(text, start, max(start, end)):
            yield word.span()


# -- folding -----------------------------------------------------------------------------------------------------------


def _folded(text: str, start: int = 0) -> tuple[str, list[int]]:
    """The text from `start` on with each of its characters folded, and where each character of that comes from."""
    signs: list[str] = []
    places: list[int] = []
    for at in range(start, len(text)):
        sign = text[at]
        if sign.isspace():
            if signs and signs[-1] == " ":
                continue
            sign = " "
        for one in _FOLDS.get(sign, sign):
            signs.append(one)
            places.append(at)
    return "".join(signs), places


def _bare(quote: str) -> str:
    """A folded quote without what people put around one: quotation marks, and dots for what they left out."""
    quote = quote[_AROUND.match(quote).end() :]  # type: ignore[union-attr]
    return quote[: len(quote) - _AROUND_BACKWARDS.match(quote[::-1]).end()]  # type: ignore[union-attr]


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    first = wanted[0]
    other = first.swapcase()
    for spelling in dict.fromkeys((wanted, (other if len(other) == 1 else first) + wanted[1:])):
        at = text.find(spelling)
        while at >= 0:
            yield at
            at = text.find(spelling, at + len(spelling))


# -- what may be evidence ----------------------------------------------------------------------------------------------


class _Barred:
    """Ranges in which nothing is evidence, asked about in a few steps however many they are."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        ordered = sorted(where for where in ranges if where[0] < where[1])
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # the furthest end so far

    def touches(self, where: Range) -> bool:
        at = bisect_right(self._starts, where[1] - 1)
        return at > 0 and self._ends[at - 1] > where[0]


def _whole_words(text: str, where: Range) -> bool:
    """Whether it begins and ends where words and numbers do: "400" is not in "1,400", nor "could" in "couldn't"."""
    start, end = where
    before = text[max(0, start - 2) : start]
    return not _goes_on(text[start], before[::-1]) and not _goes_on(text[end - 1], text[end : end + 2])


def _goes_on(edge: str, beyond: str) -> bool:
    """Whether a word or number goes on beyond its edge, read away from it."""
    if not beyond or not edge.isalnum():
        return False
    near, far = beyond[0], beyond[1:]
    if near.isalnum() or near == "_":
        return True
    if edge.isdigit() and (near == "%" or near in _SIGNS):
        return True
    joined = near in _JOINS or (edge.isdigit() and near in _INSIDE_NUMBERS)
    return joined and far.isalnum() and (near in _JOINS or far.isdigit())


def _is_sentence(text: str, where: Range) -> bool:
    """Whether nothing else stands in the sentence or line."""
    before = text[max(0, where[0] - _MARKS) : where[0]].rstrip(" \t*_>#-")[-1:]
    after = text[where[1] : where[1] + 1]
    ends = text[where[1] - 1] in _STOPS or after in _STOPS or after in {"", "\n", "\r"}
    return (not before or before in _STOPS or before in "\n\r") and ends
