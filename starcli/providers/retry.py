"""Tries again what another try may cure, within a total time. tenacity alone does it: the SDKs' retries are off."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from starcli.errors import ProviderError
from starcli.providers.base import Provider, Request, Response, TransientError

if TYPE_CHECKING:
    from tenacity import RetryCallState

ATTEMPTS = 6
FEWER: Mapping[str, int] = {"no-route": 3, "timeout": 2}  # waiting long rarely brings up a server, or makes it fast
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds; pauses double

Sleep = Callable[[float], Awaitable[None]]


class Retrying:
    """A provider that tries again after a TransientError."""

    def __init__(self, provider: Provider, total: float, sleep: Sleep) -> None:
        self._provider = provider
        self._total = total
        self._sleep = sleep
        self.name = provider.name

    @property
    def model(self) -> str:
        """The model, which a provider may learn only when it is asked."""
        return self._provider.model

    async def complete(self, request: Request) -> Response:
        """Ask until an answer comes, the failure is one to stay, or the time is up.

        Raises:
            ProviderError: the last failure.
        """
        from tenacity import AsyncRetrying, retry_if_exception_type  # noqa: PLC0415 - an offline review loads none of it

        retrying = AsyncRetrying(
            retry=retry_if_exception_type(TransientError),
            stop=self._is_last,
            wait=_pause,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            async with asyncio.timeout(self._total):
                return await retrying(self._provider.complete, request)
        except TimeoutError:
            line = f"{self.name}: no answer within {self._total:g} seconds and all tries: try again later"
            raise ProviderError(line, code="timeout") from None

    async def close(self) -> None:
        """Close the provider."""
        await self._provider.close()

    def _is_last(self, state: "RetryCallState") -> bool:
        """Whether this failure stands: enough tries were made, or the server asks for more time than there is."""
        error = _error(state)
        passed = state.seconds_since_start or 0.0
        asked = (error.retry_after or 0.0) if error else 0.0
        tries = FEWER.get(error.code, ATTEMPTS) if error else ATTEMPTS
        return state.attempt_number >= tries or passed + asked >= self._total


def with_retries(provider: Provider, *, total: float = 1800, sleep: Sleep = asyncio.sleep) -> Provider:
    """The same provider, which tries again after a TransientError.

    All tries and pauses together end after `total` seconds; long, since a model on somebody's own machine may write for
    a quarter of an hour, and whoever waits sees it write.
    """
    return Retrying(provider, total, sleep)


def _pause(state: "RetryCallState") -> float:
    """What the server asks for, up to a cap; else twice as long each time. A little chance keeps many from one beat."""
    error = _error(state)
    asked = error.retry_after if error else None
    pause = FIRST_PAUSE * 2 ** (state.attempt_number - 1) if asked is None else asked
    return min(pause, LONGEST_PAUSE) * random.uniform(1, 1.25)  # noqa: S311 - nothing secret


def _error(state: "RetryCallState") -> TransientError | None:
    error = state.outcome and state.outcome.exception()
    return error if isinstance(error, TransientError) else None
