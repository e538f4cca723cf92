"""The rubric as data: complete, and at one with itself."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
import yaml

from starcli.data import HERE, Criterion, Level, Principle
from starcli.lexicon import Matcher, tokenize
from starcli.models import BANDS, SECTIONS

COUNTS = {"S": (101, 4), "T": (201, 4), "A": (301, 12), "R": (401, 5), "L": (501, 4), "D": (601, 6), "P": (701, 1)}
CODES = [f"{letter}{first + at}" for letter, (first, count) in COUNTS.items() for at in range(count)]
SLUGS = [
    "customer-obsession", "ownership", "invent-and-simplify", "are-right-a-lot", "learn-and-be-curious",
    "hire-and-develop-the-best", "insist-on-the-highest-standards", "think-big", "bias-for-action", "frugality",
    "earn-trust", "dive-deep", "have-backbone", "deliver-results", "best-employer", "broad-responsibility",
]  # fmt: skip
RISING = ["sde1", "sde2", "senior", "principal"]  # each expects no less than the one before
SECTION_OF = {
    "S": "situation", "T": "task", "A": "action", "R": "result", "L": "reflection", "D": "delivery", "P": "principle",
}  # fmt: skip
WORDED = ("question", "met_when", "why", "do", "ask", "weak", "strong", "basis_note")
LENS = ("summary", "lead_with", "emphasise", "play_down", "contradiction")
PROBE = ("question", "probes", "weak", "weak_why", "strong", "key_phrase")


def rows(name):
    """The rows of one file; not load(), which also wants the files of other subjects."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))


CRITERIA = [Criterion(**row) for row in rows("criteria")]
LEVELS = {row["slug"]: Level(**row) for row in rows("levels")}
PRINCIPLES = [Principle(**row) for row in rows("principles")]

each_criterion = pytest.mark.parametrize("row", CRITERIA, ids=lambda row: row.code)
each_level = pytest.mark.parametrize("level", LEVELS.values(), ids=lambda level: level.slug)
each_principle = pytest.mark.parametrize("lens", PRINCIPLES, ids=lambda lens: lens.slug)


def words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?])(?<!et al\.)\s+", text) if part.strip()]


def texts() -> Iterator[tuple[str, str]]:
    """Every text people read, and where it stands."""
    for row in CRITERIA:
        yield from ((f"{row.code}.{key}", getattr(row, key)) for key in WORDED)
    for level in LEVELS.values():
        yield from ((f"{level.slug}.{key}", getattr(level, key)) for key in ("scope", "reflection"))
    for lens in PRINCIPLES:
        yield from ((f"{lens.slug}.{key}", getattr(lens, key)) for key in LENS)
        for at, probe in enumerate(lens.probes):
            yield from ((f"{lens.slug}.probes[{at}].{key}", probe[key]) for key in PROBE if key != "key_phrase")


# -- all files -------------------------------------------------------------------------------------------------------


def test_the_files_hold_what_the_contract_names_in_its_order():
    assert [row.code for row in CRITERIA] == CODES
    assert list(LEVELS) == [*RISING, "manager"]
    assert [lens.slug for lens in PRINCIPLES] == SLUGS


def test_no_sentence_stands_twice():
    said = Counter(sentence.lower() for _, text in texts() for sentence in sentences(text))
    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_every_text_is_whole_and_of_one_line():
    for where, text in texts():
        assert text == " ".join(text.split()), where
        assert text[-1] in ".?", where
        assert text[0].isupper() or text[0] in '["', where
        assert "TODO" not in text, where


# -- criteria --------------------------------------------------------------------------------------------------------


@each_criterion
def test_a_criterion_stands_in_the_section_of_its_letter(row):
    assert row.section == SECTION_OF[row.code[0]]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row.name)


def test_names_are_unique():
    assert len({row.name for row in CRITERIA}) == len(CRITERIA)


def test_the_weights_add_up_to_a_hundred_without_the_principle():
    weights = {row.code: row.weight for row in CRITERIA}
    assert sum(weights.values()) - weights["P701"] == pytest.approx(100)
    assert [code for code, weight in weights.items() if weight <= 0] == ["D601"]


def test_what_is_done_and_what_comes_of_it_weigh_most():
    heaviest = sorted(CRITERIA, key=lambda row: row.weight, reverse=True)
    assert heaviest[0].code == "A301"
    assert {row.section for row in heaviest[:3]} == {"action", "result"}


@each_criterion
def test_a_criterion_weighs_on_its_own_section(row):
    assert set(row.sections) <= set(SECTIONS)
    assert all(weight > 0 for weight in row.sections.values())
    if row.section in SECTIONS:
        assert list(row.sections) == [row.section]


