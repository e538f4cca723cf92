"""A sentence as two texts are compared by it: its words with their "not", its numbers, its deeds."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from starcli import lexicon
from starcli.acts import Act, find_acts
from starcli.grounding.deeds import clause_keys, clause_numbers
from starcli.grounding.numbers import Number
from starcli.grounding.words import is_empty, is_glue, key, phrases, words
from starcli.lexicon import Hit, Token
from starcli.models import Range
from starcli.reading import Line

Keys = frozenset[str]

_LONGEST = 300  # tokens looked at together: what a hostile text calls one sentence is taken in pieces
_LEAD, _TAIL = 4, 7  # tokens before and after a number that say what it is
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", "!", "?", "—", "–", "(", ")", "but", "and"})


class Piece(NamedTuple):
    """A sentence, or a part of one that is too long to be one."""

    tokens: Sequence[Token]
    acts: Sequence[Act]
    hits: Mapping[str, Sequence[Hit]]  # phrase list -> where its phrases stand
    bullet: bool = False


class Use(NamedTuple):
    """A word where it stands: whether it or its clause is turned round, and what its clause and sentence say."""

    at: int
    key: str
    negated: bool
    in_negated: bool
    clause: Keys
    around: Keys


class Figure(NamedTuple):
    """A number where it stands: what its clause and sentence say, and what stands before and after it."""

    number: Number
    clause: Keys
    around: Keys
    before: Keys
    lead: Keys
    tail: Keys
    times: Keys


def pieces(text: str, line: Line, hidden: Sequence[Range]) -> Iterator[Piece]:
    """A line of the story without what stands in comments."""
    tokens = _spoken(line, hidden)
    if len(tokens) == len(line.tokens) <= _LONGEST:
        yield Piece(tokens, line.acts, phrases().find(tokens), line.sentence.bullet)
    else:
        yield from cut(text, tokens, bullet=line.sentence.bullet)


def cut(text: str, tokens: Sequence[Token], *, bullet: bool = False) -> Iterator[Piece]:
    """Tokens in pieces of a length that can be looked at together."""
    for first in range(0, len(tokens), _LONGEST):
        piece = tokens[first : first + _LONGEST]
        hits = phrases().find(piece)
        yield Piece(piece, find_acts(text, piece, hits, frozenset(), bullet=bullet), hits, bullet)


def _spoken(line: Line, hidden: Sequence[Range]) -> list[Token]:
    """The tokens of a line that stand in no comment."""
    if not hidden:
        return list(line.tokens)
    starts = [start for start, _ in hidden]
    return [token for token in line.tokens if not _covered(token, hidden, bisect_right(starts, token.start) - 1)]


def _covered(token: Token, hidden: Sequence[Range], at: int) -> bool:
    return at >= 0 and token.start < hidden[at][1]


def content(tokens: Iterable[Token]) -> Keys:
    """The keys of the words that bring facts."""
    return frozenset(key(token.low) for token in tokens if token.low[0].isalpha() and not is_glue(token.low))


def turns(low: str) -> bool:
    """Whether a word turns what follows round."""
    return low.endswith("n't") or low in words("negation") or low in words("turning")


def find_uses(tokens: Sequence[Token], around: Keys) -> Iterator[Use]:
    """Each word that says something, with whether a "not" stands before it or in its clause."""
    clause: list[tuple[int, str, bool]] = []
    near: list[str] = []
    turned = pending = weak = False
    for at, token in enumerate((*tokens, Token(0, 0, "."))):
        low = token.low
        if low in _CLAUSE_ENDS:
            said = frozenset(near)
            yield from (Use(place, one, negated, turned, said, around) for place, one, negated in clause)
            clause, near, turned, pending = [], [], False, False
            continue
        plain = low[0].isalpha() and not (turns(low) and is_glue(low))
        near += [key(low)] * plain
        if plain and not is_empty(low):
            clause.append((at, key(low), pending))
            pending = False
        elif weak and low in words("prepositions"):
            pending = False
        counted = low == "none" and at > 0 and tokens[at - 1].low in {"to", "from"}
        if (turns(low) and not counted) or _instead(tokens, at):
            pending, weak = True, low in words("nobody") or low in words("turning")
            turned = turned or low not in words("turning")


def _instead(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return (tokens[at].low, following) in {("instead", "of"), ("rather", "than")} if at < len(tokens) else False


def find_figures(tokens: Sequence[Token], numbers: Sequence[Number], around: Keys) -> list[Figure]:
    """The numbers of a sentence where they stand."""
    if not numbers:
        return []
    clauses = clause_numbers(tokens)
    said, times = clause_keys(tokens, clauses), _times(tokens, clauses)
    figures, before, at = [], frozenset[str](), 0
    for number in numbers:
        lead, tail = tokens[max(0, number.first - _LEAD) : number.first], tokens[number.last : number.last + _TAIL]
        before |= content(tokens[at : number.first])
        at, clause = number.first, clauses[number.first]
        near = _keys(lead, number), _keys(tail, number)
        figures.append(Figure(number, said[clause], around, before, *near, times.get(clause, frozenset())))
    return figures


def _times(tokens: Sequence[Token], clauses: Sequence[int]) -> dict[int, Keys]:
    """The months that each clause names."""
    found: dict[int, Keys] = {}
    for token, clause in zip(tokens, clauses, strict=True):
        if _is_date(token.low):
            found[clause] = found.get(clause, frozenset()) | {token.low}
    return found


def _is_date(low: str) -> bool:
    return low in lexicon.words("month") and low != "may"


def _keys(tokens: Sequence[Token], number: Number) -> Keys:
    return frozenset(key(token.low) for token in tokens if token.low[0].isalpha()) - set(number.nouns)
