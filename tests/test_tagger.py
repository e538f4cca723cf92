import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli import tagger
from starcli.models import SECTIONS
from tests.reading_of import reading_of

FLAT = tagger.Model({}, [[0] * 5 for _ in range(5)], [0] * 5)


def parts(text):
    return [line.part for line in reading_of(text).lines]


def test_headings_decide_alone():
    told = parts("## Result\n\nI traced the logs.\n\n## Situation\n\nWe cut costs by 40%.\n")
    assert told == ["result", "situation"]


def test_a_combined_heading_leaves_the_choice_between_its_parts():
    told = parts("## Situation/Task\n\nOrders were late. My job was to find out why.\n\n## Action\n\nI asked.\n")
    assert set(told[:2]) <= {"situation", "task"}
    assert told[2] == "action"


def test_prose_reads_from_situation_to_reflection():
    told = parts(
        "Last year our clinic kept losing referral letters. My job was to find out why before the audit. "
        "I traced twenty letters by hand, asked each secretary for her list and built one shared sheet. "
        "As a result lost letters went from nine a week to none. "
        "Looking back, I learned that nobody owned the hand-over between the desks."
    )
    assert told == ["situation", "task", "action", "result", "reflection"]


def test_no_sentences_no_parts():
    assert tagger.tag([]) == []


matrix = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=n, max_size=n)
)


@given(matrix, st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=5, max_size=5))
def test_the_decoder_finds_the_best_row(scores, moves):
    model = tagger.Model({}, moves, [0] * 5)
    path = tagger.decode(scores, [range(5)] * len(scores), model)

    def worth(row):
        return sum(s[p] for s, p in zip(scores, row, strict=True)) + sum(moves[a][b] for a, b in pairwise(row))

    best = {(p,): scores[0][p] for p in range(5)}
    for row in scores[1:]:  # keep the best row for each last part: exhaustive for a chain
        longer = {}
        for path_so_far, value in best.items():
            for p in range(5):
                candidate = value + moves[path_so_far[-1]][p] + row[p]
                if p not in longer or candidate > longer[p][1]:
                    longer[p] = ((*path_so_far, p), candidate)
        best = dict(longer.values())
    assert worth(path) == max(best.values())


@given(matrix, st.data())
def test_the_decoder_keeps_to_what_is_allowed(scores, data):
    allowed = [data.draw(st.sets(st.integers(0, 4), min_size=1)) for _ in scores]
    path = tagger.decode(scores, [sorted(parts) for parts in allowed], FLAT)
    assert all(part in parts for part, parts in zip(path, allowed, strict=True))


def test_the_model_is_small_plain_data():
    content = json.loads(tagger.MODEL.read_bytes())
    assert tagger.MODEL.stat().st_size < 1_000_000
    assert all(len(row) == len(SECTIONS) for row in content["features"].values())


@pytest.mark.parametrize("text", ["ok", "- x\n- y", "?!"])
def test_anything_gets_a_part(text):
    assert set(parts(text)) <= {*SECTIONS, "none"}
