"""Action: what the teller did, how they came to it, and whether they saw it through."""

from collections.abc import Iterator

from starcli.acts import Act
from starcli.lexicon import words
from starcli.models import Finding, Range, SentenceKind
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import absent, found

_TOLD: tuple[SentenceKind, ...] = ("situation", "task", "action", "result", "none")  # not in the lesson
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", "!", "?", "—", "–", "(", ")"})
_TRAILING = frozenset({"and", "then", "but", "so", "which", "that", "to", "also", "or", "because", "while", "as"})

_MANY = 4  # steps from which a story counts as told in detail
_THINGS = 4  # different things named from which a peer can picture the work
_PICTURE = 50  # characters from which a deed is told with its circumstances
_STEM = 6  # characters that tell one word from another: "document" and "documents" are one


# -- deeds -----------------------------------------------------------------------------------------------------------


def own_actions(reading: Reading) -> Finding:
    """A301: two distinct deeds of the teller, in verbs that can be pictured."""
    deeds = distinct_deeds(reading)
    others = [deed(line, act) for line, act in _own_acts(reading) if "unlisted" in act.lists and line.part == "action"]
    return found([*deeds, *others], least=2, sure=len(deeds) >= _MANY, sure_not=not deeds)


def several_steps(reading: Reading) -> Finding:
    """A303: three distinct steps of the teller."""
    deeds = distinct_deeds(reading)
    return found(deeds, least=3, sure=len(deeds) >= 5, sure_not=len(deeds) <= 1)


def no_we_blur(reading: Reading) -> Finding:
    """A302: no decisive step without an owner. Shared context, or a "we" beside the teller's own share, is fine.

    Which step was decisive cannot be read off the words; where as many deeds are without an owner as are the
    teller's own, the share of the teller can no longer be told.
    """
    blurred, own = [], 0
    for line in reading.of("task", "action", "result") if any(reading.of("action")) else reading.of(*_TOLD):
        blurred += [_blur(line, act) for act in line.acts if _without_owner(act)]
        own += sum(act.own and act.specific for act in line.acts)
    return absent(blurred, most=max(own - 1, 0), sure=not blurred, sure_not=len(blurred) > own)


def _without_owner(act: Act) -> bool:
    if not act.done:
        return False
    return (act.subject == "group" and bool(act.lists - {"mental"})) or (act.subject == "passive" and act.specific)


def _blur(line: Line, act: Act) -> Range:
    return line.clause(act.at) if act.subject == "passive" else deed(line, act)


def distinct_deeds(reading: Reading) -> list[Range]:
    """One place for each verb that the teller did, in order of place."""
    seen: dict[str, Range] = {}
    for line, act in _own_acts(reading):
        if act.specific:
            seen.setdefault(act.lemma, deed(line, act))
    return list(seen.values())


def deed(line: Line, act: Act) -> Range:
    """The words of a deed: from its subject to the end of its clause, short of the next deed."""
    starts = {place for other in line.acts if other.at > act.at for place in (other.first, other.at)}
    last = act.at + 1
    while last < len(line.tokens) and last not in starts and line.tokens[last].low not in _CLAUSE_ENDS:
        last += 1
    while last > act.at + 1 and line.tokens[last - 1].low in _TRAILING:
        last -= 1
    first = act.at if any(act.first < other.at < act.at for other in line.acts) else act.first
    return line.range(min(first, act.at), last)


def _working(reading: Reading) -> list[Line]:
    """The sentences that tell the work; all that is told, where a short story has no part of its own for it."""
    return list(reading.of("action")) or list(reading.of(*_TOLD))


def _own_acts(reading: Reading) -> Iterator[tuple[Line, Act]]:
    for line in reading.of(*_TOLD):
        for act in line.acts:
            # A note in the task ("Create a rota") is the aim, not yet the deed.
            if act.own and not (act.subject == "bare" and line.part in {"situation", "task"}):
                yield line, act


def _first_own(line: Line) -> Act:
    return next(act for act in line.acts if act.own)


def _holds(line: Line, where: Range, *lists: str) -> bool:
    return any(where[0] <= start < where[1] for start, _ in line.found(*lists))


# -- finding out -----------------------------------------------------------------------------------------------------


def evidence_used(reading: Reading) -> Finding:
    """A304: named evidence was looked at on purpose, or people were asked on purpose."""
    places, near = [], []
    for line, act in _own_acts(reading):
        where = deed(line, act)
        looked = "investigative" in act.lists and _holds(line, where, "evidence", "informant", "artefact")
        gathered = act.lemma in words("gathering_verb") and _holds(line, where, "evidence")
        asked = act.lemma in words("asking_verb") and _holds(line, where, "informant")
        if looked or gathered or asked:
            places.append(where)
        elif line.part == "action" and line.has("evidence"):
            near.append(where)
    least = 1 if _steps(reading) >= _MANY else 2
    return found([*places, *(near if places else ())], least=least, sure=len(places) > 2, sure_not=not places)


