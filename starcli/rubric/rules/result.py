"""The Result criteria R401 to R405: what came of it, by how much, and what for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starcli import lexicon
from starcli.models import Finding, Range
from starcli.quantities import Quantity
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.ending import event, hits, inside, real, things

_CHANGE = ("outcome_moved", "outcome_became")
_NO_OUTCOME = ("lesson_told", "outcome_learning", "outcome_praise")  # teaches, pleases: nothing else is different
_CONCRETE = 6  # things named from which an outcome can be pictured
_PARTICULAR = 3  # how many of them may be particular without being the story's own
_NAMED = 3  # things named from which it can be pictured without the story
_TOLD = 4  # words to a number from which a sentence is more than a row of numbers
_NEAR = 4  # words between a number and the word that makes it a difference


class _Measure(NamedTuple):
    """A number, or a count told without one, and whether it tells the size of a change."""

    line: Line
    first: int
    kind: str
    sized: bool

    @property
    def clause(self) -> Range:
        return self.line.clause(self.first)


# -- the criteria ----------------------------------------------------------------------------------------------------


def outcome_stated(reading: Reading) -> Finding:
    """R401: a concrete change at the end is told."""
    measured = [measure.clause for measure in _measures(reading)]
    lines = [line for line in _ending_lines(reading) if _tells_outcome(line)]
    changes = [where for line in lines for where in _changes(line)]
    if measured or _is_concrete(reading, lines):
        return found([*measured, *(changes or map(_whole, lines))], sure=bool(measured))
    return Finding(False, sure=not lines)


def outcome_measured(reading: Reading) -> Finding:
    """R402: a number measures the outcome."""
    measures = list(_measures(reading))
    sure = any(measure.sized or measure.kind in {"share", "money"} for measure in measures)
    return found((measure.clause for measure in measures), sure=sure)


def before_after(reading: Reading) -> Finding:
    """R403: the change can be sized, from two ends of a measure or from the difference."""
    return found(measure.clause for measure in _measures(reading) if measure.sized)


def value_translated(reading: Reading) -> Finding:
    """R404: it is said what the outcome was worth to customers, business or people."""
    return found((where for line in _late_lines(reading) for where in _worth(line)), sure=False)


def second_order(reading: Reading) -> Finding:
    """R405: an effect beyond the immediate fix is told."""
    return found((where for line in _late_lines(reading) for where in _beyond(line)), sure=False)


# -- where outcomes are told -----------------------------------------------------------------------------------------


def _ending_lines(reading: Reading) -> Iterator[Line]:
    """The lines that tell what came of it."""
    for line in reading.lines:
        if line.part == "result" or (line.part in {"action", "reflection"} and line.has("outcome_opening")):
            yield line


def _late_lines(reading: Reading) -> Iterator[Line]:
    """The lines after the deed: a lasting effect is often told as if it were a lesson."""
    ending = list(map(id, _ending_lines(reading)))
    return (line for line in reading.lines if id(line) in ending or line.part == "reflection")


def _tells_outcome(line: Line) -> bool:
    """Whether a line may tell that something is different, and not only a lesson, praise, a wish or an opinion."""
    if line.has("lesson_told", "opinion", "advice"):
        return False
    return not line.has("outcome_learning", "outcome_praise", "outcome_hoped") or bool(_changes(line))


def _changes(line: Line) -> list[Range]:
    """The clauses in which a change is told as having happened."""
    told = (first for first, _ in hits(line, *_CHANGE) if real(line, first) and not _is_feeling(line, first))
    return list(dict.fromkeys(line.clause(first) for first in told))


def _is_feeling(line: Line, at: int) -> bool:
    """Whether a clause tells a lesson, a feeling or praise: nothing in the world is different for it."""
    clause = inside(line, line.clause(at))
    return any(first in clause for first, _ in hits(line, *_NO_OUTCOME))


def _is_concrete(reading: Reading, lines: Sequence[Line]) -> bool:
    """Whether an outcome can be pictured: it names the story's own things again, and particular ones ("the ward")."""
    named = set().union(*(things(line, "outcome_empty") for line in lines))
    known = event(reading, "outcome_empty")
    if not known:  # a result without its story
        return len(named) >= _NAMED and any(map(_changes, lines))
    particular = sum(token.low in lexicon.words("determiner") for line in lines for token in line.tokens)
    return len(named & known) + min(particular, _PARTICULAR) >= _CONCRETE


