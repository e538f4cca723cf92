"""Who does what, for a comparison of two texts: also of verbs on no list, and of doers that are named by a noun."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from starcli import lexicon
from starcli.acts import Act
from starcli.grounding.numbers import is_time_unit
from starcli.grounding.words import is_glue, key, lemma_of, words
from starcli.lexicon import Token

TELLER = frozenset({"i", "my", "me", "i'd", "i've", "i'm", "myself", "mine"})
_BREAKS = frozenset(
    {
        ",",
        ";",
        ":",
        ".",
        "!",
        "?",
        "—",
        "–",
        "(",
        ")",
        "but",
        "and",
        "because",
        "so",
        "which",
        "while",
        "when",
        "if",
        "that",
    }
)
_SUFFERED = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})
_HAVING = frozenset({"had", "have", "has", "having", "did", "do", "does"})
_ASKING = frozenset({"ask", "tell", "get", "persuade", "convince", "teach", "train", "help", "request", "invite"})
_REACH = 6  # tokens from the asking to what is asked for
_DETERMINERS = frozenset(
    {"a", "an", "the", "my", "our", "their", "his", "her", "its", "this", "that", "these", "those", "no"}
)


class Deed(NamedTuple):
    """A verb, who does it, whether it is told as done, and the words of its clause."""

    at: int
    first: int
    lemma: str  # a key
    subject: str  # of "teller", "bare", "group", "passive", "other", "noun"
    done: bool
    negated: bool
    clause: frozenset[str]
    listed: Act | None = None


def find_deeds(tokens: Sequence[Token], acts: Sequence[Act], *, bullet: bool = False) -> list[Deed]:
    """Every deed of a sentence, in order of place. `bullet` says that it is a note, in which a doer may be left out."""
    known = {act.at: act for act in acts}
    clauses = clause_numbers(tokens)
    said = clause_keys(tokens, clauses)
    found: list[Deed] = []
    for at in range(len(tokens)):
        clause = said[clauses[at]]
        if at in known:
            act = known[at]
            subject = "teller" if _is_one_who(tokens, act) else _goes_on(tokens, act, found) or act.subject
            done = not (act.modal or act.wished)
            found.append(Deed(at, min(act.first, at), key(act.lemma), subject, done, act.negated, clause, act))
        elif _is_anothers(tokens, at):
            found.append(Deed(at, at, key(tokens[at].low), "noun", done=True, negated=False, clause=clause))
        elif is_past(tokens, at) and (other := _unlisted(tokens, at, found, bullet=bullet)):
            found.append(other._replace(clause=clause))
    return found


def clause_numbers(tokens: Sequence[Token]) -> list[int]:
    """For each token the number of its clause."""
    numbers, number = [], 0
    for token in tokens:
        number += token.low in _BREAKS
        numbers.append(number)
    return numbers


def clause_keys(tokens: Sequence[Token], numbers: Sequence[int]) -> list[frozenset[str]]:
    """For each clause the keys of all its words."""
    rows: list[set[str]] = [set() for _ in range((numbers[-1] if numbers else 0) + 1)]
    for token, number in zip(tokens, numbers, strict=True):
        if token.low[0].isalnum() and token.low not in _DETERMINERS:
            rows[number].add(key(token.low))
    return list(map(frozenset, rows))


def is_past(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a verb in the past, or a participle."""
    low = tokens[at].low
    verb = lexicon.verbs().get(low)
    if low.endswith("ing") and at and tokens[at - 1].low in {"was", "were", "been"}:
        return True
    if low in _SUFFERED or low in _HAVING - {"did"}:
        return False
    if low == "did":
        return at + 1 < len(tokens) and tokens[at + 1].low in _DETERMINERS
    if low == "done":
        return True
    if verb:
        return bool(verb.forms & {"past", "participle"})
    return low != lemma_of(low) or (len(low) > 4 and low.endswith("ed"))


