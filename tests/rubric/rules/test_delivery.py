"""Delivery: what is and what is not a fault, on stories of several trades."""

import pytest

from starcli.data import load
from starcli.rubric.rules import delivery
from tests.reading_of import quotes, reading_of

DETECTORS = {
    "D602": delivery.no_hedges,
    "D603": delivery.no_empty_words,
    "D604": delivery.ordered,
    "D605": delivery.on_story,
    "D606": delivery.consistent,
}


def answer(code, text):
    """Whether a criterion is met, and the words at fault where it is not."""
    reading = reading_of(text)
    finding = DETECTORS[code](reading)
    return finding.met, [] if finding.met else quotes(reading, finding.ranges)


@pytest.mark.parametrize("code", DETECTORS)
def test_the_examples_of_the_rubric_come_out_as_they_claim(code):
    row = load().criteria[code]
    assert (answer(code, row.weak)[0], answer(code, row.strong)[0]) == (False, True)


# -- D601 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "wpm", "met"),
    [
        (140, 140, True),
        (139, 140, True),
        (137, 140, False),
        (420, 140, True),
        (424, 140, False),
        (150, 160, False),
        (424, 160, True),
    ],
)
def test_a_story_fits_its_time_at_the_speaking_rate(words, wpm, met):
    assert delivery.fits_time(reading_of("word " * words), 60 if words < 150 else 90, 180, wpm).met is met


# -- D602 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("I guess I reorganised the ward, and maybe it helped.", ["I guess", "maybe"]),
        ("Um, I changed the rota. Hopefully it worked.", ["Um", "Hopefully"]),
        ("I sort of led the rehearsal and kind of rewrote the score.", ["sort of", "kind of"]),
        ("I basically rebuilt the till and it was somewhat quicker.", ["basically", "somewhat"]),
        ("Perhaps I fixed the oven. I suppose the cooks noticed.", ["Perhaps", "I suppose"]),
        ("I'm not sure, but I think I trained the apprentice.", ["I'm not sure", "I think I"]),
        ("It was more or less my plan, or something.", ["more or less", "or something"]),
        ("I actually called them, probably twice, and maybe it helped.", ["actually", "probably", "maybe"]),
    ],
)
def test_softened_claims_are_quoted(text, faults):
    assert answer("D602", text) == (False, faults)


@pytest.mark.parametrize(
    "text",
    [
        "I reorganised the tool crib and labelled every drawer.",
        "Maybe forty parents came to the evening I had set up.",
        "This kind of error had been common, and that sort of pump fails in winter.",
        "The parts came just in time, and I could have lost the whole batch.",
        "She said “maybe, I guess, perhaps”, so I rang the clinic myself.",
        "We could not know whether the river would rise. I moved the sheep.",
        "I asked which kind of bandage they used, and what sort of tape.",
        "I think the lesson is to count the trays twice.",
    ],
)
def test_a_stray_word_a_class_a_quote_and_an_honest_doubt_are_no_hedges(text):
    assert answer("D602", text) == (True, [])


def test_saying_a_hedge_again_never_mends_it_and_cutting_it_never_hurts():
    hedged = "I guess I moved the sheep. Maybe it helped."
    assert answer("D602", f"{hedged} {hedged}")[0] is False
    assert answer("D602", "I moved the sheep. It helped.")[0] is True


# -- D603 ------------------------------------------------------------------------------------------------------------

TOLD = "The queue at the clinic was long. I split the desk in two and wrote a sign."


@pytest.mark.parametrize(
    ("end", "fault"),
    [
        ("As a result, things got better.", "things"),
        ("As a result, the service improved a lot.", "improved a lot"),
        ("In the end everything went smoothly.", "everything"),
        ("As a result, the nurses were very happy.", "very happy"),
        ("The result was a huge improvement.", "huge improvement"),
        ("I leveraged various stakeholders across the board.", "leveraged"),
        ("As a result, the desk was significantly faster.", "significantly"),
        ("I gave my best and worked closely with the porters.", "gave my best"),
    ],
)
def test_a_vague_claim_is_quoted_where_no_figure_makes_it_good(end, fault):
    met, faults = answer("D603", f"{TOLD} {end}")
    assert not met
    assert fault in faults


@pytest.mark.parametrize(
    "end",
    [
        "As a result, nobody stood in the rain after nine.",
        "As a result, the wait improved a lot, from 40 minutes to 9.",
        "As a result, the wait was significantly shorter: 9 minutes.",
        "In the end complaints fell by a third, and the porters were very happy.",
        "He said “everything went smoothly, a huge improvement”, and 30 patients signed.",
        "I had come from critical care, so I knew the ward sister.",
        "The boy borrowed four comics.",
    ],
)
def test_facts_do_no_harm_and_make_general_words_good(end):
    assert answer("D603", f"{TOLD} {end}") == (True, [])


def test_more_empty_words_never_mend_a_story():
    assert answer("D603", f"{TOLD} As a result, things got better. As a result, things got better.")[0] is False


