import json
import random
import subprocess
import sys

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli import answer
from starcli.answer import Answer, CriterionAnswer, ProbeAnswer, RewriteAnswer
from starcli.data import load
from starcli.models import SECTIONS, Target

PLAIN, OWNERSHIP = Target(), Target("senior", ("ownership", "dive-deep"), "Tell me about a time you went beyond.")
PROBE = ProbeAnswer("Whose job was it?", "Scope.", "Mine, sort of.", "It blurs.", "The bakery's.", "nobody asked", "")


def whole(target: Target) -> Answer:
    """An answer that lacks nothing."""
    return Answer(
        criteria=tuple(
            CriterionAnswer(code, at % 3 > 0, f"I weighed {at} trays" if at % 3 else "", f"Because of {code}.")
            for at, code in enumerate(answer.codes(target))
        ),
        sections={kind: f"Say more of the {kind}." for kind in SECTIONS},
        probes=(PROBE, PROBE._replace(quote="I weighed 4 trays")),
        rewrites=(
            *(RewriteAnswer(kind, None, f"The {kind}, told better.") for kind in SECTIONS),
            *(
                RewriteAnswer("full", None if slug == "general" else slug, "All of it. [add: when]")
                for slug in answer.wholes(target)
            ),
        ),
        summary="A baker who measures.",
        interviewer="I wonder whose job it was.",
    )


def content(target: Target = PLAIN) -> dict:
    return json.loads(answer.dump(whole(target)))


def read(value: dict | str, target: Target = PLAIN) -> tuple[Answer, str]:
    found, faults = answer.read(value if isinstance(value, str) else json.dumps(value), target)
    assert all("\n" not in fault for fault in faults)
    return found, "; ".join(faults)


# -- the schema ------------------------------------------------------------------------------------------------------


def test_every_criterion_is_asked_but_the_length_and_the_principle_only_where_one_is_named():
    assert set(answer.codes(OWNERSHIP)) == load().criteria.keys() - {"D601"}
    assert set(answer.codes(PLAIN)) == load().criteria.keys() - {"D601", "P701"}


@pytest.mark.parametrize("target", [PLAIN, OWNERSHIP, Target("sde1", tuple(load().principles))])
@pytest.mark.parametrize("bounded", [False, True])
def test_a_whole_answer_fits_the_schema(target, bounded):
    shape = answer.schema(target, bounded=bounded)
    jsonschema.Draft202012Validator.check_schema(shape)
    jsonschema.validate(json.loads(answer.dump(whole(target))), shape)


def nodes(schema):
    yield schema
    for value in schema.get("properties", {}).values():
        yield from nodes(value)
    if "items" in schema:
        yield from nodes(schema["items"])


@pytest.mark.parametrize("target", [PLAIN, OWNERSHIP])
def test_the_schema_keeps_to_what_every_strict_mode_takes(target):
    for node in nodes(answer.schema(target)):
        assert node.keys() <= {"type", "properties", "required", "additionalProperties", "items"}
        if node["type"] == "object":
            assert node["required"] == list(node["properties"])
            assert node["additionalProperties"] is False


def test_bounded_everything_that_could_run_on_has_an_end():
    for node in nodes(answer.schema(OWNERSHIP, bounded=True)):
        assert node["type"] != "string" or 0 < node["maxLength"] <= 2000
        assert node["type"] != "array" or 0 < node["maxItems"] <= 10


def longest(schema):
    """The longest value that fits a bounded schema."""
    if schema["type"] == "string":
        return "x" * schema["maxLength"]
    if schema["type"] == "array":
        return [longest(schema["items"])] * schema["maxItems"]
    return {key: longest(value) for key, value in schema["properties"].items()} if "properties" in schema else False


def test_bounded_the_longest_answer_fits_into_a_small_context():
    assert len(json.dumps(longest(answer.schema(Target("sde2", ("ownership",)), bounded=True)), indent=1)) < 12_000


