"""The principles: how strongly the story itself shows each of the sixteen, and criterion P701."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from starcli.data import Principle, load
from starcli.lexicon import Hit, Matcher
from starcli.models import Finding, PrincipleFinding, Range, Target
from starcli.reading import Line, Reading

SHOWN = 45  # strength from which a principle counts as shown
_DOING = {"A301": 10, "A303": 10}  # points of strength for deeds told at all: a principle is shown by doing
_DEED = "A301"  # without it nothing is shown
_MOST_QUOTES = 3
_DIMINISHING = (0.0, 0.5, 0.75, 1.0)  # share of the cue's part won by so many different cues
_AGAINST = 12  # points lost for each thing that speaks against it
_ROW = 3  # more cues than this in a row are a list of words, not a story
_STRINGING = frozenset({",", ";", "/", "&", "-", "and"})


def principle_findings(reading: Reading, answers: Mapping[str, Finding]) -> tuple[PrincipleFinding, ...]:
    """What the story shows of each principle, from the criteria it meets and what the teller tells as done."""
    cues: dict[str, dict[str, Range]] = {}
    for line in reading.lines:
        for name, said, where in _cues(line):
            cues.setdefault(name, {}).setdefault(said, where)
    met = {code: answer for code, answer in answers.items() if answer.met}
    return tuple(_finding(row, met, cues) for row in load().principles.values())


def principle_shown(principles: tuple[PrincipleFinding, ...], target: Target) -> Finding:
    """P701: one of the target principles is shown by what the teller did."""
    aimed = sorted((row for row in principles if row.slug in target.principles), key=lambda row: -row.strength)
    best = aimed[0]
    return Finding(best.shown, False, best.ranges if best.shown else ())


def _finding(row: Principle, met: Mapping[str, Finding], cues: Mapping[str, Mapping[str, Range]]) -> PrincipleFinding:
    """`met` holds the answers of the criteria that are met."""
    hits, against = cues.get(f"{row.slug}.cue", {}), cues.get(f"{row.slug}.contradicts", {})
    won = sum(share for code, share in row.shows.items() if code in met)
    won += row.shows.get("cue", 0.0) * _DIMINISHING[min(len(hits), len(_DIMINISHING) - 1)]
    doing = sum(points for code, points in _DOING.items() if code in met)
    strength = round((100 - sum(_DOING.values())) * won) + doing - _AGAINST * len(against)
    strength = max(0, min(100, strength))
    quotes = [*hits.values(), *(met[code].ranges[0] for code in row.shows if code in met and met[code].ranges)]
    shown = strength >= SHOWN and _DEED in met and bool(quotes)
    return PrincipleFinding(row.slug, strength, shown, tuple(dict.fromkeys(quotes))[:_MOST_QUOTES])


@cache
def _matcher() -> Matcher:
    """All cues of all principles, matched in one pass."""
    rows = load().principles.values()
    return Matcher(
        {
            f"{row.slug}.{kind}": phrases
            for row in rows
            for kind, phrases in (("cue", row.cues), ("contradicts", row.contradicts))
        }
    )


def _cues(line: Line) -> Iterator[tuple[str, str, Range]]:
    """Cues in a sentence that tells somebody's doing, as (principle and kind, words, place)."""
    if line.has("hypothetical") or not any(not (act.quoted or act.modal or act.wished) for act in line.acts):
        return
    hits = [
        (name, first, last)
        for name, places in _matcher().find(line.tokens).items()
        for first, last in places
        if first not in line.quoted
    ]
    if not _is_a_list(line, sorted({(first, last) for _, first, last in hits})):
        for name, first, last in hits:
            yield name, " ".join(token.low for token in line.tokens[first:last]), line.range(first, last)


def _is_a_list(line: Line, places: Sequence[Hit]) -> bool:
    """Whether cues are strung together with nothing told between them."""
    run = longest = 1
    for (_, before), (first, _) in pairwise(places):
        between = {token.low for token in line.tokens[before:first]}
        run = run + (first >= before) if between <= _STRINGING else 1
        longest = max(longest, run)
    return longest > _ROW
