"""The changes that would help most at this level."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from starcli.advice.case import Case
from starcli.advice.evidence import missing, ranges_of
from starcli.advice.phrasing import hung, in_passing, principles, texts
from starcli.advice.quoting import Quoter
from starcli.data import fill, load
from starcli.models import Change

MOST = 3


class Offer(NamedTuple):
    """One change: the criteria it meets together, the points that wins, and its texts."""

    codes: tuple[str, ...]
    points: float
    row: Mapping[str, Any]


def priorities(case: Case) -> tuple[Change, ...]:
    """At most three changes: what lifts what holds the band down or a hand-over, then what wins most points."""
    if case.findings.not_a_story:
        return (Change("D605", texts("no_story")["change"], _points(case, ("D605",))),)
    quotes, chosen = Quoter(case), list[Offer]()
    for offer in sorted(_offers(case), key=lambda offer: _rank(case, offer)):
        if not any(_alike(offer, other) for other in chosen):
            chosen.append(offer)
    return tuple(Change(o.codes[0], _text(case, o, quotes), o.points) for o in chosen[:MOST])


def held_by(case: Case) -> tuple[str, ...]:
    """The criteria that would lift what holds the band below its points."""
    cap = case.score.cap or ""
    if cap == "assigned-task":
        return ("T203",)
    return tuple(cap.removeprefix("needs ").split(", ")) if cap.startswith("needs ") else ()


def _offers(case: Case) -> Iterator[Offer]:
    unmet = {code for code, found in case.findings.criteria.items() if not found.met}
    for code in dict.fromkeys([*missing(case), *unmet.intersection(held_by(case))]):
        if points := _points(case, (code,)):
            yield Offer((code,), points, texts("criteria")[code])
    for row in load().coaching["together"]:
        codes = tuple(code for code in row["codes"] if code in unmet)
        if _fits(case, row, codes):
            yield Offer(codes, _points(case, codes), row)


def _fits(case: Case, row: Mapping[str, Any], codes: tuple[str, ...]) -> bool:
    """Whether one change can meet these criteria together: all of a row or, with words at fault, two of it."""
    if "words" in row:
        return row["words"] in codes and len(codes) > 1 and bool(ranges_of(case, row["words"]))
    return len(codes) == len(row["codes"]) and ("expects" not in row or row["expects"] in _expects(case))


def _expects(case: Case) -> tuple[str, ...]:
    return load().levels[case.target.level].expects


def _points(case: Case, codes: tuple[str, ...]) -> float:
    return round(sum(case.score.points[code][1] - case.score.points[code][0] for code in codes), 2)


def _rank(case: Case, offer: Offer) -> tuple[bool, float, int, int]:
    expects, order = _expects(case), list(load().criteria)
    wanted = min(expects.index(code) if code in expects else len(expects) for code in offer.codes)
    first = set(offer.codes).intersection(held_by(case)) or ("A312" in offer.codes and _handed_on(case))
    return not first, -offer.points, wanted, min(map(order.index, offer.codes))


def _handed_on(case: Case) -> bool:
    """Whether the story surely hands the problem on: no other change helps before that one."""
    found = case.findings.criteria["A312"]
    return not found.met and found.sure and bool(found.ranges)


def _alike(offer: Offer, other: Offer) -> bool:
    return any(
        set(kind).intersection(offer.codes) and set(kind).intersection(other.codes) for kind in load().coaching["alike"]
    )


def _text(case: Case, offer: Offer, quotes: Quoter) -> str:
    if offer.codes == ("T203",) and case.findings.assigned and (quote := quotes.quote([case.findings.assigned])):
        return fill(texts("assigned")["change"], quote=quote, principle=principles(case))
    if offer.codes == ("P701",) and len(case.target.principles) == 1:
        advice = in_passing(load().principles[case.target.principles[0]].emphasise)
        return fill(offer.row["advised"], principle=principles(case), advice=advice)
    return hung(offer.row, "change", case, quotes)
