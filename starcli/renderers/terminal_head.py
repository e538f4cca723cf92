"""The top of the page: the verdict, what to change first, and the time and score of each part."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from starcli.models import Review, SectionReview
from starcli.renderers import wording
from starcli.renderers.terminal_style import BAND_STYLES, LABEL, SECTION_STYLES, bar, block, label, plain, rows

_BESIDE = "  "  # between the columns of the time strip


def title(review: Review) -> Text:
    """The story's name and where it stands."""
    path = wording.one_line(review.story.path)
    name = wording.name(review)
    return Text.assemble((name, "bold"), (f"  {path}" if path != name else "", LABEL))


def verdict(review: Review) -> Text:
    """Band and score in words: `HIRE  72/100, borderline`."""
    band = review.band
    return Text.assemble(
        (wording.BANDS[band.name].upper(), BAND_STYLES[band.name]),
        (f"  {band.score}/100", "bold"),
        ", borderline" if band.borderline else "",
        (f"  {wording.one_line(wording.target(review.target))}", LABEL),
    )


def head(review: Review) -> Iterator[RenderableType]:
    """The verdict with its reasons."""
    top = [title(review), Text(), verdict(review), label(wording.length(review))]
    if review.target.question:
        top.append(label(f"Question: {wording.one_line(review.target.question)}"))
    yield Group(*top)
    if review.warnings:
        yield rows((Text("Note", style="bold yellow"), notice) for notice in warnings(review))
    yield plain(review.band.summary)
    yield rows([(label("Interviewer"), plain(wording.one_line(review.band.interviewer), "italic"))])


def warnings(review: Review) -> Iterator[Text]:
    """What the reader should know about the story or the review."""
    for notice in review.warnings:
        where = f" Line {notice.span.line}: {wording.quoted(notice.span.quote, 120)}" if notice.span else ""
        yield plain(notice.message + where)


def changes(review: Review) -> Group:
    """The changes that would help most, with the points they can win."""
    lines = [
        (
            Text(f"{n}", style="bold"),
            Text(f"+{wording.points(change.points)}", style="green"),
            _change(change.text, change.code),
        )
        for n, change in enumerate(review.priorities, 1)
    ]
    return block("Change these first", rows(lines), note="and the points they can win")


def _change(text: str, code: str) -> Text:
    return Text.assemble(wording.one_line(text), (f"  {code}", LABEL))


def strip(review: Review, width: int) -> Group:
    """Each part against its target time, with its score."""
    scale = max(max(part.seconds, part.target_seconds) for part in review.sections)
    table = Table.grid(padding=(0, 2, 0, 0))
    for justify in ("left", "right", "left", "right"):
        table.add_column(justify=justify, no_wrap=True)
    narrow = width < 50
    room = max(6, min(40, width - (30 if narrow else 42)))
    for part in review.sections:
        table.add_row(*_strip_row(part, scale, room, narrow=narrow))
    return block("Time and score", table, Text("█ said   · still free   ▒ past the target", style=LABEL))


def _strip_row(part: SectionReview, scale: int, room: int, *, narrow: bool) -> tuple[Text, ...]:
    style = SECTION_STYLES[part.kind]
    name = wording.LETTERS[part.kind] if narrow else f"{wording.LETTERS[part.kind]}  {wording.SECTIONS[part.kind]}"
    said = f"{part.seconds} of {part.target_seconds} s" if part.words else f"none of {part.target_seconds} s"
    return (
        Text(name, style=f"bold {style}"),
        Text(said),
        Text(bar(part.seconds, part.target_seconds, scale, room), style=style),
        Text(f"{part.score}/100"),
    )
