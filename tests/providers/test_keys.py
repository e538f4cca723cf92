"""A key goes to its provider and nowhere else: no message, log, repr or traceback has it."""

import logging
import traceback

import pytest

from starcli.errors import ProviderError
from starcli.providers import base, faults, load
from starcli.providers.retry import with_retries
from tests.providers import wire

pytestmark = pytest.mark.anyio
ADDRESSES = {"compatible": "http://127.0.0.1:8080/v1"}


def connection(name, **other):
    return base.Connection(**{"base_url": ADDRESSES.get(name), "api_key": wire.KEY, **other})


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
@pytest.mark.parametrize(
    "echo", [wire.KEY, f"Bearer {wire.KEY}.", f"{wire.KEY[:12]}****cdef", "sk-ant-api03-someone-else"]
)
async def test_a_server_that_repeats_the_key(name, status, echo, caplog):
    caplog.set_level(logging.DEBUG)
    reply = wire.json_reply(status, wire.error(name, "x", f"Wrong key: {echo} it is."))
    async with wire.Server(reply) as server:
        provider = with_retries(load(name, server.connection(name)))
        with pytest.raises(ProviderError) as caught:
            await provider.complete(wire.ask())
        await provider.close()
    told = "".join(traceback.format_exception(caught.value))
    for place in (caught.value.message, told, repr(caught.value), repr(provider), repr(vars(provider)), caplog.text):
        assert wire.KEY[3:12] not in place
        assert "someone-else" not in caught.value.message


async def test_a_key_that_is_no_header_is_not_shown(name):
    for key in ("sk-secret\nkey", "sk-secret key", "sk-sécret", "sk-secret\x00"):
        with pytest.raises(
            ProviderError, match=r"^\w+: \w+_API_KEY has characters that no key has: copy the key again$"
        ):
            load(name, connection(name, api_key=key))


async def test_white_space_around_a_key_is_none_of_it(name):
    async with wire.Server(wire.Reply(wire.STREAMS[name]())) as server:
        provider = load(name, server.connection(name, api_key=f" {wire.KEY}\n"))
        await provider.complete(wire.ask())
        await provider.close()
    assert server.asked[0].headers["authorization"] == f"Bearer {wire.KEY}"


@pytest.mark.parametrize("key", [None, "", " "])
@pytest.mark.parametrize("name", ["openai", "anthropic"])
def test_without_a_key_its_variable_is_named(name, key, monkeypatch):
    monkeypatch.setenv(f"{name.upper()}_API_KEY", wire.KEY)  # it is the command line that reads the environment
    with pytest.raises(ProviderError, match=rf"^{name}: there is no key: set {name.upper()}_API_KEY$") as caught:
        load(name, connection(name, api_key=key))
    assert caught.value.code == "no-key"


def test_a_connection_shows_all_but_the_key():
    assert repr(base.Connection("m", "http://x", wire.KEY)) == (
        "Connection(model='m', base_url='http://x', api_key='***', timeout=300.0)"
    )


@pytest.mark.parametrize(
    "url", ["localhost:8080/v1", "ftp://host/v1", "http://", "https:///v1", "nonsense", "http://[", "http://h:x/"]
)
def test_an_address_that_is_none(name, url):
    with pytest.raises(ProviderError, match="this is no web address") as caught:
        load(name, connection(name, base_url=url))
    assert caught.value.code == "bad-address"


async def test_a_password_in_an_address_is_not_shown(name):
    async with wire.Server(wire.json_reply(400, wire.error(name, "x"))) as server:
        address = server.connection(name).base_url.replace("//", "//me:hunter2@")
        provider = load(name, server.connection(name, base_url=address))
        with pytest.raises(ProviderError) as caught:
            await provider.complete(wire.ask())
        await provider.close()
    assert "hunter2" not in caught.value.message


@pytest.mark.parametrize("name", ["openai", "anthropic"])
async def test_an_empty_address_is_the_vendors_own(name, services, monkeypatch):
    monkeypatch.setenv(f"{name.upper()}_BASE_URL", "")
    host = f"api.{name}.com"
    services.route(host=host).mock(return_value=wire.streamed(wire.STREAMS[name]()))
    provider = load(name, base.Connection(base_url="", api_key=wire.KEY))
    assert (await provider.complete(wire.ask())).text == wire.TEXT
    await provider.close()


@pytest.mark.parametrize("name", ["openai", "anthropic"])
async def test_an_address_in_the_environment_is_not_taken_behind_stars_back(name, services, monkeypatch):
    monkeypatch.setenv(f"{name.upper()}_BASE_URL", "http://127.0.0.1:9")
    services.route(host=f"api.{name}.com").mock(return_value=wire.streamed(wire.STREAMS[name]()))
    provider = load(name, base.Connection(api_key=wire.KEY))
    assert (await provider.complete(wire.ask())).text == wire.TEXT
    await provider.close()


def test_a_word_that_stands_in_for_a_key_is_not_cut_out_of_every_message():
    assert faults.scrubber("x")("exit the box") == "exit the box"
    assert faults.scrubber("local-key")("local-key is wrong") == "*** is wrong"
