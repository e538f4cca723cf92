"""What the Result and Reflection rules share: clauses, what a line names, and what is told as having happened."""

from bisect import bisect_right
from functools import cache

from starcli import lexicon
from starcli.lexicon import Hit
from starcli.models import Range
from starcli.reading import Line, Reading

_MARKS = {",", ";", ":", ".", "!", "?", "—", "–", "(", ")", '"', "“", "”"}
_STEM = 6  # letters that stand for a word and its forms: "schedule", "scheduling"
_SCOPE = 6  # words over which a "not" or "would" reaches
_FUNCTION_LISTS = ("english", "modal", "auxiliary", "adverb", "negation")


class Clauses:
    """A line in clauses, cut once: a sentence without an end costs no more than many short ones."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._starts = [0, *(at + 1 for at, token in enumerate(line.tokens) if token.low in _MARKS)]
        self._wished: dict[int, int] = {}  # clause -> where its first word of wish or plan stands
        for first, _ in reversed(hits(line, "outcome_unreal")):
            self._wished[self.number(first)] = first
        self._done_to = {last for _, last in hits(line, "outcome_reached_to")}

    def number(self, at: int) -> int:
        """The number of the clause that a token stands in."""
        return bisect_right(self._starts, at) - 1

    def tokens(self, at: int) -> range:
        """The tokens of the clause around one."""
        number = self.number(at)
        start, after = self._starts[number], [*self._starts[number + 1 : number + 2], len(self.line.tokens) + 1]
        return range(start, max(start + 1, after[0] - 1))

    def range(self, at: int) -> Range:
        """The text range of the clause around a token."""
        clause = self.tokens(at)
        return self.line.range(clause.start, clause.stop)

    def holding(self, *lists: str) -> set[int]:
        """The numbers of the clauses in which a phrase of some word lists stands."""
        return {self.number(first) for name in lists for first, _ in self.line.hits.get(name, ())}

    def real(self, at: int) -> bool:
        """Whether what stands at a token is told as having happened: not denied, not wished, not only possible."""
        start = max(self._starts[self.number(at)], at - _SCOPE)
        before = [token.low for token in self.line.tokens[start:at]]
        if lexicon.words("modal").intersection(before) or lexicon.words("negation").intersection(before):
            return False
        if self._wished.get(self.number(at), at) < at:
            return False
        return before[-1:] != ["to"] or at in self._done_to or not _is_base_form(self.line.tokens[at].low)


def hits(line: Line, *lists: str) -> list[Hit]:
    """Where phrases of some word lists stand in a line, in order of place."""
    return sorted({hit for name in lists for hit in line.hits.get(name, ())})


def things(line: Line, dull: str) -> set[str]:
    """The stems of the content words of a line; `dull` names the list of words that say nothing."""
    left_out = {at for first, last in line.hits.get(dull, ()) for at in range(first, last)}
    return {
        stem(token.low)
        for at, token in enumerate(line.tokens)
        if len(token.low) > 3 and token.low[0].isalpha() and at not in left_out and token.low not in _function_words()
    }


def stem(low: str) -> str:
    """What stands for a word and its forms."""
    return low.removesuffix("s")[:_STEM]


def event(reading: Reading, dull: str) -> set[str]:
    """The stems of what happened: the content words of situation, task and action."""
    return set().union(*(things(line, dull) for line in reading.of("situation", "task", "action")))


def whole(line: Line) -> Range:
    """The text range of a whole sentence."""
    return line.sentence.start, line.sentence.end


def _is_base_form(low: str) -> bool:
    verb = lexicon.verbs().get(low)
    return verb is not None and "base" in verb.forms


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*map(lexicon.words, _FUNCTION_LISTS))
