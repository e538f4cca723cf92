"""What kind of text it is: English or not, an event or not, an answer to its question or not."""

import pytest

from starcli.data import load
from starcli.rubric.rules.story import is_english, not_a_story, off_question
from tests.reading_of import reading_of

# -- English ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Last spring the pump on my ward failed, so I borrowed one and told the sister.",
        "- traced logs, found memory leak\n- patched cache, added alert\n- crashes 40/week -> 2",
        "- Migrated Kubernetes cluster, Terraform modules, Helm charts\n- p99 latency 900ms to 120ms",
        "Last year I work in kitchen. Order come late because printer broken. I take paper, write number by hand.",
        "The crèche was closed. Zoë and I rang 30 families; the café on the corner took the children.",
        "S: oven broke. T: feed ninety guests. A: lit the grill, split the menu. R: all ate by nine.",
        "Yeah so um the till went down and we were like, okay, and I got the old one out.",
        "I taught “Der Erlkönig” to a class that had no German, line by line, with drawings.",
        "Fixed it",
        "👍",
    ],
)
def test_notes_jargon_accents_and_broken_english_are_english(text):
    assert is_english(reading_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Letztes Jahr fiel auf meiner Station die Pumpe aus. Ich habe eine neue geholt und das Team war zufrieden.",
        "El año pasado la bomba de mi sala no funcionaba. Busqué otra y hablé con la jefa, y todo salió bien.",
        "L'année dernière la pompe de mon service est tombée en panne. J'en ai trouvé une autre et on a continué.",
        "No ano passado a bomba da minha sala não funcionava. Eu fui buscar outra e falei com a chefe.",
        "L'anno scorso la pompa del mio reparto non andava. Ho preso un'altra e abbiamo continuato il lavoro.",
        "Vorig jaar was de pomp op mijn afdeling kapot. Ik heb een andere gehaald en het was snel in orde.",
        "Pichle saal mere ward ka pump kharab ho gaya tha. Maine dusra pump liya aur sister ko bataya, sab theek hua.",
        "I fjol gick pumpen på min avdelning sönder. Jag hämtade en annan och det var bra.",
        "Viime vuonna pumppu rikkoutui osastollani. Hain toisen, että työ jatkui, ja kerroin hoitajalle.",
        "去年我病房的泵坏了。我借了一台,并告诉了护士长。",
        "В прошлом году на моём отделении сломался насос. Я нашёл другой.",
        "पिछले साल मेरे वार्ड का पंप खराब हो गया था।",
    ],
)
def test_other_languages_and_scripts_are_not(text):
    assert not is_english(reading_of(text))


# -- an event --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "milk, eggs, bread, butter, 2 kg flour, tomatoes, onions, cheese",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
        "def add(a, b):\n    return a + b\n\nfor i in range(10):\n    print(add(i, 2))\n",
        "When did you last solve a hard problem? What did you do?",
        "Staff nurse, 2018-2022\n- Led a team of 12\n- Managed rotas\n- Trained new starters\nSkills: Excel, first aid",
        "I have worked in retail for ten years. I have developed strong skills and I have managed teams.",
        "Roses are red, violets are blue, sugar is sweet and so are you.",
        "Preheat the oven. Mix the flour with two eggs. Bake it for 40 minutes and let it cool.",
        "I believe that quality matters more than speed. A good team should always test its work.",
        "I always put safety first. Every morning I check the machines and I usually talk to each operator.",
        "If I had a slow pupil I would first talk to her. I would ask the parents.",
        "Ministers met on Monday and agreed a plan, but unions criticised it after the meeting.",
        "apple river blue seven quickly table orange music",
        "Hello",
        "🎉🎉🎉",
    ],
)
def test_a_text_without_an_event_is_no_story(text):
    assert not_a_story(reading_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "I mended the pump.",
        "There was a flood. We moved the books and nothing was lost.",
        "We had a flood in the library last winter. Water came through the roof.",
        "It was okay again on the same day, and we told the customers.",
        "- Traced the leak\n- Found a cracked seal, so replaced it",
        "Situation: the oven broke before a wedding.\nTask: feed ninety guests.\nAction: grill lit.\nResult: all ate.",
        "Last year I work in kitchen. Order come late. I write number by hand.",
        "The soup come back cold, so I take a thermometer and I measure it when it leave the kitchen. Then I tell the "
        "chef and I bring a lamp, because the waiters not hear the bell. After one week only one plate come back.",
        "Um, so, the till went down and I dug the old one out, you know.",
        "I noticed smoke one evening and called the porter.",
        "My team did most of it. I only asked the bank for two more weeks, and they agreed.",
    ],
)
def test_a_weak_story_is_still_a_story(text):
    assert not not_a_story(reading_of(text))


# -- the question ----------------------------------------------------------------------------------------------------

CLASH = (
    "My head of department disagreed with my plan for the exam week and refused to move the date. "
    "I listened to her concerns, brought the attendance lists and convinced her to try one class."
)
FLOOR = (
    "The floor of the depot was uneven. I poured a level, let it dry overnight and painted two lanes for the trucks."
)


@pytest.mark.parametrize(
    ("story", "question"),
    [
        (FLOOR, "Describe a conflict that you had with a colleague."),
        (FLOOR, "Tell me about a difficult customer."),
        (FLOOR, "When did you receive negative feedback?"),
        (FLOOR, "How have you helped teammates succeed?"),
        (CLASH, "Describe a time you did more with less on a small budget."),
        (CLASH, "Tell me about something you simplified."),
    ],
)
def test_a_story_about_something_else_is_off_the_question(story, question):
    assert off_question(reading_of(story), question)


@pytest.mark.parametrize(
    ("story", "question"),
    [
        (CLASH, "Describe a conflict that you had with a colleague."),
        (CLASH, "Describe a disagreement with your manager."),
        (FLOOR, "Tell me about a project you are proud of."),
        (FLOOR, "STAR method"),
        (FLOOR, ""),
        ("I shipped a bug and missed the alarm. I apologised to the guests.", "Tell me about a mistake you made."),
        ("The client rang at nine. I drove the part to her.", "When did you put the customer first?"),
        ("I read the manual and asked the old fitter.", "When did you have to learn something new?"),
    ],
)
def test_a_story_on_the_question_or_an_unknown_question_is_left_alone(story, question):
    assert not off_question(reading_of(story), question)


def test_every_theme_of_the_data_is_asked_for_and_shown():
    assert all(row["asks"] and row["shows"] for row in load().questions)
    assert len({row["theme"] for row in load().questions}) == len(load().questions)
