import json
from pathlib import Path

import jsonschema
import pytest

from starcli.data import load
from starcli.renderers.json import schema
from tests.cli.stories import COOK, GERMAN, RECIPE, STRONG, WEAK


def report(result):
    """A report as JSON, held against its schema."""
    found = json.loads(result.out)
    jsonschema.validate(found, json.loads(schema()))
    return found


def review(star, *arguments, **surroundings):
    """The only review of a run that ends well."""
    result = star("review", *arguments, "--format", "json", **surroundings)
    assert (result.status, result.err) == (0, "")
    [only] = report(result)["reviews"]
    return only


def test_a_story_is_reviewed_and_the_report_keeps_its_schema(star):
    found = review(star, STRONG)
    assert found["story"]["path"] == STRONG
    assert [part["kind"] for part in found["sections"]] == ["situation", "task", "action", "result", "reflection"]
    assert [row["code"] for row in found["criteria"]] == list(load().criteria)
    assert (found["engine"]["provider"], found["engine"]["seconds"]) == ("offline", None)
    text = found["story"]["text"]
    spans = [span for row in found["criteria"] for span in row["evidence"]]
    assert spans
    assert all(span["quote"] == text[span["start"] : span["end"]] for span in spans)


def test_the_strong_story_is_judged_better_than_the_weak_one(star):
    strong, weak = review(star, STRONG)["band"], review(star, WEAK)["band"]
    assert strong["score"] > weak["score"]
    assert strong["name"] in {"hire", "strong_hire"}
    assert weak["name"] in {"no_hire", "strong_no_hire"}


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_a_story_may_be_piped_in(star, arguments):
    found = review(star, *arguments, stdin=COOK)
    assert (found["story"]["path"], found["story"]["text"]) == ("-", COOK)


def test_a_byte_order_mark_is_dropped(star):
    assert review(star, stdin=b"\xef\xbb\xbf" + COOK.encode())["story"]["text"] == COOK


def test_what_is_no_story_is_judged_as_none(star):
    found = review(star, stdin=RECIPE)
    assert found["band"]["name"] == "strong_no_hire"
    assert "not-a-story" in {warning["code"] for warning in found["warnings"]}


def test_an_answer_to_another_question_is_warned_of(star):
    question = "Tell me about a time you failed."
    found = review(star, "--question", question, stdin=COOK)
    assert found["target"]["question"] == question
    assert "off-question" in {warning["code"] for warning in found["warnings"]}


# -- what it is judged for -------------------------------------------------------------------------------------------


def target(star, *arguments, text=COOK):
    return review(star, *arguments, stdin=text)["target"]


def test_without_a_word_it_is_sde2_and_no_principle(star):
    assert target(star) == {"level": "sde2", "principles": [], "question": None}


@pytest.mark.parametrize(
    ("arguments", "level", "principles"),
    [
        (["-l", "senior"], "senior", []),
        (["--level", "L7"], "principal", []),
        (["-p", "Dive Deep", "-p", "ownership"], "sde2", ["dive-deep", "ownership"]),
        (["-p", "dive-deep,ownership"], "sde2", ["dive-deep", "ownership"]),
        (["-p", "all"], "sde2", list(load().principles)),
    ],
)
def test_level_and_principles_are_taken_from_the_command_line(star, arguments, level, principles):
    found = target(star, *arguments)
    assert (found["level"], found["principles"]) == (level, principles)


def test_the_first_place_that_has_a_setting_wins(star, monkeypatch, tmp_path):
    front = f"---\nlevel: manager\n---\n{COOK}"
    config = tmp_path / "config" / "star"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('level = "sde1"\n')
    assert target(star)["level"] == "sde1"
    Path("star.toml").write_text('level = "senior"\n')
    assert target(star)["level"] == "senior"
    Path(".env").write_text("STAR_LEVEL=principal\n")
    assert target(star)["level"] == "principal"
    monkeypatch.setenv("STAR_LEVEL", "sde2")
    assert target(star)["level"] == "sde2"
    assert target(star, text=front)["level"] == "manager"
    assert target(star, "-l", "sde1", text=front)["level"] == "sde1"


def test_a_slower_speaker_takes_longer(star):
    fast, slow = (review(star, "--wpm", rate, stdin=COOK)["story"]["seconds"] for rate in ("160", "120"))
    assert slow > fast


# -- where it goes, and in which format ------------------------------------------------------------------------------

MARKDOWN = "<!-- star report -->"


def test_piped_it_is_markdown(star):
    result = star("review", STRONG)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(MARKDOWN)


