"""What words must hold to be evidence for a criterion at all, whoever points at them.

These tests are necessary, never sufficient: a quote that fails cannot show what the criterion asks for, one that passes
may still not. For a criterion met by absence it is the fault's quote that is tested.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from starcli import lexicon
from starcli.acts import Act
from starcli.data import load
from starcli.models import Range
from starcli.quantities import Quantity
from starcli.reading import Line, Reading
from starcli.rubric.rules.task import assigned_words

_EARLY = 3  # the first so manyth part of a story holds no outcome, unless it reads as one
_NEAR = 4  # tokens from "I" to its verb


@cache
def _listed(name: str) -> frozenset[str]:
    """One of the lists of words that only these tests need."""
    return frozenset(load().lexicon["grounding"]["necessary"][name])


class _Words(NamedTuple):
    """A quote where it stands: each sentence it touches, with the first and last of its tokens there."""

    reading: Reading
    where: Range
    lines: tuple[tuple[Line, int, int], ...]

    def words(self) -> set[str]:
        return {token.low for line, first, last in self.lines for token in line.tokens[first:last]}

    def acts(self) -> list[Act]:
        return [act for line, first, last in self.lines for act in line.acts if first <= act.at < last]

    def quantities(self) -> list[Quantity]:
        return [
            one for line, first, last in self.lines for one in line.quantities if first < one.last and one.first < last
        ]

    def measures(self) -> list[Quantity]:
        return [one for one in self.quantities() if one.measures]

    def has(self, *lists: str) -> bool:
        """Whether a phrase of one of the word lists overlaps the quote."""
        return any(
            start < last and first < end
            for line, first, last in self.lines
            for name in lists
            for start, end in line.hits.get(name, ())
        )

    def beside(self, *lists: str) -> bool:
        """Whether one stands in a sentence that it touches."""
        return any(line.has(*lists) for line, _, _ in self.lines)

    def in_part(self, *parts: str) -> bool:
        return any(line.part in parts for line, _, _ in self.lines)


def passes(code: str, reading: Reading, where: Range) -> bool:
    """Whether the words at a place can be evidence for a criterion, or for its fault where it is met by absence."""
    words = _Words(reading, where, tuple(_touched(reading, where)))
    spoken = any(
        map(lexicon.is_word, (token for line, first, last in words.lines for token in line.tokens[first:last]))
    )
    return spoken and _TESTS.get(code, _anything)(words)


def _touched(reading: Reading, where: Range) -> list[tuple[Line, int, int]]:
    """The sentences a place touches; what was left out of the reading is touched by nothing."""
    touched = []
    for line in reading.lines:
        if line.sentence.start < where[1] and where[0] < line.sentence.end:
            inside = [at for at, token in enumerate(line.tokens) if token.start < where[1] and where[0] < token.end]
            if inside:
                touched.append((line, inside[0], inside[-1] + 1))
    return touched


# -- what several criteria ask for -------------------------------------------------------------------------------------


def _anything(_: _Words) -> bool:
    return True


def _told_by_teller(words: _Words) -> bool:
    lists = lexicon.words("first_person")
    return bool(words.words() & lists) or any(line.sentence.bullet for line, _, _ in words.lines) or _own_deed(words)


def _own_deed(words: _Words) -> bool:
    """The teller does something in it."""
    return any(act.own for act in words.acts()) or any(_unlisted(*line) for line in words.lines)


def _unlisted(line: Line, first: int, last: int) -> bool:
    """Whether "I" and a past verb that is on no list stand in it: "I rode up with him"."""
    tokens = line.tokens
    for at in range(first, last):
        low = tokens[at].low
        past = (low.endswith("ed") and len(low) > _NEAR) or low in _listed("unlisted_pasts")
        if past and low not in lexicon.verbs() and at not in line.quoted and _tellers(line, at):
            return True
    return False


def _tellers(line: Line, at: int) -> bool:
    """Whether "I" comes before a verb, or, in a note, nothing or a comma."""
    place = at - 1
    while place >= max(0, at - _NEAR) and line.tokens[place].low in lexicon.words("adverb"):
        place -= 1
    if place < 0 or line.tokens[place].low == ",":
        return line.sentence.bullet
    return line.tokens[place].low in {"i", "i've", "i'd"}


def _late(words: _Words) -> bool:
    """Not at the beginning, unless it reads as an outcome told first."""
    lines = words.reading.lines
    if words.in_part("result", "reflection") or len(lines) < _EARLY:
        return True
    return words.lines[-1][0].sentence.start >= lines[len(lines) // _EARLY].sentence.start


# -- one by one --------------------------------------------------------------------------------------------------------


def _sized(words: _Words) -> bool:
    return bool(words.measures())


def _change_sized(words: _Words) -> bool:
    """A before and an after, or a difference."""
    numbers, said = words.measures(), words.words()
    if not numbers:
        return False
    counted = [one for one in words.quantities() if one.kind != "name"]
    moved = words.has(
        "outcome_moved", "falls", "rises", "outcome_difference", "outcome_than", "outcome_arrow"
    ) or said & _listed("spans")
    return (
        len(counted) > 1
        or bool(said & _listed("nothing"))
        or bool(moved)
        or any(one.kind == "ratio" for one in numbers)
    )


def _unasked(words: _Words) -> bool:
    given = assigned_words(words.reading)
    if given and given[0] < words.where[1] and words.where[0] < given[1]:
        return False
    return _told_by_teller(words) or words.beside("unasked", "nobody", "own_start")


def _boundary(words: _Words) -> bool:
    lists = ("boundary", "not_mine", "duty_noun", "leave", "responsible", "past_authority", "negation")
    owned = any(low.endswith("'s") for low in words.words())
    return words.has(*lists) or bool(words.words() & _listed("owners")) or owned


def _target(words: _Words) -> bool:
    return (
        bool(words.quantities())
        or words.has("deadline", "aiming", "condition")
        or bool(words.words() & _listed("aims"))
    )


def _evidence(words: _Words) -> bool:
    looked = any(act.lists & {"investigative"} or act.lemma in _going() for act in words.acts() if act.own)
    return _own_deed(words) and (looked or words.beside("evidence", "informant", "artefact"))


def _going() -> frozenset[str]:
    return lexicon.words("gathering_verb") | lexicon.words("asking_verb")


def _others(words: _Words) -> bool:
    people = lexicon.words("third_person") | {"him", "her", "them", "everyone", "both", "each"}
    social = any(act.lists & {"social"} or act.lemma in lexicon.words("winning_verb") for act in words.acts())
    return _own_deed(words) and (social or words.beside("informant", "moved_cue") or bool(words.words() & people))


def _lasting(words: _Words) -> bool:
    made = any(act.lists & {"constructive"} for act in words.acts() if act.own)
    return _own_deed(words) and (made or words.beside("lasting", "lasts_cue", "artefact"))


def _checked(words: _Words) -> bool:
    looked = any(act.lists & {"investigative"} or act.lemma in lexicon.words("checking_verb") for act in words.acts())
    return _own_deed(words) and (looked or words.beside("verified_cue", "evidence"))


def _method(words: _Words) -> bool:
    return bool(words.acts()) or words.beside("artefact", "evidence") or any(_unlisted(*line) for line in words.lines)


def _reasoned(words: _Words) -> bool:
    return words.beside("choice_cue", "reason_cue") or bool(words.words() & _listed("reasons"))


def _obstacle(words: _Words) -> bool:
    said = words.words()
    turned = bool(said & (_listed("against") | lexicon.words("negation"))) or any(low.endswith("n't") for low in said)
    return turned or words.beside("obstacle_cue", "obstacle_hint", "trouble", "harm", "distress")


def _lesson(words: _Words) -> bool:
    lists = ("lesson_told", "lesson_since", "lesson_again")
    told = words.in_part("result") and not _own_deed(words)
    return told or words.in_part("reflection") or words.beside(*lists)


def _applied(words: _Words) -> bool:
    later = words.beside("lesson_since", "lesson_again") or bool(words.words() & _listed("later"))
    return later or words.in_part("reflection")


# -- faults ------------------------------------------------------------------------------------------------------------


def _blurred(words: _Words) -> bool:
    """Somebody else than the teller, or nobody, does something in it."""
    group = lexicon.words("group") | {"us", "our", "ours"}
    others = any(act.subject not in {"teller", "bare"} for act in words.acts())
    suffered = bool(words.words() & {"was", "were", "been", "got"})
    return others or suffered or words.has("team_nouns") or bool(words.words() & group)


def _handed_over(words: _Words) -> bool:
    passed = any("handoff" in act.lists or act.subject == "other" for act in words.acts())
    return passed or words.has("others_fixed", "negation") or bool(words.words() & _listed("handed_on"))


def _hedged(words: _Words) -> bool:
    return words.has("hedge", "hedge_soft", "opinion", "modal") or bool(words.words() & _listed("soft"))


def _vague(words: _Words) -> bool:
    return not words.measures()


def _at_odds(words: _Words) -> bool:
    return bool(words.quantities()) or len(words.lines) > 1 or len(words.acts()) > 1


_TESTS: Mapping[str, Callable[[_Words], bool]] = {
    "S101": _anything,
    "S102": lambda words: not words.in_part("reflection"),
    "S103": _sized,
    "S104": _anything,
    "T201": _told_by_teller,
    "T202": _boundary,
    "T203": _unasked,
    "T204": _target,
    "A301": _own_deed,
    "A302": _blurred,
    "A303": _own_deed,
    "A304": _evidence,
    "A305": _anything,
    "A306": _method,
    "A307": _reasoned,
    "A308": _obstacle,
    "A309": _others,
    "A310": _lasting,
    "A311": _checked,
    "A312": _handed_over,
    "R401": _late,
    "R402": lambda words: _sized(words) and _late(words),
    "R403": lambda words: _change_sized(words) and _late(words),
    "R404": _late,
    "R405": _late,
    "L501": _lesson,
    "L502": _lesson,
    "L503": lambda words: _lesson(words) or (_late(words) and words.beside("lesson_system")),
    "L504": _applied,
    "D601": _anything,
    "D602": _hedged,
    "D603": _vague,
    "D604": _anything,
    "D605": _anything,
    "D606": _at_odds,
    "P701": _told_by_teller,
}
