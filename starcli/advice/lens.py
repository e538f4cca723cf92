"""A part of the story as a principle wants it told: what comes first and last, and where a sentence ends early.

No sentence is left out: what the rules did not recognise may be the fact that matters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from starcli import lexicon
from starcli.advice import polish
from starcli.advice.case import Case
from starcli.advice.excerpts import verb_at
from starcli.advice.polish import Passage
from starcli.data import Principle, load
from starcli.lexicon import is_word
from starcli.models import SECTIONS, WORD_FAULTS, Range, Section
from starcli.reading import Line

# Without these nobody can follow the story, whatever the principle.
_CORE = frozenset({"S101", "S102", "T201", "A301", "R401", "R402", "R403", "L501", "L502"})
_BACK = frozenset({"this", "that", "these", "those"})
_POSSESSIVE = frozenset({"their", "its", "his", "her"})  # these may mean whom the sentence itself has named
_NAMED = 2  # words after which it may have named somebody
_EARLY = 6  # words at the head of a sentence among which a pointing word points back
_MOST_JOINTS = 20  # places in one sentence that are tried
_HEAD = 5  # words that must be left of a sentence that is shortened


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
        if case.findings.assigned:  # who gave the order is never left out: that would make the task seem one's own
            self._heads.append(("assigned", case.findings.assigned))
        self._faults = [(code, where) for code, row, where in found if code in WORD_FAULTS and not row.met]
        self._story = case.reading.story

    def tell(self, passage: Passage, *, opens: bool = False) -> Told:
        """Tell a passage."""
        polished, faults = polish.polish(self._story, passage, opens=opens), _codes(self._faults, passage.range)
        return Told(passage, polished.text, polished.asks, self.codes(passage), self.heads(passage), faults)

    def codes(self, passage: Passage) -> frozenset[str]:
        """The criteria that words of a passage answer."""
        return _codes(self._met, passage.range)

    def heads(self, passage: Passage) -> frozenset[str]:
        """Those of them that rest on its words first of all."""
        return _codes(self._heads, passage.range)


def _codes(places: Iterable[tuple[str, Range]], where: Range) -> frozenset[str]:
    return frozenset(code for code, (start, end) in places if start < where[1] and where[0] < end)


def depends(text: str) -> bool:
    """Whether a sentence hangs on the one before it: "It ...", "So ...", "I followed that pattern ..."."""
    tokens = [token for token in lexicon.tokenize(text) if is_word(token)]
    if _begins_with("dependent", text):
        return True
    named = len(tokens) > _NAMED and not tokens[0].low.startswith(("i'", "we'")) and tokens[0].low not in {"i", "we"}
    pointing = polish.words("pointing")
    early = any(token.low in pointing for token in tokens[:_NAMED])
    later = any(token.low in pointing - (_POSSESSIVE if named else set()) for token in tokens[_NAMED:_EARLY])
    return early or later or any(_points_back(before.low, token.low) for before, token in pairwise(tokens))


def _points_back(before: str, low: str) -> bool:
    """Whether "this" or "that" is such a word: "at that hour", "I changed that", but not "I found that ..."."""
    if low not in _BACK:
        return False
    verb = lexicon.verbs().get(before)
    acts = verb is not None and "specific" in verb.lists and before not in polish.words("reporting")
    return acts or before in polish.words("before_pointing")


def through(
    principle: Principle, kind: Section, told: Mapping[Section, Sequence[Told]], answers: Answers
) -> list[Told]:
    """One part of the story through the lens of a principle; `told` is the whole story."""
    lens = _Lens(principle, kind)
    before = _words(one for part in SECTIONS[: SECTIONS.index(kind)] for one in told[part])
    later = _words(told["reflection"]) if kind != "reflection" else set[str]()
    kept = _without_details(told[kind], lens, answers, before=before, later=later)
    return kept if kind == "action" else _leading(kept, lens, answers)


class _Lens(NamedTuple):
    principle: Principle
    kind: Section

    @property
    def own(self) -> frozenset[str]:
        """The criteria of this part."""
        return _of_part(self.kind)

    def plays_down(self, told: Told) -> bool:
        """Whether a sentence only answers what the principle plays down."""
        return bool(told.codes) and told.codes <= frozenset(self.principle.trim)


@cache
def _of_part(kind: Section) -> frozenset[str]:
    return frozenset(code for code, criterion in load().criteria.items() if criterion.section == kind)


# -- shortening ------------------------------------------------------------------------------------------------------


def _without_details(
    told: Sequence[Told], lens: _Lens, answers: Answers, *, before: set[str], later: set[str]
) -> list[Told]:
    """Shorten what the principle plays down, the last first, so that nothing loses what it hangs on.

    `before` are the words of the parts before, `later` those that a part after this one takes up.
    """
    kept: list[Told] = []
    spoken_of = set(later)  # what the sentences after this one take as known
    for one, brought_up in reversed(list(zip(told, _brought_up(told, before), strict=True))):
        hangs = bool(kept) and _begins_with("persons", kept[-1].text)
        kept.append(one if hangs else _shortened(one, lens, answers, brought_up & spoken_of))
        spoken_of.update(_spoken_of(kept[-1].text))
    return kept[::-1]


def _brought_up(told: Sequence[Told], before: set[str]) -> Iterator[set[str]]:
    """For each sentence the words that it is the first to say."""
    said = before | lexicon.words("english") | polish.words("classing") | lexicon.words("adverb")
    for one in told:
        fresh = _words([one]) - said
        said |= fresh
        yield fresh


def _words(told: Iterable[Told]) -> set[str]:
    return {word for one in told for word in _stems(one.text)}


@lru_cache(maxsize=4096)  # every principle asks for the same sentences
def _stems(text: str) -> tuple[str, ...]:
    return tuple(_singular(token.low) for token in lexicon.tokenize(text) if is_word(token))


def _spoken_of(text: str) -> Iterator[str]:
    """The words of a sentence that stand close after "the" or another word that says which one is meant."""
    said = _stems(text)
    for at, word in enumerate(said):
        if any(near in polish.words("known") for near in said[max(0, at - 2) : at]):
            yield word


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _shortened(told: Told, lens: _Lens, answers: Answers, needed: set[str]) -> Told:
    """Cut the end of a sentence where it only spells out what the principle can spare."""
    trim = frozenset(lens.principle.trim)
    for at in islice(_joints(told.passage), _MOST_JOINTS) if told.codes & trim else ():
        tail = told.passage._replace(first=at)
        idle = answers.heads(tail) <= trim - _CORE and not _measures(tail)
        if idle and not needed & set(_stems(answers.tell(tail).text)):
            return answers.tell(told.passage._replace(last=at))
    return told


def _measures(passage: Passage) -> bool:
    """Whether a figure stands in it; "two workers" is none."""
    figures = (q for q in passage.line.quantities if q.measures and passage.first <= q.first < passage.last)
    return any(sign.isdigit() for q in figures for token in passage.line.tokens[q.first : q.last] for sign in token.low)


def _joints(passage: Passage) -> Iterator[int]:
    """Where a sentence could end before its end, the earliest first."""
    line = passage.line
    marks = {":", ";", "—", "–"}
    for at in range(max(passage.first + _HEAD, verb_at(line, passage.first) + 1), passage.last - 1):
        low, after = line.tokens[at].low, line.tokens[at + 1].low
        ends = low in marks or (low == "," and after in polish.words("trailing")) or low == "because"
        if ends and _breaks(line, at):
            yield at


# -- bringing forward ------------------------------------------------------------------------------------------------


def _leading(told: Sequence[Told], lens: _Lens, answers: Answers) -> list[Told]:
    """Bring what the principle leads with to the front and what it plays down to the end, with what hangs on it."""
    wanted = lens.own & frozenset(lens.principle.lead)
    blocks = _blocks([part for one in told for part in _parted(one, wanted, answers)])

    def place(block: Sequence[Told]) -> tuple[bool, bool]:
        return not _shows(block, wanted), all(map(lens.plays_down, block))

    return [one for block in sorted(blocks, key=place) for one in block]


def _shows(block: Sequence[Told], wanted: frozenset[str]) -> bool:
    return any(one.codes & wanted for one in block)


def _blocks(told: Sequence[Told]) -> list[list[Told]]:
    """Sentences together with those that hang on them or follow them."""
    blocks: list[list[Told]] = []
    for one in told:
        if blocks and (depends(one.text) or _begins_with("sequels", one.text)):
            blocks[-1].append(one)
        else:
            blocks.append([one])
    return blocks


def _begins_with(name: str, text: str) -> bool:
    tokens = [token for token in lexicon.tokenize(text) if is_word(token)]
    return any(first == 0 for first, _ in polish.matcher().find(tokens[:_EARLY]).get(name, ()))


def _parted(told: Told, wanted: frozenset[str], answers: Answers) -> list[Told]:
    """Part a sentence at a colon or semicolon, where what is wanted follows it and can stand alone."""
    passage = told.passage
    for at in islice(_halves(passage), _MOST_JOINTS) if told.codes & wanted else ():
        first, second = passage._replace(last=at), passage._replace(first=at + 1)
        if answers.codes(second) & wanted and not answers.codes(first) & wanted:
            head, tail = answers.tell(first), answers.tell(second)
            if not depends(tail.text):
                return [head, tail]
    return [told]


def _halves(passage: Passage) -> Iterator[int]:
    """The colons and semicolons with enough before them and a verb after them."""
    line = passage.line
    for at in range(passage.first + _HEAD, passage.last - _HEAD):
        if line.tokens[at].low in {":", ";"} and _breaks(line, at):
            if verb_at(line, at + 1) >= passage.last:
                return
            yield at


def _breaks(line: Line, at: int) -> bool:
    """Whether a sentence may be parted there: not in somebody's words, nor in "[add: ...]" of an earlier rewrite."""
    return at not in line.quoted and line.tokens[at - 1].low != "add"
