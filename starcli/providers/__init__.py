"""The providers by name: who may judge and coach beside the rules, and what keeps one from being used."""

from typing import NamedTuple

from starcli.errors import UsageError
from starcli.names import choice

_LATER = "comes with a later version of star"


class Provider(NamedTuple):
    """One provider, as `star providers` lists it."""

    name: str
    what: str
    missing: str = ""  # what keeps it from being used; empty when it is ready

    @property
    def ready(self) -> bool:
        """Whether it can be used now."""
        return not self.missing


PROVIDERS = {
    row.name: row
    for row in (
        Provider("offline", "the rules alone: no key, no network"),
        Provider("openai", "models of OpenAI", _LATER),
        Provider("anthropic", "models of Anthropic", _LATER),
        Provider("compatible", "any server that speaks OpenAI's protocol, such as one on your own machine", _LATER),
        Provider("manual", "any chat: you paste the prompt in and its reply back", _LATER),
    )
}


def check(name: str, where: str = "--provider") -> str:
    """The name of a provider that can be used now.

    Raises:
        UsageError: there is no such provider, or it is not ready.
    """
    provider = PROVIDERS[choice(name, PROVIDERS, "provider", where)]
    if not provider.ready:
        raise UsageError(f"{where}: {provider.name} {provider.missing}: use offline, the default")
    return provider.name
