"""What a rewrite takes out of a sentence: fillers, hedges, praise without a fact. Words go, none is added or moved."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from starcli import lexicon
from starcli.acts import Act
from starcli.advice.sentences import ENDS, finish
from starcli.data import load
from starcli.lexicon import Hit, Matcher, is_word
from starcli.models import Range, Story
from starcli.reading import Line

PAUSES = frozenset({",", "—", "–", "…"})
_CLAIMING = frozenset({"action", "result"})  # parts that say what was done and what came of it
_NEAR = 2  # how many words before a filler may turn it by saying no


class Passage(NamedTuple):
    """A sentence of the story or a part of one: the tokens of a line from `first` up to, not including, `last`."""

    line: Line
    first: int
    last: int

    @property
    def range(self) -> Range:
        """Where it stands in the story's text."""
        tokens, sentence = self.line.tokens, self.line.sentence
        start = tokens[self.first].start if self.first else sentence.start
        return start, (tokens[self.last - 1].end if self.last < len(tokens) else sentence.end)


class Polished(NamedTuple):
    """A passage as it is told in a rewrite; "" where nothing is left. `asks` are facts that the cut words stood for."""

    text: str
    asks: tuple[str, ...] = ()


def whole(line: Line) -> Passage:
    """All of a line."""
    return Passage(line, 0, len(line.tokens))


@cache
def rules() -> Mapping[str, Any]:
    """What `lexicon/rewrite.yaml` says."""
    table: Mapping[str, Any] = load().lexicon["rewrite"]
    return table


@cache
def words(name: str) -> frozenset[str]:
    """One of its lists, as words."""
    return frozenset(rules()[name])


@cache
def matcher() -> Matcher:
    """Finds the phrases of all its lists."""
    return Matcher({name: phrases for name, phrases in rules().items() if isinstance(phrases, list)})


def polish(story: Story, passage: Passage, *, opens: bool = False) -> Polished:
    """Tell a passage of a story in its own words, without those it is better without.

    Args:
        story: the whole story.
        passage: what is told.
        opens: it is the first sentence of the story, where "So" links to nothing.
    """
    text = story.text
    said, hits = _sentence(passage.line), matcher().find(passage.line.tokens)
    gone, asks = set(_opening(passage, hits, opens=opens)), []
    for name, first, last in _superfluous(text, passage, said, hits):
        gone.update(range(first, last))
        if ask := _ask(said, name, last):
            asks.append(ask)
    gone.update(list(_stutters(passage, gone)))
    gone.update(_hidden(story, passage))
    left = [at for at in range(passage.first, passage.last) if at not in gone]
    if gone and not any(is_word(passage.line.tokens[at]) for at in left):
        return Polished("")
    return Polished(finish(_without(text, passage, gone)), tuple(dict.fromkeys(asks)))


# -- what is cut -----------------------------------------------------------------------------------------------------


def _low(line: Line, at: int) -> str:
    return line.tokens[at].low if 0 <= at < len(line.tokens) else "."


def _negated(line: Line, first: int) -> bool:
    return any(_low(line, at) in words("saying_no") for at in range(first - _NEAR, first))


class _Sentence(NamedTuple):
    """What is asked about a line at every phrase: its deeds by the place of their verb, and the ends of its numbers."""

    line: Line
    deeds: Mapping[int, Act]
    edges: frozenset[int]


def _sentence(line: Line) -> _Sentence:
    edges = frozenset(edge for quantity in line.quantities for edge in (quantity.first, quantity.last))
    return _Sentence(line, {act.at: act for act in line.acts}, edges)


def _is_aside(said: _Sentence, first: int, last: int) -> bool:
    line = said.line
    return (first == 0 or _low(line, first - 1) in PAUSES) and _low(line, last) in PAUSES | ENDS


def _is_before_deed(said: _Sentence, first: int, last: int) -> bool:
    return _low(said.line, first - 1) in {"i", "we"} and last in said.deeds


def _is_filler(said: _Sentence, first: int, _: int) -> bool:
    return not _negated(said.line, first)


def _is_softener(said: _Sentence, first: int, _: int) -> bool:
    return _low(said.line, first - 1) not in words("classing") and not _negated(said.line, first)


def _is_opinion(said: _Sentence, first: int, last: int) -> bool:
    line = said.line
    turned = _low(line, first - 1) in words("not_doubting_before") or _low(line, last) in words("not_doubting_after")
    return not turned and not {first, last} & said.edges and _low(line, len(line.tokens) - 1) != "?"


def _is_doubt(said: _Sentence, first: int, last: int) -> bool:
    return (_before_own_deed(said, last) or said.line.part in _CLAIMING) and _is_opinion(said, first, last)


def _before_own_deed(said: _Sentence, at: int) -> bool:
    deed = said.deeds.get(at)
    return _low(said.line, at) in {"i", "we", "i'd", "we'd"} or (deed is not None and deed.own)


def _is_degree(said: _Sentence, first: int, last: int) -> bool:
    line = said.line
    turned = _low(line, first - 1) in words("not_degree_before") or _low(line, last) in words("not_degree_after")
    return not turned and not _negated(line, first)


def _is_emphasis(said: _Sentence, first: int, last: int) -> bool:
    follows = _low(said.line, last)[0].isalnum() or _low(said.line, first).endswith("ly")
    return follows and not _negated(said.line, first)


_CUT: Mapping[str, Callable[[_Sentence, int, int], bool]] = {
    "sounds": lambda *_: True,
    "fillers": _is_filler,
    "softeners": _is_softener,
    "asides": _is_aside,
    "before_deeds": _is_before_deed,
    "doubts": _is_doubt,
    "opinions": _is_opinion,
    "degrees": _is_degree,
    "emphasis": _is_emphasis,
}


