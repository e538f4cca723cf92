import os
import resource
import stat
from pathlib import Path

import pytest

from starcli import output, renderers
from starcli.errors import OutputError
from tests.renderers import sample

REPORT = "<!-- star report -->\n\n# Earlier\n"
STORY = "I called each ward.\n"


def write(path: Path, text: str = "new\n", *, force: bool = False, inputs=()) -> None:
    output.write(path, lambda out: out.write(text), force=force, inputs=inputs)


def refusal(call, *arguments, **options) -> OutputError:
    with pytest.raises(OutputError) as caught:
        call(*arguments, **options)
    assert caught.value.message.isprintable()
    return caught.value


def leftovers(folder: Path, *expected: str) -> set[str]:
    return {path.name for path in folder.iterdir()} - set(expected)


def test_a_new_file_gets_exactly_the_text_and_the_usual_permissions(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path / "r.md", "naïve 日記 \udc80\nline\n")
    finally:
        os.umask(before)
    assert (tmp_path / "r.md").read_bytes() == "naïve 日記 \\udc80\nline\n".encode()
    assert stat.S_IMODE((tmp_path / "r.md").stat().st_mode) == 0o640
    assert not leftovers(tmp_path, "r.md")


@pytest.mark.parametrize("name", ["markdown", "json"])
def test_an_earlier_report_is_replaced_and_keeps_its_permissions(tmp_path, name):
    path = tmp_path / "report"
    with path.open("w", encoding="utf-8") as out:
        renderers.render(name, sample.report(sample.review()), out, renderers.View())
    path.chmod(0o604)
    write(path)
    assert path.read_text() == "new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@pytest.mark.parametrize("text", [STORY, "", '{"schema_version": 1}', f"# Notes\n{REPORT}"])
def test_anything_else_is_replaced_only_by_force(tmp_path, text):
    path = tmp_path / "r.md"
    path.write_text(text)
    error = refusal(write, path)
    assert (error.code, path.read_text()) == ("exists", text)
    assert error.message == f"{path}: exists and was not written by star: choose another name or add --force"
    write(path, force=True)
    assert path.read_text() == "new\n"


def test_a_story_that_is_being_read_is_never_replaced(tmp_path):
    story, link = tmp_path / "story.md", tmp_path / "link.md"
    story.write_text(STORY)
    link.symlink_to(story)
    for path in (story, link, tmp_path / "." / "story.md"):
        error = refusal(write, path, force=True, inputs=["-", "none.md", "a\0b", str(story)])
        assert error.code == "is-input"
    assert story.read_text() == STORY


def test_a_report_found_among_the_stories_is_no_story(tmp_path):
    (tmp_path / "report.md").write_text(REPORT)
    write(tmp_path / "report.md", inputs=[str(tmp_path / "report.md")])
    assert (tmp_path / "report.md").read_text() == "new\n"


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError, OutputError("no", code="x")])
@pytest.mark.parametrize("earlier", [None, REPORT])
def test_a_report_that_breaks_off_leaves_all_as_it_was(tmp_path, failure, earlier):
    path = tmp_path / "r.md"
    if earlier:
        path.write_text(earlier)

    def render(out):
        out.write("half")
        out.flush()
        raise failure

    with pytest.raises(failure if isinstance(failure, type) else type(failure)):
        output.write(path, render, force=False)
    assert (path.read_text() if path.exists() else None) == earlier
    assert not leftovers(tmp_path, "r.md")


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "r.md"
    error = refusal(output.write, path, lambda _: path.write_text(STORY), force=False)
    assert (error.code, path.read_text()) == ("exists", STORY)
    assert not leftovers(tmp_path, "r.md")


def test_a_link_stays_and_what_it_points_to_is_written(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "r.md").write_text(REPORT)
    (tmp_path / "link.md").symlink_to("there/r.md")
    (tmp_path / "new.md").symlink_to("there/new.md")
    for link in ("link.md", "new.md"):
        write(tmp_path / link)
        assert (tmp_path / link).is_symlink()
        assert (tmp_path / link).read_text() == "new\n"
    assert not leftovers(tmp_path / "there", "r.md", "new.md")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("folder", "is-folder"),
        ("none/r.md", "missing-folder"),
        ("story.md/r.md", "missing-folder"),
        ("circle", "unwritable"),
        ("a\0b", "unwritable"),
        ("x" * 300, "unwritable"),
        ("pipe", "not-a-file"),
    ],
)
def test_a_place_that_cannot_be_written(tmp_path, name, code):
    (tmp_path / "folder").mkdir()
    (tmp_path / "story.md").write_text(STORY)
    (tmp_path / "circle").symlink_to("circle")
    os.mkfifo(tmp_path / "pipe")
    for force in (False, True):
        assert refusal(write, tmp_path / name, force=force).code == code
    assert not leftovers(tmp_path, "folder", "story.md", "circle", "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_no_permission(tmp_path):
    (tmp_path / "r.md").write_text(REPORT)
    (tmp_path / "r.md").chmod(0o444)
    assert refusal(write, tmp_path / "r.md").code == "unwritable"
    tmp_path.chmod(0o555)
    assert "Permission denied" in refusal(write, tmp_path / "new.md").message
    tmp_path.chmod(0o755)


def test_a_full_disk(tmp_path):
    (tmp_path / "r.md").write_text(REPORT)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        error = refusal(write, tmp_path / "r.md", "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (error.code, error.message.startswith(f"{tmp_path}/r.md: cannot be written: ")) == ("unwritable", True)
    assert (tmp_path / "r.md").read_text() == REPORT
    assert not leftovers(tmp_path, "r.md")


@pytest.mark.parametrize("text", [STORY, REPORT])
def test_a_file_of_the_persons_own_is_replaced_only_by_force(tmp_path, text):
    path = tmp_path / "new.md"
    output.new_file(path, text, force=False)
    error = refusal(output.new_file, path, "other", force=False)
    assert (error.code, path.read_text()) == ("exists", text)
    assert error.message == f"{path}: exists: choose another name or add --force"
    output.new_file(path, "other", force=True)
    assert path.read_text() == "other"
