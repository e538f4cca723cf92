import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.advice.probes import probes
from starcli.data import load
from starcli.models import SECTIONS
from tests.advice.stories import (
    ENGINEER,
    FIRST_THREE,
    MANAGER,
    NURSE,
    OPINION,
    STORIES,
    TEACHER,
    case_of,
    judged,
    nurse,
)

PLACEHOLDER = re.compile(r"\[add: [^\[\]\n{}]+\]")
ROWS = load().probes["follow_ups"]
each_story = pytest.mark.parametrize("text", STORIES.values(), ids=STORIES)
each_target = pytest.mark.parametrize("principles", [(), *((slug,) for slug in FIRST_THREE), FIRST_THREE], ids=str)
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}-{row['when']}")


def asked(case):
    return [probe.question for probe in probes(case)]


def own_questions(slug):
    """The questions of a principle, as `principles.yaml` has them."""
    return {row["question"] for row in load().principles[slug].probes}


def of_principle(case, slug):
    return [question for question in asked(case) if any(question.endswith(own) for own in own_questions(slug))]


# -- what holds for every story --------------------------------------------------------------------------------------


@each_story
@each_target
def test_there_are_six_to_eight_different_questions(text, principles):
    questions = asked(case_of(text, *principles))
    assert 6 <= len(questions) <= 8
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)


@each_story
@each_target
def test_an_anchor_is_the_storys_words_and_stands_in_the_question(text, principles):
    for probe in probes(case_of(text, *principles)):
        quoted = re.search(r"“(.*?)…?”", probe.question)
        assert bool(quoted) == (probe.anchor is not None)
        if probe.anchor:
            assert text[probe.anchor.start : probe.anchor.end] == probe.anchor.quote
            assert quoted[1] == " ".join(probe.anchor.quote.split())


@each_story
@each_target
def test_the_same_words_are_asked_about_twice_at_most(text, principles):
    anchors = Counter(probe.anchor for probe in probes(case_of(text, *principles)) if probe.anchor)
    assert all(times <= 2 for times in anchors.values())
    assert sum(times == 2 for times in anchors.values()) <= 1


@each_story
@each_target
def test_a_strong_answer_holds_no_fact_the_story_does_not_have(text, principles):
    for probe in probes(case_of(text, *principles)):
        ours = PLACEHOLDER.sub(" ", probe.strong)
        assert "[" not in ours
        assert set(re.findall(r"[\w€£$]*\d[\w.,%]*\w|\d", ours)) <= set(re.findall(r"[\w€£$]*\d[\w.,%]*\w|\d", text))
        names = re.findall(r"(?<=[a-z,] )[A-Z][a-zé]+", ours)  # a capital within a sentence
        assert set(names) <= set(re.findall(r"[^\W_]+", text))


@each_story
@each_target
def test_the_key_phrase_stands_in_the_strong_answer(text, principles):
    for probe in probes(case_of(text, *principles)):
        assert probe.key_phrase in probe.strong
        assert PLACEHOLDER.search(probe.strong)
        assert len(probe.key_phrase.split()) <= 12


@each_story
def test_the_same_story_gives_the_same_questions(text):
    assert probes(case_of(text, *FIRST_THREE)) == probes(case_of(text, *FIRST_THREE))


@given(st.text(alphabet=st.sampled_from("I fixed the pump {quote} {said} [x] “a” \n🎉מ.,;:"), min_size=1, max_size=120))
def test_user_text_is_never_a_template(noise):
    text = f"I joined in May. I fixed {noise} and it {{quote}} broke [again]."
    for probe in probes(case_of(text, "dive-deep")):
        if probe.anchor:
            assert text[probe.anchor.start : probe.anchor.end] == probe.anchor.quote
        assert "{said}" not in probe.strong.replace("{said}", "", text.count("{said}"))
        assert "[add: again]" not in probe.strong


# -- from this story -------------------------------------------------------------------------------------------------


def test_a_figure_is_asked_for_its_source():
    assert any("from four a week to none" in question and "measured" in question for question in asked(nurse()))


def test_what_is_missing_is_asked_for_at_the_words_it_belongs_to():
    text = "The plates came out late. I moved the desk and drew a plan. The queue was gone."
    met = {
        "S102": ["The plates came out late"],
        "A301": ["I moved the desk", "drew a plan"],
        "R401": ["The queue was gone"],
    }
    questions = asked(judged(text, met))
    assert "“The queue was gone”: which figure shows that best?" in questions
    assert any(
        question.startswith("“The plates came out late”: which part of that was yours") for question in questions
    )


def test_a_blurred_step_is_asked_about_first():
    (first, *_) = probes(case_of(ENGINEER))
    assert "We analysed the traces" in first.question
    assert "which part of that did you do" in first.question
    assert first.strong.startswith("We analysed the traces and we found that the pool was too small.")


def test_an_order_is_asked_for_what_went_beyond_it():
    questions = asked(case_of(MANAGER))
    assert any("My director asked me" in question and "beyond" in question for question in questions)
    assert not any("did you start on your own" in question for question in questions)


def test_an_opinion_is_asked_for_an_occasion_first():
    assert "one single occasion" in asked(judged(OPINION, {}, {"D605": ["always"]}, is_story=False))[0]


def test_an_outcome_that_is_not_told_is_not_asked_for_its_worth():
    questions = " ".join(asked(case_of(TEACHER)))
    assert "what was different afterwards" in questions
    assert "what was that worth" not in questions


