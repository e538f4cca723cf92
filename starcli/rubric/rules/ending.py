"""What the Result and Reflection rules share: what a line names, and whether it tells it as having happened."""

from functools import cache

from starcli import lexicon
from starcli.lexicon import Hit
from starcli.models import Range
from starcli.reading import Line, Reading

_STEM = 6  # letters that stand for a word and its forms: "schedule", "scheduling"
_SCOPE = 6  # words over which a "not" or "would" reaches
_FUNCTION_LISTS = ("english", "modal", "auxiliary", "adverb", "negation")


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*map(lexicon.words, _FUNCTION_LISTS))


def things(line: Line, dull: str) -> set[str]:
    """The stems of the content words of a line; `dull` names the list of words that say nothing."""
    left_out = {at for first, last in line.hits.get(dull, ()) for at in range(first, last)}
    return {
        token.low[:_STEM]
        for at, token in enumerate(line.tokens)
        if len(token.low) > 3 and token.low[0].isalpha() and at not in left_out and token.low not in _function_words()
    }


def event(reading: Reading, dull: str) -> set[str]:
    """The stems of what happened: the content words of situation, task and action."""
    return set().union(*(things(line, dull) for line in reading.of("situation", "task", "action")))


def inside(line: Line, where: Range) -> range:
    """The tokens of a line that stand in a range of the text."""
    at = [at for at, token in enumerate(line.tokens) if where[0] <= token.start < where[1]]
    return range(at[0], at[-1] + 1) if at else range(0)


def hits(line: Line, *lists: str) -> list[Hit]:
    """Where phrases of some word lists stand in a line, in order of place."""
    return sorted({hit for name in lists for hit in line.hits.get(name, ())})


def real(line: Line, at: int) -> bool:
    """Whether what stands at a token is told as having happened: not denied, not wished, not only possible."""
    first = inside(line, line.clause(at)).start
    before = [token.low for token in line.tokens[max(first, at - _SCOPE) : at]]
    if lexicon.words("modal").intersection(before) or lexicon.words("negation").intersection(before):
        return False
    if any(first <= begins < at for begins, _ in hits(line, "outcome_unreal")):
        return False
    return before[-1:] != ["to"] or any(last == at for _, last in hits(line, "outcome_reached_to"))
