"""One story to one review."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from starcli import rubric
from starcli.advice import advise
from starcli.advice.case import Advice, Case
from starcli.data import load
from starcli.errors import InputError
from starcli.models import (
    SECTIONS,
    Band,
    CriterionResult,
    Disagreement,
    Engine,
    Notice,
    PrincipleResult,
    Range,
    Review,
    Section,
    SectionReview,
    Source,
    Story,
    StoryInfo,
    TaggedSentence,
    Target,
)
from starcli.reading import Line, Reading, read, seconds, spoken
from starcli.rubric.rules.story import is_english
from starcli.spans import Locator

if TYPE_CHECKING:  # an offline review loads no coach
    from starcli.coach import Coached

_NO_SOURCES: Mapping[str, Source] = {}


def review(story: Story, target: Target, *, wpm: int = 140) -> Review:
    """Review a story with the rules alone. `wpm` is the speaking rate in words a minute.

    Raises:
        InputError: the story is not in English (code ``not-english``).
    """
    case = judged(story, target, wpm=wpm)
    return assemble(case, advise(case), Engine())


def judged(story: Story, target: Target, *, wpm: int = 140) -> Case:
    """A story as the rules judge it: what an offline review shows, and a model is asked about.

    Raises:
        InputError: the story is not in English (code ``not-english``).
    """
    reading = read(story)
    if not is_english(reading):
        raise InputError(
            f"{story.path}: star reads English stories offline; tell this one in English", code="not-english"
        )
    findings = rubric.judge(reading, target, wpm=wpm)
    return Case(reading, target, findings, rubric.score(findings, target), wpm, Locator(story.text))


def deepen(case: Case, coached: "Coached") -> Review:
    """A review of what rules and model say together."""
    findings = coached.findings
    case = case._replace(findings=findings, score=rubric.score(findings, case.target))
    return assemble(
        case,
        coached.advice,
        coached.engine,
        sources=coached.sources,
        notices=coached.notices,
        disagreements=coached.disagreements,
    )


def assemble(  # noqa: PLR0913 - most are named
    case: Case,
    advice: Advice,
    engine: Engine,
    *,
    sources: Mapping[str, Source] = _NO_SOURCES,
    notices: Sequence[Notice] = (),
    disagreements: Sequence[Disagreement] = (),
) -> Review:
    """Put what was found and what is advised into one review. Who is in no `sources` was answered by the rules."""
    score = case.score
    return Review(
        story=_story(case),
        target=case.target,
        engine=engine,
        band=Band(score.band, score.overall, score.borderline, advice.summary, advice.interviewer),
        priorities=advice.priorities,
        sections=tuple(_section(case, advice, kind) for kind in SECTIONS),
        sentences=_sentences(case.reading),
        criteria=_criteria(case, advice, sources),
        principles=tuple(
            PrincipleResult(found.slug, found.strength, found.shown, case.locate.spans(found.ranges))
            for found in case.findings.principles
        ),
        probes=advice.probes,
        rewrites=advice.rewrites,
        warnings=(*_warnings(case), *notices),
        disagreements=tuple(disagreements),
    )


def _story(case: Case) -> StoryInfo:
    story, words = case.reading.story, case.reading.words()
    digest = hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest()
    return StoryInfo(story.id, story.path, story.title, story.text, digest, words, seconds(words, case.wpm))


def _section(case: Case, advice: Advice, kind: Section) -> SectionReview:
    lines = list(case.reading.of(kind))
    words = sum(map(spoken, lines))
    told = advice.sections[kind]
    return SectionReview(
        kind=kind,
        score=case.score.sections[kind],
        words=words,
        seconds=seconds(words, case.wpm),
        target_seconds=load().levels[case.target.level].targets[kind],
        spans=case.locate.spans(_stretches(case.reading.lines, kind)),
        key_phrases=case.locate.spans(told.key_phrases),
        coaching=told.coaching,
        common_mistake=told.common_mistake,
    )


def _sentences(reading: Reading) -> tuple[TaggedSentence, ...]:
    """Every sentence with its part; one that was left out belongs to none."""
    parts = {line.sentence.start: line.part for line in reading.lines}
    return tuple(TaggedSentence(row.start, row.end, parts.get(row.start, "none")) for row in reading.story.sentences)


def _stretches(lines: Sequence[Line], kind: Section) -> tuple[Range, ...]:
    """The ranges that a part of the story covers, neighbouring sentences taken together."""
    stretches: list[Range] = []
    before = False
    for line in lines:
        here = line.part == kind
        if here:
            start = stretches.pop()[0] if before else line.sentence.start
            stretches.append((start, line.sentence.end))
        before = here
    return tuple(stretches)


def _criteria(case: Case, advice: Advice, sources: Mapping[str, Source]) -> tuple[CriterionResult, ...]:
    rows = load().criteria
    results = []
    for code, found in case.findings.criteria.items():
        won, out_of = case.score.points[code]
        results.append(
            CriterionResult(
                code=code,
                name=rows[code].name,
                met=found.met,
                sure=found.sure,
                evidence=case.locate.spans(found.ranges),
                source=sources.get(code, "rules"),
                points=round(won, 2),
                out_of=round(out_of, 2),
                coaching=None if found.met else advice.criteria[code],
            )
        )
    return tuple(results)


def _warnings(case: Case) -> list[Notice]:
    findings = case.findings
    notices: list[Notice] = []
    if findings.not_a_story:
        notices.append(Notice("not-a-story", "This text tells no event, so there is nothing to hire on."))
    if findings.off_question:
        notices.append(
            Notice("off-question", f"The story does not seem to answer the question “{case.target.question}”.")
        )
    if findings.assigned and case.score.cap == "assigned-task":
        message = "An openly assigned task keeps the band below hire for this principle at this level."
        notices.append(Notice("assigned-task", message, case.locate.span(findings.assigned)))
    for where in case.reading.suspected:
        message = "This seems written for whoever grades the story, not for a listener; it was left out."
        notices.append(Notice("injection-suspected", message, case.locate.span(where)))
    return notices