def _whole(line: Line) -> Range:
    return line.sentence.start, line.sentence.end


# -- numbers ---------------------------------------------------------------------------------------------------------


def _measures(reading: Reading) -> Iterator[_Measure]:
    """The numbers that measure what came of it; told first on purpose, it is what the teller changed by a number."""
    ending = {id(line) for line in _late_lines(reading) if not line.has("lesson_told")}
    for line in reading.lines:
        for measure in _numbers(line):
            told = _is_told(line) if id(line) in ending else _teller_changed(line, measure)
            if told and real(line, measure.first):
                yield measure


def _numbers(line: Line) -> Iterator[_Measure]:
    for number in line.quantities:
        if number.measures and not _is_effort(line, number) and not _counts_points(line, number):
            yield _Measure(line, number.first, number.kind, _sizes(line, number))
    for first, _ in hits(line, "outcome_none"):
        yield _Measure(line, first, "none", sized=True)


def _is_effort(line: Line, number: Quantity) -> bool:
    """Whether a span of time tells when it was, or how much work."""
    before = {token.low for token in line.tokens[max(0, number.first - 2) : number.first]}
    if number.kind != "time" or not before & lexicon.words("outcome_period"):
        return number.kind == "time" and bool(before & lexicon.words("outcome_pace")) and not _lasts(line, number)
    return True


def _lasts(line: Line, number: Quantity) -> bool:
    clause = inside(line, line.clause(number.first))
    return any(first in clause for first, _ in hits(line, "outcome_lasts"))


def _counts_points(line: Line, number: Quantity) -> bool:
    """Whether it counts points of the telling: "two things", "three ways"."""
    return any(first == number.last for first, _ in hits(line, "outcome_uncounted"))


def _is_told(line: Line) -> bool:
    """Whether a sentence tells a change or an event, and is no mere row of numbers."""
    if line.has(*_CHANGE, "outcome_difference", "outcome_arrow", "outcome_opening"):
        return True
    words = sum(token.low[0].isalpha() for token in line.tokens)
    return any(act.done for act in line.acts) or words >= _TOLD * len(line.quantities)


def _teller_changed(line: Line, measure: _Measure) -> bool:
    clause = inside(line, measure.clause)
    return any(
        act.done and act.subject != "other" and act.lemma in lexicon.words("outcome_verb")
        for act in line.acts
        if act.at in clause and act.at < measure.first
    )


def _sizes(line: Line, number: Quantity) -> bool:
    """Whether a number is a difference, or stands beside the other end of its measure."""
    if number.kind == "ratio" or line.has("outcome_than", "outcome_arrow"):
        return True
    clause = inside(line, line.clause(number.first))
    words = [line.tokens[at].low for at in clause]
    if "from" in words and "to" in words[words.index("from") :]:
        return True
    near = range(max(clause.start, number.first - _NEAR), min(clause.stop, number.last + _NEAR))
    return any(first in near for first, _ in hits(line, "outcome_difference"))


# -- worth and reach -------------------------------------------------------------------------------------------------


def _worth(line: Line) -> Iterator[Range]:
    """The clauses that turn the outcome into money, time or safety, or into somebody's gain."""
    if line.has(*_CHANGE) or any(act.done for act in line.acts):
        yield from (line.clause(first) for first, _ in hits(line, "worth_noun") if real(line, first))
    if line.has("worth_people"):
        yield from (line.clause(first) for first, _ in hits(line, "worth_gain") if real(line, first))
    for first, _ in hits(line, "worth_harm"):
        clause = inside(line, line.clause(first))
        if any(averted in clause for averted, _ in hits(line, "worth_averted")):
            yield line.clause(first)


def _beyond(line: Line) -> Iterator[Range]:
    """The clauses in which others take it over, or it opens later work."""
    for first, _ in hits(line, "beyond_spread"):
        if real(line, first):
            yield line.clause(first)
    if line.has("beyond_taken"):
        yield from (line.clause(first) for first, _ in hits(line, "beyond_unit") if _others(line, first))


def _others(line: Line, unit: int) -> bool:
    """Whether a group is another one or several: "four other depots", "every ward"."""
    before = [token.low for token in line.tokens[max(0, unit - 4) : unit]]
    numbers = lexicon.words("number_word").intersection(before[-2:])
    return bool(numbers or lexicon.words("beyond_other").intersection(before) or any(map(str.isdigit, before[-2:])))
