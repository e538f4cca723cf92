"""Situation: where it happened, what was wrong, how much of it, and who paid (S101 to S104)."""

from collections.abc import Iterator

from starcli import lexicon
from starcli.models import Finding, Range
from starcli.quantities import Quantity
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.opening import (
    clauses,
    meaning,
    negated,
    opening,
    pairs,
    places,
    stretches,
    tells_past,
    together,
)

# What each kind of setting is worth; a role, a place, a project or a name is enough.
_SETTING = {"role": 2, "place": 2, "project": 2, "name": 2, "time": 1, "somewhere": 1}
_ENOUGH = 2
_PAIRED = (
    ("role", "role_opening", "role_noun", 4),
    ("role", "role_as", "role_noun", 0),
    ("place", "place_opening", "workplace", 4),
    ("project", "project_opening", "project_noun", 4),
)
_TELLING = 2  # words with a meaning of their own, below which a sentence names no trouble


# -- S101 --------------------------------------------------------------------------------------------------------------


def context_set(reading: Reading) -> Finding:
    """S101: a stranger can tell where and as what, or when, or on which project."""
    cues: dict[str, Range] = {}
    for line in opening(reading):
        for kind, where in _settings(reading.story.text, line):
            cues.setdefault(kind, where)
    told = sum(_SETTING[kind] for kind in cues)
    return found(sorted(cues.values()) if told >= _ENOUGH else (), sure=told > _ENOUGH, sure_not=False)


def _settings(text: str, line: Line) -> Iterator[tuple[str, Range]]:
    """Each thing that a line says about the setting: its kind and its words."""
    for kind, heads, tails, within in _PAIRED:
        for hit in pairs(line, heads, tails, within):
            yield kind, line.range(*hit)
    for first, last in pairs(line, "place_opening", "vague_workplace", within=4):
        yield _vague(line, first, last), line.range(first, last)
    for kind, cue in (("project", "setting_occasion"), ("time", "time_cue")):
        for hit in places(line, cue):
            yield kind, line.range(*hit)
    for quantity in line.quantities:
        if quantity.kind == "date":
            yield "time", line.range(quantity.first, quantity.last)
    for at in _names(text, line):
        yield "name", line.range(at, at + 1)


def _vague(line: Line, first: int, last: int) -> str:
    """What "at a company" is worth: a place where a word says of what kind, half a one otherwise."""
    return "place" if meaning(line.tokens[first : last - 1], "size_or_time") else "somewhere"


def _names(text: str, line: Line) -> Iterator[int]:
    """Proper names: words with a capital where no sentence begins. "US" is one, "I" and "Monday" are none."""
    for at in range(1, len(line.tokens)):
        token = line.tokens[at]
        said = text[token.start : token.end]
        capital = said[0].isupper() and (said[1:].islower() or said == "US")
        if capital and lexicon.is_word(line.tokens[at - 1]) and token.low not in lexicon.words("no_name"):
            yield at


# -- S102 --------------------------------------------------------------------------------------------------------------


def problem_named(reading: Reading) -> Finding:
    """S102: what was wrong or wanted is named, so that one can say what the trouble was."""
    if not _happened(reading):
        return found((), sure_not=False)
    lines = opening(reading)
    named = [where for line in lines for where in _troubles(line)]
    return found(named, sure=False, sure_not=False)


def _happened(reading: Reading) -> bool:
    """Whether enough is told as past; an opinion or a way of working names troubles too, but none that happened."""
    return sum(map(tells_past, reading.lines)) * 4 > len(reading.lines)


def _troubles(line: Line) -> list[Range]:
    """The clauses that name a trouble or a need, where the sentence says enough to tell which."""
    if meaning(line.tokens, "empty_noun") < _TELLING:
        return []
    wrong = [hit for hit in places(line, "trouble") if not negated(line, hit, reach=1)]
    return clauses(line, sorted([*wrong, *places(line, "unmet", "wanted")]))


# -- S103 --------------------------------------------------------------------------------------------------------------


def problem_sized(reading: Reading) -> Finding:
    """S103: a number measures the problem."""
    lines = opening(reading)
    sized = [
        line.range(quantity.first, quantity.last)
        for line in lines
        for quantity in line.quantities
        if quantity.measures and _sizes(line, quantity)
    ]
    measured = any(quantity.measures for line in lines for quantity in line.quantities)
    return found(sized, sure=False, sure_not=not measured)


def _sizes(line: Line, quantity: Quantity) -> bool:
    """Whether a number can be the trouble's own: a time needs a trouble beside it, and a small count does too."""
    troubled = line.has("trouble", "unmet")
    if line.has("aimed_at") and not troubled:
        return False
    if quantity.kind == "amount":
        return _large(line, quantity) or (troubled and line.has("sizing"))
    return troubled or quantity.kind != "time"


def _large(line: Line, quantity: Quantity) -> bool:
    said = line.tokens[quantity.first : quantity.last]
    return sum(map(str.isdigit, said[0].low)) > 1 or any(token.low in lexicon.words("magnitude") for token in said)


# -- S104 --------------------------------------------------------------------------------------------------------------


def stakes_named(reading: Reading) -> Finding:
    """S104: who was hurt, or what would be lost."""
    said = [where for line in opening(reading) for where in _stakes(line)]
    return found(said, sure=False, sure_not=False)


def _stakes(line: Line) -> list[Range]:
    hurt = [
        *together(line, "served", "harm"),
        *together(line, "served", "distress"),
        *together(line, "fellow", "distress"),
    ]
    lost = [hit for hit in places(line, "danger") if not negated(line, hit, reach=2)]
    return stretches(line, [*hurt, *lost, *pairs(line, "foreseen", "lost_thing", within=4)])