def test_a_scrap_is_quoted_with_the_sentence_around_it():
    case = judged("The gate was theirs, not ours. I fixed it.", {"T202": ["not ours"]})
    assert any("“The gate was theirs, not ours”" in question for question in asked(case))


def test_a_lesson_is_no_step_to_ask_into():
    case = judged("I moved the desk. I learned that it helps.", {"A301": ["I learned that it helps"]})
    assert not any("I learned" in question for question in asked(case))


def test_a_long_quotation_is_shortened_at_a_word():
    words = "I told the night crew, the porters and every driver who came to the gate before six in the rain about it"
    case = judged(f"{words}.", {"A309": [words], "R401": [words], "S102": [words]})
    quotes = [re.search(r"“(.*?)”", question)[1] for question in asked(case) if "“" in question]
    assert quotes
    assert all(len(quote) <= 110 and quote.rstrip("…").strip() in words for quote in quotes)


def test_half_of_the_questions_go_into_what_is_claimed_where_much_is_claimed():
    claims = {row["question_anchored"].removeprefix("“{quote}”") for row in ROWS if row["when"] == "met"}
    asked_into = [question for question in asked(nurse()) if any(question.endswith(claim) for claim in claims)]
    assert len(asked_into) >= 4


# -- by the target principles ----------------------------------------------------------------------------------------


@each_story
@pytest.mark.parametrize("slug", load().principles)
def test_a_target_principle_asks_its_own_questions(text, slug):
    assert 2 <= len(of_principle(case_of(text, slug), slug)) <= 3


@each_story
def test_the_principles_change_the_questions(text):
    sets = [frozenset(asked(case_of(text, slug))) for slug in FIRST_THREE]
    assert all(len(first - second) >= 2 for first in sets for second in sets if first is not second)


def test_without_a_target_the_strongest_shown_principle_asks_one():
    case = nurse()
    assert len(of_principle(case, "ownership")) == 1
    assert sum(len(of_principle(case, slug)) for slug in load().principles) == 1


def test_all_sixteen_leave_room_for_the_story():
    case = case_of(NURSE, *load().principles)
    assert sum(len(of_principle(case, slug)) for slug in load().principles) <= 6


def test_no_question_is_asked_twice_in_other_words():
    case = judged(NURSE, {}, principles=["ownership"])  # whose job it was: the principle asks it, and the gap would
    assert sum("whose job" in question.lower() for question in asked(case)) == 1


# -- the texts -------------------------------------------------------------------------------------------------------


def test_every_criterion_of_the_parts_has_a_question_for_its_absence():
    missing = {row["code"] for row in ROWS if row["when"] == "missing"}
    assert {code for code in load().criteria if code[0] in "STARL"} <= missing
    assert {"D605", "D606"} <= missing
    assert len([row for row in ROWS if row["when"] == "met"]) >= 12


def test_a_criterion_has_one_question_a_case_and_texts_are_told_apart():
    assert len({(row["code"], row["when"]) for row in ROWS}) == len(ROWS)
    for key in ("question_anchored", "weak", "weak_why", "strong"):
        assert len({row[key] for row in ROWS}) == len(ROWS), key


@each_row
def test_a_row_is_whole(row):
    assert row["when"] in {"missing", "met", "assigned"}
    assert 1 <= row["pull"] <= 12
    assert set(row.get("anchor", ())) <= {*load().criteria, *SECTIONS}
    assert ("question" in row) == (row["when"] == "missing")
    assert row["question_anchored"].count("{quote}") == 1
    assert row["key_phrase"] in row["strong"]
    assert row["strong"].removeprefix("{said}").count("{") == 0


@each_row
def test_weak_answers_and_reasons_are_ours_and_short(row):
    for key in ("weak", "weak_why", "probes"):
        assert row[key][-1] == "."
        assert not re.search(r"[\d\[\]{}!]", row[key])
        assert len(row[key].split()) <= 30


@each_row
def test_what_only_the_candidate_knows_is_a_placeholder(row):
    rest = PLACEHOLDER.sub("", row["strong"])
    assert PLACEHOLDER.search(row["strong"])
    assert not re.search(r"[\d\[\]]", rest)
    assert 1 <= len(re.findall(r"\.(?:\s|$)", rest)) <= 3


def test_each_principles_questions_have_an_anchor_and_a_kind():
    assert list(load().probes["principles"]) == list(load().principles)
    for slug, rows in load().probes["principles"].items():
        assert len(rows) == len(load().principles[slug].probes)
        assert len({row["kind"] for row in rows}) == len(rows)
        assert {code for row in rows for code in row["anchor"]} <= set(load().criteria)


def test_an_order_outside_all_sentences_is_no_occasion_to_ask():
    text = "## The order of my boss\nI counted the keys."
    assert not any(
        "beyond what you had been asked" in row.question for row in probes(judged(text, {}, assigned="order"))
    )


def test_who_was_given_the_task_is_not_asked_why_it_was_not_left_to_others():
    text = "## Task\nMy boss told me to count the keys.\n## Action\nI counted the keys."
    met, asked = {"T201": ["My boss told me to count the keys"]}, "why did you not leave it"
    unasked = probes(judged(text, met, principles=["ownership"]))
    given = probes(judged(text, met, principles=["ownership"], assigned="My boss told me"))
    assert any(asked in row.question for row in unasked)
    assert not any(asked in row.question for row in given)
