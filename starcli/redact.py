"""Puts stand-ins in the place of names before a story is sent, and the names back into whatever comes of it.

Names are found by their capital letters, so that no list of people or employers is needed: a word written large inside
a sentence is taken for one, at the start of a sentence only if it is no common word. That takes too much rather than
too little. What it cannot know, such as a name in small letters or an employer known by three capitals, a person can
list.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Literal, NamedTuple, get_args

from starcli import lexicon
from starcli.data import load

Kind = Literal["EMAIL", "PHONE", "COMPANY", "PERSON", "NAME"]

_EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_PHONE = r"""(?<![\w.,+-])(?<!\d[ ])(?:
      \+\d{1,3}(?:[ .-](?:\(\d{1,5}\)[ ]?)?\d{1,5}){2,6}  # +44 (0)20 7946 0958
    | \+\d{10,15}
    | \(0?\d{2,4}\)[ .-]?\d{3,4}(?:[ .-]?\d{2,5}){0,2}  # (555) 555-0199
    | \d{3}[-.]\d{3}[-.]\d{4}                       # 555-555-0199
    | 0\d{2,4}[ -]\d{3,4}(?:[ -]\d{2,4}){1,2}       # 020 7946 0958
    | 0\d{3,4}[ /-]\d{5,8}                          # 0301 1234567
    | 0\d(?:[ .]\d\d){4}                            # 06 12 34 56 78
    )(?![\w-]|[.,]\d)"""
_WORD = r"[^\W\d_](?:\w|&(?=\w)|-(?=[^\W\d_]))*"
_STAND_IN = re.compile(r"\[?\b(email|phone|company|person|name)-(\d{1,6})\b\]?", re.IGNORECASE)
_CONTRACTED = re.compile(r"['’](?:t|ll|ve|re|d|m)(?!\w)", re.IGNORECASE)
_FEWEST_DIGITS = 7
_LONGEST_CAPITALS = 5  # API, CRM, COVID: capitals all through are mostly terms
_STARTS = frozenset('.!?:;"“”„‘([{#*•>-–—|_/')  # behind these a word may be written large for its place
_WRAPPED = 60  # characters of a line that goes on in the next
_COMMON_ENDS = ("ing", "ed", "ly", "tion", "ness", "ment")


class Redacted(NamedTuple):
    """A text with stand-ins such as [PERSON-1].

    Attributes:
        text: what may be sent.
        back: puts the names back into any text that has the stand-ins, also where their brackets were lost.
        hide: puts the same stand-ins into another text that goes with it, such as the interviewer's question.
    """

    text: str
    back: Callable[[str], str]
    hide: Callable[[str], str]


def redact(text: str, words: Sequence[str] = ()) -> Redacted:
    """Replace e-mail addresses, phone numbers, names and the words given; the same words get the same stand-in."""
    pattern = _pattern(words)
    stand_ins = _stand_ins(_find(text, pattern), text)
    in_any_case = {found.casefold(): stand_in for found, stand_in in stand_ins.items()}
    originals = {stand_in[1:-1].lower(): found for found, stand_in in stand_ins.items()}

    def replaced(match: re.Match[str]) -> str:
        found = match[0]
        return stand_ins.get(found) or (in_any_case.get(found.casefold(), found) if match["listed"] else found)

    def hide(other: str) -> str:
        return pattern.sub(replaced, other)

    def back(other: str) -> str:
        return _STAND_IN.sub(lambda match: originals.get(f"{match[1]}-{match[2]}".lower(), match[0]), other)

    return Redacted(hide(text), back, hide)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Everything that may be replaced, in the order in which it is looked for at a place."""
    own = "|".join(re.escape(word) for word in sorted(set(filter(str.strip, words)), key=len, reverse=True))
    kinds = {
        "listed": rf"(?<!\w)(?i:{own})(?!\w)" if own else r"(?!)",
        "email": _EMAIL,
        "phone": _PHONE,
        "word": _WORD,
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()), re.VERBOSE)


def _stand_ins(kinds: Mapping[str, Kind], text: str) -> dict[str, str]:
    """A stand-in for each of the words, none of which the text has already."""
    taken = {f"{match[1]}-{int(match[2])}".upper() for match in _STAND_IN.finditer(text)}
    numbers = {kind: count(1) for kind in get_args(Kind)}
    found = {}
    for words, kind in kinds.items():
        free = next(name for number in numbers[kind] if (name := f"{kind}-{number}") not in taken)
        found[words] = f"[{free}]"
    return found


