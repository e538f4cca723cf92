import json
from pathlib import Path

import jsonschema
import pytest

from starcli import providers
from starcli.errors import ProviderError
from starcli.models import Target
from starcli.providers.base import TransientError
from starcli.renderers.json import schema
from tests.cli.stories import STRONG, WEAK
from tests.coach.stories import stories
from tests.fakes import Fake, everything_met, refusal, says

STORY = stories()[1]
RIGHT = says(Target(), STORY.met, STORY.faults, "It is told.")
SUMMARY = "You tell what you did, and it can be followed."


class Point:
    """An entry point of somebody's package."""

    name = "fake"
    dist = None

    def __init__(self, factory):
        self.load = lambda: factory


@pytest.fixture
def model(star, monkeypatch):
    """Run star with a fake model, which gives these replies; what it was asked is kept in `fakes`."""
    Path("story.md").write_text(STORY.text)

    def run(*arguments, replies=(RIGHT,), **surroundings):
        run.fake = Fake(*replies)

        def connect(connection):
            run.connection = connection
            if isinstance(run.fake.replies[0], ProviderError) and run.fake.replies[0].code == "no-key":
                raise run.fake.replies[0]
            run.fake.model = connection.model or run.fake.model
            return run.fake

        monkeypatch.setattr(providers, "_outside", lambda: {"fake": Point(connect)})
        return star(*arguments, "--provider", "fake", **surroundings)

    return run


def reviews(result):
    report = json.loads(result.out)
    jsonschema.validate(report, json.loads(schema()))
    return report["reviews"]


def test_the_model_deepens_the_review(model):
    result = model("review", "story.md", "-f", "json", "--model", "big-7")
    assert result.status == 0
    [review] = reviews(result)
    assert (review["engine"]["provider"], review["engine"]["model"]) == ("fake", "big-7")
    assert review["engine"]["criteria_source"] == "hybrid"
    assert review["band"]["summary"] == SUMMARY
    assert {row["source"] for row in review["criteria"]} == {"rules", "model", "both"}
    assert review["disagreements"]


def test_the_verdict_of_the_rules_comes_at_once_and_it_is_said_once_what_goes_where(model):
    result = model("review", "story.md", "story.md", "--base-url", "http://127.0.0.1:9/v1")
    goes, first, asking, *again = result.err.splitlines()
    assert "your story and its question go to 127.0.0.1:9 (fake-1), names and all" in goes
    assert first.startswith("star: story.md: ")
    assert "by the rules. " in first
    assert asking == "star: asking fake-1"
    assert again == [first, asking]
    assert result.out.count(SUMMARY) == 2


def test_quiet_is_quiet_unless_the_folder_itself_chose_who_is_asked(model):
    assert model("review", "story.md", "--quiet").err == ""
    Path("star.toml").write_text('base_url = "http://127.0.0.1:9/v1"\n')
    assert "127.0.0.1:9" in model("review", "story.md", "--quiet").err


def test_on_a_terminal_a_live_line_leaves_nothing_behind(model):
    result = model("review", "story.md", terminal=True)
    assert SUMMARY[:20] in result.out
    assert result.err.endswith("\r")
    assert "tokens" in result.err


@pytest.mark.parametrize("command", ["probes", "rewrite"])
def test_other_commands_ask_it_too(model, command):
    result = model(command, "story.md", "-f", "json")
    assert (result.status, reviews(result)[0]["engine"]["provider"]) == (0, "fake")


def test_a_batch_asks_about_every_story(model):
    Path("stories").mkdir()
    for name in ("a.md", "b.md"):
        Path("stories", name).write_text(STORY.text)
    result = model("batch", "stories", "-f", "json")
    assert [row["engine"]["provider"] for row in reviews(result)] == ["fake", "fake"]
    assert len(model.fake.requests) == 2


# -- failures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["bad-key", "no-key", "quota"])
def test_when_the_provider_fails_the_rules_are_still_shown(model, code):
    result = model("review", "story.md", "story.md", "-f", "json", replies=[ProviderError("fake: no.", code=code)])
    assert result.status == 3
    assert [line for line in result.err.splitlines() if "fake: no." in line] == ["star: fake: no."]
    found = reviews(result)
    assert [row["engine"]["provider"] for row in found] == ["offline", "offline"]
    assert all("provider-failed" in {row["code"] for row in review["warnings"]} for review in found)
    assert len(model.fake.requests) <= 1


def test_a_story_that_is_too_long_does_not_keep_the_next_from_being_asked_about(model):
    too_long = ProviderError("fake: too long.", code="context-too-long")
    result = model("review", "story.md", STRONG, "-f", "json", replies=[too_long, says(Target(), {})])
    assert result.status == 3
    assert [row["engine"]["provider"] for row in reviews(result)] == ["offline", "fake"]


def test_a_passing_fault_is_tried_again(model):
    busy = TransientError("fake: busy.", code="rate-limited", retry_after=0)
    assert model("review", "story.md", replies=[busy, RIGHT]).status == 0


def test_a_failed_provider_outranks_a_story_below_the_bar(model):
    result = model("review", "story.md", "--fail-under", "100", replies=[ProviderError("fake: no.")])
    assert result.status == 3
    assert "below 100" in result.err


def test_a_refusal_is_told_in_the_report(model):
    result = model("review", "story.md", replies=[refusal()])
    assert result.status == 0
    assert "refused" in result.out