# -- D604 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The roof was mended. I forgot to say that it leaked. I climbed up with tar.", ["I forgot to say"]),
        ("I moved the beds, oh, and I should have mentioned the flood.", ["oh, and", "I should have mentioned"]),
        ("I rang the parents. As a result, all came. When I was a teacher in Leeds, nobody came.", ["When I was"]),
        (
            "I repaired the pump. As a result, the ward was dry. In my previous job I was a plumber.",
            ["In my previous"],
        ),
        ("Looking back, I learned to ask. As a result, nobody fell. I was asked to help. There was a wet floor.", []),
        ("## Situation\nThe oven was broken.\n\n## Task\nI had to feed ninety guests.", []),
        ("I always listen and I believe that a good cook should taste.", []),
    ],
)
def test_jumping_back_and_stopping_short_cannot_be_followed(text, words):
    assert answer("D604", text) == (False, words)


@pytest.mark.parametrize(
    "text",
    [
        "The till was broken. I opened a second counter. The queue was gone by May.",
        "The queue was gone by May. It began when one till broke. I opened a second counter.",
        "As a result of my new rota nobody worked twice. There was a gap before. I asked each nurse.",
        "I mended the pump.",
        "## Situation\nThe oven broke.\n## Action\nI lit the grill.\n## Result\nAll ninety guests ate.",
        "When I was a porter, a lift failed. I rang the engineer. As a result, no patient waited. I learned to test.",
        "A boy had not read a book in a year. I asked what he watched. He borrowed four comics.",
    ],
)
def test_order_is_kept_with_the_result_first_and_with_parts_missing(text):
    assert answer("D604", text) == (True, [])


# -- D605 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "I always check the oxygen first. I usually talk to the family. I make sure that the notes are complete.",
        "I believe that quality matters most. A good team tests its work.",
        "You should listen to every guest. Never forget to smile. Make sure you know the menu.",
        "If I had a slow pupil I would first talk to her. I would then ask the parents.",
        "I have worked in retail for ten years. I have managed teams. I am known for my patience.",
        "Whenever I get a new class I learn their names. On a regular basis I ring the parents. I asked one once.",
        "My approach is simple. I focus on the guest. I like to smile.",
    ],
)
def test_a_habit_an_opinion_advice_and_a_cv_are_no_event(text):
    assert answer("D605", text)[0] is False


@pytest.mark.parametrize(
    "text",
    [
        "One Tuesday a boy came to my desk. I asked him what he read. He borrowed four comics.",
        "The pump often failed. I traced it to the seal. I replaced the seal and it held.",
        "On a night shift an alarm rang. I checked the line, changed it and told the sister.",
        "- Traced the leak\n- Replaced the seal\n- Told the tenants, because the water was off until noon",
        "Last winter we lost a van. I borrowed one from the bakery. I believe that saved the day.",
        "Last year I work in kitchen. Order come late. I write number by hand, then it go faster.",
        "We had a deadline. The client wanted the drawings on Friday. I split them and we delivered.",
    ],
)
def test_one_event_told_is_a_story_in_notes_and_in_broken_english_too(text):
    assert answer("D605", text)[0] is True


def test_the_words_of_a_habit_are_quoted():
    assert answer("D605", "I always check twice. I usually ask a colleague.") == (False, ["I always", "I usually"])


# -- D606 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Wasted dough fell by 140 percent.", "fell by 140 percent"),
        ("After that, falls on the ward were 120% lower.", "120% lower"),
        ("I reduced the wait from 10 to 20 minutes.", "reduced the wait from 10 to 20"),
        ("The wait fell from 4 hours to 3 days.", "fell from 4 hours to 3"),
        ("Complaints increased from 30 to 12 a month.", "increased from 30 to 12"),
        ("Open jobs dropped from twelve to thirty.", "dropped from twelve to thirty"),
        ("12 of the 10 wards joined.", "12 of the 10"),
        ("Fifteen out of twelve pupils passed.", "Fifteen out of twelve"),
        ("We cut returns from 40 to 30, a 75% drop.", "from 40 to 30, a 75%"),
        ("140% of the patients were seen.", "140% of the patients"),
        ("I worked 30 hours a day.", "30 hours a day"),
        ("From 2021 to 2019 I ran the crèche.", "From 2021 to 2019"),
    ],
)
def test_figures_that_cannot_be_are_quoted(text, fault):
    assert answer("D606", text) == (False, [fault])


@pytest.mark.parametrize(
    "text",
    [
        "Wasted dough fell from 20 kg a day to 5, a cut of three quarters.",
        "Sales rose by 140%, and complaints fell.",
        "Load dropped from 140% to 95%.",
        "We reached 120% of the target.",
        "The wait fell from 3 days to 4 hours.",
        "The wait fell from 1.2 minutes to 40 seconds.",
        "Nine of the ten wards joined, and 3 of 41 pods failed.",
        "We cut returns from 40 to 10, a 75% drop.",
        "I worked 12 hours a day, 6 days a week.",
        "From 2019 to 2021 I ran the crèche.",
        "I cut the queue, and visits went from 10 to 20.",
        "“It fell by 140%,” he joked.",
        "The number 47 bus, gate 12 of terminal 2, was late on 3/4/2021 at 9:00.",
    ],
)
def test_unusual_figures_are_no_contradiction(text):
    assert answer("D606", text) == (True, [])


def test_long_hostile_text_is_read_to_its_end():
    assert not delivery.consistent(reading_of("reduced by 140% of the calls, from 9 to 8, " * 4000)).met
    assert not delivery.no_empty_words(reading_of("various things " * 9000)).met
