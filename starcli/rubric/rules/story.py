"""What kind of text it is: whether it is English, tells an event, and answers the question it was asked."""

from functools import cache

from starcli import lexicon
from starcli.acts import Act
from starcli.data import load
from starcli.lexicon import Matcher, tokenize
from starcli.reading import Line, Reading

_ENOUGH_WORDS = 8  # below this many the words do not tell the language
_LATIN = 0x250  # code points below are ASCII, Latin-1 and Latin Extended
_ENGLISH_SHARE = 0.06
_ENOUGH_DEEDS = 2
_ENOUGH_LINKS = 3  # words that tie one deed to the next; lists of what somebody does have hardly any
_SHORTEST_PAST = 4  # longer words in -ed are verbs in the past
_PERFECT = frozenset({"have", "has", "i've", "we've", "they've"})


# -- the language ----------------------------------------------------------------------------------------------------


def is_english(reading: Reading) -> bool:
    """Whether the story is told in English, broken English and terse notes included."""
    words = [token.low for line in reading.lines for token in line.tokens if token.low[0].isalpha()]
    letters = [letter for word in words for letter in word if letter.isalpha()]
    if 2 * sum(ord(letter) >= _LATIN for letter in letters) > len(letters):
        return False
    if len(words) < _ENOUGH_WORDS:
        return True
    english = sum(word in lexicon.words("english") for word in words)
    foreign = sum(word in lexicon.words("foreign") for word in words)
    known = sum(word in lexicon.verbs() for word in words)
    strange = foreign or not all(map(str.isascii, words))  # without it a list of nouns is as English as any
    return english >= foreign and (not strange or english + known >= _ENGLISH_SHARE * len(words))


# -- an event --------------------------------------------------------------------------------------------------------


def not_a_story(reading: Reading) -> bool:
    """Whether the text tells no event at all: nobody who tells it did or saw anything in the past."""
    spoken = {token.low for line in reading.lines for token in line.tokens}
    headed = len({label for line in reading.lines for label in line.sentence.labels}) > 1
    past = any(map(_in_the_past, reading.lines))
    if not spoken & lexicon.words("first_person"):
        return not (headed and past) and not _are_notes(reading, spoken)
    if headed or any(line.has("one_occasion") and not _asks(line) for line in reading.lines):
        # "Last year I work in a kitchen": the tense is the teller's English, not the time.
        return not past and not any(act.own for line in reading.lines for act in line.acts)
    if any(act.lists - {"mental"} for line in reading.lines for act in happened(line)):
        return False
    return not _told_in_the_present(reading, spoken)


def _told_in_the_present(reading: Reading, spoken: set[str]) -> bool:
    """Whether deeds told in the present hang together as an event's do: the tense may be the teller's English."""
    once = [line for line in reading.lines if not line.has("habit") and not _asks(line)]
    own = {act.lemma for line in once for act in line.acts if act.own and act.specific}
    return len(own) >= _ENOUGH_DEEDS and len(spoken & lexicon.words("connective")) >= _ENOUGH_LINKS


def _are_notes(reading: Reading, spoken: set[str]) -> bool:
    """Whether a text without "I" is a story in notes: deeds that hang together, which those of a CV do not."""
    deeds = sum(act.subject in {"bare", "group"} for line in reading.lines for act in happened(line))
    return deeds >= _ENOUGH_DEEDS and bool(spoken & lexicon.words("connective"))


def _in_the_past(line: Line) -> bool:
    """Whether a word stands in the past, whoever it is said of."""
    return any(token.low in lexicon.words("story_past") or _is_past_form(token.low) for token in line.tokens)


def _is_past_form(low: str) -> bool:
    verb = lexicon.verbs().get(low)
    return (
        "past" in verb.forms and "base" not in verb.forms if verb else len(low) > _SHORTEST_PAST and low.endswith("ed")
    )


def happened(line: Line) -> list[Act]:
    """What a sentence tells as having happened once: deeds in the past, not what is asked or done again and again."""
    if line.has("habit") or _asks(line):
        return []
    return [act for act in line.acts if act.done and is_past(line, act)]


def _asks(line: Line) -> bool:
    return bool(line.tokens) and line.tokens[-1].low == "?"


def is_past(line: Line, act: Act) -> bool:
    """Whether a verb stands in the past: "I called", not "I call", "calling" or "I have called"."""
    verb = lexicon.verbs().get(line.tokens[act.at].low)
    if verb and not verb.forms & {"past", "participle"}:
        return False
    return not any(token.low in _PERFECT for token in line.tokens[act.first : act.at])


# -- the question ----------------------------------------------------------------------------------------------------


def off_question(reading: Reading, question: str) -> bool:
    """Whether the story plainly answers another question than the one asked; where that is unsure, it does not."""
    asked = {name.removesuffix(".asks") for name in _matcher().find(tokenize(question)) if name.endswith(".asks")}
    shown = {name for line in reading.lines for name in _matcher().find(line.tokens)}
    return bool(asked and reading.lines) and not any(f"{theme}.shows" in shown for theme in asked)


@cache
def _matcher() -> Matcher:
    """The words of all themes: "conflict.asks", "conflict.shows"."""
    return Matcher({f"{row['theme']}.{kind}": row[kind] for row in load().questions for kind in ("asks", "shows")})