def test_an_interruption_keeps_what_the_rules_say(model):
    result = model("review", "story.md", "-f", "json", replies=[KeyboardInterrupt()])
    assert result.status == 130
    assert reviews(result)[0]["engine"]["provider"] == "offline"
    assert "interrupted" in result.err


def test_an_unknown_provider_or_price_is_wrong_usage(model, star):
    assert star("review", "story.md", "--provider", "fakr").status == 2
    result = model("review", "story.md", "--budget", "1")
    assert (result.status, result.out) == (2, "")
    assert "fake-1" in result.err


def test_nobody_is_asked_for_a_report_that_cannot_be_written(model):
    Path("notes.md").write_text("Mine.")
    result = model("review", "story.md", "-o", "notes.md")
    assert (result.status, model.fake.requests) == (2, [])
    assert "was not written by star" in result.err


def test_a_budget_is_kept(model):
    result = model("review", "story.md", "--budget", "0.0001", "--model", "gpt-6.2-sol")
    assert result.status == 3
    assert "--budget" in result.err
    assert model.fake.requests == []


def test_a_key_is_never_shown(model, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    Path(".env").write_text("OPENAI_BASE_URL=https://x.example/v1\n")
    result = model("review", "story.md", "--provider", "openai")  # the last one given counts: fake
    assert "sk-very-secret" not in result.out + result.err


# -- how it is asked -------------------------------------------------------------------------------------------------


def test_votes_and_names_are_as_the_flags_say(model):
    Path("story.md").write_text(f"I asked Miriam Okafor about it. {STORY.text}")
    result = model("review", "story.md", "--votes", "3", "--redact")
    assert result.status == 0
    assert len(model.fake.requests) == 3
    assert "Okafor" not in str(model.fake.requests)
    assert "stand-ins for names" in result.err


def test_a_template_of_ones_own_is_used(model):
    Path("mine").mkdir()
    Path("mine", "story.md.j2").write_text("Mine: {{ story }}")
    model("review", "story.md", "--prompts", "mine")
    assert model.fake.requests[0].messages[0].text.startswith("Mine: ")


@pytest.mark.parametrize(("votes", "budget"), [("0", "1"), ("many", "1"), ("1", "free"), ("1", "-1")])
def test_numbers_that_cannot_be_meant(model, votes, budget):
    assert model("review", "story.md", "--votes", votes, "--budget", budget).status == 2


def test_what_rules_and_model_differ_on_is_listed_where_it_is_asked_for(model):
    for arguments in ([], ["-f", "terminal"]):
        assert "It is told." not in model("review", "story.md", *arguments).out
        assert "It is told." in model("review", "story.md", "--verbose", *arguments).out


def test_a_liar_gains_nothing(model):
    liar = everything_met(lambda _: "I saved 4,000 lives in Oslo")
    lied = reviews(model("review", "story.md", WEAK, "-f", "json", replies=[liar]))
    assert "quote-dropped" in {row["code"] for row in lied[0]["warnings"]}
    assert lied[1]["band"]["name"] in {"no_hire", "strong_no_hire"}


# -- a pasted reply --------------------------------------------------------------------------------------------------


def test_a_pasted_reply_is_an_answer(star):
    Path("story.md").write_text(STORY.text)
    Path("reply.txt").write_text(f"Sure!\n```json\n{RIGHT}\n```\n", "utf-8")
    result = star("review", "story.md", "--answer", "reply.txt", "-f", "json")
    assert result.status == 0
    [review] = reviews(result)
    assert (review["engine"]["provider"], review["engine"]["requests"]) == ("manual", 1)
    assert review["band"]["summary"] == SUMMARY


def test_a_reply_that_is_none_leaves_the_rules(star):
    Path("story.md").write_text(STORY.text)
    Path("reply.txt").write_text("I cannot do that.")
    result = star("review", "story.md", "--answer", "reply.txt")
    assert result.status == 0
    assert "could not be used" in result.out


def test_a_person_carries_prompt_and_reply_to_a_chat_and_back(star):
    Path("story.md").write_text(f"{STORY.text}\x1b[31m")
    result = star("review", "story.md", "--provider", "manual", terminal=True)  # who sends an empty reply
    assert result.status == 0
    assert STORY.text[:60] in result.err
    assert "paste this into your chat" in result.err
    assert "\x1b[31m" not in result.err
    assert "could not be used" in result.out


def test_without_a_person_nobody_can_carry_it(star):
    result = star("review", "--provider", "manual", "-f", "json", stdin=STORY.text)
    assert (result.status, reviews(result)[0]["engine"]["provider"]) == (3, "offline")


@pytest.mark.parametrize("arguments", [["--answer", "gone.txt"], ["--answer", "."], ["story.md", "--answer", "x"]])
def test_a_reply_that_cannot_be_read_is_wrong_usage(star, arguments):
    Path("story.md").write_text(STORY.text)
    result = star("review", "story.md", *arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("star: --answer: ")


# -- nobody is asked unasked -----------------------------------------------------------------------------------------


def test_a_key_that_could_be_used_is_spoken_of_once(star, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret")
    result = star("review", STRONG, WEAK, "-f", "json")
    assert [row["engine"]["provider"] for row in reviews(result)] == ["offline", "offline"]
    assert result.err.count("\n") == 1
    assert "--provider openai" in result.err
    assert "secret" not in result.err
    assert star("review", STRONG, "--quiet").err == ""
    assert star("review", STRONG, "--provider", "offline").err == ""
