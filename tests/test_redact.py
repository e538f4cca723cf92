import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.redact import redact

STORY = """---
author: Tolu Adebayo
---

## The Night The Baking Stopped

Last winter I baked at Kornblum in Leeds, and Maria Lopez asked me to look at the ovens. Nobody else would. Maria rang
Hartmann Ovens Ltd on +44 113 496 0123 and wrote to service@hartmann-ovens.example.co.uk twice. "We can't come," Henrik
said. I told Mr. Brook that 1,200 rolls (0.3% of a year) and $8K were at stake, from 05-11-2024 to 2024-12-01.

- On Monday I asked Maria's deputy for the API key.
- Didn't help. So I drew a plan in Excel for the CEO.
"""


def test_names_addresses_and_numbers_get_stand_ins():
    text = redact(STORY).text
    for gone in ("Tolu", "Adebayo", "Kornblum", "Leeds", "Maria", "Lopez", "Hartmann", "Henrik", "Brook", "0123", "@"):
        assert gone not in text
    assert "I baked at [COMPANY-" in text
    assert re.search(r"\[PERSON-\d+\] \[PERSON-\d+\] asked me", text)
    assert re.search(r"\[COMPANY-\d+\] \[COMPANY-\d+\] Ltd on \[PHONE-1\] and wrote to \[EMAIL-1\] twice", text)
    assert re.search(r'come," \[PERSON-\d+\]\nsaid', text)
    assert re.search(r"Mr\. \[PERSON-\d+\] that", text)


def test_what_is_no_name_stays():
    text = redact(STORY).text
    for kept in (
        "## The Night The Baking Stopped",
        "Last winter I baked",
        "Nobody else would",
        "1,200 rolls (0.3% of a year) and $8K",
        "from 05-11-2024 to 2024-12-01",
        "- On Monday I asked",
        "for the API key",
        "- Didn't help. So I drew a plan",
        "for the CEO",
    ):
        assert kept in text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("I asked Priya, and Priya agreed.", "I asked [PERSON-1], and [PERSON-1] agreed."),
        ("Priya agreed.", "[PERSON-1] agreed."),
        ("Mark is a name. I asked Mark.", "[PERSON-1] is a name. I asked [PERSON-1]."),
        ("Mark the place. Will it hold?", "Mark the place. Will it hold?"),
        ("We joined IBM. IBM paid.", "We joined [COMPANY-1]. [COMPANY-1] paid."),
        ("The SQL of the ETL failed.", "The SQL of the ETL failed."),
        ("It was Anne-Marie's idea.", "It was [NAME-1]'s idea."),
        ("Dr. Okafor told me.", "Dr. [PERSON-1] told me."),
        ("My lead, named Frost, left.", "My lead, named [PERSON-1], left."),
        ("I moved it from Jira to Kafka.", "I moved it from [NAME-1] to [NAME-2]."),
        ("In May the Senior Manager spoke English.", "In May the Senior Manager spoke English."),
        ("Call (555) 555-0199 or 020 7946 0958.", "Call [PHONE-1] or [PHONE-2]."),
        ("Call 555-555-0199, 06 12 34 56 78.", "Call [PHONE-1], [PHONE-2]."),
        ("It cost 10 000 000 in 2023, 0.25% of 555,0199.", "It cost 10 000 000 in 2023, 0.25% of 555,0199."),
        (
            "From 1990-2020 we sold 100-2000 a day, ID 5551234567.",
            "From 1990-2020 we sold 100-2000 a day, ID 5551234567.",
        ),
        ("I'm sure. I've seen it. We'll go. They're in.", "I'm sure. I've seen it. We'll go. They're in."),
        ("Write to a.b+c@d-e.org.", "Write to [EMAIL-1]."),
        ("I told\nMaria so.", "I told\n[PERSON-1] so."),
        ("Task: I rang.\nAction: I went.", "Task: I rang.\nAction: I went."),
    ],
)
def test_what_counts_as_a_name(text, hidden):
    assert redact(text).text == hidden


