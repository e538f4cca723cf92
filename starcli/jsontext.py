"""The JSON object in a text that a model wrote: behind its thoughts, in a fence, among other words, or cut off."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

MAX_CHARACTERS = 400_000  # of a text; the longest answer that is asked for has a quarter of that
MAX_TRIES = 20  # places where an object could begin
MAX_DEPTH = 40
_THOUGHTS = re.compile(r"\s*<(think|thinking|thought|reasoning)>")
_MARK = re.compile(r'["{}\[\],]')
_STRING_END = re.compile(r'["\\]')
_CLOSER = {"{": "}", "[": "]"}


class _Found(NamedTuple):
    value: dict[str, Any]
    end: int
    faults: list[str]


def find_object(text: str, keys: Collection[str]) -> tuple[dict[str, Any] | None, list[str]]:
    """The object with the most of some keys, the last of equals, and what was wrong with it.

    Where the JSON breaks, what stands before the break counts; of a key that an object has twice, the first.
    """
    faults: list[str] = []
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        faults.append(f"the answer is longer than {MAX_CHARACTERS} characters: the rest was not read")
    best = None
    for found in _objects(_without_thoughts(text)):
        if best is None or len(found.value.keys() & keys) >= len(best.value.keys() & keys):
            best = found
    if best is None or not best.value.keys() & keys:
        return None, [*faults, "there is no JSON object of the form that was asked for"]
    return best.value, [*faults, *best.faults]


def _without_thoughts(text: str) -> str:
    """The text behind the thoughts that a model may begin with; nothing where it never stopped thinking."""
    if opened := _THOUGHTS.match(text):
        return text.partition(f"</{opened[1]}>")[2]
    if text.lstrip().startswith(("{", "```")):
        return text
    before, closed, after = text.partition("</think>")  # some servers leave out the opening tag
    return after if closed else before


def _objects(text: str) -> Iterator[_Found]:
    """The outermost objects of a text."""
    at = text.find("{")
    for _ in range(MAX_TRIES):
        if at < 0:
            return
        found = _load(text, at)
        if found:
            yield found
        at = text.find("{", found.end if found else at + 1)


def _load(text: str, start: int) -> _Found | None:
    """The object that begins at a place, or what is whole of it."""
    twice: list[str] = []
    decoder = json.JSONDecoder(object_pairs_hook=lambda pairs: _first_of_each(pairs, twice), strict=False)
    try:
        value, end = decoder.raw_decode(text, start)
        return _Found(value, end, _told_twice(twice))
    except json.JSONDecodeError as error:
        broken = error.pos
    except (ValueError, RecursionError):  # a number too long, or nested too deep
        return None
    whole = _closed(text[start:broken])
    if whole is None:
        return None
    twice.clear()
    try:
        value = decoder.decode(whole)
    except (ValueError, RecursionError):
        return None
    line = text.count("\n", start, broken) + 1
    fault = f"the JSON breaks off or is broken at its line {line}: only what stands before was read"
    return _Found(value, max(broken, start + 1), [fault, *_told_twice(twice)])


def _closed(cut: str) -> str | None:
    """The beginning of a JSON text up to its last whole value, with every bracket closed; None where there is none."""
    open_brackets: list[str] = []
    whole, closers, at = 0, "", 0
    while match := _MARK.search(cut, at):
        mark, at = match[0], match.end()
        if mark == '"':
            if (end := _string_end(cut, at)) is None:
                break
            at = end
        elif mark in _CLOSER:
            open_brackets.append(_CLOSER[mark])
            if len(open_brackets) > MAX_DEPTH:
                return None
            whole, closers = at, "".join(reversed(open_brackets))
        elif mark == ",":
            whole, closers = at - 1, "".join(reversed(open_brackets))
        elif open_brackets and open_brackets.pop() == mark:
            whole, closers = at, "".join(reversed(open_brackets))
        else:
            return None
    return cut[:whole] + closers if whole else None


def _string_end(text: str, at: int) -> int | None:
    """The offset behind the string whose content begins at `at`."""
    while match := _STRING_END.search(text, at):
        if match[0] == '"':
            return match.end()
        at = match.end() + 1
    return None


def _first_of_each(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, value in pairs:
        if key in row:
            twice.append(key)
        row.setdefault(_clean(key), _clean(value))
    return row


def _clean(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Half of a surrogate pair, which JSON can spell, is no character and could not be printed."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


def _told_twice(keys: list[str]) -> list[str]:
    return [f"{key[:30]!r} stands there twice: the first counts" for key in dict.fromkeys(keys[:5])]
