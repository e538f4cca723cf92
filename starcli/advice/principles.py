"""What a target principle makes of a part of the story: one sentence."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from starcli.advice.case import Case
from starcli.advice.evidence import missing
from starcli.advice.phrasing import hung, in_passing, lacks, texts
from starcli.advice.quoting import Quoter
from starcli.data import Principle, fill, load
from starcli.models import Section


class Angle(NamedTuple):
    """The sentence, the missing criteria it asks for itself, one that is to be asked first, and where it stands."""

    text: str = ""
    asks: frozenset[str] = frozenset()
    wants: str | None = None
    begins: bool = False


def angle(case: Case, kind: Section, quotes: Quoter | None) -> Angle | None:
    """What the first target principle with something to say about a part says; without `quotes` it quotes nothing."""
    for slug in case.target.principles:
        rows = texts("lenses").get(slug)
        found = (
            _own(case, rows.get(kind), quotes)
            if rows
            else _generic(case, kind, load().principles[slug], told=quotes is not None)
        )
        if found:
            return found
    return None


def _own(case: Case, row: Mapping[str, Any] | None, quotes: Quoter | None) -> Angle | None:
    if row is None:
        return None
    begins = row.get("begins", False)
    if "given" in row and case.findings.assigned:
        return Angle(row["given"], frozenset(row["codes"]), begins=begins)
    still_open = [code for code in row["codes"] if not case.findings.criteria[code].met]
    if still_open:
        told = lacks(case, still_open)
        text = hung(row, "open", case, quotes, lacks=told) if quotes else fill(row["open"], lacks=told)
        return Angle(text, frozenset(still_open), begins=begins)
    quote = quotes.of(row["codes"]) if quotes and "met" in row else ""
    return Angle(fill(row["met"], quote=quote), begins=begins) if quote else None


def _generic(case: Case, kind: Section, principle: Principle, *, told: bool) -> Angle | None:
    """A principle without sentences of its own: its advice on the opening and on the work, and what it leads with."""
    advice, row = {"situation": principle.lead_with, "action": principle.emphasise}.get(kind), texts("lens")
    if advice:
        return Angle(fill(row["text"], principle=principle.name, advice=in_passing(advice)))
    weighs = [code for code in missing(case, principle.lead) if load().criteria[code].section == kind]
    if not weighs:
        return None
    text = fill(row["weighs" if told else "weighs_most"], principle=principle.name, lacks=lacks(case, weighs))
    return Angle(text, wants=weighs[0])
