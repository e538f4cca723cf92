"""The Messages API, at Anthropic's own address."""

import json

import pytest

from starcli.errors import ProviderError
from starcli.providers import base, load
from tests.providers import wire

pytestmark = pytest.mark.anyio
URL = "https://api.anthropic.com/v1/messages"


async def complete(services, content, **connection):
    route = services.post(URL).mock(return_value=wire.streamed(content))
    provider = load("anthropic", base.Connection(**{"api_key": wire.KEY, **connection}))
    heard = []
    try:
        return await provider.complete(wire.ask(on_text=heard.append)), heard, route
    finally:
        await provider.close()


async def test_an_answer(services):
    response, heard, route = await complete(services, wire.messages())
    assert response == base.Response(wire.TEXT, base.Usage(900, 700, 60), "claude-test-1", "done")
    assert heard == wire.pieces(wire.TEXT)
    assert route.calls.last.request.headers["authorization"] == f"Bearer {wire.KEY}"


async def test_what_is_asked(services):
    _, _, route = await complete(services, wire.messages(), model="claude-any")
    assert json.loads(route.calls.last.request.content) == {
        "model": "claude-any",
        "system": [{"type": "text", "text": "You judge stories.", "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": "user", "content": "I mended the oven."}],
        "output_config": {"format": {"type": "json_schema", "schema": wire.SCHEMA}},
        "max_tokens": 500,
        "stream": True,
    }


@pytest.mark.parametrize(
    ("content", "finish"),
    [
        (wire.messages(reason="max_tokens"), "cut"),
        (wire.messages("", reason="max_tokens"), "cut"),
        (wire.messages(reason="pause_turn"), "cut"),
        (wire.messages(reason="model_context_window_exceeded"), "cut"),
        (wire.messages(reason="stop_sequence"), "done"),
        (wire.messages("", reason="refusal"), "refused"),
        (wire.messages(""), "empty"),
    ],
)
async def test_how_an_answer_may_end(services, content, finish):
    response, _, _ = await complete(services, content)
    assert response.finish == finish


async def test_a_context_that_was_full_before_the_answer_began(services):
    with pytest.raises(ProviderError) as failure:
        await complete(services, wire.messages("", reason="model_context_window_exceeded"))
    assert failure.value.code == "context-too-long"


@pytest.mark.parametrize(
    ("kind", "code", "transient"),
    [
        ("overloaded_error", "overloaded", True),
        ("api_error", "overloaded", True),
        ("rate_limit_error", "rate-limited", True),
        ("timeout_error", "timeout", True),
        ("authentication_error", "bad-key", False),
        ("billing_error", "quota", False),
        ("invalid_request_error", "refused-request", False),
    ],
)
async def test_a_failure_in_the_stream(services, kind, code, transient):
    start = wire.messages().split(b"\n\n")[:4]
    with pytest.raises(ProviderError) as failure:
        await complete(services, b"\n\n".join([*start, wire.sse(wire.error("anthropic", kind))]))
    assert (failure.value.code, isinstance(failure.value, base.TransientError)) == (code, transient)