@pytest.mark.parametrize("path", ["criteria.S101", "criteria.P701", "sections.task", "full.ownership", "summary"])
def test_an_answer_that_lacks_something_does_not_fit_the_schema(path):
    given = content(OWNERSHIP)
    *parents, last = path.split(".")
    place = given
    for key in parents:
        place = place[key]
    del place[last]
    with pytest.raises(jsonschema.ValidationError, match="required"):
        jsonschema.validate(given, answer.schema(OWNERSHIP))


def test_there_is_no_place_for_a_score_or_a_band():
    shape = answer.schema(PLAIN)
    for key in ("score", "band"):
        with pytest.raises(jsonschema.ValidationError, match="Additional"):
            jsonschema.validate({**content(), key: 100}, shape)


def test_the_decision_is_written_after_the_evidence():
    row = answer.schema(PLAIN)["properties"]["criteria"]["properties"]["S101"]
    assert list(row["properties"]) == ["quote", "why", "met"]


# -- a good answer, however it is wrapped ----------------------------------------------------------------------------


@pytest.mark.parametrize("target", [PLAIN, OWNERSHIP, Target("manager", tuple(load().principles))])
def test_a_valid_answer_comes_back_exactly(target):
    assert answer.read(answer.dump(whole(target)), target) == (whole(target), ())


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(st.lists(TEXT, min_size=30, max_size=30), st.lists(st.booleans(), min_size=40, max_size=40))
def test_any_words_come_back_exactly(words, decisions):
    text = iter(words)
    given_answer = whole(PLAIN)._replace(
        criteria=tuple(
            CriterionAnswer(code, met, words[at % 30], words[-at % 30])
            for at, (code, met) in enumerate(zip(answer.codes(PLAIN), decisions, strict=False))
        ),
        sections={kind: next(text) for kind in SECTIONS},
        probes=(ProbeAnswer(*(next(text) for _ in ProbeAnswer._fields)),),
        summary=next(text),
    )
    assert answer.read(answer.dump(given_answer), PLAIN) == (given_answer, ())


FORGED = '{"criteria": {"S103": {"quote": "x", "why": "y", "met": true}}}'


@pytest.mark.parametrize(
    "wrapping",
    [
        "```json\n{}\n```",
        "```\n{}\n```\nI hope this helps.",
        "Here is the review {{as asked}}:\n\n{}\n\nLet me know if you want more.",
        "<think>First {{I}} look. " + FORGED.replace("{", "{{").replace("}", "}}") + "</think>\n{}",
        "Let me see, it could be " + FORGED.replace("{", "{{").replace("}", "}}") + "\n</think>\n```json\n{}\n```",
        "A first try: " + FORGED.replace("{", "{{").replace("}", "}}") + "\nNow the answer:\n{}",
        "\ufeff{}",
    ],
)
def test_the_json_is_found_among_other_words(wrapping):
    assert answer.read(wrapping.format(answer.dump(whole(PLAIN))), PLAIN) == (whole(PLAIN), ())


def test_rows_in_a_list_count_as_well():
    given = content()
    given["criteria"] = [{"code": code, **row} for code, row in given["criteria"].items()]
    assert answer.read(json.dumps(given), PLAIN) == (whole(PLAIN), ())


def test_what_a_model_may_not_set_is_not_read():
    given = content() | {"score": 100, "band": "strong_hire"}
    given["criteria"]["S101"] |= {"start": 3, "points": 9}
    assert answer.read(json.dumps(given), PLAIN) == (whole(PLAIN), ())


# -- what is wrong is left out and said ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "I cannot judge people.", "[]", "{}", '{"a": 1}', "null", "{", '"criteria"', "<think>{}", "}{", "{{{{"]
)
def test_without_an_answer_there_is_one_fault(text):
    found, faults = answer.read(text, PLAIN)
    assert found == Answer()
    assert faults == ("there is no JSON object of the form that was asked for",)


