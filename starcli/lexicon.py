"""Tokens, word lists and verb forms: what tagger, rules and rewrites share.

A word list holds phrases: lower-case tokens separated by spaces; `improv*` matches any word that starts so. All
lists are matched in one pass over a sentence, looked up by the first token, so that a thousand phrases cost no more
than a few.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from starcli.data import load

# A number with its sign, unit and inner separators; a word with its apostrophes; or one other character.
# Hyphens between letters only separate, so that "end-to-end" and "end to end" are the same phrase.
_TOKEN = re.compile(r"[$€£¥₹]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]+)?|[^\W\d_]\w*(?:['’][^\W\d_]+)*|[^\w\s]")
_VOWELS = "aeiou"

Hit = tuple[int, int]  # first token and the one after the last


class Token(NamedTuple):
    """A word, number or other character; `low` is in lower case with straight apostrophes."""

    start: int
    end: int
    low: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split `text[start:end]` into tokens; offsets count from the start of `text`."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        low = match[0].lower().replace("’", "'")
        if low != "-" or not _inside_word(text, match.start()):
            found.append(Token(match.start(), match.end(), low))
    return found


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def is_word(token: Token) -> bool:
    """Whether a token is spoken as a word or number."""
    return token.low[0].isalnum() or token.low[-1].isalnum()


class Matcher:
    """Finds every phrase of many word lists in one pass.

    Phrases are looked up by their first word, and by their first two where both are written out, so that a sentence
    is hardly ever compared with a phrase that does not stand in it.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._words: dict[str, list[str]] = {}  # word -> lists that hold it by itself
        self._pairs: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}  # first two words -> list, the rest
        self._loose: dict[str, list[tuple[str, tuple[str, ...]]]] = {}  # first word -> list, the rest from a stem on
        self._stems: dict[str, list[tuple[str, tuple[str, ...]]]] = {}  # stem -> list, the rest
        for name, phrases in lists.items():
            for phrase in phrases:
                self._add(name, *phrase.split())
        self._lengths = sorted({len(stem) for stem in self._stems})

    def _add(self, name: str, first: str, *rest: str) -> None:
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append((name, rest))
        elif not rest:
            self._words.setdefault(first, []).append(name)
        elif rest[0].endswith("*"):
            self._loose.setdefault(first, []).append((name, rest))
        else:
            self._pairs.setdefault((first, rest[0]), []).append((name, rest))

    def find(self, tokens: Sequence[Token]) -> dict[str, list[Hit]]:
        """All hits by list name, in order of place; hits of one list may overlap."""
        hits: dict[str, list[Hit]] = {}
        words = [token.low for token in tokens]
        for at, word in enumerate(words):
            for name in self._words.get(word, ()):
                hits.setdefault(name, []).append((at, at + 1))
            for name, rest in self._candidates(word, words[at + 1] if at + 1 < len(words) else ""):
                if not rest or _follows(words, at + 1, rest):
                    hits.setdefault(name, []).append((at, at + 1 + len(rest)))
        return hits

    def _candidates(self, word: str, following: str) -> list[tuple[str, tuple[str, ...]]]:
        found = [*self._pairs.get((word, following), ()), *self._loose.get(word, ())]
        size = len(word)
        for length in self._lengths:
            if length > size:
                break
            found += self._stems.get(word[:length], ())
        return found


def _follows(words: Sequence[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(
        word.startswith(want[:-1]) if want.endswith("*") else word == want
        for word, want in zip(words[at : at + len(rest)], rest, strict=True)
    )


# -- verbs -----------------------------------------------------------------------------------------------------------


class Verb(NamedTuple):
    """What a word form can be: its base form, which tenses it can stand for, and the lists it is on."""

    lemma: str
    forms: set[str]  # of "base", "s", "past", "participle", "ing"
    lists: set[str]  # of the verb lists: "specific", "vague", "mental", ...


def inflect(lemma: str, irregular: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Every (form, tense) of a verb by the rules of English spelling, British doubling included."""
    past, participle, *variants = irregular.get(lemma, (None, None))
    doubled = len(lemma) > 2 and lemma[-1] in "bdgklmnprt" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    pairs = [(lemma, "base"), (_third(lemma), "s")]
    stems = [lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma]
    if doubled:
        stems.append(lemma + lemma[-1])
    pairs += [(stem + "ing", "ing") for stem in stems]
    if past and participle:
        return [*pairs, (past, "past"), (participle, "participle"), *((form, "past") for form in variants)]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        stems = [lemma[:-1] + "i"]
    elif lemma.endswith("e"):
        stems = [lemma[:-1]]
    return pairs + [(stem + "ed", tense) for stem in stems for tense in ("past", "participle")]


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


@cache
def verbs() -> dict[str, Verb]:
    """Every form of every listed verb."""
    lexicon = load().lexicon
    irregular: dict[str, list[str]] = lexicon["irregular"]
    table: dict[str, Verb] = {}
    for name, lemmas in lexicon["verbs"].items():
        for lemma in lemmas:
            for form, tense in inflect(lemma, irregular):
                known = table.get(form)
                if known is None:
                    known = table[form] = Verb(lemma, set(), set())
                known.forms.add(tense)
                known.lists.add(name)
    return table


@cache
def matcher() -> Matcher:
    """The matcher of all word lists."""
    return Matcher({name: phrases for name, phrases in load().lexicon.items() if isinstance(phrases, list)})


@cache
def words(name: str) -> frozenset[str]:
    """The single words of one list."""
    return frozenset(load().lexicon[name])
