"""A report to a page: one table of formats, each in a module that is loaded when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, TextIO

from starcli.renderers.view import View
from starcli.report import Report

__all__ = ["FORMATS", "Format", "View", "names", "render", "suffix_format"]

Renderer = Callable[[Report, TextIO, View], None]


class Format(NamedTuple):
    """One way to show a report. Every format shows a batch; `single` ones suit one story too."""

    module: str  # has a function `render` of the type Renderer
    suffixes: tuple[str, ...]  # endings of file names, in lower case
    single: bool = True


FORMATS: dict[str, Format] = {
    "terminal": Format("starcli.renderers.terminal", ()),
    "markdown": Format("starcli.renderers.markdown", (".md", ".markdown")),
    "json": Format("starcli.renderers.json", (".json",)),
}


def names(*, batch: bool = True) -> tuple[str, ...]:
    """The names of the formats on offer, for a batch or for a single story."""
    return tuple(name for name, form in FORMATS.items() if batch or form.single)


def suffix_format(filename: str) -> str | None:
    """The format that the ending of a file name asks for; None where it asks for none."""
    suffix = PurePath(filename).suffix.lower()
    return next((name for name, form in FORMATS.items() if suffix in form.suffixes), None)


def render(name: str, report: Report, out: TextIO, view: View) -> None:
    """Write a report, review by review as they arrive, then its failures and summary.

    Args:
        name: one of `names()`.
        report: read once, from start to end.
        out: takes Unicode text; every format ends with a newline.
        view: what to show of the report, and how wide.

    Raises:
        KeyError: there is no such format.
    """
    renderer: Renderer = import_module(FORMATS[name].module).render
    renderer(report, out, view)
