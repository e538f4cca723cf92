"""Facts that a text about a story has and the story has not.

Sentence by sentence every word is looked up in what the story says. A word is free where it holds a sentence together;
any other must stand in the story, in some form or as a plain synonym. Numbers must agree in value, unit and what they
count; a deed must have the doer it has in the story; a "not" may neither come nor go; a cause must be the story's own.
In coaching the words about telling are free as well, and what is only advised or asked is no claim.
"""

import re
from collections.abc import Iterator, Sequence

from starcli import lexicon
from starcli.grounding.known import Known, Story, known
from starcli.grounding.numbers import find_numbers
from starcli.grounding.sentence import cut
from starcli.grounding.statement import Added, Mode, Statement
from starcli.grounding.words import phrases
from starcli.lexicon import Token, is_word

PLACEHOLDER = re.compile(r"\[add: [^\[\]\n]*\]")
_QUOTE = re.compile(r"[“\"]([^“”\"\n]+)[”\"]")
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\S)(?![\"”’')\]])[^.!?…\n]+)*[.!?…]*[\"”’')\]]*")


def added_facts(written: str, story: Story, mode: Mode = "facts") -> tuple[str, ...]:
    """Words of `written` that bring a fact which the story does not have.

    Args:
        written: what somebody writes about the story; what stands in `[add: ...]` is free, figures excepted.
        story: its text, or its reading.
        mode: "facts" for what is told as the story; "coaching" for what is said about it, where words about telling
            and advice are free and numbers, names, tools, dates, roles, doers and outcomes are not.
    """
    return tuple(dict.fromkeys(added.words for added in find_added(written, known(story), mode)))


def find_added(written: str, story: Known, mode: Mode) -> Iterator[Added]:
    """The same with places and kinds, sentence by sentence."""
    plain, before = _unquoted(masked(written), story) if mode == "coaching" else masked(written), frozenset[str]()
    for sentence in sentences(plain):
        for piece in cut(plain, _as_teller(lexicon.tokenize(plain, *sentence))):
            if any(map(is_word, piece.tokens)):
                said = Statement(plain, piece, story, mode, before)
                yield from sorted(set(said.added()))
                before = said.around
    for slot in PLACEHOLDER.finditer(written):
        yield from _in_placeholder(written, slot, story)


def masked(written: str) -> str:
    """The text with its placeholders blanked out, at equal length."""
    return PLACEHOLDER.sub(lambda slot: " " * len(slot[0]), written)


def _unquoted(plain: str, story: Known) -> str:
    """The text with the story's own words blanked out where they are quoted."""
    return _QUOTE.sub(lambda quote: " " * len(quote[0]) if story.quotes(quote[1]) else quote[0], plain)


def sentences(plain: str) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of a text."""
    return (match.span() for match in _SENTENCE.finditer(plain) if match[0].strip())


def _in_placeholder(written: str, slot: re.Match[str], story: Known) -> Iterator[Added]:
    """A figure given as an example in a placeholder would still be read as one."""
    tokens = lexicon.tokenize(written, slot.start() + len("[add: "), slot.end() - 1)
    for number in find_numbers(tokens, phrases().find(tokens)):
        if any(map(str.isdigit, tokens[number.first].low)) and not story.has_value(number):
            yield Added(*slot.span(), slot[0], "number")


def _as_teller(tokens: Sequence[Token]) -> Sequence[Token]:
    """Of "the candidate" it is said as of the teller."""
    return [token._replace(low="i") if token.low in {"candidate", "teller"} else token for token in tokens]
