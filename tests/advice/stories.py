"""Stories from several trades, strong and weak, judged by the rules or by hand."""

import re
from collections.abc import Mapping, Sequence

from starcli import rubric
from starcli.advice.case import Case
from starcli.data import load
from starcli.models import Finding, Findings, PrincipleFinding, Range, Target
from starcli.spans import Locator
from tests.reading_of import reading_of

ABSENCE = ("A302", "A312", "D601", "D602", "D603", "D604", "D605", "D606")  # met where no fault is told
FIRST_THREE = ("customer-obsession", "ownership", "dive-deep")


def _unwrapped(text: str) -> str:
    """One line a paragraph."""
    return re.sub(r"(?<!\n)\n(?![\n-])", " ", text.strip()) + "\n"


NURSE = _unwrapped("""
## Situation

In the winter of 2022 I was the charge nurse on a stroke ward with 28 beds. Insulin pens kept going missing from
the fridge, about four a week, and twice a patient waited two hours for a dose. The ward had moved to a new
fridge in October.

## Task

The fridge belonged to the pharmacy, and I had no say over it. Nobody had asked me to look into it, but I was
the one who had to explain the delay to the families. I wanted no dose to be late by more than ten minutes
before Christmas.

## Action

I went through five weeks of fridge logs and marked every entry that had no name. I asked three night nurses
what they did at that hour: they took pens along for two patients at once and forgot to book the second one. It
happened because the form had room for only one patient. I thought about a lock on the fridge, but that would
have slowed down emergencies, so I redrew the form with two lines instead. The pharmacy lead was against a form
that was not hers. I showed her the entries one by one, and she agreed to a trial of two weeks. I counted the
pens every evening during the trial.

## Result

Missing pens fell from four a week to none in January. No patient waited for insulin again, and the families
stopped calling the desk. Two other wards now use the same form.

## Reflection

I learned that a form with one line produces one entry, whatever the rule says. Since then I watch a night round
before I change any paper that nights have to fill in.
""")
TEACHER = _unwrapped("""
So, um, yeah, last spring I was I was teaching maths at a secondary school, and basically the homework was kind
of a mess. You know, half of the kids didn't hand it in and, um, some parents complained. So I guess my head of
department asked me to sort of look at it. I, I talked to various tutors and I just sent some emails. I think I
probably made a little sheet, a kind of checklist, and it maybe helped the tutors a bit. After that things got a
lot better and everyone was really happy. I guess I learned that communication is key.
""")
COOK = _unwrapped("""
- Sous-chef, hotel kitchen, summer 2021
- breakfast trays went up cold, 20 of 100, guests complained at the desk
- not my station, pastry owned the trays
- timed 40 trays with a kitchen timer over three mornings
- found that trays waited 9 minutes for the lift
- wrote a loading order and taped it to the lift door
- porter refused at first, rode up with him twice
- checked the first week every morning at 6
- cold trays fell from 20 to 2 of 100
- front desk stopped giving free breakfasts, about €300 a week
- learned to follow the tray, not ask the station
""")
ENGINEER = _unwrapped("""
I joined the routing team of a parcel company as a backend engineer. Our label service timed out for 3% of
parcels, and drivers wrote labels by hand.

We analysed the traces and we found that the pool was too small. The pool was increased and the retry policy was
changed. I was involved in most of the discussions.

As a result the timeouts went down significantly and the warehouse leads were happy.

We learned the importance of monitoring.
""")
MANAGER = _unwrapped("""
Situation: I managed the night depot of a bus company. Last spring, sick leave on the late shift reached 14%,
and eleven services a week were cancelled, so passengers were stranded at the hospital stop.

Task: My director asked me to bring cancellations down. I set myself a limit of two a week by the end of June.

Action: I sat down with every driver for twenty minutes and wrote down what wore them out. Nineteen of them
named the same thing: the rota was only published on Friday evening. I looked at the planning tool and found
that it waited for one signature. I proposed to the planner that I would sign on Wednesdays myself. He feared
complaints, so I offered to take every call about the rota for a month. I wrote the rule into the shift
handbook.

Result: Sick leave fell to 8% in ten weeks and cancellations to one a week. The other two depots took over the
rule.

Reflection: The rota was a signature without an owner. Now I ask of every delay who is waiting for whom.
""")
OPINION = _unwrapped("""
I am a very hard-working team player and I always put the customer first. In my opinion communication is the
most important thing. I would always try to help others and go above and beyond.
""")
STORIES = {
    "nurse": NURSE, "teacher": TEACHER, "cook": COOK, "engineer": ENGINEER, "manager": MANAGER, "opinion": OPINION,
}  # fmt: skip