# -- finding names ---------------------------------------------------------------------------------------------------


def _find(text: str, pattern: re.Pattern[str]) -> dict[str, Kind]:
    """What is to be replaced, and the kind of thing it is."""
    kinds: dict[str, Kind] = {}
    words = []
    for match in pattern.finditer(text):
        if match.lastgroup == "word":
            words.append(match)
        elif match.lastgroup == "email":
            kinds[match[0]] = "EMAIL"
        elif match.lastgroup == "listed":
            kinds[match[0]] = "NAME"
        elif sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS:
            kinds[match[0]] = "PHONE"
    return kinds | _names(text, words)


def _names(text: str, words: Sequence[re.Match[str]]) -> dict[str, Kind]:
    """The names among the words of a text. One that shows once what it is, is that everywhere."""
    small = {match[0] for match in words if match[0].islower()}
    kinds: dict[str, Kind] = {}
    at = 0
    while at < len(words):
        last = at
        while last < len(words) and _is_name(text, words, last, small) and (last == at or _joined(text, words, last)):
            last += 1
        if last > at:
            kind = _kind(words, at, last)
            for match in words[at:last]:
                if kinds.get(match[0], "NAME") == "NAME":
                    kinds[match[0]] = kind
        at = max(last, at + 1)
    return kinds


def _is_name(text: str, words: Sequence[re.Match[str]], at: int, small: Collection[str]) -> bool:
    """Whether a word is written large because it is a name."""
    word, low = words[at][0], words[at][0].lower()
    if not word[0].isupper() or len(word) < 2 or low in _never() or _is_contraction(text, words[at].end()):
        return False
    before = words[at - 1][0].lower() if at else ""
    if word.isupper() and len(word) <= _LONGEST_CAPITALS:
        return before in _list("at") or _next(words, at) in _list("firms")
    if before in _list("titles") and words[at].start() - words[at - 1].end() <= 2:
        return True
    return not (_may_start(text, words[at].start()) and (_is_common(low) or low in small))


def _joined(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    return text[words[at - 1].end() : words[at].start()] == " "


def _kind(words: Sequence[re.Match[str]], first: int, last: int) -> Kind:
    """What the words around a name say it is."""
    before, after = words[first - 1][0].lower() if first else "", _next(words, last - 1)
    if after in _list("firms"):
        return "COMPANY"
    if before in _list("titles") or before in _list("told") or after in _list("saying"):
        return "PERSON"
    return "COMPANY" if before in _list("at") else "NAME"


def _next(words: Sequence[re.Match[str]], at: int) -> str:
    return words[at + 1][0].lower() if at + 1 < len(words) else ""


def _is_contraction(text: str, end: int) -> bool:
    """Whether "Don" is the beginning of "Don't", which is no name."""
    return _CONTRACTED.match(text, end) is not None


def _may_start(text: str, at: int) -> bool:
    """Whether a word stands where any word would be written large: in a heading, or at the start of a sentence."""
    line = text.rfind("\n", 0, at) + 1
    before = text[max(line, at - 80) : at]
    if text.startswith("#", line):
        return True
    if before.strip():
        return before.rstrip()[-1] in _STARTS
    above = text[max(0, line - _WRAPPED - 1) : max(0, line - 1)]  # a long line may be wrapped in mid-sentence
    return "\n" in above or len(above) < _WRAPPED or above.rstrip()[-1:] in _STARTS or not above.rstrip()


def _is_common(low: str) -> bool:
    return all(part in _common() or (len(part) > 4 and part.endswith(_COMMON_ENDS)) for part in low.split("-"))


def _list(name: str) -> frozenset[str]:
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load().lexicon["redact"].items()}


@cache
def _common() -> frozenset[str]:
    """The words that star knows: none of them is a name only because it begins a sentence."""
    lists = [phrases for phrases in load().lexicon.values() if isinstance(phrases, list)]
    listed = {word for phrases in lists for phrase in phrases for word in phrase.split()}
    return frozenset(listed) | lexicon.verbs().keys() | _list("starters") | _never()


@cache
def _never() -> frozenset[str]:
    """Words that are no name wherever they stand."""
    return _list("no_names") | _list("titles") | _list("firms") | lexicon.words("english")