def test_an_answer_thought_and_never_given_is_none():
    assert answer.read(f"<think>{answer.dump(whole(PLAIN))}", PLAIN)[0] == Answer()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"met": "true"}, "criteria.S103.met: input should be a valid boolean"),
        ({"met": 1}, "criteria.S103.met"),
        ({"met": None}, "criteria.S103.met"),
        ({"quote": 7}, "criteria.S103.quote: input should be a valid string"),
        ({"quote": ["a", "b"]}, "criteria.S103.quote"),
        ({"why": {}}, "criteria.S103.why"),
        ({"why": "x" * 100_000}, "criteria.S103.why: string should have at most"),
    ],
)
def test_a_criterion_of_a_wrong_type_is_left_out(change, fault):
    given = content()
    given["criteria"]["S103"] |= change
    found, faults = read(given)
    assert fault in faults
    assert [row.code for row in found.criteria] == [code for code in answer.codes(PLAIN) if code != "S103"]


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("criteria", "all met", "criteria: must be an object"),
        ("criteria", None, "criteria: must be an object"),
        ("criteria.S103", True, "criteria.S103: input should be"),
        ("sections", [], "sections: must be an object"),
        ("sections.task", "", "sections.task: string should have at least 1 character"),
        ("probes", {}, "probes: must be a list"),
        ("probes", [], "probes: every question is missing"),
        ("probes", ["Why?"], "probes[1]: input should be"),
        ("probes", [{"question": "Why?"}], "probes[1].strong: field required"),
        ("rewrites.result", 3, "rewrites.result: input should be a valid string"),
        ("full", {"frugality": "x"}, "full: general is missing"),
        ("summary", 90, "summary: input should be a valid string"),
        ("interviewer", None, "interviewer: input should be a valid string"),
    ],
)
def test_what_has_a_wrong_type_is_said_and_the_rest_is_kept(path, value, fault):
    given = content()
    *parents, last = path.split(".")
    place = given
    for key in parents:
        place = place[key]
    place[last] = value
    found, faults = read(given)
    assert fault in faults
    kept = whole(PLAIN)
    untouched = {"criteria", "sections", "probes", "rewrites", "summary", "interviewer"}
    untouched -= {"rewrites" if path.startswith(("full", "rewrites")) else path.split(".")[0]}
    assert all(getattr(found, field) == getattr(kept, field) for field in untouched)


@pytest.mark.parametrize("key", list(content()))
def test_what_is_missing_is_named(key):
    given = content()
    del given[key]
    assert f"{key}: " in read(given)[1] or f"{key} is missing" in read(given)[1]


def test_missing_codes_are_named_together():
    given = content()
    del given["criteria"]["S103"], given["criteria"]["D606"]
    assert read(given)[1] == "criteria: S103, D606 are missing"


def test_an_unknown_code_is_left_out_and_said():
    given = content()
    given["criteria"]["S199"] = given["criteria"]["S101"]
    found, faults = read(given)
    assert found == whole(PLAIN)
    assert faults == "criteria: there is no criterion “S199”"


def test_a_criterion_that_was_not_asked_does_not_count():
    given = content()
    given["criteria"] |= {code: {"quote": "I weighed", "why": "", "met": True} for code in ("D601", "P701")}
    assert read(given) == (whole(PLAIN), "")


def test_of_two_answers_to_a_criterion_the_first_counts():
    given = answer.dump(whole(PLAIN)).replace(
        '"S102"', '"S101": {"quote": "second", "why": "", "met": true}, "S102"', 1
    )
    found, faults = read(given)
    assert found == whole(PLAIN)
    assert faults == "'S101' stands there twice: the first counts"


def test_the_faults_are_few_enough_to_send_back():
    given = content()
    given["criteria"] = dict.fromkeys(given["criteria"], 1)
    faults = answer.read(json.dumps(given), PLAIN)[1]
    assert len(faults) == answer.MAX_FAULTS + 1
    assert "more faults" in faults[-1]


def test_half_a_character_is_none():
    given = json.dumps(content()).replace("A baker who measures.", "A \\ud83d baker.")
    assert read(given)[0].summary == "A � baker."


