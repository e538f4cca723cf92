import sys
from pathlib import Path

import pytest

from starcli import config
from starcli.errors import InputError, UsageError
from starcli.models import FrontMatter, Target


@pytest.fixture
def load(tmp_path):
    """Loads settings from a folder of its own; files are given by name, and "user" is the person's own."""

    def load(flags=None, environ=None, **files):
        for name, text in files.items():
            place = tmp_path / {"env": ".env", "toml": "star.toml", "user": "user/config.toml"}[name]
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return config.load(flags or {}, environ or {}, tmp_path, tmp_path / "user" / "config.toml")

    return load


@pytest.fixture
def refusal(load, tmp_path):
    def refusal(*places, **files) -> str:
        with pytest.raises(UsageError) as caught:
            load(*places, **files)
        assert caught.value.message.isprintable()
        return caught.value.message.replace(f"{tmp_path}/", "")

    return refusal


# -- the order -------------------------------------------------------------------------------------------------------

EVERYWHERE = {
    "flags": {"level": "sde1"},
    "environ": {"STAR_LEVEL": "sde2"},
    "env": "STAR_LEVEL=senior\n",
    "toml": 'level = "principal"\n',
    "user": 'level = "manager"\n',
}


def test_nothing_set_anywhere_is_the_default(load):
    settings = load()
    assert settings == config.Settings()
    assert {setting.source for setting in settings} == {"default"}
    assert config.target(settings, FrontMatter(), "x.md") == Target("sde2", (), None)


@pytest.mark.parametrize(
    ("without", "level", "source"),
    [
        (0, "sde1", "flag"),
        (1, "sde2", "environment"),
        (2, "senior", ".env"),
        (3, "principal", "star.toml"),
        (4, "manager", "user-config"),
        (5, None, "default"),
    ],
)
def test_the_first_place_that_has_a_setting_wins(load, without, level, source):
    found = load(**dict(list(EVERYWHERE.items())[without:])).level
    assert (found.value, found.source) == (level, source)


def test_settings_come_each_from_its_own_place(load):
    settings = load({"wpm": 150}, {"STAR_MODEL": "m"}, env="STAR_QUIET=1", toml='question = "Why?"', user="wpm = 99")
    assert (settings.wpm.source, settings.model.source, settings.quiet.source, settings.question.source) == (
        "flag",
        "environment",
        ".env",
        "star.toml",
    )


@pytest.mark.parametrize("nothing", [None, False, [], ()])
def test_a_flag_that_was_not_given_hides_nothing(load, nothing):
    settings = load({"quiet": nothing, "principles": nothing}, {"STAR_QUIET": "1", "STAR_PRINCIPLES": "dd"})
    assert (settings.quiet.value, settings.principles.value) == (True, ("dive-deep",))


def test_a_given_flag_may_be_empty(load):
    settings = load({"question": ""}, {"STAR_QUESTION": "Why?"})
    assert config.target(settings, FrontMatter(question="When?"), "x.md").question is None


def test_flags_only_a_flag_can_set(load, refusal):
    settings = load({"output": "x.md", "force": True}, {"STAR_OUTPUT": "y.md", "STAR_FORCE": "1"})
    assert (settings.output.value, settings.force.value) == ("x.md", True)
    assert load({}, {"STAR_OUTPUT": "y.md", "STAR_FORCE": "1"}).output.value is None
    assert "unknown key “force”" in refusal(toml="force = true")


# -- a story's own wishes --------------------------------------------------------------------------------------------

FRONT = FrontMatter(level="SDE 1", principles=("Dive Deep", "ownership"), question="When did you dig?")


def test_front_matter_goes_before_everything_but_a_flag(load):
    environ = {"STAR_LEVEL": "senior", "STAR_PRINCIPLES": "frugality", "STAR_QUESTION": "Why?"}
    settings = load({}, environ)
    assert config.target(settings, FRONT, "x.md") == Target("sde1", ("dive-deep", "ownership"), "When did you dig?")
    assert config.target(settings, FrontMatter(), "x.md") == Target("senior", ("frugality",), "Why?")
    flags = load({"level": "L7", "principles": ["earn-trust,dd"], "question": "How?"}, environ)
    assert config.target(flags, FRONT, "x.md") == Target("principal", ("earn-trust", "dive-deep"), "How?")


@pytest.mark.parametrize(
    ("front", "message"),
    [
        (FrontMatter(level="sde9"), "x�.md: front matter: unknown level “sde9”: did you mean sde2?"),
        (FrontMatter(principles=("frugal", "ownershp")), "unknown principle “ownershp”: did you mean ownership?"),
    ],
)
def test_front_matter_that_cannot_be_meant(load, front, message):
    with pytest.raises(InputError) as caught:
        config.target(load(), front, "x\n.md")
    assert caught.value.code == "bad-front-matter"
    assert caught.value.message.endswith(message)
    config.target(load({"level": "sde1", "principles": ["dd"]}), front, "x.md")  # a flag makes it not matter


