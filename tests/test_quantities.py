from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("12 % of the class", [("12 %", "share")]),
        ("5 per ward", [("5", "amount")]),
        ("$8K a week", [("$8K", "money")]),
        ("$8 million a year", [("$8 million", "money")]),
        ("€ 40 a seat", [("40", "money")]),
        ("64,000 euros", [("64,000", "money")]),
        ("1.2M rows", [("1.2M", "amount")]),
        ("1.2 million rows", [("1.2 million", "amount")]),
        ("1,142 invoices", [("1,142", "amount")]),
        ("two hundred meals", [("two hundred", "amount")]),
        ("zero complaints", [("zero", "amount")]),
        ("3x faster", [("3x", "ratio")]),
        ("three times a day", [("three", "ratio")]),
        ("halved the queue", [("halved", "ratio")]),
        ("doubled the sales", [("doubled", "ratio")]),
        ("double the sales", [("double", "ratio")]),
        ("half of the beds", [("half", "ratio")]),
        ("cut by a third", [("third", "ratio")]),
        ("a quarter of the guests", [("quarter", "ratio")]),
        ("two thirds of the guests", [("two thirds", "ratio")]),
        ("three quarters of the guests", [("three", "ratio")]),
        ("from 40 to nine", [("40", "amount"), ("nine", "amount")]),
        ("took 3 hours", [("3", "time")]),
        ("half an hour", [("half", "time")]),
        ("p99 was 900ms", [("900ms", "time")]),
        ("around 2000 rows", [("2000", "amount")]),
        ("2000 patients", [("2000", "amount")]),
        ("404 parcels were lost", [("404", "amount")]),
        ("fell from 500 to 20", [("500", "amount"), ("20", "amount")]),
        ("that week 60 parcels", [("60", "amount")]),
        ("the page 40 times", [("40", "ratio")]),
        ("300 people waited", [("300", "amount")]),
        ("two thousand students could not sit the exam", [("two thousand", "amount")]),
        ("the lift was broken for two years", [("two", "time")]),
        ("40 third party apps", [("40", "amount"), ("third", "name")]),
    ],
)
def test_numbers_that_measure(text, found):
    assert kinds(text) == found
    assert all(quantity.measures for quantity in find_quantities(tokenize(text)) if quantity.kind != "name")


@pytest.mark.parametrize(
    "text",
    [
        "on 12 May 2023",
        "in 2019",
        "since 2000 customers",
        "the 2019 season",
        "the 1990s",
        "on 03/04/2022",
        "at 10:30",
        "at 7pm",
        "at 9 a.m.",
        "at half past ten",
        "half ten in the morning",
        "a quarter to six",
        "open 24/7",
        "version 2.1.3",
        "Python 3.11",
        "on port 8080",
        "ports 80 and 443",
        "error 404",
        "a 503 from the proxy",
        "503 errors",
        "covid 19",
        "I-95 was closed",
        "two-factor login",
        "a 1:1 with my lead",
        "a team of five engineers",
        "an eight person team",
        "six colleagues",
        "three of us",
        "a class of 30 students",
        "I managed 40 people",
        "a company of 300 employees",
        "3 years of experience",
        "I had worked there for five years",
        "two years ago",
        "six months into the job",
        "25 years old",
        "the last three months",
        "the 2nd floor",
        "the third floor",
        "last quarter",
        "the second half of the season",
        "I double checked the dose",
        "ward 7",
        "wards 3, 4",
        "step 2",
        "5g masts",
        "a 737max",
    ],
)
def test_numbers_that_measure_nothing(text):
    found = find_quantities(tokenize(text))
    assert found
    assert not any(quantity.measures for quantity in found)


@pytest.mark.parametrize("text", ["one of them, no one", "the p99 and the S3 bucket", "Q3 and ward B", "- $ %"])
def test_no_number_at_all(text):
    assert kinds(text) == []


WORDS = ["5", "third", "half", "two", "hundred", "%", "per", "cent", "$", "€", "of", "us", "past", "404", "2019", "may"]


@given(st.lists(st.sampled_from([*WORDS, "team", "a.m.", "quarter", "to", "and", ","])))
def test_numbers_stand_in_order_and_do_not_overlap(words):
    tokens = tokenize(" ".join(words))
    ends = [(quantity.first, quantity.last) for quantity in find_quantities(tokens)]
    assert all(first < last <= len(tokens) for first, last in ends)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
