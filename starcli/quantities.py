"""Numbers in a sentence, and whether they measure anything.

A number is put to one test after the other until one recognises it. Each test looks at the number's own shape and a
few words beside it; which words say what stands in `data/lexicon/quantities.yaml` and `core.yaml`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from starcli import lexicon
from starcli.lexicon import Token

Kind = Literal["share", "money", "amount", "time", "people", "ratio", "name", "date"]

_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:am|pm)?$|\d{1,2}(?:am|pm)$|24/7$|9/5$")
_DATE = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{2,4}$")
_YEAR = re.compile(r"(?:19|20)\d\ds?$")
_LABEL = re.compile(r"\d+(?:\.\d+){2,}$|\d+(?:st|nd|rd|th)$|1:1$|[2-6]g$|[23]d$")
_TIMES = re.compile(r"[\d.,]+x$")
_MONEY_SIGN = "$€£¥₹"
_PARTS_OF_AN_HOUR = {"half", "quarter"}
_DIGITS = "0123456789.,:/"
_NEAR = 5  # tokens within which a group or a career is spoken of


class Quantity(NamedTuple):
    """A number as it stands in a sentence: the tokens from `first` up to `last`, and what kind of number it is."""

    first: int
    last: int
    kind: Kind

    @property
    def measures(self) -> bool:
        """Whether it can measure a problem or an outcome; dates, names and head counts cannot."""
        return self.kind in {"share", "money", "amount", "time", "ratio"}


class _Number(NamedTuple):
    """A number among its neighbours."""

    tokens: Sequence[Token]
    first: int
    last: int

    @property
    def text(self) -> str:
        return self.tokens[self.first].low

    def before(self, steps: int = 1) -> str:
        """The word so many steps before it; empty where the sentence has begun."""
        return self.tokens[self.first - steps].low if steps <= self.first else ""

    def after(self, steps: int = 1) -> str:
        """The word so many steps after it; empty where the sentence is over."""
        at = self.last + steps - 1
        return self.tokens[at].low if at < len(self.tokens) else ""

    def near(self, name: str, before: int = _NEAR, after: int = 3) -> bool:
        """Whether a word of a list stands close by."""
        beside = (*self.tokens[max(0, self.first - before) : self.first], *self.tokens[self.last : self.last + after])
        return any(token.low in lexicon.words(name) for token in beside)


def find_quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """Every number of a sentence, in digits or words, with what it says."""
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        last = _number_end(tokens, at)
        if last > at:
            kind = _kind(_Number(tokens, at, last), found)
            last = _said_end(tokens, last, kind)
            found.append(Quantity(at, last, kind))
        at = max(last, at + 1)
    return tuple(found)


def _number_end(tokens: Sequence[Token], at: int) -> int:
    """The token after the number that begins at `at`; `at` itself where none begins."""
    low = tokens[at].low
    if low in lexicon.words("ratio_word"):
        return at + 1
    last = at
    if _has_digits(low):
        last, going_on = at + 1, lexicon.words("magnitude")
    else:
        going_on = lexicon.words("number_word")
    while last < len(tokens) and (tokens[last].low in going_on or (last > at and tokens[last].low == "thirds")):
        last += 1
    return last


def _has_digits(low: str) -> bool:
    return low[0].isdigit() or (low[0] in _MONEY_SIGN and len(low) > 1)


def _said_end(tokens: Sequence[Token], last: int, kind: Kind) -> int:
    """Take in the words that belong to it: "5 per cent", "half past ten"."""
    if kind == "share":
        return _percent_end(tokens, last)
    if kind == "date" and tokens[last - 1].low in _PARTS_OF_AN_HOUR:
        last += tokens[last].low in {"past", "to"}
        return min(last + 1, len(tokens))
    return last


def _percent_end(tokens: Sequence[Token], last: int) -> int:
    """The token after the word that makes a number a share; `last` itself where there is none."""
    after = [token.low for token in tokens[last : last + 2]]
    if after == ["per", "cent"]:
        return last + 2
    return last + (after[:1] in (["%"], ["percent"], ["percentage"], ["pct"]))


def _kind(number: _Number, earlier: Sequence[Quantity]) -> Kind:
    """What the first test that recognises the number says."""
    if earlier and earlier[-1].kind == "name" and _continues(number, earlier[-1].last):
        return "name"
    return next((kind for test in _TESTS if (kind := test(number))), "amount")


def _continues(number: _Number, last: int) -> bool:
    """Whether it goes on a row of names: "ports 80 and 443", "wards 3, 4"."""
    between = number.first - last
    return between == 1 and number.before() in {"and", "or", ",", "/", "&"} and not number.after().isalpha()


# -- the tests, in the order they are put ------------------------------------------------------------------------------


def _share(number: _Number) -> Kind | None:
    said = number.text.endswith("%") or _percent_end(number.tokens, number.last) > number.last
    return "share" if said else None


def _money(number: _Number) -> Kind | None:
    signed = number.text[0] in _MONEY_SIGN or number.before() in set(_MONEY_SIGN)
    return "money" if signed or number.after() in lexicon.words("money_unit") else None


def _clock(number: _Number) -> Kind | None:
    """A time of day."""
    after = number.after()
    spoken = after in {"am", "pm", "o'clock"} or (after in {"a", "p"} and number.after(2) == ".")
    past = number.text in _PARTS_OF_AN_HOUR and (after in {"past", "to"} or after in lexicon.words("number_word"))
    return "date" if _CLOCK.match(number.text) or spoken or past else None


def _calendar(number: _Number) -> Kind | None:
    """A day or a year."""
    month = lexicon.words("month")
    if _DATE.match(number.text):
        return "date"
    if len(number.text) <= 2 and (number.before() in month or number.after() in month):
        return "date"
    return "date" if _YEAR.match(number.text) and not _counts(number, unless="dating") else None


def _counts(number: _Number, unless: str) -> bool:
    """Whether a number that looks like a year or a code counts what comes next: "around 2000 rows"."""
    if {number.before(), number.before(2)} & lexicon.words(unless):
        return False
    return number.before() in lexicon.words("counting") or _plural(number.after())


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "errors", "responses", "codes"))


def _label(number: _Number) -> Kind | None:
    """A number that names something: a version, a port, a ward, an error."""
    if _LABEL.match(number.text) or _unknown_suffix(number.text) or number.after() in lexicon.words("compound"):
        return "name"
    if number.text in lexicon.words("status_code") and not _counts(number, unless="naming_noun"):
        return "name"
    return "name" if number.before() in lexicon.words("numbered") or _named(number) else None


def _named(number: _Number) -> bool:
    """Whether the noun before it takes a number as its name: "ward 7", but not "that week 60 parcels"."""
    noun = number.before()
    if not {noun, noun.removesuffix("s")} & lexicon.words("naming_noun"):
        return False
    if noun in lexicon.words("time_unit") and number.before(2) in lexicon.words("which_time"):
        return False
    return number.after() not in {"times", *lexicon.words("time_unit")}


def _unknown_suffix(text: str) -> bool:
    """Whether letters that are no unit stand on the digits: "737max"."""
    suffix = text.lstrip(_DIGITS) if text[0].isdigit() else ""
    return bool(suffix) and suffix not in lexicon.words("time_suffix") | lexicon.words("other_suffix")


def _ratio(number: _Number) -> Kind | None:
    """A change or share told in a word, or how many times; "third" and "double" are often neither."""
    text, after = number.text, number.after()
    if _TIMES.match(text) or after in {"times", "fold"} or number.tokens[number.last - 1].low == "thirds":
        return "ratio"
    if text not in lexicon.words("ratio_word"):
        return "ratio" if (after, number.after(2)) == ("quarters", "of") else None
    if text == "half":
        return _half(number)
    part = _is_part(number) if text in {"third", "quarter"} else text != "double" or _whole_follows(after)
    return "ratio" if part else "name"


def _is_part(number: _Number) -> bool:
    """Whether "third" or "quarter" is a part of something: "a third of", "by a quarter"."""
    if number.before() not in {"a", "one"}:
        return False
    return number.after() in {"of", "less", "more", "fewer"} or number.before(2) in {"by", "to", "than"}


def _whole_follows(after: str) -> bool:
    return after in lexicon.words("determiner") | {"", ".", ",", "what", "in"}


def _half(number: _Number) -> Kind:
    """Half of something, half an hour, or the half of a year or a match."""
    unit = number.after(2) if number.after() in {"a", "an"} else number.after()
    if unit in lexicon.words("time_unit"):
        return "time"
    return "name" if number.before() in {"first", "second", "other"} else "ratio"


def _people(number: _Number) -> Kind | None:
    """A head count; a crowd is one only where a group is spoken of, otherwise it is those the story is about."""
    after, then = number.after(), number.after(2)
    if (after, then) == ("of", "us") or (number.before() == "of" and number.near("sized_group", before=2, after=0)):
        return "people"
    noun = after if after in lexicon.words("people_noun") | lexicon.words("crowd_noun") else then
    if noun not in lexicon.words("people_noun") or after in lexicon.words("time_unit"):
        return None
    if noun in lexicon.words("crowd_noun") and _many(number) and not number.near("sized_group"):
        return None
    return "people"


def _many(number: _Number) -> bool:
    """Whether it is more than a handful: two digits, or hundreds and up."""
    said = number.tokens[number.first : number.last]
    return sum(map(str.isdigit, number.text)) > 1 or any(token.low in lexicon.words("magnitude") for token in said)


def _span(number: _Number) -> Kind | None:
    """A span of time: how long something took, or when it was and how long somebody served."""
    if number.text.lstrip(_DIGITS) in lexicon.words("time_suffix"):
        return "time"
    if number.after() not in lexicon.words("time_unit"):
        return "date" if number.before() in {"aged", "turned"} else None
    if number.before() in {"last", "past", "next", "first"} or number.after(2) in lexicon.words("then_or_now"):
        return "date"
    long = number.after().startswith(("year", "month"))
    return "date" if long and number.near("tenure", after=_NEAR + 1) else "time"


_TESTS: tuple[Callable[[_Number], Kind | None], ...] = (
    _share,
    _money,
    _clock,
    _calendar,
    _label,
    _ratio,
    _people,
    _span,
)
