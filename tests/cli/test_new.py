from pathlib import Path

import pytest
import yaml

from starcli.data import load
from tests.cli.stories import COOK


def front(text):
    return yaml.safe_load(text.split("---\n")[1])


def test_without_a_file_it_goes_to_standard_output(star):
    result = star("new")
    assert (result.status, result.err) == (0, "")
    assert front(result.out) == {
        "id": "my-story",
        "title": "My story",
        "question": None,
        "principles": [],
        "level": "sde2",
    }


def test_a_file_is_written_and_the_next_step_told(star):
    result = star("new", "lost-invoices.md")
    assert (result.status, result.out) == (0, "")
    assert "star review lost-invoices.md" in result.err
    assert front(Path("lost-invoices.md").read_text("utf-8"))["title"] == "Lost invoices"


def test_an_existing_file_is_replaced_only_when_forced(star):
    Path("story.md").write_text(COOK)
    assert star("new", "story.md").status == 2
    assert Path("story.md").read_text() == COOK
    assert star("new", "story.md", "--force").status == 0
    assert Path("story.md").read_text("utf-8").startswith("---\n")


def test_what_is_asked_for_stands_in_the_front_matter(star):
    title = 'The "cold" kitchen: {{ 7 * 7 }}'
    arguments = ["-l", "L6", "-p", "Dive Deep", "-p", "ownership", "-q", "When did you dig: deep?", "--title", title]
    assert front(star("new", *arguments).out) == {
        "id": "the-cold-kitchen-7-7",
        "title": title,
        "question": "When did you dig: deep?",
        "principles": ["dive-deep", "ownership"],
        "level": "senior",
    }


@pytest.mark.parametrize(("level", "code"), [("senior", "A309"), ("sde1", "A306")])
def test_the_questions_are_those_the_level_expects(star, level, code):
    other = {"senior": "sde1", "sde1": "senior"}[level]
    ask = load().criteria[code].ask
    assert ask in star("new", "-l", level).out
    assert ask not in star("new", "-l", other).out


def test_the_questions_are_those_the_principle_weighs(star):
    ask = load().criteria["A308"].ask
    assert ask in star("new", "-p", "have-backbone").out
    assert ask not in star("new").out


def test_a_persons_own_template_comes_first(star, monkeypatch):
    Path("mine").mkdir()
    Path("mine/new-story.md.j2").write_text("mine, at {{ level.slug }}\n")
    monkeypatch.setenv("STAR_PROMPTS", "mine")
    assert star("new").out == "mine, at sde2\n"


def test_a_template_that_was_not_filled_in_is_no_story(star):
    Path("story.md").write_text(star("new", "--level", "senior", "-p", "ownership").out, "utf-8")
    result = star("review", "story.md")
    assert (result.status, result.err) == (0, "")
    assert "Strong no hire" in result.out
    assert "tells no event" in result.out
    assert "written for whoever grades" not in result.out  # star's own notes in it are no attack
