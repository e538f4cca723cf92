"""Action: what the teller did, how they came to it, and whether they saw it through."""

from collections.abc import Iterable

from starcli.acts import Act
from starcli.lexicon import is_word, words
from starcli.models import Finding, Range
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import absent, found
from starcli.rubric.rules.deeds import TOLD, Deed, deeds, distinct, own_deeds
from starcli.rubric.rules.opening import clauses

_FEW = 3  # deeds below which next to nothing is told
_MANY = 4  # steps from which a story counts as told in detail
_THINGS = 4  # different things named from which a peer can picture the work
_PICTURE = 7  # words from the verb on with which a deed is told with its circumstances
_STEM = 6  # characters that tell one word from another: "document" and "documents" are one


# -- deeds -----------------------------------------------------------------------------------------------------------


def own_actions(reading: Reading) -> Finding:
    """A301: two distinct deeds of the teller, in verbs that can be pictured."""
    own = own_deeds(reading)
    steps = distinct(own)
    others = [deed.where for deed in own if "unlisted" in deed.act.lists and deed.line.part == "action"]
    return found([*steps, *others], least=2, sure=len(steps) >= _MANY, sure_not=False)


def several_steps(reading: Reading) -> Finding:
    """A303: three distinct steps of the teller."""
    steps = distinct(own_deeds(reading))
    return found(steps, least=3, sure=len(steps) >= 5, sure_not=False)


def no_we_blur(reading: Reading) -> Finding:
    """A302: no decisive step without an owner. Shared context, or a "we" beside the teller's own share, is fine.

    Which step was decisive cannot be read off the words; where as many deeds are without an owner as are the
    teller's own, the share of the teller can no longer be told.
    """
    blurred, own = [], 0
    for line in reading.of("task", "action", "result") if any(reading.of("action")) else reading.of(*TOLD):
        blurred += _blurred(line)
        own += sum(act.own and act.specific for act in line.acts)
    return absent(blurred, most=max(own - 1, 0), sure=not blurred, sure_not=not own)


def _blurred(line: Line) -> list[Range]:
    """What the group did, and what was done by nobody that is named."""
    group = [deed.where for deed in deeds(line) if _by_group(deed.act)]
    passive = [(act.at, act.at + 1) for act in line.acts if act.done and act.subject == "passive" and act.specific]
    return [*group, *clauses(line, passive)]


def _by_group(act: Act) -> bool:
    return act.done and act.subject == "group" and bool(act.lists - {"mental"})


# -- finding out -----------------------------------------------------------------------------------------------------


def evidence_used(reading: Reading) -> Finding:
    """A304: named evidence was looked at on purpose, or people were asked on purpose."""
    own = own_deeds(reading)
    places = [deed.where for deed in own if _finds_out(deed)]
    near = [deed.where for deed in own if deed.line.part == "action" and deed.line.has("evidence")]
    least = 1 if len(distinct(own)) >= _MANY else 2
    return found([*places, *(near if places else ())], least=least, sure=len(places) > 2, sure_not=False)


def _finds_out(deed: Deed) -> bool:
    looked = "investigative" in deed.act.lists and deed.holds("evidence", "informant", "artefact")
    gathered = deed.act.lemma in words("gathering_verb") and deed.holds("evidence")
    asked = deed.act.lemma in words("asking_verb") and deed.holds("informant")
    return looked or gathered or asked


def cause_found(reading: Reading) -> Finding:
    """A305: why the problem happened: a cause said outright, or something that came to light."""
    named = _said(reading.of(*TOLD), "cause_named")
    shown = _said(reading.of("situation", "task", "action"), "found_out", but="shown_to")
    return found([*shown, *named], sure=False, sure_not=False)


# -- how -------------------------------------------------------------------------------------------------------------


def concrete_method(reading: Reading) -> Finding:
    """A306: something is named that a peer can picture, in what the teller did."""
    own = [deed for deed in own_deeds(reading) if deed.act.specific]
    named = {line.tokens[at].low[:_STEM] for line in reading.lines for at, _ in line.hits.get("artefact", ())}
    full = [deed.where for deed in own if _length(deed) >= _PICTURE]
    with_thing = [deed.where for deed in own if deed.line.has("artefact")]
    if len(named) >= _THINGS or len(full) > 1:
        return found([*with_thing, *full], sure=False, sure_not=False)
    return Finding(False, sure=False)


