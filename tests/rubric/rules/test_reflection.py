import pytest

from starcli.data import load
from starcli.rubric.rules import reflection
from tests.reading_of import quotes, reading_of

PHARMACY = """Situation: In the hospital pharmacy a syringe left the counter with the wrong label.
Action: I called the ward, took the syringe back and compared every label with the order that night.
Result: No patient was harmed, and the other labels were right.
Reflection: {}"""
KITCHEN = """Situation: At a wedding our kitchen ran out of plates between two courses.
Action: I sent two cooks to wash up, borrowed plates next door and told the waiters to slow down.
Result: The main course went out nine minutes late.
Reflection: {}"""
DEPLOY = """Situation: A deploy of mine deleted a column that the billing job still read.
Action: I restored the column from the backup, reran the billing job and wrote to the customers.
Result: All invoices were right the next morning.
Reflection: {}"""
CLASS = """Situation: Half of my year 9 class did not hand in the history essay.
Action: I rang the parents and found that the essay was due on the day of the football cup.
Result: After I moved the date, 24 of the 28 pupils handed it in.
Reflection: {}"""


def answer(detect, story, ending):
    return detect(reading_of(story.format(ending)))


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (PHARMACY, "I learned that a label is only checked by the person who did not write it."),
        (KITCHEN, "Looking back, I trusted the list and never counted the plates."),
        (DEPLOY, "It taught me to ask who else reads a column."),
        (DEPLOY, "What I took from it: a backup is worth what its restore is worth."),
        (CLASS, "Next time I would look at the calendar of the pupils first."),
        (CLASS, "I realised that the date was the problem and not the pupils."),
    ],
)
def test_a_lesson_is_told(story, ending):
    finding = answer(reflection.lesson_present, story, ending)
    assert finding.met
    assert finding.ranges


@pytest.mark.parametrize(
    "story",
    [
        PHARMACY.format("I am proud of that night."),
        KITCHEN.format("It was a rewarding evening and the guests were happy."),
        DEPLOY.format("I enjoyed it, and it was a great experience."),
        PHARMACY.partition("\nReflection")[0],
        KITCHEN.partition("\nReflection")[0],
        CLASS.partition("\nReflection")[0],
        "I learned Italian. I worked in a kitchen. We ran out of plates. I borrowed plates. The course went out late.",
    ],
)
def test_pride_is_no_lesson(story):
    assert not reflection.lesson_present(reading_of(story)).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (PHARMACY, "I learned that nobody reads a label twice when the ward is calling for the syringe."),
        (PHARMACY, "A label on a syringe has to be read aloud."),
        (KITCHEN, "I learned to count plates, not guests, before the second course."),
        (DEPLOY, "I learned that a column belongs to whoever reads it, and billing reads ours."),
        (DEPLOY, "Next time I would rename the column before I drop it and watch the billing job."),
        (CLASS, "I learned to look at the football calendar before I set an essay."),
    ],
)
def test_a_lesson_of_this_story_is_specific(story, ending):
    assert answer(reflection.lesson_specific, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (PHARMACY, "I learned that communication is the key to success."),
        (PHARMACY, "Attention to detail is very important."),
        (KITCHEN, "I learned that teamwork and a positive attitude solve every problem."),
        (KITCHEN, "I am proud of the plates, the cooks and the waiters."),
        (DEPLOY, "Everybody makes mistakes, and one should learn from them."),
        (DEPLOY, "It taught me to never give up."),
        (CLASS, "I learned to always listen to people and to be flexible."),
    ],
)
def test_a_commonplace_fits_any_story(story, ending):
    assert not answer(reflection.lesson_specific, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (
            PHARMACY,
            "The gap was in the process: labels for a syringe were printed elsewhere, and nobody owned the check.",
        ),
        (PHARMACY, "Two departments each trusted the other to read the label on the syringe."),
        (KITCHEN, "The waiters and the cooks had two lists of plates, and nobody compared them at the handover."),
        (DEPLOY, "Our review process let one person drop a column that another team still read for billing."),
        (DEPLOY, "Nobody owns the list of who reads which column, so the billing job could not be seen."),
        (CLASS, "Football and essays are planned in two calendars, and no one in the school puts them together."),
    ],
)
def test_a_lesson_about_the_set_up_is_systemic(story, ending):
    assert answer(reflection.lesson_systemic, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (PHARMACY, "I learned to read a label aloud before I hand over a syringe."),
        (PHARMACY, "I should check each label more carefully."),
        (KITCHEN, "I learned to count plates before the second course."),
        (DEPLOY, "I learned to search for a column in the billing job before I drop it."),
        (DEPLOY, "Good processes matter."),
        (CLASS, "I learned to ask the pupils about football."),
    ],
)
def test_a_lesson_about_oneself_is_not(story, ending):
    assert not answer(reflection.lesson_systemic, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (PHARMACY, "Since then I read every label aloud to a second person."),
        (PHARMACY, "Next time I would stop the counter first."),
        (KITCHEN, "I now count the plates an hour before the guests come."),
        (DEPLOY, "I'd have asked the billing team before the deploy."),
        (DEPLOY, "From then on I have renamed columns and waited for a week."),
        (CLASS, "I put the football cup into my calendar each August."),
    ],
)
def test_a_new_habit_applies_the_lesson(story, ending):
    assert answer(reflection.lesson_applied, story, ending).met


