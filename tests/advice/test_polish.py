import pytest

from starcli.advice.polish import polish, whole
from tests.reading_of import reading_of


def told(text, label="Action"):
    """The sentences of a part, polished."""
    reading = reading_of(f"## {label}\n{text}\n")
    return [polish(reading.story, whole(line)) for line in reading.lines]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        # what clears the throat
        ("So, um, yeah, last spring I called the ward.", "Last spring I called the ward."),
        ("Well, I called the ward.", "I called the ward."),
        ("Okay so I called the ward.", "So I called the ward."),
        ("So I called the ward.", "So I called the ward."),
        ("Right after lunch I called the ward.", "Right after lunch I called the ward."),
        ("Basically, the oven was cold.", "The oven was cold."),
        # pauses and asides, with their commas
        ("The dose was, um, late.", "The dose was late."),
        ("I called the ward, you know, and they moved the bed.", "I called the ward, and they moved the bed."),
        ("I measured, uh, packed, and sent it.", "I measured, packed, and sent it."),
        ("I changed two things, like, I moved the desk.", "I changed two things, I moved the desk."),
        ("Do you know the ward I called?", "Do you know the ward I called?"),
        ("I called the ER at night.", "I called the ER at night."),
        # hedges
        ("I sort of rebuilt the shelf.", "I rebuilt the shelf."),
        ("I baked a kind of bread.", "I baked a kind of bread."),
        ("I saw what kind of bread it was.", "I saw what kind of bread it was."),
        ("I just called the ward.", "I called the ward."),
        ("I called just two wards.", "I called just two wards."),
        ("I never really looked at the log.", "I never really looked at the log."),
        ("I really looked at the log.", "I looked at the log."),
        ("I guess I rebuilt the shelf.", "I rebuilt the shelf."),
        ("I think that I rebuilt the shelf.", "I rebuilt the shelf."),
        ("I called maybe 30 parents.", "I called maybe 30 parents."),
        ("I thought about what I think of it.", "I thought about what I think of it."),
        ("I waited for a bit.", "I waited for a bit."),
        # praise without a fact
        ("I met various suppliers.", "I met suppliers."),
        ("It significantly cut the queue.", "It cut the queue."),
        # slips of the tongue
        ("I, I called the the ward.", "I called the ward."),
        ("I was I was at a, at a school.", "I was at a school."),
        ("The nurse, she's, um, she's off.", "The nurse, she's off."),
        ("I was just, I was just fed up.", "I was just fed up."),
        ("Oh, and I forgot to mention, the lift was down.", "The lift was down."),
        ("I had had enough of that that day.", "I had had enough of that that day."),
        # somebody's words stay
        ("She said “um, maybe, I guess” and left.", "She said “um, maybe, I guess” and left."),
        # capitals and full stops
        ("traced the logs", "Traced the logs."),
        ("iPhone orders fell by 20%", "iPhone orders fell by 20%."),
        ("We asked, “who owns this?”", "We asked, “who owns this?”"),
        ("the queue was gone 🎉", "The queue was gone 🎉"),
        ("élodie signed it,", "Élodie signed it."),
        ("קראתי לרופא מיד", "קראתי לרופא מיד."),
    ],
)
def test_only_what_says_nothing_is_cut(given, wanted):
    assert " ".join(one.text for one in told(given)) == wanted


@pytest.mark.parametrize("given", ["Um.", "Yeah, you know.", "Um, uh, hmm", "Um, sure."])
def test_of_noise_nothing_is_left(given):
    assert "".join(one.text for one in told(given)) in {"", "You know."}


@pytest.mark.parametrize(
    ("given", "label", "asks"),
    [
        ("It probably saved an hour.", "Result", ("add: how you know",)),
        ("I guess it saved an hour.", "Result", ("add: how you know",)),
        ("I probably saved an hour.", "Action", ()),
        ("It helped the porters a bit.", "Result", ("add: how much",)),
        ("It saved an hour.", "Result", ()),
        ("I guess it taught me to ask.", "Reflection", ()),
    ],
)
def test_a_claim_is_not_made_surer_than_it_was(given, label, asks):
    assert [one.asks for one in told(given, label)] == [asks]


def test_a_doubt_before_the_work_stays():
    (one,) = told("The seal was probably old.", "Situation")
    assert one.text == "The seal was probably old."
