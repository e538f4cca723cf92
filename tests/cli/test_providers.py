"""`star providers`."""

from pathlib import Path

import pytest

from starcli.providers import PROVIDERS


def listed(star):
    """The state of each provider, and all that is said of it, with the line ends taken out."""
    result = star("providers")
    assert (result.status, result.err) == (0, "")
    blocks = []
    for line in result.out.splitlines():
        blocks = [*blocks[:-1], f"{blocks[-1]} {line.strip()}"] if line.startswith(" ") else [*blocks, line]
    return {block.split()[0]: (block[12:24].strip(), block[24:]) for block in blocks}


def test_without_keys_two_are_ready(star):
    states = {name: state for name, (state, _) in listed(star).items()}
    assert list(states) == list(PROVIDERS)
    assert [name for name, state in states.items() if state == "ready"] == ["offline", "manual"]


@pytest.mark.parametrize(
    ("name", "variable"),
    [("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY"), ("compatible", "STAR_BASE_URL")],
)
def test_what_is_missing_is_named_until_it_is_there(star, monkeypatch, name, variable):
    state, told = listed(star)[name]
    assert (state, told.endswith(f"({variable} is not set)")) == ("not ready", True)
    monkeypatch.setenv(variable, "http://localhost:8080/v1")
    state, told = listed(star)[name]
    assert (state, variable in told) == ("ready", False)


def test_a_key_may_stand_in_the_env_file_and_is_not_shown(star):
    Path(".env").write_text("OPENAI_API_KEY=sk-secret\n")
    assert listed(star)["openai"][0] == "ready"
    assert "sk-secret" not in star("providers").out


def test_an_address_may_stand_in_the_settings_of_the_folder(star):
    Path("star.toml").write_text('base_url = "http://localhost:8080/v1"\n')
    assert listed(star)["compatible"][0] == "ready"


def test_a_key_that_a_downloaded_folder_would_lead_astray(star, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    Path(".env").write_text("OPENAI_BASE_URL=https://elsewhere.example/v1\n")
    state, told = listed(star)["openai"]
    assert state == "not ready"
    assert "does not send the key of OPENAI_API_KEY to elsewhere.example" in told


def test_a_default_model_is_named(star):
    assert "claude-" in listed(star)["anthropic"][1]