def test_the_words_of_a_person_s_own_list_go_in_any_case_of_letters():
    redacted = redact("we sold project snowdrop to acme. ACME liked it; acmes did not.", ["Acme", "project snowdrop"])
    assert redacted.text == "we sold [NAME-1] to [NAME-2]. [NAME-3] liked it; acmes did not."
    assert redacted.back(redacted.text) == "we sold project snowdrop to acme. ACME liked it; acmes did not."
    assert redacted.hide("Tell me about Project Snowdrop.") == "Tell me about [NAME-1]."


@pytest.mark.parametrize("words", [[""], [" "], ["a|b"], ["c++"], ["(x"], ["#1 shop"], ["a  b"]])
def test_the_own_list_may_hold_anything(words):
    text = f"we went to {words[0]} twice."
    redacted = redact(text, words)
    assert (words[0] in redacted.text) is not bool(words[0].strip())
    assert redacted.back(redacted.text) == text


def test_a_stand_in_that_the_story_has_already_is_not_used():
    text = "I wrote [PERSON-1] and person-2 for the people. I asked Maria."
    redacted = redact(text)
    assert redacted.text == "I wrote [PERSON-1] and person-2 for the people. I asked [PERSON-3]."
    assert redacted.back("[PERSON-1], person-2 and [PERSON-3]") == "[PERSON-1], person-2 and Maria"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("You asked [PERSON-1] twice.", "You asked Maria twice."),
        ("PERSON-1's idea", "Maria's idea"),
        ("[Person-1]", "Maria"),
        ("([PERSON-1])", "(Maria)"),
        ("[add: what [PERSON-1] said]", "[add: what Maria said]"),
        ("PERSON-12 and [PERSON-9]", "PERSON-12 and [PERSON-9]"),
        ('{"quote": "I asked [PERSON-1]"}', '{"quote": "I asked Maria"}'),
    ],
)
def test_the_names_come_back_in_any_text(written, told):
    assert redact("I asked Maria.").back(written) == told


def test_another_text_gets_the_same_stand_ins():
    redacted = redact("I asked Maria at Kornblum.")
    assert redacted.hide("Kornblum: did Maria agree, or Jo?") == "[COMPANY-1]: did [PERSON-1] agree, or Jo?"


PIECES = st.sampled_from(
    ["Maria", "Maria Lopez", "at Acme", "IBM", "Ltd", "[PERSON-1]", "NAME-2", "[", "]", "-1", "PERSON", "a@b.co",
     "The", "+44 20 7946 0958", "0.3%", "1,200", "I", ". ", "\n", " ", "'s", "Mark", "mark", "said", "é", "Ünal", "ſ",
     "K", "&", "x_y", "_", "@", "#", "\u202e", "🥐"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join), st.lists(PIECES, max_size=3))
def test_what_was_hidden_comes_back(text, words):
    redacted = redact(text, words)
    assert redacted.back(redacted.text) == text
    assert redacted.hide(text) == redacted.text


NUMBERS = st.sampled_from(["3", "0.3%", "1,200", "$8K", "2024-12-01", "05-11-2024", "12.5", "10 000 000", "40 to 9"])


@given(st.lists(NUMBERS | st.sampled_from(["Maria", "we cut", ". ", ", ", "from"]), max_size=12).map(" ".join))
def test_numbers_stay_as_they_are(text):
    told = re.sub(r"\[[A-Z]+-\d+\]", "", redact(text).text)
    assert re.findall(r"\d+", told) == re.findall(r"\d+", text)


@pytest.mark.parametrize(
    "text",
    ["A" * 200_000, "Ab " * 66_000, "a@" * 100_000, "a.a" * 66_000, "+1 2" * 50_000, "0123 " * 40_000, "\n" * 200_000,
     " ".join(f"Ab{at}" for at in range(25_000)), "(0123) " * 28_000, "A-" * 100_000, ("x" * 60 + "\n") * 3_000],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
def test_a_hostile_text_is_read_through(text):
    redacted = redact(text, ["a b", "+1"])
    assert redacted.back(redacted.text) == text