def case_of(text: str, *principles: str, level: str = "sde2") -> Case:
    """A story as the rules judge it."""
    reading, target = reading_of(text), Target(level, principles)
    findings = rubric.judge(reading, target)
    return Case(reading, target, findings, rubric.score(findings, target), 140, Locator(text))


def judged(
    text: str,
    met: Mapping[str, Sequence[str]],
    faults: Mapping[str, Sequence[str]] | None = None,
    *,
    principles: Sequence[str] = (),
    level: str = "sde2",
    shown: Sequence[str] = (),
    assigned: str | None = None,
    is_story: bool = True,
) -> Case:
    """A story judged by hand: the words behind each answer; what is not named is not met."""
    faults, target = faults or {}, Target(level, tuple(principles))
    answers = {
        code: Finding(
            code not in faults and (code in met or code in ABSENCE),
            True,
            tuple(_place(text, quote) for quote in (*met.get(code, ()), *faults.get(code, ()))),
        )
        for code in load().criteria
        if code != "P701" or principles
    }
    strengths = tuple(PrincipleFinding(slug, 90 if slug in shown else 0, slug in shown) for slug in load().principles)
    findings = Findings(answers, strengths, _place(text, assigned) if assigned else None, not_a_story=not is_story)
    return Case(reading_of(text), target, findings, rubric.score(findings, target), 140, Locator(text))


def _place(text: str, quote: str) -> Range:
    return text.index(quote), text.index(quote) + len(quote)


NURSE_ANSWERS = {
    "S101": ["I was the charge nurse on a stroke ward"],
    "S102": ["Insulin pens kept going missing from the fridge"],
    "S103": ["about four a week"],
    "S104": ["twice a patient waited two hours for a dose"],
    "T201": ["I was the one who had to explain the delay to the families"],
    "T202": ["The fridge belonged to the pharmacy, and I had no say over it"],
    "T203": ["Nobody had asked me to look into it"],
    "T204": ["no dose to be late by more than ten minutes before Christmas"],
    "A301": ["marked every entry that had no name", "I redrew the form with two lines instead"],
    "A303": ["marked every entry that had no name", "I redrew the form with two lines instead"],
    "A304": ["I went through five weeks of fridge logs", "I asked three night nurses"],
    "A305": ["It happened because the form had room for only one patient"],
    "A306": ["I redrew the form with two lines instead"],
    "A307": ["I thought about a lock on the fridge, but that would have slowed down emergencies"],
    "A308": ["The pharmacy lead was against a form that was not hers"],
    "A309": ["I showed her the entries one by one, and she agreed to a trial of two weeks"],
    "A311": ["I counted the pens every evening during the trial"],
    "R401": ["Missing pens fell from four a week to none in January"],
    "R402": ["Missing pens fell from four a week to none in January"],
    "R403": ["from four a week to none"],
    "R404": ["No patient waited for insulin again, and the families stopped calling the desk"],
    "R405": ["Two other wards now use the same form"],
    "L501": ["I learned that a form with one line produces one entry"],
    "L502": ["a form with one line produces one entry, whatever the rule says"],
    "L504": ["Since then I watch a night round"],
}


def nurse(*principles: str) -> Case:
    """The nurse's story, judged by hand; what she left in place and the lesson about the set-up are missing."""
    return judged(NURSE, NURSE_ANSWERS, principles=principles, shown=["ownership"])
