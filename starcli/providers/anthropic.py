"""Anthropic's models, through its Messages API."""

from types import ModuleType
from typing import Any

from starcli.providers import faults
from starcli.providers.base import Connection, Finish, Request, Response, Usage
from starcli.providers.models import default_model
from starcli.providers.remote import Heard, Remote

_FINISH: dict[str, Finish] = {
    "max_tokens": "cut",
    "pause_turn": "cut",  # a turn that the service means to go on with; without tools it should not happen
    "model_context_window_exceeded": "cut",
    "refusal": "refused",
}


class Anthropic(Remote):
    """`anthropic`: streamed, with the schema kept to by the service, and the stable part cached there."""

    name = "anthropic"
    sdk = "anthropic"
    key = "ANTHROPIC_API_KEY"
    address = "https://api.anthropic.com"
    ending = "ends without /v1"

    def __init__(self, connection: Connection) -> None:
        """Check key and address."""
        super().__init__(connection, connection.model or default_model(self.name))

    def _client_of(self, sdk: ModuleType) -> Any:  # noqa: ANN401
        return sdk.AsyncAnthropic(**self._settings(sdk))

    async def _ask(self, client: Any, request: Request, heard: Heard) -> Response:  # noqa: ANN401
        stream = await client.messages.create(
            model=self.model,
            system=[{"type": "text", "text": request.system, "cache_control": {"type": "ephemeral"}}],
            messages=[{"role": message.role, "content": message.text} for message in request.messages],
            output_config={"format": {"type": "json_schema", "schema": request.schema}},
            max_tokens=request.max_tokens,
            stream=True,
        )
        async with stream:
            return await self._read(stream, heard)

    async def _read(self, stream: Any, heard: Heard) -> Response:  # noqa: ANN401
        model, reason, usage = self.model, None, Usage()
        async for event in stream:
            match event.type:
                case "message_start":
                    model, usage = event.message.model or model, _usage(event.message.usage, usage)
                case "content_block_delta" if event.delta.type == "text_delta":
                    heard.add(event.delta.text)
                case "message_delta":
                    reason, usage = event.delta.stop_reason or reason, _usage(event.usage, usage)
                case "message_stop":
                    return self._response(heard, usage, model, reason)
        raise faults.broken(self._party())

    def _response(self, heard: Heard, usage: Usage, model: str, reason: str | None) -> Response:
        if reason == "model_context_window_exceeded" and not heard.pieces:
            raise faults.told("context_length_exceeded", None, self._party())
        return heard.response(usage, model, _FINISH.get(reason or "", "done"))


def _usage(told: Any, before: Usage) -> Usage:  # noqa: ANN401
    """The tokens so far. Those of the cache stand beside the input here; a later event may leave out any."""
    if told is None:
        return before
    cached = told.cache_read_input_tokens or 0
    read = (told.input_tokens or 0) + (told.cache_creation_input_tokens or 0) + cached
    return Usage(read or before.input_tokens, cached or before.cached_tokens, told.output_tokens or 0)
