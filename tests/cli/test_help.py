import sys
from importlib import import_module
from pathlib import Path

import pytest

from starcli import __version__
from starcli.cli import manual
from tests.cli.stories import STRONG


def test_the_manual_page_reads_well(star, snapshot):
    result = star("--help")
    assert (result.status, result.err) == (0, "")
    assert result.out == snapshot


def test_the_manual_tells_every_option_that_stands_before_a_command():
    from typer.main import get_command

    from starcli.cli.app import app

    command = get_command(app)
    context = command.make_context("star", ["schema"])
    flags = {flag for param in command.get_params(context) for flag in param.opts}
    assert flags == {flag for told, _ in manual.OPTIONS for flag in told.split(", ")}


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_star_alone_shows_the_manual(star, arguments):
    assert star(*arguments).out == star("--help").out


@pytest.mark.parametrize("command", list(manual.COMMANDS))
def test_every_command_has_a_help_that_fits_80_columns(star, command, snapshot):
    result = star(command, "--help")
    assert (result.status, result.err) == (0, "")
    assert result.out == star("help", command).out
    assert max(map(len, result.out.splitlines())) <= 80
    assert result.out == snapshot


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_manual_never_needs_more_than_80_columns(star, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, star("--help").out.splitlines())) <= 80


@pytest.mark.parametrize("command", list(manual.COMMANDS))
def test_the_examples_of_a_command_are_about_it(command):
    for example in import_module(f"starcli.cli.{command}").EXAMPLES:
        assert f"star {command}" in example


@pytest.mark.parametrize("example", [line for line, _ in manual.EXAMPLES])
def test_the_examples_of_the_manual_work(star, example):
    Path("stories").mkdir()
    for name in ("story.md", "stories/story.md"):
        Path(name).write_bytes(Path(STRONG).read_bytes())
    words, _, piped = example.partition(" < ")
    result = star(*words.split()[1:], stdin=b"We fixed it." if piped else None)
    assert result.status in {0, 1}
    assert "Traceback" not in result.err


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_is_told(star, flag):
    assert star(flag) == (0, f"star {__version__}\n", "")
    assert star(flag, "review") == (0, f"star {__version__}\n", "")


def test_the_shell_can_ask_how_a_word_goes_on(star, monkeypatch):
    monkeypatch.setenv("_STAR_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "star re")
    monkeypatch.setenv("COMP_CWORD", "1")
    monkeypatch.setattr(sys, "argv", ["star"])
    with pytest.raises(SystemExit) as ended:
        star()
    assert ended.value.code == 0
    assert sys.stdout.text().split() == ["review", "rewrite"]
