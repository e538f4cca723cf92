"""Numbers as facts: what a number says, in digits or words, with its unit and what it counts."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from starcli import lexicon
from starcli.data import load
from starcli.grounding.words import is_glue, key, rules, words
from starcli.lexicon import Hit, Token

_WRITTEN = re.compile(r"([$€£¥₹]?)(\d+(?:[.,]\d+)*)([^\W\d_]*|%)$")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?([ap]m)?$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_ORDINAL = {"second": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0}
_SIGNS = frozenset("$€£¥₹")
_NAMED = {"%": "%", "percent": "%", "pct": "%", "percentage": "%", "times": "times", "fold": "times"}
_NOUNS = 3  # words after a number that may say what it counts
THEM = "*"  # "nineteen of them": what is counted was said before
_OTHERS = frozenset({"other", "more", "further", "different", "new", "own", "separate"})
_NOTHING = frozenset({"none", "nothing", "nil"})
_BETWEEN = frozenset({"to", "and", "or", "–", "—", "-", "→"})
_NOT_COUNTED = frozenset({"no", "the", "this", "that", "which", "each", "every", "any", "another", "last", "next"})


class Number(NamedTuple):
    """A number: the tokens from `first` up to `last`, and what it says.

    `unit` is "%", a currency, "times", "clock", "date", the seconds of a unit of time, or "" for a plain count.
    """

    first: int
    last: int
    value: float
    unit: str
    nouns: tuple[str, ...] = ()  # keys of what it counts
    bound: str = ""  # "above" or "below"


def find_numbers(tokens: Sequence[Token], hits: Mapping[str, Sequence[Hit]], *, articles: bool = False) -> list[Number]:
    """Every number of a sentence; with `articles` also "an hour", which is one hour."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _read(tokens, at) or (_one_unit(tokens, at) if articles else None)
        found += [number] if number else []
        at = number.last if number else at + 1
    return _sharing_units(tokens, _bounded(tokens, hits, found) if found else [])


def _bounded(tokens: Sequence[Token], hits: Mapping[str, Sequence[Hit]], found: Sequence[Number]) -> list[Number]:
    """The numbers with what raises or lowers them; before a time "over" means "during"."""
    bounds = {last: name for name in ("below", "above") for _, last in hits.get(name, ())}
    return [
        number
        if low_at(tokens, number.first - 1) == "over" and _is_time(tokens, number)
        else number._replace(bound=bounds.get(number.first, ""))
        for number in found
    ]


def _read(tokens: Sequence[Token], at: int) -> Number | None:
    """The number that begins at a token, if one does."""
    low = tokens[at].low
    if not low[0].isdigit() and low[0] not in _SIGNS and low not in _beginnings():
        return None
    whole = _in_words(tokens, at) or _clock(tokens, at) or _hour_and_a_half(tokens, at)
    if whole:
        return whole
    written = _WRITTEN.match(low)
    value, size, unit = _digits(written) if written else _spelled(tokens, at)
    return None if value is None else _with_unit(tokens, at, at + size, value, unit)


def _in_words(tokens: Sequence[Token], at: int) -> Number | None:
    """None, twice, the third time: numbers that a word says by itself."""
    low = tokens[at].low
    if low in _NOTHING and low_at(tokens, at - 1) in {"to", "from"}:
        return Number(at, at + 1, 0.0, "")
    if low in _ORDINAL and low_at(tokens, at + 1) == "time":
        return Number(at, at + 2, _ORDINAL[low], "times")
    return Number(at, at + 1, _table("times")[low], "times") if low in _table("times") else None


