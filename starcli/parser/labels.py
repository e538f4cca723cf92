"""Section labels: the many ways people write "Situation", "Task", "Action", "Result" and "Reflection" over a part.

First every place that could be a label is noted, then the story as a whole decides which of them are: a lone "A." is
none, but S, T, A and R in this order are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from starcli.data import load
from starcli.models import Section
from starcli.parser.markup import Line

LINE, _ITEM, _INLINE = 10, 20, 99  # ranks below those of headings, which have their level
_ENOUGH = 3  # so many sections named in one style make weaker styles within them plain words

_HEAD = re.compile(
    r"(?P<open>[#*_=~]*+[ \t]?)(?P<bracket>[(\[]?)"
    r"(?P<name>[^\W\d_][^:：.–—|\n]{0,60}?)"
    r"(?P<stop>[)\]]?(?:[*_]{1,3}(?=[\s:：.–—-]|\Z)\s?(?:[:：.]|[-–—]+(?=\s|\Z))?"
    r"|\s?[:：]|\s[-–—=~*→>]+(?=\s|\Z)|[–—](?=\s|\Z)|\.(?=[\s*_]|\Z))|[)\]](?=\s|\Z)|\s?\Z)[*_]{0,3}\s*"
)
_STARTS = re.compile(r"(?<=[.!?…\"”’)\]*_;])\s{1,4}(?=[*_(\[]{0,4}[A-Z])|(?<=\s)(?=\*\*\w)")
_LETTERS = re.compile(r"([A-Za-z])(?:\s?[/&+]\s?([A-Za-z]))?\d?(?:\s?[(\[](?P<spelled>[^()\[\]]*))?\Z")
_NOISE = re.compile(r"[^\w\s'/&+,|>→()\[\]#-]|_")
_FIRST_LETTER = re.compile(r"^[(\[]?(\w)[)\]](?=\w)")
_NOTE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]?$")
_NUMBER = re.compile(r"\s*#?\d{1,2}$")
_JOIN = re.compile(r"\s*(?:[/&+,|>→]|\band\b)\s*")
_ARTICLE = re.compile(r"(?:the|my|our|your)\s")


class Label(NamedTuple):
    """What may be a label, from `start` to `end` with its marks; what it labels begins at `end`."""

    start: int
    end: int
    sections: tuple[Section, ...]
    rank: int  # how strongly it stands out: 1 for a top heading, more for weaker marks
    letters: str = ""  # "s", or "st" for "S/T"; "" for words
    sure: bool = True  # needs no second label beside it


# -- names -----------------------------------------------------------------------------------------------------------


@cache
def _names() -> Mapping[str, tuple[Section, ...]]:
    names: dict[str, tuple[Section, ...]] = {}
    for section, phrases in load().lexicon["labels"].items():
        for phrase in phrases:
            names[phrase] = (*names.get(phrase, ()), section)
    return names


def _letters() -> Mapping[str, Section]:
    letters: Mapping[str, Section] = load().lexicon["label_letters"]["sections"]
    return letters


@lru_cache(maxsize=1024)
def sections_named(name: str) -> tuple[Section, ...]:
    """The sections a name stands for: "Results & Impact", "my task", "Situation/Task (30 s)"; () for any other name."""
    said = " ".join(_NOISE.sub("", name.lower().replace("’", "'")).split())
    said = _FIRST_LETTER.sub(r"\1", said.replace("(s)", "s").removesuffix("(s").strip("[]- "))
    said = _NUMBER.sub("", _NOTE.sub("", said))
    found = _names().get(said)
    if found:
        return found
    named = [_names().get(part) or _names().get(_ARTICLE.sub("", part, count=1), ()) for part in _JOIN.split(said)]
    return tuple(dict.fromkeys(section for sections in named for section in sections)) if all(named) else ()


# -- places ----------------------------------------------------------------------------------------------------------


def find_candidates(shadow: str, line: Line) -> Iterator[Label]:
    """Every place in a line that may be a label."""
    if line.kind in {"blank", "code"}:
        return
    first = _read(shadow, line, line.start)
    if first:
        yield first
    if line.kind in {"text", "item"}:
        done = first.end if first else line.start
        for match in _STARTS.finditer(shadow, done, line.end):
            found = _read(shadow, line, match.end()) if match.end() >= done else None
            if found:
                yield found
                done = found.end


def _read(shadow: str, line: Line, at: int) -> Label | None:
    head = _HEAD.match(shadow, at, line.end)
    if not head:
        return None
    letters = _LETTERS.match(head["name"])
    sections = sections_named((letters["spelled"] or "") if letters else head["name"])
    if letters and not sections:
        return _letter_label(shadow, line, head, letters)
    inline = head.start() > line.start
    if not sections or not _is_closed(line, head) or (inline and not head["name"][0].isupper()):
        return None
    again = _HEAD.match(shadow, head.end(), line.end)  # "Situation: Situation: ..."
    end = again.end() if again and ":" in again["stop"] and sections_named(again["name"]) == sections else head.end()
    sure = not inline and _is_sure(shadow, line, head)
    return Label(head.start(), end, sections, _rank(line, head), sure=sure)


def _is_closed(line: Line, head: re.Match[str]) -> bool:
    """Whether a name is set apart: not “Results (good ones) came”, and no question such as “What happened?”."""
    closed = head["stop"] not in {")", "]"} or head["bracket"] or "*" in head["open"]
    asked = head["name"].endswith("?") and not (head["stop"].strip() or head["open"] or line.kind == "heading")
    return (bool(closed) or head.end() == line.end) and not asked


def _letter_label(shadow: str, line: Line, head: re.Match[str], match: re.Match[str]) -> Label | None:
    inline = head.start() > line.start
    letters = match[1] + (match[2] or "")
    set_apart = ":" in head["stop"] or bool(head["bracket"])
    if not (letters.isupper() or ":" in head["stop"]) or (inline and not set_apart):
        return None
    spelled = _HEAD.match(shadow, head.end(), line.end)  # "S - Situation: ..."
    sections = sections_named(spelled["name"]) if spelled else ()
    if spelled and sections and sections[0] == _letters().get(letters[0].lower()):
        return Label(head.start(), spelled.end(), sections, _rank(line, head), sure=not inline)
    return Label(head.start(), head.end(), (), _rank(line, head), letters.lower())


def _is_sure(shadow: str, line: Line, head: re.Match[str]) -> bool:
    """Whether a name at the head of a line is a label by itself."""
    if line.kind == "heading":
        return True
    emphasised, capital = bool(head["open"].strip(" \t")), head["name"][0].isupper()
    if head.end() == line.end and not head["stop"].strip():
        return line.kind != "item" and (emphasised or capital)
    if ":" in head["stop"] or "：" in head["stop"]:
        return emphasised or (line.indent == 0 if line.kind == "item" else capital or line.fresh)
    if emphasised:
        return head.end() == line.end or not shadow[head.end()].islower()
    return capital and head["stop"].strip() != "."


def _rank(line: Line, head: re.Match[str]) -> int:
    if head.start() > line.start:
        return _INLINE
    if line.kind == "heading":
        return line.level
    plain = not head["open"].strip(" \t")
    return plain + (_ITEM + 2 * min(line.indent // 2, 8) if line.kind == "item" else LINE)


# -- the story decides -----------------------------------------------------------------------------------------------


def choose(candidates: Sequence[Label]) -> list[Label]:
    """The candidates that are labels, seen together."""
    spelled = _spell(candidates)
    kinds = {section for label in spelled for section in label.sections}
    chosen = [label for label in spelled if label.sure or len(kinds) > 1]
    rank, covered = _main_style(chosen)
    return [label for label in chosen if label.rank <= rank or not covered.issuperset(label.sections)]


def _main_style(labels: Sequence[Label]) -> tuple[int, set[Section]]:
    """The weakest rank of the style that carries the story, and the sections named so."""
    covered: set[Section] = set()
    by_rank = sorted(labels, key=lambda label: label.rank)
    for at, label in enumerate(by_rank):
        covered.update(label.sections)
        last_of_rank = at + 1 == len(by_rank) or by_rank[at + 1].rank > label.rank
        if last_of_rank and len(covered) >= _ENOUGH:
            return label.rank, covered
    return _INLINE, covered


def _spell(candidates: Sequence[Label]) -> list[Label]:
    """Give letters their sections, where they follow a scheme; drop them where not."""
    said = "".join(label.letters for label in candidates)
    inline = any(label.rank == _INLINE for label in candidates if label.letters)
    schemes = load().lexicon["label_letters"]["schemes"] if said else ()
    if not any(_follows(said, scheme, least=3 if inline else 2) for scheme in schemes):
        return [label for label in candidates if not label.letters]
    spelled, seen = [], ""
    for label in candidates:
        meant = [section for letter in label.letters if (section := _letters().get(letter))]
        sections = label.sections or tuple(dict.fromkeys(meant))
        if label.letters == "r" and seen.endswith("r") and said.count("r") == 2 and "l" not in said:  # STARR
            sections = ("reflection",)
        seen += label.letters
        if sections:
            spelled.append(label._replace(sections=sections))
    return spelled


def _follows(said: str, scheme: str, least: int) -> bool:
    """Whether letters come in the order of a scheme; only a fuller set of them may start again."""
    inside = [letter for letter in said if letter in scheme]
    first_seen = [scheme.index(letter) for letter in dict.fromkeys(inside)]
    restarts = any(scheme.index(after) < scheme.index(before) for before, after in pairwise(inside))
    return (
        len(first_seen) >= (max(least, 3) if restarts else least)
        and first_seen == sorted(first_seen)
        and 2 * len(inside) > len(said)
    )
