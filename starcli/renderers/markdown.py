"""The report as Markdown, to keep in a repository or paste into a chat. No word of a user becomes structure."""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from starcli.models import WORD_FAULTS, CriterionResult, Probe, Review, Rewrite, SectionReview
from starcli.renderers import wording
from starcli.renderers.view import View
from starcli.report import Report
from starcli.sources import REPORT_MARKER

_INLINE = str.maketrans({**{sign: f"\\{sign}" for sign in "\\`*_[]|~"}, "<": "&lt;"})


def render(report: Report, out: TextIO, view: View) -> None:
    """Write each review as a chapter, then what could not be reviewed and the overview."""
    out.write(f"{REPORT_MARKER}\n")
    rows = []
    for review in report:
        _write(out, _story(review, view))
        rows.append(wording.row(review))
    if len(rows) > 1 and "review" in view.parts:
        _write(out, _overview(report, rows))
    if report.failures:
        failed = [f"- {escape(wording.failure(failure))}" for failure in report.failures]
        _write(out, ["# Could not be reviewed", "\n".join(failed)])


def escape(text: str) -> str:
    """User text on one line, with every sign that Markdown or HTML would act on made plain."""
    line = re.sub(r"&(?=#?\w{1,31};)", "&amp;", wording.one_line(text)).translate(_INLINE)
    if line.startswith(("#", "-", "+", "=", ">")):
        return f"\\{line}"
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)


def _write(out: TextIO, blocks: Iterable[str]) -> None:
    for block in blocks:
        out.write(f"\n{block}\n")


def _quote(text: str, limit: int | None = None) -> str:
    return f"“{escape(text if limit is None else wording.shorten(text, limit))}”"


def _story(review: Review, view: View) -> Iterator[str]:
    yield f"# {escape(wording.name(review))}"
    whole = "review" in view.parts
    if whole:
        yield from _verdict(review)
        yield from _parts(review)
        yield from _delivery(review)
    if view.shows("probes"):
        yield from _probes(review.probes[: view.probe_count])
    if view.shows("rewrites"):
        yield from _rewrites(review.rewrites)
    if whole:
        yield from _principles(review)
        yield from _checklist(review, verbose=view.verbose)
        yield from _differences(review) if view.verbose else ()
        yield f"*{escape(wording.engine(review.engine))}*"


def _verdict(review: Review) -> Iterator[str]:
    band, story = review.band, review.story
    near = ", borderline" if band.borderline else ""
    yield f"**{wording.BANDS[band.name]}, {band.score}/100**{near}, {escape(wording.target(review.target))}"
    yield f"{escape(story.path)} · {wording.length(review)} · {wording.met(review)}"
    if review.target.question:
        yield f"Question: {escape(review.target.question)}"
    yield from _warnings(review)
    yield escape(band.summary)
    yield f"> *What goes through the interviewer's mind:* {escape(band.interviewer)}"
    if review.priorities:
        changes = [
            f"{n}. {escape(change.text)} ({change.code}, up to {wording.of_points(change.points)})"
            for n, change in enumerate(review.priorities, 1)
        ]
        yield "## Change these first"
        yield "\n".join(changes)


def _warnings(review: Review) -> Iterator[str]:
    notices = []
    for notice in review.warnings:
        where = f" Line {notice.span.line}: {_quote(notice.span.quote, 120)}" if notice.span else ""
        notices.append(f"- **Note:** {escape(notice.message)}{where}")
    if notices:
        yield "\n".join(notices)


def _parts(review: Review) -> Iterator[str]:
    yield "## The five parts"
    rows = ["| Part | Time | Target | Score |", "|---|--:|--:|--:|"]
    for part in review.sections:
        said = wording.clock(part.seconds) if part.words else "missing"
        rows.append(f"| {wording.SECTIONS[part.kind]} | {said} | {wording.clock(part.target_seconds)} | {part.score} |")
    yield "\n".join(rows)
    for part in review.sections:
        yield from _part(part, wording.of_section(review, part.kind))


def _part(part: SectionReview, criteria: list[CriterionResult]) -> Iterator[str]:
    yield f"### {wording.SECTIONS[part.kind]}"
    yield escape(part.coaching)
    points = []
    if part.key_phrases:
        points.append("- Worth keeping: " + " · ".join(_quote(span.quote) for span in part.key_phrases))
    if missing := [f"{row.name} ({row.code})" for row in criteria if not row.met]:
        points.append(f"- Not there yet: {', '.join(missing)}")
    if part.common_mistake:
        points.append(f"- Common mistake: {escape(part.common_mistake)}")
    if points:
        yield "\n".join(points)


