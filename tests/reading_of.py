"""A reading of a few words, for tests of what works on readings."""

from starcli.parser import parse
from starcli.reading import Reading, read


def reading_of(text: str) -> Reading:
    return read(parse(text, "story.md")[0])


def quotes(reading: Reading, ranges) -> list[str]:
    return [reading.story.text[start:end] for start, end in ranges]
