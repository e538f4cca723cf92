"""Plain pages of text, wrapped to the terminal: for commands that tell about star and not about a story."""

import sys
import textwrap
from collections.abc import Iterable

from starcli.cli import terminal
from starcli.renderers.wording import one_line

NARROWEST, WIDEST = 40, 100  # columns; longer lines are hard to read


def show(lines: Iterable[str]) -> None:
    """Write a page to standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def paragraph(text: str, indent: int = 2) -> str:
    """A paragraph, every line indented."""
    return _wrap(text, " " * indent, " " * indent)


def row(label: str, text: str, column: int, indent: int = 2) -> str:
    """A label and, from a column on, what it means; a label too long for its column has a line to itself."""
    margin = " " * column
    head = f"{' ' * indent}{label}"
    if len(head) < column:
        return _wrap(text, head.ljust(column), margin)
    return f"{head}\n{_wrap(text, margin, margin)}"


def _wrap(text: str, first: str, then: str) -> str:
    width = min(max(terminal.width(), NARROWEST), WIDEST)
    return textwrap.fill(one_line(text), width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