def _delivery(review: Review) -> Iterator[str]:
    faults = [
        f"- **{row.name}** ({row.code}){_places(row)}: {escape(row.coaching or '')}"
        for row in wording.delivery_faults(review)
    ]
    if faults:
        yield "## Words and delivery"
        yield "\n".join(faults)


def _places(row: CriterionResult) -> str:
    if row.code not in WORD_FAULTS or not row.evidence:
        return ""
    return " " + ", ".join(f"{_quote(span.quote, 120)} in line {span.line}" for span in row.evidence)


def _probes(probes: Iterable[Probe]) -> Iterator[str]:
    for n, probe in enumerate(probes, 1):
        if n == 1:
            yield "## Follow-up questions"
        yield f"### {n}. {escape(probe.question)}"
        lines = [f"- What it probes: {escape(probe.probes)}"]
        if probe.anchor:
            lines.append(f"- Comes from line {probe.anchor.line}: {_quote(probe.anchor.quote)}")
        lines += [
            f"- A weak answer: {escape(probe.weak)}",
            f"- Why it is weak: {escape(probe.weak_why)}",
            f"- A strong answer: {_with_placeholders(probe.strong)}",
            f"- Key phrase: {_with_placeholders(probe.key_phrase)}",
        ]
        yield "\n".join(lines)


def _rewrites(rewrites: Iterable[Rewrite]) -> Iterator[str]:
    for n, rewrite in enumerate(rewrites):
        if not n:
            yield "## Rewrites"
        yield f"### {escape(wording.rewrite_title(rewrite))}"
        paragraphs = [line for line in wording.visible(rewrite.text).split("\n") if line.strip()]
        yield "\n>\n".join(f"> {_with_placeholders(line)}" for line in paragraphs)


def _with_placeholders(text: str) -> str:
    """Text with what the teller has to add in bold."""
    return re.sub(r"\\\[(add: [^\]\\]*)\\\]", r"**[\1]**", escape(text))


def _principles(review: Review) -> Iterator[str]:
    shown = sorted((row for row in review.principles if row.shown), key=lambda row: -row.strength)
    if shown:
        lines = []
        for row in shown:
            words = f": {_quote(row.evidence[0].quote, 120)}" if row.evidence else ""
            lines.append(f"- **{escape(wording.principle_name(row.slug))}** ({row.strength}/100){words}")
        yield "## Principles this story shows"
        yield "\n".join(lines)


def _checklist(review: Review, *, verbose: bool) -> Iterator[str]:
    yield "## Checklist"
    extra = " Points | Answered by |" if verbose else ""
    rows = [f"| Code | Criterion | Met |{extra} Words of the story, or what to do |", "|---|---|---|---|"]
    rows[1] += "---|---|" if verbose else ""
    for row in wording.by_loss(review) if verbose else review.criteria:
        told = f" {wording.points(row.points)} of {wording.points(row.out_of)} | {row.source} |" if verbose else ""
        rows.append(f"| {row.code} | {row.name} | {wording.answer(row)} |{told} {_grounds(row, verbose=verbose)} |")
    yield "\n".join(rows)
    if not all(row.sure for row in review.criteria):
        yield "A question mark: the rules are not sure of this one."


def _grounds(row: CriterionResult, *, verbose: bool) -> str:
    quotes = [_quote(span.quote, 80) for span in (row.evidence if verbose else row.evidence[:1])]
    return " · ".join(quotes if row.met else [*quotes, escape(row.coaching or "")])


def _differences(review: Review) -> Iterator[str]:
    if review.disagreements:
        yield "## Where rules and model differ"
        yield "\n".join(f"- {row.code}: {escape(wording.difference(row))}" for row in review.disagreements)


def _overview(report: Report, rows: list[wording.Row]) -> Iterator[str]:
    summary = report.summary()
    yield "# Overview"
    table = [f"| {escape(row.name)} | {row.band} | {row.score} |" for row in rows]
    yield "\n".join(["| Story | Band | Score |", "|---|---|--:|", *table])
    bands = ", ".join(f"{wording.BANDS[band].lower()} {count}" for band, count in reversed(summary.bands.items()))
    yield f"**{summary.stories} stories:** {bands}"
    covered = [
        f"- **{escape(wording.principle_name(slug))}**: {escape(wording.some(paths))}"
        for slug, paths in summary.coverage.items()
        if paths
    ]
    if covered:
        yield "## Principles covered at hire or better"
        yield "\n".join(covered)
    if summary.gaps:
        gaps = [escape(wording.principle_name(slug)) for slug in summary.gaps]
        yield f"No story at hire or better yet for: {' · '.join(gaps)}"
