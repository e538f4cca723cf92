"""What coaching may say without the story: how many sentences, how many seconds, the names of parts and principles."""

import re
from collections.abc import Sequence
from functools import cache

from starcli.data import load
from starcli.grounding.numbers import Number
from starcli.grounding.words import coaching_words, words
from starcli.lexicon import Token
from starcli.models import SECTIONS

AUDIENCE = frozenset({"listener", "interviewer", "candidate", "reader", "audience", "stranger", "peer"})
_FEW = 5  # more sentences or steps are not asked for
_HIGHEST = 7  # of the levels
_SECONDS = frozenset({"1.0", "60.0"})  # units of time in which a part of a story is measured
_LONGEST = 600


def counts_telling(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number counts sentences, or the seconds that a part takes."""
    lead = tokens[number.first - 1].low if number.first else ""
    near = tokens[number.last : number.last + 3]
    telling = any(token.low in words("telling") for token in near)
    if lead in {"sde", "level"}:
        return number.value <= _HIGHEST
    if tokens[number.first].low == "half":
        return telling
    return _counts_parts(tokens, number, telling=telling) or _takes_time(tokens, number)


def _counts_parts(tokens: Sequence[Token], number: Number, *, telling: bool) -> bool:
    spelled = not any(map(str.isdigit, tokens[number.first].low))
    few = spelled and not number.unit and number.value <= _FEW
    return few and (set(number.nouns) <= coaching_words() if number.nouns else telling)


def _takes_time(tokens: Sequence[Token], number: Number) -> bool:
    said = {token.low for token in tokens}
    bare = not number.unit and not number.nouns and bool(said & {"seconds", "target"})
    timed = number.unit in _SECONDS or bare
    return timed and number.value <= _LONGEST and not said.isdisjoint(words("speaking"))


@cache
def own_names() -> frozenset[str]:
    """Names that coaching itself uses: of the parts, the principles and the levels."""
    rows = [*SECTIONS, *(row.name for row in load().principles.values()), *load().levels]
    rows += [f"{row.title} {row.also}" for row in load().levels.values()]
    return frozenset(word for row in rows for word in re.findall(r"[a-z0-9]+", row.lower())) | {"star", "sde", "ok"}
