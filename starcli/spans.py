"""Ranges of a text with the line and column a person finds them at."""

from bisect import bisect_right

from starcli.models import Range, Span


class Locator:
    """Turns ranges of one text into spans. Lines end at a line feed, or a carriage return without one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        for at, character in enumerate(text):
            if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
                self._starts.append(at + 1)

    def span(self, where: Range) -> Span:
        """The span of a range, its quote exactly as the text has it."""
        start, end = where
        line = bisect_right(self._starts, start)
        return Span(start, end, line, start - self._starts[line - 1] + 1, self._text[start:end])

    def spans(self, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
        """The spans of several ranges."""
        return tuple(map(self.span, ranges))
