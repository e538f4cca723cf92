import os
from itertools import islice
from pathlib import Path

import pytest

from starcli import __version__, batch, config, renderers, rubric
from starcli.errors import InputError
from starcli.models import Failure, Review
from starcli.report import Report
from tests.renderers import sample

STORY = """# The dough that arrived warm

## Situation
Last spring I planned the night routes of a bakery. Eleven shops got their dough too warm.

## Action
I rode along on two nights, wrote down the temperature at every stop and drew up a new order of stops.

## Result
Spoiled batches fell from nine a week to one.
"""
REPORT = "<!-- star report -->\n\n# Earlier\n"


def make(folder: Path, *names: str, text: str = STORY) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(*paths) -> InputError:
    with pytest.raises(InputError) as caught:
        batch.discover(paths)
    assert caught.value.message.isprintable()
    return caught.value


# -- which files -----------------------------------------------------------------------------------------------------

TREE = ("b.md", "a.TXT", "c/z.markdown", "c/a/x.md", "notes.yaml", "photo.png", ".hidden.md", ".git/x.md", "c/.b/x.md")
ALL = ["a.TXT", "b.md", "c/a/x.md", "c/z.markdown"]


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["."], [f"./{name}" for name in ALL]),
        (["c", "."], ["c/a/x.md", "c/z.markdown", "./a.TXT", "./b.md"]),
        (["c/"], ["c/a/x.md", "c/z.markdown"]),
        (["b.md", "a.TXT"], ["b.md", "a.TXT"]),
        (["notes.yaml", ".hidden.md"], ["notes.yaml", ".hidden.md"]),
        ([".git"], [".git/x.md"]),
        (["b.md", "./b.md", "c/../b.md"], ["b.md"]),
        (["-", "b.md", "-"], ["-", "b.md"]),
        (["*.md"], ["b.md"]),
        (["*"], ["a.TXT", "b.md", "c/a/x.md", "c/z.markdown"]),
        (["**/*.md"], ["b.md", "c/a/x.md"]),
        (["**"], [f"./{name}" for name in ALL]),
        (["?.md", "c/*"], ["b.md", "c/a/x.md", "c/z.markdown"]),
        (["*.yaml"], ["notes.yaml"]),
        ([".*.md"], [".hidden.md"]),
        ([], []),
    ],
    ids=str,
)
def test_the_files_that_paths_stand_for(here, paths, found):
    make(here, *TREE)
    assert batch.discover(paths) == found


def test_absolute_paths_and_globs_stay_absolute(here):
    make(here, "s/b.md", "s/a.md")
    expected = [str(here / "s" / "a.md"), str(here / "s" / "b.md")]
    assert batch.discover([str(here)]) == batch.discover([f"{here}/*/*.md"]) == expected


def test_a_name_that_looks_like_a_glob_is_first_of_all_a_name(here):
    make(here, "a[1].md", "a1.md")
    assert batch.discover(["a[1].md"]) == ["a[1].md"]


def test_links_are_followed_once_and_circles_end(here):
    make(here, "s/a.md", "other/b.md")
    for link, to in {
        "s/up": "..",
        "s/self": ".",
        "s/same.md": "a.md",
        "s/circle": "circle",
        "s/gone.md": "none",
    }.items():
        (here / link).symlink_to(to)
    assert batch.discover(["s"]) == ["s/a.md", "s/up/other/b.md"]
    assert batch.discover(["s/**/*.md"]) == ["s/a.md"]


def test_a_pipe_in_a_folder_is_not_waited_for(here):
    make(here, "s/a.md")
    os.mkfifo(here / "s" / "b.md")
    assert batch.discover(["s"]) == ["s/a.md"]


@pytest.mark.parametrize(
    "path", ["none.md", "none/", "", "*.md", "a**b", "a\0b", "a\0*", "[", "b.txt/x.md", "x\n\x1b.md"]
)
def test_a_path_that_leads_nowhere(here, path):
    make(here, "b.txt")
    error = refusal("b.txt", path)
    assert error.code == "missing-file"


