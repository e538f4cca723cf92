"""Transcripts: whose words are whose. What an interviewer says is left out, the names of speakers are cut off."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from starcli.data import load
from starcli.parser.labels import sections_named
from starcli.parser.markup import Line

_SPEAKER = re.compile(
    r"[*_]{0,3}(?P<name>[^\W\d_][\w.'’ -]{0,28}?)[*_]{0,3}"
    r"(?:(?:\s?[(\[][\d:.,]{3,12}[)\]])?[*_]{0,3}\s?[:：][*_]{0,3}(?=\s|\Z)|\s{1,4}[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?\Z)\s*"
)

Role = Literal["asks", "tells"]


class Turn(NamedTuple):
    """A name at the head of a line, and where the words after it begin."""

    name: str
    start: int


def hear(shadow: str, lines: Sequence[Line]) -> list[Line]:
    """The lines without the names of speakers and without what an interviewer says."""
    turns = {at: turn for at, line in enumerate(lines) if (turn := _turn(shadow, line))}
    roles = _roles([turn.name for turn in turns.values() if turn.name])
    if not roles:
        return list(lines)
    answered = "tells" in roles.values()
    heard: list[Line] = []
    role: Role | None = None
    for at, line in enumerate(lines):
        turn = turns.get(at)
        words = line
        if turn and turn.name in roles:
            role = roles[turn.name]
            words = line._replace(start=min(turn.start, line.end), fresh=True)
        elif (turn and not turn.name) or line.kind == "heading" or not answered:
            role = None
        heard.append(words._replace(kind="blank") if role == "asks" or words.start == words.end else words)
    return heard


def _turn(shadow: str, line: Line) -> Turn | None:
    """Whether a line begins with a name; one without a name is a section label, which ends what was being said."""
    match = _SPEAKER.match(shadow, line.start, line.end) if line.kind == "text" else None
    if not match or len(match["name"].split()) > 3:
        return None
    name = match["name"].strip().lower()
    if sections_named(name):
        return Turn("", match.end())
    if match["name"][0].isupper() or name in _known():
        return Turn(name, match.end())
    return None


# -- roles -----------------------------------------------------------------------------------------------------------


@cache
def _known() -> Mapping[str, str]:
    """The group of each name that the lists know."""
    return {name: group for group, names in load().lexicon["speakers"].items() for name in names}


def _roles(names: Sequence[str]) -> dict[str, Role]:
    """Who asks and who tells. A name that nobody knows counts where it answers or alternates with a known one."""
    groups = {name: _known().get(name, "") for name in names}
    present = set(groups.values())
    paired = {"question", "answer"} <= present and not groups.keys() & {"s", "t", "r"}
    asking = {"interviewer"} | ({"question"} if paired else set())
    telling = {"teller"} | ({"answer"} if paired else set())
    roles: dict[str, Role] = {}
    for name, group in groups.items():
        if group in asking or (group == "asking" and (present & telling or names.count(name) > 1)):
            roles[name] = "asks"
        elif group in telling:
            roles[name] = "tells"
    answering = {name for before, name in pairwise(names) if before in roles and not groups[name]}
    return roles | dict.fromkeys(answering, "tells")
