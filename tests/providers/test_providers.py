"""The table of providers, and what other packages add to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from starcli import providers
from starcli.errors import ProviderError, UsageError
from starcli.providers import base
from tests.providers import wire

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "example-provider"


@pytest.mark.parametrize("name", ["Offline", "openai", " ANTHROPIC", "compatible", "manual"])
def test_the_providers_of_star(name):
    assert providers.check(name) == name.strip().lower()


def test_an_unknown_provider():
    with pytest.raises(UsageError, match=r"^--provider: unknown provider “opnai”: did you mean openai\?$"):
        providers.check("opnai")
    with pytest.raises(UsageError, match=r"^STAR_PROVIDER: unknown provider"):
        providers.check("nobody", "STAR_PROVIDER")


def test_offline_asks_nobody():
    with pytest.raises(UsageError, match="offline asks no model"):
        providers.load("offline", base.Connection())


@pytest.mark.parametrize(
    ("name", "variables", "missing"),
    [
        ("offline", {}, ""),
        ("manual", {}, ""),
        ("openai", {}, "OPENAI_API_KEY is not set"),
        ("openai", {"OPENAI_API_KEY": " "}, "OPENAI_API_KEY is not set"),
        ("openai", {"OPENAI_API_KEY": "k"}, ""),
        ("anthropic", {"OPENAI_API_KEY": "k"}, "ANTHROPIC_API_KEY is not set"),
        ("compatible", {"STAR_API_KEY": "k"}, "STAR_BASE_URL is not set"),
        ("compatible", {"STAR_BASE_URL": "http://localhost:8080/v1"}, ""),
    ],
)
def test_what_is_missing(name, variables, missing):
    assert providers.PROVIDERS[name].missing(variables) == missing


@pytest.mark.anyio
async def test_a_package_that_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    provider = providers.load("openai", base.Connection(api_key=wire.KEY))
    with pytest.raises(ProviderError, match=r"openai is not installed: pip install openai$"):
        await provider.complete(wire.ask())


def test_the_vendors_have_a_default_model_and_servers_of_ones_own_have_none():
    assert [bool(providers.default_model(name)) for name in providers.PROVIDERS] == [False, True, True, False, False]


def test_a_named_model_is_taken_as_it_is():
    assert providers.load("openai", base.Connection("any-name", api_key=wire.KEY)).model == "any-name"


def test_compatible_needs_an_address():
    with pytest.raises(ProviderError, match="set STAR_BASE_URL or --base-url") as caught:
        providers.load("compatible", base.Connection())
    assert caught.value.code == "no-address"


def test_usage_adds_up():
    assert base.add(base.Usage(1, 2, 3), base.Usage(10, 20, 30)) == (11, 22, 33)


HEAVY = ("openai", "anthropic", "tenacity", "pydantic", "httpx2")


def test_naming_and_loading_a_provider_imports_no_sdk():
    program = f"""
import sys
from starcli import providers
from starcli.providers import base, retry
for name in ("openai", "anthropic", "compatible"):
    retry.with_retries(providers.load(name, base.Connection("m", "http://localhost/v1", "key1")))
sys.exit(", ".join(name for name in {HEAVY} if name in sys.modules) or 0)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# -- packages of somebody else ---------------------------------------------------------------------------------------


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """Put a package beside star whose provider's factory is written as `entry`."""

    def install(entry, code="", name="parrot"):
        (tmp_path / "their_module.py").write_text(code)
        info = tmp_path / f"their_{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: their-{name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[starcli.providers]\n{name} = {entry}\n")
        monkeypatch.delitem(sys.modules, "their_module", raising=False)
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example package, installed as a person would install it, but without a network."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    done = subprocess.run(
        [*pip, "--no-build-isolation", "--no-deps", "--target", str(target), str(EXAMPLE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.mark.anyio
async def test_the_example_package_brings_a_provider(example, monkeypatch):
    monkeypatch.syspath_prepend(str(example))
    assert providers.known()["echo"].what == "from the package star-echo"
    assert providers.check("Echo") == "echo"
    heard = []
    provider = providers.load("echo", base.Connection(model="loud"))
    response = await provider.complete(wire.ask("I mended the oven.", on_text=heard.append))
    await provider.close()
    assert response.text == "".join(heard)
    assert "I mended the oven." in response.text
    assert (response.model, response.finish) == ("loud", "done")


def test_nobody_can_replace_a_provider_of_star(beside):
    beside("their_module:make", "def make(connection): return 'not ours'", name="openai")
    assert providers.known()["openai"] == providers.PROVIDERS["openai"]
    assert type(providers.load("openai", base.Connection(api_key=wire.KEY))).__module__ == "starcli.providers.openai"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("their_module:make", "def make(connection): raise RuntimeError('no\\x1b[31m luck')"),
        ("their_module:gone", ""),
        ("their_missing_module:make", ""),
        ("their_module:make", "def make(connection: 1 +"),
    ],
)
def test_a_package_that_is_broken(beside, entry, code):
    beside(entry, code)
    assert "parrot" in providers.known()
    with pytest.raises(
        ProviderError, match=r"^parrot: its package cannot be used \(.*\): update or remove it$"
    ) as caught:
        providers.load("parrot", base.Connection())
    assert caught.value.message.isprintable()


def test_what_a_provider_says_of_itself_is_passed_on(beside):
    code = "from starcli.errors import ProviderError\ndef make(connection): raise ProviderError('parrot: no seed')"
    beside("their_module:make", code)
    with pytest.raises(ProviderError, match=r"^parrot: no seed$"):
        providers.load("parrot", base.Connection())
