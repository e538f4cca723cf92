"""How a detector answers."""

from collections.abc import Iterable

from starcli.models import Finding, Range

MOST = 4  # quotes per answer: enough to show, few enough to read


def found(ranges: Iterable[Range], *, sure: bool = True, sure_not: bool = True, least: int = 1) -> Finding:
    """Met when at least `least` places show it; `sure` holds for a yes, `sure_not` for a no."""
    places = tuple(dict.fromkeys(ranges))
    if len(places) >= least:
        return Finding(True, sure, places[:MOST])
    return Finding(False, sure_not)


def absent(faults: Iterable[Range], *, sure: bool = True, sure_not: bool = True, most: int = 0) -> Finding:
    """Met when at most `most` faults are found; the faults are the evidence of a no."""
    places = tuple(dict.fromkeys(faults))
    if len(places) > most:
        return Finding(False, sure_not, places[:MOST])
    return Finding(True, sure)