def test_every_section_has_criteria_to_score():
    assert {section for row in CRITERIA for section in row.sections} == set(SECTIONS)


@each_criterion
def test_questions_end_in_a_question_mark(row):
    for text in (row.question, row.ask):
        assert text.endswith("?")
        assert len(sentences(text)) == 1


@each_criterion
def test_advice_speaks_to_the_candidate_and_keeps_short(row):
    assert 10 <= words(row.do) <= 50
    assert len(sentences(row.do)) <= 3
    assert not re.search(r"\b(candidate|teller|they should)\b", f"{row.do} {row.ask}".lower())
    assert words(row.why) <= 45
    assert len(sentences(row.why)) <= 3


@each_criterion
def test_a_placeholder_asks_to_add_a_fact(row):
    if row.section == "delivery":
        assert row.placeholder == ""
    else:
        assert row.placeholder.startswith("add: ")
        assert 3 <= words(row.placeholder) <= 12
        assert not re.search(r"[\[\]{}.]|\d", row.placeholder)


def test_placeholders_are_told_apart():
    given = [row.placeholder for row in CRITERIA if row.placeholder]
    assert len(set(given)) == len(given)


@each_criterion
def test_examples_are_a_sentence_or_three(row):
    for example in (row.weak, row.strong):
        assert 6 <= words(example) <= 45
        assert len(sentences(example)) <= 3
    assert row.weak != row.strong


@each_criterion
def test_the_basis_is_named_and_published_work_is_cited(row):
    assert row.basis in {"published", "convention", "opinion"}
    assert len(sentences(row.basis_note)) == 1
    if row.basis == "published":
        assert re.search(r"(19|20)\d\d", row.basis_note)


def test_the_contested_convention_is_called_so():
    (row,) = [row for row in CRITERIA if row.code == "A302"]
    assert row.basis == "convention"
    assert "contested" in row.basis_note


# -- levels ----------------------------------------------------------------------------------------------------------


@each_level
def test_the_targets_of_the_parts_fit_the_range(level):
    assert list(level.targets) == list(SECTIONS)
    assert level.shortest <= sum(level.targets.values()) <= level.longest
    assert level.targets["situation"] <= 45
    assert max(level.targets, key=level.targets.__getitem__) == "action"


def test_times_and_other_names_are_those_of_the_rubric():
    assert {
        slug: (level.also, level.shortest, level.longest, *level.targets.values()) for slug, level in LEVELS.items()
    } == {
        "sde1": ("L4", 60, 120, 20, 15, 55, 15, 10),
        "sde2": ("L5", 90, 180, 30, 20, 90, 20, 15),
        "senior": ("L6", 120, 180, 30, 20, 90, 25, 15),
        "principal": ("L7", 120, 210, 35, 20, 95, 30, 20),
        "manager": ("SDM", 120, 180, 30, 20, 90, 25, 15),
    }


@each_level
def test_the_bars_rise_from_band_to_band(level):
    assert tuple(level.bars) == BANDS[1:]
    assert [0, *level.bars.values(), 100] == sorted({0, *level.bars.values(), 100})


@each_level
def test_a_better_band_needs_no_less(level):
    assert list(level.needs) == ["hire", "strong_hire"]
    assert set(level.needs["hire"]) <= set(level.needs["strong_hire"])
    assert {"A301", "R401"} <= set(level.needs["hire"])


@each_level
def test_a_level_names_known_criteria_once(level):
    for codes in (*level.needs.values(), level.expects):
        assert set(codes) <= set(CODES)
        assert len(set(codes)) == len(codes)
        assert not {"D601", "P701"} & set(codes)
    assert 5 <= len(level.expects) <= 8


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(RISING)))
def test_a_higher_level_never_asks_less(lower, higher):
    below, above = LEVELS[lower], LEVELS[higher]
    assert all(below.bars[band] <= above.bars[band] for band in BANDS[1:])
    assert all(set(below.needs[band]) <= set(above.needs[band]) for band in below.needs)


def test_each_level_coaches_something_of_its_own_first():
    assert len({tuple(level.expects) for level in LEVELS.values()}) == len(LEVELS)
    assert LEVELS["senior"].expects[0] == "L503"
    assert LEVELS["manager"].expects[0] == "A309"


# -- principles ------------------------------------------------------------------------------------------------------


def test_a_name_or_alias_means_one_principle():
    called = [name for lens in PRINCIPLES for name in {lens.slug, lens.name.lower(), *lens.aliases}]
    assert [name for name, times in Counter(called).items() if times > 1] == []
    assert all(name == name.lower().strip() for name in called)


