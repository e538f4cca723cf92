"""Figures that cannot be true, or not together: what criterion D606 looks for."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from starcli import lexicon
from starcli.data import load
from starcli.models import Range
from starcli.quantities import Quantity
from starcli.reading import Line

_WRITTEN = re.compile(r"[$€£¥₹]?(\d+(?:,\d{3})*(?:\.\d+)?)(%|[a-z]*)$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_OF_WHOLE = ({"of"}, {"out", "of"}, {"of", "the"}, {"out", "of", "the"}, {"of", "our"}, {"of", "all"})
_LIMITS = {"day": ("hour", 24), "week": ("day", 7), "year": ("month", 12)}  # so much of the one is in the other
_PARTING = frozenset({",", ";", ".", ":", "(", "and", "but", "while", "when"})
_NEAR = 4  # tokens between a word of change and its figure
_SLACK = 10  # points by which a rounded percentage may be off


class Figure(NamedTuple):
    """A number as said and its value, for times in seconds; `unit` is "" where none is said."""

    first: int
    last: int
    number: float
    value: float
    unit: str


class Change(NamedTuple):
    """A change from one figure to another, which way its verb says it went (1 up, -1 down, 0 unknown), what follows."""

    first: int
    before: Figure
    after: Figure
    way: int
    then: Figure | None


def impossible(line: Line) -> Iterator[Range]:
    """The places of a sentence whose figures cannot be true."""
    figures = [figure for quantity in line.quantities if (figure := _figure(line, quantity))]
    for first, last in (
        *_more_than_all(line, figures),
        *_part_above_whole(line, figures),
        *_wrong_way(line, figures),
        *_too_much_time(line, figures),
    ):
        if first not in line.quoted:
            yield line.range(first, last)


# -- reading a figure ------------------------------------------------------------------------------------------------


def _figure(line: Line, quantity: Quantity) -> Figure | None:
    if quantity.kind in {"name", "ratio"}:
        return None
    words = [token.low for token in line.tokens[quantity.first : quantity.last]]
    written = _WRITTEN.match(words[0])
    value = _written(written[1], written[2], words[1:]) if written else _spelled(words)
    if value is None:
        return None
    after = line.tokens[quantity.last].low if quantity.last < len(line.tokens) else ""
    seconds = _seconds(written[2] if written else "") or _seconds(after)
    if seconds:
        return Figure(quantity.first, quantity.last, value, value * seconds, "time")
    return Figure(quantity.first, quantity.last, value, value, {"share": "%", "money": "money"}.get(quantity.kind, ""))


def _written(digits: str, suffix: str, words: Sequence[str]) -> float:
    value = float(digits.replace(",", ""))
    for word in (suffix, *words):
        value *= _values().get(word, 1) if word in {"k", "m", "hundred", "thousand", "million"} else 1
    return value


def _spelled(words: Sequence[str]) -> float | None:
    """The value of a number in words: "two hundred forty"."""
    total = part = 0.0
    for word in words:
        value = _values().get(word)
        if value is None:
            return None
        if value < 100:
            part += value
        elif value == 100:
            part = max(part, 1) * value
        else:
            total, part = total + max(part, 1) * value, 0.0
    return total + part


def _values() -> dict[str, float]:
    return _numbers("number_value")


def _seconds(unit: str) -> float:
    table = _numbers("seconds_in")
    return table.get(unit) or table.get(unit.removesuffix("s"), 0)


@cache
def _numbers(name: str) -> dict[str, float]:
    return {word: float(value) for word, value in load().lexicon[name].items()}


# -- what cannot be --------------------------------------------------------------------------------------------------


def _more_than_all(line: Line, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """A fall of more than all there was, or more than all of the patients."""
    for figure in figures:
        if figure.unit != "%" or figure.value <= 100:
            continue
        before = [token.low for token in line.tokens[max(0, figure.first - 1) : figure.first]]
        fall = _near(line, "falls", figure)
        if fall and before[0:1] not in (["to"], ["from"], ["at"]):
            yield min(fall[0], figure.first), max(fall[1], figure.last)
        after = [token.low for token in line.tokens[figure.last : figure.last + _NEAR]]
        if after[:1] == ["of"] and (kinds := lexicon.words("counted") & set(after)):
            yield figure.first, figure.last + 1 + min(after.index(kind) for kind in kinds)


def _near(line: Line, name: str, figure: Figure) -> tuple[int, int] | None:
    """A word of change that belongs to a figure: close by, with no comma or "and" between."""
    return _leads_to(line, name, figure.first) or _seek(
        line, name, range(figure.last, min(len(line.tokens), figure.last + _NEAR))
    )


def _leads_to(line: Line, name: str, at: int) -> tuple[int, int] | None:
    """A word of change that governs what begins at a token."""
    return _seek(line, name, range(at - 1, max(-1, at - 2 - _NEAR), -1))


def _seek(line: Line, name: str, places: range) -> tuple[int, int] | None:
    """The first word of a list among some tokens, looked at in turn until the clause is over."""
    for at in places:
        low = line.tokens[at].low
        if low in _PARTING:
            return None
        if low in lexicon.words(name):
            return at, at + 1
    return None


def _part_above_whole(line: Line, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """More of them than there were: "12 of the 10 wards"."""
    for part, whole in pairwise(figures):
        between = {token.low for token in line.tokens[part.last : min(whole.first, part.last + _NEAR)]}
        if between in _OF_WHOLE and part.unit == whole.unit == "" and part.value > whole.value:
            yield part.first, whole.last


def _changes(line: Line, figures: Sequence[Figure]) -> Iterator[Change]:
    for before, after, then in zip(figures, figures[1:], [*figures[2:], None], strict=False):
        lead = line.tokens[before.first - 1].low if before.first else ""
        between = [token.low for token in line.tokens[before.last : min(after.first, before.last + _NEAR + 1)]]
        if lead == "from" and between[-1:] == ["to"] and len(between) <= _NEAR:
            start = before.first - 1
            falls, rises = (_leads_to(line, name, start) for name in ("falls", "rises"))
            way = bool(rises) - bool(falls)
            yield Change((rises or falls or (start, start))[0], before, after, way, then)


def _wrong_way(line: Line, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """A fall that rises, years that run backwards, or a percentage that the two figures do not give."""
    for change in _changes(line, figures):
        before, after = change.before, change.after
        if before.unit and after.unit and before.unit != after.unit:
            continue
        alike = before.unit == after.unit  # otherwise one unit is left unsaid: "from 10 to 20 minutes"
        moved = after.value - before.value if alike else after.number - before.number
        if (change.way or _are_years(line, before, after)) * moved < 0:
            yield change.first, after.last
        elif alike and before.value and (stated := _stated_share(line, change)):
            expected = 100 * abs(moved) / before.value
            if abs(expected - stated.value) > max(_SLACK, expected / 5):
                yield before.first - 1, stated.last


def _are_years(line: Line, *figures: Figure) -> bool:
    return all(_YEAR.match(line.tokens[figure.first].low) for figure in figures)


def _stated_share(line: Line, change: Change) -> Figure | None:
    """The percentage said to be that change: "from 40 to 30, a 25% drop"."""
    figure = change.then
    if figure is None or figure.unit != "%" or change.before.unit == "%":
        return None
    between = [token.low for token in line.tokens[change.after.last : min(figure.first, change.after.last + _NEAR + 1)]]
    after = {token.low for token in line.tokens[figure.last : figure.last + 2]}
    named = after & (lexicon.words("falls") | lexicon.words("rises") | {"improvement"})
    return figure if named and len(between) <= _NEAR and between[-1:] in (["a"], ["an"], ["("]) else None


def _too_much_time(line: Line, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """More hours a day than a day has."""
    for figure in figures:
        after = [token.low for token in line.tokens[figure.last : figure.last + 3]]
        if len(after) < 3 or after[1] not in {"a", "per", "each", "every", "/"} or after[2] not in _LIMITS:
            continue
        unit, most = _LIMITS[after[2]]
        if after[0].removesuffix("s") == unit and figure.value > most * _seconds(unit):
            yield figure.first, figure.last + 3
