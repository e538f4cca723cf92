import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli import names
from starcli.data import load
from starcli.errors import UsageError

SIXTEEN = tuple(load().principles)


def refusal(call, *arguments, **options) -> str:
    with pytest.raises(UsageError) as caught:
        call(*arguments, **options)
    assert "\n" not in caught.value.message
    return caught.value.message


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("sde2", "sde2"),
        ("SDE 2", "sde2"),
        ("sde-1", "sde1"),
        ("L6", "senior"),
        (" l7 ", "principal"),
        ("Senior", "senior"),
        ("sdm", "manager"),
    ],
)
def test_a_level_by_any_of_its_names(word, slug):
    assert names.level(word) == slug


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("customer-obsession", "customer-obsession"),
        ("Customer Obsession", "customer-obsession"),
        ("customer_obsession", "customer-obsession"),
        ("CUSTOMEROBSESSION", "customer-obsession"),
        ("have-backbone-disagree-and-commit", "have-backbone"),
        ("Have Backbone; Disagree and Commit", "have-backbone"),
        ("Strive to be Earth’s Best Employer", "best-employer"),
        ("Are Right, A Lot", "are-right-a-lot"),
        ("dd", "dive-deep"),
    ],
)
def test_a_principle_by_any_of_its_names(word, slug):
    assert names.principle(word) == slug


def test_no_name_stands_for_two_principles_or_two_levels():
    for row in load().principles.values():
        assert {names.principle(name) for name in (row.slug, row.name, *row.aliases)} == {row.slug}
    for row in load().levels.values():
        assert {names.level(name) for name in (row.slug, row.title, row.also)} == {row.slug}


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ([], ()),
        (["ownership"], ("ownership",)),
        (["dive deep, ownership"], ("dive-deep", "ownership")),
        (["ownership", "own", "OWNERSHIP,ownership"], ("ownership",)),
        (["frugality, Are Right, A Lot, earn trust,"], ("frugality", "are-right-a-lot", "earn-trust")),
        (["all"], SIXTEEN),
        (["think big", "All"], ("think-big", *(slug for slug in SIXTEEN if slug != "think-big"))),
    ],
)
def test_several_principles_each_once_in_the_order_given(words, slugs):
    assert names.principles(words) == slugs


@pytest.mark.parametrize(
    ("word", "bar"),
    [
        ("hire", "hire"),
        ("Strong-Hire", "strong_hire"),
        ("no hire", "no_hire"),
        ("STRONG_NO_HIRE", "strong_no_hire"),
        ("0", 0),
        ("100", 100),
        (" 75 ", 75),
    ],
)
def test_a_bar_is_a_band_or_a_score(word, bar):
    assert names.bar(word) == bar


@pytest.mark.parametrize("word", ["101", "-5", "7.5", "1e2", "٧٥", "", "good", "hire!?no"])
def test_no_bar(word):
    assert "from 0 to 100" in refusal(names.bar, word)


@pytest.mark.parametrize(
    ("call", "word", "message"),
    [
        (names.level, "sde3", "--level: unknown level “sde3”: did you mean sde2?"),
        (names.level, "x", "--level: unknown level “x”: known: sde1, sde2, senior, principal, manager"),
        (names.principle, "ownershp", "--principle: unknown principle “ownershp”: did you mean ownership?"),
        (names.principle, "lp: ownership", "--principle: unknown principle “lp: ownership”: did you mean ownership?"),
        (names.principle, "diving deeep", "--principle: unknown principle “diving deeep”: did you mean dive-deep?"),
        (names.bar, "strong_hir", "did you mean strong_hire?"),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest_name(call, word, message):
    assert refusal(call, word).endswith(message)


def test_a_message_says_where_the_word_stands():
    assert refusal(names.level, "x", "STAR_LEVEL").startswith("STAR_LEVEL: unknown level")
    assert refusal(names.principles, ["dive-deep, x"], "star.toml: principles").startswith("star.toml: principles: ")
    assert refusal(names.principles, [" , "]) == "--principle: names no principle: write one, or “all”"


def test_a_choice_among_names():
    assert names.choice(" JSON", ("markdown", "json"), "format") == "json"
    message = refusal(names.choice, "jsn", ("markdown", "json"), "format")
    assert message == "--format: unknown format “jsn”: did you mean json?"


@given(st.text())
def test_whatever_is_typed_is_answered_on_one_printable_line(word):
    for call in (names.level, names.principle, names.bar, lambda it: names.principles([it])):
        try:
            call(word)
        except UsageError as error:
            message = error.message
        else:
            message = ""
        assert message.isprintable()


@pytest.mark.parametrize(
    ("text", "printed"),
    [("notes.md", "notes.md"), ("a\x1b[2Jb\n", "a�[2Jb�"), ("\udc80x", "�x"), ("naïve – 日記.md", "naïve – 日記.md")],
)
def test_a_path_cannot_move_the_cursor(text, printed):
    assert names.printable(text) == printed


def test_quoted_words_are_cut():
    assert names.shown("a" * 100, 10) == f"“{'a' * 9}…”"


@pytest.mark.parametrize(
    ("path", "word"),
    [("story.md", "story.md"), ("my story.md", "'my story.md'"), ("-x.md", "./-x.md"), ("a`b`.md", "'a`b`.md'")],
)
def test_a_path_to_type_behind_a_command(path, word):
    assert names.typed(path) == word
