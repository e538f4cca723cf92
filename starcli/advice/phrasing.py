"""The texts of `coaching.yaml`, filled with what was found in one story."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starcli.advice.case import Case
from starcli.advice.quoting import Quoter
from starcli.data import fill, load

_NAMED = 2  # with more target principles than this none of them is named


def texts(topic: str) -> Mapping[str, Any]:
    """One topic of the file."""
    rows: Mapping[str, Any] = load().coaching[topic]
    return rows


def hung(row: Mapping[str, Any], key: str, case: Case, quotes: Quoter, **values: str) -> str:
    """One of a row's texts, hung on words of the story where there are some; empty where it has neither."""
    template, names = row.get(f"{key}_at"), principles(case)
    if template and (quote := quotes.anchor(row.get("anchor", ()))):
        return fill(template, quote=quote, principle=names, **values)
    return fill(row.get(key, ""), principle=names, **values)


def asked(case: Case, code: str, quotes: Quoter) -> str:
    """The question for what is missing."""
    if code == "T203" and case.findings.assigned and (quote := quotes.quote([case.findings.assigned])):
        return fill(texts("assigned")["ask"], quote=quote)
    return hung({"ask": load().criteria[code].ask, **texts("criteria")[code]}, "ask", case, quotes)


def lacks(case: Case, codes: Iterable[str], most: int = 3) -> str:
    """What is missing, in words: `whose job it was and how you checked that it worked`."""
    names = [fill(texts("criteria")[code]["lacks"], principle=principles(case)) for code in codes]
    return listed(names[:most])


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def in_passing(advice: str) -> str:
    """The first sentence of an advice, to go on with after a comma."""
    first = advice.split(". ", maxsplit=1)[0].rstrip(".")
    return first[0].lower() + first[1:]


def principles(case: Case) -> str:
    """The target principles' names; any of them will do."""
    slugs = case.target.principles
    if len(slugs) > _NAMED:
        return "one of the principles"
    return " or ".join(load().principles[slug].name for slug in slugs)


def level(case: Case) -> str:
    """The level as people call it: `Senior level`."""
    return f"{load().levels[case.target.level].title} level"
