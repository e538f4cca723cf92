"""What is tried again, how often, and after which pause."""

import asyncio

import pytest

from starcli.errors import ProviderError
from starcli.providers import base, load
from starcli.providers.retry import ATTEMPTS, FEWER, LONGEST_PAUSE, with_retries
from tests.providers import wire

pytestmark = pytest.mark.anyio


class Pauses(list):
    """Takes the place of sleep."""

    async def __call__(self, seconds):
        self.append(seconds)


async def tried(name, *replies, total=600):
    """What comes of it, how often the server was asked, and the pauses between."""
    pauses = Pauses()
    async with wire.Server(*replies) as server:
        provider = with_retries(load(name, server.connection(name)), total=total, sleep=pauses)
        try:
            outcome = await provider.complete(wire.ask())
        except ProviderError as error:
            outcome = error
        await provider.close()
    return outcome, len(server.asked), pauses


def refusal(name, status, kind="x", *headers):
    return wire.json_reply(status, wire.error(name, kind), *headers)


def answer(name):
    return wire.Reply(wire.STREAMS[name]())


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
async def test_a_passing_fault_is_tried_again(name, status):
    outcome, asked, pauses = await tried(name, refusal(name, status), answer(name))
    assert (outcome.text, asked, len(pauses)) == (wire.TEXT, 2, 1)


async def test_an_overload_in_the_stream_is_tried_again(name):
    start = b"\n\n".join([*wire.STREAMS[name]().split(b"\n\n")[:3], b""])
    overload = wire.sse({"type": "error", "error": {"type": "overloaded_error", "message": "x"}})
    outcome, asked, _ = await tried(name, wire.Reply(start + overload), answer(name))
    assert (outcome.text, asked) == (wire.TEXT, 2)


async def test_a_broken_connection_is_tried_again(name):
    outcome, asked, _ = await tried(name, wire.Reply(wire.STREAMS[name]()[:900], then="break"), answer(name))
    assert (outcome.text, asked) == (wire.TEXT, 2)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "x"), (401, "x"), (402, "x"), (403, "x"), (404, "x"), (413, "x"), (429, "insufficient_quota")],
)
async def test_a_lasting_fault_is_not_tried_again(name, status, kind):
    outcome, asked, pauses = await tried(name, refusal(name, status, kind))
    assert isinstance(outcome, ProviderError)
    assert (asked, pauses) == (1, [])


async def test_tries_end_and_pauses_double(name):
    outcome, asked, pauses = await tried(name, refusal(name, 503))
    assert (outcome.code, asked) == ("overloaded", ATTEMPTS)
    assert all(pause <= told <= pause * 1.25 for pause, told in zip([1, 2, 4, 8, 16], pauses, strict=True))


async def test_a_server_that_is_not_there_is_given_up_sooner():
    pauses = Pauses()
    async with wire.Server(answer("openai")) as server:
        pass
    provider = with_retries(load("openai", server.connection("openai")), sleep=pauses)
    with pytest.raises(ProviderError, match="cannot be reached"):
        await provider.complete(wire.ask())
    await provider.close()
    assert len(pauses) == FEWER["no-route"] - 1


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        (("retry-after", "7"), 7, 8.75),
        (("retry-after-ms", "2500"), 2.5, 3.125),
        (("retry-after", "0"), 0, 0),
        (("retry-after", "300"), LONGEST_PAUSE, LONGEST_PAUSE * 1.25),  # up to a cap
        (("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"), 0, 0),
    ],
)
async def test_the_pause_that_a_server_asks_for(name, header, least, most):
    _, asked, pauses = await tried(name, refusal(name, 429, "x", header), answer(name))
    assert asked == 2
    assert least <= pauses[0] <= most


async def test_a_longer_pause_than_there_is_time_for_ends_it(name):
    outcome, asked, pauses = await tried(name, refusal(name, 429, "x", ("retry-after", "3600")), answer(name))
    assert (outcome.code, asked, pauses) == ("rate-limited", 1, [])


async def test_all_tries_together_have_a_limit(name):
    outcome, _, _ = await tried(name, wire.Reply(b"", then="silence"), total=0.3)
    assert outcome.code == "timeout"
    assert outcome.message == f"{name}: no answer within 0.3 seconds and all tries: try again later"


async def test_a_try_knows_the_model_that_the_server_chose():
    listed = {"object": "list", "data": [{"id": "tiny", "object": "model"}]}
    async with wire.Server(wire.json_reply(200, listed), answer("compatible")) as server:
        provider = with_retries(load("compatible", server.connection("compatible", model=None)))
        assert provider.model == ""
        await provider.complete(wire.ask())
        assert (provider.name, provider.model) == ("compatible", "tiny")
        await provider.close()


async def test_ctrl_c_ends_a_pause():
    async def for_ever(_):
        await asyncio.sleep(3600)

    async with wire.Server(refusal("openai", 503)) as server:
        provider = with_retries(load("openai", server.connection("openai")), sleep=for_ever)
        waiting = asyncio.create_task(provider.complete(wire.ask()))
        while not server.asked:
            await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await provider.close()


async def test_a_provider_of_somebody_else_is_tried_again_too():
    class Flaky:
        name, model, calls = "flaky", "m", 0

        async def complete(self, _):
            self.calls += 1
            if self.calls < 3:
                raise base.TransientError("flaky: not yet: wait", code="overloaded", retry_after=5)
            return base.Response("{}", base.Usage(), "m", "done")

        async def close(self):
            """Nothing to close."""

    pauses = Pauses()
    response = await with_retries(Flaky(), sleep=pauses).complete(wire.ask())
    assert (response.text, len(pauses)) == ("{}", 2)
    assert min(pauses) >= 5
