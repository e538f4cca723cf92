import asyncio
import json

import pytest

from starcli import answer
from starcli.coach.asking import Question, ask
from starcli.errors import ProviderError
from starcli.models import SECTIONS, Target
from starcli.prompts import Prompt
from tests.fakes import Fake, cut, refusal, says

TARGET = Target()
WHOLE = says(TARGET, {"A305": "because the lift was slow"})


def asked(*replies, check=lambda _: (), repairs=2):
    fake = Fake(*replies)
    question = Question(Prompt("Rules.", "Story."), TARGET, check, repairs)
    return asyncio.run(ask(fake, question)), fake


def without(*keys) -> str:
    content = json.loads(WHOLE)
    return json.dumps({key: value for key, value in content.items() if key not in keys})


def test_a_whole_answer_is_asked_for_once():
    found, fake = asked(WHOLE)
    assert (found.requests, found.faults, found.refused) == (1, (), False)
    assert found.answer == answer.read(WHOLE, TARGET)[0]
    [request] = fake.requests
    assert (request.system, request.messages[0].text) == ("Rules.", "Story.")
    assert request.schema == answer.schema(TARGET)


@pytest.mark.parametrize("bad", ["", "   ", "Sure, here it is.", "[]", "{", refusal(), refusal("")])
def test_what_cannot_be_used_is_asked_for_again_with_what_was_wrong(bad):
    found, fake = asked(bad, WHOLE)
    assert (found.requests, found.faults, found.refused) == (2, (), False)
    assert found.answer == answer.read(WHOLE, TARGET)[0]
    story, said, again = fake.requests[1].messages
    assert [story.role, said.role, again.role] == ["user", "assistant", "user"]
    assert said.text.strip()
    assert "could not be used" in again.text


@pytest.mark.parametrize(("name", "bounded"), [("fake", False), ("compatible", True)])
def test_a_cut_answer_is_asked_for_afresh_and_shorter(name, bounded):
    fake = Fake(cut(WHOLE[:900]), WHOLE)
    fake.name = name
    found = asyncio.run(ask(fake, Question(Prompt("Rules.", "Story."), TARGET, lambda _: ())))
    assert (found.requests, found.faults) == (2, ())
    assert found.answer == answer.read(WHOLE, TARGET)[0]
    [message] = fake.requests[1].messages
    assert message.text.startswith("Story.")
    assert "could not be used" in message.text
    assert fake.requests[1].schema == answer.schema(TARGET, bounded=bounded)


def test_what_is_still_bad_after_two_repairs_stays_bad():
    found, _ = asked("no", "no", "no", WHOLE)
    assert (found.requests, found.answer) == (3, answer.Answer())
    assert found.faults


def test_without_repairs_nothing_is_sent_back():
    found, _ = asked(without("summary"), WHOLE, check=lambda _: ("added facts",), repairs=0)
    assert found.requests == 1
    assert found.faults


def test_the_parts_of_several_answers_add_up():
    found, fake = asked(without("criteria"), without("sections", "probes"), WHOLE)
    assert (found.requests, found.faults) == (2, ())
    assert found.answer == answer.read(WHOLE, TARGET)[0]
    assert "criteria" in fake.requests[1].messages[-1].text


def test_the_later_answer_counts():
    first = without("sections")
    later = says(TARGET, {}, summary="You mend it.", sections=dict.fromkeys(SECTIONS, "Say more."))
    found, _ = asked(first, later)
    assert not any(row.met for row in found.answer.criteria if row.code == "A305")
    assert found.answer.summary == "You mend it."


def test_a_refusal_after_a_part_keeps_the_part():
    found, _ = asked(without("summary"), refusal())
    assert found.refused
    assert found.answer.criteria == answer.read(WHOLE, TARGET)[0].criteria


def test_added_facts_are_sent_back_once_in_a_turn_of_their_own():
    found, fake = asked("no", "no", WHOLE, WHOLE, WHOLE, check=lambda _: ("These are not in the story: Oslo.",))
    assert (found.requests, found.faults) == (4, ())
    assert "Oslo" in fake.requests[3].messages[-1].text


def test_tokens_are_summed_over_the_requests():
    found, _ = asked("no", WHOLE)
    assert found.usage == (2000, 1600, 600)


def test_a_failure_passes_where_there_is_nothing_to_keep():
    with pytest.raises(ProviderError, match="down"):
        asked(ProviderError("down"))
    with pytest.raises(ProviderError, match="down"):
        asked("no", ProviderError("down"))


def test_a_failure_after_a_part_keeps_the_part():
    found, _ = asked(without("summary"), ProviderError("down"))
    assert found.failure.message == "down"
    assert len(found.answer.criteria) == len(answer.codes(TARGET))
