"""`star new`."""

import sys
from pathlib import Path
from typing import Annotated, Any

from typer import Argument, Option

from starcli import names, output, resources, templates
from starcli.cli import settings, terminal
from starcli.cli.options import Level, Principles, Question
from starcli.config import target
from starcli.data import load
from starcli.models import SECTIONS, FrontMatter, Section, Target
from starcli.rubric.scoring import weights

EXAMPLES = (
    "star new story.md",
    'star new story.md -l senior -p dive-deep --title "A bill sent twice"',
    "star new > story.md",
)
MOST_QUESTIONS = 5  # a part: more would be a form to fill in
EXPECTED = 2.0  # how much more a question matters when the level expects its answer


def command(  # noqa: PLR0913 - one parameter an option
    file: Annotated[
        str | None, Argument(metavar="FILE", help="Where to write it; without, to standard output.")
    ] = None,
    *,
    level: Level = None,
    principles: Principles = None,
    question: Question = None,
    title: Annotated[str | None, Option("--title", metavar="TEXT", help="A few words to call the story by.")] = None,
    force: Annotated[bool, Option("--force", help="Replace the file if it exists.")] = False,
) -> int:
    """Start a story: a file with a heading for each part and questions to answer under it.

    They are the questions that matter most at the level and for the principles you name. They stand in comments and
    may stay there: star does not take them for the story.
    """
    chosen = settings.read({"level": level, "principles": principles, "question": question})
    aim = target(chosen, FrontMatter(), "")
    folders = [*map(Path, filter(None, [chosen.prompts.value])), resources.folder("prompts")]
    text = templates.render("new-story.md.j2", _values(aim, title or _title(file)), folders)
    if file is None:
        sys.stdout.write(text)
    else:
        output.new_file(Path(file), text, force=force)
        terminal.say(f"{file} is ready: answer its questions, then run `star review {names.typed(file)}`")
    return 0


def _title(file: str | None) -> str:
    """A title made of the file's name."""
    words = Path(file or "").stem.replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize() or "My story"


def _values(aim: Target, title: str) -> dict[str, Any]:
    level = load().levels[aim.level]
    parts = [{"kind": kind, "seconds": level.targets[kind], "questions": _questions(kind, aim)} for kind in SECTIONS]
    return {
        "title": title,
        "question": aim.question,
        "level": level,
        "principles": aim.principles,
        "sections": parts,
    }


def _questions(kind: Section, aim: Target) -> list[str]:
    """What to ask about a part of the story: what weighs most for this aim, in the order of the rubric."""
    data, weight = load(), weights(aim.principles)
    rows = [row for row in data.criteria.values() if row.section == kind]

    def matters(code: str) -> float:
        return weight[code] * (EXPECTED if code in data.levels[aim.level].expects else 1.0)

    first = sorted((row.code for row in rows), key=matters, reverse=True)[:MOST_QUESTIONS]
    return [row.ask for row in rows if row.code in first]
