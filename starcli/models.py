"""Every type that flows from the parser to the renderers. Imports nothing of ours.

Named tuples, not dataclasses: thirty of them cost 3 ms of start-up instead of 17. Offsets count Unicode code points
of `Story.text` (front matter included); lines and columns start at 1; times are seconds of speech.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Section = Literal["situation", "task", "action", "result", "reflection"]
SentenceKind = Literal["situation", "task", "action", "result", "reflection", "none"]
BandName = Literal["strong_no_hire", "no_hire", "hire", "strong_hire"]
Source = Literal["rules", "model", "both"]

SECTIONS: tuple[Section, ...] = ("situation", "task", "action", "result", "reflection")
BANDS: tuple[BandName, ...] = ("strong_no_hire", "no_hire", "hire", "strong_hire")  # worst first

# Criteria that are met where no fault is found; and those of them whose fault is always words that can be quoted.
BY_ABSENCE = frozenset({"A302", "A312", "D601", "D602", "D603", "D604", "D605", "D606"})
WORD_FAULTS = frozenset({"A302", "A312", "D602", "D603", "D606"})

Range = tuple[int, int]  # start and end (exclusive) in a story's text


# -- a story, as the parser hands it on ------------------------------------------------------------------------------


class Sentence(NamedTuple):
    """One spoken sentence or note. `text[start:end]` has no markup, bullet or speaker name around it."""

    start: int
    end: int
    labels: tuple[Section, ...] = ()  # the sections its heading names; () without a heading, two for "Situation/Task"
    bullet: bool = False  # a list item or note line, where a missing subject means the teller
    paragraph: int = 0  # number of the paragraph or list item it stands in, counted from 0


class FrontMatter(NamedTuple):
    """What a story file says about itself; None or () where it is silent."""

    id: str | None = None
    title: str | None = None
    question: str | None = None
    principles: tuple[str, ...] = ()
    level: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()


class Story(NamedTuple):
    """One story: its text exactly as given and the sentences found in it."""

    text: str
    path: str  # as the user gave it; "-" for stdin; "#2" added for the second story of a file
    id: str
    title: str | None
    front: FrontMatter
    sentences: tuple[Sentence, ...]
    hidden: tuple[Range, ...] = ()  # comments and invisible characters: seen by the injection check, never evidence


class Target(NamedTuple):
    """What a story is judged for. `level` and `principles` are slugs that exist in the rubric data."""

    level: str = "sde2"
    principles: tuple[str, ...] = ()
    question: str | None = None


# -- what the rules find ---------------------------------------------------------------------------------------------


class Finding(NamedTuple):
    """An answer to one criterion. For a criterion met by absence of a fault, `ranges` are the faults when not met."""

    met: bool
    sure: bool
    ranges: tuple[Range, ...] = ()


class Findings(NamedTuple):
    """All the rules say about a story."""

    criteria: Mapping[str, Finding]  # by code, in rubric order; P701 only with a target principle
    principles: "tuple[PrincipleFinding, ...]"  # all sixteen, in the order of the principle data
    assigned: Range | None = None  # the words that say the task was handed to the teller
    not_a_story: bool = False
    off_question: bool = False


class PrincipleFinding(NamedTuple):
    """How strongly the story itself shows a principle, 0 to 100."""

    slug: str
    strength: int
    shown: bool
    ranges: tuple[Range, ...] = ()


class Score(NamedTuple):
    """What code makes of the answers. Scores run from 0 to 100."""

    overall: int
    band: BandName
    borderline: bool
    sections: Mapping[Section, int]
    points: Mapping[str, tuple[float, float]]  # by code: (points won, points on offer); they add up to 100
    cap: str | None = None  # why the band is held below what the points alone would give


# -- the report ------------------------------------------------------------------------------------------------------


class Span(NamedTuple):
    """Words of the story: `quote == text[start:end]`."""

    start: int
    end: int
    line: int
    column: int
    quote: str


class StoryInfo(NamedTuple):
    """A story as the report names it. `seconds` is the time it takes to say."""

    id: str
    path: str
    title: str | None
    text: str
    sha256: str
    words: int
    seconds: int


class Engine(NamedTuple):
    """Who answered, and what it took. Offline there is no time in it: same input, same bytes."""

    provider: str = "offline"
    model: str | None = None
    criteria_source: Literal["rules", "hybrid"] = "rules"
    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float | None = None
    cost_usd: float | None = None


class Band(NamedTuple):
    """The verdict. `interviewer` is what goes through the interviewer's mind."""

    name: BandName
    score: int
    borderline: bool
    summary: str
    interviewer: str


class SectionReview(NamedTuple):
    """One part of the story against what a listener needs from it."""

    kind: Section
    score: int
    words: int
    seconds: int
    target_seconds: int
    spans: tuple[Span, ...]
    key_phrases: tuple[Span, ...]
    coaching: str
    common_mistake: str


class TaggedSentence(NamedTuple):
    """Which part of the story a sentence belongs to."""

    start: int
    end: int
    kind: SentenceKind


class CriterionResult(NamedTuple):
    """One criterion, answered. `coaching` says what to do when it is not met."""

    code: str
    name: str
    met: bool
    sure: bool
    evidence: tuple[Span, ...]
    source: Source
    points: float
    out_of: float
    coaching: str | None


class PrincipleResult(NamedTuple):
    """What the story itself shows of one principle; `strength` is 0 to 100."""

    slug: str
    strength: int
    shown: bool
    evidence: tuple[Span, ...]


class Probe(NamedTuple):
    """A follow-up question. `anchor` is the words that provoke it, None where something missing does."""

    question: str
    probes: str
    weak: str
    weak_why: str
    strong: str
    key_phrase: str
    anchor: Span | None


class Rewrite(NamedTuple):
    """A part of the story, or the whole, told better from its own facts; what is missing is a placeholder."""

    kind: Literal["full", "situation", "task", "action", "result", "reflection"]
    principle: str | None
    text: str
    placeholders: tuple[str, ...]


class Change(NamedTuple):
    """One change that would help, and the points it would win."""

    code: str
    text: str
    points: float


class Notice(NamedTuple):
    """Something the reader should know about the story or the review."""

    code: str
    message: str
    span: Span | None = None


class Disagreement(NamedTuple):
    """A criterion on which rules and model differ; `met` is what stands, `why` the model's reason."""

    code: str
    rules: bool
    sure: bool  # whether the rules were sure
    met: bool
    why: str = ""


class Review(NamedTuple):
    """Everything star says about one story."""

    story: StoryInfo
    target: Target
    engine: Engine
    band: Band
    priorities: tuple[Change, ...]  # the changes that would help most at this level, at most three
    sections: tuple[SectionReview, ...]
    sentences: tuple[TaggedSentence, ...]
    criteria: tuple[CriterionResult, ...]
    principles: tuple[PrincipleResult, ...]
    probes: tuple[Probe, ...]
    rewrites: tuple[Rewrite, ...]
    warnings: tuple[Notice, ...]
    disagreements: tuple[Disagreement, ...] = ()  # between rules and model


class Failure(NamedTuple):
    """A story that could not be reviewed. `error` is a stable slug, `message` one line for people."""

    path: str
    error: str
    message: str


class Tool(NamedTuple):
    """Which star made a report."""

    name: str
    version: str
    rubric_version: str
