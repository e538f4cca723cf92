"""Whether a number of one text is that of another."""

from collections.abc import Sequence
from itertools import pairwise

from starcli.grounding.numbers import THEM, Number, in_seconds, low_at
from starcli.grounding.words import alike
from starcli.lexicon import Token


def values(number: Number) -> set[float]:
    """The values by which a number is looked up: its own and, of a time, that in seconds."""
    return {round(number.value, 2), in_seconds(number) or round(number.value, 2)}


def agrees(said: Number, told: Number, before: frozenset[str]) -> bool:
    """Whether a number says no more than one of the story of equal value; `before` is what its sentence says first."""
    if said.bound in {"above", "below"} and said.bound != told.bound:
        return False
    if said.unit:
        same = said.unit == told.unit or {said.unit, told.unit} == {"th", "date"}
        return same or in_seconds(said) == in_seconds(told) != 0
    if not said.nouns or THEM in said.nouns + told.nouns:
        return True
    if told.unit:
        return False
    first = alike(said.nouns[0])
    if told.nouns:
        return bool(first.intersection(told.nouns)) or not alike(told.nouns[0]).isdisjoint(said.nouns)
    return any(not alike(noun).isdisjoint(before) for noun in said.nouns[:2])


def _is_year(number: Number) -> bool:
    return 1900 <= number.value < 2100 and not number.unit and not number.nouns


def rivals(said: Number, other: Number) -> bool:
    """Whether another number of the story could be meant instead: it measures the same kind of thing."""
    if round(said.value, 2) == round(other.value, 2) and said.unit == other.unit:
        return False
    if said.unit or other.unit:
        return said.unit == other.unit or bool(in_seconds(said) and in_seconds(other))
    if _is_year(said) != _is_year(other):
        return False
    return not said.nouns or not other.nouns or not alike(said.nouns[0]).isdisjoint(other.nouns)


def pairs(tokens: Sequence[Token], numbers: Sequence[Number]) -> list[tuple[str, float, float]]:
    """Two numbers whose order says something: "from 9 to 4", "20 of 100"."""
    found = []
    for one, other in pairwise(numbers):
        leads = low_at(tokens, one.first - 1), low_at(tokens, other.first - 1)
        if leads == ("from", "to"):
            found.append(("to", one.value, other.value))
        elif leads == ("to", "from"):
            found.append(("to", other.value, one.value))
        elif {low_at(tokens, at) for at in range(one.last, other.first)} in ({"of"}, {"of", "the"}, {"out", "of"}):
            found.append(("of", one.value, other.value))
    return found
