"""Asks a model, and asks again with what was wrong until the answer can be used."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from starcli import answer, prompts
from starcli.answer import Answer
from starcli.errors import ProviderError
from starcli.models import Target
from starcli.prompts import Prompt
from starcli.providers.base import Message, Provider, Request, Response, Usage, add

REPAIRS = 2  # times an answer that cannot be used is sent back
_TAKES_LIMITS = frozenset({"compatible"})  # the vendors' strict modes refuse limits of length in a schema
_NOTHING = "(no answer)"  # stands for an empty turn, which no server takes

Check = Callable[[Answer], Sequence[str]]


class Asked(NamedTuple):
    """What came of asking: the usable parts of all answers, the later ones first, and what was wrong at the end."""

    answer: Answer = Answer()
    faults: tuple[str, ...] = ()
    refused: bool = False
    usage: Usage = Usage()
    requests: int = 0
    model: str = ""
    failure: ProviderError | None = None  # what ended the asking early, after an answer that can be used


class Question(NamedTuple):
    """What is asked, and how what comes back is checked."""

    prompt: Prompt
    target: Target
    check: Check  # faults that are sent back once, in a turn of their own
    repairs: int = REPAIRS
    on_text: Callable[[str], None] | None = None


async def ask(provider: Provider, question: Question) -> Asked:
    """Ask until the answer is whole, or was sent back often enough.

    Raises:
        ProviderError: the provider failed before there was anything to keep.
    """
    asked, repairs, checked = Asked(), question.repairs, question.repairs == 0
    request = Request(
        question.prompt.system,
        (Message("user", question.prompt.story),),
        answer.schema(question.target),
        on_text=question.on_text,
    )
    while True:
        try:
            response = await provider.complete(request)
        except ProviderError as error:
            if asked.answer == Answer():
                raise
            return asked._replace(failure=error)
        asked = _with(asked, response, question.target)
        wrong = asked.faults
        if wrong and repairs:
            repairs -= 1
        elif wrong or checked or not (wrong := tuple(question.check(asked.answer))):
            return asked
        else:
            checked = True
        if response.finish == "cut":
            request = _shorter(provider, request, question.target, wrong)
        else:
            request = _again(request, response.text, wrong)


def _with(before: Asked, response: Response, target: Target) -> Asked:
    found, faults = answer.read(response.text, target)
    together = _together(before.answer, found)
    _, left = answer.read(answer.dump(together), target)  # what no answer so far has said well
    refused = response.finish == "refused"
    return Asked(
        together,
        (faults or left) if left else (),
        refused and bool(left),
        add(before.usage, response.usage),
        before.requests + 1,
        response.model,
    )


def _together(before: Answer, now: Answer) -> Answer:
    """What the later answer says, and what only the earlier one said."""
    rows = {row.code: row for row in (*before.criteria, *now.criteria)}
    rewrites = {(row.kind, row.principle): row for row in (*before.rewrites, *now.rewrites)}
    return Answer(
        tuple(rows.values()),
        {**before.sections, **{kind: text for kind, text in now.sections.items() if text}},
        now.probes or before.probes,
        tuple(rewrites.values()),
        now.summary or before.summary,
        now.interviewer or before.interviewer,
    )


def _shorter(provider: Provider, request: Request, target: Target, faults: Sequence[str]) -> Request:
    """The question afresh: a model that ran on has no room for what it said, and a small one needs to be held."""
    told = Message("user", f"{request.messages[0].text}\n\n{prompts.repair(faults)}")
    bounded = provider.name in _TAKES_LIMITS
    return request._replace(messages=(told,), schema=answer.schema(target, bounded=bounded))


def _again(request: Request, said: str, faults: Sequence[str]) -> Request:
    turns = (Message("assistant", said.strip() or _NOTHING), Message("user", prompts.repair(faults)))
    return request._replace(messages=(*request.messages, *turns))
