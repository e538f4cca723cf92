"""Judged stories, for tests of what is told about a judgement: by hand, or by the rules."""

import re
from collections.abc import Iterator, Mapping, Sequence

from starcli import rubric
from starcli.advice.case import Advice, Case
from starcli.data import load
from starcli.models import Finding, Findings, PrincipleFinding, Range, Target
from starcli.rubric import scoring
from starcli.spans import Locator
from tests.reading_of import reading_of

ABSENCE = ("A302", "A312", "D601", "D602", "D603", "D604", "D605", "D606")  # met where no fault is told


def place(text: str, quote: str) -> Range:
    """Where a quote stands, whatever its line breaks."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    assert found, quote
    return found.span()


def judged(
    text: str,
    met: Mapping[str, Sequence[str]],
    faults: Mapping[str, Sequence[str]] = {},
    *,
    level: str = "sde2",
    principles: Sequence[str] = (),
    shown: Mapping[str, str] = {},
    assigned: str | None = None,
    is_story: bool = True,
    off_question: bool = False,
) -> Case:
    """A case by hand: `met` and `faults` name the words behind each answer, and what they leave out is not met."""
    answers = {}
    for code in load().criteria:
        if code != "P701" or principles:
            quotes = (*met.get(code, ()), *faults.get(code, ()))
            ranges = tuple(place(text, quote) for quote in quotes)
            answers[code] = Finding(code not in faults and (code in met or code in ABSENCE), True, ranges)
    findings = Findings(
        criteria=answers,
        principles=tuple(_principle(text, slug, shown.get(slug)) for slug in load().principles),
        assigned=place(text, assigned) if assigned else None,
        not_a_story=not is_story,
        off_question=off_question,
    )
    return case_of(text, findings, Target(level, tuple(principles), "Tell me about a time." if off_question else None))


def _principle(text: str, slug: str, quote: str | None) -> PrincipleFinding:
    return PrincipleFinding(slug, 80 if quote else 5, bool(quote), (place(text, quote),) if quote else ())


def case_of(text: str, findings: Findings, target: Target, wpm: int = 140) -> Case:
    """A case of some findings, scored as ever."""
    score = scoring.score(
        {code: found.met for code, found in findings.criteria.items()},
        target.level,
        target.principles,
        assigned=findings.assigned is not None,
        is_story=not findings.not_a_story,
    )
    return Case(reading_of(text), target, findings, score, wpm, Locator(text))


def ruled(text: str, level: str = "sde2", *principles: str, question: str | None = None) -> Case:
    """A case as the rules judge it."""
    target = Target(level, principles, question)
    return case_of(text, rubric.judge(reading_of(text), target), target)


# -- what is told ----------------------------------------------------------------------------------------------------


def texts(advice: Advice) -> Iterator[str]:
    """Everything that is told in sentences."""
    yield from (advice.summary, advice.interviewer)
    yield from (change.text for change in advice.priorities)
    yield from (text for part in advice.sections.values() for text in (part.coaching, part.common_mistake))
    yield from advice.criteria.values()


def quotations(text: str) -> list[str]:
    """What stands in quotation marks, as whole as it is shown."""
    return [quote.removesuffix("…") for quote in re.findall(r"“([^”]*)”", text)]


def plain(text: str) -> str:
    """A text without its quotations."""
    return re.sub(r"“[^”]*”", "Q", text)


def folded(text: str) -> str:
    return " ".join(text.split())


# -- stories ---------------------------------------------------------------------------------------------------------

WARD = """## Situation
Last winter I was the charge nurse on a surgical ward with 24 beds. Discharge letters kept patients waiting, on average
four hours after they could have gone home.

## Task
Nobody had asked me to look at it; the letters belonged to the doctors, not to us. I wanted every patient out by noon.

## Action
I sat with two junior doctors for a day and wrote down where each letter stood. The letters waited for one blood result
that nobody had ordered before ten. So I moved the blood round to six and asked the laboratory to print the surgical
tubes first. The head of the laboratory was against it, so I showed her the waiting times bed by bed and she agreed to a
trial week. I counted the waiting times again every Friday for a month.

## Result
The wait fell from four hours to fifty minutes, which freed three beds before the theatre list began. Two other wards
took over the early round.

## Reflection
I learned that the letters were never the problem: two departments each kept their own clock and nobody owned the gap.
Now I ask for the whole path of a patient before I change one step of it.
"""
WARD_MET = {
    "S101": ["I was the charge nurse on a surgical ward"],
    "S102": ["Discharge letters kept patients waiting"],
    "S103": ["four hours after they could have gone home"],
    "T202": ["the letters belonged to the doctors, not to us"],
    "T203": ["Nobody had asked me to look at it"],
    "T204": ["every patient out by noon"],
    "A301": ["I sat with two junior doctors for a day", "wrote down where each letter stood"],
    "A303": ["I sat with two junior doctors for a day", "I moved the blood round to six"],
    "A304": ["wrote down where each letter stood"],
    "A305": ["The letters waited for one blood result that nobody had ordered before ten"],
    "A306": ["asked the laboratory to print the surgical tubes first"],
    "A308": ["The head of the laboratory was against it, so I showed her the waiting times bed by bed"],
    "A309": ["I showed her the waiting times bed by bed and she agreed"],
    "A311": ["I counted the waiting times again every Friday for a month"],
    "R401": ["The wait fell from four hours to fifty minutes"],
    "R402": ["fifty minutes"],
    "R403": ["from four hours to fifty minutes"],
    "R404": ["freed three beds before the theatre list began"],
    "R405": ["Two other wards took over the early round"],
    "L501": ["I learned that the letters were never the problem"],
    "L502": ["the letters were never the problem"],
    "L503": ["two departments each kept their own clock and nobody owned the gap"],
    "L504": ["Now I ask for the whole path of a patient"],
}
BRUNCH = """## Situation
I cook in a hotel, and on Sundays the brunch plates came out late.

