"""Whatever is wrong is said on one line, with the right exit status, and nothing is broken by it."""

import os
from pathlib import Path

import pytest

from starcli.cli import providers
from tests.cli.stories import COOK, GERMAN, STRONG

FILES = {
    "story.md": COOK,
    "empty.md": "",
    "blank.md": " \n\t\n",
    "picture.md": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "bytes.md": bytes(range(256)) * 4,
    "latin.md": "Im Café habe ich".encode("latin-1"),
    "utf16.md": COOK.encode("utf-16"),
    "large.md": COOK * 400,
    "german.md": GERMAN,
    "no-yaml.md": f"---\ntitle: [never closed\n---\n{COOK}",
    "bad-level.md": f"---\nlevel: sde22\n---\n{COOK}",
    "bad-principle.md": f"---\nprinciples: [ownershp]\n---\n{COOK}",
    "notes.txt": "Mine, and not a report.\n",
    "odd\x1b[2Jname.md": "",
}
# arguments -> words of the line
UNUSABLE = [
    ("review gone.md", "gone.md: there is no such file"),
    ("review", "no story given"),
    ("probes", "no story given"),
    ("review folder", "is a folder: use `star batch`"),
    ("review empty.md", "empty.md: is empty"),
    ("review blank.md", "blank.md: is empty"),
    ("review picture.md", "is a picture"),
    ("review bytes.md", "bytes.md: is"),
    ("review latin.md", "line 1 is not UTF-8"),
    ("review utf16.md", "is UTF-16"),
    ("review large.md", "large.md: the story has 326 kB"),
    ("review german.md", "star reads English stories offline"),
    ("review no-yaml.md", "no-yaml.md"),
    ("review bad-level.md", "unknown level “sde22”: did you mean sde2?"),
    ("review bad-principle.md", "unknown principle “ownershp”: did you mean ownership?"),
    ("review odd\x1b[2Jname.md", "is empty"),
    ("review gone\x1b]0;x\x07.md", "there is no such file"),
    ("review story.md --level staf", "--level: unknown level “staf”"),
    ("review story.md -l sde22", "did you mean sde2?"),
    ("review story.md -p ownershp", "--principle: unknown principle “ownershp”: did you mean ownership?"),
    ("review story.md -p ,", "names no principle"),
    ("review story.md -f jsn", "--format: unknown format “jsn”: did you mean json?"),
    ("review story.md --provider openay", "--provider: unknown provider “openay”: did you mean openai?"),
    ("review story.md --fail-under hired", "did you mean hire?"),
    ("review story.md --fail-under 101", "--fail-under"),
    ("review story.md --wpm fast", "--wpm"),
    ("review story.md --wpm 10", "--wpm"),
    ("probes story.md --count 0", "--count: “0” is not a whole number from 1 to 99"),
    ("probes story.md --count many", "--count"),
    ("probes story.md --count ²", "--count"),
    ("rewrite story.md --fail-under hire", "no option --fail-under"),
    ("review story.md -o notes.txt", "notes.txt: exists and was not written by star"),
    ("review story.md -o story.md", "is one of the stories"),
    ("review story.md -o story.md --force", "is one of the stories"),
    ("review story.md -o folder", "is a folder"),
    ("review story.md -o page.html", "--output: star writes no “.html”: end the name in .md or .json"),
    ("review ", "a story's name is empty"),
    ("batch ", "an empty name: there is no such file or folder"),
    ("review story.md -o nowhere/review.md", "there is no folder nowhere"),
    ("review story.md -o sealed/review.md", "cannot be written"),
    ("batch gone", "gone: there is no such file or folder"),
    ("batch folder", "no story in there"),
    ("batch *.rst", "*.rst: there is no such file or folder"),
    ("batch", "missing argument 'PATH'"),
    ("new story.md", "story.md: exists"),
    ("new nowhere/story.md", "there is no folder nowhere"),
    ("new x.md -l staf", "--level"),
    ("explain A999", "unknown code “A999”"),
    ("explain no-we-blurr", "did you mean no-we-blur?"),
    ("explain A302 --story gone.md", "gone.md: there is no such file"),
    ("scenarios webhook-drop", "did you mean webhook-drops?"),
    ("scenarios ./gone.yaml", "there is no such file"),
    ("reviw story.md", "there is no command “reviw”: did you mean review?"),
    ("story.md", "`star review story.md` reviews a story"),
    ("frob\x1b[31m", "there is no command"),
    ("x" * 5000, "there is no command"),
    ("review " + "x" * 5000, "cannot be read"),
    ("review story.md --formt json", "star review has no option --formt: did you mean --format?"),
    ("review story.md --zzz", "`star review --help` lists them"),
    ("review story.md -z", "star review has no option -z"),
    ("--format json review story.md", "star has no option --format"),
    ("review story.md --level", "option '--level' requires an argument"),
    ("review story.md --quiet=yes", "does not take a value"),
    ("schema now", "unexpected extra argument"),
    ("help nothing", "there is no command “nothing”"),
]


