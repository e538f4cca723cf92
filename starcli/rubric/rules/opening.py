"""What the Situation and Task detectors share: the lines told before the first deed, and phrases that stand together."""

from collections.abc import Iterator

from starcli import lexicon
from starcli.lexicon import Hit
from starcli.models import Range
from starcli.reading import Line, Reading

_ENDS = frozenset({".", "!", "?", ";", ":"})


def opening(reading: Reading) -> list[Line]:
    """The lines that set the scene or the task, and whatever is told first."""
    told = [line for line in reading.lines if line.part in {"situation", "task"}]
    return told if reading.lines[:1] == tuple(told[:1]) else [*reading.lines[:1], *told]


def before_the_result(reading: Reading) -> list[Line]:
    """Everything but the outcome and the lesson."""
    return [line for line in reading.lines if line.part not in {"result", "reflection"}]


def places(line: Line, *lists: str) -> list[Hit]:
    """Where phrases of some word lists stand, in order, without those in somebody else's mouth."""
    return sorted(hit for name in lists for hit in line.hits.get(name, ()) if hit[0] not in line.quoted)


def pairs(line: Line, heads: str, tails: str, within: int = 6) -> Iterator[Hit]:
    """A phrase of one list and, in the same sentence part a few words on, one of another: both and what lies between."""
    tails_at = places(line, tails)
    for first, last in places(line, heads):
        for start, end in tails_at:
            if last <= start <= last + within and not _parted(line, last, start):
                yield first, end
                break


def together(line: Line, one: str, other: str, within: int = 8) -> Iterator[Hit]:
    """A phrase of each list in the same sentence part, in either order: both and what lies between."""
    yield from pairs(line, one, other, within)
    yield from pairs(line, other, one, within)


def _parted(line: Line, first: int, last: int) -> bool:
    return any(token.low in _ENDS for token in line.tokens[first:last])


def negated(line: Line, hit: Hit, reach: int = 4) -> bool:
    """Whether a negation stands inside a phrase or shortly before it."""
    said = line.tokens[max(0, hit[0] - reach) : hit[1]]
    return any(token.low in lexicon.words("negation") or token.low in {"no", "none"} for token in said)


def meaning(line: Line, first: int, last: int) -> int:
    """How many words of a stretch carry a meaning of their own."""
    empty = lexicon.words("english") | lexicon.words("empty_noun")
    return sum(lexicon.is_word(token) and token.low not in empty for token in line.tokens[first:last])


def clauses(line: Line, hits: list[Hit]) -> list[Range]:
    """The clauses some phrases stand in, each once."""
    return list(dict.fromkeys(line.clause(first) for first, _ in hits))


def tells_past(line: Line) -> bool:
    """Whether a sentence tells of something past."""
    for token in line.tokens:
        verb = lexicon.verbs().get(token.low)
        if verb and "past" in verb.forms and "base" not in verb.forms:
            return True
        if token.low in lexicon.words("past_word") or (len(token.low) > 4 and token.low.endswith("ed")):
            return True
    return False
