"""The Reflection criteria L501 to L504: what was learned, of what, and what came of that."""

from collections.abc import Iterator

from starcli import lexicon
from starcli.acts import Act
from starcli.models import Finding, Range
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.ending import event, hits, things

_OWN = 2  # words of the event that tie a lesson to it
_SURELY_OWN = 3
_NAMED = 4  # content words from which a lesson told without its story is about something


# -- the criteria ----------------------------------------------------------------------------------------------------


def lesson_present(reading: Reading) -> Finding:
    """L501: a lesson or a reflection is told."""
    lines = list(_lessons(reading))
    return found(map(_whole, lines), sure=any(_surely_lesson(line) for line in lines))


def lesson_specific(reading: Reading) -> Finding:
    """L502: the lesson shares its words with what happened, and is no commonplace."""
    shared = _shared(reading)
    return found((_whole(line) for line, own in shared if own >= _OWN), sure=any(own >= _SURELY_OWN for _, own in shared))


def lesson_systemic(reading: Reading) -> Finding:
    """L503: the lesson of this story has others in it, or the way things are set up, and not the teller alone."""
    if not lesson_specific(reading).met:
        return Finding(False, True)
    lines = list(reading.of("reflection"))
    named = [line.clause(first) for line in lines for first, _ in hits(line, "lesson_system")]
    others = [line.clause(act.at) for line in lines for act in line.acts if act.subject in {"group", "other", "passive"}]
    return found([*named, *others], sure=bool(named and others))


def lesson_applied(reading: Reading) -> Finding:
    """L504: what the teller would do, or has done since, another way."""
    lines = list(reading.of("result", "reflection"))
    sure = any(line.has("lesson_since", "lesson_again") and any(map(_is_deed, line.acts)) for line in lines)
    return found((where for line in lines for where in _applied(line)), sure=sure)


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


def _whole(line: Line) -> Range:
    return line.sentence.start, line.sentence.end


# -- what came of a lesson -------------------------------------------------------------------------------------------


def _applied(line: Line) -> Iterator[Range]:
    """The clauses that tell a deed, or what was or would be done another way."""
    deeds = [line.clause(act.at) for act in line.acts if _is_deed(act)]
    if line.part == "reflection":
        yield from deeds
        yield from (line.clause(first) for first, _ in hits(line, "lesson_since", "lesson_again"))
    elif line.has("lesson_since"):
        yield from deeds


def _is_deed(act: Act) -> bool:
    """Whether it is something done that can be pictured, and not the learning itself."""
    if act.subject not in {"teller", "bare"} or act.quoted or act.negated:
        return False
    return "mental" not in act.lists and act.lemma not in lexicon.words("lesson_verb")
