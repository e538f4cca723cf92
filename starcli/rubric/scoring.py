"""Answers to scores and a band. Nothing else decides them: no model, no time, no place.

Guarantees, held by tests: one more criterion met never lowers a score; a higher level never gives a better band
(its bars are at least as high and it needs at least the same criteria); the same answers give the same score.
"""

from collections.abc import Mapping, Sequence

from starcli.data import Level, load
from starcli.models import BANDS, BY_ABSENCE, SECTIONS, BandName, Score, Section

NEAR = 2  # points from a bar within which a band is called borderline
# The principles that an openly assigned task speaks against, from sde2 up.
SELF_STARTED = frozenset({"ownership", "insist-on-the-highest-standards"})
# Met where no fault is found, so also where next to nothing is told.
_FIRST_LEVEL = "sde1"


def weights(principles: Sequence[str]) -> dict[str, float]:
    """Points on offer per criterion under some principles; they add up to 100. Several principles share the say."""
    data = load()
    raw = {}
    for code, criterion in data.criteria.items():
        if code == "P701" and not principles:
            continue
        factors = [data.principles[slug].weights.get(code, 1.0) for slug in principles]
        raw[code] = criterion.weight * (sum(factors) / len(factors) if factors else 1.0)
    total = sum(raw.values())
    return {code: 100 * weight / total for code, weight in raw.items()}


def section_scores(met: Mapping[str, bool]) -> dict[Section, int]:
    """Each section from 0 to 100: the share of its criteria's weight that is met.

    What is met by the absence of a fault counts at most as much as what is told: nothing told is no merit.
    """
    scores: dict[Section, int] = {}
    for section in SECTIONS:
        shares = {code: row.sections[section] for code, row in load().criteria.items() if section in row.sections}
        told = sum(share for code, share in shares.items() if met[code] and code not in BY_ABSENCE)
        faultless = sum(share for code, share in shares.items() if met[code] and code in BY_ABSENCE)
        scores[section] = round(100 * (told + min(faultless, told)) / sum(shares.values()))
    return scores


def score(
    met: Mapping[str, bool],
    level: str,
    principles: Sequence[str] = (),
    *,
    assigned: bool = False,
    is_story: bool = True,
) -> Score:
    """Turn answers into a score and a band at a level.

    Args:
        met: every criterion's answer by code; P701 only counts with a principle.
        level: slug of a level of the rubric data.
        principles: slugs of the target principles, none for the general rubric.
        assigned: the story says openly that the task was handed to the teller.
        is_story: False for a text that tells no event at all.
    """
    bar = load().levels[level]
    offer = weights(principles)
    points = {code: (offer[code] if met[code] else 0.0, offer[code]) for code in offer}
    overall = round(sum(won for won, _ in points.values()))
    earned = _band(overall, bar)
    band, cap = earned, None
    for limit, reason in _caps(met, bar, principles, assigned=assigned, is_story=is_story):
        if BANDS.index(limit) < BANDS.index(band):
            band, cap = limit, reason
    if not is_story:
        overall = min(overall, bar.bars["no_hire"] - 1)
    near = any(bar.bars[name] - NEAR <= overall < bar.bars[name] + NEAR for name in BANDS[1:])
    return Score(overall, band, near and cap is None, section_scores(met), points, cap)


def _band(overall: int, level: Level) -> BandName:
    reached = [name for name in BANDS[1:] if overall >= level.bars[name]]
    return reached[-1] if reached else BANDS[0]


def _caps(
    met: Mapping[str, bool], level: Level, principles: Sequence[str], *, assigned: bool, is_story: bool
) -> list[tuple[BandName, str]]:
    """What holds the band down whatever the points say: (highest band left, reason)."""
    caps: list[tuple[BandName, str]] = []
    if not is_story:
        caps.append(("strong_no_hire", "not-a-story"))
    if assigned and level.slug != _FIRST_LEVEL and SELF_STARTED.intersection(principles):
        caps.append(("no_hire", "assigned-task"))
    for band in BANDS[:0:-1]:
        missing = [code for code in level.needs.get(band, ()) if not met[code]]
        if missing:
            caps.append((BANDS[BANDS.index(band) - 1], f"needs {', '.join(missing)}"))
    return caps
