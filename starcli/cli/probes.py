"""`star probes`."""

from typing import Annotated

from typer import Option

from starcli.cli import run
from starcli.cli.options import Options, Stories, shared
from starcli.errors import UsageError
from starcli.names import shown
from starcli.renderers import View

EXAMPLES = (
    "star probes story.md",
    "star probes story.md --count 3 -p ownership",
)


@shared
def command(
    options: Options,
    stories: Stories = None,
    count: Annotated[str | None, Option("--count", "-n", metavar="N", help="Show at most so many questions.")] = None,
) -> int:
    """Ask what an interviewer would ask next about a story.

    Every question comes from this story: from words of it, or from what is missing. With each you see what it
    probes, a weak answer and why it is weak, and what a strong answer holds. As JSON it is the whole report.
    """
    return run.stories(stories, options, View(parts=frozenset({"probes"}), probe_count=_count(count)))


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    if not (word.isascii() and word.isdigit() and 1 <= int(word[:6]) <= 99):
        raise UsageError(f"--count: {shown(word)} is not a whole number from 1 to 99")
    return int(word)
