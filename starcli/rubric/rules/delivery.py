"""Delivery: length, hedges, empty words, order, one event, figures that agree."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile

from starcli import lexicon
from starcli.lexicon import Hit
from starcli.models import SECTIONS, Finding, Range, SentenceKind
from starcli.reading import Line, Reading, seconds
from starcli.rubric.rules.answers import MOST, absent
from starcli.rubric.rules.figures import impossible
from starcli.rubric.rules.heard import heard
from starcli.rubric.rules.story import happened, is_past, not_a_story

_LATE: tuple[SentenceKind, ...] = ("result", "reflection")
_CUES = tuple(f"cue_{part}" for part in SECTIONS)
_RESULT = SECTIONS.index("result")
_GENERAL = ("habit", "opinion", "advice", "hypothetical")
_OFTEN, _MOSTLY = 0.3, 0.75  # shares of sentences that tell no event


def fits_time(reading: Reading, shortest: int, longest: int, wpm: int) -> Finding:
    """D601: the spoken length fits the level's range in seconds."""
    return Finding(shortest <= seconds(reading.words(), wpm) <= longest, sure=True)


def no_hedges(reading: Reading) -> Finding:
    """D602: the teller's own claims are not softened.

    One stray word is fine; two words that may be honest doubts count as one.
    """
    plain, soft = (
        [line.range(*hit) for line in reading.lines for hit in _merged(_hedges(line, name))]
        for name in ("hedge", "hedge_soft")
    )
    faulty = len(plain) + len(soft) // 2 > 1
    return absent(sorted(plain + soft) if faulty else (), sure=not plain, sure_not=len(plain) > 3)


def _hedges(line: Line, name: str) -> Iterator[Hit]:
    for first, last in line.hits.get(name, ()):
        before = line.tokens[first - 1].low if first else ""
        names_a_class = line.tokens[last - 1].low == "of" and before in lexicon.words("sorting")
        if not names_a_class and first not in line.quoted:
            yield first, last


def _merged(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in order of place, overlapping ones taken together."""
    merged: list[Hit] = []
    for first, last in sorted(hits):
        if merged and first < merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def no_empty_words(reading: Reading) -> Finding:
    """D603: no vague claim stands where a specific is due. A claim is made good by a figure beside it."""
    faults: dict[str, Range] = {}
    told = heard(reading)
    measured = any(_is_measured(line) for line in told.of(*_LATE))
    parted = {line.sentence.start: line for line in told.lines}
    for line in (parted.get(line.sentence.start, line) for line in reading.lines):
        if _is_measured(line):
            continue
        for first, last in _merged(_empty(line)):
            faults.setdefault(" ".join(token.low for token in line.tokens[first:last]), line.range(first, last))
    return absent(faults.values(), sure=False, sure_not=len(faults) > 3, most=1 if measured else 0)


def _is_measured(line: Line) -> bool:
    return any(quantity.measures for quantity in line.quantities)


def _empty(line: Line) -> Iterator[Hit]:
    fine = {at for hit in line.hits.get("empty_fine", ()) for at in range(*hit)}
    for name in ("empty_claim", "empty_word") if line.part in _LATE else ("empty_word",):
        yield from (
            hit for hit in line.hits.get(name, ()) if not fine.intersection(range(*hit)) and hit[0] not in line.quoted
        )


def ordered(reading: Reading) -> Finding:
    """D604: the order can be followed. A result told first is fine, jumping back for what was needed earlier is not."""
    jumps = [where for line in reading.lines for where in line.found("backtrack")]
    jumps += _late_openings(reading.lines)
    faulty = bool(jumps) or _runs_backwards(reading.lines) or _stops_short(reading) or _nothing_to_order(reading)
    return Finding(not faulty, False, tuple(jumps[:MOST]))


def _told(line: Line) -> int | None:
    """Which part a sentence announces with its first and longest cue: 0 is the situation, 4 the reflection."""
    cues = [(at, -last, part) for part, name in enumerate(_CUES) for at, last in line.hits.get(name, ())]
    return min(cues)[2] if cues else None


def _late_openings(lines: Sequence[Line]) -> list[Range]:
    """Where the scene is set only after the outcome."""
    late: list[Range] = []
    over = False
    for line in lines[1:]:
        late += [line.range(*hit) for hit in line.hits.get("scene_opener", ()) if over and hit[0] == 0]
        over = over or _told(line) == _RESULT
    return late


def _runs_backwards(lines: Sequence[Line]) -> bool:
    """Whether more parts are announced after a later one than after an earlier one; a result told first is left out."""
    told = list(dropwhile(lambda part: part == _RESULT, (part for line in lines if (part := _told(line)) is not None)))
    seen = [0] * len(_CUES)
    forward = backward = 0
    for part in told:
        forward += sum(seen[:part])
        backward += sum(seen[part + 1 :])
        seen[part] += 1
    return backward > forward and backward > 1


def _stops_short(reading: Reading) -> bool:
    """Whether a story under headings ends before any outcome."""
    labels = {label for line in reading.lines for label in line.sentence.labels}
    return len(labels) > 1 and not labels.intersection(_LATE)


def _nothing_to_order(reading: Reading) -> bool:
    """Whether it is no event and the teller does nothing in it."""
    own = any(act.own and act.specific and is_past(line, act) for line in reading.lines for act in line.acts)
    return not own and not on_story(reading).met


def on_story(reading: Reading) -> Finding:
    """D605: one event is told, not a habit, an opinion, advice or what one would do."""
    told = [line for line in reading.lines if line.part != "reflection"]
    dated = any(line.has("one_occasion") for line in told)
    general = [line for line in told if line.has(*_GENERAL) or (not dated and _is_now(line))]
    events = [line for line in told if happened(line) and not line.has(*_GENERAL)]
    habits = [line.range(*hit) for line in told for hit in _merged(line.hits.get("habit", ()))]
    share = len(general) / max(1, len(general) + len(events))
    faulty = not_a_story(reading) or share >= _MOSTLY or (share >= _OFTEN and bool(habits))
    words = habits or [where for line in general for where in line.found("opinion", "advice")]
    return Finding(not faulty, False, tuple(words[:MOST]) if faulty else ())


def _is_now(line: Line) -> bool:
    """Whether the teller's doing is told in the present, and nothing in the past."""
    now = any(act.done and act.subject in {"teller", "group"} and not is_past(line, act) for act in line.acts)
    return now and not happened(line)


def consistent(reading: Reading) -> Finding:
    """D606: no figure is impossible, or contradicts another."""
    faults = [where for line in reading.lines for where in impossible(line)]
    return absent(faults)
