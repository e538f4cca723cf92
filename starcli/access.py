"""Keys and addresses of providers: where each comes from, and whether the one may go to the other.

A key goes only to an address from the same place, to one the person named (flag, environment, user config), or to the
vendor's own. So a `.env` or `star.toml` that came with a download cannot lead a key astray.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from starcli import config
from starcli.config import Setting, Settings, Source
from starcli.errors import UsageError
from starcli.providers import PROVIDERS

OWN: frozenset[Source] = frozenset({"flag", "environment", "user-config", "default"})
Places = Sequence[tuple[Source, str, Mapping[str, str | None]]]  # each with how its variables are called in a message
_VENDORS = {"openai": "api.openai.com", "anthropic": "api.anthropic.com"}


class Access(NamedTuple):
    """How a provider is reached. None is the provider's own default, or no key."""

    key: Setting[str | None] = Setting(None)
    address: Setting[str | None] = Setting(None)


def find(name: str, settings: Settings, environ: Mapping[str, str], folder: Path) -> Access:
    """The key and the address of a provider.

    Args:
        name: of the provider.
        settings: `base_url` as a flag is for any provider, from elsewhere only for those that have no address.
        environ: the environment.
        folder: the working folder, whose `.env` is read.

    Raises:
        UsageError: the key may not be sent to the address (code ``untrusted-address``).
    """
    listing = PROVIDERS.get(name)
    places: Places = (("environment", "", environ), (".env", ".env: ", config.dotenv(folder / ".env")))
    found = Access(
        _variable(listing.key if listing else "", places),
        settings.base_url
        if settings.base_url.source == "flag" or name not in _VENDORS
        else _variable(listing.address if listing else "", places),
    )
    if not _may_be_sent(name, found):
        raise UsageError(
            f"{found.address.where}: star does not send the key of {found.key.where} to {host(found.address.value)}, "
            f"an address from a less trusted place: say it with --base-url if you mean it",
            code="untrusted-address",
        )
    return found


def host(address: str | None, name: str = "") -> str:
    """Where an address leads, for people; the vendor's own where there is none."""
    if not address:
        return _VENDORS.get(name, name)
    try:
        parts = urlsplit(address)
        return (parts.hostname or address) + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return address


def _variable(name: str, places: Places) -> Setting[str | None]:
    for source, where, values in places:
        if name and (value := (values.get(name) or "").strip()):
            return Setting(value, source, f"{where}{name}")
    return Setting(None)


def _may_be_sent(name: str, access: Access) -> bool:
    key, address = access
    trusted = address.source in OWN or address.source == key.source
    return not key.value or not address.value or trusted or _is_vendors(name, address.value)


def _is_vendors(name: str, address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and parts.hostname == _VENDORS.get(name) and parts.port in {None, 443}
    except ValueError:
        return False
