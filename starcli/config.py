"""The settings of a run, each from the first place that has it, and where that was.

First found wins: flag, front matter (level, principles and question only), environment, `.env`, `star.toml`,
user-config, default. Trust runs otherwise: flag, environment and user-config are the person's own, and so is the
default; `.env` and `star.toml` of the working folder, like front matter, may have come with a download. They may name
an address, but a key from one of the person's own places is never sent there (see `access`).
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from starcli import names
from starcli.errors import InputError, UsageError
from starcli.models import BandName, FrontMatter, Target
from starcli.names import did_you_mean, printable, shown

Source = Literal["flag", "front-matter", "environment", ".env", "star.toml", "user-config", "default"]
T = TypeVar("T")

MAX_DOTENV = 200_000  # bytes; it may belong to another program
MAX_TOML = 20_000  # bytes; reading hostile TOML takes time by the square of its size
SLOWEST, FASTEST = 60, 300  # words a minute
MOST_VOTES = 15


class Setting(NamedTuple, Generic[T]):
    """One setting. `where` begins a message about it: "--level", "STAR_LEVEL", "star.toml: level"."""

    value: T
    source: Source = "default"
    where: str = "default"


class Settings(NamedTuple):
    """Every setting of a run. None means that it was set nowhere.

    `provider` and `format` are as given: whoever uses them checks them (`providers.check`, `names.choice`, with the
    setting's `where`), since a command that needs neither should not fail over them. All else is checked.
    """

    level: Setting[str | None] = Setting(None)
    principles: Setting[tuple[str, ...] | None] = Setting(None)
    question: Setting[str | None] = Setting(None)
    provider: Setting[str] = Setting("offline")
    model: Setting[str | None] = Setting(None)
    base_url: Setting[str | None] = Setting(None)
    votes: Setting[int] = Setting(1)
    budget: Setting[float | None] = Setting(None)  # US dollars
    redact: Setting[bool] = Setting(False)
    redact_words: Setting[tuple[str, ...]] = Setting(())  # what it hides beside the names it finds
    format: Setting[str | None] = Setting(None)
    output: Setting[str | None] = Setting(None)  # only a flag
    fail_under: Setting[BandName | int | None] = Setting(None)
    wpm: Setting[int] = Setting(140)
    prompts: Setting[str | None] = Setting(None)  # a folder
    scenarios: Setting[str | None] = Setting(None)  # a folder
    quiet: Setting[bool] = Setting(False)
    verbose: Setting[bool] = Setting(False)
    force: Setting[bool] = Setting(False)  # only a flag


def load(
    flags: Mapping[str, object], environ: Mapping[str, str], folder: Path, user_file: Path | None = None
) -> Settings:
    """Find every setting.

    Args:
        flags: by name of the setting. None, False and an empty list mean that the flag was not given.
        environ: the environment; `STAR_LEVEL` sets `level`, and so on. An empty variable counts as none.
        folder: the working folder, whose `.env` and `star.toml` are read.
        user_file: the person's own file of settings (see `user_config_file`); it need not exist.

    Raises:
        UsageError: a value cannot be meant, or a file of settings is broken or has an unknown key.
    """
    layers = [
        {name: Setting(value, "flag", _flag(name)) for name, value in flags.items() if _given(value)},
        _variables(environ, "environment"),
        _dotenv(folder / ".env"),
        _toml(folder / "star.toml", "star.toml"),
        _toml(user_file, "user-config") if user_file else {},
    ]
    found: dict[str, Any] = {}
    for layer in reversed(layers):
        found |= layer
    return Settings(**{name: setting._replace(value=_read(name, setting)) for name, setting in found.items()})


def target(settings: Settings, front: FrontMatter, path: str) -> Target:
    """What a story is judged for. A flag goes before the story's front matter, the front matter before all else.

    Raises:
        InputError: the front matter of the story at `path` names an unknown level or principle.
    """
    level, principles, question = settings.level, settings.principles, settings.question
    where = f"{printable(path)}: front matter"
    try:
        if front.level and level.source != "flag":
            level = Setting(names.level(front.level, where), "front-matter", where)
        if front.principles and principles.source != "flag":
            principles = Setting(names.principles(front.principles, where), "front-matter", where)
    except UsageError as error:
        raise InputError(error.message, code="bad-front-matter") from None
    if front.question and question.source != "flag":
        question = Setting(front.question, "front-matter", where)
    return Target(level.value or Target().level, principles.value or (), question.value or None)


def user_config_file(environ: Mapping[str, str]) -> Path:
    """Where the person's own settings are kept: `star/config.toml` in the system's folder for configuration."""
    xdg, home = environ.get("XDG_CONFIG_HOME", ""), environ.get("HOME", "")
    if Path(xdg).is_absolute():
        return Path(xdg, "star", "config.toml")
    if sys.platform == "linux" and home:  # said here too, because the import costs more than reading the file
        return Path(home, ".config", "star", "config.toml")
    from platformdirs import user_config_path  # noqa: PLC0415 - see above

    return user_config_path("star", appauthor=False) / "config.toml"


# -- the places settings come from -----------------------------------------------------------------------------------


def _given(flag: object) -> bool:
    return flag is not None and flag is not False and flag not in ([], ())


def _flag(name: str) -> str:
    return "--principle" if name == "principles" else f"--{name.replace('_', '-')}"


def _variables(values: Mapping[str, str | None], source: Source, file: str = "") -> dict[str, Setting[Any]]:
    """The settings among some variables. Other programs may use STAR_ too, so an unknown one is no fault."""
    found = {}
    for name in _KINDS:
        variable = f"STAR_{name.upper()}"
        if value := (values.get(variable) or "").strip():
            found[name] = Setting(value, source, f"{file}: {variable}" if file else variable)
    return found


def _dotenv(path: Path) -> dict[str, Setting[Any]]:
    """The settings in a `.env` file."""
    return _beside(path, _variables(dotenv(path), ".env", printable(str(path))))


def dotenv(path: Path) -> Mapping[str, str | None]:
    """The variables of a `.env` file; it may belong to another program, so odd lines and bytes are passed over.

    Raises:
        UsageError: the file is too large or cannot be read.
    """
    if not os.path.isfile(path):  # noqa: PTH113 - false too for a folder that may not be entered
        return {}
    import logging  # noqa: PLC0415 - few folders have one
    from io import StringIO  # noqa: PLC0415

    from dotenv import dotenv_values  # noqa: PLC0415

    logging.getLogger("dotenv").addHandler(logging.NullHandler())  # or else it prints about odd lines
    return dotenv_values(stream=StringIO(_text(path, MAX_DOTENV, "replace")), interpolate=False)


def _toml(path: Path, source: Source) -> dict[str, Setting[Any]]:
    """The settings in a TOML file, where everything must be ours."""
    if not os.path.isfile(path):  # noqa: PTH113 - false too for a folder that may not be entered
        return {}
    file = printable(str(path))
    found = {}
    for key, value in _parsed(_text(path, MAX_TOML), file).items():
        if key not in _KINDS:
            raise UsageError(f"{file}: unknown key {shown(key)}: {did_you_mean(key, _KINDS)}")
        kind = _KINDS[key]
        if type(value) not in kind.types or (
            isinstance(value, list) and not all(isinstance(one, str) for one in value)
        ):
            raise UsageError(f"{file}: {key}: must be {kind.wanted}")
        if value not in ("", []):
            found[key] = Setting(value, source, f"{file}: {key}")
    return _beside(path, found)


def _parsed(text: str, file: str) -> dict[str, object]:
    import tomllib  # noqa: PLC0415 - few folders have such a file

    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, or a number too long
        problem = printable(str(error))
        place = re.search(r" \(at (?:line (\d+).*|end of document)\)$", problem)
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise UsageError(f"{file}:{line}: this is no TOML: {problem[: place.start()] if place else problem}") from None
    except RecursionError:
        raise UsageError(f"{file}: is nested too deep") from None


def _text(path: Path, most: int, errors: Literal["strict", "replace"] = "strict") -> str:
    file = printable(str(path))
    try:
        with path.open("rb") as opened:
            content = opened.read(most + 1)
        if len(content) > most:
            raise UsageError(f"{file}: larger than {most // 1000} kB, too large for settings")
        return content.decode("utf-8-sig", errors)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not UTF-8: save it with that encoding") from None


def _beside(path: Path, found: dict[str, Setting[Any]]) -> dict[str, Setting[Any]]:
    """Folders named in a file of settings are meant from where that file stands."""
    for name in _FOLDERS & found.keys():
        found[name] = found[name]._replace(value=str(path.parent / found[name].value))
    return found


# -- what a setting may be -------------------------------------------------------------------------------------------


class _Kind(NamedTuple):
    """The types a TOML file may use (a variable is always text), how a fault names them, and the check."""

    types: tuple[type, ...]
    wanted: str
    read: Callable[[Any, str], object]


def _read(name: str, setting: Setting[Any]) -> object:
    return _KINDS[name].read(setting.value, setting.where) if name in _KINDS else setting.value


def _as_given(value: str, where: str) -> str:  # noqa: ARG001 - the type of a check
    return value


def _principles(value: str | list[str], where: str) -> tuple[str, ...]:
    return names.principles([value] if isinstance(value, str) else value, where)


def _bar(value: str | int, where: str) -> BandName | int:
    return names.bar(str(value), where)


def _wpm(value: str | int, where: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", str(value)) or not SLOWEST <= int(value) <= FASTEST:
        raise UsageError(f"{where}: {shown(str(value))} words a minute: say a whole number from {SLOWEST} to {FASTEST}")
    return int(value)


def _votes(value: str | int, where: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", str(value)) or not 1 <= int(value) <= MOST_VOTES:
        raise UsageError(f"{where}: {shown(str(value))} votes: say a whole number from 1 to {MOST_VOTES}")
    return int(value)


def _dollars(value: str | float, where: str) -> float:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?|\.[0-9]{1,6}", str(value)):
        raise UsageError(f"{where}: {shown(str(value))} is no sum of US dollars: write 0.50 for fifty cents")
    return float(value)


def _words(value: str | list[str], where: str) -> tuple[str, ...]:  # noqa: ARG001 - the type of a check
    listed = value.split(",") if isinstance(value, str) else value
    return tuple(filter(None, map(str.strip, listed)))


def _switch(value: str | bool, where: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if (word := str(value).lower()) not in words:
        raise UsageError(f"{where}: {shown(word)} is neither yes nor no: write 1 or 0")
    return words[word]


_TEXT = _Kind((str,), "text in quotes", _as_given)
_SWITCH = _Kind((bool,), "true or false", _switch)
_FOLDERS = {"prompts", "scenarios"}
_KINDS: Mapping[str, _Kind] = {
    "level": _Kind((str,), "text in quotes", names.level),
    "principles": _Kind((str, list), "a list of texts in quotes", _principles),
    "question": _TEXT,
    "provider": _TEXT,
    "model": _TEXT,
    "base_url": _TEXT,
    "votes": _Kind((int,), "a whole number", _votes),
    "budget": _Kind((int, float), "a number", _dollars),
    "redact": _SWITCH,
    "redact_words": _Kind((str, list), "a list of texts in quotes", _words),
    "format": _TEXT,
    "fail_under": _Kind((str, int), "a band in quotes or a whole number", _bar),
    "wpm": _Kind((int,), "a whole number", _wpm),
    "prompts": _TEXT,
    "scenarios": _TEXT,
    "quiet": _SWITCH,
    "verbose": _SWITCH,
}
