"""chat.completions, at a server on this machine."""

import pytest

from starcli.errors import ProviderError
from starcli.providers import base, load
from tests.providers import wire

pytestmark = pytest.mark.anyio
ANSWER = wire.Reply(wire.chat())
FORM = '{"title": "...", "met": true or false}'  # the schema in words


async def complete(server, *requests, **connection):
    provider = load("compatible", server.connection("compatible", **connection))
    try:
        return [await provider.complete(request) for request in requests or [wire.ask()]]
    finally:
        await provider.close()


async def test_an_answer():
    heard = []
    async with wire.Server(ANSWER) as server:
        (response,) = await complete(server, wire.ask(on_text=heard.append))
    assert response == base.Response(wire.TEXT, base.Usage(900, 700, 60), "tiny-1", "done")
    assert heard == wire.pieces(wire.TEXT)


async def test_what_is_asked():
    async with wire.Server(ANSWER) as server:
        await complete(server)
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == f"Bearer {wire.KEY}"
    assert asked.body == {
        "model": "tiny",
        "messages": [
            {"role": "system", "content": "You judge stories."},
            {"role": "user", "content": "I mended the oven."},
        ],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 500,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": wire.SCHEMA},
        },
    }


async def test_a_server_that_wants_no_key():
    async with wire.Server(ANSWER) as server:
        (response,) = await complete(server, api_key=None)
    assert response.finish == "done"


async def test_nothing_meant_for_openai_goes_to_another_server(monkeypatch):
    for variable, value in {
        "API_KEY": "sk-secret-1",
        "ORG_ID": "org-secret-2",
        "PROJECT_ID": "proj-secret-3",
        "CUSTOM_HEADERS": "x-gateway: secret-4",
        "BASE_URL": "http://127.0.0.1:9/v1",
    }.items():
        monkeypatch.setenv(f"OPENAI_{variable}", value)
    async with wire.Server(ANSWER) as server:
        await complete(server, api_key=None)
    assert "secret" not in repr(server.asked)


REFUSALS = [
    (400, "'response_format.type' must be 'text' or 'json_object'"),
    (400, "This model does not support structured outputs"),
    (422, "Extra inputs are not permitted: response_format"),
    (500, "json_schema is not supported"),
]


@pytest.mark.parametrize(("status", "message"), REFUSALS)
async def test_a_server_that_takes_no_schema_finds_it_in_the_prompt_from_then_on(status, message):
    refusal = wire.json_reply(status, {"error": {"message": message, "type": "invalid_request_error"}})
    async with wire.Server(refusal, ANSWER) as server:
        first, second = await complete(server, wire.ask("One."), wire.ask("Two."))
    assert first.text == second.text == wire.TEXT
    with_schema, *without = server.asked
    assert "response_format" in with_schema.body
    assert len(without) == 2  # the refusal is remembered
    for asked in without:
        assert "response_format" not in asked.body
        assert FORM in asked.body["messages"][0]["content"]
    assert without[0].body["messages"][0] == without[1].body["messages"][0]  # and can be cached


async def test_a_server_that_ignores_the_schema_finds_it_in_the_prompt_of_the_next_turn():
    async with wire.Server(wire.Reply(wire.chat("What a nice story!")), ANSWER) as server:
        await complete(server, wire.ask("One."), wire.ask("Two."))
    first, second = (asked.body["messages"][0]["content"] for asked in server.asked)
    assert first == "You judge stories."
    assert FORM in second


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("stream_options", "unknown field: stream_options"),
        ("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        ("max_tokens", "max_tokens is too large: 16000. This model's maximum context length is 8192 tokens."),
    ],
)
async def test_a_parameter_that_a_server_does_not_take_is_left_out(name, message):
    async with wire.Server(wire.json_reply(400, {"error": {"message": message}}), ANSWER) as server:
        (response,) = await complete(server)
    assert response.finish == "done"
    refused, taken = (set(asked.body) for asked in server.asked)
    assert refused - taken == {name}


async def test_a_server_that_refuses_everything_is_not_asked_for_ever():
    everything = "response_format stream_options max_tokens"
    async with wire.Server(wire.json_reply(400, {"error": {"message": everything}})) as server:
        with pytest.raises(ProviderError) as failure:
            await complete(server)
    assert failure.value.code == "refused-request"
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("content", "finish"),
    [
        (wire.chat(reason="length"), "cut"),
        (wire.chat(reason=None, end=()), "cut"),
        (wire.chat("", reason="content_filter"), "refused"),
        (wire.chat(""), "empty"),
        (wire.chat(usage=None), "done"),
        (wire.chat(end=()), "done"),
    ],
)
async def test_how_an_answer_may_end(content, finish):
    async with wire.Server(wire.Reply(content)) as server:
        (response,) = await complete(server)
    assert response.finish == finish


MODELS = {"object": "list", "data": [{"id": "tiny", "object": "model", "created": 1, "owned_by": "me"}]}


async def test_the_only_model_of_a_server_need_not_be_named():
    async with wire.Server(wire.json_reply(200, MODELS), ANSWER) as server:
        await complete(server, wire.ask(), wire.ask(), model=None)
    assert [asked.path for asked in server.asked] == ["/v1/models", *["/v1/chat/completions"] * 2]
    assert server.asked[1].body["model"] == "tiny"


async def test_one_of_several_models_must_be_named():
    several = {**MODELS, "data": [{**MODELS["data"][0], "id": name} for name in ("tiny", "huge\x1b[31m")]}
    async with wire.Server(wire.json_reply(200, several)) as server:
        with pytest.raises(ProviderError, match=r"name a model with --model: .* has “tiny”, “huge�\[31m”$") as failure:
            await complete(server, model=None)
    assert failure.value.code == "unknown-model"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"error": {"code": 500, "message": "slot failed", "type": "server_error"}}, "overloaded"),
        ({"error": {"code": 400, "message": "bad grammar", "type": "x"}}, "refused-request"),
        ({"error": "out of memory"}, "overloaded"),
    ],
)
async def test_a_failure_in_the_stream(message, code):
    start = wire.chat().split(b"\n\n")[:3]
    async with wire.Server(wire.Reply(b"\n\n".join([*start, wire.sse(message)]))) as server:
        with pytest.raises(ProviderError) as failure:
            await complete(server)
    assert failure.value.code == code


@pytest.mark.parametrize("body", [b"<html>Welcome to my router</html>", b"data: {no json\n\n", b""])
async def test_a_server_of_another_kind(body):
    async with wire.Server(wire.Reply(body)) as server:
        with pytest.raises(
            ProviderError, match=r"answers in a way star cannot read.*: check the base URL, which ends in /v1$"
        ) as failure:
            await complete(server)
    assert failure.value.code == "protocol"
