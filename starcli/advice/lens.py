"""A part of the story as a principle wants it told: what comes first, what is shortened, what is left out."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from starcli import lexicon
from starcli.advice import polish
from starcli.advice.case import Case
from starcli.advice.evidence import FAULTS
from starcli.advice.polish import Passage
from starcli.data import Principle, load
from starcli.lexicon import is_word
from starcli.models import Range, Section

# Without these nobody can follow the story, whatever the principle.
_CORE = frozenset({"S101", "S102", "T201", "R401", "R402", "R403", "L501", "L502"})
_STEPS = frozenset({"A301", "A303"})  # nearly every sentence of the action shows them
_ENOUGH_STEPS = 3
_BACK = frozenset({"this", "that", "these", "those"})
_EARLY = 6  # words at the head of a sentence among which a pointing word points back
_HEAD = 4  # words that must be left of a sentence that is shortened


class Told(NamedTuple):
    """A passage as it is told; the criteria that its words answer, answer best, and are at fault for."""

    passage: Passage
    text: str
    asks: tuple[str, ...]
    codes: frozenset[str]
    heads: frozenset[str]
    faults: frozenset[str]


class Answers:
    """Which words of the story answer which criteria."""

    def __init__(self, case: Case) -> None:
        found = [(code, row, where) for code, row in case.findings.criteria.items() for where in row.ranges]
        self._met = [(code, where) for code, row, where in found if row.met and code[0] not in "DP"]
        self._heads = [(code, where) for code, where in self._met if where == case.findings.criteria[code].ranges[0]]
        self._faults = [(code, where) for code, row, where in found if code in FAULTS and not row.met]
        self._story = case.reading.story

    def tell(self, passage: Passage, *, opens: bool = False) -> Told:
        """Tell a passage."""
        polished = polish.polish(self._story, passage, opens=opens)
        heads, faults = _codes(self._heads, passage.range), _codes(self._faults, passage.range)
        return Told(passage, polished.text, polished.asks, self.codes(passage), heads, faults)

    def codes(self, passage: Passage) -> frozenset[str]:
        """The criteria that words of a passage answer, but those of delivery and principle."""
        return _codes(self._met, passage.range)


def _codes(places: Iterable[tuple[str, Range]], where: Range) -> frozenset[str]:
    return frozenset(code for code, (start, end) in places if start < where[1] and where[0] < end)


def depends(text: str) -> bool:
    """Whether a sentence hangs on the one before it: "It ...", "So ...", "I followed that pattern ..."."""
    tokens = [token for token in lexicon.tokenize(text) if is_word(token)]
    if any(first == 0 for first, _ in polish.matcher().find(tokens).get("dependent", ())):
        return True
    early = any(token.low in polish.words("pointing") for token in tokens[:_EARLY])
    return early or any(_points_back(before.low, token.low) for before, token in pairwise(tokens))


def _points_back(before: str, low: str) -> bool:
    """Whether "this" or "that" is such a word: "at that hour", "I changed that", but not "I found that ..."."""
    if low not in _BACK:
        return False
    verb = lexicon.verbs().get(before)
    acts = verb is not None and "specific" in verb.lists and before not in polish.words("reporting")
    return acts or before in polish.words("before_pointing")


def through(principle: Principle, kind: Section, told: Sequence[Told], answers: Answers) -> list[Told]:
    """One part of the story through the lens of a principle."""
    lens = _Lens(principle, kind)
    short = [_shortened(one, lens, answers) for one in told]
    kept = _without_the_idle(short, lens)
    return kept if kind == "action" else _leading(kept, lens, answers)


class _Lens(NamedTuple):
    principle: Principle
    kind: Section

    @property
    def aside(self) -> bool:
        """Whether this part only leads up to what the principle asks for."""
        return self.kind in {"situation", "task"} and not any(code in self.own for code in self.principle.lead)

    @property
    def own(self) -> frozenset[str]:
        return _of_part(self.kind)

    def spares(self, codes: frozenset[str]) -> bool:
        """Whether words that answer these criteria, and no others, can go."""
        if codes & _CORE or any(code in self.principle.lead for code in codes):
            return False
        if self.aside:
            return not any(self.principle.weights.get(code, 1.0) > 1 for code in codes)
        return bool(codes) and codes <= frozenset(self.principle.trim)


@cache
def _of_part(kind: Section) -> frozenset[str]:
    return frozenset(code for code, criterion in load().criteria.items() if criterion.section == kind)


# -- leaving out -----------------------------------------------------------------------------------------------------


def _without_the_idle(told: Sequence[Told], lens: _Lens) -> list[Told]:
    """Leave out the sentences that the principle can spare, the last first, so that none loses what it hangs on."""
    kept: list[Told] = []
    left, least = len(told), min(len(told), _ENOUGH_STEPS if lens.kind == "action" else 1)
    spoken_of: set[str] = set()  # what the sentences kept so far take as known
    for one, brought_up in reversed(list(zip(told, _brought_up(told), strict=True))):
        needed = bool(brought_up & spoken_of) or (kept and depends(kept[-1].text))
        if left > least and not needed and lens.spares(one.codes - _STEPS or one.codes):
            left -= 1
        else:
            kept.append(one)
            spoken_of.update(_spoken_of(one.text))
    return kept[::-1]


def _brought_up(told: Sequence[Told]) -> Iterator[set[str]]:
    """For each sentence the words that it is the first to say."""
    before = set(lexicon.words("english"))
    for one in told:
        fresh = set(_stems(one.text)) - before
        before |= fresh
        yield fresh


def _stems(text: str) -> list[str]:
    return [_singular(token.low) for token in lexicon.tokenize(text) if is_word(token)]


def _spoken_of(text: str) -> Iterator[str]:
    """The words of a sentence that stand close after "the" or another word that says which one is meant."""
    said = _stems(text)
    for at, word in enumerate(said):
        if any(near in polish.words("known") for near in said[max(0, at - 2) : at]):
            yield word


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _shortened(told: Told, lens: _Lens, answers: Answers) -> Told:
    """Cut the end of a sentence where it only tells what the principle can spare."""
    for at in _joints(told.passage) if any(lens.spares(frozenset([code])) for code in told.codes) else ():
        tail = told.passage._replace(first=at)
        codes = answers.codes(tail)
        if codes and lens.spares(codes):
            return answers.tell(told.passage._replace(last=at))
    return told


def _joints(passage: Passage) -> Iterator[int]:
    """Where a sentence could end before its end, the earliest first."""
    line = passage.line
    deed = min((act.at for act in line.acts if act.at >= passage.first), default=passage.last)
    for at in range(max(passage.first + _HEAD, deed + 1), passage.last - 1):
        if at in line.quoted:
            continue
        low, after = line.tokens[at].low, line.tokens[at + 1].low
        if low in {":", ";", "—", "–"} or (low == "," and after in polish.words("trailing")) or low == "because":
            yield at


# -- bringing forward ------------------------------------------------------------------------------------------------


def _leading(told: Sequence[Told], lens: _Lens, answers: Answers) -> list[Told]:
    """Bring what the principle leads with to the front, each with the sentences that hang on it."""
    wanted = lens.own & frozenset(lens.principle.lead)
    blocks = _blocks([part for one in told for part in _parted(one, wanted, answers)])
    return [one for block in sorted(blocks, key=lambda block: not _shows(block, wanted)) for one in block]


def _shows(block: Sequence[Told], wanted: frozenset[str]) -> bool:
    return any(one.codes & wanted for one in block)


def _blocks(told: Sequence[Told]) -> list[list[Told]]:
    """Sentences together with those that hang on them."""
    blocks: list[list[Told]] = []
    for one in told:
        if blocks and depends(one.text):
            blocks[-1].append(one)
        else:
            blocks.append([one])
    return blocks


def _parted(told: Told, wanted: frozenset[str], answers: Answers) -> list[Told]:
    """Part a sentence at a colon or semicolon, where what is wanted follows it and can stand alone."""
    passage = told.passage
    for at in range(passage.first + _HEAD, passage.last - _HEAD) if told.codes & wanted else ():
        if passage.line.tokens[at].low in {":", ";"} and at not in passage.line.quoted:
            head, tail = (answers.tell(part) for part in (passage._replace(last=at), passage._replace(first=at + 1)))
            acts = any(act.at > at for act in passage.line.acts)
            if acts and tail.codes & wanted and not head.codes & wanted and not depends(tail.text):
                return [head, tail]
    return [told]
