"""The rubric as data: criteria, levels, principles, word lists and texts, kept as YAML beside this file.

YAML takes 300 ms to read, so `scripts/build_data` keeps the same content in `built.json`. Where a YAML file was
edited since, the YAML is read instead: an edit works at once, only slower, until the script runs again.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from starcli.models import Section

HERE = Path(__file__).parent
SOURCES = ("criteria", "levels", "principles", "probes", "coaching", "questions")
_SLOT = re.compile(r"\{(\w+)\}")


class Criterion(NamedTuple):
    """One of the 36 yes/no criteria and all that is told about it."""

    code: str
    name: str
    section: str  # a Section, "delivery" or "principle"
    question: str
    met_when: str
    why: str
    do: str
    ask: str  # the question that asks the teller for what is missing
    placeholder: str  # what a rewrite puts where the fact is missing, without brackets; "" where nothing can be added
    weak: str
    strong: str
    basis: str  # "published", "convention" or "opinion"
    basis_note: str
    weight: float  # share of the score before a principle shifts it
    sections: Mapping[str, float]  # weight in the score of each section


class Level(NamedTuple):
    """What a listener expects at one level. Times are seconds."""

    slug: str
    title: str
    also: str
    scope: str
    shortest: int
    longest: int
    targets: Mapping[Section, int]
    bars: Mapping[str, int]  # lowest score of no_hire, hire and strong_hire
    needs: Mapping[str, tuple[str, ...]]  # band -> criteria without which it is not reached
    expects: tuple[str, ...]  # criteria coached first at this level
    reflection: str


class Principle(NamedTuple):
    """One leadership principle as a lens on a story."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    lead_with: str
    emphasise: str
    play_down: str
    lead: tuple[str, ...]  # criteria whose sentences a rewrite brings first
    trim: tuple[str, ...]  # criteria whose sentences a rewrite shortens first
    weights: Mapping[str, float]  # factor on a criterion's weight
    shows: Mapping[str, float]  # criterion code or "cue" -> share of the principle's strength
    cues: tuple[str, ...]  # words that show it, in the notation of lexicon.yaml
    contradicts: tuple[str, ...]  # words that speak against it, in the same notation
    contradiction: str
    probes: tuple[Mapping[str, str], ...]


class Data(NamedTuple):
    """All of it. `lexicon`, `probes`, `coaching` and `questions` keep the shape of their files."""

    criteria: Mapping[str, Criterion]
    levels: Mapping[str, Level]
    principles: Mapping[str, Principle]
    lexicon: Mapping[str, Any]
    probes: Any
    coaching: Any
    questions: Any


def fill(template: str, **values: str) -> str:
    """Put values into the `{slots}` of one of our texts. A value is never looked into, so it may hold anything."""
    return _SLOT.sub(lambda slot: values[slot[1]], template)


def source_files() -> list[Path]:
    """All YAML files, in a fixed order: one a topic, then the word lists, one a part of the story."""
    return [*(HERE / f"{name}.yaml" for name in SOURCES), *sorted((HERE / "lexicon").glob("*.yaml"))]


def source_digest() -> str:
    """SHA-256 of the YAML files, in a fixed order."""
    digest = hashlib.sha256()
    for path in source_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_yaml() -> dict[str, Any]:
    """Read the YAML files themselves; the word lists of all files become one mapping.

    Raises:
        ValueError: two word-list files name the same list.
    """
    import yaml  # noqa: PLC0415 - 25 ms that the built file saves

    content: dict[str, Any] = {"lexicon": {}}
    for path in source_files():
        if path.parent == HERE:
            content[path.stem] = yaml.safe_load(path.read_text("utf-8"))
            continue
        part = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - only text: "no" and "on" stay words
        if twice := content["lexicon"].keys() & part.keys():
            raise ValueError(f"{path.name}: {', '.join(sorted(twice))} already stands in another word-list file")
        content["lexicon"] |= part
    return content


def _raw() -> dict[str, Any]:
    built = HERE / "built.json"
    if built.exists():
        content: dict[str, Any] = json.loads(built.read_bytes())
        if content.pop("digest", None) == source_digest():
            return content
    return read_yaml()


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


@cache
def load() -> Data:
    """Read the rubric data once."""
    raw = _raw()
    return Data(
        criteria={row["code"]: Criterion(**_tuples(row)) for row in raw["criteria"]},
        levels={row["slug"]: Level(**_tuples(row)) for row in raw["levels"]},
        principles={row["slug"]: Principle(**_tuples(row)) for row in raw["principles"]},
        lexicon=raw["lexicon"],
        probes=raw["probes"],
        coaching=raw["coaching"],
        questions=raw["questions"],
    )