def test_on_a_terminal_it_is_made_for_the_terminal(star):
    out = star("review", STRONG, terminal=True).out
    assert MARKDOWN not in out
    assert "\x1b[" in out


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_shown_where_it_is_wanted(star, monkeypatch, variables, colored):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in star("review", STRONG, terminal=True).out) == colored


def test_a_pipe_gets_no_colour_unless_forced(star, monkeypatch):
    assert "\x1b[" not in star("review", STRONG, "-f", "terminal").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in star("review", STRONG, "-f", "terminal").out


@pytest.mark.parametrize("columns", [50, 80, 110])
def test_the_page_is_as_wide_as_the_terminal(star, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    longest = max(map(len, star("review", STRONG, "-f", "terminal").out.splitlines()))
    assert columns - 15 < longest <= columns


@pytest.mark.parametrize(
    ("file", "arguments", "start"),
    [
        ("review.md", [], MARKDOWN),
        ("review.json", [], "{"),
        ("review", [], MARKDOWN),
        ("review.json", ["-f", "markdown"], MARKDOWN),
    ],
)
def test_the_ending_of_the_file_names_the_format_unless_a_flag_does(star, monkeypatch, file, arguments, start):
    monkeypatch.setenv("FORCE_COLOR", "1")
    for _ in range(2):  # a report of star's own may be replaced
        result = star("review", STRONG, "-o", file, *arguments, terminal=True)
        assert (result.status, result.out) == (0, "")
        assert Path(file).read_text("utf-8").startswith(start)
    assert "\x1b" not in Path(file).read_text("utf-8")


def test_a_format_may_be_set_once_and_for_all(star, monkeypatch):
    monkeypatch.setenv("STAR_FORMAT", "json")
    assert report(star("review", STRONG))
    assert star("review", STRONG, "-f", "markdown").out.startswith(MARKDOWN)
    monkeypatch.setenv("STAR_FORMAT", "scroll")
    assert "STAR_FORMAT: unknown format" in star("review", STRONG).err


def test_verbose_shows_what_moved_the_score(star):
    assert "| Points |" not in star("review", STRONG).out
    assert "| Points |" in star("review", STRONG, "--verbose").out


# -- several stories -------------------------------------------------------------------------------------------------


def test_what_cannot_be_reviewed_does_not_stop_the_others(star):
    Path("german.md").write_text(GERMAN, "utf-8")
    result = star("review", "gone.md", STRONG, "german.md", WEAK, "-f", "json")
    assert result.status == 2
    assert [line.split(":")[1].strip() for line in result.err.splitlines()] == ["gone.md", "german.md"]
    found = report(result)
    assert [row["story"]["path"] for row in found["reviews"]] == [STRONG, WEAK]
    assert [row["path"] for row in found["failures"]] == ["gone.md", "german.md"]
    assert found["summary"]["stories"] == 2


def test_when_none_of_several_can_be_reviewed_the_report_says_so_too(star):
    result = star("review", "gone.md", "lost.md", "-f", "json")
    assert result.status == 2
    assert [row["path"] for row in report(result)["failures"]] == ["gone.md", "lost.md"]


def test_several_stories_end_with_an_overview(star):
    assert "# Overview" in star("review", STRONG, WEAK).out
    assert "# Overview" not in star("review", STRONG).out


# -- the bar ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bar", "status"), [("strong_no_hire", 0), ("hire", 1), ("Strong hire", 1), ("0", 0), ("100", 1)]
)
def test_a_story_below_the_bar_ends_with_1(star, bar, status):
    result = star("review", WEAK, "--fail-under", bar)
    assert result.status == status
    assert result.out.startswith(MARKDOWN)
    assert result.err.count("\n") == status
    assert (WEAK in result.err) == bool(status)


def test_a_score_that_meets_the_bar_is_not_below_it(star):
    score = review(star, WEAK)["band"]["score"]
    assert star("review", WEAK, "--fail-under", str(score)).status == 0
    assert star("review", WEAK, "--fail-under", str(score + 1)).status == 1


def test_an_unusable_story_outranks_one_below_the_bar(star):
    result = star("review", WEAK, "gone.md", "--fail-under", "100")
    assert result.status == 2
    assert "gone.md" in result.err
    assert "below 100" in result.err


def test_the_bar_may_be_set_elsewhere_but_not_for_probes(star, monkeypatch):
    monkeypatch.setenv("STAR_FAIL_UNDER", "100")
    assert star("review", WEAK).status == 1
    assert star("probes", WEAK).status == 0
