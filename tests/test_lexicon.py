import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.lexicon import Matcher, inflect, is_word, tokenize, verbs


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I traced it.", ["i", "traced", "it", "."]),
        ("an end-to-end test", ["an", "end", "to", "end", "test"]),
        ("didn’t", ["didn't"]),
        ("0.3% of $8K, 1.2M and 3x", ["0.3%", "of", "$8k", ",", "1.2m", "and", "3x"]),
        ("open 24/7 at 10:30", ["open", "24/7", "at", "10:30"]),
        ("p99 - then", ["p99", "-", "then"]),
        ("naïve café", ["naïve", "café"]),
        ("", []),
    ],
)
def test_tokens(text, tokens):
    assert [token.low for token in tokenize(text)] == tokens


@given(st.text())
def test_tokens_lie_in_order_inside_the_text(text):
    at = 0
    for token in tokenize(text):
        assert at <= token.start < token.end <= len(text)
        assert len(text[token.start : token.end]) > 0
        at = token.end


def test_token_offsets_count_from_the_start_of_the_text():
    assert [(token.start, token.end) for token in tokenize("ab cd ef", 3, 5)] == [(3, 5)]


def test_punctuation_is_no_word():
    assert [is_word(token) for token in tokenize("Yes, 5% !")] == [True, False, True, False]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("race condition", "a race-condition here", [(1, 3)]),
        ("improv*", "improve, improving", [(0, 1), (2, 3)]),
        ("a lot of custom*", "a lot of customers", [(0, 4)]),
        ("a lot", "a lo", []),
        ("end", "", []),
    ],
)
def test_matcher(phrase, text, found):
    assert Matcher({"list": [phrase]}).find(tokenize(text)).get("list", []) == found


def test_one_pass_serves_all_lists():
    hits = Matcher({"one": ["red car"], "two": ["car", "red*"]}).find(tokenize("a red car"))
    assert hits == {"one": [(1, 3)], "two": [(1, 2), (2, 3)]}


@pytest.mark.parametrize(
    ("lemma", "form", "tense"),
    [
        ("trace", "traced", "past"),
        ("trace", "tracing", "ing"),
        ("stop", "stopped", "past"),
        ("plan", "planning", "ing"),
        ("model", "modelled", "past"),
        ("model", "modeled", "past"),
        ("apply", "applied", "participle"),
        ("fix", "fixes", "s"),
        ("write", "wrote", "past"),
        ("write", "written", "participle"),
        ("learn", "learnt", "past"),
    ],
)
def test_verb_forms(lemma, form, tense):
    assert verbs()[form].lemma == lemma
    assert tense in verbs()[form].forms


def test_an_irregular_verb_has_no_regular_past():
    assert "writed" not in dict(inflect("write", {"write": ["wrote", "written"]}))
