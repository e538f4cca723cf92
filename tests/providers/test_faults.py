"""Every way in which a service fails before it answers: one line that says what to do, and whether to try again."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.errors import ProviderError
from starcli.providers import base, faults, load
from tests.providers import wire

pytestmark = pytest.mark.anyio


async def failure(name, server, **connection):
    provider = load(name, server.connection(name, **connection))
    try:
        with pytest.raises(ProviderError) as caught:
            await provider.complete(wire.ask())
    finally:
        await provider.close()
    return caught.value


STATUSES = [  # status, type, message, code, what the line says, whether another try may help
    (401, "authentication_error", "Incorrect API key", "bad-key", r"the key was refused: check \w+_API_KEY", False),
    (403, "permission_error", "Not for you", "bad-key", r"may not be used .*“Not for you”.*: check", False),
    (404, "not_found_error", "model: gpt-nine", "unknown-model", r"there is no model “.*”.*--model$", False),
    (404, "not_found", "Not Found", "no-route", r"nothing answers at this .*: check the base URL, which ends ", False),
    (402, "billing_error", "Pay", "quota", r"no credit left: add some", False),
    (429, "insufficient_quota", "You exceeded your current quota", "quota", r"no credit left: add some", False),
    (400, "invalid_request_error", "Your credit balance is too low", "quota", r"no credit left", False),
    (400, "context_length_exceeded", "x", "context-too-long", r"too long for .*: shorten the story", False),
    (400, "invalid_request_error", "prompt is too long: 9 > 8", "context-too-long", r"shorten the story", False),
    (413, "request_too_large", "x", "context-too-long", r"shorten the story", False),
    (400, "invalid_request_error", "No such thing", "refused-request", r"refused the request .*“No such thing”", False),
    (302, "moved", "x", "no-route", r"nothing answers at this address", False),
    (408, "timeout_error", "x", "timeout", r"took too long", True),
    (409, "conflict", "x", "overloaded", r"try again", True),
    (429, "rate_limit_error", "x", "rate-limited", r"try again in a minute$", True),
    (429, "rate_limit_exceeded", "too many tokens a minute", "rate-limited", r"try again in a minute$", True),
    (500, "api_error", "x", "overloaded", r"try again in a few minutes$", True),
    (503, "unavailable_error", "Loading model", "overloaded", r"try again in a few minutes$", True),
    (529, "overloaded_error", "x", "overloaded", r"try again in a few minutes$", True),
]


@pytest.mark.parametrize("refusal", STATUSES)
async def test_a_refusal(name, refusal):
    status, kind, message, code, line, transient = refusal
    reply = wire.json_reply(status, wire.error(name, kind, message), ("location", "http://127.0.0.1:9/"))
    async with wire.Server(reply) as server:
        error = await failure(name, server)
    assert (error.code, isinstance(error, base.TransientError)) == (code, transient)
    assert error.message.startswith(f"{name}: ")
    assert "\n" not in error.message
    assert re.search(line, error.message), error.message
    assert len(server.asked) == 1  # the SDK itself does not try again


@pytest.mark.parametrize("body", [b"", b"<html>Bad\x1b[31m gateway\n</html>", b'{"error": "busy"}', b"[1, 2]", b"{"])
async def test_a_refusal_in_no_known_shape(name, body):
    async with wire.Server(wire.Reply(body, 502, "text/html")) as server:
        error = await failure(name, server)
    assert (error.code, isinstance(error, base.TransientError)) == ("overloaded", True)
    assert error.message.isprintable()


async def test_a_server_that_wants_a_key_where_none_is_given():
    async with wire.Server(wire.json_reply(401, {"error": {"message": "x"}})) as server:
        error = await failure("compatible", server, api_key=None)
    assert re.fullmatch(r"compatible: 127\.0\.0\.1:\d+ wants a key: set STAR_API_KEY", error.message)


async def test_nobody_listens(name):
    async with wire.Server(wire.Reply(b"")) as server:
        pass
    error = await failure(name, server)
    assert (error.code, isinstance(error, base.TransientError)) == ("no-route", True)
    assert re.fullmatch(rf"{name}: 127\.0\.0\.1:\d+ cannot be reached: check the network and .*", error.message)


async def test_a_server_that_does_not_pick_up(name, services):
    def wait(request):
        assert request.extensions["timeout"]["connect"] == 10  # and not as long as an answer may take
        raise httpx2.ConnectTimeout("")

    services.route().mock(side_effect=wait)
    provider = load(name, base.Connection("m", "https://gateway.example", wire.KEY))
    with pytest.raises(base.TransientError, match=r"gateway\.example cannot be reached") as caught:
        await provider.complete(wire.ask())
    await provider.close()
    assert caught.value.code == "no-route"


async def test_a_certificate_that_nobody_vouches_for(name):
    async with wire.Server(wire.Reply(b""), secure=True) as server:
        error = await failure(name, server)
    assert (error.code, type(error), server.asked) == ("bad-certificate", ProviderError, [])
    assert re.search(r"certificate of 127\.0\.0\.1:\d+ .*“self-signed certificate”.*SSL_CERT_FILE$", error.message)


async def test_a_server_that_does_not_answer_in_time(name):
    async with wire.Server(wire.Reply(b"", then="silence")) as server:
        error = await failure(name, server, timeout=0.2)
    assert (error.code, isinstance(error, base.TransientError)) == ("timeout", True)


async def test_an_answer_that_comes_to_a_halt(name):
    begun = wire.STREAMS[name]()[:-300]
    async with wire.Server(wire.Reply(begun, then="silence")) as server:
        error = await failure(name, server, timeout=0.3)
    assert (error.code, isinstance(error, base.TransientError)) == ("timeout", True)


async def test_a_ping_is_no_word_of_an_answer(name):
    async with wire.Server(wire.Reply(b": ping\n\n" * 400, chunk=10, pause=0.01)) as server:
        error = await failure(name, server, timeout=0.3)
    assert error.code == "timeout"


async def test_a_slow_answer_may_go_on_while_it_comes():
    """A model on a small machine: all of it takes longer than any one wait may."""
    whole = wire.chat()
    async with wire.Server(wire.Reply(whole, chunk=len(whole) // 40, pause=0.06)) as server:
        provider = load("compatible", server.connection("compatible", timeout=1.5))
        assert (await provider.complete(wire.ask())).text == wire.TEXT
        await provider.close()


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
async def test_a_connection_that_breaks_in_mid_stream(name, share):
    whole = wire.STREAMS[name]()
    async with wire.Server(wire.Reply(whole[: int(len(whole) * share)], then="break")) as server:
        error = await failure(name, server)
    assert (error.code, isinstance(error, base.TransientError)) == ("no-route", True)
    assert "broke off" in error.message


@pytest.mark.parametrize("name", ["openai", "anthropic"])
async def test_a_stream_that_ends_before_the_answer(name):
    events = wire.STREAMS[name]().split(b"\n\n")
    async with wire.Server(wire.Reply(b"\n\n".join(events[:4]) + b"\n\n")) as server:
        error = await failure(name, server)
    assert (error.code, isinstance(error, base.TransientError)) == ("no-route", True)


async def test_a_wait_that_is_broken_off_stays_broken_off(name):
    async with wire.Server(wire.Reply(b"", then="silence")) as server:
        provider = load(name, server.connection(name))
        waiting = asyncio.create_task(provider.complete(wire.ask()))
        while not server.asked:
            await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await provider.close()


def _date(seconds):
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1.2.3"}, None),
        ({"retry-after": "-5"}, None),
        ({}, None),
    ],
)
def test_retry_after(headers, seconds):
    assert faults.retry_after(headers) == seconds


def test_retry_after_a_date():
    assert faults.retry_after({"retry-after": _date(3600)}) == pytest.approx(3600, abs=60)
    assert faults.retry_after({"retry-after": _date(-3600)}) == 0


async def test_retry_after_reaches_whoever_tries_again(name):
    async with wire.Server(wire.json_reply(429, wire.error(name, "rate_limit_error"), ("retry-after", "7"))) as server:
        assert (await failure(name, server)).retry_after == 7


@given(st.text(max_size=400), st.sampled_from([400, 404, 429, 500]))
def test_whatever_a_server_says_stays_one_printable_line(text, status):
    error = RuntimeError()
    error.status_code, error.message, error.body = status, text, {"error": {"message": text, "code": text}}
    line = faults.of(error, faults.Party("openai", "m", "host", "OPENAI_API_KEY", faults.scrubber(wire.KEY))).message
    assert line.isprintable()
    assert len(line) < 400
