"""Which words answers rest on, and what is missing, the most wanted first."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from starcli import lexicon
from starcli.advice.case import Case
from starcli.data import load
from starcli.lexicon import Token
from starcli.models import WORD_FAULTS, Range, Section, SentenceKind
from starcli.reading import Line, seconds, spoken

_STEPS = frozenset({"A301", "A303", "A306"})  # of several steps the last is the nearest to the outcome
# Where words must stand to be quoted for a criterion, the best place first: what is found elsewhere may count and
# still be a poor quotation.
_PLACES: Mapping[str, tuple[SentenceKind, ...]] = {
    "S": ("situation", "none"),
    "T": ("task", "situation", "none"),
    "A": ("action", "none", "result"),
    "R": ("result", "none"),
    "L": ("reflection", "result", "none"),
    "D603": ("result", "none"),
}
# Words at fault are not praised; a general word in the scene does not spoil it.
_SPOILS: Mapping[str, tuple[str, ...]] = {"ST": ("A302", "A312"), "ARL": ("A302", "A312", "D603")}
# What a criterion is about: a place too long to be quoted whole is quoted from the clause that says it.
_FOCUS: Mapping[str, tuple[str, ...]] = {
    "S102": ("trouble", "unmet", "wanted"),
    "A305": ("found_out", "cause_named"),
    "A308": ("obstacle_cue",),
}
LONG = 72  # characters of a quotation
_PARTS = frozenset({",", ";", ":", "—", "–", "(", ")", "because", "which", "while", "when"})


def ranges_of(case: Case, code: str) -> Sequence[Range]:
    """The places behind a met criterion, or those of the fault; of several steps the last comes first."""
    found = case.findings.criteria.get(code)
    if found is None or not (found.met or code in WORD_FAULTS):
        return ()
    return found.ranges[::-1] if code in _STEPS else found.ranges


def quotable(case: Case, code: str) -> Sequence[Range]:
    """Those of them that stand where a listener would look for them, and that are not at fault themselves."""
    parts = _PLACES.get(code, _PLACES.get(code[0], ()) if code not in WORD_FAULTS else ())
    places = ranges_of(case, code)
    if not parts:
        return places
    here = [where for where in places if part_of(case, where) in parts and _speaks(case, code, where)]
    return [_narrowed(case, code, where) for where in sorted(here, key=lambda where: parts.index(part_of(case, where)))]


def _speaks(case: Case, code: str, where: Range) -> bool:
    """Whether words may be quoted for a criterion: deeds are the teller's, no lesson and no words at fault."""
    line = line_at(case, where)
    if line is None or (code in WORD_FAULTS):
        return line is not None
    lesson = code[0] != "L" and line.part != "reflection" and line.has("cue_reflection")
    others = code[0] == "A" and line.part == "result" and not any(act.own for act in line.acts)
    spoilt = (fault for name in _SPOILS["ST" if code[0] in "ST" else "ARL"] for fault in _at_fault(case, name))
    cause = ranges_of(case, "A305") if code == "A307" else ()  # why it happened is no reason for a choice
    taken = any(start < where[1] and where[0] < end for start, end in (*spoilt, *cause))
    return not (lesson or others or taken)


def _at_fault(case: Case, code: str) -> Iterable[Range]:
    found = case.findings.criteria[code]
    return () if found.met else found.ranges


def _narrowed(case: Case, code: str, where: Range) -> Range:
    """A long place from the clause on that says what the criterion is about."""
    line = line_at(case, where)
    if line is None or where[1] - where[0] <= LONG:
        return where
    starts = [start for start, _ in line.found(*_FOCUS.get(code, ())) if where[0] <= start < where[1]]
    if not starts:
        return where
    joints = (token.start for at, token in enumerate(line.tokens) if parts_clauses(line.tokens, at))
    return max([where[0], *(joint for joint in joints if joint <= starts[-1])]), where[1]


def parts_clauses(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token parts clauses: a mark, a conjunction, or an "and" with a doer or a deed behind it."""
    if tokens[at].low not in {"and", "but", "so"} or at + 1 == len(tokens):
        return tokens[at].low in _PARTS
    return begins_clause(tokens[at + 1])


def begins_clause(token: Token) -> bool:
    """Whether a doer or a deed: a clause may begin with it."""
    doer = any(token.low in lexicon.words(name) for name in ("teller", "group", "third_person", "determiner"))
    verb = lexicon.verbs().get(token.low)
    return doer or (verb is not None and "past" in verb.forms)


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
    """The criteria met, what a listener would write down first in front; a target principle's own lead them.

    The shaky ones among those that the rules are not sure of come last.
    """
    order: list[str] = load().coaching["telling"]
    lead = [code for slug in case.target.principles[:1] for code in load().principles[slug].lead]
    wanted = set(order if codes is None else codes)
    met = [
        code
        for code in dict.fromkeys([*lead, *order])
        if code in wanted and code in order and case.findings.criteria[code].met and quotable(case, code)
    ]
    shaky = frozenset(load().coaching["shaky"])
    return sorted(met, key=lambda code: code in shaky and not case.findings.criteria[code].sure)
