"""Any server that speaks OpenAI's older protocol, chat.completions: on one's own machine, in a company, a gateway."""

from types import ModuleType
from typing import Any

from starcli.errors import ProviderError
from starcli.names import shown
from starcli.providers import faults, prompted
from starcli.providers.base import Connection, Finish, Request, Response, Usage
from starcli.providers.remote import Heard, Remote

_FINISH: dict[str, Finish] = {"length": "cut", "content_filter": "refused"}
_REFUSALS = {400, 422, 500, 501}  # how servers answer to a parameter they do not know
_OPTIONAL = {  # parameters a server may do without, and the words by which one complains
    "response_format": ("response_format", "json_schema", "schema", "grammar", "structured output"),
    "stream_options": ("stream_options", "include_usage"),
    "max_tokens": ("max_tokens", "max_completion_tokens"),
}


class Compatible(Remote):
    """`compatible`: streamed; a server that takes no schema finds it in the prompt."""

    name = "compatible"
    sdk = "openai"
    key = "STAR_API_KEY"
    address = ""
    needs_key = False

    def __init__(self, connection: Connection) -> None:
        """Check the address.

        Raises:
            ProviderError: there is none, or none that can be meant.
        """
        if not connection.base_url:
            line = "compatible: there is no address: set STAR_BASE_URL or --base-url, such as http://localhost:8080/v1"
            raise ProviderError(line, code="no-address")
        super().__init__(connection, connection.model or "")
        self._left_out: set[str] = set()  # what this server is known not to take
        self._in_words = False  # whether the schema stands in the prompt

    def _client_of(self, sdk: ModuleType) -> Any:  # noqa: ANN401
        settings = self._settings(sdk)
        client = sdk.AsyncOpenAI(**{**settings, "api_key": self._api_key or "none"})  # the SDK insists on one
        client.organization = client.project = None  # from the environment, and meant for OpenAI alone:
        client._custom_headers = {}  # another server gets none of it
        return client

    async def _ask(self, client: Any, request: Request, heard: Heard) -> Response:  # noqa: ANN401
        if not self.model:
            self.model = await self._only_model(client)
        response = await self._read(await self._opened(client, request), heard)
        if response.finish == "done" and not _is_object(response.text):
            self._in_words = True  # it took the schema and paid no heed to it: the next turn says it in words
        return response

    async def _only_model(self, client: Any) -> str:  # noqa: ANN401
        """The model of a server that has one."""
        names = [str(model.id) async for model in client.models.list()]
        if len(names) == 1:
            return names[0]
        known = f": {self._host} has {', '.join(shown(name) for name in names[:10])}" if names else ""
        raise ProviderError(f"compatible: name a model with --model{known}", code="unknown-model")

    async def _opened(self, client: Any, request: Request) -> Any:  # noqa: ANN401
        """The stream of the answer, begun without what the server does not take."""
        while True:
            try:
                return await client.chat.completions.create(**self._body(request))
            except Exception as error:
                unknown = self._unknown(error)
                if unknown is None:
                    raise
                self._left_out.add(unknown)

    def _body(self, request: Request) -> dict[str, Any]:
        in_words = self._in_words or "response_format" in self._left_out
        system = prompted.system(request) if in_words else request.system
        body = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": system},
                *({"role": message.role, "content": message.text} for message in request.messages),
            ],
            "stream": True,
            "stream_options": {"include_usage": True},
            "max_tokens": request.max_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": request.schema, "strict": True},
            },
        }
        return {name: value for name, value in body.items() if name not in self._left_out}

    def _unknown(self, error: Exception) -> str | None:
        """The parameter that a server complains about, if there is one it can do without."""
        if getattr(error, "status_code", None) not in _REFUSALS:
            return None
        said = str(getattr(error, "message", "")).lower()
        for name, words in _OPTIONAL.items():
            if name not in self._left_out and any(word in said for word in words):
                return name
        return None

    async def _read(self, stream: Any, heard: Heard) -> Response:  # noqa: ANN401
        model, reason, usage, chunks = self.model, None, Usage(), 0
        async with stream:
            async for chunk in stream:
                chunks += 1
                model, usage = chunk.model or model, _usage(chunk.usage) or usage
                for choice in chunk.choices or ():
                    heard.add(choice.delta and choice.delta.content)
                    refused = getattr(choice.delta, "refusal", None)
                    reason = "content_filter" if refused else choice.finish_reason or reason
        if not chunks:
            raise faults.unreadable(self._party(), "")
        return heard.response(usage, model, _FINISH.get(reason, "done") if reason else "cut")


def _is_object(text: str) -> bool:
    return text.lstrip().startswith("{")


def _usage(told: Any) -> Usage | None:  # noqa: ANN401
    if not told:
        return None
    cached = told.prompt_tokens_details and told.prompt_tokens_details.cached_tokens
    return Usage(told.prompt_tokens or 0, cached or 0, told.completion_tokens or 0)
