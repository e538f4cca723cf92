"""The Responses API, at OpenAI's own address."""

import json

import pytest

from starcli.errors import ProviderError
from starcli.providers import base, load
from tests.providers import wire

pytestmark = pytest.mark.anyio
URL = "https://api.openai.com/v1/responses"


async def complete(services, content, **connection):
    route = services.post(URL).mock(return_value=wire.streamed(content))
    provider = load("openai", base.Connection(**{"api_key": wire.KEY, **connection}))
    heard = []
    try:
        return await provider.complete(wire.ask(on_text=heard.append)), heard, route
    finally:
        await provider.close()


async def test_an_answer(services):
    response, heard, route = await complete(services, wire.responses())
    assert response == base.Response(wire.TEXT, base.Usage(900, 700, 60), "gpt-test-1", "done")
    assert heard == wire.pieces(wire.TEXT)
    assert route.calls.last.request.headers["authorization"] == f"Bearer {wire.KEY}"


async def test_what_is_asked(services):
    _, _, route = await complete(services, wire.responses(), model="gpt-any")
    body = json.loads(route.calls.last.request.content)
    assert body.pop("prompt_cache_key").startswith("star-")
    assert body == {
        "model": "gpt-any",
        "instructions": "You judge stories.",
        "input": [{"role": "user", "content": "I mended the oven."}],
        "text": {"format": {"type": "json_schema", "name": "answer", "strict": True, "schema": wire.SCHEMA}},
        "max_output_tokens": 500,
        "store": False,
        "stream": True,
    }


async def test_one_stable_part_is_one_cache(services):
    services.post(URL).mock(side_effect=lambda _: wire.streamed(wire.responses()))
    provider = load("openai", base.Connection(api_key=wire.KEY))
    asked = [wire.ask("One."), wire.ask("Two."), wire.ask("Two.")._replace(system="You judge plays.")]
    for request in asked:
        await provider.complete(request)
    await provider.close()
    one, other, another = (json.loads(call.request.content)["prompt_cache_key"] for call in services.calls)
    assert one == other != another


async def test_a_turn_to_mend_an_answer(services):
    route = services.post(URL).mock(return_value=wire.streamed(wire.responses()))
    provider = load("openai", base.Connection(api_key=wire.KEY))
    turns = (base.Message("user", "story"), base.Message("assistant", "{"), base.Message("user", "again"))
    await provider.complete(wire.ask()._replace(messages=turns))
    await provider.close()
    asked = json.loads(route.calls.last.request.content)["input"]
    assert [(turn["role"], turn["content"]) for turn in asked] == list(turns)


@pytest.mark.parametrize(
    ("content", "finish"),
    [
        (wire.responses(status="incomplete", incomplete_details={"reason": "max_output_tokens"}), "cut"),
        (wire.responses(status="incomplete", incomplete_details={"reason": "content_filter"}), "refused"),
        (wire.responses("", refusal="I would rather not."), "refused"),
        (wire.responses(""), "empty"),
        (wire.responses(" \n"), "empty"),
        (wire.responses("", "incomplete", incomplete_details={"reason": "max_output_tokens"}), "cut"),
    ],
)
async def test_how_an_answer_may_end(services, content, finish):
    response, _, _ = await complete(services, content)
    assert response.finish == finish


async def test_an_answer_without_usage(services):
    response, _, _ = await complete(services, wire.responses(usage=None))
    assert response.usage == base.Usage()


@pytest.mark.parametrize(
    ("event", "code", "transient"),
    [
        ({"type": "error", "code": "server_error", "message": "x", "param": None}, "overloaded", True),
        ({"type": "error", "code": "rate_limit_exceeded", "message": "x", "param": None}, "rate-limited", True),
        ({"type": "error", "code": "insufficient_quota", "message": "x", "param": None}, "quota", False),
        ({"type": "error", "code": None, "message": "x", "param": None}, "overloaded", True),
        ({"type": "error", "error": {"type": "server_error", "code": None, "message": "x"}}, "overloaded", True),
        ({"type": "response.failed", "response": {"error": {"code": "server_error"}}}, "overloaded", True),
        ({"type": "response.failed", "response": {"error": None}}, "overloaded", True),
        (
            {"type": "response.failed", "response": {"error": {"code": "context_length_exceeded"}}},
            "context-too-long",
            False,
        ),
        ({"type": "response.failed", "response": {"error": {"code": "invalid_prompt"}}}, "refused-request", False),
    ],
)
async def test_a_failure_in_the_stream(services, event, code, transient):
    start = wire.responses().split(b"\n\n")[:3]
    with pytest.raises(ProviderError) as failure:
        await complete(services, b"\n\n".join([*start, wire.sse(event)]))
    assert (failure.value.code, isinstance(failure.value, base.TransientError)) == (code, transient)
