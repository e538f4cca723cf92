"""Which words answers rest on, and what is missing, the most wanted first."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from starcli.advice.case import Case
from starcli.data import load
from starcli.models import Range, Section, SentenceKind
from starcli.reading import Line, seconds, spoken

FAULTS = frozenset({"A302", "A312", "D602", "D603", "D606"})  # not met, their evidence is the words at fault
_STEPS = frozenset({"A301", "A303", "A306"})  # of several steps the last is the nearest to the outcome
# Where words must stand to be quoted for a criterion: what is found elsewhere may count and still be a poor quotation.
_PLACES: Mapping[str, tuple[SentenceKind, ...]] = {
    "S": ("situation", "none"),
    "T": ("situation", "task", "none"),
    "A": ("action", "result", "none"),
    "R": ("result", "none"),
    "L": ("reflection", "result", "none"),
    "D603": ("result", "none"),
}


def ranges_of(case: Case, code: str) -> Sequence[Range]:
    """The places behind a met criterion, or those of the fault; of several steps the last comes first."""
    found = case.findings.criteria.get(code)
    if found is None or not (found.met or code in FAULTS):
        return ()
    return found.ranges[::-1] if code in _STEPS else found.ranges


def quotable(case: Case, code: str) -> Sequence[Range]:
    """Those of them that stand where a listener would look for them."""
    parts = _PLACES.get(code, _PLACES.get(code[0], ()) if code not in FAULTS else ())
    places = ranges_of(case, code)
    return [where for where in places if part_of(case, where) in parts] if parts else places


def line_at(case: Case, where: Range) -> Line | None:
    """The sentence that a place begins in."""
    lines = case.reading.lines
    at = bisect_right(lines, where[0], key=lambda line: line.sentence.start) - 1
    return lines[at] if at >= 0 and where[0] < lines[at].sentence.end else None


def part_of(case: Case, where: Range) -> SentenceKind | None:
    """The part of the story that a place stands in."""
    line = line_at(case, where)
    return line.part if line else None


def said(case: Case, kind: Section) -> int:
    """How many seconds a part of the story takes."""
    return seconds(sum(map(spoken, case.reading.of(kind))), case.wpm)


def missing(case: Case, codes: Iterable[str] | None = None) -> list[str]:
    """The criteria not met that can be spoken of now: what the level expects first, then by points."""
    rows, expects = load().coaching["criteria"], load().levels[case.target.level].expects
    answers = case.findings.criteria

    def rank(code: str) -> tuple[int, float, bool]:
        found, (won, offer) = answers[code], case.score.points[code]
        return (expects.index(code) if code in expects else len(expects), won - offer, not found.sure)

    ready = [
        code
        for code in (answers if codes is None else codes)
        if code in rows and code in answers and not answers[code].met and _can_be_told(case, code)
    ]
    return sorted(ready, key=rank)


def _can_be_told(case: Case, code: str) -> bool:
    """Whether telling more could meet it: an assigned task was not started unasked, and worth needs an outcome."""
    base = load().coaching["criteria"][code].get("builds_on")
    if code == "T203" and case.findings.assigned:
        return False
    return base is None or case.findings.criteria[base].met


def telling(case: Case, codes: Iterable[str] | None = None) -> list[str]:
    """The criteria met, what a listener would write down first in front; a target principle's own lead them."""
    order: list[str] = load().coaching["telling"]
    lead = [code for slug in case.target.principles[:1] for code in load().principles[slug].lead]
    wanted = set(order if codes is None else codes)
    return [
        code
        for code in dict.fromkeys([*lead, *order])
        if code in wanted and code in order and case.findings.criteria[code].met and quotable(case, code)
    ]