def test_folders_without_a_story(here):
    make(here, "s/photo.png", "t/.hidden.md")
    error = refusal("s", "t")
    assert (error.code, error.message) == (
        "no-stories",
        "s, t: no story in there: star looks for .md, .markdown, .txt",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open every folder")
def test_a_folder_one_may_not_open_is_a_failure_not_a_silence(here):
    make(here, "s/a.md", "s/b/c.md")
    (here / "s" / "b").chmod(0)
    paths = batch.discover(["s"])
    outcomes = list(batch.review_all(paths, config.Settings()))
    (here / "s" / "b").chmod(0o700)
    assert [outcome.error for outcome in outcomes if isinstance(outcome, Failure)] == ["unreadable"]


# -- their reviews ---------------------------------------------------------------------------------------------------


def review_all(*paths, settings=config.Settings(), **options):  # noqa: B008 - a named tuple
    return list(batch.review_all(paths, settings, **options))


def names(outcomes) -> list[str]:
    return [out.story.path if isinstance(out, Review) else f"{out.path}: {out.error}" for out in outcomes]


def test_what_fails_does_not_stop_the_rest(here):
    make(here, "a.md", "z.md")
    make(here, "empty.md", text=" \n")
    make(here, "front.md", text=f"---\nlevel: sde9\n---\n{STORY}")
    (here / "photo.md").write_bytes(b"\x89PNG\r\n\0\0")
    outcomes = review_all("a.md", "empty.md", "front.md", "none.md", "photo.md", ".", "z.md")
    assert names(outcomes) == [
        "a.md",
        "empty.md: empty",
        "front.md: bad-front-matter",
        "none.md: missing-file",
        "photo.md: binary",
        ".: is-folder",
        "z.md",
    ]
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert all(failure.message.startswith(failure.path) and failure.message.isprintable() for failure in failures)


@pytest.mark.parametrize(
    "text", ["", "a" * 200_001, "---\nlevel: [\n---\nI called.\n", "---\nlevel: x\n---\nI called.\n"]
)
def test_a_strange_file_name_does_not_break_the_line(here, text):
    make(here, "x\n\x1b[2J.md", text=text)
    (failure,) = review_all("x\n\x1b[2J.md")
    assert failure.path == "x\n\x1b[2J.md"
    assert failure.message.startswith("x��[2J.md:")
    assert failure.message.isprintable()


def test_standard_input_is_an_input_like_others(here):
    make(here, "a.md")
    outcomes = review_all("a.md", "-", stdin=b"\xef\xbb\xbf" + STORY.encode())
    assert names(outcomes) == ["a.md", "-"]
    assert outcomes[1].story.text == STORY
    assert names(review_all("-", stdin=b"")) == ["-: empty"]


def test_several_stories_of_a_file_come_in_order(here):
    second = STORY.replace("# The dough that arrived warm", "# The invoice that came twice")
    make(here, "both.md", text=f"{STORY}\n{second}")
    outcomes = review_all("both.md")
    assert names(outcomes) == ["both.md", "both.md#2"]
    assert [outcome.story.title for outcome in outcomes] == [
        "The dough that arrived warm",
        "The invoice that came twice",
    ]


def test_settings_and_front_matter_reach_the_review(here):
    make(here, "a.md")
    make(here, "own.md", text=f"---\nlevel: L6\nprinciples: [Frugality]\n---\n{STORY}")
    settings = config.load({"wpm": 280}, {"STAR_LEVEL": "sde1", "STAR_PRINCIPLES": "dive-deep"}, here)
    plain, own = review_all("a.md", "own.md", settings=settings)
    assert (plain.target.level, plain.target.principles) == ("sde1", ("dive-deep",))
    assert (own.target.level, own.target.principles) == ("senior", ("frugality",))
    (usual,) = review_all("a.md")
    assert plain.story.seconds < usual.story.seconds


def test_reviews_are_made_one_at_a_time_when_they_are_asked_for(here):
    make(here, "a.md", "b.md", "c.md")
    seen: list[tuple[int, str]] = []
    outcomes = batch.review_all(
        ["a.md", "b.md", "c.md"], config.Settings(), on_progress=lambda *step: seen.append(step)
    )
    assert seen == []
    assert names(islice(outcomes, 1)) == ["a.md"]
    assert seen == [(0, "a.md")]
    (here / "b.md").unlink()
    assert names(outcomes) == ["b.md: missing-file", "c.md"]
    assert seen == [(0, "a.md"), (1, "b.md"), (2, "c.md")]


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_a_report_among_the_stories_is_passed_over(here, form):
    make(here, "a.md", "b.md")
    with (here / "report.md").open("w", encoding="utf-8") as out:
        renderers.render(form, sample.report(sample.review()), out, renderers.View())
    assert names(review_all("a.md", "report.md", "b.md")) == ["a.md", "b.md"]
    (alone,) = review_all("report.md", "report.md")
    assert (alone.path, alone.error) == ("report.md", "own-report")
    assert names(review_all("none.md", "report.md")) == ["none.md: missing-file"]


def test_a_fault_of_star_is_one_failure_on_one_line(here, monkeypatch):
    make(here, "a.md", "c.md")
    make(here, "b.md", text=STORY.replace("dough", "bread"))
    review = batch.review

    def faulty(story, target, **options):
        if "bread" in story.text:
            raise ValueError(story.text)
        return review(story, target, **options)

    monkeypatch.setattr(batch, "review", faulty)
    outcomes = review_all("a.md", "b.md", "c.md")
    assert names(outcomes) == ["a.md", "b.md: internal", "c.md"]
    message = outcomes[1].message
    assert message.startswith("b.md: star itself failed (ValueError, test_batch.py:")
    assert message.isprintable()
    assert "bread" not in message


def test_an_interruption_passes(here, monkeypatch):
    make(here, "a.md")

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "review", interrupted)
    with pytest.raises(KeyboardInterrupt):
        review_all("a.md")


def test_a_report_takes_the_outcomes_as_they_come(here):
    make(here, "a.md")
    report = Report(batch.tool(), batch.review_all(["a.md", "none.md"], config.Settings()), [])
    assert names(report) == ["a.md"]
    assert names(report.failures) == ["none.md: missing-file"]
    assert report.tool == ("star", __version__, rubric.version())
