"""`star explain`."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import Annotated, NamedTuple

from typer import Argument, Option

from starcli.cli import explained, pages
from starcli.data import load
from starcli.errors import UsageError
from starcli.models import Review
from starcli.names import shown

EXAMPLES = (
    "star explain",
    "star explain A302",
    "star explain no-we-blur R402 --story story.md",
    "star explain ownership senior",
)

Page = Callable[[Review | None], Iterator[str]]


class _Topic(NamedTuple):
    name: str
    page: Page


def command(
    topics: Annotated[
        list[str] | None, Argument(metavar="CODE", help="Codes or names of criteria; principles and levels too.")
    ] = None,
    story: Annotated[str | None, Option("--story", metavar="FILE", help="Show as well how a story does by it.")] = None,
) -> int:
    """Tell what a criterion looks for, why it matters, what to do about it, and what it weighs in the score.

    Without a code, list all criteria, principles and levels. `star review --verbose` shows what each criterion did
    to the score of a story.
    """
    found = [_find(topic) for topic in topics or []] or [explained.contents]
    review = _review(story) if story else None
    pages.show(line for at, page in enumerate(found) for line in (*([""] if at else []), *page(review)))
    return 0


def _review(path: str) -> Review:
    from starcli.cli.run import review_one  # noqa: PLC0415 - the rules, for which most explanations have no use

    return review_one(path)


def _find(topic: str) -> Page:
    """The page on what a word names."""
    known = _topics()
    if (word := _fold(topic)) in known:
        return known[word].page
    near = get_close_matches(word[:60], known, n=1)
    hint = f"did you mean {known[near[0]].name}?" if near else "`star explain` lists what there is"
    raise UsageError(f"explain: unknown code {shown(topic)}: {hint}", code="unknown-code")


def _topics() -> dict[str, _Topic]:
    """Every topic, by each of its names as a person may type it."""
    data, topics = load(), list[_Topic]()
    for level in data.levels.values():
        page = partial(explained.level, level)
        topics += (_Topic(name, page) for name in (level.slug, level.title, level.also))
    for principle in data.principles.values():
        page = partial(explained.principle, principle)
        topics += (_Topic(name, page) for name in (principle.slug, principle.name, *principle.aliases))
    for row in data.criteria.values():
        page = partial(explained.criterion, row)
        topics += (_Topic(name, page) for name in (row.code, row.name))
    return {_fold(topic.name): topic for topic in topics}


def _fold(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())
