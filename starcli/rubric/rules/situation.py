"""Situation: where it happened, what was wrong, how much of it, and who paid (S101 to S104)."""

from collections.abc import Iterator

from starcli import lexicon
from starcli.models import Finding, Range
from starcli.quantities import Quantity
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.opening import clauses, meaning, negated, opening, pairs, places, tells_past, together


# What each kind of setting is worth; a role, a place, a project or a name is enough, a time needs company.
_SETTING = {"role": 2, "place": 2, "project": 2, "name": 2, "time": 1}
_ENOUGH = 2
_TELLING = 2  # words with a meaning of their own, below which a sentence names no trouble

# -- S101 --------------------------------------------------------------------------------------------------------------


def context_set(reading: Reading) -> Finding:
    """S101: a stranger can tell where and as what, or when, or on which project."""
    cues: dict[str, Range] = {}
    for line in opening(reading):
        for kind, where in _settings(reading, line):
            cues.setdefault(kind, where)
    told = sum(_SETTING[kind] for kind in cues)
    return found(sorted(cues.values()) if told >= _ENOUGH else (), sure=told > _ENOUGH, sure_not=not told)


def _settings(reading: Reading, line: Line) -> Iterator[tuple[str, Range]]:
    """Each thing that a line says about the setting: its kind and its words."""
    for kind, heads, tails in (
        ("role", "role_opening", "role_noun"),
        ("place", "place_opening", "workplace"),
        ("project", "project_opening", "project_noun"),
    ):
        for hit in pairs(line, heads, tails, within=4):
            yield kind, line.range(*hit)
    for kind, cue in (("project", "setting_occasion"), ("time", "time_cue")):
        for hit in places(line, cue):
            yield kind, line.range(*hit)
    for quantity in line.quantities:
        if quantity.kind == "date":
            yield "time", line.range(quantity.first, quantity.last)
    for at in _names(reading.story.text, line):
        yield "name", line.range(at, at + 1)


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
    named: list[Range] = []
    for line in opening(reading):
        if meaning(line, 0, len(line.tokens)) >= _TELLING:
            named += clauses(line, places(line, "trouble", "unmet", "wanted"))
    if named and not _happened(reading):
        return found((), sure_not=False)
    return found(named, sure=len(named) > 1)


def _happened(reading: Reading) -> bool:
    """Whether enough is told as past; an opinion or a way of working names troubles too, but none that happened."""
    return sum(map(tells_past, reading.lines)) * 4 > len(reading.lines)


# -- S103 --------------------------------------------------------------------------------------------------------------


def problem_sized(reading: Reading) -> Finding:
    """S103: a number measures the problem."""
    sized = [
        line.range(quantity.first, quantity.last)
        for line in opening(reading)
        for quantity in line.quantities
        if quantity.measures and _sizes(line, quantity)
    ]
    return found(sized, sure=len(sized) > 1)


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
    said: list[Range] = []
    for line in opening(reading):
        hurt = [
            *together(line, "served", "harm"),
            *together(line, "served", "distress"),
            *together(line, "fellow", "distress"),
        ]
        lost = [*places(line, "danger"), *pairs(line, "foreseen", "lost_thing", within=4)]
        said += [line.range(*hit) for hit in sorted([*hurt, *lost])]
    return found(said, sure=len(said) > 1, sure_not=False)