def _superfluous(
    text: str, passage: Passage, said: _Sentence, hits: Mapping[str, list[Hit]]
) -> Iterator[tuple[str, int, int]]:
    """Every phrase that can go: its list and its tokens. Somebody's quoted words stay as they were said."""
    line = passage.line
    for name, can_go in _CUT.items():
        for first, last in hits.get(name, ()):
            inside = passage.first <= first and last <= passage.last and first not in line.quoted
            if inside and not _is_name(text, line, first, last) and can_go(said, first, last):
                yield name, first, last


def _is_name(text: str, line: Line, first: int, last: int) -> bool:
    """Whether it is written in capitals: "ER" is a ward, not a pause."""
    written = text[line.tokens[first].start : line.tokens[last - 1].end]
    return len(written) > 1 and written.isupper()


def _ask(said: _Sentence, name: str, last: int) -> str | None:
    """What to ask where a doubt or a degree was cut: a claim must not become surer than it was."""
    if name == "degrees":
        return str(rules()["ask_degree"])
    claims = name in {"doubts", "opinions"} and said.line.part in _CLAIMING and not _before_own_deed(said, last)
    return str(rules()["ask_sure"]) if claims else None


def _opening(passage: Passage, hits: Mapping[str, list[Hit]], *, opens: bool) -> range:
    """The tokens at the head that only clear the throat: "So, um, yeah, ..."."""
    line, at, cut = passage.line, passage.first, passage.first
    ends = {first: last for name in ("sounds", "openings") for first, last in sorted(hits.get(name, ()))}
    while at < passage.last - 1:
        low = _low(line, at)
        with_comma = low in words("openings_with_comma") and _low(line, at + 1) in {",", "."}
        if at in ends or with_comma:
            at = cut = ends.get(at, at + 1)
        elif low in PAUSES or (low == "." and cut == at > passage.first):
            cut, at = (at + 1 if cut == at else cut), at + 1
        elif low in words("links"):
            at += 1
        else:
            break
    if opens and cut < passage.last - 1 and _low(line, cut) in words("links"):
        cut += 1
    return range(passage.first, cut if cut < passage.last else passage.first)


def _stutters(passage: Passage, gone: set[int]) -> Iterator[int]:
    """A few words said twice in a row, the first time, with the pause after them: "I, I was just, I was just"."""
    line = passage.line
    said = [at for at in range(passage.first, passage.last) if at not in gone and _low(line, at) not in PAUSES]
    for size in (3, 2, 1):
        for at in range(len(said) - 2 * size + 1):
            once, again = said[at : at + size], said[at + size : at + 2 * size]
            low = [_low(line, here) for here in once]
            known = {1: words("stutters"), 2: lexicon.words("english")}.get(size)
            small = known is None or known.issuperset(low)
            if small and low == [_low(line, here) for here in again] and once[0] not in line.quoted:
                yield from range(once[0], again[0])


def _hidden(story: Story, passage: Passage) -> Iterator[int]:
    """The tokens of comments; single invisible signs stay, since emoji and other scripts need them."""
    start, end = passage.range
    comments = [(a, b) for a, b in story.hidden if a < end and start < b and any(map(str.isalnum, story.text[a:b]))]
    for at in range(passage.first, passage.last) if comments else ():
        near = bisect_right(comments, (passage.line.tokens[at].start, end))
        if near and passage.line.tokens[at].start < comments[near - 1][1]:
            yield at


# -- what is left ----------------------------------------------------------------------------------------------------


def _without(text: str, passage: Passage, gone: set[int]) -> str:
    """The passage's text without some of its tokens and without the commas that only stood around them."""
    tokens, (at, end) = passage.line.tokens, passage.range
    kept = []
    for run in _runs(passage, gone):
        first, last = _with_pauses(passage, *run)
        kept.append(text[at : tokens[first].start])
        at = tokens[last - 1].end
        if text[at : at + 1] and text[at] in ",.;:!?)…":
            kept[-1] = kept[-1].rstrip()
    return "".join([*kept, text[at:end]])


def _runs(passage: Passage, gone: set[int]) -> list[Hit]:
    """Neighbouring tokens that go, taken together with the commas between them."""
    runs: list[Hit] = []
    for at in sorted(gone):
        before = runs[-1][1] if runs else -1
        if before >= 0 and all(_low(passage.line, between) in PAUSES for between in range(before, at)):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _with_pauses(passage: Passage, first: int, last: int) -> Hit:
    line = passage.line
    before = _low(line, first - 1) if first > passage.first else None
    after = _low(line, last) if last < passage.last else None
    if before is None or before in {".", "…"}:
        while last < passage.last - 1 and _low(line, last) in PAUSES | {"."}:
            last += 1
    elif before in PAUSES and (after is None or after in ENDS):
        first -= 1
    elif before in PAUSES and after in PAUSES:
        first, last = (first, last + 1) if _in_list(line, last) else (first - 1, last + 1)
    elif after in PAUSES and before in words("links") | {"but", "that", "because"}:
        last += 1
    return first, last


def _in_list(line: Line, comma: int) -> bool:
    """Whether the comma parts items or clauses, so that one must stay."""
    ahead = [token.low for token in line.tokens[comma + 1 : comma + 6]]
    starts = {"and", "but", "so", "then", "which"} | lexicon.words("teller") | lexicon.words("group")
    return bool(ahead) and (ahead[0] in starts or "," in ahead)
