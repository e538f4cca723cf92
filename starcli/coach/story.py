"""The story as a model gets to read it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from starcli import injection, prompts
from starcli.advice.case import Case
from starcli.models import FrontMatter, Range, Target
from starcli.parser.frontmatter import read_front_matter
from starcli.prompts import Prompt
from starcli.reading import Reading


def heard(reading: Reading) -> str:
    """The story without what no listener hears: front matter, comments, and text for whoever grades it."""
    story = reading.story
    comments = [where for where in story.hidden if any(map(str.isalnum, story.text[slice(*where)]))]
    opening = 0 if story.front == FrontMatter() else read_front_matter(story.text, story.path)[1]
    return _without(story.text, [(0, opening), *comments, *reading.suspected]).strip()


def _without(text: str, ranges: Iterable[Range]) -> str:
    kept, at = [], 0
    for start, end in sorted(ranges):
        kept.append(text[at:start])
        at = max(at, end)
    return "".join([*kept, text[at:]])


def prompt(case: Case, *, delimiter: str, folders: Sequence[Path] = ()) -> Prompt:
    """What a model is asked about a story: what was written for the grader never reaches it.

    Args:
        case: the story as the rules judge it.
        delimiter: a fresh random code (see `prompts.build`).
        folders: where a person's own templates are.

    Raises:
        InputError: a template has a fault or uses a value that is not there (code ``bad-template``).
    """
    story = case.reading.story._replace(text=heard(case.reading), front=FrontMatter(), sentences=(), hidden=())
    return prompts.build(story, _plain(case.target), delimiter=delimiter, folders=folders)


def _plain(target: Target) -> Target:
    """The target without a question that is none: it may come from the story's file."""
    return target._replace(question=None) if target.question and injection.hides(target.question) else target
