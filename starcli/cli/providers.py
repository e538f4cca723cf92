"""`star providers`."""

from starcli.cli import pages
from starcli.providers import PROVIDERS, Provider

EXAMPLES = ("star providers",)


def command() -> int:
    """Show which providers are ready to judge a story beside the rules, and what the others lack.

    The default is offline: the rules alone, with no key and no network.
    """
    pages.show(_line(provider) for provider in PROVIDERS.values())
    return 0


def _line(provider: Provider) -> str:
    state = "ready" if provider.ready else "not ready"
    missing = f" ({provider.missing})" if provider.missing else ""
    return pages.row(f"{provider.name:<12}{state}", f"{provider.what}{missing}", column=24, indent=0)