def _is_time(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it measures time, so that "over" means "during"."""
    return bool(in_seconds(number)) or any(is_time_unit(low_at(tokens, number.last + step)) for step in (0, 1))


def low_at(tokens: Sequence[Token], at: int) -> str:
    """The word at a place; empty where there is none."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


@cache
def _table(name: str) -> Mapping[str, float]:
    return {word: float(value) for word, value in rules()[name].items()}


@cache
def _values() -> Mapping[str, float]:
    return {word: float(value) for word, value in load().lexicon["number_value"].items() if len(word) > 2}


@cache
def _units() -> Mapping[str, str]:
    """Units of time: the word and the seconds in it; nights are not days."""
    seconds = {unit: value for unit, value in load().lexicon["seconds_in"].items() if unit != "night"}
    plural = {f"{unit}s": value for unit, value in seconds.items() if len(unit) > 1 and unit != "ms"}
    return {unit: str(float(value)) for unit, value in {**plural, **seconds}.items()}


def is_time_unit(low: str) -> bool:
    """Whether a word measures time: "hours", "week"."""
    return len(low) > 2 and (low in _units() or low in {"night", "nights"})


# -- reading one -------------------------------------------------------------------------------------------------------


def _digits(written: re.Match[str]) -> tuple[float, int, str]:
    sign, digits, suffix = written.groups()
    plain = digits.replace(",", "") if _THOUSANDS.match(digits) else digits.replace(",", ".")
    head, *tail = plain.split(".")
    value = float(f"{head}.{tail[0]}") if len(tail) == 1 else float(head) if not tail else _version(plain)
    if suffix in _table("scale"):
        return value * _table("scale")[suffix], 1, sign
    return value, 1, sign or suffix


def _version(digits: str) -> float:
    """A number for something like 2.14.3 that no other such has."""
    value = 0.0
    for part in digits.split("."):
        value = value * 1009 + float(part) + 0.123
    return value


def _spelled(tokens: Sequence[Token], at: int) -> tuple[float | None, int, str]:
    """A number in words: its value, how many tokens it takes, and its unit where the word itself says it."""
    low = tokens[at].low
    if low in _table("shares"):
        return _share(tokens, at)
    if low == "a" and low_at(tokens, at + 1) in {"hundred", "thousand", "million", "billion", "dozen"}:
        value, size = _spelled_on(tokens, at + 1)
        return value, size + 1, ""
    if low == "one" and not _counts_one(tokens, at):
        return None, 0, ""
    value, size = _spelled_on(tokens, at)
    parts = low_at(tokens, at + size)
    if size and parts in {"thirds", "quarters", "fifths"}:
        return value * _table("shares")[parts], size + 1, "%"
    return (value, size, "") if size else (None, 0, "")


def _counts_one(tokens: Sequence[Token], at: int) -> bool:
    after = low_at(tokens, at + 1)
    counted = after[:1].isalnum() and not is_glue(after) and low_at(tokens, at - 2) != "one"
    rate = after in {"a", "an", "per"} and is_time_unit(low_at(tokens, at + 2))
    return rate or (counted and low_at(tokens, at - 1) not in _NOT_COUNTED) or _and_a_half(tokens, at + 1)


def _spelled_on(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    total = part = 0.0
    last = at
    while last < len(tokens):
        low = tokens[last].low
        if low in _values() and _values()[low] < 100:
            part += _values()[low]
        elif low in _table("scale") and len(low) > 2:
            part = max(part, 1) * _table("scale")[low]
            total, part = (total + part, 0.0) if part >= 1000 else (total, part)
        elif not (low == "and" and last > at and part >= 100 and _values().get(low_at(tokens, last + 1), 100) < 100):
            break
        last += 1
    return total + part, last - at


def _share(tokens: Sequence[Token], at: int) -> tuple[float | None, int, str]:
    """Half, a third, a quarter: shares only where they are no ordinal and no part of the year."""
    low, before = tokens[at].low, low_at(tokens, at - 1)
    value = _table("shares")[low]
    if low.startswith("hal"):
        return (None, 0, "") if before in {"first", "second", "other"} else (value, 1, "%")
    if before in {"a", "one"}:
        after = low_at(tokens, at + 1)
        part = (
            after in {"of", "less", "more", "fewer"}
            or not after[:1].isalnum()
            or low_at(tokens, at - 2) in {"by", "to", "than", "about"}
        )
        return (value, 1, "%") if part else (None, 0, "")
    if low.endswith("s") and before in _values():
        return value * _values()[before], 1, "%"
    return None, 0, ""


def _and_a_half(tokens: Sequence[Token], at: int) -> bool:
    return [low_at(tokens, at + step) for step in range(3)] == ["and", "a", "half"]


def _hour_and_a_half(tokens: Sequence[Token], at: int) -> Number | None:
    unit = low_at(tokens, at + 1)
    if tokens[at].low in {"a", "an"} and unit in _units() and _and_a_half(tokens, at + 2):
        return Number(at, at + 5, 1.5, _units()[unit])
    return None


def _one_unit(tokens: Sequence[Token], at: int) -> Number | None:
    """An hour, a week; not the week of "four a week", which is how often."""
    unit = low_at(tokens, at + 1)
    if (
        tokens[at].low in {"a", "an"}
        and unit in _units()
        and len(unit) > 2
        and low_at(tokens, at - 1) in {"", "of", "for", "in", "within", "about", "after", "took", "by"}
    ):
        return Number(at, at + 2, 1.0, _units()[unit])
    return None


@cache
def _beginnings() -> frozenset[str]:
    """The words that a number may begin with."""
    tables = (_table("times"), _table("shares"), _table("scale"), _values(), _ORDINAL)
    return frozenset(word for table in tables for word in table) | _NOTHING | {"a", "an", "quarter"}


def _clock(tokens: Sequence[Token], at: int) -> Number | None:
    low = tokens[at].low
    written = _CLOCK.match(low)
    if written:
        return Number(at, at + 1, int(written[1]) * 60 + int(written[2]), "clock")
    link, hour = low_at(tokens, at + 1), _values().get(low_at(tokens, at + 2)) or _whole(low_at(tokens, at + 2))
    minutes = {"half": 30, "quarter": 15}.get(low)
    if minutes and link in {"past", "to"} and hour:
        return Number(at, at + 3, hour * 60 + (minutes if link == "past" else -minutes), "clock")
    return None


def _whole(low: str) -> float:
    return float(low) if low.isdecimal() and len(low) < 4 else 0.0


# -- units -------------------------------------------------------------------------------------------------------------


def _with_unit(tokens: Sequence[Token], first: int, last: int, value: float, unit: str) -> Number:
    """The number with the unit written on it or standing beside it."""
    while unit in {"", *_SIGNS} and low_at(tokens, last) in _table("scale"):
        value, last = value * _table("scale")[low_at(tokens, last)], last + 1
    if _and_a_half(tokens, last):
        value, last = value + 0.5, last + 3
    if tokens[first].low == "half":
        return _half(tokens, first, last, value)
    if unit in rules()["money"] or unit in {"%", "times"}:
        return Number(first, last, value, rules()["money"].get(unit, unit))
    if unit:
        return _suffixed(tokens, first, last, value, unit)
    return _before(tokens, first, last, value) or _timed(tokens, first, last, value)


def _before(tokens: Sequence[Token], first: int, last: int, value: float) -> Number | None:
    """The number with the sign before it, or the word for money, shares or times after it."""
    lead, after = low_at(tokens, first - 1), low_at(tokens, last)
    if lead in _SIGNS:
        return Number(first, last, value, rules()["money"][lead])
    if (after, low_at(tokens, last + 1)) == ("per", "cent"):
        return Number(first, last + 2, value, "%")
    unit = _NAMED.get(after) or rules()["money"].get(after)
    return Number(first, last + 1, value, unit) if unit else None


def _timed(tokens: Sequence[Token], first: int, last: int, value: float) -> Number:
    after = low_at(tokens, last)
    month = lexicon.words("month")
    if after in {"am", "pm", "o'clock"}:
        return Number(first, last + 1, value * 60, "clock")
    if value <= 31 and (_is_month(tokens, first - 1) or after in month):
        return Number(first, last, value, "date")
    if after in _units() and len(after) > 1:
        half = _and_a_half(tokens, last + 1)
        return Number(first, last + (4 if half else 1), value + half / 2, _units()[after])
    return Number(first, last, value, "", _nouns(tokens, last))


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    return low_at(tokens, at) in lexicon.words("month") and low_at(tokens, at - 1) not in {
        "i",
        "we",
        "it",
        "they",
        "you",
    }


def _half(tokens: Sequence[Token], first: int, last: int, value: float) -> Number:
    """Half an hour is a time, half the orders a share."""
    at = last + (low_at(tokens, last) in {"a", "an"})
    unit = low_at(tokens, at)
    return (
        Number(first, at + 1, 0.5, _units()[unit])
        if is_time_unit(unit) and unit in _units()
        else Number(first, last, value, "%")
    )


def _suffixed(tokens: Sequence[Token], first: int, last: int, value: float, suffix: str) -> Number:
    if suffix in {"am", "pm"}:
        return Number(first, last, value * 60, "clock")
    if suffix in _ORDINALS:
        dated = _is_month(tokens, first - 1) or low_at(tokens, last) in lexicon.words("month")
        return Number(first, last, value, "date" if dated else "th")
    if suffix == "x":
        return Number(first, last, value, "times")
    if suffix in _units():
        return Number(first, last, value, _units()[suffix])
    return Number(first, last, value, "", (key(suffix),))


def _nouns(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """Keys of what a number counts: the words right after it."""
    found: list[str] = []
    if low_at(tokens, at) == "of" and low_at(tokens, at + 1) in {"them", "us", "these", "those"}:
        return (THEM,)
    while at < len(tokens) and len(found) < _NOUNS:
        low = tokens[at].low
        if low in _OTHERS and not found:
            at += 1
            continue
        if not low[0].isalpha() or is_glue(low) or low in _values() or low in words("weekdays") or is_time_unit(low):
            break
        found.append(key(low))
        at += 1
    return tuple(found)


def _sharing_units(tokens: Sequence[Token], found: list[Number]) -> list[Number]:
    """Numbers of a range with the unit that is said only once: "20 to 30 minutes", "from 9 hours to 4"."""
    for at in range(len(found) - 1, 0, -1):
        before, after = found[at - 1], found[at]
        between = [token.low for token in tokens[before.last : after.first]]
        if between != ["of", "the"] and (len(between) > 1 or not (_BETWEEN | {"of"}).issuperset(between)):
            continue
        if between[:1] == ["of"] and not before.unit and not before.nouns:
            found[at - 1] = before._replace(unit=after.unit if in_seconds(after) else "", nouns=after.nouns)
        elif between[:1] == ["of"]:
            continue
        elif not before.unit and not before.nouns:
            found[at - 1] = before._replace(unit=after.unit, nouns=after.nouns)
        elif before.unit and not after.unit and not after.nouns:
            found[at] = after._replace(unit=before.unit)
    return found


def in_seconds(number: Number) -> float:
    """A span of time in seconds; 0 of any other number."""
    return round(number.value * float(number.unit), 3) if number.unit.replace(".", "").isdigit() else 0.0
