import pytest

from starcli import providers
from starcli.errors import UsageError


def test_offline_is_ready():
    assert providers.check("Offline") == "offline"


@pytest.mark.parametrize("name", ["openai", "anthropic", "compatible", "manual"])
def test_the_others_are_named_but_not_ready(name):
    assert not providers.PROVIDERS[name].ready
    with pytest.raises(UsageError, match=f"^STAR_PROVIDER: {name} comes with a later version"):
        providers.check(name, "STAR_PROVIDER")


def test_an_unknown_provider():
    with pytest.raises(UsageError, match=r"^--provider: unknown provider “opnai”: did you mean openai\?$"):
        providers.check("opnai")
