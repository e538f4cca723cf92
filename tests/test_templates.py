from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from starcli import resources
from starcli.data import load
from starcli.errors import InputError
from starcli.models import SECTIONS
from starcli.templates import as_yaml, render


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = "t.md.j2") -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return write


def failure(name: str, values: dict, folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        render(name, values, [folder])
    assert "\n" not in caught.value.message
    assert caught.value.code == "bad-template"
    return caught.value.message


@pytest.mark.parametrize(
    "value", ["{{ 7 * 7 }}", "{% include 'x' %}", "<b> & 'q' \"d\"", "# one\n- two", "é 🎉 \u202e"]
)
def test_values_are_data_and_stay_as_they_are(write, value):
    assert render("t.md.j2", {"value": value}, [write("[{{ value }}]")]) == f"[{value}]"


def test_the_first_folder_that_has_the_template_wins(tmp_path):
    for name in ("mine", "ours"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "both.j2").write_text(name)
    (tmp_path / "ours" / "only.j2").write_text("only ours")
    folders = [tmp_path / "mine", tmp_path / "ours"]
    assert render("both.j2", {}, folders) == "mine"
    assert render("only.j2", {}, folders) == "only ours"


def test_a_missing_value_is_named_with_template_and_line(write):
    message = failure("t.md.j2", {"given": "x"}, write("{{ given }}\nand\n{{ asked }}\n"))
    assert message == "template t.md.j2, line 3: 'asked' is undefined"


def test_a_missing_attribute_is_named(write):
    message = failure("t.md.j2", {"story": {"text": "x"}}, write("a\n{{ story.titel }}"))
    assert message.startswith("template t.md.j2, line 2:")
    assert "titel" in message


def test_the_included_template_is_the_one_named(write, tmp_path):
    write("one\n{% include 'inner.md.j2' %}")
    write("{% if true %}\n{{ gone }}{% endif %}", "inner.md.j2")
    assert failure("t.md.j2", {}, tmp_path) == "template inner.md.j2, line 2: 'gone' is undefined"


def test_a_syntax_error_is_named_with_its_line(write):
    message = failure("t.md.j2", {}, write("fine\n{% for x in %}\n"))
    assert message.startswith("template t.md.j2, line 2: ")


def test_a_missing_template_names_the_folder(tmp_path):
    message = failure("nothing.j2", {}, tmp_path)
    assert "nothing.j2" in message
    assert str(tmp_path) in message


@pytest.mark.parametrize("name", ["../secret.j2", "/etc/hostname"])
def test_nothing_outside_the_folders_is_read(tmp_path, name):
    (tmp_path / "secret.j2").write_text("secret")
    (tmp_path / "inside").mkdir()
    assert "is not in" in failure(name, {}, tmp_path / "inside")


def test_a_template_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "t.md.j2").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in failure("t.md.j2", {}, tmp_path)


@pytest.mark.parametrize(
    "expression",
    [
        "value.__class__.__mro__",
        "''.__class__.__base__.__subclasses__()",
        "self.__init__.__globals__",
        "'{0.__class__.__init__.__globals__}'.format(value)",
        "1 / 0",
        "value + 1",
        "range(10000000)",
    ],
)
def test_the_sandbox_holds(write, expression):
    message = failure("t.md.j2", {"value": "x"}, write(f"line\n{{{{ {expression} }}}}"))
    assert message.startswith("template t.md.j2, line 2: ")


@given(st.text())
def test_the_yaml_filter_keeps_any_text_on_one_line(text):
    quoted = as_yaml(text)
    assert "\n" not in quoted
    assert yaml.safe_load(f"key: {quoted}") == {"key": text}


# -- the template of `star new` --------------------------------------------------------------------------------------


def new_story(**changes) -> str:
    level = load().levels["sde2"]
    values = {
        "title": 'The "lost" notices: a tale',
        "question": "When did you raise the bar? #1",
        "level": level,
        "principles": ["ownership", "dive-deep"],
        "sections": [
            {"kind": kind, "title": kind.title(), "seconds": level.targets[kind], "questions": [f"What about {kind}?"]}
            for kind in SECTIONS
        ],
    }
    return render("new-story.md.j2", values | changes, [resources.folder("prompts")])


def test_the_front_matter_of_a_new_story_is_read_back():
    _, front, _ = new_story().split("---\n", 2)
    assert yaml.safe_load(front) == {
        "id": "the-lost-notices-a-tale",
        "title": 'The "lost" notices: a tale',
        "question": "When did you raise the bar? #1",
        "principles": ["ownership", "dive-deep"],
        "level": "sde2",
    }


def test_a_new_story_without_question_and_principle_leaves_them_open():
    _, front, _ = new_story(question=None, principles=[]).split("---\n", 2)
    values = yaml.safe_load(front)
    assert values["question"] is None
    assert values["principles"] == []


def test_outside_front_matter_and_comments_a_new_story_has_only_headings():
    body = new_story().split("---\n", 2)[2]
    while "<!--" in body:
        before, _, rest = body.partition("<!--")
        body = before + rest.partition("-->")[2]
    assert [line for line in body.splitlines() if line] == [f"## {kind.title()}" for kind in SECTIONS]


def test_every_section_of_a_new_story_asks_its_questions_and_names_its_time():
    text = new_story()
    for kind in SECTIONS:
        section = text.partition(f"## {kind.title()}")[2].partition("\n## ")[0]
        assert f"about {load().levels['sde2'].targets[kind]} seconds" in section
        assert f"- What about {kind}?\n" in section


def test_a_new_story_reads_well(snapshot):
    assert new_story(level=load().levels["sde2"]._replace(title="SDE 2")) == snapshot
