"""The Result criteria R401 to R405: what came of it, by how much, and what for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starcli import lexicon
from starcli.models import Finding, Range
from starcli.quantities import Quantity
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.ending import Clauses, event, hits, stem, things, whole

_CHANGE = ("outcome_moved", "outcome_became")
_NO_OUTCOME = ("lesson_told", "outcome_learning", "outcome_praise")  # nothing in the world is different for it
_CONCRETE = 5  # points from which an outcome can be pictured: one for each of the story's own things in it
_PARTICULAR = 3  # and one for each particular thing ("the ward"), as far as these
_A_CHANGE = 2  # and these for a change
_NAMED = 3  # things named from which it can be pictured without the story
_TOLD = 4  # words to a number from which a sentence is more than a row of numbers
_NEAR = 4  # words between a number and the word that makes it a difference


class _Measure(NamedTuple):
    """A number that measures what came of it, or a count told without one, and whether it sizes the change."""

    clause: Range
    sized: bool


# -- the criteria ----------------------------------------------------------------------------------------------------


def outcome_stated(reading: Reading) -> Finding:
    """R401: a concrete change at the end is told."""
    measures = list(_measures(reading))
    lines = [line for line in _ending_lines(reading) if _tells_outcome(line)]
    if measures or _is_concrete(reading, lines):
        changes = [where for line in lines for where in _changes(line)]
        ranges = [*(measure.clause for measure in measures), *(changes or map(whole, lines))]
        return found(ranges, sure=any(measure.sized for measure in measures))
    return Finding(False, sure=not any(_late_lines(reading)))


def outcome_measured(reading: Reading) -> Finding:
    """R402: a number measures the outcome."""
    measures = list(_measures(reading))
    return found((measure.clause for measure in measures), sure=any(measure.sized for measure in measures))


def before_after(reading: Reading) -> Finding:
    """R403: the change can be sized, from two ends of a measure or from the difference."""
    measures = list(_measures(reading))
    sized = [measure.clause for measure in measures if measure.sized]
    return found(sized, sure=len(sized) > 1, sure_not=not measures)


def value_translated(reading: Reading) -> Finding:
    """R404: it is said what the outcome was worth to customers, business or people."""
    lines = list(_late_lines(reading))
    somebody = any(line.has("worth_people") for line in lines)
    return found((where for line in lines for where in _worth(line)), sure=False, sure_not=not somebody)


def second_order(reading: Reading) -> Finding:
    """R405: an effect beyond the immediate fix is told."""
    lines = list(_late_lines(reading))
    others = any(line.has("beyond_unit", "beyond_taken") for line in lines)
    told = [where for line in lines for where in _beyond(line)]
    return found(told, sure=len(told) > 1, sure_not=not others)


# -- where outcomes are told -----------------------------------------------------------------------------------------


def _ending_lines(reading: Reading) -> Iterator[Line]:
    """The lines that tell what came of it."""
    for line in reading.lines:
        if line.part == "result" or (line.part in {"action", "reflection"} and line.has("outcome_opening")):
            yield line


def _late_lines(reading: Reading) -> Iterator[Line]:
    """The lines after the deed: a lasting effect is often told as if it were a lesson."""
    ending = set(map(id, _ending_lines(reading)))
    return (line for line in reading.lines if line.part == "reflection" or id(line) in ending)


def _tells_outcome(line: Line) -> bool:
    """Whether a line may tell that something is different, and not only a lesson, praise, a wish or an opinion."""
    if line.has("lesson_told", "opinion", "advice"):
        return False
    return not line.has("outcome_learning", "outcome_praise", "outcome_hoped") or bool(_changes(line))


def _changes(line: Line) -> list[Range]:
    """The clauses in which a change is told as having happened."""
    clauses = Clauses(line)
    feeling = clauses.holding(*_NO_OUTCOME)
    told = (first for first, _ in hits(line, *_CHANGE) if clauses.number(first) not in feeling and clauses.real(first))
    return list(dict.fromkeys(clauses.range(first) for first in told))


def _is_concrete(reading: Reading, lines: Sequence[Line]) -> bool:
    """Whether an outcome can be pictured: a change told of the story's own things, named again, and particular."""
    named = set().union(*(things(line, "outcome_empty") for line in lines))
    known = event(reading, "outcome_empty")
    changed = any(map(_changes, lines))
    if not known:  # a result without its story
        return changed and len(named) >= _NAMED
    particular = sum(token.low in lexicon.words("determiner") for line in lines for token in line.tokens)
    return len(named & known) + min(particular, _PARTICULAR) + _A_CHANGE * changed >= _CONCRETE


# -- numbers ---------------------------------------------------------------------------------------------------------


def _measures(reading: Reading) -> Iterator[_Measure]:
    """The numbers that measure what came of it; told first on purpose, it is what the teller changed by a number."""
    late = {id(line) for line in _late_lines(reading) if not line.has("lesson_told")}
    known = set().union(*(things(line, "outcome_empty") for line in reading.lines if id(line) not in late))
    for line in reading.lines:
        clauses, told = Clauses(line), id(line) in late and _is_told(line)
        asides = _asides(clauses, known)
        deeds = {} if id(line) in late else _own_changes(clauses)
        for first, sized in _numbers(clauses):
            if not (told or deeds.get(clauses.number(first), first) < first) or not clauses.real(first):
                continue
            if sized or clauses.number(first) not in asides:
                yield _Measure(clauses.range(first), sized)