def _length(deed: Deed) -> int:
    """How many words tell a deed."""
    return sum(map(is_word, deed.line.tokens[deed.act.at : deed.last])) - deed.words_in("hedge", "hedge_soft")


def choice_reasoned(reading: Reading) -> Finding:
    """A307: a choice with its reason."""
    plain = _said(reading.of(*TOLD), "choice_cue")
    told_by_teller = (
        line for line in reading.of("task", "action") if any(act.subject in {"teller", "bare"} for act in line.acts)
    )
    because = _said(told_by_teller, "reason_cue")
    return found([*plain, *(because if len(because) > 1 else ())], sure=len(plain) > 2, sure_not=False)


def obstacle_met(reading: Reading) -> Finding:
    """A308: something stood in the way, and the teller did something after all."""
    places = _said(reading.of(*TOLD), "obstacle_cue")
    answered = any(line.has("obstacle_cue") and any(act.own for act in line.acts) for line in reading.of(*TOLD))
    steps = len(distinct(own_deeds(reading)))
    told = places if steps > 2 or (steps > 1 and answered) else ()
    return found(told, sure=False, sure_not=False)


def others_moved(reading: Reading) -> Finding:
    """A309: the teller brought others along."""
    own = own_deeds(reading)
    won = [deed.where for deed in own if deed.act.lemma in words("winning_verb")]
    talked = [deed for deed in own if "social" in deed.act.lists]
    if len(distinct(own)) < _MANY:
        talked = [deed for deed in talked if deed.line.has("moved_cue")]
    return found([*won, *(deed.where for deed in talked)], sure=len(won) > 1, sure_not=False)


def fix_lasts(reading: Reading) -> Finding:
    """A310: something was left in place that goes on without the teller."""
    own = own_deeds(reading)
    made = [deed.where for deed in own if "constructive" in deed.act.lists and deed.holds("lasting")]
    kept = _said(reading.of("action", "result"), "lasts_cue")
    thorough = len(distinct(own)) > _MANY + 1
    return found([*made, *(kept if thorough else ())], sure=False, sure_not=False)


def verified(reading: Reading) -> Finding:
    """A311: the teller checked that it worked."""
    own = own_deeds(reading)
    named = _said((line for line in reading.of(*TOLD) if any(act.own for act in line.acts)), "verified_cue")
    checked = [deed.where for deed in own if deed.act.lemma in words("checking_verb")]
    thorough = len(distinct(own)) > _MANY + 2
    return found([*named, *(checked if thorough else ())], sure=False, sure_not=len(own) < _FEW)


def carried_through(reading: Reading) -> Finding:
    """A312: the teller carried it through: a deed after the problem is known, and more than raising it."""
    own = [deed for deed in own_deeds(reading) if deed.act.specific]
    through = {deed.act.lemma for deed in own if "handoff" not in deed.act.lists}
    # A short story may have no part of its own for the work: then all that is told is.
    working = {"action"} if any(reading.of("action")) else set(TOLD)
    at_work = any(deed.line.part in working and "handoff" not in deed.act.lists for deed in own)
    passed = [place for line in reading.lines for place in line.found("others_fixed")]
    if len(through) > 2 or (at_work and not passed):
        return Finding(True, len(through) >= _MANY)
    handed = [deed.where for deed in own if "handoff" in deed.act.lists]
    return Finding(False, sure=bool(handed and passed), ranges=(*handed, *passed)[:4])


def _said(lines: Iterable[Line], name: str, but: str = "") -> list[Range]:
    """The clauses that phrases of a list stand in, outside of quoted speech and of the phrases of the list `but`."""
    places: list[Range] = []
    for line in lines:
        other = {first for first, _ in line.hits.get(but, ())} | line.quoted
        places += clauses(line, [hit for hit in line.hits.get(name, ()) if hit[0] not in other])
    return places
