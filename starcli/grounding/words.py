"""Which words count as the same: other forms of a word, other spellings, and a few plain synonyms."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from starcli import lexicon
from starcli.data import load
from starcli.lexicon import Matcher

_VOWELS = frozenset("aeiouy")
_SHORT = 3  # letters that a stem keeps at least
_WORD = re.compile(r"[a-z][a-z']*")


@cache
def rules() -> Mapping[str, Any]:
    """What `lexicon/grounding.yaml` says."""
    table: Mapping[str, Any] = load().lexicon["grounding"]
    return table


@cache
def words(name: str) -> frozenset[str]:
    """One of its lists, as words."""
    return frozenset(rules()[name])


@cache
def keys(name: str) -> frozenset[str]:
    """One of its lists, as keys."""
    return frozenset(map(key, rules()[name]))


@cache
def phrases() -> Matcher:
    """Finds the phrases of its lists that are more than words."""
    lists = {name: rules()[name] for name in ("cause", "cause_in_story", "above", "below")}
    lists |= {name: load().lexicon[name] for name in ("team_nouns", "did_to", "wished_to")}  # for `acts`
    return Matcher({**lists, **{f"implied {at}": row["said"] for at, row in enumerate(rules()["implies"])}})


@cache
def implied(name: str) -> frozenset[str]:
    """What a hit of one of the phrases that say more says too, as keys."""
    return frozenset(map(key, rules()["implies"][int(name.removeprefix("implied "))]["too"]))


@cache
def key(low: str) -> str:
    """What all forms of a word have in common: "measured", "measuring", "measures"."""
    return _stem(lemma_of(low.removesuffix("'s").strip("'")))


@cache
def lemma_of(low: str) -> str:
    """The base form of a verb, or the singular of an irregular noun; of any other word the word itself."""
    verb = lexicon.verbs().get(low)
    return _lemmas().get(low) or (verb.lemma if verb else low)


@cache
def _lemmas() -> dict[str, str]:
    """Irregular verbs that are on no verb list."""
    tables: list[Mapping[str, list[str]]] = [rules()["irregular"], load().lexicon["irregular"]]
    return {form: lemma for irregular in tables for lemma, forms in irregular.items() for form in forms}


def _stem(word: str) -> str:
    if len(word) <= _SHORT:
        return word
    word = _singular(word)
    for suffix in ("ing", "ed", "ly"):
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= _SHORT and _VOWELS.intersection(stem):
            word = stem[:-1] if suffix != "ly" and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
            break
    word = word.removesuffix("e") if len(word) > _SHORT else word
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORT else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORT + 1:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Each word of the table of synonyms, as a key, with the keys of its row or rows."""
    found: dict[str, set[str]] = {}
    for row in rules()["same"]:
        row_keys = {key(word) for word in row}
        for one in row_keys:
            found.setdefault(one, set()).update(row_keys)
    return {one: frozenset(others) for one, others in found.items()}


@cache
def alike(one: str) -> frozenset[str]:
    """All keys that count as the same as one."""
    return _classes().get(one, frozenset()) | {one}


@cache
def is_glue(low: str) -> bool:
    """Whether a word brings no fact: it holds a sentence together."""
    if low in words("glue") or low in words("negation"):
        return True
    base, _, rest = low.partition("'")
    return low.endswith("n't") or (bool(rest) and base in words("glue"))


@cache
def is_empty(low: str) -> bool:
    """Whether a word only supports the one after it."""
    return low in words("empty")


@cache
def coaching_words() -> frozenset[str]:
    """The vocabulary of coaching, as keys: our own texts and what they are about."""
    data = load()
    texts: list[Any] = [data.coaching, [row.get("question", "") for row in data.probes["follow_ups"]]]
    texts += [[row.name, row.question, row.met_when, row.why, row.do, row.ask] for row in data.criteria.values()]
    texts += [[row.name, row.summary, row.lead_with, row.emphasise, row.play_down] for row in data.principles.values()]
    texts += [[row.title, row.scope, row.reflection] for row in data.levels.values()]
    spoken = {key(word) for text in _strings(texts) for word in _WORD.findall(text.lower().replace("’", "'"))}
    return frozenset(spoken | keys("coaching"))


def _strings(rows: object) -> Iterator[str]:
    if isinstance(rows, str):
        yield rows
    elif isinstance(rows, Mapping):
        for row in rows.values():
            yield from _strings(row)
    elif isinstance(rows, list | tuple):
        for row in rows:
            yield from _strings(row)
