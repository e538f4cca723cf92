"""The mistake made in a part of the story: every one rests on words that stand there, or on the time it takes."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from starcli.advice.case import Case
from starcli.advice.evidence import line_at, part_of, ranges_of, said
from starcli.advice.phrasing import texts
from starcli.advice.quoting import Quoter
from starcli.data import fill, load
from starcli.lexicon import Matcher, words
from starcli.models import Range, Section
from starcli.reading import Line
from starcli.rubric.scoring import SELF_STARTED

_NEAR = 3  # tokens before a phrase in which a negation turns it round

_DOUBTFUL = frozenset({"A302", "D602"})  # of what the rules are not sure of here, most is no fault

Values = Mapping[str, str]
Finder = Callable[[Case, Section], Values | None]


def common_mistake(case: Case, kind: Section) -> str:
    """What to avoid in this part, the worst first; empty where nothing is wrong."""
    for name, find in _MISTAKES[kind]:
        if values := find(case, kind):
            return fill(texts("mistakes")[name], **values)
    return ""


# -- words at fault --------------------------------------------------------------------------------------------------


def _fault(code: str) -> Finder:
    def find(case: Case, kind: Section) -> Values | None:
        found = case.findings.criteria[code]
        if found.met or (code in _DOUBTFUL and not found.sure):
            return None
        quotes = Quoter(case).faults(code, [where for where in ranges_of(case, code) if part_of(case, where) == kind])
        return {"quotes": quotes} if quotes else None

    return find


def _assigned(case: Case, kind: Section) -> Values | None:
    where, wanting = case.findings.assigned, [s for s in case.target.principles if s in SELF_STARTED]
    if where is None or not wanting or part_of(case, where) != kind:
        return None
    quote = Quoter(case).quote([where])
    return {"quote": quote, "principle": load().principles[wanting[0]].name} if quote else None


def _contradicts(case: Case, kind: Section) -> Values | None:
    """Words that speak against a target principle."""
    for slug in case.target.principles[:2]:
        quote = Quoter(case).quote(where for line in case.reading.of(kind) for where in _against(line, slug))
        if quote:
            lens = load().principles[slug]
            return {"quote": quote, "principle": lens.name, "contradiction": lens.contradiction}
    return None


def _against(line: Line, slug: str) -> Iterator[Range]:
    for first, last in _matcher(slug).find(line.tokens).get(slug, ()):
        before = line.tokens[max(0, first - _NEAR) : first]
        if first not in line.quoted and not any(token.low in words("negation") for token in before):
            yield line.range(first, last)


@cache
def _matcher(slug: str) -> Matcher:
    return Matcher({slug: load().principles[slug].contradicts})


# -- what a part does instead of its work ------------------------------------------------------------------------------


def _no_problem(case: Case, kind: Section) -> Values | None:
    """Only where nothing else in the scene hints at a problem: the word is hard."""
    if any(case.findings.criteria[code].met for code in ("S102", "S103", "S104")):
        return None
    return _quoting(case, next(case.reading.of(kind)))


def _nobody(case: Case, kind: Section) -> Values | None:
    if case.findings.criteria["T201"].met:
        return None
    for line in case.reading.of(kind):
        if {act.subject for act in line.acts} == {"group"}:
            return _quoting(case, line)
    return None


def _pale(case: Case, kind: Section) -> Values | None:
    if case.findings.criteria["A301"].met:
        return None
    acts = ((line, act) for line in case.reading.of(kind) for act in line.acts)
    quote = Quoter(case).quote(line.range(act.first, act.at + 1) for line, act in acts if act.own and not act.specific)
    return {"quote": quote} if quote else None


def _no_change(case: Case, kind: Section) -> Values | None:
    lessons = [line_at(case, where) for where in ranges_of(case, "L501")]
    lines = [line for line in case.reading.of(kind) if line not in lessons]
    return _quoting(case, lines[-1]) if lines and not case.findings.criteria["R401"].met else None


def _any_lesson(case: Case, _: Section) -> Values | None:
    answers = case.findings.criteria
    if not answers["L501"].met or answers["L502"].met:
        return None
    quote = Quoter(case).of(["L501"])
    return {"quote": quote} if quote else None


def _quoting(case: Case, line: Line) -> Values | None:
    quote = Quoter(case).quote([(line.sentence.start, line.sentence.end)])
    return {"quote": quote} if quote else None


# -- time ------------------------------------------------------------------------------------------------------------


def _slow(case: Case, kind: Section) -> Values | None:
    seconds, target = said(case, kind), load().levels[case.target.level].targets[kind]
    return {"said": str(seconds), "target": str(target)} if seconds > max(1.5 * target, target + 10) else None


def _rushed(case: Case, kind: Section) -> Values | None:
    seconds, target = said(case, kind), load().levels[case.target.level].targets[kind]
    return {"said": str(seconds), "target": str(target)} if seconds < 0.4 * target else None


_WORDS: tuple[tuple[str, Finder], ...] = (
    ("handed_on", _fault("A312")), ("blurred", _fault("A302")), ("contradicting", _fault("D606")),
    ("empty", _fault("D603")), ("hedged", _fault("D602")), ("contradicts", _contradicts),
)  # fmt: skip
_MISTAKES: Mapping[Section, tuple[tuple[str, Finder], ...]] = {
    "situation": (("no_problem", _no_problem), ("slow", _slow), *_WORDS),
    "task": (("assigned", _assigned), *_WORDS, ("nobody", _nobody), ("slow", _slow)),
    "action": (*_WORDS[:2], ("pale", _pale), *_WORDS[2:], ("slow", _slow), ("rushed", _rushed)),
    "result": (*_WORDS, ("no_change", _no_change), ("slow", _slow)),
    "reflection": (*_WORDS, ("any_lesson", _any_lesson), ("slow", _slow)),
}
