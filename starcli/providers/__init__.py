"""The providers by name: who may judge and coach beside the rules, and what keeps one from being used.

A package of somebody else's brings a provider with an entry point in the group `starcli.providers`: its name is the
provider's, its value a function that takes a `Connection` and gives a `Provider` (see docs/providers.md).
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from starcli.errors import ProviderError, UsageError
from starcli.names import choice, printable, shown
from starcli.providers.base import Connection, Provider
from starcli.providers.models import default_model

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["GROUP", "PROVIDERS", "Listing", "check", "default_model", "known", "load"]

GROUP = "starcli.providers"


class Listing(NamedTuple):
    """One provider, as `star providers` lists it."""

    name: str
    what: str
    key: str = ""  # the variable that holds its key
    needs: str = ""  # the variable without which it cannot be used
    address: str = ""  # the variable that holds its address
    package: str = ""  # what reaches it

    def missing(self, variables: Mapping[str, str]) -> str:
        """What keeps it from being used with these settings, by their variables; empty when it is ready."""
        if self.package and find_spec(self.package) is None:
            return f"the package {self.package} is not installed: pip install {self.package}"
        if self.needs and not variables.get(self.needs, "").strip():
            return f"{self.needs} is not set"
        return ""


PROVIDERS: Mapping[str, Listing] = {
    row.name: row
    for row in (
        Listing("offline", "the rules alone: no key, no network"),
        Listing("openai", "models of OpenAI", "OPENAI_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL", "openai"),
        Listing(
            "anthropic",
            "models of Anthropic",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_BASE_URL",
            "anthropic",
        ),
        Listing(
            "compatible",
            "any server that speaks OpenAI's protocol, such as one on your own machine",
            "STAR_API_KEY",
            "STAR_BASE_URL",
            "STAR_BASE_URL",
            "openai",
        ),
        Listing("manual", "any chat: you paste the prompt in and its reply back"),
    )
}
_CLASSES = {"openai": "OpenAI", "anthropic": "Anthropic", "compatible": "Compatible", "manual": "Manual"}


def known() -> Mapping[str, Listing]:
    """All providers: star's own, which nobody can replace, and those of packages installed beside it."""
    outside = {
        name: Listing(name, f"from the package {printable(point.dist.name) if point.dist else 'of somebody else'}")
        for name, point in _outside().items()
    }
    return {**PROVIDERS, **{name: row for name, row in outside.items() if name not in PROVIDERS}}


def check(name: str, where: str = "--provider") -> str:
    """The name of a provider that there is; whether its key is set is seen when it is loaded.

    Raises:
        UsageError: there is no such provider.
    """
    folded = name.strip().lower()
    return folded if folded in PROVIDERS else choice(name, known(), "provider", where)


def load(name: str, connection: Connection) -> Provider:
    """A provider, not yet connected; to be used, and closed, within one event loop.

    Raises:
        UsageError: there is no such provider, or it is `offline`, which asks nobody.
        ProviderError: it cannot be used: a key or an address is missing, or its package cannot be loaded.
    """
    if (name := check(name)) in _CLASSES:
        made: Provider = getattr(import_module(f"{__name__}.{name}"), _CLASSES[name])(connection)
        return made
    if name in PROVIDERS:
        raise UsageError(f"{name} asks no model: name a provider (see `star providers`)")
    return _from_outside(_outside()[name], connection)


def _from_outside(point: "EntryPoint", connection: Connection) -> Provider:
    try:
        factory: Callable[[Connection], Provider] = point.load()
        return factory(connection)
    except ProviderError:
        raise
    except Exception as error:  # the code of somebody else may raise what it likes
        line = f"{printable(point.name)}: its package cannot be used ({type(error).__name__} {shown(str(error))})"
        raise ProviderError(f"{line}: update or remove it", code="broken-provider") from None


def _outside() -> dict[str, "EntryPoint"]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - looks through all that is installed

    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name.lower(): point for point in points if point.name.isprintable()}
