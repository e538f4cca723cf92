import json
import sys
from pathlib import Path

import pytest

from starcli import batch as engine
from tests.cli.stories import COOK, GERMAN, STRONG, WEAK


@pytest.fixture
def folder():
    """A folder of stories, one of them deeper, beside what is none."""
    Path("stories/deep").mkdir(parents=True)
    Path("stories/a.md").write_bytes(Path(STRONG).read_bytes())
    Path("stories/deep/b.txt").write_text(COOK)
    Path("stories/picture.png").write_bytes(b"\x89PNG")
    Path("stories/.hidden.md").write_text(COOK)


def reviewed(result):
    return [row["story"]["path"] for row in json.loads(result.out)["reviews"]]


@pytest.fixture
def batch(star, folder):
    return lambda *arguments, **surroundings: star("batch", *arguments, **surroundings)


def test_every_story_of_a_folder_is_reviewed(batch):
    result = batch("stories", "-f", "json")
    assert (result.status, result.err) == (0, "")
    assert reviewed(result) == ["stories/a.md", "stories/deep/b.txt"]


def test_globs_and_files_do_too(batch):
    assert reviewed(batch("stories/*.md", "stories/deep/b.txt", "-f", "json")) == ["stories/a.md", "stories/deep/b.txt"]


def test_the_overview_says_what_is_covered_and_what_is_missing(batch):
    out = batch("stories").out
    assert "# Overview" in out
    assert "**2 stories:**" in out


def test_a_story_that_fails_is_told_and_ends_with_3(batch):
    Path("stories/c.md").write_text(GERMAN, "utf-8")
    result = batch("stories", "-f", "json")
    assert result.status == 3
    assert result.err.count("\n") == 1
    assert "stories/c.md" in result.err
    assert len(reviewed(result)) == 2


def test_a_story_below_the_bar_ends_with_1_and_a_failure_outranks_it(batch):
    Path("stories/weak.md").write_bytes(Path(WEAK).read_bytes())
    result = batch("stories", "--fail-under", "hire")
    assert result.status == 1
    assert "stories/weak.md" in result.err
    Path("stories/c.md").write_text("")
    assert batch("stories", "--fail-under", "hire").status == 3


def test_a_report_among_the_stories_is_not_taken_for_one(batch):
    for _ in range(2):
        assert batch("stories", "-o", "stories/report.md").status == 0
    assert "**2 stories:**" in Path("stories/report.md").read_text("utf-8")


def test_a_counter_is_shown_to_a_person_who_waits_for_a_file_and_wiped(batch):
    result = batch("stories", "-o", "report.md", terminal=True)
    assert "2 of 2  stories/deep/b.txt" in result.err
    assert result.err.rpartition("\r")[2] == ""
    assert "\n" not in result.err


@pytest.mark.parametrize(
    ("arguments", "terminal"),
    [(["-o", "report.md", "--quiet"], True), (["-o", "report.md"], False), (["-f", "terminal"], True)],
)
def test_elsewhere_there_is_no_counter(batch, arguments, terminal):
    assert batch("stories", *arguments, terminal=terminal).err == ""


def test_a_review_is_written_before_all_stories_are_read(batch, monkeypatch):
    for name in "cdef":
        Path(f"stories/{name}.md").write_text(COOK)
    written = {}
    read = engine.stories

    def noting(path, stdin=None):
        written[path] = sys.stdout.text()
        return read(path, stdin)

    monkeypatch.setattr(engine, "stories", noting)
    batch("stories", "-f", "json")
    assert '"path": "stories/a.md"' in written["stories/f.md"]
