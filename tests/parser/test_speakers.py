"""Transcripts: whose words are whose."""

import pytest

from starcli.parser import parse


def told(text):
    return [text[one.start : one.end] for story in parse(text, "-") for one in story.sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Interviewer: What happened?\nCandidate: I ran it.\nInterviewer: And then?\nCandidate: It held.",
         ["I ran it.", "It held."]),
        ("Interviewer: What happened?\nMaria: I ran it.\nInterviewer: And then?\nMaria: It held.",
         ["I ran it.", "It held."]),
        ("**Interviewer:** What happened?\n\n**Me:** I ran it.\n\nIt held.", ["I ran it.", "It held."]),
        ("INTERVIEWER: What happened?\nME: I ran it.", ["I ran it."]),
        ("Interviewer:\nWhat happened?\n\nTell me all.\n\nMe:\nI ran it.\n\nIt held.", ["I ran it.", "It held."]),
        ("Q: What happened?\nA: I ran it.\nQ: And then?\nA: It held.", ["I ran it.", "It held."]),
        ("Question: What happened?\nAnswer: I ran it.", ["I ran it."]),
        ("Bar raiser: What happened?\nMe: I ran it.", ["I ran it."]),
        ("Hiring manager: What happened?\nMe: I ran it.", ["I ran it."]),
        ("Speaker 1: I ran it.\nSpeaker 2: It held.", ["I ran it.", "It held."]),
        ("Me: I ran it. It held.", ["I ran it.", "It held."]),
        ("Interviewer: What happened?\n\nI ran it. It held.", ["I ran it.", "It held."]),
        ("Interviewer: What happened?\nI ran it.\nInterviewer: And?\nIt held.", ["I ran it.", "It held."]),
        ("Interviewer (00:12): What happened?\nMe (00:15): I ran it.", ["I ran it."]),
        ("Interviewer 00:12\nWhat happened?\nMe 00:15\nI ran it.", ["I ran it."]),
        ("[00:01:12] Interviewer: What happened?\n[00:01:15] Me: I ran it.", ["I ran it."]),
        ("[00:01:12] um so I ran it\n[00:01:15] and it held.\n[00:01:20] Then I left.",
         ["um so I ran it\n[00:01:15] and it held.", "Then I left."]),
        ("00:01:12 I ran it.\n00:01:15 It held.", ["I ran it.", "It held."]),
        ("(01:12) I ran it.", ["I ran it."]),
        ("00:00:01.000 --> 00:00:04.000\nI ran it.\n\n00:00:05.000 --> 00:00:08.000\nIt held.",
         ["I ran it.", "It held."]),
        ("Interviewer: What happened?\nMe: Situation: It rained.\nTask: I ran it.", ["It rained.", "I ran it."]),
        ("Interviewer: What happened?\nMe: Well.\nInterviewer: Go on.\nResult: It held.", ["Well.", "It held."]),
    ],
)  # fmt: skip
def test_only_the_teller_is_heard(text, sentences):
    assert told(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Maria: I ran it.",
        "Note: I ran it.\nMind: it held.",
        "Q: What happened?",
        "Question: What happened?\nI ran it.",
        "Coach: the bus was late.",
        "Recruiter: wanted a date.\nNurse: wanted a bed.",
        "09:30 I called the ward.",
        "The interviewer: I never met her.",
        "I told Me: The Movie to wait.",
    ],
)
def test_other_words_before_a_colon_stay(text):
    assert " ".join(told(text)) == text.replace("\n", " ")


def test_s_t_a_r_are_sections_also_below_a_question():
    text = "Q: What happened?\nS: It rained.\nT: I ran it.\nA: I pumped.\nR: It held."
    (story,) = parse(text, "-")
    labels = [one.labels for one in story.sentences]
    assert labels == [(), ("situation",), ("task",), ("action",), ("result",)]


def test_a_spoken_story_keeps_its_labels():
    text = "Interviewer: Go on.\nMe: It rained.\n\n## Task\nI ran it."
    (story,) = parse(text, "-")
    assert [(text[one.start : one.end], one.labels) for one in story.sentences] == [
        ("It rained.", ()),
        ("I ran it.", ("task",)),
    ]
