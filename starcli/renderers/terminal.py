"""The report on a terminal: calm, the best news first, and readable without colour."""

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from starcli.models import Review
from starcli.renderers import terminal_coaching, terminal_head, terminal_practice, terminal_story, wording
from starcli.renderers.terminal_style import LABEL, block, label, rows, spaced
from starcli.renderers.view import View
from starcli.report import Report

NARROWEST, WIDEST = 24, 120  # columns; longer lines are hard to read
TWO_COLUMNS = 110
GAP = 4


def render(report: Report, out: TextIO, view: View) -> None:
    """Write each review as it arrives, in brief where many are expected, then failures and the overview."""
    console = _console(out, view)
    lines = []
    for review in report:
        for shown in _brief(review, view, console) if view.many and not view.verbose else _full(review, view, console):
            _print(console, out, shown)
        lines.append(wording.row(review))
    if report.failures:
        failed = (Text(wording.failure(row)) for row in report.failures)
        _print(console, out, block("Could not be reviewed", *failed))
    if len(lines) > 1 and "review" in view.parts:
        _print(console, out, _overview(report, lines))


def _print(console: Console, out: TextIO, shown: RenderableType) -> None:
    """Write a block and an empty line, without the spaces that pad its lines."""
    with console.capture() as captured:
        console.print(shown)
    out.write("".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")))


def _console(out: TextIO, view: View) -> Console:
    """A console that asks nothing of the machine: what it does is all in the view."""
    return Console(
        file=out,
        width=min(max(view.width, NARROWEST), WIDEST),
        height=25,
        color_system="standard" if view.color else None,
        no_color=not view.color,
        force_terminal=view.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _full(review: Review, view: View, console: Console) -> Iterator[RenderableType]:
    whole = "review" in view.parts
    if whole:
        yield from terminal_head.head(review)
        yield from _parts(review, console)
    else:
        yield terminal_head.title(review)
    yield from _practice(review, view)
    if whole:
        yield from terminal_practice.principles(review, full=view.verbose)
        if view.verbose:
            yield terminal_coaching.checklist(review)
            yield from terminal_coaching.differences(review)
        yield label(wording.engine(review.engine))


def _parts(review: Review, console: Console) -> Iterator[RenderableType]:
    """The priorities, the times, the story and the coaching, in two columns where there is room."""
    wide = console.width >= TWO_COLUMNS
    half = (console.width - GAP) // 2 if wide else console.width
    changes = [terminal_head.changes(review)] if review.priorities else []
    strip = terminal_head.strip(review, half)
    story = terminal_story.story(review, half, console)
    coaching, delivery = terminal_coaching.coaching(review), terminal_coaching.delivery(review)
    if wide:
        yield _beside(changes, [strip], half)
        yield _beside([story, *delivery], [coaching], half)
    else:
        yield from (*changes, strip, story, coaching, *delivery)


def _beside(left: list[Group], right: list[Group], half: int) -> Table:
    """Two columns; one alone stands at the left."""
    columns = [column for column in (left, right) if column]
    grid = Table.grid(padding=(0, GAP, 0, 0))
    for _ in columns:
        grid.add_column(width=half)
    grid.add_row(*(Group(*spaced(column)) for column in columns))
    return grid


def _practice(review: Review, view: View) -> Iterator[RenderableType]:
    asked = review.probes[: view.probe_count]
    if asked and view.shows("probes"):
        yield terminal_practice.probes(asked, full=view.verbose or "probes" in view.parts)
    told = review.rewrites
    if not view.verbose and "rewrites" not in view.parts:
        told = tuple(row for row in told if row.kind == "full") or told
    if told and view.shows("rewrites"):
        note = "star rewrite tells each part" if len(told) < len(review.rewrites) else ""
        yield terminal_practice.rewrites(told, note)


def _brief(review: Review, view: View, console: Console) -> Iterator[RenderableType]:
    if "review" not in view.parts:
        yield from _full(review, view, console)
        return
    lines: list[RenderableType] = [terminal_head.title(review), terminal_head.verdict(review)]
    body: list[RenderableType] = [*_notes(review), Text(wording.one_line(review.band.summary))]
    changes = [(Text(f"{n}"), Text(wording.one_line(row.text))) for n, row in enumerate(review.priorities, 1)]
    if changes:
        body.append(rows(changes))
    yield Group(*lines, *(Padding(item, (0, 0, 0, 2)) for item in body))


def _notes(review: Review) -> Iterator[Text]:
    for notice in terminal_head.warnings(review):
        yield Text.assemble(("Note: ", "bold yellow"), notice)


def _overview(report: Report, lines: list[wording.Row]) -> Group:
    summary = report.summary()
    stories = rows((Text(f"{row.score:>3}"), Text(f"{row.band:<14}"), Text(row.name)) for row in lines)
    bands = ", ".join(f"{wording.BANDS[band].lower()} {count}" for band, count in reversed(summary.bands.items()))
    body: list[RenderableType] = [stories, Text(f"{summary.stories} stories: {bands}", style="bold")]
    covered = [
        Text.assemble((wording.principle_name(slug), "bold"), (f"  {wording.some(paths)}", LABEL))
        for slug, paths in summary.coverage.items()
        if paths
    ]
    if covered:
        body += [Text(), label("Principles covered at hire or better"), *covered]
    if summary.gaps:
        gaps = " · ".join(wording.principle_name(slug) for slug in summary.gaps)
        body += [Text(), label("No story at hire or better yet for"), Text(gaps)]
    return block("Overview", *body)