# -- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variable", "value", "name", "meaning"),
    [
        ("STAR_LEVEL", "L5", "level", "sde2"),
        ("STAR_PRINCIPLES", "ownership, Dive Deep", "principles", ("ownership", "dive-deep")),
        ("STAR_QUESTION", " Why? ", "question", "Why?"),
        ("STAR_PROVIDER", "openai", "provider", "openai"),
        ("STAR_MODEL", "m-1", "model", "m-1"),
        ("STAR_BASE_URL", "http://localhost:1/v1", "base_url", "http://localhost:1/v1"),
        ("STAR_FORMAT", "json", "format", "json"),
        ("STAR_FAIL_UNDER", "no-hire", "fail_under", "no_hire"),
        ("STAR_FAIL_UNDER", "60", "fail_under", 60),
        ("STAR_WPM", "60", "wpm", 60),
        ("STAR_PROMPTS", "p", "prompts", "p"),
        ("STAR_SCENARIOS", "s", "scenarios", "s"),
        ("STAR_QUIET", "Yes", "quiet", True),
        ("STAR_VERBOSE", "0", "verbose", False),
    ],
)
def test_every_variable(load, variable, value, name, meaning):
    setting = getattr(load({}, {variable: value}), name)
    assert (setting.value, setting.where) == (meaning, variable)


def test_an_empty_or_unknown_variable_is_none(load):
    assert load({}, {"STAR_LEVEL": " ", "STAR_WPM": "", "STAR_TREK": "1", "STAR_LEVELS": "9"}) == config.Settings()


@pytest.mark.parametrize(
    ("flags", "environ", "message"),
    [
        ({"level": "sde3"}, {}, "--level: unknown level “sde3”: did you mean sde2?"),
        ({"level": ""}, {}, "--level: unknown level “”: known: sde1, sde2, senior, principal, manager"),
        ({"principles": ["frugl"]}, {}, "--principle: unknown principle “frugl”: did you mean frugality?"),
        ({"wpm": 59}, {}, "--wpm: “59” words a minute: say a whole number from 60 to 300"),
        ({"wpm": 301}, {}, "--wpm: “301” words a minute: say a whole number from 60 to 300"),
        ({}, {"STAR_WPM": "fast"}, "STAR_WPM: “fast” words a minute: say a whole number from 60 to 300"),
        ({}, {"STAR_WPM": "140.5"}, "STAR_WPM: “140.5” words a minute: say a whole number from 60 to 300"),
        ({}, {"STAR_QUIET": "maybe"}, "STAR_QUIET: “maybe” is neither yes nor no: write 1 or 0"),
        ({}, {"STAR_LEVEL": "x"}, "STAR_LEVEL: unknown level “x”: known: sde1, sde2, senior, principal, manager"),
    ],
)
def test_a_value_that_cannot_be_meant(refusal, flags, environ, message):
    assert refusal(flags, environ) == message


def test_a_bar_that_cannot_be_meant_names_its_flag(refusal):
    assert refusal({"fail_under": "7.5"}).startswith("--fail-under: “7.5” is neither")


# -- star.toml and the person's own file -----------------------------------------------------------------------------


def test_every_key_of_a_settings_file(load, tmp_path):
    settings = load(
        toml="""
        level = "l6"
        principles = ["Earn Trust", "frugality"]
        question = "Why?"
        provider = "offline"
        model = "m"
        base_url = "http://localhost:1/v1"
        format = "json"
        fail_under = 60
        wpm = 125
        prompts = "p"
        scenarios = "/s"
        quiet = true
        verbose = false
        """
    )
    values = {name: setting.value for name, setting in settings._asdict().items() if setting.source == "star.toml"}
    assert values == {
        "level": "senior",
        "principles": ("earn-trust", "frugality"),
        "question": "Why?",
        "provider": "offline",
        "model": "m",
        "base_url": "http://localhost:1/v1",
        "format": "json",
        "fail_under": 60,
        "wpm": 125,
        "prompts": str(tmp_path / "p"),
        "scenarios": "/s",
        "quiet": True,
        "verbose": False,
    }


