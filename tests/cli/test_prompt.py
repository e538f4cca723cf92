import re
from pathlib import Path

import pytest

from starcli import answer, prompts
from starcli.models import Target
from starcli.providers.base import Message, Request
from starcli.providers.prompted import page
from tests.cli.stories import COOK, STRONG, WEAK


def test_the_prompt_is_what_a_person_would_be_shown_to_paste(star):
    result = star("prompt", WEAK)
    assert result.status == 0
    story = result.out[result.out.rindex("The interviewer's question that the story answers") :]
    target = Target("sde2", ("insist-on-the-highest-standards",))
    asked = Request(prompts.system(target), (Message("user", story),), answer.schema(target))
    assert result.out == page(asked)
    assert "Some webhooks were getting lost" in story
    assert "held work to a higher standard" in story


def test_its_size_and_cost_are_said_beside_it(star):
    said = star("prompt", STRONG).err.splitlines()
    assert re.fullmatch(
        r"star: about \d,\d{3} tokens \(\d,\d{3} the same for every story\), and about .* reply", said[0]
    )
    assert [line.partition(":")[2].split(":")[0] for line in said[1:]] == [
        " sent to gpt-6.2-sol",
        " sent to claude-sonnet-5-5",
    ]
    assert all(re.search(r"about \$0\.\d{3} \(prices of 2\d{3}-\d\d-\d\d\)$", line) for line in said[1:])


def test_of_a_model_without_a_known_price_that_is_said(star, monkeypatch):
    monkeypatch.setenv("STAR_MODEL", "my-own-7b")
    assert star("prompt", WEAK).err.splitlines()[1:] == ["star: sent to my-own-7b: no price is known"]


def test_level_principle_and_question_are_taken_from_the_options(star):
    result = star("prompt", "-l", "senior", "-p", "dive-deep", "-q", "When did you dig?", stdin=COOK)
    assert "# The level: Senior" in result.out
    assert "Dive Deep (`dive-deep`)" in result.out
    assert "\nWhen did you dig?\n" in result.out
    assert COOK.strip() in result.out


def test_each_time_the_story_stands_between_other_tags(star):
    tags = {re.search(r"</(story-\w{16})>", star("prompt", stdin=COOK).out)[1] for _ in range(5)}
    assert len(tags) == 5


def test_templates_of_ones_own_are_used(star):
    Path("mine").mkdir()
    Path("mine/system.md.j2").write_text("Judge for {{ level.title }}.\n")
    assert star("prompt", WEAK, "--prompts", "mine").out.startswith("Judge for SDE 2.\n")
    Path("star.toml").write_text('prompts = "mine"\n')
    assert star("prompt", WEAK).out.startswith("Judge for SDE 2.\n")


def test_a_template_with_a_fault_is_named(star):
    Path("faulty").mkdir()
    Path("faulty/story.md.j2").write_text("{{ story }}\n{{ author }}\n")
    message = "star: template story.md.j2, line 2: 'author' is undefined\n"
    assert star("prompt", WEAK, "--prompts", "faulty") == (2, "", message)


def test_names_are_hidden_where_that_is_asked_for(star):
    told = "At the bakery I asked Maria Lopez to call +44 20 7946 0958, and " + COOK
    assert "Maria Lopez" in star("prompt", stdin=told).out
    hidden = star("prompt", "--redact", stdin=told).out
    assert "I asked [PERSON-1] [PERSON-2] to call [PHONE-1], and" in hidden
    assert "Maria" not in hidden


def test_of_several_stories_the_first_is_asked_about(star):
    Path("two.md").write_text(f"# One\n\n{COOK}\n\n# Two\n\nI rang the ward twice and moved the bed.\n")
    result = star("prompt", "two.md")
    assert "star: two.md holds 2 stories: this is the prompt for the first\n" in result.err
    assert "cold kitchen" in result.out
    assert "I rang the ward twice" not in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.md"], "nothing.md: there is no such file"),
        ([], "no story given: name a file, as in `star prompt story.md`, or pipe the story in"),
        (["s.md", "-l", "cto"], "--level: unknown level “cto”"),
    ],
)
def test_what_cannot_be_used_is_said_on_one_line(star, arguments, message):
    Path("s.md").write_text(COOK)
    result = star("prompt", *arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"star: {message}")
    assert result.err.count("\n") == 1


def test_on_a_terminal_nothing_in_the_story_moves_the_cursor(star):
    Path("s.md").write_text(COOK.replace("Guests", "\x1b[2JGuests"))
    assert "\x1b" not in star("prompt", "s.md", terminal=True).out
