"""Task: the teller's own part, whose job it was, who started it, and what counted as done (T201 to T204)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from starcli import lexicon
from starcli.lexicon import Hit
from starcli.models import Finding, Range
from starcli.reading import Line, Reading
from starcli.rubric.rules.answers import found
from starcli.rubric.rules.opening import before_the_result, clauses, negated, opening, pairs, places

_REACH = 10  # words from a goal to its number
_TARGETS = {"time", "share", "money", "ratio"}  # kinds of number that can be a mark to reach


def _told(lines: Iterable[Line], *lists: str) -> list[Range]:
    """The clauses of some lines that hold a phrase of the word lists."""
    return [where for line in lines for where in clauses(line, places(line, *lists))]


# -- T201 --------------------------------------------------------------------------------------------------------------


def own_part_stated(reading: Reading) -> Finding:
    """T201: what was the teller's to do is said."""
    lines = before_the_result(reading)
    duties = [where for line in lines for where in clauses(line, _duties(line))]
    if duties:
        return found(duties, sure=len(duties) > 1)
    decided = _told(lines, "duty_decided")
    bare = [where for line in opening(reading) for where in _task_in_notes(line)]
    return found(decided or bare, sure=False, sure_not=False)


def _duties(line: Line) -> list[Hit]:
    spoken = {first for first, _ in places(line, "no_duty")}
    return [hit for hit in places(line, "duty_named") if hit[0] not in spoken]


def _task_in_notes(line: Line) -> Iterator[Range]:
    """A task told without saying whose it is: "Needed to staff the ward", or an order under a Task heading."""
    begins = [hit for hit in places(line, "duty_in_notes") if _begins(line, hit[0])]
    yield from clauses(line, sorted([*begins, *places(line, "task_named")]))
    if "task" in line.sentence.labels and not line.has("task_of_others") and _is_order(line):
        yield line.clause(0)


def _begins(line: Line, at: int) -> bool:
    return at == 0 or line.tokens[at - 1].low in {",", "and", ":", "-"}


def _is_order(line: Line) -> bool:
    """Whether a line begins with a verb in its base form, or with one unknown to us and then what it is done to."""
    words = [token.low for token in line.tokens if token.low.isalpha()]
    while words and (words[0] == "to" or words[0] in lexicon.words("adverb") or words[0].endswith("ly")):
        words = words[1:]
    verb = lexicon.verbs().get(words[0]) if words else None
    if verb:
        return bool(verb.forms & {"base", "ing"})
    return len(words) > 1 and words[0] not in lexicon.words("english") and words[1] in lexicon.words("determiner")


# -- T202 --------------------------------------------------------------------------------------------------------------


def scope_boundary(reading: Reading) -> Finding:
    """T202: whose job it was, or where the teller's authority ended."""
    named = [where for line in opening(reading) for where in _boundaries(line)]
    if named:
        return found(named, sure=False)
    hinted = _told(opening(reading), "leave")
    for line in before_the_result(reading):
        others = [hit for hit in places(line, "responsible") if not _tellers(line, hit[0])]
        hinted += clauses(line, sorted([*others, *places(line, "past_authority")]))
    return found(hinted, sure=False, sure_not=False)


def _boundaries(line: Line) -> list[Range]:
    return clauses(line, sorted([*places(line, "boundary"), *pairs(line, "not_mine", "duty_noun", within=2)]))


def _tellers(line: Line, at: int) -> bool:
    """Whether the teller or the teller's group is what comes right before, or nobody is."""
    mine = {"my", "our", *lexicon.words("teller"), *lexicon.words("group")}
    return at == 0 or any(token.low in mine for token in line.tokens[max(0, at - 4) : at])


# -- T203 --------------------------------------------------------------------------------------------------------------


def self_initiated(reading: Reading) -> Finding:
    """T203: the teller acted without being told to."""
    lines, given = before_the_result(reading), assigned_words(reading)
    unasked = [where for line in lines for where in _unasked(line)]
    if unasked:
        return found(unasked, sure=False)
    if any(line.has("against") for line in lines) and any(line.has("counter") for line in lines):
        return found(_told(lines, "against", "counter"), sure=False)
    if given or any(line.has("given") for line in lines) or not any(map(_says_i_did, lines)):
        return found((), sure_not=False)
    return found(_told(opening(reading), "own_start"), sure=False, sure_not=False)


def _unasked(line: Line) -> list[Range]:
    return clauses(line, sorted([*places(line, "unasked"), *pairs(line, "nobody", "asking", within=1)]))


def _says_i_did(line: Line) -> bool:
    return any(act.own and act.specific and act.subject == "teller" for act in line.acts)


def assigned_words(reading: Reading) -> Range | None:
    """The words that say openly that the task was handed to the teller; None where it was not."""
    text = reading.story.text
    for line in opening(reading):
        for hit in sorted([*places(line, "handed"), *pairs(line, "boss", "handing", within=5)]):
            if not negated(line, hit) and not _names_the_country(text, line, hit):
                return line.range(*hit)
    return None


def _names_the_country(text: str, line: Line, hit: Hit) -> bool:
    """Whether the "us" in a phrase is "US" in a text that is not all in capitals."""
    said = {token.low: text[token.start : token.end] for token in line.tokens[hit[0] : hit[1]]}
    return said.get("us") == "US" and any(word.islower() for word in said.values())


# -- T204 --------------------------------------------------------------------------------------------------------------


def target_set(reading: Reading) -> Finding:
    """T204: what success would mean is said beforehand."""
    lines = opening(reading)
    marks = [where for line in lines for where in _marks(line)]
    if marks:
        return found(marks, sure=False)
    return found(_told(lines, "condition"), sure=False, sure_not=False)


def _marks(line: Line) -> list[Range]:
    """By when, or a number that a goal or need names: how fast, how much, how many times better."""
    said = clauses(line, [hit for hit in places(line, "deadline") if not negated(line, hit, reach=1)])
    aims = places(line, "aiming")
    for quantity in line.quantities:
        at = bisect_left(aims, (quantity.first - _REACH, 0))
        if quantity.kind in _TARGETS and at < len(aims) and aims[at][1] <= quantity.first:
            said.append(line.range(aims[at][0], quantity.last))
    return sorted(said)
