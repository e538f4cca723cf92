"""The story told better from its own words: each part, and the whole for each principle; what is missing is asked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from starcli import lexicon
from starcli.advice import lens, polish
from starcli.advice.case import Case
from starcli.advice.lens import Answers, Told
from starcli.advice.sentences import with_notes
from starcli.data import Principle, load
from starcli.models import SECTIONS, Rewrite, Section
from starcli.reading import Line

PLACEHOLDER = re.compile(r"\[add: [^\[\]\n]*\]")
MADE = "made"  # in `places`: the sentence in which the teller makes something
_MOST_ASKED = 3  # placeholders in the rewrite of one part
_MOST_IN_WHOLE = 2  # and of each part in the whole, where more would bury the story


def rewrites(case: Case) -> tuple[Rewrite, ...]:
    """Rewrite each part and the whole, once for each target principle."""
    desk = _Desk(case)
    parts = [_rewrite(kind, None, desk.part(kind)) for kind in SECTIONS]
    lenses: Sequence[Principle | None] = [load().principles[slug] for slug in case.target.principles] or [None]
    wholes = [_rewrite("full", principle.slug if principle else None, desk.whole(principle)) for principle in lenses]
    return (*parts, *wholes)


def _rewrite(kind: Section | Literal["full"], principle: str | None, text: str) -> Rewrite:
    return Rewrite(kind, principle, text, tuple(PLACEHOLDER.findall(text)))


class _Desk:
    """Where one story is rewritten."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.answers = Answers(case)
        first = case.reading.lines[:1]
        told = {kind: [self._tell(line, opens=line in first) for line in case.reading.of(kind)] for kind in SECTIONS}
        story = not case.findings.not_a_story  # of what is no event nothing can be told
        self.told = {kind: _with_something_to_say(lines) if story else [] for kind, lines in told.items()}

    def _tell(self, line: Line, *, opens: bool) -> Told:
        return self.answers.tell(polish.whole(line), opens=opens)

    def part(self, kind: Section) -> str:
        """One part by itself."""
        return _paragraph(kind, self.told[kind], missing(self.case, kind)[:_MOST_ASKED])

    def whole(self, principle: Principle | None) -> str:
        """All parts, as a principle wants them told."""
        paragraphs = []
        for kind in SECTIONS:
            told = lens.through(principle, kind, self.told, self.answers) if principle else self.told[kind]
            codes = missing(self.case, kind, principle)[:_MOST_IN_WHOLE]
            paragraphs.append(_paragraph(kind, told, codes, principle))
        return "\n\n".join(paragraphs)


def _with_something_to_say(told: Sequence[Told]) -> list[Told]:
    """Leave out sentences without a fact, the last first, unless the next one hangs on it."""
    kept: list[Told] = []
    for one in reversed(told):
        if one.text and (not _says_nothing(one) or (kept and lens.depends(kept[-1].text))):
            kept.append(one)
    return kept[::-1]


def _says_nothing(told: Told) -> bool:
    """Whether a sentence only evaluates: praise for oneself or vague words, without a deed, a figure or a name."""
    line = told.passage.line
    if told.codes or any(quantity.measures for quantity in line.quantities):
        return False
    if "self_praise" in polish.matcher().find(line.tokens):
        return True
    vague = lexicon.words("english") | polish.words("vague")
    return "D603" in told.faults and all(token.low in vague for token in line.tokens if lexicon.is_word(token))


# -- what is missing -------------------------------------------------------------------------------------------------


def missing(case: Case, kind: Section, principle: Principle | None = None) -> list[str]:
    """The criteria of a part whose facts are to be asked for, the most wanted first."""
    expects, lead = load().levels[case.target.level].expects, principle.lead if principle else ()
    codes = [code for code, row in load().criteria.items() if row.section == kind and _can_be_asked(case, code)]
    covered = {code for asked in codes for code in polish.rules()["covers"].get(asked, ())}
    wanted = [code for code in codes if code not in covered and not (principle and code in principle.trim)]

    def rank(code: str) -> tuple[bool, int, float]:
        return (
            code not in lead,
            expects.index(code) if code in expects else len(expects),
            -case.score.points.get(code, (0, 0))[1],
        )

    return sorted(wanted, key=rank)


def _can_be_asked(case: Case, code: str) -> bool:
    """A302 asks beside its own words instead; and a story that tells who gave the order is not asked for it."""
    told = case.findings.criteria[code].met or (code == "T203" and case.findings.assigned is not None)
    return not told and code in polish.rules()["places"]


# -- putting it together ---------------------------------------------------------------------------------------------


class _Slots(NamedTuple):
    """Placeholders of one paragraph: before all sentences, inside and after each, and after all."""

    start: list[str]
    inside: list[list[str]]
    after: list[list[str]]
    end: list[str]


def _paragraph(kind: Section, told: Sequence[Told], codes: Sequence[str], principle: Principle | None = None) -> str:
    """Sentences with the placeholders for what they lack, each where it belongs."""
    slots = _Slots([], [_beside(one) for one in told], [[] for _ in told], [])
    for code in sorted(codes):
        leads = principle is not None and code in principle.lead
        where = polish.rules()["places"][code]
        _place(where, _ask(code, where.get("beside", {}), told), told, slots, leads=leads)
    lens_asks = polish.rules()["lenses"][principle.slug] if principle else {}
    if lens_asks.get("part") == kind:
        _place(lens_asks, lens_asks["ask"], told, slots)
    rows = [*slots.start]
    for one, inside, after in zip(told, slots.inside, slots.after, strict=True):
        rows += [with_notes(one.text, inside or _vague(one)), *after]
    return " ".join([*rows, *slots.end])


def _ask(code: str, beside: Mapping[str, str], told: Sequence[Told]) -> str:
    """What is asked for a criterion; less where the words of another give a part of it."""
    given = (ask for other, ask in beside.items() if any(other in one.codes for one in told))
    return next(given, load().criteria[code].placeholder)


def _place(where: Mapping[str, Any], ask: str, told: Sequence[Told], slots: _Slots, *, leads: bool = False) -> None:
    home = _home(where.get("after", ()), told, last=bool(where.get("last")))
    if (leads and where.get("leads")) or (home is None and where.get("at") == "start"):
        slots.start.append(f"[{ask}]")
    elif home is None:
        slots.end.append(f"[{ask}]")
    else:
        (slots.inside if where.get("inside") else slots.after)[home].append(f"[{ask}]")


def _home(codes: Iterable[str], told: Sequence[Told], *, last: bool) -> int | None:
    """The sentence with the words that answer, or are at fault for, the first of some criteria that has any."""
    for code in codes:
        homes = [at for at, one in enumerate(told) if code in one.codes | one.faults or (code == MADE and _makes(one))]
        if homes:
            best = [at for at in homes if code in told[at].heads]
            return homes[-1] if last else (best or homes)[0]
    return None


def _makes(told: Told) -> bool:
    """Whether the teller makes something in a sentence."""
    return any(act.own and "constructive" in act.lists for act in told.passage.line.acts)


def _beside(told: Told) -> list[str]:
    """What a sentence's own words ask: whose step it was, and what the words that were cut stood for."""
    owner = [polish.rules()["ask_owner"]] if "A302" in told.faults else []
    return [f"[{ask}]" for ask in (*owner, *told.asks)]


def _vague(told: Told) -> list[str]:
    """What to ask of a step that is told without a fact."""
    vague = told.passage.line.part == "action" and "D603" in told.faults
    return [f"[{polish.rules()['ask_fact']}]"] if vague else []
