import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.jsontext import find_object

KEYS = ("a", "b")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('{"a": 1, "b": [2, {"c": 3}', {"a": 1, "b": [2, {"c": 3}]}),
        ('{"a": [1, 2', {"a": [1]}),
        ('{"a": "one", "b": "tw', {"a": "one"}),
        ('{"a": "one", "b": "two\\', {"a": "one"}),
        ('{"a": "x, y} ]", "b": tr', {"a": "x, y} ]"}),
        ('{"a": 1, "b": 2,}', {"a": 1, "b": 2}),
        ('{"a": 1, b: 2}', {"a": 1}),
        ('{"a": 1} {"b": 2}', {"b": 2}),
        ('{"a": 1, "b": 2} {"b": 3}', {"a": 1, "b": 2}),
        ('{x} {"a": 1}', {"a": 1}),
        ('{"a": 1, "a": 2}', {"a": 1}),
        ('{"a": "one\ntwo"}', {"a": "one\ntwo"}),
    ],
)
def test_the_object_that_is_found(text, value):
    assert find_object(text, KEYS)[0] == value


@pytest.mark.parametrize("text", ["", "{", '{"c": 1}', "[1, 2]", '"a"', '{"a"', '{"a": ', '{"a": "'])
def test_where_there_is_none_that_is_said(text):
    assert find_object(text, KEYS) == (None, ["there is no JSON object of the form that was asked for"])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"a": 1,\n"b": "tw', "breaks off or is broken at its line 2"),
        ('{"a": 1, "a": 2}', "'a' stands there twice"),
        ('{"a": 1}' + " " * 400_000, "longer than 400000 characters"),
    ],
)
def test_what_is_wrong_is_said(text, fault):
    assert fault in " ".join(find_object(text, KEYS)[1])


@given(st.dictionaries(st.sampled_from([*KEYS, "c", "d"]), JSON, min_size=1), st.integers(0, 400))
def test_a_cut_object_has_nothing_that_the_whole_had_not(value, at):
    value = {"a": 0, **value}
    found, _ = find_object(json.dumps(value)[:at], KEYS)
    assert found is None or within(found, value)


def within(part, whole) -> bool:
    """Whether a value is another one, or that with its end missing."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and within(part[key], whole[key]) for key in part)
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) <= len(whole) and all(map(within, part, whole))
    return part == whole and type(part) is type(whole)


@given(st.text(alphabet='{}[]",:\\ab1 \n', max_size=120))
def test_nothing_makes_it_raise(text):
    found, faults = find_object(text, KEYS)
    assert found is not None or faults
