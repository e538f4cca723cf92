"""Models that are none: each answers a request as one kind of model would, honest or not."""

import json
import re
from collections.abc import Callable, Mapping

from starcli import answer
from starcli.answer import Answer, CriterionAnswer, ProbeAnswer, RewriteAnswer
from starcli.models import SECTIONS, Target
from starcli.providers.base import Request, Response, Usage

Reply = Callable[[Request], str | Response | BaseException]


class Fake:
    """Gives its replies in turn, the last one again and again, and keeps what it was asked."""

    name = "fake"
    model = "fake-1"

    def __init__(self, *replies: Reply | str | Response | BaseException) -> None:
        self.replies = replies
        self.requests: list[Request] = []

    async def complete(self, request: Request) -> Response:
        self.requests.append(request)
        reply = self.replies[min(len(self.requests), len(self.replies)) - 1]
        said = reply(request) if callable(reply) else reply
        if isinstance(said, BaseException):
            raise said
        response = said if isinstance(said, Response) else self.response(said)
        if request.on_text:
            for at in range(0, len(response.text), 7):
                request.on_text(response.text[at : at + 7])
        return response

    def response(self, text: str, finish: str | None = None) -> Response:
        return Response(text, Usage(1000, 800, 300), self.model, finish or ("done" if text else "empty"))

    async def close(self) -> None:
        pass


def refusal(text: str = "I cannot help with that.") -> Response:
    return Response(text, Usage(1000, 0, 10), "fake-1", "refused")


def cut(text: str) -> Response:
    return Response(text, Usage(1000, 0, 16_000), "fake-1", "cut")


PROBE = ProbeAnswer(
    question="How do you know that it worked?",
    probes="Whether you looked.",
    weak="I am sure it did.",
    weak_why="You only say so.",
    strong="[add: what you looked at and what it showed]",
    key_phrase="[add: what it showed]",
    quote="",
)


def answered(
    target: Target, met: Mapping[str, str], faults: Mapping[str, str] | None = None, why: str = "", **texts: object
) -> Answer:
    """A whole answer: met are the codes with a quote in `met`, at fault those in `faults`; the texts are plain."""
    faults = faults or {}
    rows = [
        CriterionAnswer(code, code not in faults, faults.get(code, ""), why)
        if code in answer.FAULTS
        else CriterionAnswer(code, code in met, met.get(code, ""), why)
        for code in answer.codes(target)
    ]
    whole = Answer(
        criteria=tuple(rows),
        sections=dict.fromkeys(SECTIONS, "Say what you did, and what came of it."),
        probes=(PROBE,),
        rewrites=(
            *(RewriteAnswer(kind, None, "[add: what happened]") for kind in SECTIONS),
            *(RewriteAnswer("full", principle, "[add: what happened]") for principle in target.principles or (None,)),
        ),
        summary="You tell what you did, and it can be followed.",
        interviewer="I would like to hear more of what was done.",
    )
    return whole._replace(**texts)


def says(target: Target, *given: object, **texts: object) -> str:
    """The same as the text a model sends."""
    return answer.dump(answered(target, *given, **texts))


# -- liars -----------------------------------------------------------------------------------------------------------


def everything_met(quote: Callable[[str], str]) -> Reply:
    """Says yes to all, each with words that it makes of the prompt, in whatever form it is asked for."""

    def reply(request: Request) -> str:
        words = quote(story_of(request))
        criteria = request.schema["properties"]["criteria"]["properties"]
        return json.dumps({"criteria": {code: {"quote": words, "why": "", "met": True} for code in criteria}})

    return reply


def story_of(request: Request) -> str:
    """The story in a request: what stands between its tags."""
    found = re.search(r"<story-(\w+)>\n(.*)\n</story-\1>", request.messages[0].text, re.DOTALL)
    assert found
    return found[2]


def first_sentence(story: str) -> str:
    return re.split(r"(?<=[.!?])\s", story.strip(), maxsplit=1)[0]
