"""OpenAI's models, through its Responses API."""

from hashlib import sha256
from types import ModuleType
from typing import Any

from starcli.providers import faults
from starcli.providers.base import Connection, Finish, Request, Response, Usage
from starcli.providers.models import default_model
from starcli.providers.remote import Heard, Remote


class OpenAI(Remote):
    """`openai`: streamed, with the schema kept to by the service, and nothing stored there."""

    name = "openai"
    sdk = "openai"
    key = "OPENAI_API_KEY"
    address = "https://api.openai.com/v1"

    def __init__(self, connection: Connection) -> None:
        """Check key and address."""
        super().__init__(connection, connection.model or default_model(self.name))

    def _client_of(self, sdk: ModuleType) -> Any:  # noqa: ANN401
        return sdk.AsyncOpenAI(**self._settings(sdk))

    async def _ask(self, client: Any, request: Request, heard: Heard) -> Response:  # noqa: ANN401
        stream = await client.responses.create(
            model=self.model,
            instructions=request.system,
            input=[{"role": message.role, "content": message.text} for message in request.messages],
            text={"format": {"type": "json_schema", "name": "answer", "schema": request.schema, "strict": True}},
            max_output_tokens=request.max_tokens,
            prompt_cache_key=f"star-{sha256(request.system.encode()).hexdigest()[:16]}",
            store=False,
            stream=True,
        )
        async with stream:
            final, refused = await self._read(stream, heard)
        usage = _usage(final.usage)
        return heard.response(usage, final.model or self.model, "refused" if refused else _finish(final))

    async def _read(self, stream: Any, heard: Heard) -> tuple[Any, bool]:  # noqa: ANN401
        """The response as it stands at the end, and whether the model refused."""
        refused = False
        async for event in stream:
            match event.type:
                case "response.output_text.delta":
                    heard.add(event.delta)
                case "response.refusal.delta" | "response.refusal.done":
                    refused = True
                case "response.completed" | "response.incomplete":
                    return event.response, refused
                case "response.failed":
                    error = event.response.error
                    raise faults.told(error and error.code, error and error.message, self._party())
                case "error":
                    raise faults.told(event.code, event.message, self._party())
        raise faults.broken(self._party())


def _finish(final: Any) -> Finish:  # noqa: ANN401
    if final.status != "incomplete":
        return "done"
    reason = final.incomplete_details and final.incomplete_details.reason
    return "refused" if reason == "content_filter" else "cut"


def _usage(usage: Any) -> Usage:  # noqa: ANN401
    if not usage:
        return Usage()
    cached = usage.input_tokens_details and usage.input_tokens_details.cached_tokens
    return Usage(usage.input_tokens or 0, cached or 0, usage.output_tokens or 0)
