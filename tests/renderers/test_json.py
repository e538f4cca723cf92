import copy
import io
import json

import pytest
from jsonschema import Draft202012Validator

from starcli.models import Engine, Failure
from starcli.renderers import View
from starcli.renderers.json import render, schema
from tests.renderers import sample

SCHEMA = json.loads(schema())
FAILED = Failure("stories/x.md", "empty", "stories/x.md is empty: write the story first")


def page(*outcomes, view=None):
    out = io.StringIO()
    render(sample.report(*outcomes), out, view or View())
    return out.getvalue()


def closed():
    """The schema with no room for keys it does not name."""
    strict = copy.deepcopy(SCHEMA)
    for part in [strict, *strict["$defs"].values()]:
        if "required" in part:
            part["additionalProperties"] = False
    return Draft202012Validator(strict)


def objects(value, where=()):
    """Every object of a report with the way to it, one for each list."""
    if isinstance(value, dict):
        yield where
        for key, item in value.items():
            yield from objects(item, (*where, key))
    elif isinstance(value, list) and value:
        yield from objects(value[-1], (*where, -1))


def at(value, where):
    for key in where:
        value = value[key]
    return value


WHOLE = json.loads(page(sample.review(), sample.other(), sample.hostile("`x`"), FAILED))


def test_the_schema_is_sound():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("outcomes", [(), (FAILED,), (sample.review(),), (sample.hostile("\x1b[31m"),)])
def test_a_report_has_the_shape_of_the_schema_and_no_other_key(outcomes):
    closed().validate(json.loads(page(*outcomes)))


def test_a_report_of_a_model_has_the_shape_too():
    used = Engine("compatible", "small-9b", "hybrid", 2, 4000, 1000, 800, 3.25, None)
    closed().validate(json.loads(page(sample.review(engine=used))))


ADDED = "disagreements"  # came later, so that older reports are without it
WAYS = [
    (where, key)
    for where in objects(WHOLE)
    if where != ("summary", "coverage")
    for key in at(WHOLE, where)
    if key != ADDED
]


@pytest.mark.parametrize(("where", "key"), WAYS, ids=lambda part: part if isinstance(part, str) else None)
def test_the_schema_misses_every_key(where, key):
    report = copy.deepcopy(WHOLE)
    del at(report, where)[key]
    assert not Draft202012Validator(SCHEMA).is_valid(report)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("schema_version",), 2),
        (("reviews", 0, "band", "name"), "maybe"),
        (("reviews", 0, "band", "score"), 101),
        (("reviews", 0, "sections", 0, "kind"), "task"),
        (("reviews", 0, "criteria", 0, "code"), "X1"),
        (("reviews", 0, "criteria", 0, "met"), "yes"),
        (("reviews", 0, "sections"), []),
        (("reviews", 0, "principles"), []),
        (("reviews", 0, "probes", 0, "anchor"), "words"),
    ],
)
def test_the_schema_rejects_what_cannot_be(where, value):
    report = copy.deepcopy(WHOLE)
    at(report, where[:-1])[where[-1]] = value
    assert not Draft202012Validator(SCHEMA).is_valid(report)


def test_the_keys_stand_in_the_order_of_the_contract():
    assert list(WHOLE) == ["schema_version", "tool", "reviews", "failures", "summary"]
    kept = [key for key in WHOLE["reviews"][0] if key not in {"priorities", ADDED}]
    assert " ".join(kept) == (
        "story target engine band sections sentences criteria principles probes rewrites warnings"
    )


def test_quotes_are_the_words_at_their_offsets():
    review = json.loads(page(sample.review()))["reviews"][0]
    text = review["story"]["text"]
    spans = [span for row in review["criteria"] for span in row["evidence"]]
    assert spans
    assert all(span["quote"] == text[span["start"] : span["end"]] for span in spans)


def test_it_is_the_whole_report_whatever_the_view():
    view = View(parts=frozenset({"probes"}), probe_count=1, width=20, color=True, many=True)
    assert page(sample.review(), view=view) == page(sample.review())


def test_characters_stay_as_they_are_and_control_characters_are_escaped():
    told = page(sample.hostile("naïve 🙂 \x1b[31m\u2028"))
    assert "naïve 🙂" in told
    assert "\x1b" not in told
    assert json.loads(told)["reviews"][0]["story"]["title"] == "naïve 🙂 \x1b[31m\u2028"


def test_a_file_name_that_is_no_text_can_be_written_and_read_back():
    told = page(Failure("caf\udce9.md", "empty", "caf\udce9.md is empty"))
    assert json.loads(told.encode("utf-8"))["failures"][0]["path"] == "caf\udce9.md"


def test_a_criterion_stands_on_a_line():
    assert sum('"out_of"' in line for line in page(sample.review()).splitlines()) == 36
    assert max(line.count('"out_of"') for line in page(sample.review()).splitlines()) == 1
