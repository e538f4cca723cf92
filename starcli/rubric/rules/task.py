"""Task: the teller's own part, whose job it was, who started it, and what counted as done (T201 to T204)."""

from collections.abc import Iterator

from starcli import lexicon
from starcli.lexicon import Hit
from starcli.models import Finding, Range
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.opening import before_the_result, clauses, negated, opening, pairs, places

_REACH = 8  # words between a goal and its number


def own_part_stated(reading: Reading) -> Finding:
    """T201: what was the teller's to do is said."""
    said = [where for line in before_the_result(reading) for where in clauses(line, _duties(line))]
    if said:
        return found(said)
    return found([where for line in opening(reading) for where in _task_in_notes(line)], sure=False, sure_not=False)


def _duties(line: Line) -> list[Hit]:
    spoken = {first for first, _ in places(line, "no_duty")}
    return [hit for hit in places(line, "duty_named") if hit[0] not in spoken]


def _task_in_notes(line: Line) -> Iterator[Range]:
    """A task told without saying whose it is: "Needed to staff the ward", or an order under a Task heading."""
    begins = [hit for hit in places(line, "duty_in_notes") if _begins(line, hit[0])]
    yield from clauses(line, [*begins, *places(line, "task_named")])
    if "task" in line.sentence.labels and not line.has("task_of_others") and _is_order(line):
        yield line.clause(0)


def _begins(line: Line, at: int) -> bool:
    return at == 0 or line.tokens[at - 1].low in {",", "and", ":", "-"}


def _is_order(line: Line) -> bool:
    """Whether a line begins with a verb in its base form, or with one unknown to us and then what it is done to."""
    words = [t.low for t in line.tokens if t.low.isalpha() and t.low not in lexicon.words("adverb") and t.low != "to"]
    verb = lexicon.verbs().get(words[0]) if words else None
    if verb:
        return bool(verb.forms & {"base", "ing"})
    return len(words) > 1 and words[0] not in lexicon.words("english") and words[1] in lexicon.words("determiner")


def scope_boundary(reading: Reading) -> Finding:
    """T202: whose job it was, or where the teller's authority ended."""
    said = _clauses(opening(reading), "boundary")
    for line in before_the_result(reading):
        said += clauses(line, [hit for hit in places(line, "responsible") if not _tellers(line, hit[0])])
        said += clauses(line, places(line, "past_authority"))
    return found(said, sure=False, sure_not=False)


def _tellers(line: Line, at: int) -> bool:
    """Whether the teller or the teller's group is what comes right before."""
    mine = {"my", "our", *lexicon.words("teller"), *lexicon.words("group")}
    return at == 0 or any(token.low in mine for token in line.tokens[max(0, at - 4) : at])


def self_initiated(reading: Reading) -> Finding:
    """T203: the teller acted without being told to."""
    told = before_the_result(reading)
    given = assigned_words(reading)
    unasked = [where for line in told for where in _unasked(line)]
    if unasked:
        return found(unasked, sure=given is None)
    if any(line.has("against") for line in told) and any(line.has("counter") for line in told):
        return found(_clauses(told, "against", "counter"), sure=False)
    if given or any(line.has("given") for line in told) or not any(_says_i_did(line) for line in told):
        return found((), sure_not=given is not None)
    return found(_clauses(opening(reading), "own_start"), sure=False, sure_not=False)


def _unasked(line: Line) -> list[Range]:
    return clauses(line, sorted([*places(line, "unasked"), *pairs(line, "nobody", "asking", within=1)]))


def _clauses(lines: list[Line], *lists: str) -> list[Range]:
    return [where for line in lines for where in clauses(line, places(line, *lists))]


def _says_i_did(line: Line) -> bool:
    return any(act.own and act.specific and act.subject == "teller" for act in line.acts)


def assigned_words(reading: Reading) -> Range | None:
    """The words that say openly that the task was handed to the teller; None where it was not."""
    for line in opening(reading):
        hits = [*places(line, "handed"), *pairs(line, "boss", "handing", within=2)]
        for hit in sorted(hits):
            if not negated(line, hit):
                return line.range(*hit)
    return None


def target_set(reading: Reading) -> Finding:
    """T204: what success would mean is said beforehand."""
    told = opening(reading)
    marks = [where for line in told for where in [*clauses(line, places(line, "deadline")), *_aimed(line)]]
    if marks:
        return found(sorted(marks))
    return found(_clauses(told, "condition"), sure=False, sure_not=False)


def _aimed(line: Line) -> Iterator[Range]:
    """A number that a goal or need names: how fast, how much, how many times better."""
    for first, last in places(line, "aiming"):
        for quantity in line.quantities:
            if quantity.kind in {"time", "share", "money", "ratio"} and last <= quantity.first <= last + _REACH:
                yield line.range(first, quantity.last)
