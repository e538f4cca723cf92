"""The providers at a real model server that nobody here wrote: llama.cpp with a small model.

A model this small says nothing of use: what is looked at is the wire. `python scripts/local_model.py` installs what is
needed and runs these tests.
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from scripts import local_model
from starcli.errors import ProviderError
from starcli.providers import base, load
from starcli.providers.retry import with_retries

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.local_model,
    pytest.mark.skipif(bool(local_model.missing()), reason=local_model.missing()),
]
SCRIPT = Path(local_model.__file__)
SCHEMA = {  # bounded all over: a small model runs on where it may
    "type": "object",
    "properties": {
        "title": {"type": "string", "maxLength": 30},
        "score": {"type": "integer", "minimum": 0, "maximum": 10},
        "parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {"kind": {"enum": ["action", "result"]}, "met": {"type": "boolean"}},
                "required": ["kind", "met"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["title", "score", "parts"],
    "additionalProperties": False,
}


class Serving(NamedTuple):
    process: subprocess.Popen
    url: str

    def connection(self, name="compatible", **other):
        url = self.url.removesuffix("/v1") if name == "anthropic" else self.url
        return base.Connection(**{"base_url": url, "api_key": local_model.KEY, **other})


def serve(parallel):
    command = [sys.executable, str(SCRIPT), "--serve", "--parallel", str(parallel)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return Serving(process, process.stdout.readline().split()[0])


def stop(serving):
    serving.process.kill()
    serving.process.wait()
    serving.process.stdout.close()


@pytest.fixture(scope="module")
def server():
    serving = serve(4)
    yield serving
    stop(serving)


def ask(text="I mended the oven of our bakery. Bread was on time again.", **other):
    request = base.Request("You judge stories.", (base.Message("user", text),), SCHEMA)
    return request._replace(**{"max_tokens": 120, **other})


async def complete(name, connection, *requests):
    provider = with_retries(load(name, connection), total=60)
    try:
        return await asyncio.gather(*(provider.complete(request) for request in requests))
    finally:
        await provider.close()


async def test_an_answer_by_the_schema(server):
    heard = []
    (response,) = await complete("compatible", server.connection(), ask(on_text=heard.append))
    answer = json.loads(response.text)
    assert set(answer) == {"title", "score", "parts"}
    assert answer["parts"][0]["kind"] in {"action", "result"}
    assert (response.finish, response.model) == ("done", local_model.NAME)
    assert response.usage.input_tokens > 20
    assert response.usage.output_tokens > 10
    assert len(heard) > 5
    assert "".join(heard) == response.text


async def test_a_prefix_that_it_knows_is_cached(server):
    long = "word " * 300
    first, second = [
        (await complete("compatible", server.connection(), ask(text)._replace(system=long, max_tokens=5)))[0]
        for text in ("One.", "Two.")
    ]
    assert second.usage.cached_tokens > 250
    assert first.usage.input_tokens == second.usage.input_tokens


async def test_four_at_once(server):
    requests = [ask(f"Story {number}. I mended it.") for number in range(4)]
    for response in await complete("compatible", server.connection(), *requests):
        assert set(json.loads(response.text)) == {"title", "score", "parts"}


async def test_a_cut_answer(server):
    (response,) = await complete("compatible", server.connection(), ask(max_tokens=4))
    assert (response.finish, response.usage.output_tokens) == ("cut", 4)


@pytest.mark.parametrize("name", ["compatible", "openai", "anthropic"])
@pytest.mark.parametrize(
    ("fault", "text", "code"),
    [({"api_key": "sk-not-the-key"}, "x", "bad-key"), ({}, "word " * 9000, "context-too-long")],
)
async def test_a_fault(server, name, fault, text, code):
    with pytest.raises(ProviderError) as caught:
        await complete(name, server.connection(name, **fault), ask(text))
    assert caught.value.code == code
    assert "sk-not" not in caught.value.message


@pytest.mark.parametrize("name", ["openai", "anthropic"])
async def test_its_imitations_of_the_vendors_answer_without_regard_to_the_schema(server, name):
    heard = []
    (response,) = await complete(name, server.connection(name), ask(on_text=heard.append, max_tokens=20))
    assert "".join(heard) == response.text != ""
    assert response.usage.input_tokens > 20
    assert response.finish in {"done", "cut"}


async def test_a_grammar_it_cannot_take_puts_the_schema_in_the_prompt(server):
    broken = {"type": "object", "properties": {"title": {"type": "riddle"}}}
    provider = load("compatible", server.connection())
    response = await provider.complete(ask(max_tokens=10)._replace(schema=broken))
    await provider.close()
    assert response.text
    assert response.usage.input_tokens > 60  # the schema was read as part of the prompt


async def test_a_server_that_dies_in_mid_stream():
    for name in ("compatible", "openai", "anthropic"):
        serving = serve(1)
        provider = load(name, serving.connection(name))
        endless = ask(on_text=lambda _, serving=serving: serving.process.kill(), max_tokens=2000)
        with pytest.raises(base.TransientError, match="broke off"):
            await provider.complete(endless._replace(schema={"type": "object"}))
        await provider.close()
        stop(serving)
