import pytest

from starcli.rubric.rules.deeds import deeds, distinct, own_deeds
from tests.reading_of import quotes, reading_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I rang each ward, and I moved two beds.", ["I rang each ward", "I moved two beds"]),
        ("I opened the pump and cleaned the filter.", ["I opened the pump", "cleaned the filter"]),
        ("I rang the ward. I rang it again.", ["I rang the ward"]),
    ],
)
def test_a_deed_is_quoted_from_its_subject_to_its_end(text, told):
    reading = reading_of(text)
    assert quotes(reading, distinct(own_deeds(reading))) == told


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("I rang the ward and she opened the door.", ["I rang the ward", "she opened the door"]),
        ("We moved the beds; I signed the list.", ["We moved the beds", "I signed the list"]),
        ("By asking each cook, I found the gap.", ["asking each cook", "I found the gap"]),
    ],
)
def test_every_deed_of_a_sentence_has_its_own_words(text, subjects):
    reading = reading_of(text)
    assert quotes(reading, [deed.where for line in reading.lines for deed in deeds(line)]) == subjects


def test_a_note_in_the_task_is_an_aim():
    assert own_deeds(reading_of("## Task\n- Wrote a rota")) == []
    assert own_deeds(reading_of("## Action\n- Wrote a rota")) != []


def test_a_deed_knows_which_phrases_stand_in_it():
    first, second = own_deeds(reading_of("I painted the door. I wrote a checklist for the shift."))
    assert not first.holds("lasting")
    assert second.holds("lasting", "obstacle_cue")
