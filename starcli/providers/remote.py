"""What the providers behind a network share: a key, an address, a client made late, a time limit, faults in words."""

import asyncio
from importlib import import_module
from types import ModuleType
from typing import Any, ClassVar
from urllib.parse import urlsplit

from starcli.errors import ProviderError
from starcli.names import shown
from starcli.providers import faults
from starcli.providers.base import Connection, Finish, Request, Response, Usage

CONNECTING = 10.0  # seconds until a server must have picked up


class Remote:
    """A provider that an SDK reaches. The SDK is imported, in a thread, when the first question is asked."""

    name: ClassVar[str]
    sdk: ClassVar[str]  # the package that reaches it
    key: ClassVar[str]  # the variable that holds the key
    address: ClassVar[str]  # where it is; empty where somebody has to say
    ending: ClassVar[str] = "ends in /v1"  # how an address of its kind looks, for whoever got it wrong
    needs_key: ClassVar[bool] = True

    def __init__(self, connection: Connection, model: str) -> None:
        """Check what can be checked without a connection.

        Raises:
            ProviderError: there is no key or no address, or none that can be meant.
        """
        self.model = model
        self._timeout = connection.timeout
        self._base_url = connection.base_url or self.address
        self._api_key = (connection.api_key or "").strip()
        self._host = _host(self.name, self._base_url)
        self._check_key()
        self._made: Any = None
        self._making = asyncio.Lock()

    async def complete(self, request: Request) -> Response:
        """Ask once; every failure becomes a ProviderError."""
        heard = Heard(request, self._timeout)
        try:
            client = await self._client()
            async with asyncio.timeout(self._timeout) as heard.limit:
                return await self._ask(client, request, heard)
        except ProviderError:
            raise
        except TimeoutError:
            raise faults.timeout(self._party()) from None
        except Exception as error:  # an SDK may raise what it likes, and the key must not get out
            if error is heard.unheard:
                raise
            raise faults.of(error, self._party()) from None

    async def close(self) -> None:
        """Close the connections."""
        if self._made is not None:
            await self._made.close()

    def _client_of(self, sdk: ModuleType) -> Any:  # noqa: ANN401 - SDKs are imported late, so their types are not here
        raise NotImplementedError

    async def _ask(self, client: Any, request: Request, heard: "Heard") -> Response:  # noqa: ANN401
        raise NotImplementedError

    async def _client(self) -> Any:  # noqa: ANN401
        async with self._making:
            if self._made is None:
                self._made = await asyncio.to_thread(self._make)
        return self._made

    def _make(self) -> Any:  # noqa: ANN401
        try:
            return self._client_of(import_module(self.sdk))
        except ImportError:
            line = f"{self.name}: the package {self.sdk} is not installed: pip install {self.sdk}"
            raise ProviderError(line, code="not-installed") from None

    def _settings(self, sdk: ModuleType) -> dict[str, Any]:
        """What both SDKs are told: one try, and nowhere else than to this address."""
        timeout = sdk.Timeout(self._timeout, connect=min(self._timeout, CONNECTING))
        return {
            "api_key": self._api_key,
            "base_url": self._base_url,
            "timeout": timeout,
            "max_retries": 0,
            "http_client": sdk.DefaultAsyncHttpxClient(follow_redirects=False, timeout=timeout),
        }

    def _party(self) -> faults.Party:
        hide, has_key = faults.scrubber(self._api_key), bool(self._api_key)
        return faults.Party(self.name, self.model, self._host, self.key, hide, self.ending, has_key)

    def _check_key(self) -> None:
        if self.needs_key and not self._api_key:
            raise ProviderError(f"{self.name}: there is no key: set {self.key}", code="no-key")
        if not (self._api_key.isascii() and self._api_key.isprintable()) or " " in self._api_key:
            line = f"{self.name}: {self.key} has characters that no key has: copy the key again"
            raise ProviderError(line, code="bad-key")


class Heard:
    """The pieces of an answer as they arrive. Each puts the limit off by `patience` seconds; a ping is none."""

    limit: asyncio.Timeout | None = None

    def __init__(self, request: Request, patience: float) -> None:
        self.pieces: list[str] = []
        self.unheard: Exception | None = None  # why the listener could not be told, which is no fault of the provider
        self._patience, self._tell = patience, request.on_text

    def add(self, piece: str | None) -> None:
        """Keep a piece, and tell of it."""
        if piece:
            self.pieces.append(piece)
            if self.limit:
                self.limit.reschedule(asyncio.get_running_loop().time() + self._patience)
            if self._tell:
                try:
                    self._tell(piece)
                except Exception as error:
                    self.unheard = error
                    raise

    def response(self, usage: Usage, model: str, finish: Finish) -> Response:
        """All that was heard; what holds no text is empty, however it ended."""
        text = "".join(self.pieces)
        return Response(text, usage, model, "empty" if finish == "done" and not text.strip() else finish)


def _host(name: str, url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname and f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme not in ("http", "https") or not host:
        line = f"{name}: this is no web address: {shown(url)}: write one such as http://localhost:8080/v1"
        raise ProviderError(line, code="bad-address")
    return host
