"""What was added is taken out: a clause where it comes off cleanly, else the sentence; a placeholder asks."""

import re
from collections.abc import Sequence

from starcli.grounding.facts import PLACEHOLDER, find_added, masked, sentences
from starcli.grounding.known import Known, Story, known
from starcli.grounding.statement import Added, Mode
from starcli.grounding.words import rules

_JOINT = re.compile(
    r"(?:,|;| —| –| -)? (?=(?:and|but|so|which|because|while|after|so that|thanks to|due to|resulting)\b)|[,;—–] ?"
)
_LEAST = 3  # words from which what is left of a sentence is one
_TRIES = 4


def without_added(written: str, story: Story, mode: Mode = "facts") -> tuple[str, tuple[str, ...]]:
    """The text without its added facts, and what was taken out.

    Returns:
        The text with placeholders such as `[add: the figure, if you have one]`, free of added facts, and the words
        that were replaced.
    """
    told, removed = known(story), list[str]()
    for _ in range(_TRIES):
        added = list(find_added(written, told, mode))
        if not added:
            return written, tuple(dict.fromkeys(removed))
        removed += [one.words for one in added]
        written = _mended(written, added, told, mode)
    return _placeholder("word"), tuple(dict.fromkeys(removed))


def _placeholder(kind: str) -> str:
    return str(rules()["placeholders"][kind])


def _mended(written: str, added: Sequence[Added], told: Known, mode: Mode) -> str:
    rows, at = list[str](), 0
    for start, end in sentences(masked(written)):
        here = [one for one in added if start <= one.start < end and not PLACEHOLDER.fullmatch(one.words)]
        rows += [
            written[at:start],
            _sentence(written[start:end], here, start, told, mode) if here else written[start:end],
        ]
        at = end
    mended = "".join([*rows, written[at:]])
    slots = {one.words for one in added if PLACEHOLDER.fullmatch(one.words)}
    return PLACEHOLDER.sub(lambda slot: _placeholder("number") if slot[0] in slots else slot[0], mended)


def _sentence(sentence: str, added: Sequence[Added], start: int, told: Known, mode: Mode) -> str:
    """The sentence up to the clause that adds something, if that is one by itself, and a placeholder."""
    lead = sentence[: len(sentence) - len(sentence.lstrip())]
    asked = _placeholder(added[0].kind)
    joints = [joint.start() for joint in _JOINT.finditer(sentence) if start + joint.start() < added[0].start]
    for joint in reversed(joints):
        kept = sentence[:joint].rstrip(" ,;—–-")
        if len(masked(kept).split()) >= _LEAST and not any(find_added(kept + ".", told, mode)):
            return f"{kept} {asked}."
    return f"{lead}{asked}"
