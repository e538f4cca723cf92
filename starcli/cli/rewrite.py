"""`star rewrite`."""

from starcli.cli import run
from starcli.cli.options import Options, Stories, shared
from starcli.renderers import View

EXAMPLES = (
    "star rewrite story.md",
    "star rewrite story.md -p customer-obsession -p dive-deep",
)


@shared
def command(options: Options, stories: Stories = None) -> int:
    """Retell a story, part by part and as a whole, for each principle you name.

    The rewrites are made of the story's own facts. What is missing is left open for you, such as [add: what you
    looked at and what it showed]. As JSON it is the whole report.
    """
    return run.stories(stories, options, View(parts=frozenset({"rewrites"})))
