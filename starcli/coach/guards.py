"""Providers around a provider: one spends no more than it may, one lets no names out."""

from starcli import prices, prompts
from starcli.errors import ProviderError, UsageError
from starcli.providers.base import Message, Provider, Request, Response, Usage
from starcli.redact import Redacted

_LEAST_ANSWER = 4_000  # tokens below which no whole answer fits
_MARGIN = 1.5  # what some models count more than the estimate


class Budgeted:
    """A provider that refuses what could go over a budget, for as many requests as it gets."""

    def __init__(self, provider: Provider, dollars: float) -> None:
        """Take the budget in US dollars.

        Raises:
            UsageError: no price is known for the model.
        """
        if prices.cost(provider.model, Usage()) is None:
            raise UsageError(
                f"--budget: star knows no price of {provider.model or provider.name}: leave --budget out",
                code="no-price",
            )
        self.name, self.model = provider.name, provider.model
        self._provider, self._left, self._dollars = provider, dollars, dollars

    async def complete(self, request: Request) -> Response:
        """Ask, with no more room for the answer than the budget pays for.

        Raises:
            ProviderError: not even the shortest whole answer could be paid (code ``over-budget``).
        """
        room = self._room(request)
        if room < _LEAST_ANSWER:
            raise ProviderError(
                f"{self.name}: the next request could go over the budget of ${self._dollars:g} "
                f"(${max(self._left, 0):.4f} are left): raise --budget, or name a cheaper model",
                code="over-budget",
            )
        response = await self._provider.complete(request._replace(max_tokens=min(request.max_tokens, room)))
        self._left -= self._cost(response.usage)
        return response

    async def close(self) -> None:
        """Close the provider."""
        await self._provider.close()

    def _room(self, request: Request) -> int:
        """How many tokens of answer can be paid for after the question."""
        sent = prompts.tokens(request.system) + sum(prompts.tokens(row.text) for row in request.messages)
        left = self._left - self._cost(Usage(input_tokens=int(sent * _MARGIN)))
        each = self._cost(Usage(output_tokens=1_000_000)) / 1_000_000
        return int(left / each) if each else request.max_tokens

    def _cost(self, usage: Usage) -> float:
        return prices.cost(self.model, usage) or 0.0


class Redacting:
    """A provider that is sent stand-ins for names, and whose answers have the names again."""

    def __init__(self, provider: Provider, redacted: Redacted) -> None:
        self.name, self.model = provider.name, provider.model
        self._provider, self._redacted = provider, redacted

    async def complete(self, request: Request) -> Response:
        """Ask without names."""
        turns = tuple(Message(row.role, self._redacted.hide(row.text)) for row in request.messages)
        response = await self._provider.complete(request._replace(messages=turns))
        return response._replace(text=self._redacted.back(response.text))

    async def close(self) -> None:
        """Close the provider."""
        await self._provider.close()
