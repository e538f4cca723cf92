import pytest

from starcli.lexicon import tokenize
from starcli.quantities import find_quantities


def kinds(text):
    tokens = tokenize(text)
    return [(text[tokens[q.first].start : tokens[q.last - 1].end], q.kind) for q in find_quantities(tokens)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0.3% of orders", [("0.3%", "share")]),
        ("twenty percent of orders", [("twenty percent", "share")]),
        ("5 per cent of patients", [("5 per cent", "share")]),
        ("$8K a week", [("$8K", "money")]),
        ("1.2M rows", [("1.2M", "amount")]),
        ("3x faster", [("3x", "ratio")]),
        ("halved the queue", [("halved", "ratio")]),
        ("cut by a third", [("third", "ratio")]),
        ("from 40 to nine", [("40", "amount"), ("nine", "amount")]),
        ("took 3 hours", [("3", "time")]),
        ("p99 was 900ms", [("900ms", "amount")]),
    ],
)
def test_numbers_that_measure(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "on 12 May 2023",
        "in 2019",
        "at 10:30",
        "open 24/7",
        "version 2.1.3",
        "on port 8080",
        "error 404",
        "a 503 from the proxy",
        "a team of five engineers",
        "six colleagues",
        "three of us",
        "3 years of experience",
        "two years ago",
        "the 2nd floor",
        "ward 7",
        "5g masts",
    ],
)
def test_numbers_that_measure_nothing(text):
    tokens = tokenize(text)
    found = find_quantities(tokens)
    assert found
    assert not any(quantity.measures for quantity in found)


def test_pronoun_one_is_no_number():
    assert kinds("one of them, no one") == []
