"""The words a person types, matched to the names star knows: levels, principles, bands, formats.

What cannot be meant raises UsageError with one line: where it stands, what is wrong, and what may have been meant.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from starcli.data import load
from starcli.errors import UsageError
from starcli.models import BANDS, BandName


def level(word: str, where: str = "--level") -> str:
    """The slug of a level, from its slug, title or other name ("sde2", "SDE 2", "l5").

    Args:
        word: what the person typed.
        where: where it stands, to begin an error with: "--level", "STAR_LEVEL", "star.toml: level".
    """
    return _find(word, _levels(), "level", where)


def principle(word: str, where: str = "--principle") -> str:
    """The slug of a principle, from its slug, name or an alias; case, spaces and punctuation do not matter."""
    return _find(word, _principles(), "principle", where)


def principles(words: Sequence[str], where: str = "--principle") -> tuple[str, ...]:
    """The slugs of several principles, each once, in the order given.

    A word may name several, with commas between them; "all" is all sixteen.
    """
    pieces = [piece for word in words for piece in _pieces(word)]
    if words and not pieces:
        raise UsageError(f"{where}: names no principle: write one, or “all”")
    found: dict[str, None] = {}
    for piece in pieces:
        found |= dict.fromkeys(load().principles if _fold(piece) == "all" else [principle(piece, where)])
    return tuple(found)


def bar(word: str, where: str = "--fail-under") -> BandName | int:
    """A band ("hire", "no-hire") or a score, a whole number from 0 to 100."""
    bands: dict[str, BandName] = {_fold(band): band for band in BANDS}
    if (key := _fold(word)) in bands:
        return bands[key]
    if re.fullmatch(r"[0-9]{1,3}", word.strip()) and int(word) <= 100:
        return int(word)
    raise UsageError(f"{where}: {shown(word)} is neither a whole number from 0 to 100 nor a band: {_hint(word, bands)}")


def choice(word: str, known: Collection[str], what: str, where: str = "") -> str:
    """One of the `known` names of `what` ("format", "provider"); case and outer space do not matter."""
    return _find(word, {_fold(name): name for name in known}, what, where or f"--{what}")


# -- words for messages ----------------------------------------------------------------------------------------------


def printable(text: str) -> str:
    """A path or other word for a message: whatever would not show, or would move the cursor, is replaced."""
    return "".join(character if character.isprintable() else "�" for character in text)


def shown(text: str, most: int = 60) -> str:
    """Quote words for a message: cut to `most` characters, anything unprintable replaced."""
    return f"“{printable(text if len(text) <= most else text[: most - 1] + '…')}”"


def typed(path: str) -> str:
    """A path as it has to be typed behind a command, to be taken for one word and for no option."""
    from shlex import quote  # noqa: PLC0415 - only needed for a hint

    return quote(f"./{path}" if path.startswith("-") else path)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Say which known word comes close, or which there are; a clause to put behind an error."""
    return _clause(_closest(word, known), known)


# -- finding ---------------------------------------------------------------------------------------------------------


def _find(word: str, table: Mapping[str, str], what: str, where: str) -> str:
    """The name that a folded word stands for."""
    if (key := _fold(word)) in table:
        return table[key]
    raise UsageError(f"{where}: unknown {what} {shown(word)}: {_hint(word, table)}")


def _hint(word: str, table: Mapping[str, str]) -> str:
    """Which name a misspelt word may stand for, looked for among the aliases too."""
    close = _closest(_fold(word), table)
    return _clause(table[close] if close else None, dict.fromkeys(table.values()))


def _closest(word: str, known: Collection[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only needed for an error

    return next(iter(get_close_matches(word[:60], known, n=1)), None)


def _clause(close: str | None, known: Collection[str]) -> str:
    return f"did you mean {close}?" if close else f"known: {', '.join(known)}"


def _fold(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())


def _pieces(word: str) -> Iterator[str]:
    """Split at commas, but not inside a name that has one ("Are Right, A Lot")."""
    parts = word.split(",")
    while parts:
        size = 2 if _fold(",".join(parts[:2])) in _principles() else 1
        if piece := ",".join(parts[:size]).strip():
            yield piece
        del parts[:size]


@cache
def _levels() -> dict[str, str]:
    return {_fold(name): row.slug for row in load().levels.values() for name in (row.slug, row.title, row.also)}


@cache
def _principles() -> dict[str, str]:
    rows = load().principles.values()
    return {_fold(name): row.slug for row in rows for name in (row.slug, row.name, *row.aliases)}
