"""Numbers in a sentence, and whether they measure anything."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from starcli import lexicon
from starcli.lexicon import Token

Kind = Literal["share", "money", "amount", "time", "people", "ratio", "name", "date"]

_MONEY = "$€£¥₹"
_YEAR = re.compile(r"(?:19|20)\d\ds?$")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:am|pm)?$|\d{1,2}(?:am|pm)$|24/7$|9/5$")
_DATE = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{1,4}$")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_UNITS = {"k", "m", "mm", "bn", "b", "x", "ms", "s", "h", "hr", "hrs", "min", "mins", "d", "gb", "mb", "tb", "kb", "kg", "km", "cm", "l", "ml", "rps", "qps", "pp", "sec", "usd", "eur", "pct", "lakh", "crore"}
_PERCENT = {"%", "percent", "per", "percentage", "pct"}
_CODES = {"400", "401", "403", "404", "409", "418", "422", "429", "500", "501", "502", "503", "504"}


class Quantity(NamedTuple):
    """A number as it stands in a sentence: the tokens from `first` up to `last`, and what kind of number it is."""

    first: int
    last: int
    kind: Kind

    @property
    def measures(self) -> bool:
        """Whether it can measure a problem or an outcome; dates, names and head counts cannot."""
        return self.kind in {"share", "money", "amount", "time", "ratio"}


def find_quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """Every number of a sentence, in digits or words, with what it says."""
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        last = _number_end(tokens, at)
        if last > at:
            found.append(_classify(tokens, at, last))
            at = max(last, found[-1].last)
        else:
            at += 1
    return tuple(found)


def _number_end(tokens: Sequence[Token], at: int) -> int:
    """The token after the number that begins at `at`; `at` itself where none begins."""
    words = lexicon.words("number_word") | lexicon.words("ratio_word")
    last = at
    while last < len(tokens) and (_has_digits(tokens[last]) or tokens[last].low in words):
        last += 1
        if _has_digits(tokens[last - 1]) and last < len(tokens) and _has_digits(tokens[last]):
            break  # "3 2024": two numbers, not one
    return last


def _has_digits(token: Token) -> bool:
    return token.low[0].isdigit() or (token.low[0] in _MONEY and len(token.low) > 1)


def _classify(tokens: Sequence[Token], first: int, last: int) -> Quantity:
    before = tokens[first - 1].low if first else ""
    after = tokens[last].low if last < len(tokens) else ""
    then = tokens[last + 1].low if last + 1 < len(tokens) else ""
    text = tokens[first].low
    kind = _by_itself(text) or _by_neighbours(tokens, first, before, after, then)
    if kind == "share" and after in _PERCENT:
        last += 2 if after == "per" and then == "cent" else after != "per"
    return Quantity(first, last, kind)


def _by_itself(text: str) -> Kind | None:
    """What a number's own shape says."""
    if text.endswith("%"):
        return "share"
    if text[0] in _MONEY:
        return "money"
    if _CLOCK.match(text) or _DATE.match(text) or _YEAR.match(text):
        return "date"
    if _VERSION.match(text) or _ORDINAL.match(text) or text in _CODES:
        return "name"
    if text in lexicon.words("ratio_word") or re.match(r"[\d.,]+x$", text):
        return "ratio"
    unit = text.lstrip("0123456789.,:/")
    if text[0].isdigit() and unit and unit not in _UNITS:
        return "name"  # "5g", "2b": a name that begins with a digit
    return None


def _by_neighbours(tokens: Sequence[Token], first: int, before: str, after: str, then: str) -> Kind:
    """What the words around a number say."""
    if after in {"%", "percent", "percentage", "pct"} or (after == "per" and then == "cent"):
        return "share"
    if before in lexicon.words("naming_noun") and after not in lexicon.words("time_unit"):
        return "name"
    if before in lexicon.words("month") or after in lexicon.words("month") or then == "o'clock" or after == "o'clock":
        return "date"
    if after in lexicon.words("people_noun") or then in lexicon.words("people_noun") or (after == "of" and then == "us") or before == "of" and _team_of(tokens, first):
        return "people"
    if after in lexicon.words("time_unit"):
        return "date" if _dates(tokens, first, then) else "time"
    return "amount"


def _team_of(tokens: Sequence[Token], first: int) -> bool:
    return first >= 2 and tokens[first - 2].low in lexicon.words("people_noun") | {"group", "staff", "crew"}


def _dates(tokens: Sequence[Token], first: int, then: str) -> bool:
    """Whether a span of time tells when or how long somebody served, not how long something took."""
    before = tokens[first - 1].low if first else ""
    return then in {"ago", "experience", "earlier", "later", "old"} or before in {"last", "past", "next", "first"} or then == "of" and any(
        token.low == "experience" for token in tokens[first : first + 6]
    )
