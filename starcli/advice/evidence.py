"""The words an answer rests on, cut to what a reader takes in at a glance, and what is missing, the most wanted first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from starcli import lexicon
from starcli.advice.case import Case
from starcli.data import load
from starcli.lexicon import Token
from starcli.models import Range, Section, SentenceKind
from starcli.reading import Line, seconds, spoken

FAULTS = frozenset({"A302", "A312", "D602", "D603", "D606"})  # not met, their evidence is the words at fault
LONG = 72  # characters of a quotation
_SLACK = 14  # characters over the limit that are better than a cut
_SHORT = 4  # words below which a place says too little without the clause around it
_TERSE = 7  # words below which it is shown with that clause where the clause is short
_STEPS = frozenset({"A301", "A303"})  # of several steps the last is the nearest to the outcome
_MARKS = frozenset({'"', "“", "”"})  # a quotation of ours can hold none of these
_JOINS = frozenset(
    {"and", "but", "so", "because", "which", "while", "when", "or", "then", "as", "that", "who", "to", "if"}
)
_OPENERS = frozenset({*_JOINS, "first", "firstly", "finally", "next", "also"} - {"when", "while", "if"})
_PARTS = frozenset({",", ";", ":", "—", "–", "(", ")", "and", "but", "so", "because", "which", "while", "when"})
# Where words must stand to be quoted for a criterion: what is found elsewhere may count and still be a poor quotation.
_PLACES: Mapping[str, tuple[SentenceKind, ...]] = {
    "S": ("situation", "none"),
    "T": ("situation", "task", "none"),
    "A": ("action", "result", "none"),
    "R": ("result", "reflection", "none"),
    "L": ("reflection", "result", "none"),
    "D603": ("result", "none"),
}


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
        return self.quote(next(filter(None, (quotable(self._case, code) for code in codes)), ()))

    def faults(self, code: str, ranges: Iterable[Range], most: int = 3) -> str:
        """Several words at fault: hedges and empty phrases as they stand, the rest with the clause around."""
        told = (self._as_it_stands(code, where) or self.quote([where]) for where in sorted(ranges))
        return ", ".join([*dict.fromkeys(filter(None, told))][:most])

    def _as_it_stands(self, code: str, where: Range) -> str:
        story = self._case.reading.story
        words = " ".join(story.text[slice(*where)].split())
        telling = code == "D602" or (code == "D603" and " " in words)
        hides = any(start < where[1] and where[0] < end for start, end in story.hidden)
        plain = telling and words and len(words) <= self._limit and not hides and not _MARKS.intersection(words)
        if not plain or self._has(*where):
            return ""
        self._used.append(where)
        return f"“{words}”"

    def _has(self, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self._used)


def ranges_of(case: Case, code: str) -> Sequence[Range]:
    """The places behind a met criterion, or those of the fault; of several steps the last comes first."""
    found = case.findings.criteria.get(code)
    if found is None or not (found.met or code in FAULTS):
        return ()
    return found.ranges[::-1] if code in _STEPS else found.ranges


def quotable(case: Case, code: str) -> Sequence[Range]:
    """Those of them that stand where a listener would look for them."""
    parts = _PLACES.get(code, _PLACES.get(code[0], ()) if code not in FAULTS else ())
    places = ranges_of(case, code)
    if not parts:
        return places
    lines = list(case.reading.of(*parts))
    return [where for where in places if any(stands_in(line, where) for line in lines)]


def stands_in(line: Line, where: Range) -> bool:
    """Whether a place begins in a line."""
    return line.sentence.start <= where[0] < line.sentence.end


# -- cutting ---------------------------------------------------------------------------------------------------------


class Excerpt(NamedTuple):
    """A place in the story; `short` says that it stops before its clause does."""

    start: int
    end: int
    short: bool


def excerpt(case: Case, where: Range, limit: int = LONG) -> Excerpt | None:
    """The place itself or, where it is only a word or two, the clause around it, at most `limit` characters long."""
    line = next((line for line in case.reading.lines if stands_in(line, where)), None)
    inside = [at for at, token in enumerate(line.tokens) if where[0] <= token.start < where[1]] if line else []
    if line is None or not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    first, last = _grown(line, first, last, limit)
    first, last = max(first, inside[0] - limit), min(last, inside[0] + limit)
    first, whole = _trimmed(line.tokens, *_plain(case, line, first, last))
    if whole > first and line.tokens[whole - 1].end - line.tokens[first].start > limit + _SLACK:
        first, last = _fitted(line.tokens, first, whole, inside[0], limit)
    else:
        last = whole
    short = last < whole and line.tokens[last].low not in _PARTS
    return Excerpt(*line.range(first, last), short) if last > first else None


def _grown(line: Line, first: int, last: int, limit: int) -> tuple[int, int]:
    """A short place with the clauses of its first and last token."""
    words = sum(map(lexicon.is_word, line.tokens[first:last]))
    start, end = line.clause(first)[0], line.clause(last - 1)[1]
    if words >= _TERSE or (words >= _SHORT and end - start > limit):
        return first, last
    inside = [at for at, token in enumerate(line.tokens) if start <= token.start < end]
    return min(inside[0], first), max(inside[-1] + 1, last)


def _plain(case: Case, line: Line, first: int, last: int) -> tuple[int, int]:
    """The longest stretch without quotation marks and hidden text."""
    begin, end = line.range(first, last)
    hidden = [(a, b) for a, b in case.reading.story.hidden if a < end and begin < b]
    stretches, start = [], first
    for at in range(first, last + 1):
        if at == last or line.tokens[at].low in _MARKS or _overlaps(line.tokens[at], hidden):
            stretches.append((start, at))
            start = at + 1
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0])


def _overlaps(token: Token, ranges: Sequence[Range]) -> bool:
    return any(start < token.end and token.start < end for start, end in ranges)


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without the punctuation at its ends and the word that joins it to what was said before."""
    while first < last and (not lexicon.is_word(tokens[first]) or tokens[first].low in _OPENERS):
        first += 1
    while last > first and (not _ends_well(tokens[last - 1]) or tokens[last - 1].low in _JOINS):
        last -= 1
    return first, last


