import asyncio

import pytest

from starcli import coach, resources, review
from starcli.answer import codes
from starcli.errors import ProviderError
from starcli.models import Target
from tests.coach.stories import case_of, stories
from tests.fakes import Fake, everything_met, first_sentence, refusal, says

TARGET = Target()
TEXT = stories()[1].text


def coached(text=TEXT, *replies, target=TARGET, **how):
    case = case_of(text, target)
    fake = Fake(*replies)
    return asyncio.run(coach.coach(case, fake, coach.prompt(case, delimiter="c0de"), **how)), case


def notices(found) -> list[str]:
    return [notice.code for notice in found.notices]


# -- it helps --------------------------------------------------------------------------------------------------------


def test_a_model_that_is_right_and_quotes_truly_makes_the_criteria_right():
    right = total = 0
    for story in stories():
        found, _ = coached(story.text, says(TARGET, story.met, story.faults))
        right += sum(found.findings.criteria[code].met == story.truth(code) for code in codes(TARGET))
        total += len(codes(TARGET))
    assert len(stories()) >= 20
    assert right / total >= 0.95


def test_the_engine_tells_what_it_took():
    found, _ = coached(TEXT, "no", says(TARGET, {}))
    engine = found.engine
    assert (engine.provider, engine.model, engine.criteria_source, engine.requests) == ("fake", "fake-1", "hybrid", 2)
    assert (engine.input_tokens, engine.cached_tokens, engine.output_tokens) == (2000, 1600, 600)
    assert engine.seconds >= 0
    assert engine.cost_usd is None


def test_the_review_holds_what_rules_and_model_say_together():
    story = stories()[1]
    found, case = coached(story.text, says(TARGET, story.met, story.faults))
    whole = review.deepen(case, found)
    assert {row.source for row in whole.criteria} == {"rules", "model", "both"}
    assert whole.band.summary == "You tell what you did, and it can be followed."
    assert next(row for row in whole.criteria if row.code == "D601").source == "rules"
    for row in whole.criteria:
        assert row.met or row.coaching
        assert all(span.quote == story.text[span.start : span.end] for span in row.evidence)
    assert whole.disagreements


def test_a_principle_is_asked_about_only_where_one_is_named():
    for target, asked in ((TARGET, False), (Target(principles=("dive-deep",)), True)):
        found, _ = coached(
            TEXT, says(target, {"P701": "I compared the logs of six failed runs with six good ones"}), target=target
        )
        assert ("P701" in found.findings.criteria) == asked


# -- it fails --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("replies", "notice"),
    [
        (["no"], "answer-incomplete"),
        ([""], "answer-incomplete"),
        ([refusal()], "answer-refused"),
    ],
)
def test_without_an_answer_the_rules_stand(replies, notice):
    found, case = coached(TEXT, *replies)
    assert notices(found) == [notice]
    assert found.findings == case.findings
    assert set(found.sources.values()) == {"rules"}
    offline = review.review(case.reading.story, TARGET)
    whole = review.deepen(case, found)
    assert (whole.band, whole.rewrites, whole.probes) == (offline.band, offline.rewrites, offline.probes)


def test_what_is_missing_comes_from_the_rules_and_is_told():
    found, _ = coached(TEXT, '{"criteria": {"A305": {"quote": "", "why": "", "met": false}}, "summary": "You say."}')
    assert notices(found) == ["answer-incomplete"]
    assert found.engine.requests == 3
    assert found.sources["S101"] == "rules"
    assert found.advice.summary == "You say."


def test_a_failure_before_any_answer_passes():
    with pytest.raises(ProviderError):
        coached(TEXT, ProviderError("down"))


def test_a_dropped_quote_is_told_without_its_words():
    found, _ = coached(TEXT, says(TARGET, {"A305": "\x1b[31minvented words", "A306": "<b>more of them</b>"}))
    [notice] = found.notices
    assert notice.code == "quote-dropped"
    assert "A305, A306" in notice.message
    assert "invented" not in notice.message


# -- it is asked several times ---------------------------------------------------------------------------------------


def test_most_of_several_votes_count_and_flips_are_told():
    yes = says(TARGET, {"A306": "I rewrote the loader to read 500 invoices at a time"})
    no = says(TARGET, {})
    found, _ = coached(TEXT, yes, no, yes, votes=3)
    assert found.engine.requests == 3
    assert "A306 (2 of 3 met)" in next(row.message for row in found.notices if row.code == "votes-differ")


def test_votes_that_fail_leave_those_before():
    found, _ = coached(TEXT, says(TARGET, {}), ProviderError("down"), votes=3)
    assert found.engine.requests == 1
    assert notices(found) == ["answer-incomplete"]


# -- it lies ---------------------------------------------------------------------------------------------------------


def test_invented_quotes_make_no_criterion_met():
    for story in stories():
        found, case = coached(story.text, everything_met(lambda _: "I saved 4,000 lives in Oslo all by myself"))
        better = [
            code for code, row in found.findings.criteria.items() if row.met and not case.findings.criteria[code].met
        ]
        assert not set(better) - {"A302", "A312", "D602", "D603", "D604", "D605", "D606"}, story.id


def test_the_first_sentence_everywhere_hires_nobody_weak():
    text = (resources.folder("scenarios") / "stories" / "webhook-weak.md").read_text("utf-8")
    for level in ("sde1", "sde2", "senior", "principal", "manager"):
        found, case = coached(text, everything_met(first_sentence), target=Target(level))
        assert review.deepen(case, found).band.name in {"no_hire", "strong_no_hire"}
