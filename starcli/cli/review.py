"""`star review`."""

from typing import Annotated

from typer import Option

from starcli.cli import run
from starcli.cli.options import FailUnder, Options, Stories, shared
from starcli.renderers import View

EXAMPLES = (
    "star review story.md",
    "star review story.md -l senior -p ownership -p dive-deep",
    'pbpaste | star review --question "Tell me about a time you failed."',
    "star review drafts/*.md --format json -o report.json",
    "star review story.md --provider openai",
)


@shared
def command(
    options: Options,
    stories: Stories = None,
    answer: Annotated[
        str | None,
        Option("--answer", metavar="FILE", help="The reply of a chat to what `star prompt` printed for this story."),
    ] = None,
    fail_under: FailUnder = None,
) -> int:
    """Judge a story as an interviewer would, and coach it part by part.

    You get the band and the changes that would help most, the time each part takes against its target, what is there
    (in your own words) and what is missing, follow-up questions, and rewrites from your own facts.
    """
    return run.stories(stories, options, View(), fail_under=fail_under, answer=answer)