@pytest.mark.parametrize(
    ("story", "ending"),
    [
        (PHARMACY, "I learned how much a wrong label can cost."),
        (PHARMACY, "A label is a promise to the patient."),
        (KITCHEN, "I realised that plates matter more than the menu."),
        (KITCHEN, "It showed me how thin the plan was."),
        (KITCHEN, "Next time I will be more careful."),
        (DEPLOY, "A backup is worth what its restore is worth."),
        (CLASS, "I understood that the date was the problem."),
    ],
)
def test_an_insight_alone_is_not_applied(story, ending):
    assert not answer(reflection.lesson_applied, story, ending).met


def test_a_story_without_a_reflection_has_none_of_it():
    reading = reading_of(KITCHEN.partition("\nReflection")[0])
    findings = [
        detect(reading)
        for detect in (
            reflection.lesson_present,
            reflection.lesson_specific,
            reflection.lesson_systemic,
            reflection.lesson_applied,
        )
    ]
    assert [finding.met for finding in findings] == [False] * 4


@pytest.mark.parametrize(
    ("detect", "ending", "evidence"),
    [
        (reflection.lesson_present, "I learned that labels lie.", ["I learned that labels lie."]),
        (
            reflection.lesson_specific,
            "I learned that a syringe needs two labels.",
            ["I learned that a syringe needs two labels."],
        ),
        (reflection.lesson_applied, "It was late, so now I read labels aloud.", ["so now I read labels aloud"]),
        (
            reflection.lesson_systemic,
            "It was late, and nobody owned the label on a syringe.",
            ["and nobody owned the label on a syringe"],
        ),
    ],
)
def test_evidence_is_exact(detect, ending, evidence):
    reading = reading_of(PHARMACY.format(ending))
    assert quotes(reading, detect(reading).ranges) == evidence


@pytest.mark.parametrize("code", ["L501", "L502", "L503", "L504"])
def test_examples_of_the_rubric(code):
    row = load().criteria[code]
    detect = getattr(reflection, row.name.replace("-", "_"))
    assert not detect(reading_of(f"Reflection: {row.weak}")).met
    assert detect(reading_of(f"Reflection: {row.strong}")).met


def test_prose_without_headings():
    story = (
        "At a wedding our kitchen ran out of plates between two courses. I sent two cooks to wash up and borrowed "
        "plates next door. The main course went out nine minutes late. I learned that a kitchen has to count plates "
        "and not guests. Since then I count the plates before every wedding."
    )
    reading = reading_of(story)
    assert reflection.lesson_specific(reading).met
    assert (
        quotes(reading, reflection.lesson_applied(reading).ranges)[-1]
        == "Since then I count the plates before every wedding"
    )