def _is_anothers(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody else was asked to do it: "I asked the laboratory to print them"."""
    verb = lexicon.verbs().get(tokens[at].low)
    if at < _REACH or tokens[at - 1].low != "to" or verb is None or "base" not in verb.forms:
        return False
    before = [lemma_of(token.low) for token in tokens[at - 1 - _REACH : at - 2]]
    return not _ASKING.isdisjoint(before) and not _BREAKS.intersection(token.low for token in tokens[at - 3 : at])


def _unlisted(tokens: Sequence[Token], at: int, before: Sequence[Deed], *, bullet: bool) -> Deed | None:
    """A deed by what stands before the verb: a pronoun, a noun, a "was", or the doer of the verb before."""
    place, passive, negated, modal = at - 1, False, False, False
    while place >= 0 and (low := tokens[place].low) and _supports(low):
        passive = passive or (low in _SUFFERED and not tokens[at].low.endswith("ing"))
        negated = negated or low.endswith("n't") or low in words("negation")
        modal = modal or low in lexicon.words("modal") or low == "to"
        place -= 1
    left_out = bullet and (place < 0 or tokens[place].low == ",")
    subject = "passive" if passive else "bare" if left_out else _subject(tokens, place, before)
    if subject is None:
        return None
    return Deed(at, max(place, 0), key(tokens[at].low), subject, not modal, negated, frozenset())


def _supports(low: str) -> bool:
    return (
        low in _SUFFERED
        or low in _HAVING
        or low in lexicon.words("modal")
        or low in lexicon.words("adverb")
        or low.endswith(("n't", "ly"))
        or low in {"not", "never", "to"}
    )


def _subject(tokens: Sequence[Token], place: int, before: Sequence[Deed]) -> str | None:
    low = tokens[place].low if place >= 0 else ""
    if low in TELLER - {"my", "me"}:
        return "teller"
    if low in lexicon.words("group"):
        return "group"
    if low in {"and", ","} or not low:
        return before[-1].subject if before else "bare" if not low else None
    if low in lexicon.words("third_person") or low in lexicon.words("thing"):
        return "other"
    if low in {"team", "crew", "squad"}:
        return "group"
    return "noun" if low[0].isalpha() and not is_glue(low) else None


def _goes_on(tokens: Sequence[Token], act: Act, before: Sequence[Deed]) -> str | None:
    """The noun that does it after an "and": "I saw that the site sent it again and did not cancel it"."""
    place = act.at - 1
    while place >= 0 and _supports(tokens[place].low):
        place -= 1
    near = before[-1] if before else None
    follows = near is not None and place >= 0 and tokens[place].low == "and" and act.first < near.first
    return "noun" if follows and near and near.subject == "noun" else None


def _is_one_who(tokens: Sequence[Token], act: Act) -> bool:
    """Whether "who" is the teller: "I was the one who had to explain it"."""
    before = {token.low for token in tokens[max(0, act.first - 4) : act.first]}
    return tokens[act.first].low in {"who", "that"} and not before.isdisjoint(TELLER)


def possessed(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Each thing that belongs to somebody, and whether to the teller: "my job", "nobody's job"."""
    for before, token in pairwise(tokens):
        if is_glue(token.low) and token.low not in {"job", "story", "part"}:
            continue
        if before.low == "my":
            yield key(token.low), True
        elif before.low.endswith("'s") or before.low in {"our", "their", "his", "her"}:
            yield key(token.low), False


_QUANTIFIERS = {
    "all": "all",
    "every": "all",
    "each": "all",
    "whole": "all",
    "entire": "all",
    "most": "most",
    "many": "many",
    "several": "few",
    "few": "few",
}


_BEFORE_NOUN = frozenset({"of", "the", "my", "our", "their", "his", "her", "its", "these", "those", "other", "more"})


def quantified(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """Each "all" or "most" with what it is said of: its place, its kind, and the key of the noun."""
    for at, token in enumerate(tokens):
        if 0 < at < len(tokens) - 1 and token.low == "by" and tokens[at - 1].low == tokens[at + 1].low:
            yield at, "all", key(tokens[at + 1].low)
        if token.low in _QUANTIFIERS:
            ahead = at + 1
            while ahead < len(tokens) and tokens[ahead].low in _BEFORE_NOUN:
                ahead += 1
            noun = tokens[ahead].low if ahead < len(tokens) else ""
            if noun[:1].isalpha() and not is_glue(noun) and not is_time_unit(noun):
                yield at, _QUANTIFIERS[token.low], key(noun)
