import pytest

from starcli import access, config
from starcli.errors import UsageError

KEY = "sk-secret"


@pytest.fixture
def find(tmp_path):
    def find(name, environ=None, flags=None, **files):
        for kind, text in files.items():
            place = tmp_path / {"env": ".env", "toml": "star.toml", "user": "user.toml"}[kind]
            place.write_text(text)
        settings = config.load(flags or {}, environ or {}, tmp_path, tmp_path / "user.toml")
        return access.find(name, settings, environ or {}, tmp_path)

    return find


@pytest.mark.parametrize(
    ("name", "key", "address"),
    [
        ("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL"),
        ("anthropic", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL"),
        ("compatible", "STAR_API_KEY", "STAR_BASE_URL"),
    ],
)
def test_each_provider_has_variables_of_its_own(find, name, key, address):
    others = dict.fromkeys(("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "STAR_API_KEY"), "other")
    others |= dict.fromkeys(("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "STAR_BASE_URL"), "https://other.example")
    found = find(name, {**others, key: f" {KEY} ", address: "https://mine.example/v1"})
    assert (found.key.value, found.address.value) == (KEY, "https://mine.example/v1")


def test_an_empty_variable_is_none(find):
    found = find("openai", {"OPENAI_API_KEY": "", "OPENAI_BASE_URL": " "}, env=f"OPENAI_API_KEY={KEY}\n")
    assert (found.key.value, found.key.source, found.address.value) == (KEY, ".env", None)


def test_the_flag_names_the_address_of_any_provider(find):
    for name in ("openai", "anthropic", "compatible"):
        found = find(name, {"OPENAI_BASE_URL": "https://x.example"}, {"base_url": "https://flag.example"})
        assert found.address.value == "https://flag.example"


def test_offline_needs_nothing(find):
    assert find("manual", {"OPENAI_API_KEY": KEY}) == access.Access()


MINE = {"OPENAI_API_KEY": KEY, "STAR_API_KEY": KEY}


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("openai", {"environ": {**MINE, "OPENAI_BASE_URL": "https://x.example"}}),
        ("openai", {"environ": MINE, "flags": {"base_url": "https://x.example"}}),
        ("openai", {"env": f"OPENAI_API_KEY={KEY}\nOPENAI_BASE_URL=https://x.example\n"}),
        ("openai", {"env": f"OPENAI_API_KEY={KEY}\n", "environ": {"OPENAI_BASE_URL": "https://x.example"}}),
        ("openai", {"environ": MINE, "env": "OPENAI_BASE_URL=https://api.openai.com/v1\n"}),
        ("compatible", {"environ": MINE, "user": 'base_url = "https://x.example"'}),
        ("compatible", {"env": "STAR_BASE_URL=https://x.example\n"}),
        ("compatible", {"toml": 'base_url = "https://x.example"'}),
        ("openai", {"environ": MINE, "toml": 'base_url = "https://x.example"'}),  # it is not for openai
    ],
)
def test_a_key_goes_where_the_person_or_the_vendor_says(find, name, places):
    assert find(name, **places)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("openai", {"environ": MINE, "env": "OPENAI_BASE_URL=https://x.example/v1\n"}),
        ("openai", {"environ": MINE, "env": "OPENAI_BASE_URL=http://api.openai.com/v1\n"}),
        ("openai", {"environ": MINE, "env": "OPENAI_BASE_URL=https://api.openai.com@x.example/v1\n"}),
        ("openai", {"environ": MINE, "env": "OPENAI_BASE_URL=https://api.openai.com.x.example/v1\n"}),
        ("openai", {"environ": MINE, "env": "OPENAI_BASE_URL=https://api.openai.com:8443/v1\n"}),
        ("openai", {"environ": MINE, "env": "OPENAI_BASE_URL=https://[oops\n"}),
        ("compatible", {"environ": MINE, "env": "STAR_BASE_URL=https://x.example\n"}),
        ("compatible", {"environ": MINE, "toml": 'base_url = "https://x.example"'}),
        ("compatible", {"env": f"STAR_API_KEY={KEY}\n", "toml": 'base_url = "https://x.example"'}),
    ],
)
def test_a_downloaded_folder_cannot_lead_a_key_astray(find, name, places):
    with pytest.raises(UsageError) as caught:
        find(name, **places)
    assert caught.value.code == "untrusted-address"
    assert KEY not in caught.value.message
    assert "--base-url" in caught.value.message


@pytest.mark.parametrize(
    ("address", "name", "host"),
    [
        (None, "openai", "api.openai.com"),
        ("http://127.0.0.1:8080/v1", "compatible", "127.0.0.1:8080"),
        ("https://user:secret@x.example/v1", "compatible", "x.example"),
        (None, "other", "other"),
    ],
)
def test_where_an_address_leads_is_told_without_its_secrets(address, name, host):
    assert access.host(address, name) == host
