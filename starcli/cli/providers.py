"""`star providers`."""

import os
from pathlib import Path

from starcli import access
from starcli.cli import pages, settings
from starcli.config import Settings
from starcli.errors import UsageError
from starcli.providers import Listing, default_model, known

EXAMPLES = ("star providers",)


def command() -> int:
    """Show which providers are ready to judge a story beside the rules, and what the others lack.

    The default is offline: the rules alone, with no key and no network.
    """
    chosen = settings.read({})
    pages.show(_line(listing, _missing(listing, chosen)) for listing in known().values())
    return 0


def _missing(listing: Listing, chosen: Settings) -> str:
    """What a provider lacks in this folder, where its key and address may come from several places."""
    try:
        found = access.find(listing.name, chosen, os.environ, Path())
    except UsageError as error:
        return error.message
    return listing.missing({listing.key: found.key.value or "", listing.address: found.address.value or ""})


def _line(listing: Listing, missing: str) -> str:
    model = default_model(listing.name)
    told = [listing.what, f"; {model} unless you name another" if model else "", f" ({missing})" if missing else ""]
    return pages.row(f"{listing.name:<12}{'not ready' if missing else 'ready'}", "".join(told), column=24, indent=0)
