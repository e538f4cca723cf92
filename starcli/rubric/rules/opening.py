"""What the Situation and Task detectors share: the lines before the first deed, and phrases that stand together."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from starcli import lexicon
from starcli.data import load
from starcli.lexicon import Hit, Token
from starcli.models import Range
from starcli.reading import Line, Reading

_ENDS = frozenset({".", "!", "?", ";", ":"})
_NO = frozenset({"no", "not", "never", "nobody", "neither", "nor", "without", "none"})


def opening(reading: Reading) -> list[Line]:
    """The lines that set the scene or the task, and whatever is told first."""
    told = [line for line in reading.lines if line.part in {"situation", "task"}]
    first = reading.lines[:1]
    return told if first == tuple(told[:1]) else [*first, *told]


def before_the_result(reading: Reading) -> list[Line]:
    """Everything but the outcome and the lesson."""
    return [line for line in reading.lines if line.part not in {"result", "reflection"}]


def places(line: Line, *lists: str) -> list[Hit]:
    """Where phrases of some word lists stand, in order, without those in somebody else's mouth."""
    return sorted(hit for name in lists for hit in line.hits.get(name, ()) if hit[0] not in line.quoted)


def pairs(line: Line, heads: str, tails: str, within: int = 6) -> Iterator[Hit]:
    """A phrase of `heads` and, a few words on, one of `tails`: both and what lies between, unless it is denied."""
    tails_at = places(line, tails)
    for first, last in places(line, heads):
        at = bisect_left(tails_at, (last, 0))
        if at == len(tails_at) or tails_at[at][0] > last + within:
            continue
        start, end = tails_at[at]
        if not _denied(line, first, last, start):
            yield first, end


def together(line: Line, one: str, other: str, within: int = 8) -> Iterator[Hit]:
    """A phrase of each list in the same sentence part, in either order: both and what lies between."""
    yield from pairs(line, one, other, within)
    yield from pairs(line, other, one, within)


def _denied(line: Line, first: int, last: int, start: int) -> bool:
    """Whether a sentence ends between two phrases, or a "no" stands before the one or the other."""
    if any(token.low in _ENDS for token in line.tokens[last:start]):
        return True
    near = [*line.tokens[max(0, first - 1) : first], *line.tokens[max(last, start - 2) : start]]
    return any(token.low in _NO or token.low.endswith("n't") for token in near)


def negated(line: Line, hit: Hit, reach: int = 3) -> bool:
    """Whether a negation stands inside a phrase or shortly before it."""
    said = line.tokens[max(0, hit[0] - reach) : hit[1]]
    return any(token.low in _NO or token.low in lexicon.words("negation") for token in said)


def meaning(tokens: Iterable[Token], empty: str) -> int:
    """How many words carry a meaning of their own: neither common ones nor those of the list `empty`."""
    idle, common = lexicon.words(empty), lexicon.words("english")
    return sum(lexicon.is_word(token) and token.low not in idle and token.low not in common for token in tokens)


def clauses(line: Line, hits: Iterable[Hit]) -> list[Range]:
    """The clauses that some phrases, given in order, stand in; each once."""
    found: list[Range] = []
    for first, _ in hits:
        if not found or line.tokens[first].start >= found[-1][1]:
            found.append(line.clause(first))
    return found


def stretches(line: Line, hits: Iterable[Hit]) -> list[Range]:
    """The words of some phrases, without those that overlap one before."""
    found: list[Range] = []
    for hit in sorted(hits):
        if not found or line.tokens[hit[0]].start >= found[-1][1]:
            found.append(line.range(*hit))
    return found


def tells_past(line: Line) -> bool:
    """Whether a sentence tells of something past."""
    return line.has("told_past") or any(_is_past(token.low) for token in line.tokens)


def _is_past(low: str) -> bool:
    if (len(low) > 4 and low.endswith("ed")) or low in _irregular_pasts():
        return True
    verb = lexicon.verbs().get(low)
    return verb is not None and "past" in verb.forms and "base" not in verb.forms


@cache
def _irregular_pasts() -> frozenset[str]:
    """The past forms that spelling does not tell: "broke", but not "cut"."""
    return frozenset(past for base, (past, *_) in load().lexicon["irregular"].items() if past != base)
