"""Where sentences end: full stops that are none (abbreviations, initials, numbers), quotes, other scripts."""

import re
from collections.abc import Iterator
from functools import cache

from starcli.data import load
from starcli.models import Range
from starcli.parser.markup import CUT, INVISIBLE, WORD

LONG = 60  # words from which a sentence is parted before a new clause
PIECE = 20  # words a part must have before it ends

_END = re.compile(
    rf"(?<![.!?…‽؟۔।॥։።။])(?P<stop>[.!?…‽؟۔।॥։።။]++)(?P<close>[\"'”’»)\]*_{INVISIBLE}]*+)(?=\s|\Z)"
    rf"|(?P<wide>[。！？｡]++[」』”’）)*_]*+)|(?P<cut>{CUT}+)|(?<=[a-z)])(?P<tight>[.!?])(?=[A-Z])"
)
_NEXT = re.compile(rf"[\s{INVISIBLE}*_\"'“‘«(\[]*+([^\W_]+(?:['’][^\W\d_]+)?)?")
_BEFORE = re.compile(r"[^\s\"“(\[*]+\Z")
_LONGEST = 14  # characters looked back at for an abbreviation
_EDGE = re.compile(rf"[\s{INVISIBLE}]+")
_RUN = re.compile(r"(?<!\*)\*++|(?<![\w])_++|(?<!_)_++(?!\w)")


def split(shadow: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of a stretch of prose, without the white space and emphasis around them."""
    first, checked, spoken = start, start, False
    for match in _END.finditer(shadow, start, end):
        spoken = spoken or bool(WORD.search(shadow, checked, match.start()))
        checked = match.end()
        if match["cut"] or (spoken and (match["wide"] or _ends(shadow, first, match, end))):
            yield from _parts(shadow, first, match.end())
            first, spoken = match.end(), False
    if spoken or WORD.search(shadow, checked, end):
        yield from _parts(shadow, first, end)


# -- full stops ------------------------------------------------------------------------------------------------------


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load().lexicon["abbreviations"].items()}


def _ends(shadow: str, first: int, match: re.Match[str], end: int) -> bool:
    """Whether a mark ends its sentence."""
    after = _NEXT.match(shadow, match.end(), end)
    following = (after[1] or "") if after else ""
    if match["tight"]:
        return following.lower() in _lists()["openers"]
    if not following:
        return True
    small = following[0].islower() and following.lower() not in {"i", "i'd", "i'm", "i've"}
    if small and (match["stop"] in {"...", "…", "…."} or (match["stop"] != "." and match["close"])):
        return False
    return match["stop"] != "." or match["close"] != "" or not _is_abbreviation(shadow, first, match, following)


def _is_abbreviation(shadow: str, first: int, match: re.Match[str], following: str) -> bool:
    """Whether a single full stop belongs to the word before it."""
    found = _BEFORE.search(shadow, max(first, match.start() - _LONGEST), match.start())
    word, lists = (found[0] if found else ""), _lists()
    low, opens = word.lower(), following.lower().replace("’", "'") in lists["openers"]
    if low in lists["before_number"]:
        return following[0].isdigit()
    if low in lists["inside"]:
        return True
    if low in lists["at_end"]:
        return not following[0].isupper()
    if low in lists["before_name"] or (len(word) == 1 and word.isupper() and word != "I"):
        return not (opens and following[0].isupper())
    return word.isdigit() and len(word) <= 2 and not shadow[first : found.start() if found else first].strip()


# -- edges and length ------------------------------------------------------------------------------------------------


def _parts(shadow: str, start: int, end: int) -> Iterator[Range]:
    """A sentence; a very long one in parts."""
    if len(shadow[start:end].split()) > LONG:
        for cue in _breaks().finditer(shadow, start, end):
            if len(shadow[start : cue.start()].split()) >= PIECE:
                yield from _trimmed(shadow, start, cue.start())
                start = cue.start()
    yield from _trimmed(shadow, start, end)


@cache
def _breaks() -> re.Pattern[str]:
    phrases = sorted(load().lexicon["breaks"]["before"], key=len, reverse=True)
    said = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases)
    return re.compile(rf"(?<=\s)(?:{said})\b", re.IGNORECASE)


def _trimmed(shadow: str, start: int, end: int) -> Iterator[Range]:
    start, end = _strip(shadow, start, end)
    if start < end and WORD.search(shadow, start, end):
        yield unwrap(shadow, start, end)


def _strip(shadow: str, start: int, end: int) -> Range:
    """The range without white space and invisible characters at its edges."""
    edge = _EDGE.match(shadow, start, end)
    start = edge.end() if edge else start
    while start < end and _EDGE.match(shadow, end - 1, end):
        end -= 1
    return start, end


def _opens(shadow: str, run: re.Match[str]) -> bool:
    """Whether emphasis marks open: nothing stands before them, and a word behind."""
    return shadow[run.start() - 1].isspace() or shadow[run.start() - 1] in '(["“‘'


def _stands_alone(shadow: str, run: re.Match[str]) -> bool:
    return shadow[run.start() - 1].isspace() and shadow[run.end()].isspace()


def unwrap(shadow: str, start: int, end: int) -> Range:
    """The range without emphasis marks at its edges, unless their partner stands inside: “**I** did it”."""
    first, last = start, end
    while first < end and shadow[first] in "*_":
        first += 1
    while last > first and shadow[last - 1] in "*_":
        last -= 1
    if (first, last) == (start, end):
        return start, end
    opens = [_opens(shadow, run) for run in _RUN.finditer(shadow, first, last) if not _stands_alone(shadow, run)]
    if opens and first > start and not opens[0]:
        first = start
    if opens and last < end and opens[-1]:
        last = end
    return _strip(shadow, first, last)
