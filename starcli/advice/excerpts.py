"""A place in the story, cut to what a reader takes in at a glance: a whole clause where one fits."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from starcli import lexicon
from starcli.advice.case import Case
from starcli.advice.evidence import LONG, begins_clause, line_at, parts_clauses
from starcli.data import load
from starcli.lexicon import Token
from starcli.models import Range
from starcli.reading import Line

MARKS = frozenset({'"', "“", "”"})  # a quotation of ours can hold none of these
_SLACK = 14  # characters over the limit that are better than a cut
_SHORT = 4  # words below which a place says too little without the clause around it
_TELLING = 3  # words without which a quotation says nothing
_REGULAR = 5  # letters above which a word in "-ed" is a verb
_TERSE = 7  # words below which it is shown with that clause where the clause is short
_JOINS = frozenset({"and", "but", "so", "because", "which", "while", "when", "or", "then", "as", "that", "who", "to"})
_OPENERS = frozenset({*_JOINS} - {"when", "while", "if"})
_ORDINALS = frozenset({"first", "firstly", "finally", "next", "also"})  # but not those of "next time", "first aid"
_PREPOSITIONS = frozenset({"of", "in", "on", "at", "for", "from", "with", "by", "into", "about", "after", "before"})


class Excerpt(NamedTuple):
    """A place in the story; `short` says that it stops before its clause does."""

    start: int
    end: int
    short: bool


def excerpt(case: Case, where: Range, limit: int = LONG) -> Excerpt | None:
    """The place itself or, where it is only a word or two, the clause around it, at most `limit` characters long."""
    line = line_at(case, where)
    inside = [at for at, token in enumerate(line.tokens) if where[0] <= token.start < where[1]] if line else []
    if line is None or not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    first, last = _grown(line, first, last, limit)
    first, last = max(first, inside[0] - limit), min(last, inside[0] + limit)
    first, whole = _trimmed(line.tokens, *_plain(case, line, first, last))
    if whole > first and line.tokens[whole - 1].end - line.tokens[first].start > limit + _SLACK:
        first, last = _fitted(line.tokens, first, whole, inside[0], limit)
    else:
        last = whole
    short = last < whole and not parts_clauses(line.tokens, last)
    return Excerpt(*line.range(first, last), short) if last > first else None


def is_telling(line: Line, cut: Excerpt) -> bool:
    """Whether a few words with a verb among them are quoted."""
    inside = [at for at, token in enumerate(line.tokens) if cut.start <= token.start < cut.end]
    return len(inside) >= _TELLING and verb_at(line, inside[0]) <= inside[-1]


def verb_at(line: Line, first: int) -> int:
    """Where the first verb stands that can carry a sentence."""
    known, lists = lexicon.verbs(), ("to_be", "auxiliary", "modal")
    for at in range(first, len(line.tokens)):
        low = line.tokens[at].low
        if low in _irregular_pasts() or any(low in lexicon.words(name) for name in lists):
            return at
        if (low in known and "past" in known[low].forms) or (len(low) > _REGULAR and low.endswith("ed")):
            return at
    return len(line.tokens)


@cache
def _irregular_pasts() -> frozenset[str]:
    return frozenset(forms[0] for forms in load().lexicon["irregular"].values())


def _grown(line: Line, first: int, last: int, limit: int) -> tuple[int, int]:
    """A short place with the clause around it, up to the words that join clauses where that leaves enough."""
    words = _words(line, first, last)
    start, end = line.clause(first)[0], line.clause(last - 1)[1]
    if words >= _TERSE or (words >= _SHORT and end - start > limit):
        return _rounded(line, first, last, limit + _SLACK)
    clause = [at for at, token in enumerate(line.tokens) if start <= token.start < end]
    joints = [at for at in clause if parts_clauses(line.tokens, at)]
    near = (
        max([clause[0], *(at for at in joints if at < first)]),
        min([clause[-1] + 1, *(at for at in joints if at >= last)]),
    )
    if _words(line, *near) >= _SHORT:
        return near
    whole = min(clause[0], first), max(clause[-1] + 1, last)
    return whole if _words(line, *whole) >= _SHORT else (_clause_before(line, whole[0]), whole[1])


def _rounded(line: Line, first: int, last: int, limit: int) -> tuple[int, int]:
    """A place that begins or ends inside a clause with the rest of it, where there is room."""
    tokens = line.tokens
    end = next((at for at in range(last, len(tokens)) if parts_clauses(tokens, at) or not _goes_on(tokens[at])), last)
    last = end if tokens[end - 1].end - tokens[first].start <= limit else last
    doers = [at for at in range(first) if tokens[at].low in lexicon.words("teller")]
    bare = any(act.own and act.at == first for act in line.acts) and doers
    if bare and tokens[last - 1].end - tokens[doers[-1]].start <= limit:
        first = doers[-1]
    return first, last


def _goes_on(token: Token) -> bool:
    return lexicon.is_word(token) or token.low in {"%", "$", "€", "£"}


def _clause_before(line: Line, first: int) -> int:
    """Where the clause before begins: "not ours" says too little by itself."""
    before = first
    while before > 0 and not lexicon.is_word(line.tokens[before - 1]):
        before -= 1
    while before > 0 and lexicon.is_word(line.tokens[before - 1]):
        before -= 1
    return before if line.tokens[before].low not in MARKS else first


def _words(line: Line, first: int, last: int) -> int:
    return sum(map(lexicon.is_word, line.tokens[first:last]))


def _plain(case: Case, line: Line, first: int, last: int) -> tuple[int, int]:
    """The longest stretch without quotation marks and hidden text."""
    begin, end = line.range(first, last)
    hidden = [(a, b) for a, b in case.reading.story.hidden if a < end and begin < b]
    stretches, start = [], first
    for at in range(first, last + 1):
        if at == last or line.tokens[at].low in MARKS or _overlaps(line.tokens[at], hidden):
            stretches.append((start, at))
            start = at + 1
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0])


def _overlaps(token: Token, ranges: Sequence[Range]) -> bool:
    return any(start < token.end and token.start < end for start, end in ranges)


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without the punctuation at its ends and the word that joins it to what was said before."""
    while first < last and (not lexicon.is_word(tokens[first]) or _opens(tokens, first)):
        first += 1
    goes_on = last < len(tokens) and lexicon.is_word(tokens[last])
    while last > first and (not _ends_well(tokens[last - 1]) or (goes_on and _leads_on(tokens[last - 1]))):
        last -= 1
    return first, last


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only joins what follows to what was said before; in "as a result", "because of" it does more."""
    low, after = tokens[at].low, tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if low in _ORDINALS:
        return begins_clause(after) or not lexicon.is_word(after)
    bound = {"as": {"a", "an"}, "because": {"of"}, "which": lexicon.words("to_be") | lexicon.words("auxiliary")}
    return low in _OPENERS and after.low not in bound.get(low, ())


def _leads_on(token: Token) -> bool:
    """Whether a word only leads to the next, so that nothing may end on it."""
    lists = ("determiner", "auxiliary", "to_be")
    return token.low in _JOINS | _PREPOSITIONS or any(token.low in lexicon.words(name) for name in lists)


def _ends_well(token: Token) -> bool:
    return lexicon.is_word(token) or token.low == "%"


def _fitted(tokens: Sequence[Token], first: int, last: int, at: int, limit: int) -> tuple[int, int]:
    """At most `limit` characters with the token `at` among them, cut between clauses where that leaves enough."""
    joints = [joint for joint in range(first + 1, last) if parts_clauses(tokens, joint)]
    if tokens[last - 1].end - tokens[first].start > limit:
        starts = [*joints, *(joint for joint in range(first, at) if tokens[joint].low == "that")]
        first, last = _trimmed(tokens, max([first, *(joint for joint in starts if joint <= at)]), last)
    if tokens[at].end - tokens[first].start > limit:
        first = at
    fits = [end for end in range(first + 1, last + 1) if tokens[end - 1].end - tokens[first].start <= limit]
    if not fits or fits[-1] == last:
        return first, (last if fits else first)
    whole = [joint for joint in joints if first + _SHORT <= joint <= fits[-1] and joint > at]
    return first, _whole_words(tokens, first, whole[-1] if whole else fits[-1], at)


def _whole_words(tokens: Sequence[Token], first: int, last: int, at: int) -> int:
    """Where to stop: not on a word that only leads to the next."""
    while last - 1 > max(first, at) and (_leads_on(tokens[last - 1]) or not _ends_well(tokens[last - 1])):
        last -= 1
    return last
