"""Stories judged by hand, for tests of what is told about a judgement: which words meet which criteria."""

from collections.abc import Mapping, Sequence

from starcli.advice.case import Case
from starcli.data import load
from starcli.models import Finding, Findings, PrincipleFinding, Range, Target
from starcli.rubric import scoring
from starcli.spans import Locator
from tests.reading_of import reading_of

ABSENCE = ("A302", "A312", "D601", "D602", "D603", "D604", "D605", "D606")  # met where no fault is told


def place(text: str, quote: str) -> Range:
    """Where a quote stands; its line breaks must be those of the text."""
    start = text.index(quote)
    return start, start + len(quote)


def judged(
    text: str,
    met: Mapping[str, Sequence[str]],
    faults: Mapping[str, Sequence[str]] = {},  # noqa: B006 - never changed
    *,
    level: str = "sde2",
    principles: Sequence[str] = (),
    shown: Mapping[str, str] = {},  # noqa: B006
    assigned: str | None = None,
    is_story: bool = True,
    off_question: bool = False,
) -> Case:
    """A case: `met` and `faults` name the words behind each answer, and what they leave out is not met."""
    target = Target(level, tuple(principles), "Tell me about a time." if off_question else None)
    answers = {}
    for code in load().criteria:
        if code == "P701" and not principles:
            continue
        ranges = tuple(place(text, quote) for quote in (*met.get(code, ()), *faults.get(code, ())))
        answers[code] = Finding(code not in faults and (code in met or code in ABSENCE), True, ranges)
    findings = Findings(
        criteria=answers,
        principles=tuple(
            PrincipleFinding(
                slug, 80 if slug in shown else 5, slug in shown, (place(text, shown[slug]),) if slug in shown else ()
            )
            for slug in load().principles
        ),
        assigned=place(text, assigned) if assigned else None,
        not_a_story=not is_story,
        off_question=off_question,
    )
    score = scoring.score(
        {code: found.met for code, found in answers.items()},
        level,
        principles,
        assigned=assigned is not None,
        is_story=is_story,
    )
    return Case(reading_of(text), target, findings, score, 140, Locator(text))


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
STRONG = judged(
    WARD,
    {
        "S101": ["I was the charge nurse on a surgical ward"], "S102": ["Discharge letters kept patients waiting"],
        "S103": ["four hours after they could have gone home"], "T202": ["the letters belonged to the doctors, not to us"],
        "T203": ["Nobody had asked me to look at it"], "T204": ["every patient out by noon"],
        "A301": ["I sat with two junior doctors for a day", "wrote down where each letter stood"],
        "A303": ["I sat with two junior doctors for a day", "I moved the blood round to six"],
        "A304": ["wrote down where each letter stood"],
        "A305": ["The letters waited for one blood result\nthat nobody had ordered before ten"],
        "A306": ["asked the laboratory to print the surgical\ntubes first"],
        "A308": ["The head of the laboratory was against it, so I showed her the waiting times bed by bed"],
        "A309": ["I showed her the waiting times bed by bed and she agreed"],
        "A311": ["I counted the waiting times again every Friday for a month"],
        "R401": ["The wait fell from four hours to fifty minutes"], "R402": ["fifty minutes"],
        "R403": ["from four hours to fifty minutes"], "R404": ["freed three beds before the theatre list began"],
        "R405": ["Two other wards\ntook over the early round"],
        "L501": ["I learned that the letters were never the problem"],
        "L502": ["the letters were never the problem"],
        "L503": ["two departments each kept their own clock and nobody owned the gap"],
        "L504": ["Now I ask for the whole path of a patient"],
    },
)  # fmt: skip

KITCHEN = """I cook in a hotel, and on Sundays the brunch plates came out late. My boss told me to sort it out. We
changed the order of the stations and we tried a few things. I guess it sort of worked, things got a lot better and the
guests were happy. It taught me that communication is key.
"""
SOLID = judged(
    KITCHEN,
    {
        "S101": ["I cook in a hotel"], "S102": ["on Sundays the brunch plates came out late"],
        "T201": ["My boss told me to sort it out"], "L501": ["It taught me that communication is key"],
    },
    {
        "A302": ["We\nchanged the order of the stations", "we tried a few things"], "D602": ["I guess", "sort of"],
        "D603": ["things got a lot better", "a few things"],
    },
    assigned="My boss told me to sort it out",
)  # fmt: skip