def cause_found(reading: Reading) -> Finding:
    """A305: why the problem happened: a cause said outright, or something that came to light."""
    named = [place for line in reading.of(*_TOLD) for place in _clauses(line, "cause_named")]
    shown = [place for line in reading.of("situation", "task", "action") for place in _clauses(line, "found_out")]
    return found([*named, *shown], sure=len(named) > 1, sure_not=False)


# -- how -------------------------------------------------------------------------------------------------------------


def concrete_method(reading: Reading) -> Finding:
    """A306: something is named that a peer can picture, in what the teller did."""
    own = [(line, deed(line, act)) for line, act in _own_acts(reading) if act.specific]
    named = {line.tokens[at].low[:_STEM] for line in reading.lines for at, _ in line.hits.get("artefact", ())}
    full = [where for _, where in own if where[1] - where[0] >= _PICTURE]
    with_thing = [where for line, where in own if line.has("artefact")]
    if len(named) >= _THINGS or len(full) > 1:
        return found([*with_thing, *full], sure=len(named) >= 2 * _THINGS, sure_not=False)
    return Finding(False, sure=not named)


def choice_reasoned(reading: Reading) -> Finding:
    """A307: a choice with its reason."""
    plain = [place for line in reading.of(*_TOLD) for place in _clauses(line, "choice_cue")]
    because = [place for line in _mine(reading) for place in _clauses(line, "reason_cue")]
    return found([*plain, *(because if len(because) > 1 else ())], sure=len(plain) > 2, sure_not=False)


def obstacle_met(reading: Reading) -> Finding:
    """A308: something stood in the way, and the teller did something after all."""
    lines = list(reading.of(*_TOLD))
    places = [place for line in lines for place in _clauses(line, "obstacle_cue")]
    answered = any(line.has("obstacle_cue") and any(act.own for act in line.acts) for line in lines)
    steps = _steps(reading)
    told = places if steps > 2 or (steps > 1 and answered) else ()
    return found(told, sure=len(places) > 3, sure_not=not places and steps < _MANY)


def others_moved(reading: Reading) -> Finding:
    """A309: the teller brought others along."""
    own = list(_own_acts(reading))
    won = [deed(line, act) for line, act in own if act.lemma in words("winning_verb")]
    talked = [(line, act) for line, act in own if "social" in act.lists]
    if _steps(reading) < _MANY:
        talked = [(line, act) for line, act in talked if line.has("moved_cue")]
    return found([*won, *(deed(*row) for row in talked)], sure=len(won) > 1, sure_not=not talked)


def fix_lasts(reading: Reading) -> Finding:
    """A310: something was left in place that goes on without the teller."""
    made = [
        deed(line, act)
        for line, act in _own_acts(reading)
        if "constructive" in act.lists and _holds(line, deed(line, act), "lasting")
    ]
    kept = [place for line in reading.of("action", "result") for place in _clauses(line, "lasts_cue")]
    thorough = _steps(reading) > _MANY + 1
    return found([*made, *(kept if thorough else ())], sure=len(made) > 1, sure_not=not (made or kept))


def verified(reading: Reading) -> Finding:
    """A311: the teller checked that it worked."""
    own = list(_own_acts(reading))
    named = [place for line, act in own for place in _clauses(line, "verified_cue") if act is _first_own(line)]
    checked = [deed(line, act) for line, act in own if act.lemma in words("checking_verb")]
    thorough = _steps(reading) > _MANY + 2
    return found([*named, *(checked if thorough else ())], sure=len(named) > 1, sure_not=not (named or checked))


def carried_through(reading: Reading) -> Finding:
    """A312: the teller carried it through: a deed after the problem is known, and more than raising it."""
    own = [(line, act) for line, act in _own_acts(reading) if act.specific]
    through = {act.lemma for _, act in own if "handoff" not in act.lists}
    work = _working(reading)
    at_work = any(line in work and "handoff" not in act.lists for line, act in own)
    passed = [place for line in reading.lines for place in line.found("others_fixed")]
    if len(through) > 2 or (at_work and not passed):
        return Finding(True, len(through) >= _MANY)
    handed = [deed(line, act) for line, act in own if "handoff" in act.lists]
    return Finding(False, sure=bool(handed and passed), ranges=(*handed, *passed)[:4])


def _mine(reading: Reading) -> Iterator[Line]:
    """The sentences of task and action that the teller does or thinks something in."""
    for line in reading.of("task", "action"):
        if any(act.subject in {"teller", "bare"} for act in line.acts):
            yield line


def _clauses(line: Line, name: str) -> list[Range]:
    return [line.clause(first) for first, _ in line.hits.get(name, ()) if first not in line.quoted]


def _steps(reading: Reading) -> int:
    """How much the teller did. Where little is told, one cue word is too little to go by: in doubt, no."""
    return len(distinct_deeds(reading))