@pytest.fixture
def files(star):
    for name, content in FILES.items():
        Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    Path("folder").mkdir()
    Path("sealed").mkdir(mode=0o555)
    return star


def _line(result):
    """The one line on standard error, as a terminal can show it."""
    assert result.out == ""
    assert result.err.startswith("star: ")
    assert result.err.count("\n") == 1
    line = result.err.removesuffix("\n")
    assert line.isprintable()
    return line


@pytest.mark.parametrize(("arguments", "words"), UNUSABLE, ids=[row[0][:40] for row in UNUSABLE])
def test_what_cannot_be_used_is_said_on_one_line(files, arguments, words):
    if "sealed" in arguments and os.access("sealed", os.W_OK):
        pytest.skip("this person may write anywhere")
    result = files(*arguments.split(" "))
    assert words in _line(result)
    assert result.status == 2


@pytest.mark.parametrize("command", ["review", "probes", "rewrite", "batch"])
@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_one_unusable_story_leaves_standard_output_empty_in_every_format(files, command, form):
    result = files(command, "empty.md", "--format", form)
    assert "empty.md: is empty" in _line(result)
    assert result.status == (3 if command == "batch" else 2)


def test_a_file_that_must_not_be_replaced_stays_as_it_is(files):
    before = Path("notes.txt").read_bytes()
    assert files("review", "story.md", "-o", "notes.txt").status == 2
    assert files("new", "notes.txt").status == 2
    assert Path("notes.txt").read_bytes() == before
    assert files("review", "story.md", "-o", "notes.txt", "--force").status == 0
    assert Path("notes.txt").read_text("utf-8").startswith("<!-- star report -->")


def test_nothing_is_written_to_the_file_when_there_is_no_report(files):
    assert files("review", "empty.md", "-o", "review.md").status == 2
    assert not Path("review.md").exists()


@pytest.mark.parametrize(
    ("stdin", "words"),
    [("", "standard input (-): is empty"), (b"\xff\xfeS\x00", "standard input (-): is UTF-16"), (GERMAN, "English")],
)
def test_unusable_words_from_a_pipe_are_refused(star, stdin, words):
    assert words in _line(star("review", stdin=stdin))


def test_a_setting_that_cannot_be_meant_is_named_with_its_place(star, monkeypatch):
    Path("star.toml").write_text('level = "chief"\n')
    assert "star.toml: level: unknown level “chief”" in _line(star("review", STRONG))
    monkeypatch.setenv("STAR_LEVEL", "boss")
    assert "STAR_LEVEL: unknown level “boss”" in _line(star("review", STRONG))


def test_a_fault_of_stars_own_is_one_line_and_a_traceback_only_when_asked(star, monkeypatch):
    def broken():
        raise KeyError("secret")

    monkeypatch.setattr(providers, "command", broken)
    result = star("providers")
    assert "something went wrong inside star (KeyError)" in _line(result)
    assert "--verbose" in result.err
    assert "secret" not in result.err
    assert result.status == 3


def test_an_interruption_ends_quietly(star, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(providers, "command", interrupted)
    assert star("providers") == (130, "", "")
