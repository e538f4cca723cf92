"""Colours and building blocks of the terminal page. Every colour says what a word beside it says too."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from starcli.models import BandName, Section, SentenceKind
from starcli.renderers import wording

# The sixteen colours a terminal's theme defines, so that they suit a light and a dark background.
SECTION_STYLES: dict[SentenceKind, str] = {
    "situation": "bright_blue",
    "task": "magenta",
    "action": "cyan",
    "result": "green",
    "reflection": "yellow",
    "none": "bright_black",
}
BAND_STYLES: dict[BandName, str] = {
    "strong_no_hire": "bold red",
    "no_hire": "bold yellow",
    "hire": "bold green",
    "strong_hire": "bold bright_green",
}
FAULT = "red underline"
CODE = "bright_black"
LABEL = "bright_black"
ADD = "bold black on yellow"  # what the teller has to fill in
INDENT = 2


def heading(title: str, note: str = "") -> Text:
    """A heading that stands out without colour too."""
    return Text.assemble((title.upper(), "bold"), (f"  {note}" if note else "", LABEL))


def block(title: str, *body: RenderableType, note: str = "") -> Group:
    """A heading with its indented body."""
    return Group(heading(title, note), *(Padding(item, (0, 0, 0, INDENT)) for item in body))


def spaced(items: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Items with an empty line between them."""
    for number, item in enumerate(items):
        if number:
            yield Text()
        yield item


def rows(pairs: Iterable[Sequence[Text]], width: int | None = None) -> Table:
    """Rows of a narrow first column, or several, and a last one that takes the rest and wraps."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=width is None)
    grid.width = width
    for number, cells in enumerate(pairs):
        if not number:
            for cell in range(len(cells)):
                last = cell == len(cells) - 1
                grid.add_column(ratio=1 if last else None, no_wrap=not last)
        grid.add_row(*cells)
    return grid


def plain(text: str, style: str = "") -> Text:
    """User text, safe to show, its paragraphs kept."""
    return Text(wording.visible(text).strip(), style=style)


def label(text: str) -> Text:
    """The name of what stands beside it."""
    return Text(text, style=LABEL)


def bar(value: int, aim: int, scale: int, width: int) -> str:
    """A bar that reads without colour: `█` up to the value, `▒` what went past the aim, `·` what is short of it."""
    cells = [round(width * min(part, scale) / scale) if scale else 0 for part in (value, aim)]
    said, wanted = max(cells[0], 1 if value else 0), max(cells[1], 1 if aim else 0)
    return "█" * min(said, wanted) + "▒" * (said - wanted) + "·" * (wanted - said)


def section_title(kind: Section) -> Text:
    """A part's letter and name in its colour."""
    return Text(f"{wording.LETTERS[kind]}  {wording.SECTIONS[kind]}", style=f"bold {SECTION_STYLES[kind]}")