## Task
My boss told me to sort it out.

## Action
We changed the order of the stations and we tried a few things. I passed the rest on to the kitchen manager.

## Result
I guess it sort of worked, things got a lot better and the guests were happy.

## Reflection
It taught me that communication is key.
"""
BRUNCH_MET = {
    "S101": ["I cook in a hotel"],
    "S102": ["on Sundays the brunch plates came out late"],
    "T201": ["My boss told me to sort it out"],
    "L501": ["It taught me that communication is key"],
}
BRUNCH_FAULTS = {
    "A302": ["We changed the order of the stations"],
    "A312": ["I passed the rest on to the kitchen manager"],
    "D602": ["I guess", "sort of"],
    "D603": ["things got a lot better"],
}
LESSONS = """As a maths teacher I noticed last year that the homework of my class was being copied. About 20 of the 28
pupils handed in the same mistakes every Monday, and the weaker ones lost most.

I was responsible for that class, and I wanted at least half of them to hand in their own work before the spring exam.

I talked to six pupils one by one and asked how long the homework took. It turned out that most of them had a bus ride
of an hour and no quiet place at home. So I cut the homework to three questions and gave the last ten minutes of each
lesson for the first one. The head of department was worried that I would fall behind the plan, so I showed her the test
results after three weeks.

By the exam 22 pupils handed in their own work, and the average rose from 54 to 67 percent.

I learned that copying was a sign of too little time. Now I ask about the afternoon before I set a task.
"""
BACKUPS = """S: I run the servers of five clinics. In March the nightly backups took longer and longer.
T: The backup software is owned by a vendor, and nobody had asked me to look further.
A:
- pulled the job logs of the last 90 nights and plotted the duration by site
- found that temporary previews were backed up, about 400 GB a night, because a new archive wrote them there
- wrote an exclusion rule and tested it for a week with a restore on a spare machine
- the vendor refused at first, so I sent them the restore report and they signed it off
- set an alert for the day a backup runs past 5am
R: Backups went from 9 hours to 3.5 hours, and the booking system has not slowed down since.
"""
COFFEE = """I worked in a busy coffee shop and there were always some problems with the orders. My manager asked me to
improve the communication in the team. I helped wherever I could and I tried to motivate everyone. We had a few meetings
and basically things improved a lot. Everyone was happy with my work. I think teamwork is really important.
"""
PARCEL = """Situation: I was a support agent for an online shop. In December a customer wrote that her parcel had gone
to her old address for the third time.
Task: It was my ticket, so I had to solve it.
Action: I apologised to her and sent the parcel again by express. Then I looked at her account and saw that the old
address was still stored in the payment profile. I deleted it. I reported the issue to the developers and they fixed it.
Result: The parcel arrived two days before Christmas and she thanked us.
"""
ROTA = """When I took over the warehouse shift, eight of my fourteen pickers had left within a year. Each new picker
costs us about 1,800 euros in training. I was told by my director to bring it down to three a year.

First I sat down with every picker for half an hour and asked what made them think of leaving. Nine of them said: “The
rota comes out on Friday evening for Monday.” I compared the rota times with the sick days of six months. I decided
against higher pay, because pay was not what they had complained about. Instead I agreed with the planners that the rota
is out ten days ahead. They were against it at first, so I offered to keep two people on call.

In the following year two pickers left, and sick days fell by a third. The other shift took over our rota.

Looking back, the planners and we had never sat at one table, and that is why the rota was always late.
"""
OPINION = """I always put quality first. I believe that a good librarian listens before she recommends a book. People
should read more."""
STORIES = {
    "ward": WARD, "brunch": BRUNCH, "lessons": LESSONS, "backups": BACKUPS, "coffee": COFFEE, "parcel": PARCEL,
    "rota": ROTA, "opinion": OPINION,
}  # fmt: skip


def ward(**changes: object) -> Case:
    """A strong story of a nurse."""
    return judged(WARD, WARD_MET, **changes)  # type: ignore[arg-type]


def brunch(**changes: object) -> Case:
    """A weak story of a cook: an assigned task, handed on, no outcome."""
    return judged(BRUNCH, BRUNCH_MET, BRUNCH_FAULTS, assigned="My boss told me to sort it out", **changes)  # type: ignore[arg-type]
