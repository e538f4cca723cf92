"""Text to stories: front matter, headings, and sentences with exact offsets into the text as given."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import PurePath

from starcli.errors import InputError
from starcli.models import Range, Section, Sentence, Story
from starcli.parser.frontmatter import read_front_matter
from starcli.parser.labels import Label, choose, find_candidates
from starcli.parser.markup import Line, scan, shade, without_marks
from starcli.parser.passages import find_passages
from starcli.parser.sentences import split, unwrap
from starcli.parser.speakers import hear

MAX_BYTES = 200_000
_NOT_SLUG = re.compile(r"[\W_]+")


def parse(text: str, path: str) -> list[Story]:
    """The stories of a text.

    Raises:
        InputError: there is no story (code `empty`), one is too large (`too-large`), or the front matter cannot be
            understood (`bad-front-matter`).
    """
    text = text.removeprefix("\ufeff")
    front, body = read_front_matter(text, path)
    if not text[body:].strip():
        raise InputError(f"{path}: there is no story in it; `star new` makes a template to fill in", code="empty")
    shadow, hidden = shade(text, body)
    chapters = [hear(shadow, lines) for lines in _chapters(shadow, scan(shadow, body))]
    shadow = without_marks(shadow, chain.from_iterable(chapters))
    starts = [0, *(lines[0].at for lines in chapters[1:]), len(text)]
    stories = []
    for number, (lines, (start, end)) in enumerate(zip(chapters, pairwise(starts), strict=True), 1):
        _check_size(text[start:end], _numbered(path, "#", number))
        title = _title(text, shadow, lines)
        stories.append(
            Story(
                text=text[start:end],
                path=_numbered(path, "#", number),
                id=_numbered(front.id or _slug(path), "-", number),
                title=title if len(chapters) > 1 else front.title or title,
                front=front,
                sentences=tuple(_moved(_sentences(shadow, lines), start)),
                hidden=tuple((first - start, last - start) for first, last in _within(hidden, start, end)),
            )
        )
    return stories


def _numbered(name: str, mark: str, number: int) -> str:
    return name if number == 1 else f"{name}{mark}{number}"


def _within(ranges: Sequence[Range], start: int, end: int) -> Sequence[Range]:
    return ranges[bisect_left(ranges, (start, start)) : bisect_left(ranges, (end, end))]


def _slug(path: str) -> str:
    stem = "stdin" if path == "-" else PurePath(path.replace("\\", "/")).stem
    return _NOT_SLUG.sub("-", stem.lower()).strip("-") or "story"


def _check_size(text: str, path: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        problem = f"the story has {size / 1000:.0f} kB, more than {MAX_BYTES // 1000}: cut it to what you would tell"
        raise InputError(f"{path}: {problem}", code="too-large")


# -- several stories in one file -------------------------------------------------------------------------------------


def _chapters(shadow: str, lines: list[Line]) -> list[list[Line]]:
    """The lines of each story: a file is parted at its top headings, where these are no section labels."""
    labels = _labels(shadow, lines)
    cuts = _titles(lines, labels)
    chapters = [lines[first:last] for first, last in pairwise([*cuts, len(lines)])]
    if len(chapters) < 2 or not all(map(_has_prose, chapters)) or _is_one_story(labels, chapters):
        return [lines]
    return [lines[: cuts[1]], *chapters[1:]]


def _labels(shadow: str, lines: Sequence[Line]) -> dict[int, Label]:
    """The section labels by the place where they stand; none where there are no headings to tell apart."""
    if not any(line.kind == "heading" for line in lines):
        return {}
    found = [label for line in lines for label in find_candidates(shadow, line)]
    return {label.start: label for label in choose(found)}


def _titles(lines: Sequence[Line], labels: Mapping[int, Label]) -> list[int]:
    """The top headings that are no labels."""
    titles = [at for at, line in enumerate(lines) if line.kind == "heading" and line.start not in labels]
    top = min((lines[at].level for at in titles), default=0)
    return [at for at in titles if lines[at].level == top]


def _has_prose(lines: Sequence[Line]) -> bool:
    return any(line.kind in {"text", "item", "cell"} for line in lines)


def _is_one_story(labels: Mapping[int, Label], chapters: Sequence[Sequence[Line]]) -> bool:
    """Whether labels stand before the first chapter, or the chapters share out the sections of one story."""
    starts = [lines[0].at for lines in chapters]
    named: list[set[Section]] = [set() for _ in range(len(chapters) + 1)]
    for at, label in labels.items():
        named[bisect_right(starts, at)].update(label.sections)
    labelled = [sections for sections in named[1:] if sections]
    apart = len(labelled) > 1 and len(set().union(*labelled)) == sum(map(len, labelled))
    return apart or bool(named[0])


def _title(text: str, shadow: str, lines: Sequence[Line]) -> str | None:
    """The top heading, unless parts of the story stand before it."""
    labels = _labels(shadow, lines)
    titles = _titles(lines, labels)
    if not titles or min(labels, default=len(text)) < lines[titles[0]].start:
        return None
    start, end = unwrap(shadow, lines[titles[0]].start, lines[titles[0]].end)
    return " ".join(text[start:end].split()) or None


# -- sentences -------------------------------------------------------------------------------------------------------


def _sentences(shadow: str, lines: Sequence[Line]) -> list[Sentence]:
    """The teller's sentences; headings and code are only taken where there is nothing else."""
    bare = [line._replace(kind="text") if line.kind in {"heading", "code"} else line for line in lines]
    return _read(shadow, lines) or _read(shadow, bare)


def _read(shadow: str, lines: Sequence[Line]) -> list[Sentence]:
    found: list[Sentence] = []
    paragraph = 0
    for passage in find_passages(shadow, lines):
        ranges = list(split(shadow, passage.start, passage.end))
        bullet = passage.item or (len(ranges) == 1 and passage.unstopped)
        found += [Sentence(start, end, passage.sections, bullet, paragraph) for start, end in ranges]
        paragraph += bool(ranges)
    return found


def _moved(found: Sequence[Sentence], by: int) -> Iterator[Sentence]:
    return (sentence._replace(start=sentence.start - by, end=sentence.end - by) for sentence in found)
