"""Where sentences end, and what is cut from their edges."""

import pytest

from starcli.parser.sentences import LONG, split, unwrap


def sentences(text):
    return [text[start:end] for start, end in split(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "I ran it. | It held.", "I ran it! | It held?", "Why? | Because.", "What?! | Yes.", "I ran it… | It held.",
        "I ran it... | It held.",
        "He said “Stop.” | I stopped.", "He said \"Stop.\" | I stopped.", "(I ran it.) | It held.",
        "I ran it [twice]. | It held.",
        "i ran it. | then it held. | i left.", "it held. | i'm glad.",
        "I ran it.\n| It held.", "I ran it.\u00a0| It held.", "I ran it.\r\n| It held.",
        "I called Dr. Smith, e.g. at noon. | He came.", "See Fig. 3 vs. Fig. 4 for it. | It held.",
        "We met on St. Mary St. with Mr. and Mrs. Lee. | It held.",
        "We sell oil, salt, etc. | It held.", "We sell oil, etc. and salt.", "He works at Acme Inc. | It held.",
        "He works at Acme Inc. as a cook.",
        "I came at 5 p.m. | It held.", "I came at 5 p.m. on Sunday.", "I came at 5 p.m. | Sunday was free.",
        "In Jan. we met. | In Feb. | We left.",
        "No. 5 failed. | I said no. | It held.", "We fly to the U.S. often. | We like the U.S. | It is big.",
        "The U.S. Navy called.",
        "J. R. Smith came. | It was plan B. | Then we left.", "So did I. | It held.", "So am I. | She left.",
        "It fell to 0.3 from 1.2M, i.e. by $1.2M. | It held.", "We run v2.1.3 of config.py and node.js. | It held.",
        "It is 40%. | It held.", "It fell to 9. | It held.",
        "I opened https://example.org/a.b?c=d. | It held.", "Read docs.example.org. | It held.",
        "He earns approx. 5 a day.", "It ran v. 2.1 of it. | It held.",
        "1. Boil it. | 2. Eat it.", "It was ... odd. | It held.", "I was… well, tired.", "“We did it!” he said.",
        "“Really?” she asked. | It held.",
        "I ran it;it held; all good.", "One; two. | Three.", "It held.| Then we left.", "It held!| We left.",
        "Use System.Out for it.",
        "他修好了。| 我们走了！| 好？| 好", "उसने किया। | वह गया।", "هل نجح؟ | نعم.", "Elle l’a fait. | Ça marche !",
        "It held 🎉. | We left. 🎉", "It held.\x1f| We left", "We left \x1f| it held",
        "no full stop", "Hi!", "He left.) | It held.",
    ],
)  # fmt: skip
def test_where_sentences_end(text):
    expected = [part.strip() for part in text.split("|")]
    assert sentences(text.replace("| ", "")) == [part.removesuffix(" 🎉") for part in expected]


@pytest.mark.parametrize("text", ["", " ", "...", "?! … .", "🎉", "—", "\u200b", "***", "\x1f\x1f"])
def test_what_has_no_word_is_no_sentence(text):
    assert sentences(text) == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("**I ran it.**", "I ran it."),
        ("*I ran it*", "I ran it"),
        ("__I ran it.__", "I ran it."),
        ("**I** ran it.", "**I** ran it."),
        ("I ran **it**", "I ran **it**"),
        ("**I** ran **it**", "**I** ran **it**"),
        ("**I ran *it*.**", "I ran *it*."),
        ("**I ran it.", "I ran it."),
        ("I ran it.**", "I ran it."),
        ("** I ran it **", "I ran it"),
        ("_x_ and max_size grew", "_x_ and max_size grew"),
        ("**3 * 4 is 12**", "3 * 4 is 12"),
        ("plain", "plain"),
        ("**", ""),
    ],
)
def test_emphasis_is_cut_off_unless_its_partner_stands_inside(text, bare):
    start, end = unwrap(text, 0, len(text))
    assert text[start:end] == bare


def test_a_very_long_sentence_is_parted_before_new_clauses():
    text = "so we had a queue that grew all morning and nobody could say why it did that or for how long it had " * 2
    spoken = f"{text}and then I called the depot and asked for two drivers because the lift was stuck"
    assert len(spoken.split()) > LONG
    parts = sentences(spoken)
    assert len(parts) > 1
    assert any(part.startswith("and then I called") for part in parts)
    assert " ".join(parts) == spoken


def test_a_long_sentence_without_a_place_to_part_it_stays_whole():
    text = "word " * 200 + "end"
    assert sentences(text) == [text]
