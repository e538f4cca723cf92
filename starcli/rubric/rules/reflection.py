"""The Reflection criteria L501 to L504: what was learned, of what, and what came of that."""

from collections.abc import Iterator

from starcli import lexicon
from starcli.acts import Act
from starcli.models import Finding, Range
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.ending import Clauses, event, hits, things, whole

_OWN = 2  # words of the event that tie a lesson to it
_OTHERS = {"group", "other", "passive"}
_NAMED = 4  # content words from which a lesson told without its story is about something


# -- the criteria ----------------------------------------------------------------------------------------------------


def lesson_present(reading: Reading) -> Finding:
    """L501: a lesson or a reflection is told."""
    lines = list(_lessons(reading))
    return found(map(whole, lines), sure=any(map(_surely_lesson, lines)), sure_not=False)


def lesson_specific(reading: Reading) -> Finding:
    """L502: the lesson shares its words with what happened, and is no commonplace."""
    shared = _shared(reading)
    return found((whole(line) for line, own in shared if own >= _OWN), sure=False, sure_not=not shared)


def lesson_systemic(reading: Reading) -> Finding:
    """L503: the lesson of this story has others in it, or the way things are set up, and not the teller alone."""
    if not lesson_specific(reading).met:
        return Finding(False, sure=True)
    lines = list(map(Clauses, reading.of("reflection")))
    named = [clauses.range(first) for clauses in lines for first, _ in hits(clauses.line, "lesson_system")]
    others = [clauses.range(act.at) for clauses in lines for act in clauses.line.acts if act.subject in _OTHERS]
    return found([*named, *others], sure=False)


def lesson_applied(reading: Reading) -> Finding:
    """L504: what the teller would do, or has done since, another way."""
    habit = any(_is_habit(line, act) for line in reading.of("reflection") for act in line.acts)
    said = any(line.has("lesson_since", "lesson_again") for line in reading.lines)
    ranges = (where for line in reading.of("result", "reflection") for where in _applied(line))
    return found(ranges, sure=habit, sure_not=not said)


# -- lessons ---------------------------------------------------------------------------------------------------------


def _lessons(reading: Reading) -> Iterator[Line]:
    """The lines after the deed that draw something from it; pride draws nothing."""
    for line in reading.of("result", "reflection"):
        if line.has("lesson_told") or (line.part == "reflection" and not line.has("lesson_pride")):
            yield line


def _surely_lesson(line: Line) -> bool:
    return line.has("lesson_told") and line.part == "reflection"


def _shared(reading: Reading) -> list[tuple[Line, int]]:
    """Each lesson with the number of words it shares with what happened; told alone, with those it names itself."""
    known = event(reading, "lesson_platitude")
    shared = []
    for line in _lessons(reading):
        named = things(line, "lesson_platitude")
        shared.append((line, len(named & known) if known else len(named) + _OWN - _NAMED))
    return shared


# -- what came of a lesson -------------------------------------------------------------------------------------------


def _applied(line: Line) -> Iterator[Range]:
    """The clauses that tell a deed, or what was or would be done another way; an attitude is neither."""
    clauses = Clauses(line)
    attitude = clauses.holding("lesson_attitude")
    deeds = [act.at for act in line.acts if _is_deed(act)]
    frames = [first for first, _ in hits(line, "lesson_since", "lesson_again") if clauses.number(first) not in attitude]
    if line.part == "reflection":
        yield from map(clauses.range, [*deeds, *frames])
    elif line.has("lesson_since"):
        yield from map(clauses.range, deeds)


def _is_deed(act: Act) -> bool:
    """Whether it is something done that can be pictured, and not the learning itself."""
    if act.subject not in {"teller", "bare"} or act.quoted or act.negated:
        return False
    return "mental" not in act.lists and act.lemma not in lexicon.words("lesson_verb")


def _is_habit(line: Line, act: Act) -> bool:
    """Whether it is something the teller does now: "I read the label aloud"."""
    form = lexicon.verbs().get(line.tokens[act.at].low)
    return act.subject == "teller" and act.done and _is_deed(act) and form is not None and "past" not in form.forms
