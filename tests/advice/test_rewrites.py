import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.advice.rewrites import PLACEHOLDER, missing, rewrites
from starcli.data import load
from starcli.models import SECTIONS
from tests.advice.stories import (
    COOK,
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

WORD = re.compile(r"[^\W_]+(?:['’.,:/][^\W_]+)*")
each_story = pytest.mark.parametrize("text", STORIES.values(), ids=STORIES)
each_target = pytest.mark.parametrize("principles", [(), FIRST_THREE, tuple(load().principles)], ids=len)

# Pieces that hypothesis puts together: openings, hedges, names, numbers, quotes, marks, other scripts.
PIECES = st.sampled_from(
    ["So, um,", "I guess", "we fixed", "the pump", "maybe 30", "really", "“we kind of", "waited”", "in Łódź", "3.5%",
     "because", ", you know,", "I I called", "Dr. Zoë", "it was", "מיד", "🎉", "…", ";", "a bit", "not really", "—",
     "[add: x]", "\n\n", "\n- ", ".", "?", "things got a lot better", "\n## Result\n", "{quote}", "I’d say",]
)  # fmt: skip


def words(text):
    return [word.lower() for word in WORD.findall(PLACEHOLDER.sub(" ", text))]


def is_subsequence(part, whole):
    left = iter(whole)
    return all(word in left for word in part)


def texts(case):
    return {(row.kind, row.principle): row.text for row in rewrites(case)}


def sentences(text):
    """The sentences of a rewrite, without its placeholders."""
    return [part for part in re.split(r"(?<=[.!?])\s+", re.sub(r" ?\[add: [^]]*]", "", text)) if words(part)]


# -- only the story's words ------------------------------------------------------------------------------------------


@each_story
@each_target
def test_no_word_is_added(text, principles):
    told = set(words(text))
    for row in rewrites(case_of(text, *principles)):
        assert set(words(row.text)) <= told, row


@each_story
def test_a_part_keeps_the_order_of_the_story(text):
    for row in rewrites(case_of(text)):
        if row.kind != "full":
            assert is_subsequence(words(row.text), words(text)), row


@each_story
@each_target
def test_a_sentence_keeps_the_order_of_its_words(text, principles):
    for row in rewrites(case_of(text, *principles)):
        for sentence in sentences(row.text):
            assert is_subsequence(words(sentence), words(text)), sentence


@given(st.lists(PIECES, min_size=1, max_size=25))
def test_any_text_is_told_in_its_own_words(pieces):
    text = "I " + " ".join(pieces)
    told = set(words(text)) | {"x"}
    for row in rewrites(case_of(text, "ownership")):
        assert set(words(row.text)) <= told
        assert row.placeholders == tuple(PLACEHOLDER.findall(row.text))
        assert "  " not in row.text


@each_story
@each_target
def test_the_same_story_gives_the_same_rewrites(text, principles):
    assert rewrites(case_of(text, *principles)) == rewrites(case_of(text, *principles))


# -- what is there ---------------------------------------------------------------------------------------------------


@each_story
def test_each_part_and_the_whole_once_for_each_principle(text):
    assert [(row.kind, row.principle) for row in rewrites(case_of(text, *FIRST_THREE))] == [
        *((kind, None) for kind in SECTIONS),
        *(("full", slug) for slug in FIRST_THREE),
    ]
    assert rewrites(case_of(text))[-1].kind == "full"
    assert rewrites(case_of(text))[-1].principle is None


@each_story
@each_target
def test_placeholders_are_listed_as_they_stand(text, principles):
    for row in rewrites(case_of(text, *principles)):
        assert row.placeholders == tuple(re.findall(r"\[[^\]]*\]", row.text))
        assert all(re.fullmatch(r"\[add: [^\[\]\n{}]+\]", note) for note in row.placeholders)


@each_story
def test_the_whole_is_five_paragraphs_in_the_order_of_the_parts(text):
    assert len(texts(case_of(text))["full", None].split("\n\n")) == len(SECTIONS)


def test_a_finished_story_asks_for_little():
    placeholders = [note for row in rewrites(nurse())[:5] for note in row.placeholders]
    assert placeholders == [f"[{load().criteria[code].placeholder}]" for code in ("A310", "L503")]


def test_a_part_that_is_missing_is_asked_for():
    text = texts(case_of("## Situation\nI ran a bakery in May and the oven went cold.\n"))["reflection", None]
    assert words(text) == []
    assert "[add: what this event in particular taught you]" in text


def test_of_what_is_no_story_nothing_is_told():
    for row in rewrites(judged(OPINION, {}, is_story=False)):
        assert words(row.text) == []
        assert row.placeholders


def test_self_praise_is_left_out():
    told = " ".join(row.text for row in rewrites(case_of(OPINION)))
    assert "team player" not in told


def test_a_sentence_without_a_fact_is_left_out():
    text = texts(case_of(TEACHER))["result", None]
    assert "happy" not in text
    assert "[add: what changed in the end]" in text


def test_an_outcome_with_a_subject_stays_though_it_is_vague():
    assert "the timeouts went down and the warehouse leads were happy" in texts(case_of(ENGINEER))["result", None]


# -- placeholders in their place -------------------------------------------------------------------------------------


def test_we_stays_we_with_a_question_beside_it():
    text = texts(case_of(ENGINEER))["full", None]
    assert "We analysed the traces and we found that the pool was too small [add: who did this step" in text
    assert words(text).count("we") == words(ENGINEER).count("we")
    assert words(text).count("i") == words(ENGINEER).count("i")


def test_a_sentence_is_asked_once_whose_step_it_was():
    case = judged("## Action\nWe moved the desk and we drew a plan.\n", {}, {"A302": ["We moved", "we drew"]})
    assert texts(case)["full", None].count("[add: who did this step, and what you did]") == 1


def test_what_was_made_is_asked_for_where_it_was_made():
    text = "## Action\nI called the ward. I drew a plan. I told the porter.\n"
    case = judged(text, {"A301": ["I called the ward", "I drew a plan"], "A304": ["I called"]}, level="sde1")
    assert "I drew a plan [add: what it consisted of]." in texts(case)["action", None]


def test_a_vague_step_is_asked_for_its_fact():
    case = judged("## Action\nI facilitated alignment.\n", {}, {"D603": ["facilitated alignment"]})
    assert "I facilitated alignment [add: what exactly, or how much]." in texts(case)["action", None]


def test_a_figure_is_asked_for_before_the_full_stop():
    case = judged("I cook in a hotel. The plates came out late.", {"S102": ["The plates came out late"]})
    assert "The plates came out late [add: how often it happened or what it cost]." in texts(case)["situation", None]


def test_the_setting_is_asked_for_at_the_start():
    case = judged("The plates came out late.", {"S102": ["The plates came out late"]})
    assert texts(case)["situation", None].startswith("[add: where this was, your role and when]")


def test_a_cut_doubt_about_an_outcome_is_asked_about():
    text = "## Result\nThe new list probably saved the porters an hour a day.\n"
    case = judged(text, {"R404": ["saved the porters an hour"]})
    assert "The new list saved the porters an hour a day [add: how you know]." in texts(case)["result", None]


def test_who_says_that_it_was_assigned_is_not_asked_whether():
    text = "My boss told me to move the desk."
    assert "T203" not in missing(judged(text, {}, assigned="My boss told me"), "task")
    assert "T203" in missing(judged(text, {}), "task")


def test_a_level_asks_for_what_it_expects_first():
    case = judged("I cook in a hotel.", {}, level="senior")
    assert missing(case, "reflection")[0] == "L503"


# -- principles ------------------------------------------------------------------------------------------------------


def test_the_principles_tell_different_wholes():
    told = texts(nurse(*FIRST_THREE))
    wholes = [told["full", slug] for slug in FIRST_THREE]
    assert len({tuple(words(text)) for text in wholes}) == len(wholes)
    assert len({PLACEHOLDER.findall(text)[0] for text in wholes}) > 1


def test_customer_obsession_opens_with_who_was_hurt():
    whole = texts(nurse("customer-obsession"))["full", "customer-obsession"]
    first, second = sentences(whole)[:2]
    assert "a patient waited two hours" in first
    assert "charge nurse" in second


def test_customer_obsession_parts_a_sentence_to_open_with_who_was_hurt():
    text = (
        "## Situation\nIn May I ran a clinic in town. The queue had no numbers: patients stood outside in the rain.\n"
    )
    case = judged(
        text,
        {
            "S101": ["I ran a clinic"],
            "S102": ["The queue had no numbers"],
            "S104": ["patients stood outside in the rain"],
        },
        principles=["customer-obsession"],
    )
    whole = texts(case)["full", "customer-obsession"]
    assert sentences(whole)[:3] == [
        "Patients stood outside in the rain.", "In May I ran a clinic in town.", "The queue had no numbers.",
    ]  # fmt: skip


def test_ownership_leads_the_task_with_the_boundary():
    text = "## Task\nI wanted it done by June. The gate was not ours. Nobody had asked me.\n"
    met = {
        "T204": ["by June"],
        "T202": ["The gate was not ours"],
        "T203": ["Nobody had asked me"],
        "T201": ["I wanted it"],
    }
    told = texts(judged(text, met, principles=["ownership", "deliver-results"]))
    assert "The gate was not ours. Nobody had asked me." in told["full", "ownership"]
    assert told["full", "ownership"].index("The gate") < told["full", "ownership"].index("I wanted")
    assert told["full", "deliver-results"].index("I wanted") < told["full", "deliver-results"].index("The gate")


def freed(*principles):
    """A story whose outcome ends on what it was worth."""
    text = "## Result\nThe desk had no queue any more, which freed the evenings of the families.\n"
    met = {"R401": ["The desk had no queue any more"], "R404": ["which freed the evenings of the families"]}
    return judged(text, met, principles=principles)


def test_dive_deep_keeps_evidence_cause_and_proof_and_plays_down_the_business():
    whole = texts(nurse("dive-deep"))["full", "dive-deep"]
    for told in ("five weeks of fridge logs", "room for only one patient", "I counted the pens every evening"):
        assert told in whole
    paragraph = whole.split("\n\n")[3]
    assert paragraph.index("Missing pens fell") < paragraph.index("No patient waited")
    assert "which freed" not in texts(freed("dive-deep"))["full", "dive-deep"]
    assert "which freed the evenings of the families." in texts(freed("ownership"))["full", "ownership"]


@pytest.mark.parametrize("text", [NURSE, COOK, ENGINEER, MANAGER], ids=["nurse", "cook", "engineer", "manager"])
@pytest.mark.parametrize("principle", load().principles)
def test_no_principle_drops_what_it_does_not_play_down(text, principle):
    case = case_of(text, principle)
    told, trim = words(texts(case)["full", principle]), load().principles[principle].trim
    for code, found in case.findings.criteria.items():
        if found.met and found.ranges and code[0] in "STARL" and (code not in trim or code in {"R401", "R402"}):
            assert is_subsequence(words(text[slice(*found.ranges[0])]), told), code


def test_what_the_lesson_speaks_of_is_not_dropped():
    whole = texts(case_of(MANAGER, "customer-obsession"))["full", "customer-obsession"]
    assert "it waited for one signature" in whole  # the lesson: "a signature without an owner"


@pytest.mark.parametrize("principle", load().principles)
def test_who_gave_the_order_is_never_left_out(principle):
    assert "My director asked me to bring cancellations down." in texts(case_of(MANAGER, principle))["full", principle]


def test_no_sentence_is_dropped_for_a_principle():
    text = (
        "## Action\nI read the gate log. I drew a red line on the floor. I painted the line at night. "
        "I called every driver. I printed a sign. I told the guard.\n"
    )
    met = {
        "A306": ["I drew a red line on the floor", "I printed a sign"],
        "A301": ["I called every driver", "I told the guard"],
    }
    whole = texts(judged(text, met, principles=["customer-obsession"]))["full", "customer-obsession"]
    assert all(sentence in whole for sentence in sentences(text.removeprefix("## Action\n")))


def test_beside_a_figure_only_the_other_one_is_asked_for():
    text = "## Result\nThe wait was nine minutes.\n"
    met = {"R401": ["The wait was nine minutes"], "R402": ["nine minutes"]}
    told = texts(judged(text, met))["result", None]
    assert "The wait was nine minutes [add: the same figure before you began]." in told
    assert "[add: the figure before and after]" in texts(judged(text, {"R401": met["R401"]}))["result", None]
