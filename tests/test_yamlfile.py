from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.errors import InputError
from starcli.yamlfile import Entry, read


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "file.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refused(ask, file: Path) -> str:
    """What is said of a file, behind its name."""
    with pytest.raises(InputError) as caught:
        ask()
    assert "\n" not in caught.value.message
    assert caught.value.message.startswith(str(file))
    return caught.value.message.removeprefix(str(file)).removeprefix(":").strip()


# -- values ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def value(tmp_path):
    """The value of the key `k` in a file."""

    def value(text: str) -> Entry:
        return read(write(tmp_path, f"# a comment\nk: {text}\n")).fields("k")["k"]

    return value


@pytest.mark.parametrize(
    ("ask", "text", "found"),
    [
        (Entry.text, "two  words", "two words"),
        (Entry.text, ">-\n  one\n  line", "one line"),
        (Entry.text, "'404'", "404"),
        (Entry.text_or_null, "null", None),
        (Entry.text_or_null, "said", "said"),
        (Entry.whole, "30", 30),
        (lambda entry: entry.texts(1, 2), "[a, b]", ("a", "b")),
        (lambda entry: entry.choice(["hire"]), "hire", "hire"),
        (lambda entry: [item.keys for item in entry.items(2, 2)], "[a, b]", ["k[1]", "k[2]"]),
        (lambda entry: entry.items(1, 1)[0].fields("in")["in"].keys, "[{in: a}]", "k[1].in"),
    ],
)
def test_a_value_is_what_it_is_asked_as(value, ask, text, found):
    assert ask(value(text)) == found


@pytest.mark.parametrize(
    ("ask", "text", "problem"),
    [
        (Entry.text, "404", "2: k: must be text"),
        (Entry.text, "yes", "2: k: must be text"),
        (Entry.text, "2026-01-31", "2: k: must be text"),
        (Entry.text, "''", "2: k: is empty"),
        (Entry.text, '"a\\e[2J"', "2: k: holds a control character"),
        (Entry.text_or_null, "[a]", "2: k: must be text"),
        (Entry.whole, "'30'", "2: k: must be a whole number"),
        (Entry.whole, "1.5", "2: k: must be a whole number"),
        (Entry.whole, "-1", "2: k: must be a whole number"),
        (lambda entry: entry.items(1, 2), "a", "2: k: must be a list"),
        (lambda entry: entry.items(1, 2), "[a, b, c]", "2: k: has 3 items, must have 1 to 2"),
        (lambda entry: entry.items(2, 2), "[a]", "2: k: has 1 items, must have 2"),
        (lambda entry: entry.texts(1, 2), "[a, 1]", "2: k[2]: must be text"),
        (lambda entry: entry.choice(["hire"]), "hired", "2: k: unknown “hired”: did you mean hire?"),
        (lambda entry: entry.fields("why"), "{}", "2: k: missing: why"),
        (lambda entry: entry.mapping(["why"]), "{whi: a}", "2: k: unknown key “whi”: did you mean why?"),
        (lambda entry: entry.mapping(["why"]), "{why: a, why: b}", "2: k: the key why stands here twice"),
        (lambda entry: entry.mapping(["why"]), "{[a]: b}", "2: k: unknown key “?”"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_its_line_and_keys(tmp_path, value, ask, text, problem):
    assert refused(lambda: ask(value(text)), tmp_path / "file.yaml").startswith(problem)


# -- files that mean no good -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("just words", "1: must be a mapping"),
        ("- a\n- b\n", "1: must be a mapping"),
        ("k: a\n---\nk: b\n", "2: this is no YAML"),
        ("k: 'never closed\n", "this is no YAML"),
        ("k: a\n\tb: c\n", "2: this is no YAML"),
        ("k: \x00\n", "this is no YAML"),
        (b"\xff\xfes\x00l\x00", "is not UTF-8"),
        ("x" * 200_001, "larger than 200 kB"),
        ("[" * 50, "1: nested more than 12 deep"),
        ("[" * 150_000, "nest"),  # by whichever YAML library is there
        ("k: !!python/object/apply:os.system ['true']\n", "1: tags (!name) are not allowed"),
        ("k: !!str a\n", "1: tags (!name) are not allowed"),
        ("a: &a [x, x]\nb: [*a, *a]\n", "1: anchors and aliases"),
        ("b: *a\n", "1: anchors and aliases"),
        ("? " + "k" * 100_000 + "\n: 1\n", "1: unknown key “kkk"),
        ('"sl\\e[2Jug": 1\n', "1: unknown key “sl�[2Jug”"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(tmp_path, content, message):
    path = write(tmp_path, content)
    assert message in refused(lambda: read(path).fields("k"), path)


def test_an_alias_bomb_is_never_expanded(tmp_path):
    layers = [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)]
    path = write(tmp_path, "\n".join(["a0: &a0 [lol]", *layers]))
    assert refused(lambda: read(path), path).startswith("1: anchors and aliases")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("gone.yaml", "there is no such file"),
        ("folder.yaml", "there is no such file"),
        ("x" * 5000 + ".yaml", "cannot be read: "),
    ],
)
def test_a_path_without_a_file_is_refused(tmp_path, name, problem):
    (tmp_path / "folder.yaml").mkdir()
    assert refused(lambda: read(tmp_path / name), tmp_path / name).startswith(problem)


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path):
    assert read(write(tmp_path, b"\xef\xbb\xbfk: a\n")).fields("k")["k"].text() == "a"


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_file_is_read_or_refused(tmp_path_factory, content):
    path = write(tmp_path_factory.getbasetemp(), content)
    try:
        assert isinstance(read(path), Entry)
    except InputError as error:
        assert "\n" not in error.message  # noqa: PT017 - either outcome is right
