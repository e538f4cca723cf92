"""The language model as coach: it is asked, its answer is checked against the story, and the rules meet it.

Nothing it says is taken on trust. A yes needs words of the story, a text may add no fact to it, and what is left out
as written for the grader is neither sent nor evidence.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from starcli import prices, rubric
from starcli.advice import advise
from starcli.advice.case import Advice, Case
from starcli.answer import Answer
from starcli.coach import merging, texts
from starcli.coach.asking import REPAIRS, Asked, Question, ask
from starcli.coach.merging import Merged, Votes
from starcli.coach.story import heard, prompt
from starcli.errors import ProviderError
from starcli.grounding import Known, known
from starcli.models import Disagreement, Engine, Findings, Notice, Source
from starcli.prompts import Prompt
from starcli.providers.base import Provider, Usage, add

__all__ = ["Coached", "coach", "heard", "prompt"]


class Coached(NamedTuple):
    """What rules and model say together."""

    findings: Findings
    sources: Mapping[str, Source]
    advice: Advice
    engine: Engine
    notices: tuple[Notice, ...]
    disagreements: tuple[Disagreement, ...]


async def coach(  # noqa: PLR0913 - most are named
    case: Case,
    provider: Provider,
    asked: Prompt,
    *,
    votes: int = 1,
    repairs: int = REPAIRS,
    on_text: Callable[[str], None] | None = None,
) -> Coached:
    """Ask a model about a judged story, and join its answer with the rules.

    Args:
        case: the story as the rules judge it.
        provider: who is asked.
        asked: what is asked; made by `prompt`.
        votes: how many times the criteria are asked; most answers win. The texts are those of the first answer.
        repairs: how many times an answer that cannot be used is sent back; with 0 nothing is.
        on_text: told every piece of an answer as it arrives.

    Raises:
        ProviderError: the provider failed before there was anything to keep.
    """
    told, began = known(case.reading), time.perf_counter()
    question = Question(asked, case.target, lambda answer: texts.added(answer, told), repairs, on_text)
    rounds = await _rounds(provider, question, votes)
    engine = _engine(provider, rounds, time.perf_counter() - began)
    said, split = merging.majority([merging.votes(asked.answer.criteria, case.reading) for asked in rounds])
    merged = merging.merge(case.findings.criteria, said.valid)
    findings = case.findings._replace(criteria=merged.criteria)
    case = case._replace(findings=findings, score=rubric.score(findings, case.target))
    written = texts.write(case, advise(case), _texts(rounds), told)
    notices = (*_incomplete(rounds), *_dropped(said), *_removed(changed=written.changed), *_split(split, len(rounds)))
    return Coached(findings, merged.sources, written.advice, engine, notices, _explained(merged, told))


async def _rounds(provider: Provider, question: Question, votes: int) -> list[Asked]:
    """Every answer. When the provider fails after the first one, the answers so far are kept."""
    rounds = [await ask(provider, question)]
    again = question._replace(check=lambda _: ())  # only the first answer's texts are used
    while len(rounds) < votes and not rounds[-1].failure:
        try:
            rounds.append(await ask(provider, again))
        except ProviderError as error:
            rounds[-1] = rounds[-1]._replace(failure=error)
    return rounds


def _texts(rounds: Sequence[Asked]) -> Answer:
    return next((asked.answer for asked in rounds if asked.answer != Answer()), Answer())


def _engine(provider: Provider, rounds: Sequence[Asked], seconds: float) -> Engine:
    usage = Usage()
    for asked in rounds:
        usage = add(usage, asked.usage)
    model = next((asked.model for asked in rounds if asked.model), provider.model)
    return Engine(
        provider=provider.name,
        model=model or None,
        criteria_source="hybrid",
        requests=sum(asked.requests for asked in rounds),
        input_tokens=usage.input_tokens,
        cached_tokens=usage.cached_tokens,
        output_tokens=usage.output_tokens,
        seconds=round(seconds, 2),
        cost_usd=prices.cost(model, usage) if model else None,
    )


def _explained(merged: Merged, told: Known) -> tuple[Disagreement, ...]:
    """The disagreements with the model's reasons, as far as they bring no fact of their own."""
    return tuple(row._replace(why=texts.reason(row.why, told)) for row in merged.disagreements)


# -- what the reader should know -------------------------------------------------------------------------------------


def _incomplete(rounds: Sequence[Asked]) -> Iterator[Notice]:
    if any(asked.refused for asked in rounds):
        yield Notice("answer-refused", "The model refused to answer, in whole or in part; the rules stand in for it.")
    elif all(asked.answer == Answer() for asked in rounds):
        yield Notice("answer-incomplete", "The model's answer could not be used; this is what the rules say.")
    elif any(asked.faults or asked.failure for asked in rounds):
        yield Notice(
            "answer-incomplete", "Parts of the model's answer were missing or unusable; the rules stand in for them."
        )


def _dropped(said: Votes) -> Iterator[Notice]:
    if said.dropped:
        codes = ", ".join(said.dropped)
        yield Notice("quote-dropped", f"The model's words for {codes} are not in the story or show nothing of it.")


def _removed(*, changed: bool) -> Iterator[Notice]:
    if changed:
        message = "The model wrote of things that the story does not tell; they were taken out of its texts."
        yield Notice("fact-removed", message)


def _split(split: Mapping[str, tuple[int, int]], rounds: int) -> Iterator[Notice]:
    if split:
        told = ", ".join(f"{code} ({yes} of {cast} met)" for code, (yes, cast) in split.items())
        yield Notice("votes-differ", f"The model was asked {rounds} times and changed its mind on {told}.")
