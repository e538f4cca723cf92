"""What advice is given on, and what it consists of."""

from collections.abc import Mapping
from typing import NamedTuple

from starcli.models import Change, Findings, Probe, Range, Rewrite, Score, Section, Target
from starcli.reading import Reading
from starcli.spans import Locator


class Case(NamedTuple):
    """A judged story: all that advice may draw on. `wpm` is the speaking rate in words a minute."""

    reading: Reading
    target: Target
    findings: Findings
    score: Score
    wpm: int
    locate: Locator


class SectionAdvice(NamedTuple):
    """Coaching on one part. `key_phrases` are places in the story worth keeping word for word."""

    key_phrases: tuple[Range, ...]
    coaching: str
    common_mistake: str


class Advice(NamedTuple):
    """Everything written about a story. None of it holds a fact that the story does not have."""

    summary: str
    interviewer: str
    priorities: tuple[Change, ...]
    sections: Mapping[Section, SectionAdvice]
    criteria: Mapping[str, str]  # code -> what to do, for criteria not met
    probes: tuple[Probe, ...]
    rewrites: tuple[Rewrite, ...]
