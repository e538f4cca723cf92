"""What a listener takes from a story: its sentences without those that tell nothing of the event.

Saying a sentence twice, stringing words together, praising oneself, naming a principle or talking of something else
wins nothing. The lines stay in the reading for what they cost: length, hedges, empty words, order.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from starcli import lexicon, tagger
from starcli.data import load
from starcli.lexicon import Hit, Matcher
from starcli.reading import Line, Reading, clues
from starcli.rubric.rules.ending import stem, things

_PARTING = frozenset({",", ";", "/", "|"})
_JOINING = frozenset({"and", "or"})
_ROW = 4  # pieces between commas from which words without a verb are a list
_FEW = 3  # sentences up to which nothing can be said of how they hang together
_COUNTS = frozenset({"amount", "time"})
_CHANGE = ("outcome_moved", "outcome_became", "outcome_than", "outcome_arrow", "outcome_none", "outcome_opening")
_AT_WORK = ("informant", "evidence", "artefact")
_IDLE = ("time_unit", "number_word", "month", "which_time", "idle_word")


def heard(reading: Reading) -> Reading:
    """The reading without the lines that win nothing; which part the others are is asked again without them."""
    lines = list(_to_the_point([line for line in _once(reading) if not _is_row(line)]))
    if len(lines) == len(reading.lines):
        return reading
    parts = tagger.tag(list(map(clues, lines)))
    return reading._replace(lines=tuple(line._replace(part=part) for line, part in zip(lines, parts, strict=True)))


def _once(reading: Reading) -> list[Line]:
    """Each line the first time it is said."""
    said: dict[tuple[str, ...], Line] = {}
    for line in reading.lines:
        said.setdefault(tuple(token.low for token in line.tokens if lexicon.is_word(token)), line)
    return list(said.values())


def _is_row(line: Line) -> bool:
    """Whether it is a row of words with nothing told."""
    if line.acts or sum(token.low in _PARTING for token in line.tokens) + 1 < _ROW:
        return False
    return not any(token.low in lexicon.words("english") and token.low not in _JOINING for token in line.tokens)


def _to_the_point(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without those that share no word with any other and hold only what sounds good."""
    named = [_things(line) for line in lines]
    spread = Counter(word for words in named for word in words)
    for line, words in zip(lines, named, strict=True):
        if len(lines) <= _FEW or any(spread[word] > 1 for word in words) or not _sounds_good(line):
            yield line


def _things(line: Line) -> set[str]:
    """What a line is about, the name of a principle left out."""
    names = {line.tokens[at].low for hit in _names(line) for at in range(*hit)}
    return things(line, "outcome_empty") - {stem(low) for low in names} - _idle()


def _sounds_good(line: Line) -> bool:
    """Whether it names a principle, praises, is private or grand, or counts what is neither a change nor work."""
    if _names(line) or line.has("self_praise", "private_life"):
        return True
    if line.has("lesson_told"):
        return False
    counts = bool(line.acts) and any(quantity.kind in _COUNTS for quantity in line.quantities)
    return (counts and not line.has(*_CHANGE, *_AT_WORK)) or line.has("empty_word")


def _names(line: Line) -> list[Hit]:
    """Where principles are named."""
    return [hit for hits in _principles().find(line.tokens).values() for hit in hits]


@cache
def _idle() -> frozenset[str]:
    """Words that two sentences may share without being about the same."""
    return frozenset(stem(word) for name in _IDLE for word in lexicon.words(name))


@cache
def _principles() -> Matcher:
    """The names of the principles, and the longer of the other names they go by."""
    return Matcher(
        {
            row.slug: [row.name.lower(), *(name for name in row.aliases if " " in name and "&" not in name)]
            for row in load().principles.values()
        }
    )