# -- cut and broken answers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [PLAIN, OWNERSHIP])
def test_of_a_cut_answer_what_is_whole_is_kept(target):
    full = whole(target)
    text = answer.dump(full)
    cut = text[: text.index('"A301"')]
    found, faults = answer.read(cut, target)
    assert found.criteria == tuple(row for row in full.criteria if row.code < "A301" or row.code[0] in "ST")
    assert len(found.criteria) == 8
    assert "breaks off" in faults[0]
    assert "A301" in " ".join(faults)


def test_a_quote_mark_that_was_not_escaped_costs_only_what_follows():
    text = answer.dump(whole(PLAIN)).replace("Because of A303.", 'He said "no" to me.')
    found, faults = read(text)
    assert [row.code for row in found.criteria] == list(answer.codes(PLAIN)[:10])
    assert "is broken at its line" in faults


def test_a_line_end_inside_a_text_does_no_harm():
    assert read(answer.dump(whole(PLAIN)).replace("A baker who", "A baker\nwho"))[1] == ""


@given(st.integers(0, len(answer.dump(whole(OWNERSHIP)))))
def test_any_prefix_gives_only_what_the_answer_said(at):
    full = whole(OWNERSHIP)
    found, faults = answer.read(answer.dump(full)[:at], OWNERSHIP)
    said_only(found, full)
    assert faults or found == full


def said_only(found: Answer, full: Answer) -> None:
    """Nothing was found that was not said."""
    assert set(found.criteria) <= set(full.criteria)
    assert found.sections.items() <= full.sections.items()
    assert set(found.probes) <= set(full.probes)
    assert set(found.rewrites) <= set(full.rewrites)
    assert found.summary in {"", full.summary}
    assert found.interviewer in {"", full.interviewer}


JUNK = st.sampled_from([None, True, 0, -1.5, 10**400, "", "x", [], {}, [[]], {"met": True}, "\ud800", float("nan")])


@given(st.randoms(use_true_random=False), st.lists(JUNK, min_size=1, max_size=6))
def test_any_mutation_gives_only_what_the_answer_said(chance: random.Random, junk):
    """Values are swapped for junk or deleted, anywhere."""
    given = content(OWNERSHIP)
    for value in junk:
        place = given
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(place[key], dict | list) and place[key] and chance.random() < 0.8:
                place = place[key]
                continue
            if chance.random() < 0.5:
                del place[key]
            else:
                place[key] = value
            break
    found, _ = answer.read(json.dumps(given), OWNERSHIP)
    full = whole(OWNERSHIP)
    junked = {"x", "�"}  # the junk that is text
    for row in found.criteria:
        true = next(one for one in full.criteria if one.code == row.code)
        assert row.met in {true.met, True}
        assert row.met == true.met or given["criteria"][row.code]["met"] is True
        assert {row.quote, row.why} <= {true.quote, true.why, "", *junked}
    assert {row.text for row in found.rewrites} <= {row.text for row in full.rewrites} | junked


@given(st.text(alphabet='{}[]",:\\ntrue1e "criteria"S101met', max_size=300))
def test_no_text_makes_it_raise(text):
    found, faults = answer.read(text, PLAIN)
    assert faults
    assert len(found.criteria) < len(answer.codes(PLAIN))


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        '{"criteria":' * 100_000,
        "[" * 5_000_000,
        '{"criteria": {' + '"S101": {"quote": "", "why": "", "met": false}, ' * 100_000,
        '{"summary": "' + "x" * 5_000_000,
        '{"summary": ' + "9" * 1_000_000 + "}",
        '{"summary": "\\' * 100_000,
        "<think>" * 500_000,
        '{"summary": "x"} ' * 300_000,
    ],
    ids=lambda text: text[:20],
)
def test_five_megabytes_of_anything_are_read_or_refused_soon(text):
    found, faults = answer.read(text, PLAIN)
    assert faults
    assert len(found.summary) <= answer.MAX_TEXT


def test_nothing_of_pydantic_is_loaded_before_an_answer_is_read():
    code = "import sys; from starcli import answer; print('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
