#!/usr/bin/env python3
"""Redraw the README's picture, docs/review.svg, from a real review. `--check` only says whether it is fresh."""

import io
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from starcli import batch, config, renderers
from starcli.data import load
from starcli.renderers import View
from starcli.report import Report

ROOT = Path(__file__).parent.parent
STORY = "scenarios/stories/webhook-weak.md"
PICTURE = ROOT / "docs" / "review.svg"
COLUMNS, LINES = 92, 46
# Without the web font that Rich would name: the picture asks nothing of the network.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def review() -> str:
    """What `star review` shows of the story, with its colours."""
    settings = config.load({}, {}, ROOT, None)
    report = Report(batch.tool(), batch.review_all([STORY], settings), list(load().principles))
    out = io.StringIO()
    renderers.render("terminal", report, out, View(width=COLUMNS, color=True))
    return out.getvalue()


def draw() -> str:
    """The first lines of the review as a drawing."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    shown = "\n".join(review().split("\n")[:LINES]).rstrip() + "\n…"
    console.print(Text.from_ansi(shown))
    svg = console.export_svg(title=f"star review {STORY}", code_format=SVG, unique_id="star")
    return "\n".join(line.rstrip() for line in svg.split("\n"))


def main() -> int:
    """Write the picture, or with --check compare it; return the exit status."""
    os.chdir(ROOT)  # the story is named as a reader would name it
    content = draw()
    if "--check" in sys.argv:
        fresh = PICTURE.exists() and PICTURE.read_text("utf-8") == content
        if not fresh:
            sys.stderr.write("docs/review.svg is out of date: run scripts/check --fix\n")
        return 0 if fresh else 1
    PICTURE.write_text(content, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
