"""The services as they sound on the wire: what they stream, and a server on this machine that says anything."""

import asyncio
import json
import ssl
from pathlib import Path
from typing import NamedTuple

import httpx
import respx
from respx.mocks import HTTPCoreMocker

from starcli.providers import base

NAMES = ("openai", "anthropic", "compatible")  # the providers that an SDK reaches
KEY = "sk-test-0123456789abcdef"
SCHEMA = {
    "type": "object",
    "properties": {"title": {"type": "string"}, "met": {"type": "boolean"}},
    "required": ["title", "met"],
    "additionalProperties": False,
}
TEXT = '{"title": "Das Café öffnet 🥐 – “endlich”", "met": true}'


class HTTPCore2Mocker(HTTPCoreMocker):
    """respx behind the SDKs, which have left httpcore for httpcore2."""

    name = "httpcore2"
    targets = [target.replace("httpcore.", "httpcore2.") for target in HTTPCoreMocker.targets]  # noqa: RUF012


def mocked():
    """Nothing leaves this process; the router answers."""
    return respx.mock(using="httpcore2", assert_all_called=False)


def ask(text="I mended the oven.", **other):
    return base.Request("You judge stories.", (base.Message("user", text),), SCHEMA, **{"max_tokens": 500, **other})


# -- what the services stream ----------------------------------------------------------------------------------------


def sse(*events, named=True):
    """Server-sent events; each is a dictionary, or text as it stands."""
    lines = []
    for event in events:
        name = f"event: {event['type']}\n" if named and isinstance(event, dict) and "type" in event else ""
        data = event if isinstance(event, str) else json.dumps(event, ensure_ascii=False)
        lines.append(f"{name}data: {data}\n\n")
    return "".join(lines).encode()


def pieces(text, size=5):
    return [text[start : start + size] for start in range(0, len(text), size)]


def responses(text=TEXT, status="completed", refusal=None, usage=(900, 700, 60), **final):
    """OpenAI's Responses API."""
    response = {"id": "r1", "object": "response", "created_at": 1, "model": "gpt-test-1", "output": [], **final}
    tokens = usage and {
        "input_tokens": usage[0],
        "input_tokens_details": {"cached_tokens": usage[1]},
        "output_tokens": usage[2],
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": usage[0] + usage[2],
    }
    place = {"item_id": "m1", "output_index": 0, "content_index": 0}
    events = [{"type": "response.created", "response": {**response, "status": "in_progress"}}]
    events += [
        {"type": "response.output_text.delta", "delta": piece, "logprobs": [], **place} for piece in pieces(text)
    ]
    if refusal:
        events += [{"type": "response.refusal.delta", "delta": refusal, **place}]
    events += [{"type": f"response.{status}", "response": {**response, "status": status, "usage": tokens}}]
    return sse(*({**event, "sequence_number": number} for number, event in enumerate(events)))


def messages(text=TEXT, reason="end_turn", usage=(100, 100, 700, 60)):
    """Anthropic's Messages API. The usage: input beside the cache, written to it, read from it, output."""
    plain, written, cached, out = usage
    counts = {"input_tokens": plain, "cache_creation_input_tokens": written, "cache_read_input_tokens": cached}
    message = {"id": "m1", "type": "message", "role": "assistant", "model": "claude-test-1", "content": []}
    message |= {"stop_reason": None, "stop_sequence": None, "usage": {**counts, "output_tokens": 1}}
    return sse(
        {"type": "message_start", "message": message},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "ping"},
        *(
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
            for piece in pieces(text)
        ),
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": out}},
        {"type": "message_stop"},
    )


def chat(text=TEXT, reason="stop", usage=(900, 700, 60), end=("[DONE]",)):
    """OpenAI's chat.completions, as compatible servers stream it."""
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "tiny-1", "choices": []}
    deltas = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in pieces(text))]
    choices = [{"index": 0, "delta": delta, "finish_reason": None} for delta in deltas]
    choices += [{"index": 0, "delta": {}, "finish_reason": reason}] if reason else []
    tokens = usage and {
        "prompt_tokens": usage[0],
        "completion_tokens": usage[2],
        "total_tokens": usage[0] + usage[2],
        "prompt_tokens_details": {"cached_tokens": usage[1]},
    }
    chunks = [{**chunk, "choices": [choice]} for choice in choices] + ([{**chunk, "usage": tokens}] if usage else [])
    return sse(*chunks, *end)


STREAMS = {"openai": responses, "anthropic": messages, "compatible": chat}


def error(name, kind, message="Something is wrong.", **other):
    """The body of an error, in the shape of a provider."""
    inner = {"type": kind, "message": message, **other}
    return {"type": "error", "error": inner} if name == "anthropic" else {"error": {"code": kind, **inner}}


# -- a server that says anything -------------------------------------------------------------------------------------


class Reply(NamedTuple):
    """What the server says to one request.

    `chunk` is how many bytes are sent at a time (0: all), with a `pause` after each. `then` is what happens after the
    last of them: the answer is complete, the connection breaks, or nothing more comes ("silence").
    """

    body: bytes
    status: int = 200
    kind: str = "text/event-stream"
    headers: tuple[tuple[str, str], ...] = ()
    chunk: int = 0
    pause: float = 0
    then: str = "complete"


class Asked(NamedTuple):
    """What a client asked."""

    path: str
    headers: dict[str, str]
    body: dict


class Server:
    """Listens on this machine and gives its replies one after the other, the last one again and again."""

    def __init__(self, *replies, secure=False):
        self.secure = secure
        self.replies = list(replies)
        self.asked = []
        self.at_once = self.most_at_once = 0

    async def __aenter__(self):
        context = None
        if self.secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(Path(__file__).parent / "self_signed.pem")
        self._server = await asyncio.start_server(self._meet, "127.0.0.1", 0, ssl=context)
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *error):
        self._server.close()
        await self._server.wait_closed()

    def connection(self, name, **other):
        url = self.url if name == "anthropic" else f"{self.url}/v1"
        model = {"compatible": "tiny"}.get(name)
        return base.Connection(**{"model": model, "base_url": url, "api_key": KEY, "timeout": 20, **other})

    async def _meet(self, reader, writer):
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort() if writer.transport.get_write_buffer_size() else writer.close()

    async def _answer(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.asked.append(Asked(first.split()[1], headers, json.loads(body) if body else {}))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        await self._say(reply, reader, writer)
        self.at_once -= 1

    async def _say(self, reply, reader, writer):
        extra = "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
        head = f"HTTP/1.1 {reply.status} X\r\ncontent-type: {reply.kind}\r\n{extra}"
        writer.write(f"{head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n".encode())
        size = reply.chunk or len(reply.body) or 1
        for start in range(0, len(reply.body), size):
            piece = reply.body[start : start + size]
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            await writer.drain()
            await asyncio.sleep(reply.pause)
        if reply.then == "complete":
            writer.write(b"0\r\n\r\n")
        elif reply.then == "silence":
            await reader.read()  # until the client has had enough
        await writer.drain()


def json_reply(status, body, *headers):
    return Reply(json.dumps(body).encode(), status, "application/json", headers)


def streamed(content):
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, content=content)
