"""One sentence about a story, and what it says that the story does not."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from starcli import lexicon
from starcli.grounding.agreement import pairs
from starcli.grounding.deeds import Deed, find_deeds, is_past, possessed, quantified
from starcli.grounding.known import Known
from starcli.grounding.numbers import find_numbers, is_time_unit
from starcli.grounding.sentence import Figure, Piece, Use, content, find_figures, find_uses
from starcli.grounding.telling import AUDIENCE, counts_telling, own_names
from starcli.grounding.words import alike, coaching_words, is_glue, key, keys, words
from starcli.lexicon import Token
from starcli.reading import find_quoted

Mode = Literal["facts", "coaching"]
Kind = Literal["number", "date", "name", "role", "actor", "cause", "outcome", "negation", "word"]

_OPENERS = frozenset({":", ".", "!", "?", "“", '"', "(", "-", "–", "—", "•", "*", "#", "[", "…"})
_YOU = frozenset({"you", "you'd", "you've"})


class Added(NamedTuple):
    """Words that bring a fact: where they stand, and what kind of fact."""

    start: int
    end: int
    words: str
    kind: Kind


class Statement:
    """One sentence about the story."""

    def __init__(self, text: str, piece: Piece, story: Known, mode: Mode, before: frozenset[str]) -> None:
        self.hits, self.text, self.tokens, self.story, self.mode, self.before = (
            piece.hits,
            text,
            piece.tokens,
            story,
            mode,
            before,
        )
        self.around = content(self.tokens)
        self.deeds = find_deeds(self.tokens, piece.acts)
        self.quoted = find_quoted(self.tokens) if mode == "coaching" else frozenset[int]()
        self.numbers = find_numbers(self.tokens, piece.hits)
        self.tells = mode == "facts" or self._claims()

    def added(self) -> Iterator[Added]:
        """Everything in it that the story does not have."""
        yield from self._counted()
        counted = {at for number in self.numbers for at in range(number.first, number.last)}
        for at, token in enumerate(self.tokens):
            if at not in counted and (kind := self._strange(at, token)):
                yield self._at(at, at + 1, kind)
        yield from self._doers()
        if self.tells:
            yield from self._turned()
            yield from self._causes()
            yield from self._quantified()

    def _at(self, first: int, last: int, kind: Kind) -> Added:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Added(start, end, " ".join(self.text[start:end].split()), kind)

    def _claims(self) -> bool:
        """Whether the sentence tells what happened, and does not ask or advise."""
        return self.tokens[-1].low != "?" and any(map(self._is_told, self.deeds))

    def _is_told(self, deed: Deed) -> bool:
        return deed.done and is_past(self.tokens, deed.at) and deed.subject != "bare" and not self._listens(deed)

    def _listens(self, deed: Deed) -> bool:
        """Whether it is what the interviewer, or a reader, does."""
        if self.mode == "facts" or self.tokens[deed.first].low in _YOU:
            return False
        return deed.lemma in keys("listening") or (deed.listed is not None and "mental" in deed.listed.lists)

    def _is_about_story(self, said: frozenset[str], least: int) -> bool:
        """Whether words are the story's own; coaching speaks of deeds and lessons in general too."""
        return (
            self.mode == "facts"
            or len([one for one in said - coaching_words() if self.story.says(one) and not is_glue(one)]) >= least
        )

    # -- numbers -------------------------------------------------------------------------------------------------------

    def _counted(self) -> Iterator[Added]:
        for figure in find_figures(self.tokens, self.numbers, self.around):
            if not self._fine(figure):
                yield self._at(figure.number.first, figure.number.last, "number")
        if self.tells and any(map(self.story.reverses, pairs(self.tokens, self.numbers))):
            yield self._at(self.numbers[0].first, self.numbers[-1].last, "number")

    def _fine(self, figure: Figure) -> bool:
        has = self.story.has_figure(figure, self.numbers) if self.tells else self.story.has_value(figure.number)
        if has or self._is_one_of_them(figure) or self._is_none(figure):
            return True
        return self.mode == "coaching" and counts_telling(self.tokens, figure.number)

    def _is_one_of_them(self, figure: Figure) -> bool:
        """Whether it says no more than the story's "a week": "one week"."""
        number = figure.number
        after = self.tokens[number.first + 1].low if number.first + 1 < len(self.tokens) else ""
        known_unit = after in (self.story.units if is_time_unit(after) else self.story.lows) and not is_glue(after)
        counts_one = self.tokens[number.first].low == "one" and number.value == 1
        return counts_one and known_unit

    def _is_none(self, figure: Figure) -> bool:
        nothing = {"none", "no", "nobody", "never", "nothing", "zero"}
        return figure.number.value == 0 and not self.story.lows.isdisjoint(nothing)

    # -- words ---------------------------------------------------------------------------------------------------------

    def _strange(self, at: int, token: Token) -> Kind | None:
        """What kind of fact a word brings, if any."""
        low = token.low.removesuffix("'s")
        if not any(map(str.isalnum, low)) or low == "s":
            return None
        if any(map(str.isdigit, low)):
            return None if low in self.story.lows else "name"
        if self._is_name(at, token):
            return "name"
        if is_time_unit(low) or low in words("weekdays") or (low in lexicon.words("month") and not is_glue(low)):
            return None if self._knows_time(at, low) else "date"
        if is_glue(low) or low.endswith("n't") or self.story.says(key(low)) or self._serves(at, low):
            return None
        return self._unknown(at, low)

    def _serves(self, at: int, low: str) -> bool:
        """Whether it says nothing by itself: "I work as a cook", "it kept falling", "each night"."""
        after = self.tokens[at + 1].low if at + 1 < len(self.tokens) else ""
        works = key(low) == "work" and after in {"as", "for", "at", "in"}
        goes_on = key(low) == "keep" and after.endswith("ing")
        return works or goes_on or (low in {"each", "every"} and is_time_unit(after))

    def _knows_time(self, at: int, low: str) -> bool:
        """A week is not weeks; the unit of a number was looked at with the number."""
        if not is_time_unit(low):
            return self.story.says(key(low))
        if low == "days" and at and self.tokens[at - 1].low == "these":
            return True
        if self.mode == "coaching" and not self._is_about_story(self.around, least=3):
            return True
        return low in self.story.units or not self.story.lows.isdisjoint(_REGULAR.get(low, ()))

    def _is_name(self, at: int, token: Token) -> bool:
        """Whether it is written as a name that the story does not have."""
        written = self.text[token.start : token.end]
        low = token.low.removesuffix("'s").removesuffix("s'")
        if not written[0].isupper() or low in self.story.capitals or _is_pronoun(low):
            return False
        if len(written) > 1 and written.isupper():
            return low not in own_names() and not self._shouts()
        if self._begins(at) or (self.mode == "coaching" and low in own_names()):
            return False
        return not is_glue(low) or low in {"may", "will"}

    def _begins(self, at: int) -> bool:
        return (
            at == 0
            or self.tokens[at - 1].low in _OPENERS
            or "\n" in self.text[self.tokens[at - 1].end : self.tokens[at].start]
        )

    def _shouts(self) -> bool:
        letters = [sign for token in self.tokens for sign in self.text[token.start : token.end] if sign.isalpha()]
        return len(letters) > 40 and sum(map(str.isupper, letters)) > 0.8 * len(letters)

    def _unknown(self, at: int, low: str) -> Kind | None:
        """The kind of a word that the story does not have."""
        one = key(low)
        kind: Kind = "role" if one in keys("roles") else "outcome" if one in keys("outcomes") else "word"
        if self.mode == "facts":
            return kind
        if low in words("tools"):
            return "name"
        if one in coaching_words() or low in AUDIENCE:
            return None
        if kind == "role":
            return kind
        return kind if self.tells and at not in self.quoted else None

    # -- deeds ---------------------------------------------------------------------------------------------------------

    def _doers(self) -> Iterator[Added]:
        for deed in self.deeds:
            if deed.at in self.quoted or not self._is_about_story(deed.clause, least=1):
                continue
            told = self._told_deeds(deed)
            claimed = told or (deed.done and not self._goes_along(deed))
            if self._is_tellers(deed) and claimed and not self._teller_did(deed, told):
                yield self._at(min(deed.first, deed.at), deed.at + 1, "actor")
            elif self._is_only_wished(deed, told):
                yield self._at(deed.at, deed.at + 1, "outcome")
        yield from self._by_me()

    def _goes_along(self, deed: Deed) -> bool:
        """Whether it is a form in "-ing" without a doer of its own, which may be an adjective."""
        return deed.first == deed.at and self.tokens[deed.at].low.endswith("ing")

    def _is_only_wished(self, deed: Deed, told: Sequence[Deed]) -> bool:
        """Whether it is told as done and the story only wants it, where all the story's uses of the verb were read."""
        if not told or not deed.done or self.mode != "facts" or deed.negated or not is_past(self.tokens, deed.at):
            return False
        read = len(self.story.uses.get(deed.lemma, ())) <= len(self.story.deeds.get(deed.lemma, ()))
        return read and not any(other.done for other in told)

    def _told_deeds(self, deed: Deed) -> list[Deed]:
        """The deeds of the story that this one can be: those that share the most words with it."""
        rows = [row for one in alike(deed.lemma) for row in self.story.deeds.get(one, ())]
        ranks = [2 * len(deed.clause & told.clause) + len(self.around & around) for told, around in rows]
        return _nearest([told for told, _ in rows], ranks)

    def _is_tellers(self, deed: Deed) -> bool:
        if self._listens(deed):
            return False
        if deed.subject == "teller" or (deed.subject == "bare" and self.mode == "facts"):
            return True
        return deed.subject == "other" and self.tokens[deed.first].low in _YOU and self._is_told(deed)

    def _teller_did(self, deed: Deed, told: Sequence[Deed]) -> bool:
        if told:
            return any(other.subject in {"teller", "bare"} for other in told)
        if self.mode == "coaching" and deed.lemma in coaching_words():
            return True
        if is_glue(self.tokens[deed.at].low):
            return not self.story.is_done_by_others(deed)
        return not self.story.says(deed.lemma) or not self.story.tellers.isdisjoint(alike(deed.lemma))

    def _by_me(self) -> Iterator[Added]:
        """Deeds and duties without a verb: "by me", "my redesign", "my job"."""
        for at, token in enumerate(self.tokens[1:], 1):
            before = self.tokens[at - 1].low
            if before == "by" and token.low in {"me", "myself"} and token.low not in self.story.lows:
                yield self._at(at - 1, at + 1, "actor")
            elif before == "to" and token.low == "me" and at > 1 and key(self.tokens[at - 2].low) == key("belong"):
                yield self._at(at - 2, at + 1, "actor")
            verb = lexicon.verbs().get(token.low)
            if (
                before in {"my", "your"}
                and token.low != "own"
                and self._not_tellers_own(verb.lemma if verb and "specific" in verb.lists else token.low)
            ):
                yield self._at(at - 1, at + 1, "actor")
        for thing, mine in possessed(self.tokens):
            if mine and self.story.owners.get(thing) == {False}:
                at = next(
                    at
                    for at, token in enumerate(self.tokens)
                    if key(token.low) == thing and self.tokens[at - 1].low == "my"
                )
                yield self._at(at - 1, at + 1, "actor")

    def _not_tellers_own(self, lemma: str) -> bool:
        rows = [told for other in alike(key(lemma)) for told, _ in self.story.deeds.get(other, ())]
        return bool(rows) and all(told.subject in {"group", "passive"} for told in rows)

    # -- no and not ----------------------------------------------------------------------------------------------------

    def _turned(self) -> Iterator[Added]:
        for use in find_uses(self.tokens, self.around):
            if self._is_about_story(use.clause, least=3) and not self._turned_alike(use):
                yield self._at(max(0, use.at - 1) if use.negated else use.at, use.at + 1, "negation")

    def _turned_alike(self, use: Use) -> bool:
        told = [other for same in alike(use.key) for other in self.story.uses.get(same, ())]
        if not told:
            return not use.negated or self.story.turns_any(use.clause)
        near = _nearest(told, [2 * len(use.clause & other.clause) + len(use.around & other.around) for other in told])
        return any(use.negated == other.negated or (use.in_negated and other.in_negated) for other in near)

    # -- causes --------------------------------------------------------------------------------------------------------

    def _quantified(self) -> Iterator[Added]:
        """What is said of all or most of them, and in the story is not: "all wards"."""
        for at, kind, noun in quantified(self.tokens):
            asked = self.tokens[at - 1].low == "how" if at else False
            if not asked and (kind, noun) not in self.story.quantified:
                yield self._at(at, at + 1, "number")

    def _causes(self) -> Iterator[Added]:
        for first, last in self.hits.get("cause", ()):
            start, stop = self._bounds(first, last)
            left, right = content(self.tokens[start:first]), content(self.tokens[last:stop])
            if not left:
                left, right = self._around_comma(last, stop) if first == start else (self.before, right)
            if self.mode == "coaching":
                left, right = left - coaching_words(), right - coaching_words()
            if left and right and not self.story.ties(left, right):
                yield self._at(first, last, "cause")

    def _bounds(self, first: int, last: int) -> tuple[int, int]:
        """Where the statement around a "because" begins and ends: at an "and" or "but" after a comma."""
        joints = [at + 1 for at in range(1, len(self.tokens) - 1) if self._joins(at)]
        start = max((at for at in joints if at < first), default=0)
        return start, min((at for at in joints if at > last), default=len(self.tokens))

    def _joins(self, at: int) -> bool:
        return self.tokens[at].low == ";" or (self.tokens[at].low in {"and", "but"} and self.tokens[at - 1].low == ",")

    def _around_comma(self, last: int, stop: int) -> tuple[frozenset[str], frozenset[str]]:
        """The two sides of "Because of the rota, sick leave rose"; of "As a result, ..." the sentence before is one."""
        comma = next((at for at in range(last, stop) if self.tokens[at].low == ","), last)
        left, right = content(self.tokens[last:comma]), content(self.tokens[comma:stop])
        return (left, right) if left else (self.before, right)


_T = TypeVar("_T")
_REGULAR = {
    "day": {"daily"},
    "week": {"weekly"},
    "month": {"monthly"},
    "year": {"yearly", "annual", "annually"},
    "night": {"nightly"},
    "hour": {"hourly"},
}


def _nearest(found: Sequence[_T], ranks: Sequence[int]) -> list[_T]:
    best = max(ranks, default=0)
    return [one for one, rank in zip(found, ranks, strict=True) if rank == best]


def _is_pronoun(low: str) -> bool:
    return low in {"i", "i'd", "i've", "i'm", "i'll"}
