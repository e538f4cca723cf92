"""The verdict in words, and what goes through the interviewer's mind."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from starcli.advice.case import Case
from starcli.advice.evidence import missing, telling
from starcli.advice.phrasing import hung, lacks, level, principles, texts
from starcli.advice.priorities import held_by
from starcli.advice.quoting import Quoter
from starcli.data import fill, load
from starcli.models import BANDS, SECTIONS, Change, Section

_SENTENCES = 4
# Points of a part's score by which it must lead to be called the strongest: a story is hired on its deeds.
_HEARD_LESS: Mapping[Section, int] = {"action": 0, "result": 1, "situation": 15, "task": 16, "reflection": 17}
_THOUGHTS = {"strong_hire": (2, 0), "hire": (2, 1), "no_hire": (1, 2), "strong_no_hire": (0, 2)}  # heard, doubted


def summary(case: Case, changes: Sequence[Change]) -> str:
    """The band at the level, the strongest point and the biggest gap."""
    if case.findings.not_a_story:
        return fill(texts("no_story")["summary"], level=level(case))
    quotes = Quoter(case)
    return " ".join(filter(None, [_verdict(case, quotes), _strongest(case, quotes), _gap(case, changes)]))


def _verdict(case: Case, quotes: Quoter) -> str:
    score = case.score
    values = {"level": level(case), "principle": principles(case), "lacks": lacks(case, held_by(case))}
    if score.cap == "assigned-task" and case.findings.assigned and (quote := quotes.quote([case.findings.assigned])):
        return fill(texts("held")["assigned"], quote=quote, **values)
    if score.cap:
        return fill(texts("held")[BANDS[BANDS.index(score.band) + 1]], **values)
    if score.borderline:
        return fill(texts("near")[score.band + ("_up" if _below_a_bar(case) else "")], **values)
    return fill(texts("verdict")[score.band], **values)


def _below_a_bar(case: Case) -> bool:
    """Whether the nearest bar is the next one up."""
    bars, overall = load().levels[case.target.level].bars, case.score.overall
    nearest = min(bars.values(), key=lambda bar: abs(bar - overall - 0.5))
    return overall < nearest


def _best(case: Case) -> list[Section]:
    """The parts that are told, the strongest first."""
    told = [kind for kind in SECTIONS if next(case.reading.of(kind), None)]
    return sorted(told, key=lambda kind: _HEARD_LESS[kind] - case.score.sections[kind])


def _strongest(case: Case, quotes: Quoter) -> str:
    rows = load().criteria
    for kind in _best(case):
        if quote := quotes.of(telling(case, [code for code, row in rows.items() if row.section == kind])):
            return fill(texts("strongest")[kind], quote=quote)
    return str(texts("strongest")["none"])


def _gap(case: Case, changes: Sequence[Change]) -> str:
    open_codes = [change.code for change in changes if change.code not in held_by(case)]
    if open_codes:
        return fill(load().coaching["gap"], lacks=lacks(case, open_codes[:1]))
    return "" if changes else str(load().coaching["no_gap"])


# -- the interviewer -------------------------------------------------------------------------------------------------


def interviewer(case: Case, changes: Sequence[Change]) -> str:
    """What goes through the interviewer's mind: what was heard, what was not, the principle, where it leans."""
    quotes = Quoter(case)
    if case.findings.not_a_story:
        return _no_story(case, quotes)
    mind = _mind(case, quotes)
    off = str(load().coaching["off_question"]) if case.findings.off_question else ""
    room = _SENTENCES - 1 - sum(map(bool, (mind, off)))
    heard, doubted = _THOUGHTS[case.score.band]
    doubts = list(islice(_doubts(case, changes, quotes), max(doubted, 1)))
    notes = list(islice(_heard(case, quotes), min(heard, room - min(doubted, len(doubts), 1))))
    thoughts = [*notes, *doubts][:room]
    return " ".join(filter(None, [off, *thoughts, mind, _leaning(case, changes)]))


def _no_story(case: Case, quotes: Quoter) -> str:
    row, first = texts("no_story"), next(iter(case.reading.lines), None)
    quote = quotes.quote([(first.sentence.start, first.sentence.end)]) if first else ""
    return fill(row["interviewer_at" if quote else "interviewer"], quote=quote, on=_on(case))


def _heard(case: Case, quotes: Quoter) -> Iterator[str]:
    """What an interviewer writes down: one thing of each part, the most telling first."""
    seen = set[str]()
    for code in telling(case):
        if code[0] not in seen and (quote := quotes.of([code])):
            seen.add(code[0])
            yield fill(texts("criteria")[code]["heard"], quote=quote)


def _doubts(case: Case, changes: Sequence[Change], quotes: Quoter) -> Iterator[str]:
    """What an interviewer could not hear: what the changes are about, then what else is missing."""
    for code in dict.fromkeys([*(change.code for change in changes), *missing(case)]):
        if code == "T203" and case.findings.assigned and (quote := quotes.quote([case.findings.assigned])):
            yield fill(texts("assigned")["doubt"], quote=quote)
        elif code != "P701":  # the principle has a sentence of its own
            yield hung(texts("criteria")[code], "doubt", case, quotes)


def _mind(case: Case, quotes: Quoter) -> str:
    """Whether the story shows the principle that the interviewer came for."""
    if not case.target.principles:
        return ""
    wanted = [found for found in case.findings.principles if found.slug in case.target.principles]
    first = min(wanted, key=lambda found: (not found.shown, case.target.principles.index(found.slug)))
    row, name = texts("mind").get(first.slug, texts("mind")["any"]), load().principles[first.slug].name
    if not first.shown:
        return fill(row["open"], principle=name)
    quote = quotes.quote(first.ranges)
    return fill(row["shown"], quote=quote, principle=name) if quote else ""


def _leaning(case: Case, changes: Sequence[Change]) -> str:
    rows, best = load().coaching, next(iter(_best(case)), None)
    near = case.score.borderline and _below_a_bar(case) == (case.score.band == "no_hire")
    name = f"{case.score.band}_near" if near else case.score.band
    code = next((change.code for change in changes), "P701")
    return fill(
        rows["leaning"].get(name, rows["leaning"][case.score.band]),
        on=_on(case),
        because=rows["because"].get(best, ""),
        until=rows["until"].get(code, rows["until"][code[0]]),
    )


def _on(case: Case) -> str:
    """The principle voted on; a yes to a story that does not show it is no yes on it."""
    slugs = case.target.principles
    shown = any(found.shown for found in case.findings.principles if found.slug in slugs)
    if len(slugs) != 1 or (case.score.band in {"hire", "strong_hire"} and not shown):
        return ""
    return f" on {load().principles[slugs[0]].name}"
