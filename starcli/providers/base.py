"""The seam every provider fits: a request goes in, a response comes out.

A provider is any object with `name`, `model`, `complete` and `close`. It says what went wrong with a `ProviderError`
of one line that tells what to do next; a `TransientError` is one that another try may cure (see `retry`).
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from starcli.errors import ProviderError

Role = Literal["user", "assistant"]
Finish = Literal["done", "cut", "refused", "empty"]


class Message(NamedTuple):
    """One turn of the conversation."""

    role: Role
    text: str


class Usage(NamedTuple):
    """The tokens that a request took. The cached ones are a part of the input."""

    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0


class Request(NamedTuple):
    """What a model is asked.

    Attributes:
        system: the stable part, byte-identical over stories, so that providers can cache it.
        messages: the story is the first; turns that ask to mend an answer follow.
        schema: JSON Schema of the answer, portable: every field required, nullable where it may be left out,
            additionalProperties false, no limits of length or number.
        max_tokens: how long an answer may be, with all that a model thinks before it.
        on_text: told every piece of text as it arrives. Pieces of a try that fails are not taken back.
    """

    system: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    max_tokens: int = 16_000
    on_text: Callable[[str], None] | None = None


class Response(NamedTuple):
    """What came back. `finish` says whether the text is all the model had to say, was cut, refused, or is not there."""

    text: str
    usage: Usage
    model: str
    finish: Finish


class Connection(NamedTuple):
    """How a provider is reached. What is None falls to the provider's own default.

    Attributes:
        model: any name the provider knows.
        base_url: where its server is.
        api_key: never shown, not even in `repr`.
        timeout: for how many seconds a try may wait for the next word of the answer.
        show: shows a person the prompt to paste into a chat; only for `manual`.
        read: waits for the reply that the person pastes; only for `manual`.
    """

    model: str | None = None
    base_url: str | None = None
    api_key: str | None = None
    timeout: float = 300.0  # a large model on a small machine reads for minutes before it writes
    show: Callable[[str], None] | None = None
    read: Callable[[], str] | None = None

    def __repr__(self) -> str:
        """All but the key."""
        key = "***" if self.api_key else None
        return f"Connection(model={self.model!r}, base_url={self.base_url!r}, api_key={key!r}, timeout={self.timeout})"


class Provider(Protocol):
    """A language model that can be asked."""

    @property
    def name(self) -> str:
        """The provider's name, as `--provider` takes it."""

    @property
    def model(self) -> str:
        """The model's name; one that the server chooses may be known only after the first answer."""

    async def complete(self, request: Request) -> Response:
        """Ask once.

        Raises:
            ProviderError: it failed; a TransientError where another try may help.
        """

    async def close(self) -> None:
        """Give back the connections; the provider is not used again."""


class TransientError(ProviderError):
    """A failure that another try may cure, `retry_after` seconds from now where the provider said so."""

    def __init__(self, message: str, *, code: str = "error", retry_after: float | None = None) -> None:
        super().__init__(message, code=code)
        self.retry_after = retry_after


def add(one: Usage, other: Usage) -> Usage:
    """The tokens of two requests together."""
    return Usage(*map(sum, zip(one, other, strict=True)))
