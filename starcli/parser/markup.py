"""The lines of a story and the marks around their words: Markdown, HTML, lists, quotes, comments.

All later steps look at a *shadow* of the text, of the same length, in which what is not spoken is blanked out: so
every offset in it is an offset into the text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from starcli.models import Range

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f"
CUT = "\x1f"  # stands where a comment was: white space that ends a sentence
WORD = re.compile(r"[^\W_]")

_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")
_TAG = re.compile(
    r"</?(?:(?P<block>br|p|li|[uod]l|dt|dd|div|h[1-6r]|table|tbody|thead|t[rdh]|blockquote|section|article|pre)"
    r"|b|i|u|em|strong|span|font|mark|small|code|sup|sub|a|details|summary|center)(?=[\s/>])[^<>\n]{0,200}>"
    r"|(?P<image>!\[[^\[\]\n]{0,300}\]\([^()\n]{0,400}\))|\[(?P<link>[^\[\]\n]{1,300})\]\([^()\n]{1,400}\)",
    re.IGNORECASE,
)
_EMOJI = "[\u00a9\u00ae\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]|[0-9#*]\ufe0f?\u20e3"
_CLOCK = r"\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_MARKS = re.compile(
    rf"(?:\s*>)*+(?P<indent>[\s{INVISIBLE}]*+)"
    r"(?:(?P<hashes>#{1,6})(?=\s|\Z)\s*+)?"
    r"(?P<bullet>(?:(?:[-*+•‣◦▪▫●○■□–—·∙]|\d{1,3}[.)]|[a-z]\)|\([a-z\d]\))(?=\s|\Z)\s*+|[-=]{1,2}>\s*+"
    r"|[-•‣◦▪●–—·](?=[^\W\d_]))*+)"
    r"(?:\[[ xX]?\]\s++)?"
    rf"(?P<stamp>(?:[\[(]{_CLOCK}[\])]|{_CLOCK}\s*-->\s*{_CLOCK}|\d\d?:\d\d:\d\d)(?=\s|\Z)\s*+)?"
    rf"(?P<emoji>(?:(?:{_EMOJI})[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*+)++(?=[\s*_]|\Z)\s*+)?"
)
_MARK = re.compile(r"\S")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[^`]*\Z")
_LONGEST_TITLE = 80  # characters of a title that is underlined

Kind = Literal["blank", "text", "item", "cell", "heading", "fence", "code"]


class Line(NamedTuple):
    """The words of one line (or table cell), without the marks before and behind them."""

    at: int  # where the line itself begins
    start: int
    end: int
    kind: Kind
    indent: int = 0
    level: int = 0  # of a heading
    fresh: bool = False  # begins a paragraph, whatever stands above
    stamped: bool = False  # had a time stamp before it


# -- the shadow ------------------------------------------------------------------------------------------------------


def shade(text: str, start: int) -> tuple[str, tuple[Range, ...]]:
    """The shadow of a text, and what is hidden in it: comments from `start` on and invisible characters anywhere."""
    comments = list(_comments(text, start))
    shadow, done = [], 0
    for first, last in comments:
        shadow += [text[done:first], CUT * (last - first)]
        done = last
    bare = "".join([*shadow, text[done:]])
    hidden = sorted([*comments, *(run.span() for run in _INVISIBLE_RUN.finditer(bare))])
    return (_TAG.sub(_blank, bare) if "<" in bare or "](" in bare else bare), tuple(hidden)


def _comments(text: str, start: int) -> Iterator[Range]:
    at = text.find("<!--", start)
    while at >= 0 and (end := text.find("-->", at + 4)) >= 0:
        yield at, end + 3
        at = text.find("<!--", end + 3)


def _blank(match: re.Match[str]) -> str:
    size = len(match[0])
    if match["image"]:
        return " " * size
    if match["link"]:
        return f"*{match['link']}{'*' * (size - 1 - len(match['link']))}"
    if not match["block"]:
        return "*" * size
    mark = "\n- " if match[0][:3].lower() == "<li" else "\n"
    return mark.rjust(size)


# -- the lines -------------------------------------------------------------------------------------------------------


def scan(shadow: str, start: int) -> list[Line]:
    """All lines from `start` on; several empty ones count as one."""
    lines: list[Line] = []
    at = start
    for raw in shadow[start:].splitlines(keepends=True):
        end = at + len(raw)
        empty_again = raw.isspace() and lines and lines[-1].kind == "blank"
        for line in () if empty_again else _read(shadow, at, end):
            before = lines[-1] if lines else None
            if before and line.kind == "blank" and line.level and _is_title(shadow, before):
                lines[-1] = before._replace(kind="heading", level=line.level)
            fresh = line.fresh or before is None or before.kind not in {"text", "item"}
            lines.append(line._replace(fresh=fresh))
        at = end
    return _mark_code(lines)


def without_marks(shadow: str, lines: Iterable[Line]) -> str:
    """The shadow with nothing but white space between the words of one line and those of the next."""
    parts, done = [], 0
    for line in lines:
        parts += [_MARK.sub(" ", shadow[done : line.start]), shadow[line.start : line.end]]
        done = line.end
    return "".join([*parts, _MARK.sub(" ", shadow[done:])])


def _read(shadow: str, at: int, end: int) -> Iterator[Line]:
    """One line, or the cells of a row of a table."""
    if shadow[at:end].isspace():
        yield Line(at, at, at, "blank")
        return
    marks = _MARKS.match(shadow, at, end)
    start = marks.end() if marks else at
    last = start + len(shadow[start:end].rstrip())
    if not marks or not WORD.search(shadow, start, last):
        yield Line(at, start, last, *_wordless(shadow[start:last]))
    elif shadow[start] == "|":
        yield from _cells(shadow, at, start, last)
    else:
        yield _line(shadow, at, last, marks)


def _line(shadow: str, at: int, last: int, marks: re.Match[str]) -> Line:
    start = marks.end()
    if marks["hashes"]:
        bare = shadow[start:last].rstrip("#")
        last = start + len(bare.rstrip()) if bare[-1].isspace() else last
        return Line(at, start, last, "heading", level=len(marks["hashes"]))
    if _FENCE.match(shadow, start, last):
        return Line(at, start, last, "fence")
    indent = len(marks["indent"].expandtabs(4))
    kind: Kind = "item" if marks["bullet"] else "text"
    fresh = bool(marks["emoji"]) and not shadow[start].islower()
    return Line(at, start, last, kind, indent, fresh=fresh, stamped=bool(marks["stamp"]))


def _wordless(said: str) -> tuple[Kind, int, int]:
    """What a line without a word is; as its level that of the title it underlines."""
    if _FENCE.match(said):
        return "fence", 0, 0
    level = {"=": 1, "-": 2}.get(said[:1], 0) if len(set(said)) == 1 else 0
    return "blank", 0, level


def _cells(shadow: str, at: int, start: int, end: int) -> Iterator[Line]:
    for cell in shadow[start:end].split("|"):
        bare = cell.strip()
        if WORD.search(bare):
            first = start + len(cell) - len(cell.lstrip())
            yield Line(at, first, first + len(bare), "cell", fresh=True)
        start += len(cell) + 1


def _is_title(shadow: str, line: Line) -> bool:
    """Whether a line that is underlined is a title, not prose above a rule."""
    short = line.kind == "text" and line.fresh and line.end - line.start <= _LONGEST_TITLE
    return short and shadow[line.end - 1] not in ".!?…;,"


def _mark_code(lines: list[Line]) -> list[Line]:
    """Mark what stands between two fences; a fence without a second one is passed over."""
    marked: list[Line] = []
    fences = [at for at, line in enumerate(lines) if line.kind == "fence"]
    pairs = dict(zip(fences[::2], fences[1::2], strict=False))
    until = -1
    for at, line in enumerate(lines):
        until = pairs.get(at, until)
        if line.kind == "fence":
            marked.append(line._replace(kind="blank"))
        else:
            marked.append(line._replace(kind="code") if at < until and line.kind != "blank" else line)
    return marked
