"""What is told the candidate, offline: every judgement quotes the story, and no fact is added to it."""

from starcli.advice import coaching
from starcli.advice.case import Advice, Case
from starcli.advice.priorities import priorities
from starcli.advice.probes import probes
from starcli.advice.rewrites import rewrites
from starcli.advice.summary import interviewer, summary


def advise(case: Case) -> Advice:
    """Everything worth telling about a judged story."""
    changes = priorities(case)
    return Advice(
        summary=summary(case, changes),
        interviewer=interviewer(case, changes),
        priorities=changes,
        sections=coaching.sections(case),
        criteria=coaching.criteria(case),
        probes=probes(case),
        rewrites=rewrites(case),
    )
