"""What to practise with: the follow-up questions, the rewrites and the principles the story shows."""

import re
from collections.abc import Iterator, Sequence

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from starcli.models import Probe, Review, Rewrite
from starcli.renderers import wording
from starcli.renderers.terminal_style import ADD, INDENT, LABEL, bar, block, label, plain, rows, spaced


def probes(asked: Sequence[Probe], *, full: bool) -> Group:
    """Follow-up questions; in full with a weak answer and why it is weak."""
    body = [
        Group(
            Text(f"{number}  {wording.one_line(probe.question)}", style="bold"),
            Padding(rows(_answers(probe, full=full)), (0, 0, 0, INDENT + 1)),
        )
        for number, probe in enumerate(asked, 1)
    ]
    return block("Follow-up questions", *spaced(body))


def _answers(probe: Probe, *, full: bool) -> Iterator[tuple[Text, Text]]:
    yield label("Probes"), plain(probe.probes)
    if probe.anchor:
        yield label("From"), Text(f"{wording.quoted(probe.anchor.quote, 160)} in line {probe.anchor.line}")
    if full:
        yield label("Weak"), plain(probe.weak)
        yield label("because"), plain(probe.weak_why)
    yield label("Strong"), highlighted(probe.strong)
    yield label("Phrase"), highlighted(probe.key_phrase)


def rewrites(told: Sequence[Rewrite], note: str = "") -> Group:
    """The rewrites, with what is missing highlighted."""
    body = [
        Group(
            Text(wording.rewrite_title(rewrite), style="bold"),
            Padding(highlighted(rewrite.text), (0, 0, 0, INDENT + 1)),
        )
        for rewrite in told
    ]
    return block("Rewrites", *spaced(body), note=note)


def highlighted(text: str) -> Text:
    """Text with every `[add: ...]` marked as to be filled in."""
    shown = plain(text)
    shown.highlight_regex(re.compile(r"\[add: [^\[\]\n]*\]"), ADD)
    return shown


def principles(review: Review, *, full: bool) -> list[Group]:
    """What the story itself shows of the principles, the strongest first; in full all of them."""
    found = sorted((row for row in review.principles if row.shown or full), key=lambda row: -row.strength)
    lines = [
        (
            Text(f"{bar(row.strength, row.strength, 100, 10):<10} {row.strength:>3}", style="" if row.shown else LABEL),
            Text.assemble(
                (wording.principle_name(row.slug), "bold" if row.shown else LABEL),
                (f"  {wording.quoted(row.evidence[0].quote, 80)}" if row.evidence else "", LABEL),
            ),
        )
        for row in found
    ]
    return [block("Principles it shows", rows(lines))] if lines else []
