"""Many stories: which files they are in, and a review of each, one after the other."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from starcli import __version__, parser, rubric, sources
from starcli.config import Settings, target
from starcli.errors import InputError, StarError
from starcli.models import Failure, Review, Story, Target, Tool
from starcli.names import printable
from starcli.review import review

SUFFIXES = (".md", ".markdown", ".txt")  # the files of a folder that are taken for stories
OWN_REPORT = "own-report"  # codes of failures
INTERNAL = "internal"
Progress = Callable[[int, str], None]  # told how many inputs are done, and which one comes next
T = TypeVar("T")


class Reviewer(Protocol):
    """Reviews one story, as `review.review` does."""

    def __call__(self, story: Story, target: Target, *, wpm: int) -> Review:
        """Review a story at so many words a minute."""


def tool() -> Tool:
    """The star that makes a report."""
    return Tool("star", __version__, rubric.version())


def stories(path: str, stdin: bytes | None = None) -> list[Story]:
    """The stories of one input; "-" stands for `stdin`.

    Raises:
        InputError: the input cannot be used; a report that star wrote is none (code ``own-report``).
    """
    text = sources.decode(stdin or b"", path) if path == "-" else sources.read_file(path)
    if sources.by_star(text):
        raise InputError(f"{printable(path)}: is a report that star wrote, not a story", code=OWN_REPORT)
    return list(parser.parse(text, path))


def review_all(
    paths: Iterable[str],
    settings: Settings,
    *,
    stdin: bytes | None = None,
    on_progress: Progress | None = None,
    reviewer: Reviewer | None = None,
) -> Iterator[Review | Failure]:
    """Review every story of every input, in order, one at a time. One that fails does not stop the others.

    A report that star wrote often lies among the stories, so it is passed over; where there is nothing else, it is a
    failure.
    """
    outcomes, passed_over = 0, None
    for done, path in enumerate(paths):
        if on_progress:
            on_progress(done, path)
        for outcome in _review_input(path, settings, stdin, reviewer or review):
            if isinstance(outcome, Failure) and outcome.error == OWN_REPORT:
                passed_over = passed_over or outcome
            else:
                outcomes += 1
                yield outcome
    if passed_over and not outcomes:
        yield passed_over


def _review_input(path: str, settings: Settings, stdin: bytes | None, reviewer: Reviewer) -> Iterator[Review | Failure]:
    found = _attempt(path, partial(stories, path, stdin))
    if isinstance(found, Failure):
        yield found
    else:
        yield from (_attempt(story.path, partial(_review, story, settings, reviewer)) for story in found)


def _review(story: Story, settings: Settings, reviewer: Reviewer) -> Review:
    return reviewer(story, target(settings, story.front, story.path), wpm=settings.wpm.value)


def _attempt(path: str, work: Callable[[], T]) -> T | Failure:
    try:
        return work()
    except StarError as error:
        return Failure(path, error.code, printable(error.message))
    except Exception as error:
        return Failure(path, INTERNAL, f"{printable(path)}: star itself failed ({_place(error)}): please report this")


def _place(error: Exception) -> str:
    """Where a fault of ours arose. Its own message may hold the story, so it is not shown."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f", {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"


# -- finding the files -----------------------------------------------------------------------------------------------


def discover(paths: Sequence[str]) -> list[str]:
    """The files that some paths, folders and globs stand for, in the order given, each file once.

    A file that is named is taken whatever its ending, and so is "-". Of a folder and all folders in it only Markdown
    and text files are, sorted by name, and nothing hidden. A glob finds what it names, and as little of the rest.

    Raises:
        InputError: a path does not exist or a glob finds nothing (code ``missing-file``), or none of it holds a story
            (``no-stories``).
    """
    found: dict[str, str] = {}
    for path in paths:
        for file in _files(path):
            found.setdefault(file if file == "-" else os.path.realpath(file), file)
    if paths and not found:
        where = ", ".join(map(printable, paths[:3]))
        raise InputError(f"{where}: no story in there: star looks for {', '.join(SUFFIXES)}", code="no-stories")
    return list(found.values())


def _files(path: str) -> Iterable[str]:
    if path == "-":
        return [path]
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - a Path would turn "" into the current folder
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return _matches(path)
    except OSError:
        return [path]  # reading it will say why not
    return _walk(path) if stat.S_ISDIR(mode) else [path]


def _walk(folder: str) -> Iterator[str]:
    """The stories of a folder, depth first. Each folder is entered once, so a link back up does no harm."""
    entered: set[str] = set()
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
        elif (real := os.path.realpath(path)) not in entered:
            entered.add(real)
            try:
                with os.scandir(path) as entries:
                    inside = sorted(filter(_wanted, entries), key=lambda entry: entry.name, reverse=True)
            except OSError:
                yield path  # reading it will say why not
            else:
                waiting += [(entry.path, entry.is_dir()) for entry in inside]


def _wanted(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):  # a link that leads nowhere
        story = entry.name.lower().endswith(SUFFIXES) and entry.is_file()
        return not entry.name.startswith(".") and (story or entry.is_dir())
    return False


def _matches(pattern: str) -> Iterator[str]:
    """What a glob stands for; `**` is any depth. The shell does this too, but not on every system."""
    found: list[Path] = []
    root = Path(pattern).anchor
    with suppress(ValueError):  # a pattern or name that cannot be
        if re.search(r"[*?[]", pattern):
            found = sorted(match for match in Path(root).glob(pattern[len(root) :]) if _as_hidden(match, pattern))
    if not found:
        raise InputError(
            f"{printable(pattern) or 'an empty name'}: there is no such file or folder: check the name",
            code="missing-file",
        )
    endings = tuple(filter(None, (*SUFFIXES, Path(pattern).suffix.lower())))
    for match in found:
        if os.path.isdir(match):  # noqa: PTH112 - the method of Path may raise
            yield from _walk(str(match))
        elif match.name.lower().endswith(endings) and os.path.isfile(match):  # noqa: PTH113
            yield str(match)


def _as_hidden(match: Path, pattern: str) -> bool:
    """Whether nothing is hidden in a match but what the pattern itself names so."""

    def hidden(path: Path) -> int:
        return sum(part.startswith(".") and part != ".." for part in path.parts)

    return hidden(match) == hidden(Path(pattern))
