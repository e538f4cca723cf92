"""What a story says, indexed so that each word of a retelling is looked up and never searched for."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from starcli import lexicon
from starcli.errors import InputError
from starcli.grounding.agreement import agrees, pairs, rivals, values
from starcli.grounding.deeds import TELLER, Deed, find_deeds, possessed, quantified
from starcli.grounding.numbers import Number, find_numbers, is_time_unit
from starcli.grounding.quotes import find_quote
from starcli.grounding.sentence import Figure, Keys, Piece, Use, content, find_figures, find_uses, pieces
from starcli.grounding.words import alike, implied, is_glue, key
from starcli.lexicon import Token
from starcli.parser import parse
from starcli.reading import Reading, read

_MOST = 24  # places remembered for one word, so that a hostile story costs no more than a long one
_MOST_NUMBERS = 64
_CONNECT = frozenset(
    {"so", "therefore", "thus", "hence", "as", "that", "this", "it", "because", "consequently", "which"}
)
_ORDER = frozenset(map(key, ("before", "after")))  # behind a span of time they say which came first
_TIED = 0.6  # share of the words on each side of a "because" that the story's own sentence must have
_T = TypeVar("_T")
_K = TypeVar("_K")


class Known:
    """All that a retelling may draw on."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.lows: set[str] = set()
        self.keys: set[str] = set()
        self.capitals: set[str] = set()
        self.units: set[str] = set()  # units of time that stand without a number
        self.tellers: set[str] = set()  # keys in sentences that speak of the teller
        self.uses: dict[str, list[Use]] = {}
        self.deeds: dict[str, list[tuple[Deed, Keys]]] = {}
        self._done: dict[str, list[Deed]] = {}  # the same by each word of the clause
        self.owners: dict[str, set[bool]] = {}
        self.quantified: set[tuple[str, str]] = set()
        self._figures: dict[float, list[Figure]] = {}  # by value, times also by their seconds
        self._all: list[Figure] = []
        self._pairs: set[tuple[str, float, float]] = set()
        self._tied: dict[str, list[Keys]] = {}
        self._texts: list[str] = []
        for reading in readings:
            self._read(reading)
        self._wide = frozenset(other for one in self.keys for other in alike(one))

    def _read(self, reading: Reading) -> None:
        self._texts.append(reading.story.text)
        text, title = reading.story.text, reading.story.title or ""
        for token in lexicon.tokenize(title):
            self._add_word(title, token)
        before: Keys = frozenset()
        for piece in (piece for line in reading.lines for piece in pieces(text, line, reading.story.hidden)):
            around = content(piece.tokens)
            for token in piece.tokens:
                self._add_word(text, token)
            for use in find_uses(piece.tokens, around):
                _add(self.uses, use.key, use)
            self._add_figures(piece, around)
            self._add_deeds(piece, around)
            self._tie(piece, around, before)
            before = around

    def _add_word(self, text: str, token: Token) -> None:
        self.lows.add(token.low)
        if token.low[0].isalpha():
            self.keys.add(key(token.low))
            if text[token.start].isupper():
                self.capitals.add(token.low.removesuffix("'s"))

    def _add_figures(self, piece: Piece, around: Keys) -> None:
        tokens = piece.tokens
        numbers = find_numbers(tokens, piece.hits, articles=True)
        for figure in find_figures(tokens, numbers, around):
            for value in values(figure.number):
                _add(self._figures, value, figure)
            if len(self._all) < _MOST_NUMBERS:
                self._all.append(figure)
        for link, one, other in pairs(tokens, numbers):
            self._pairs.add((link, one, other))
            if link == "to":
                self.keys.add("fall" if one > other else "rise")
        said = [number for number in numbers if tokens[number.first].low not in {"a", "an"}]
        counted = {at for number in said for at in range(number.first, number.last)}
        self.units.update(token.low for at, token in enumerate(tokens) if is_time_unit(token.low) and at not in counted)

    def _add_deeds(self, piece: Piece, around: Keys) -> None:
        for deed in find_deeds(piece.tokens, piece.acts, bullet=piece.bullet):
            _add(self.deeds, deed.lemma, (deed, around))
            for one in deed.clause:
                _add(self._done, one, deed)
        for thing, mine in possessed(piece.tokens):
            self.owners.setdefault(thing, set()).add(mine)
        self.quantified.update((kind, other) for _, kind, one in quantified(piece.tokens) for other in alike(one))
        too = frozenset(one for name in piece.hits if name.startswith("implied") for one in implied(name))
        self.keys |= too
        if piece.bullet or any(token.low in TELLER for token in piece.tokens):
            self.tellers |= around | too

    def _tie(self, piece: Piece, around: Keys, before: Keys) -> None:
        """Remember a sentence that ties causes to effects, and one that does so with the sentence before."""
        if "cause_in_story" not in piece.hits:
            return
        goes_on = piece.tokens[0].low in _CONNECT
        for stretch in (around, around | before) if goes_on else (around,):
            for one in stretch:
                _add(self._tied, one, stretch)

    def quotes(self, quote: str) -> bool:
        """Whether the story has some words as they stand."""
        return any(find_quote(text, quote) for text in self._texts)

    # -- questions -----------------------------------------------------------------------------------------------------

    def says(self, one: str) -> bool:
        """Whether the story has a word, in any form or as a plain synonym."""
        return one in self._wide

    def has_figure(self, said: Figure, beside: Iterable[Number]) -> bool:
        """Whether the story has a number with the same unit, counting the same, and says the same of it.

        A number that the story pairs with it and that is said `beside` it is no rival: order is looked at apart.
        """
        paired = {number.value for number in beside if self._are_paired(said.number.value, number.value)}
        same = [told for value in values(said.number) for told in self._figures.get(value, ()) if _agree(said, told)]
        best = max((_closeness(said, told) for told in same), default=-1)
        others = (told for told in self._all if rivals(said.number, told.number) and told.number.value not in paired)
        return best >= 0 and all(_closeness(said, told) <= best for told in others)

    def _are_paired(self, one: float, other: float) -> bool:
        return any((link, *pair) in self._pairs for link in ("to", "of") for pair in ((one, other), (other, one)))

    def has_value(self, number: Number) -> bool:
        """Whether the story has a number of the same value and unit."""
        told = (told.number for value in values(number) for told in self._figures.get(value, ()))
        return any(agrees(number._replace(nouns=()), other, frozenset()) for other in told)

    def reverses(self, pair: tuple[str, float, float]) -> bool:
        """Whether the story has two numbers only the other way round."""
        link, one, other = pair
        return (link, other, one) in self._pairs and pair not in self._pairs

    def is_done_by_others(self, deed: Deed) -> bool:
        """Whether the story's nearest deed to one told in a plain word ("looked at") is the group's or nobody's."""
        said = frozenset(one for one in deed.clause if one in self._done and not is_glue(one)) - {deed.lemma}
        rows = [told for one in said for told in self._done[one]]
        best = max((len(said & told.clause) for told in rows), default=0)
        return best > 0 and all(
            told.subject in {"group", "passive"} for told in rows if len(said & told.clause) == best
        )

    def turns_any(self, said: Iterable[str]) -> bool:
        """Whether the story says "not" in a clause with one of some words that bring facts."""
        uses = (use for one in said if not is_glue(one) for other in alike(one) for use in self.uses.get(other, ()))
        return any(use.in_negated or use.negated for use in uses)

    def ties(self, causes: Keys, effects: Keys) -> bool:
        """Whether the story ties two groups of words together as cause and effect."""
        if not causes or not effects:
            return False
        said = [other for one in (*causes, *effects) for other in alike(one)]
        ties = {tie for one in said for tie in self._tied.get(one, ())}
        return any(_share(causes, tie) >= _TIED and _share(effects, tie) >= _TIED for tie in ties)


def _agree(said: Figure, told: Figure) -> bool:
    apart = said.times and told.times and said.times.isdisjoint(told.times)
    turned = _ORDER & said.tail and _ORDER & told.tail and not _ORDER & said.tail & told.tail
    return not apart and not turned and agrees(said.number, told.number, told.before)


def _closeness(said: Figure, told: Figure) -> int:
    near = len(said.lead & told.lead) + len(said.tail & told.tail)
    return 2 * len(said.clause & told.clause) + len(said.around & told.around) + near


def _share(keys: Keys, stretch: Keys) -> float:
    return sum(not stretch.isdisjoint(alike(one)) for one in keys) / len(keys)


def _add(table: dict[_K, list[_T]], one: _K, value: _T) -> None:
    found = table.setdefault(one, [])
    if len(found) < _MOST:
        found.append(value)


# -- of a text ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _known(text: str) -> Known:
    try:
        return Known([read(story) for story in parse(text, "-")])
    except InputError:  # nothing in it, so nothing is known
        return Known([])


Story = str | Reading | Known


def known(story: Story) -> Known:
    """What a story says. A text is read once; of several stories in it all count."""
    if isinstance(story, Known):
        return story
    return _known(story) if isinstance(story, str) else Known([story])