def _asides(clauses: Clauses, known: set[str]) -> set[int]:
    """The clauses that tell somebody's doing that has nothing to do with what happened: "we drank 60 bottles"."""
    line = clauses.line
    doers = lexicon.words("teller") | lexicon.words("group")
    doing = {clauses.number(at) for at, token in enumerate(line.tokens) if token.low in doers}
    return doing - {clauses.number(at) for at, token in enumerate(line.tokens) if stem(token.low) in known}


def _numbers(clauses: Clauses) -> Iterator[tuple[int, bool]]:
    """The numbers that may measure something: the first token, and whether it sizes a change."""
    line = clauses.line
    lasting, compared = clauses.holding("outcome_lasts"), _compared(clauses)
    points = {first for first, _ in hits(line, "outcome_uncounted")}  # "two things", "three ways"
    for number in line.quantities:
        clause = clauses.number(number.first)
        if number.measures and number.last not in points and not _is_effort(line, number, lasts=clause in lasting):
            yield number.first, number.kind == "ratio" or clause in compared or _is_difference(clauses, number)
    yield from ((first, True) for first, _ in hits(line, "outcome_none"))


def _is_effort(line: Line, number: Quantity, *, lasts: bool) -> bool:
    """Whether a span of time tells when it was, or how much work, and not how long something lasts now."""
    if number.kind != "time":
        return False
    before = {token.low for token in line.tokens[max(0, number.first - 2) : number.first]}
    return bool(before & lexicon.words("outcome_period")) or (
        not lasts and bool(before & lexicon.words("outcome_pace"))
    )


def _compared(clauses: Clauses) -> set[int]:
    """The clauses that hold two ends of a measure: "from 40 to 9", "40 → 9", "9 instead of 40"."""
    line, told_from, both = clauses.line, set(), set()
    for at, token in enumerate(line.tokens):
        if token.low == "from":
            told_from.add(clauses.number(at))
        elif token.low == "to" and clauses.number(at) in told_from:
            both.add(clauses.number(at))
    if len(line.quantities) > 1 and line.has("outcome_than", "outcome_arrow"):
        both.update(clauses.number(number.first) for number in line.quantities)
    return both


def _is_difference(clauses: Clauses, number: Quantity) -> bool:
    """Whether a word beside a number makes it a difference: "cut by 40%", "9 fewer"."""
    clause = clauses.tokens(number.first)
    near = range(max(clause.start, number.first - _NEAR), min(clause.stop, number.last + _NEAR))
    return any(clauses.line.tokens[at].low in lexicon.words("outcome_difference") for at in near)


def _is_told(line: Line) -> bool:
    """Whether a sentence tells a change or an event, and is no mere row of numbers."""
    if line.has(*_CHANGE, "outcome_than", "outcome_arrow", "outcome_opening"):
        return True
    words = sum(token.low[0].isalpha() for token in line.tokens)
    return any(act.done for act in line.acts) or words >= _TOLD * len(line.quantities)


def _own_changes(clauses: Clauses) -> dict[int, int]:
    """Clause by clause, where the first deed stands by which something went up or down."""
    verbs = lexicon.words("outcome_verb")
    deeds = [act.at for act in clauses.line.acts if act.done and act.subject != "other" and act.lemma in verbs]
    return {clauses.number(at): at for at in reversed(deeds)}


# -- worth and reach -------------------------------------------------------------------------------------------------


def _worth(line: Line) -> Iterator[Range]:
    """The clauses that turn the outcome into money, time or safety, into harm averted, or into somebody's gain."""
    clauses = Clauses(line)
    averted, people = clauses.holding("worth_averted"), clauses.holding("worth_people")
    for at, _ in hits(line, "worth_noun"):
        if len(clauses.tokens(at)) >= _TOLD and clauses.real(at):
            yield clauses.range(at)
    for at, _ in hits(line, "worth_harm"):
        if clauses.number(at) in averted:
            yield clauses.range(at)
    for at, _ in hits(line, "worth_gain"):
        if clauses.number(at) in people and clauses.real(at):
            yield clauses.range(at)


def _beyond(line: Line) -> Iterator[Range]:
    """The clauses in which others take it over, or it opens later work."""
    clauses = Clauses(line)
    yield from (clauses.range(at) for at, _ in hits(line, "beyond_spread") if clauses.real(at))
    if line.has("beyond_taken"):
        yield from (clauses.range(at) for at in _other_groups(line) if clauses.real(at))


def _other_groups(line: Line) -> Iterator[int]:
    """Where other groups stand, or several: "four other depots", "every ward", "other bakeries"."""
    units = {first for first, _ in hits(line, "beyond_unit")}
    for at, token in enumerate(line.tokens):
        before = [word.low for word in line.tokens[max(0, at - 4) : at]]
        several = lexicon.words("beyond_other").intersection(before) or any(map(_is_count, before[-2:]))
        if (at in units and several) or (before[-1:] == ["other"] and token.low.endswith("s")):
            yield at


def _is_count(word: str) -> bool:
    return word in lexicon.words("number_word") or word[0].isdigit()
