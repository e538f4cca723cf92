"""What is handed out: a wheel that runs in an empty folder, and a source archive that a wheel can be built from."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KEPT = {"prompts": "starcli/_data/prompts", "scenarios": "starcli/_data/scenarios"}  # where a wheel keeps a folder


def _files(folder):
    return {file.relative_to(ROOT / folder).as_posix() for file in (ROOT / folder).rglob("*") if file.is_file()}


def _shipped():
    """Every file of the package and of the folders it reads, by its name in the wheel."""
    package = {f"starcli/{name}" for name in _files("starcli") if "__pycache__" not in name}
    return package | {f"{inside}/{name}" for folder, inside in KEPT.items() for name in _files(folder)}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with both archives: the source archive of this checkout, and the wheel built from that archive."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def source(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {member.name.partition("/")[2] for member in archive if member.isfile()}


@pytest.fixture
def star(wheel, tmp_path):
    """Run the unpacked wheel from a folder of its own; neither the home nor the installation may be written to."""
    installed, home, work = tmp_path / "installed", tmp_path / "home", tmp_path / "work"
    for name in wheel.namelist():
        wheel.extract(name, installed)
    for folder in (home, work):
        folder.mkdir()
    before = sorted(installed.rglob("*"))
    for folder in (home, installed, *filter(Path.is_dir, before)):
        folder.chmod(0o555)
    environment = {"PATH": os.defpath, "HOME": str(home), "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*arguments, python=("-m", "starcli")):
        command = [sys.executable, *python, *arguments]
        return subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)

    yield run
    for folder in (home, installed, *filter(Path.is_dir, before)):
        folder.chmod(0o755)
    assert (list(home.iterdir()), sorted(installed.rglob("*"))) == ([], before)  # for those whom no mode stops


def test_the_wheel_holds_the_package_its_data_and_nothing_else(wheel):
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == _shipped()
    assert {"starcli/data/built.json", "starcli/data/tagger.json", "starcli/renderers/schema.json"} <= names
    assert {"starcli/data/criteria.yaml", "starcli/data/lexicon/verbs.yaml"} <= names
    assert any(name.startswith("starcli/_data/prompts/") for name in names)
    assert any(name.startswith("starcli/_data/scenarios/stories/") for name in names)


def test_the_wheel_says_how_it_is_started_and_licensed(wheel):
    about = {name.rpartition("/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "star = starcli.__main__:main" in wheel.read(about["entry_points.txt"]).decode()
    assert wheel.read(about["LICENSE"]).decode() == (ROOT / "LICENSE").read_text("utf-8")
    assert "Requires-Python: >=3.11" in wheel.read(about["METADATA"]).decode()


def test_the_source_archive_holds_what_a_wheel_and_its_tests_need(source):
    needed = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".env.example", "tests/test_packaging.py"}
    needed |= {f"{folder}/{name}" for folder in KEPT for name in _files(folder)}
    assert needed <= source
    assert not [name for name in source if {".venv", "__pycache__", ".git", ".hypothesis"} & set(Path(name).parts)]


def test_the_unpacked_wheel_is_what_runs(star):
    told = star(python=("-c", "import starcli; print(starcli.__file__)"))
    assert Path(told.stdout.strip()).parent.parent.name == "installed"


def test_the_unpacked_wheel_reviews_a_story(star, tmp_path):
    story = tmp_path / "story.md"
    story.write_bytes((ROOT / "scenarios" / "stories" / "webhook-strong.md").read_bytes())
    done = star("review", str(story), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"name":"star"' in done.stdout.replace(" ", "")


def test_the_unpacked_wheel_finds_its_templates_and_scenarios(star, tmp_path):
    new, listed = star("new", "mine.md"), star("scenarios")
    assert new.returncode == 0
    assert "## Situation" in (tmp_path / "work" / "mine.md").read_text("utf-8")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "webhook-drops" in listed.stdout
    assert "cannot be used" not in listed.stdout