def test_folders_are_meant_from_where_the_file_stands(load, tmp_path):
    settings = load(env="STAR_SCENARIOS=mine", user='prompts = "mine"')
    assert settings.scenarios.value == str(tmp_path / "mine")
    assert settings.prompts.value == str(tmp_path / "user" / "mine")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('lvel = "sde1"', "star.toml: unknown key “lvel”: did you mean level?"),
        ('"fail-under" = 1', "star.toml: unknown key “fail-under”: did you mean fail_under?"),
        ('[star]\nlevel = "sde1"', "star.toml: unknown key “star”"),
        ("wpm = '140'", "star.toml: wpm: must be a whole number"),
        ("wpm = true", "star.toml: wpm: must be a whole number"),
        ("wpm = 12", "star.toml: wpm: “12” words a minute"),
        ("fail_under = 60.5", "star.toml: fail_under: must be a band in quotes or a whole number"),
        ("principles = [1]", "star.toml: principles: must be a list of texts in quotes"),
        ("quiet = 1", "star.toml: quiet: must be true or false"),
        ("level = 2", "star.toml: level: must be text in quotes"),
        ('level = "sde9"', "star.toml: level: unknown level “sde9”: did you mean sde2?"),
        ('wpm = 140\nlevel = "sde2', "star.toml:2: this is no TOML"),
        ("wpm = 140\nlevel = sde2\n", "star.toml:2: this is no TOML"),
        ("wpm = 140\nwpm = 150\n", "star.toml:2: this is no TOML"),
        ('level = "\x1b[2J"', "star.toml:1: this is no TOML"),
        (f"wpm = {'9' * 9999}", "star.toml:"),
        (f"level = {'[' * 19_000}", "star.toml: is nested too deep"),
        (b'level = "caf\xe9"', "star.toml: is not UTF-8"),
        ("#" * 20_001, "star.toml: larger than 20 kB"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_settings_file_with_a_fault(refusal, text, message):
    assert refusal(toml=text).startswith(message)


def test_a_fault_in_the_persons_own_file_names_that_file(refusal):
    assert refusal(user="lvel = 1").startswith("user/config.toml: unknown key “lvel”")


def test_a_settings_file_may_be_empty_marked_or_from_windows(load):
    assert load(toml=b"", user=b"\xef\xbb\xbfwpm = 150\r\nquestion = ''\r\nprinciples = []\r\n").wpm.value == 150


def test_folders_in_the_place_of_settings_files_are_left_alone(load, tmp_path):
    (tmp_path / ".env").mkdir()
    (tmp_path / "star.toml").mkdir()
    assert load() == config.Settings()


# -- .env ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("STAR_QUESTION=Why?", "Why?"),
        ('export STAR_QUESTION="Why me?"  # asked often', "Why me?"),
        ("STAR_QUESTION='Why ${HOME}?'\r\n", "Why ${HOME}?"),
        ("A=1\nSTAR_QUESTION=$A\n", "$A"),
        ("this is no line\n;;; ' =\nSTAR_QUESTION=Why?\n", "Why?"),
        ("NAME=caf\xe9\nSTAR_QUESTION=Why?".encode("latin-1"), "Why?"),
        ("STAR_QUESTION\nSTAR_QUESTION_=x\n", None),
    ],
)
def test_a_dotenv_file_is_read_and_nothing_in_it_is_expanded(load, text, question, capsys):
    assert load(env=text).question.value == question
    assert capsys.readouterr() == ("", "")


def test_a_fault_in_a_dotenv_file_names_file_and_variable(refusal):
    assert refusal(env="STAR_LEVEL=x").startswith(".env: STAR_LEVEL: unknown level “x”")
    assert refusal(env="#" * 200_001).startswith(".env: larger than 200 kB")


# -- the person's own file -------------------------------------------------------------------------------------------


def test_the_persons_own_file_stands_where_the_system_keeps_settings(monkeypatch, tmp_path):
    from platformdirs import user_config_path

    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    home = str(Path.home())
    assert config.user_config_file({"HOME": home}) == user_config_path("star", appauthor=False) / "config.toml"
    assert config.user_config_file({}) == user_config_path("star", appauthor=False) / "config.toml"
    own = {"XDG_CONFIG_HOME": str(tmp_path), "HOME": home}
    assert config.user_config_file(own) == tmp_path / "star" / "config.toml"


def test_a_persons_own_file_that_cannot_even_be_looked_for_is_none():
    nowhere = Path("/", "x" * 5000, "config.toml")
    assert config.load({}, {}, Path(), nowhere) == config.load({}, {}, Path())


@pytest.mark.skipif(sys.platform != "linux", reason="the rule of Linux")
def test_a_relative_configuration_folder_is_ignored():
    places = {"XDG_CONFIG_HOME": "here", "HOME": "/home/ana"}
    assert config.user_config_file(places) == Path("/home/ana/.config/star/config.toml")


def test_the_example_file_shows_every_setting_and_sets_none(load):
    text = Path(__file__).parent.parent.joinpath(".env.example").read_text("utf-8")
    assert load(env=text) == config.Settings()
    unset = {"output", "force", "model"}  # only flags, and a name that depends on the provider
    settings = load(env=text.replace("# STAR_", "STAR_"))
    assert {name for name, setting in settings._asdict().items() if setting.source == "default"} == unset
