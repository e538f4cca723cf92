"""Answers as networks deliver them: in odd pieces, many at once, after a redirect."""

import asyncio

import pytest

from starcli.errors import ProviderError
from starcli.providers import load
from tests.providers import wire

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
async def test_an_answer_in_odd_pieces(name, size):
    """Pieces of one byte split every character of more than one, every line and every event."""
    heard = []
    async with wire.Server(wire.Reply(wire.STREAMS[name](), chunk=size)) as server:
        provider = load(name, server.connection(name))
        response = await provider.complete(wire.ask(on_text=heard.append))
        await provider.close()
    assert response.text == "".join(heard) == wire.TEXT


async def test_lines_may_end_as_they_like(name):
    async with wire.Server(wire.Reply(wire.STREAMS[name]().replace(b"\n", b"\r\n"), chunk=5)) as server:
        provider = load(name, server.connection(name))
        assert (await provider.complete(wire.ask())).text == wire.TEXT
        await provider.close()


async def test_twenty_at_once(name):
    """One client serves them all, and no answer gets into another."""
    replies = [wire.Reply(wire.STREAMS[name](f'{{"title": "{number}"}}'), chunk=40) for number in range(20)]
    async with wire.Server(*replies, replies[-1]) as server:
        provider = load(name, server.connection(name))
        asked = await asyncio.gather(*(provider.complete(wire.ask(f"Story {number}.")) for number in range(20)))
        await provider.close()
    assert sorted(response.text for response in asked) == sorted(f'{{"title": "{number}"}}' for number in range(20))
    assert server.most_at_once > 5


async def test_a_story_is_not_sent_on_to_another_address(name):
    async with wire.Server(wire.Reply(wire.STREAMS[name]())) as elsewhere:
        away = wire.json_reply(307, {}, ("location", f"{elsewhere.url}/v1/x"))
        async with wire.Server(away) as server:
            provider = load(name, server.connection(name))
            with pytest.raises(ProviderError, match="check the base URL"):
                await provider.complete(wire.ask())
            await provider.close()
    assert elsewhere.asked == []


async def test_whoever_listens_may_fail_and_it_is_not_said_of_the_provider(name):
    def broken(_):
        raise ValueError("the ear is full")

    async with wire.Server(wire.Reply(wire.STREAMS[name]())) as server:
        provider = load(name, server.connection(name))
        with pytest.raises(ValueError, match="the ear is full"):
            await provider.complete(wire.ask(on_text=broken))
        await provider.close()
