"""Which sentences win nothing, and which of their neighbours must not be taken for them."""

import pytest

from starcli.rubric.rules.heard import heard
from tests.reading_of import reading_of

STORY = (
    "The ward's pump failed twice in March. I opened the pump and found a worn seal. "
    "I replaced the seal and tested the pump. The pump has run since. {}"
)
LEFT_OUT = [
    "The pump has run since.",  # a second time
    "Pump, seal, ward, root cause, metrics, checklist.",
    "I drank 3 coffees and took 23,000 steps.",
    "In my spare time I keep 12 hens.",
    "I demonstrated bias for action.",
    "This shows insist on the highest standards.",
    "I am an outstanding communicator.",
    "I leveraged holistic synergies to drive world-class impact.",
]
HEARD = [
    "I took 4 photographs of the pump.",  # a number, and it belongs here
    "Calls at night fell from 9 to 2.",  # a number of its own, and a change
    "I asked two colleagues for help.",
    "I interviewed 14 nurses.",
    "I wrote 30 letters.",
    "My manager thanked me.",
    "I took ownership of the pump.",
    "Nurses, porters, doctors and cleaners all noticed the silence.",
    "I learned to dig for 10 minutes longer.",
]


@pytest.mark.parametrize("said", LEFT_OUT)
def test_left_out(said):
    reading = reading_of(STORY.format(said))
    assert heard(reading).lines == reading_of(STORY.format("")).lines


@pytest.mark.parametrize("said", HEARD)
def test_heard(said):
    reading = reading_of(STORY.format(said))
    assert heard(reading) == reading


def test_of_a_few_sentences_nothing_can_be_said():
    reading = reading_of("I drank 3 coffees. It rained.")
    assert heard(reading) == reading
