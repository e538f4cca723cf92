"""A person carries prompt and reply between star and a chat."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from starcli.errors import ProviderError
from starcli.providers import base, load
from tests.providers import wire

ROOT = Path(__file__).parents[2]


@pytest.mark.anyio
async def test_the_prompt_goes_out_and_the_reply_comes_in():
    shown, heard = [], []
    provider = load("manual", base.Connection(show=shown.append, read=lambda: wire.TEXT))
    response = await provider.complete(wire.ask(on_text=heard.append))
    await provider.close()
    assert response == base.Response(wire.TEXT, base.Usage(), "", "done")
    assert heard == [wire.TEXT]
    (page,) = shown
    places = [page.index(part) for part in ("You judge stories.", "The form of your reply", "I mended the oven.")]
    assert places == sorted(places)


@pytest.mark.anyio
async def test_a_later_turn_is_only_what_the_chat_has_not_heard():
    shown = []
    provider = load("manual", base.Connection(model="chat", show=shown.append, read=lambda: " \n"))
    turns = (base.Message("user", "story"), base.Message("assistant", "{"), base.Message("user", "Mend it."))
    response = await provider.complete(wire.ask()._replace(messages=turns))
    assert (response.finish, response.model) == ("empty", "chat")
    assert shown == ["Mend it."]


def test_without_a_person():
    with pytest.raises(ProviderError, match="nobody is here to paste the reply: run star in a terminal"):
        load("manual", base.Connection())


WAITING = """
import asyncio, sys
from starcli.providers import base, load
provider = load("manual", base.Connection(show=lambda _: print("waiting", flush=True), read=sys.stdin.readline))
try:
    asyncio.run(provider.complete(base.Request("s", (base.Message("user", "u"),), {})))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(os.name == "nt", reason="there, signals work otherwise")
def test_one_ctrl_c_ends_the_wait():
    with subprocess.Popen(
        [sys.executable, "-c", WAITING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as waiting:
        waiting.stdout.readline()
        time.sleep(0.2)  # from the prompt to the keyboard
        waiting.send_signal(signal.SIGINT)
        try:
            assert waiting.wait(timeout=20) == 130
        finally:
            waiting.kill()
