"""`star batch`."""

from typing import Annotated

from typer import Argument

from starcli.cli import run
from starcli.cli.options import FailUnder, Options, shared
from starcli.renderers import View

EXAMPLES = (
    "star batch stories/",
    'star batch stories/ "drafts/*.md" -o report.md',
    "star batch stories/ --format json | jq .summary",
)


@shared
def command(
    options: Options,
    paths: Annotated[list[str], Argument(metavar="PATH", help="Folders, files and globs.")],
    fail_under: FailUnder = None,
) -> int:
    """Review every story under some folders, and show what they add up to.

    In a folder, Markdown and text files are taken for stories, at any depth. A story that cannot be reviewed does
    not stop the others. The overview says which principles you can already show, and which still lack a story.
    """
    return run.folders(paths, options, View(), fail_under=fail_under)
