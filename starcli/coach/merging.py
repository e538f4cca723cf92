"""How rules and model meet, criterion by criterion.

| rules, model | met, quote good | not met      | no valid answer  |
|--------------|-----------------|--------------|------------------|
| sure met     | met, both       | met, rules   | met, rules       |
| sure not met | not met, rules  | not met, both| not met, rules   |
| unsure       | met, model      | not met, model| the rules' guess|

For a criterion that is met by absence of a fault it is the other way round: there the fault needs the quote.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from starcli.answer import FAULTS, CriterionAnswer
from starcli.grounding import find_evidence
from starcli.models import Disagreement, Finding, Range, Source
from starcli.reading import Reading
from starcli.rubric import necessary

# Who answers a criterion; where nothing is said, both do.
ANSWERED_BY: Mapping[str, Literal["rules", "model", "both"]] = {"D601": "rules"}
LONGEST_QUOTE = 3  # sentences: more is no quotation, and holds words for anything
_WIDEST_USE = 5  # criteria that may rest on the same words: one who quotes them everywhere has not looked


class Vote(NamedTuple):
    """A model's answer to a criterion that counts, and the words it rests on."""

    met: bool
    where: Range | None = None
    why: str = ""


class Votes(NamedTuple):
    """What counts of a model's answers, and the codes whose quotes do not."""

    valid: Mapping[str, Vote]
    dropped: tuple[str, ...] = ()


class Merged(NamedTuple):
    """The criteria as rules and model answer them together."""

    criteria: Mapping[str, Finding]
    sources: Mapping[str, Source]
    disagreements: tuple[Disagreement, ...]


def votes(answers: Iterable[CriterionAnswer], reading: Reading) -> Votes:
    """Which answers count: one that needs words needs good ones, spoken by the teller."""
    valid: dict[str, Vote] = {}
    dropped = []
    for row in answers:
        where = None
        if row.met != (row.code in FAULTS):
            where = _good_quote(row, reading)
            if where is None:
                dropped.append(row.code)
                continue
        valid[row.code] = Vote(row.met, where, row.why)
    if all(vote.met for vote in valid.values()):  # who finds no fault anywhere has not looked for one
        valid = {code: vote for code, vote in valid.items() if vote.where}
    worn = _worn(valid)
    return Votes({code: vote for code, vote in valid.items() if code not in worn}, (*dropped, *sorted(worn)))


def _good_quote(row: CriterionAnswer, reading: Reading) -> Range | None:
    """Where the words stand, if they can be evidence."""
    found = find_evidence(reading, row.quote)
    return found if found and _is_short(reading, found) and necessary.passes(row.code, reading, found) else None


def _is_short(reading: Reading, where: Range) -> bool:
    inside = (line for line in reading.lines if line.sentence.start < where[1] and where[0] < line.sentence.end)
    return 0 < sum(1 for _ in inside) <= LONGEST_QUOTE


def _worn(valid: Mapping[str, Vote]) -> set[str]:
    """The criteria of a quotation that is used for too many."""
    uses: dict[Range, list[str]] = {}
    for code, vote in valid.items():
        if vote.where:
            uses.setdefault(vote.where, []).append(code)
    return {code for codes in uses.values() if len(codes) > _WIDEST_USE for code in codes}


def merge(rules: Mapping[str, Finding], said: Mapping[str, Vote]) -> Merged:
    """Let rules and model meet on every criterion that the rules answered."""
    criteria: dict[str, Finding] = {}
    sources: dict[str, Source] = {}
    apart = []
    for code, found in rules.items():
        vote = said.get(code) if ANSWERED_BY.get(code, "both") != "rules" else None
        criteria[code], sources[code] = _meet(code, found, vote)
        if vote and vote.met != found.met:
            apart.append(Disagreement(code, found.met, found.sure, criteria[code].met, vote.why))
    return Merged(criteria, sources, tuple(apart))


def _meet(code: str, rules: Finding, vote: Vote | None) -> tuple[Finding, Source]:
    if vote is None:
        return rules, "rules"
    agree = vote.met == rules.met
    if ANSWERED_BY.get(code) != "model" and rules.sure:
        return (_joined(rules, vote), "both") if agree else (rules, "rules")
    if agree:
        return _joined(rules, vote)._replace(sure=True), "model"
    return Finding(vote.met, sure=False, ranges=(vote.where,) if vote.where else ()), "model"


def _joined(rules: Finding, vote: Vote) -> Finding:
    """The words of both, the rules' own first; what overlaps is not shown twice."""
    new = vote.where and not any(start < vote.where[1] and vote.where[0] < end for start, end in rules.ranges)
    return rules._replace(ranges=(*rules.ranges, vote.where)) if new and vote.where else rules


def majority(rounds: Sequence[Votes]) -> tuple[Votes, Mapping[str, tuple[int, int]]]:
    """What most of several rounds say, and for each code they differ on how many said met, and of how many.

    A draw is no answer: the rules' guess then stands.
    """
    agreed: dict[str, Vote] = {}
    split: dict[str, tuple[int, int]] = {}
    for code in dict.fromkeys(code for one in rounds for code in one.valid):
        cast = [one.valid[code] for one in rounds if code in one.valid]
        yes = sum(vote.met for vote in cast)
        if 0 < yes < len(cast):
            split[code] = (yes, len(cast))
        if 2 * yes != len(cast):
            agreed[code] = next(vote for vote in cast if vote.met == (2 * yes > len(cast)))
    dropped = dict.fromkeys(code for one in rounds for code in one.dropped if code not in agreed)
    return Votes(agreed, tuple(dropped)), split