def _ends_well(token: Token) -> bool:
    return lexicon.is_word(token) or token.low == "%"


def _fitted(tokens: Sequence[Token], first: int, last: int, at: int, limit: int) -> tuple[int, int]:
    """At most `limit` characters with the token `at` among them, cut between clauses where that leaves enough."""
    joints = [joint for joint in range(first + 1, last) if tokens[joint].low in _PARTS]
    if tokens[last - 1].end - tokens[first].start > limit:
        first, last = _trimmed(tokens, max([first, *(joint for joint in joints if joint <= at)]), last)
    fits = [end for end in range(first + 1, last + 1) if tokens[end - 1].end - tokens[first].start <= limit]
    if not fits or fits[-1] == last:
        return first, (last if fits else first)
    whole = [joint for joint in joints if first + _SHORT <= joint <= fits[-1] and joint > at]
    if whole:
        return first, _trimmed(tokens, first, whole[-1])[1]
    return first, _whole_words(tokens, first, fits[-1], at)


def _whole_words(tokens: Sequence[Token], first: int, last: int, at: int) -> int:
    """Where to stop within a clause: not on a word that only leads to the next."""
    weak = lexicon.words("english")
    while last - 1 > max(first, at) and (tokens[last - 1].low in weak or not lexicon.is_word(tokens[last - 1])):
        last -= 1
    return last


# -- parts and what is missing ---------------------------------------------------------------------------------------


def said(case: Case, kind: Section) -> int:
    """How many seconds a part of the story takes."""
    return seconds(sum(map(spoken, case.reading.of(kind))), case.wpm)


def missing(case: Case, codes: Iterable[str] | None = None) -> list[str]:
    """The criteria not met that can be spoken of now: what the level expects first, then by points."""
    rows, expects = load().coaching["criteria"], load().levels[case.target.level].expects
    answers = case.findings.criteria

    def rank(code: str) -> tuple[int, bool, float]:
        found, (won, offer) = answers[code], case.score.points[code]
        return (expects.index(code) if code in expects else len(expects), not found.sure, won - offer)

    ready = [
        code
        for code in (answers if codes is None else codes)
        if code in rows and code in answers and not answers[code].met and _can_be_told(case, code)
    ]
    return sorted(ready, key=rank)


def _can_be_told(case: Case, code: str) -> bool:
    """Whether telling more could meet it: an assigned task was not started unasked, and worth needs an outcome."""
    base = load().coaching["criteria"][code].get("builds_on")
    if code == "T203" and case.findings.assigned:
        return False
    return base is None or case.findings.criteria[base].met


def telling(case: Case, codes: Iterable[str] | None = None) -> list[str]:
    """The criteria met, what a listener would write down first in front; a target principle's own lead them."""
    order: list[str] = load().coaching["telling"]
    lead = [code for slug in case.target.principles[:1] for code in load().principles[slug].lead]
    wanted = set(order if codes is None else codes)
    return [
        code
        for code in dict.fromkeys([*lead, *order])
        if code in wanted and code in order and case.findings.criteria[code].met and quotable(case, code)
    ]
