"""star as a process of its own: pipes, encodings, exit statuses."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from starcli import __version__
from starcli.data import HERE, source_digest
from tests.cli.stories import COOK, STRONG, WEAK

STAR = [sys.executable, "-m", "starcli"]


@pytest.fixture
def star(tmp_path):
    """Run star in an empty folder, with nobody's own settings; `variables` are added to the environment."""

    def run(*arguments, variables=None, **options):
        environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path)} | (variables or {})
        command = [*STAR, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, **options)

    return run


def test_the_same_story_gives_the_same_bytes_anywhere(star, tmp_path):
    (tmp_path / "story.md").write_text(COOK)
    (tmp_path / "other" / "folder").mkdir(parents=True)
    (tmp_path / "other" / "folder" / "story.md").write_text(COOK)
    runs = [
        subprocess.run(
            [*STAR, "review", "story.md", "-p", "all", "-f", "json"],
            cwd=folder,
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for folder, seed, locale, zone in (
            (tmp_path, "1", "C", "UTC"),
            (tmp_path / "other" / "folder", "2", "C.UTF-8", "Asia/Tokyo"),
        )
    ]
    assert runs[0] == runs[1]
    assert json.loads(runs[0])["reviews"]


@pytest.mark.parametrize("arguments", [["review", STRONG, "--verbose"], ["--help"], ["--version"]])
def test_a_reader_that_stops_early_is_no_fault(arguments):
    process = subprocess.Popen([*STAR, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


@pytest.mark.parametrize("form", ["json", "markdown", "terminal"])
def test_a_machine_that_knows_only_ascii_gets_every_character(star, form):
    poor = {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    story = COOK.replace("a hotel", "the Hôtel de l’Étoile 🎉")
    result = star("review", "-f", form, variables=poor, input=story.encode())
    assert (result.returncode, result.stderr) == (0, b"")
    assert "Hôtel de l’Étoile 🎉" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [["review", WEAK], ["--version"]])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_on_one_line(arguments):
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([*STAR, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2
    assert result.stderr.decode().startswith("star: standard output cannot be written: ")
    assert result.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("script", "status", "line"),
    [
        ('exec "$@" review - <&-', 2, "star: standard input (-): is empty"),
        ('exec "$@" --version >&-', 2, "star: standard output cannot be written: "),
        ('exec "$@" review gone.md 2>&-', 2, ""),
        ('exec "$@" providers 2>&-', 0, ""),
        ('mkdir gone; cd gone; rmdir ../gone; exec "$@" batch .', 2, "star: the working folder: No such file"),
    ],
)
def test_what_the_caller_took_away_is_said_on_one_line(tmp_path, script, status, line):
    result = subprocess.run(
        ["sh", "-c", script, "sh", *STAR], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == status
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == bool(line)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_the_status_stays_when_nobody_can_be_told(star):
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run([*STAR, "review", "gone.md"], stderr=full, check=False).returncode == 2


def test_statuses_reach_the_shell(star):
    assert star("review", WEAK, "--fail-under", "hire").returncode == 1
    result = star("review", "gone.md")
    assert result.returncode == 2
    assert result.stderr == b"star: gone.md: there is no such file: check its name\n"


def test_a_closed_standard_input_is_no_story(star):
    result = star("review", stdin=subprocess.DEVNULL)
    assert result.returncode == 2
    assert result.stderr.count(b"\n") == 1


def test_the_version_is_told_without_loading_the_command_line():
    code = (
        "import sys; sys.argv = ['star', '--version']; from starcli.__main__ import main; main(); print(*sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    version, modules = out.splitlines()
    assert version == f"star {__version__}"
    assert not {"typer", "typing", "starcli.cli"} & set(modules.split())


def test_a_review_loads_nothing_that_it_does_not_use():
    heavy = {"pydantic", "rich", "yaml", "jinja2", "platformdirs", "dotenv", "tomllib"}
    if json.loads((HERE / "built.json").read_bytes())["digest"] != source_digest():
        heavy.remove("yaml")  # star reads the YAML itself until scripts/build_data.py has run
    code = (
        "import sys; sys.argv = ['star', 'review', sys.argv[1], '-f', 'json']; "
        "from starcli.__main__ import main; main(); sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, "-"], input=COOK, capture_output=True, text=True, check=True)
    assert not heavy & set(done.stderr.split())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_an_interruption_ends_quietly(tmp_path):
    os.mkfifo(tmp_path / "story.md")
    command = [*STAR, "review", str(tmp_path / "story.md")]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as star,
        (tmp_path / "story.md").open("wb"),  # opens when star reads it
    ):
        star.send_signal(signal.SIGINT)
        out, err = star.stdout.read(), star.stderr.read()
    assert (star.returncode, out, err) == (130, b"", b"")