@pytest.mark.parametrize(
    ("alias", "slug"),
    [
        ("co", "customer-obsession"),
        ("dd", "dive-deep"),
        ("have-backbone-disagree-and-commit", "have-backbone"),
        ("strive-to-be-earths-best-employer", "best-employer"),
        ("success-and-scale-bring-broad-responsibility", "broad-responsibility"),
    ],
)
def test_long_and_short_forms_are_known(alias, slug):
    assert [lens.slug for lens in PRINCIPLES if alias in lens.aliases] == [slug]


@each_principle
def test_a_lens_names_known_criteria(lens):
    assert set(lens.weights) <= set(CODES) - {"D601", "P701"}
    assert set(lens.shows) <= {*CODES, "cue"} - {"D601", "P701"}
    assert {*lens.lead, *lens.trim} <= set(CODES)
    assert not set(lens.lead) & set(lens.trim)


@each_principle
def test_weights_follow_what_is_led_with_and_trimmed(lens):
    assert all(0.5 <= factor <= 2.5 for factor in lens.weights.values())
    assert all(lens.weights[code] > 1 for code in lens.lead)
    assert all(lens.weights[code] < 1 for code in lens.trim)


@each_principle
def test_the_shares_of_strength_add_up_to_one(lens):
    assert sum(lens.shows.values()) == pytest.approx(1)
    assert min(lens.shows.values()) > 0
    assert lens.shows["cue"] >= 0.2


def test_no_two_lenses_look_alike():
    assert len({(tuple(lens.lead), tuple(lens.trim)) for lens in PRINCIPLES}) == len(PRINCIPLES)
    assert len({tuple(lens.cues) for lens in PRINCIPLES}) == len(PRINCIPLES)


@each_principle
def test_phrases_are_in_the_notation_of_the_word_lists(lens):
    for phrase in (*lens.cues, *lens.contradicts):
        assert re.fullmatch(r"[a-z0-9'/]+\*?( [a-z0-9'/]+\*?)*", phrase), phrase
        plain = phrase.replace("*", "")
        assert " ".join(token.low for token in tokenize(plain)) == plain
        assert not re.search(r"\b\w{1,2}\*", phrase), f"{phrase}: matches too many words"


@each_principle
def test_there_are_words_enough_for_and_against_and_none_on_both_sides(lens):
    assert 15 <= len(lens.cues) <= 40
    assert 5 <= len(lens.contradicts) <= 15
    phrases = [*lens.cues, *lens.contradicts]
    assert [phrase for phrase, times in Counter(phrases).items() if times > 1] == []


@each_principle
def test_no_phrase_is_contained_in_another_of_its_list(lens):
    for phrases in (lens.cues, lens.contradicts):
        for phrase in phrases:
            others = Matcher({"others": [other for other in phrases if other != phrase]})
            assert not others.find(tokenize(phrase.replace("*", ""))), f"a shorter one already finds {phrase}"


def test_naming_a_principle_shows_none():
    every_cue = Matcher({lens.slug: lens.cues for lens in PRINCIPLES})
    for lens in PRINCIPLES:
        for name in (lens.name, lens.slug, *lens.aliases):
            assert every_cue.find(tokenize(name)) == {}, name


@each_principle
def test_a_lens_talks_briefly_to_the_candidate(lens):
    for text in (lens.lead_with, lens.emphasise, lens.play_down):
        assert 1 <= len(sentences(text)) <= 2
        assert words(text) <= 50
    assert len(sentences(lens.contradiction)) == 1
    assert lens.contradiction.startswith("These words")


@each_principle
def test_there_are_four_probes_and_each_is_complete(lens):
    assert len(lens.probes) == 4
    for probe in lens.probes:
        assert tuple(probe) == PROBE
        assert probe["question"].endswith("?")


@each_principle
def test_a_strong_answer_leaves_the_facts_to_the_candidate(lens):
    for probe in lens.probes:
        strong = probe["strong"]
        assert len(re.findall(r"\[[^\[\]]+\]", strong)) >= 2
        assert strong.count("[") == strong.count("]")
        assert not re.search(r"\d", strong)
        assert not re.search(r"[\[\]]", probe["weak"])


@each_principle
def test_a_key_phrase_can_be_said_as_it_stands(lens):
    for probe in lens.probes:
        assert probe["key_phrase"] in probe["strong"]
        assert not re.search(r"[\[\]]", probe["key_phrase"])
        assert words(probe["key_phrase"]) >= 3
    assert len({probe["key_phrase"] for probe in lens.probes}) == len(lens.probes)
