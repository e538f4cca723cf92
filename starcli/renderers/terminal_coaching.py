"""What to do about each part, about the words, and with every criterion."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from starcli.models import WORD_FAULTS, CriterionResult, Review, SectionReview
from starcli.renderers import wording
from starcli.renderers.terminal_style import INDENT, LABEL, block, label, plain, rows, section_title, spaced


def coaching(review: Review) -> Group:
    """Each part's coaching."""
    parts = [Group(*_part(part, wording.of_section(review, part.kind))) for part in review.sections]
    return block("Part by part", *spaced(parts), note=wording.met(review))


def _part(part: SectionReview, criteria: list[CriterionResult]) -> Iterator[RenderableType]:
    yield Text.assemble(section_title(part.kind), (f"  {part.score}/100", LABEL))
    lines = []
    if part.key_phrases:
        lines.append((label("Keep"), Text(" · ".join(wording.quoted(span.quote) for span in part.key_phrases))))
    if missing := [f"{row.name} {row.code}" for row in criteria if not row.met]:
        lines.append((label("Not yet"), Text(", ".join(missing))))
    if part.common_mistake:
        lines.append((label("Avoid"), plain(part.common_mistake)))
    body = Group(plain(part.coaching), *([rows(lines)] if lines else []))
    yield Padding(body, (0, 0, 0, INDENT + 1))


def delivery(review: Review) -> list[Group]:
    """What is wrong with the words and the telling."""
    faults = wording.delivery_faults(review)
    lines = [(Text(row.code, style="red"), _fault(row)) for row in faults]
    return [block("Words and delivery", rows(lines))] if lines else []


def _fault(row: CriterionResult) -> Text:
    places = row.evidence if row.code in WORD_FAULTS else ()
    words = ", ".join(f"{wording.quoted(span.quote, 80)} in line {span.line}" for span in places)
    return Text.assemble((row.name, "bold"), f"  {words}\n" if words else "  ", wording.one_line(row.coaching or ""))


def checklist(review: Review) -> Group:
    """Every criterion with the points it won, those that cost most first."""
    lines = [
        (
            Text(row.code, style=LABEL),
            Text(f"{wording.answer(row):<4}", style="green" if row.met else "red"),
            Text(f"{wording.points(row.points):>4} of {wording.points(row.out_of):<4}"),
            _grounds(row),
        )
        for row in wording.by_loss(review)
    ]
    return block("Every criterion", rows(lines), note="points won of points on offer, the costliest first")


def _grounds(row: CriterionResult) -> Text:
    quotes = " · ".join(wording.quoted(span.quote, 100) for span in row.evidence)
    lines = Text.assemble((row.name, "bold"), (f"  {row.source}", LABEL))
    for told in filter(None, [quotes, "" if row.met else wording.one_line(row.coaching or "")]):
        lines.append(f"\n{told}")
    return lines


def differences(review: Review) -> Iterator[Group]:
    """What rules and model differ on, and what stands."""
    lines = [(label(row.code), Text(wording.difference(row))) for row in review.disagreements]
    if lines:
        yield block("Where rules and model differ", rows(lines))
