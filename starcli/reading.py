"""A story as the rules see it: its sentences in tokens, with who does what, which numbers measure, and which part."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starcli import injection, lexicon, tagger
from starcli.acts import Act, find_acts
from starcli.lexicon import Hit, Token
from starcli.models import Range, Sentence, SentenceKind, Story
from starcli.quantities import Quantity, find_quantities

# The words of a line: they begin behind its marks or, in front matter, behind the key.
_WORDS = re.compile(r"[^\w<\[{]*+(?:(?:title|id|author|tags):[^\w<\[{]*+)?(?P<words>[\w<\[{])")


class Line(NamedTuple):
    """One sentence, read. Token indices are positions in `tokens`."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    hits: dict[str, list[Hit]]  # word list -> where its phrases stand
    acts: tuple[Act, ...]
    quantities: tuple[Quantity, ...]
    quoted: frozenset[int]  # tokens inside quotation marks: somebody's words, told
    part: SentenceKind = "none"

    def range(self, first: int, last: int) -> Range:
        """The text range of the tokens from `first` up to, not including, `last`."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def has(self, *lists: str) -> bool:
        """Whether a phrase of one of the word lists stands in the sentence."""
        return any(name in self.hits for name in lists)

    def found(self, *lists: str) -> list[Range]:
        """The text ranges of all phrases of the word lists, in order of place."""
        return sorted(self.range(*hit) for name in lists for hit in self.hits.get(name, ()))

    def clause(self, at: int) -> Range:
        """The text range of the clause around token `at`: what stands between the marks that part clauses."""
        first, last = at, at + 1
        while first > 0 and not _parts_clauses(self.tokens[first - 1]):
            first -= 1
        while last < len(self.tokens) and not _parts_clauses(self.tokens[last]):
            last += 1
        return self.range(first, last)


class Reading(NamedTuple):
    """A whole story, read."""

    story: Story
    lines: tuple[Line, ...]
    suspected: tuple[Range, ...] = ()  # text for the grader, left out of `lines`

    def of(self, *parts: SentenceKind) -> Iterator[Line]:
        """The lines of some parts of the story, in order."""
        return (line for line in self.lines if line.part in parts)

    def words(self) -> int:
        """How many words are spoken."""
        return sum(spoken(line) for line in self.lines)


def _parts_clauses(token: Token) -> bool:
    return token.low in {",", ";", ":", ".", "!", "?", "—", "–", "(", ")", '"', "“", "”"}


def spoken(line: Line) -> int:
    """How many of a line's tokens are spoken as words."""
    return sum(map(lexicon.is_word, line.tokens))


def seconds(words: int, wpm: int) -> int:
    """How long that many words take to say, in seconds rounded to the nearest, at `wpm` words a minute."""
    return (words * 60 + wpm // 2) // wpm


def read_line(text: str, sentence: Sentence) -> Line:
    """Read one sentence; its part is not known yet."""
    tokens = lexicon.tokenize(text, sentence.start, sentence.end)
    hits = lexicon.matcher().find(tokens)
    quoted = find_quoted(tokens)
    return Line(
        sentence=sentence,
        tokens=tuple(tokens),
        hits=hits,
        acts=find_acts(text, tokens, hits, quoted, bullet=sentence.bullet),
        quantities=find_quantities(tokens),
        quoted=quoted,
    )


def clues(line: Line) -> tagger.Clues:
    """What the tagger looks at."""
    return tagger.Clues(line.sentence, line.tokens, line.hits, line.acts, line.quantities)


def read(story: Story) -> Reading:
    """Read a story: every sentence that is not written for the grader, then which part each belongs to."""
    lines, suspected = [], list(dict.fromkeys(_unspoken(story)))
    for sentence in story.sentences:
        line = read_line(story.text, sentence)
        if injection.addresses_grader(story.text[sentence.start : sentence.end], line.tokens, line.hits):
            suspected.append((sentence.start, sentence.end))
        else:
            lines.append(line)
    parts = tagger.tag([clues(line) for line in lines])
    tagged = (line._replace(part=part) for line, part in zip(lines, parts, strict=True))
    return Reading(story, tuple(tagged), tuple(sorted(suspected)))


def _unspoken(story: Story) -> Iterator[Range]:
    """What no sentence holds and yet speaks to the grader; a language model would read it too."""
    yield from (where for where in story.hidden if injection.hides(story.text[slice(*where)]))
    ends = [0, *(sentence.end for sentence in story.sentences)]
    starts = [*(sentence.start for sentence in story.sentences), len(story.text)]
    text = _without(story.text, story.hidden)
    for start, end in zip(ends, starts, strict=True):
        between = text[start:end]
        if any(map(str.isalpha, between)):
            for lines in (between.splitlines(keepends=True), [between]):  # all at once only where no line says it
                found = [(first, last) for first, last in _words(lines) if injection.hides(between[first:last])]
                if found:
                    break
            yield from ((start + first, start + last) for first, last in found)


def _without(text: str, ranges: Sequence[Range]) -> str:
    """The text with blanks in some places: what is hidden there was looked at by itself."""
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [text[at:start], " " * (end - max(start, at))]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _words(lines: Sequence[str]) -> Iterator[Range]:
    """Titles, headings, an interviewer's words and code: each without the marks or the key before it."""
    at = 0
    for line in lines:
        if match := _WORDS.match(line):
            yield at + match.start("words"), at + len(line.rstrip())
        at += len(line)


def find_quoted(tokens: Sequence[Token]) -> frozenset[int]:
    """The tokens between double quotation marks; a mark without a partner opens nothing."""
    inside: set[int] = set()
    opened: int | None = None
    for at, token in enumerate(tokens):
        if token.low in {'"', "“", "”", "„", "«", "»"}:
            if opened is None:
                opened = at
            else:
                inside.update(range(opened + 1, at))
                opened = None
    return frozenset(inside)
