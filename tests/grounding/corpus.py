"""Stories with faithful retellings and with false ones: written by hand, and made from those by rule."""

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from starcli import lexicon
from starcli.advice import polish
from tests.reading_of import reading_of

HERE = Path(__file__).parent
ROWS = yaml.safe_load((HERE / "corpus.yaml").read_text("utf-8"))
STORIES = {name: row["story"] for name, row in ROWS.items()}
FAITHFUL = [(name, sentence) for name, row in ROWS.items() for sentence in row["faithful"]]
FALSE = [
    (name, sentence)
    for name, rows in yaml.safe_load((HERE / "false.yaml").read_text("utf-8")).items()
    for sentence in rows
]

_CHANGES = yaml.safe_load((HERE / "changes.yaml").read_text("utf-8"))
_COUNTED = re.compile(r"(?<![\w.,:])\d+(?:[.,]\d+)*(?![\w.,:]*\d)")
_SPELLED = re.compile(r"\b(?:two|three|four|five|six|seven|nine|ten|eleven|twelve|fourteen|nineteen|twenty)\b")
_NEGATIONS = ((" not ", " "), (" never ", " "), ("Nobody ", "My boss "), ("nobody ", "my boss "), ("No ", "A "))
_OPENINGS = ("First, ", "Then ", "After that, ", "In the end, ", "At that time, ", "So ")


def faithful() -> Iterator[tuple[str, str]]:
    """Retellings that add nothing: by hand, by cutting, by joining and by opening otherwise."""
    yield from FAITHFUL
    for number, (name, sentence) in enumerate(FAITHFUL):
        yield name, _OPENINGS[number % len(_OPENINGS)] + _small(name, sentence)
    for (name, one), (other, two) in pairwise(FAITHFUL):
        if name == other:
            yield name, f"{two} {one}"
            yield name, f"{one[:-1]}, and {_small(name, two)}"
    for name, sentence in _polished():
        yield name, sentence


def _small(name: str, sentence: str) -> str:
    """A sentence with a small first letter, unless the story has the word with a capital only."""
    first = sentence.split(maxsplit=1)[0]
    return sentence if first in {"I", "I'd"} or first in STORIES[name].split() else sentence[0].lower() + sentence[1:]


def _polished() -> Iterator[tuple[str, str]]:
    """Every sentence of the stories as our own rewrites tell it."""
    for name, story in STORIES.items():
        reading = reading_of(story)
        for line in reading.lines:
            told = polish.polish(reading.story, polish.whole(line)).text
            if told:
                yield name, told


def corruptions() -> Iterator[tuple[str, str, str]]:
    """Faithful sentences with one thing changed, each with the kind of change."""
    chance = random.Random(7)  # noqa: S311 - the same changes every time
    for number, (name, sentence) in enumerate([*FAITHFUL, *_polished()]):
        yield from ((name, "number", text) for text in _other_numbers(name, sentence, chance))
        yield from ((name, "unit", text) for text in _other_units(sentence))
        yield from ((name, "negation", text) for text in _turned(sentence))
        yield from ((name, "actor", text) for text in _taken(sentence))
        for kind, rows in _CHANGES["added"].items():
            yield name, kind, f"{sentence.rstrip('.')} {rows[number % len(rows)]}."
    yield from ((name, "by hand", sentence) for name, sentence in FALSE)


def _other_numbers(name: str, sentence: str, chance: random.Random) -> Iterator[str]:
    for found in _COUNTED.finditer(sentence):
        yield sentence[: found.start()] + _fresh(name, chance) + sentence[found.end() :]
    for found in _SPELLED.finditer(sentence.lower()):
        word = chance.choice(["thirteen", "sixteen", "seventeen", "ninety", "a hundred"])
        yield sentence[: found.start()] + word + sentence[found.end() :]


def _fresh(name: str, chance: random.Random) -> str:
    return next(number for number in iter(lambda: str(chance.randint(31, 997)), "") if number not in STORIES[name])


def _other_units(sentence: str) -> Iterator[str]:
    for found in re.finditer(r"(?<=\d )[a-z]+|(?<=\d)%|[€£$](?=\d)|(?<=\d-)[a-z]+", sentence):
        if found[0] in _CHANGES["units"]:
            yield sentence[: found.start()] + _CHANGES["units"][found[0]] + sentence[found.end() :]


def _turned(sentence: str) -> Iterator[str]:
    """A "not" taken out, or put in."""
    for one, other in _NEGATIONS:
        if one in sentence:
            yield sentence.replace(one, other, 1)
    if not re.search(r"\b(?:not|no|nobody|none|never|without|nor|zero)\b|n't", sentence, re.IGNORECASE):
        turned = re.sub(r" (was|were|could|had) (?!to )(?=[a-z])", r" \1 not ", sentence, count=1)
        yield from [turned] if turned != sentence else []


def _taken(sentence: str) -> Iterator[str]:
    """A deed of the group, of others, or of nobody, taken by the teller."""
    if re.match(r"(?:We|They) [a-z]+", sentence):
        yield re.sub(r"^(?:We|They) ", "I ", sentence).replace("I were ", "I was ")
    passive = re.match(r"(The [a-z ]+?) (?:was|were) ([a-z]+)(?: by [a-z ]+)?\.$", sentence)
    if passive and "participle" in getattr(lexicon.verbs().get(passive[2]), "forms", ()):
        yield f"I {passive[2]} {passive[1].lower()}."
