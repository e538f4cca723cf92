import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli import resources, scenarios
from starcli.data import load as load_data
from starcli.errors import InputError
from starcli.models import SECTIONS

FOLDER = resources.folder("scenarios")
TEXT = (FOLDER / "webhook-drops.yaml").read_text("utf-8")
BUILT_IN = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.fixture
def webhook():
    return scenarios.load("webhook-drops")


def write(folder: Path, text: str | bytes, name: str = "webhook-drops.yaml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        scenarios.read(path)
    assert "\n" not in caught.value.message
    assert caught.value.message.startswith(str(path))
    return caught.value.message.removeprefix(str(path)).removeprefix(":").strip()


# -- the scenarios that come with star -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_scenario_keeps_the_rules(name):
    found = scenarios.load(name)
    assert found.slug == name
    assert [part.kind for part in found.parts] == list(SECTIONS)
    assert all(phrase in part.strong for part in found.parts for phrase in part.key_phrases)
    assert all(fault.quote in found.weak_answer.text for fault in found.weak_answer.faults if fault.quote)


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_strong_telling_fits_the_range_of_its_level(name):
    found = scenarios.load(name)
    level = load_data().levels[found.level]
    assert level.shortest <= scenarios.spoken_seconds(found.strong_answer()) <= level.longest


def test_the_webhook_scenario_has_all_that_is_taught(webhook):
    assert (webhook.level, webhook.principle) == ("sde2", "insist-on-the-highest-standards")
    assert list(webhook.reflections) == ["sde2", "senior"]
    assert list(webhook.lenses) == ["customer-obsession", "ownership", "dive-deep"]
    assert list(webhook.levels) == ["sde1", "senior"]
    assert (len(webhook.follow_ups), len(webhook.quiz)) == (4, 3)


def test_its_action_fills_the_time_it_is_given(webhook):
    action = webhook.parts[2]
    assert 0.85 * action.target_seconds <= scenarios.spoken_seconds(action.strong) <= 1.05 * action.target_seconds


def test_its_weak_answer_is_short_and_blames_no_we(webhook):
    weak = webhook.weak_answer
    assert not re.search(r"\b(we|our|us)\b", weak.text, re.IGNORECASE)
    told = " ".join([weak.interviewer, *(fault.why for fault in weak.faults)])
    assert not re.search(r"\bwe\b", told, re.IGNORECASE)
    assert "A302" not in {code for fault in weak.faults for code in fault.codes}
    assert scenarios.spoken_seconds(weak.text) < load_data().levels["sde2"].shortest


def test_the_strong_reflection_is_the_last_one(webhook):
    assert webhook.parts[4].strong == webhook.reflections["senior"]


def _body(name: str) -> str:
    return (FOLDER / "stories" / name).read_text("utf-8").split("---\n", 2)[2]


def test_the_strong_sample_story_is_the_scenarios_strong_telling(webhook):
    sections = re.findall(r"## (\w+)\n\n(.*?)\n(?=\n##|\Z)", _body("webhook-strong.md"), re.DOTALL)
    assert [(title.lower(), " ".join(text.split())) for title, text in sections] == [
        (part.kind, part.strong) for part in webhook.parts
    ]


def test_the_weak_sample_story_is_the_scenarios_weak_answer(webhook):
    assert " ".join(_body("webhook-weak.md").split()) == webhook.weak_answer.text


# -- finding them ----------------------------------------------------------------------------------------------------


def test_an_unknown_name_gets_a_suggestion():
    with pytest.raises(InputError, match="“webhook-drop”: did you mean webhook-drops") as caught:
        scenarios.load("webhook-drop")
    assert caught.value.code == "unknown-scenario"


def test_a_name_like_no_other_gets_the_list():
    with pytest.raises(InputError, match=r"known: .*webhook-drops.* lists them"):
        scenarios.load("zzz")


def test_a_scenario_is_found_by_its_path(tmp_path):
    path = write(tmp_path, TEXT)
    assert scenarios.load(str(path)) == scenarios.load("webhook-drops")


def test_the_users_folder_is_listed_beside_the_built_in_ones(tmp_path):
    write(tmp_path, TEXT.replace("slug: webhook-drops", "slug: mine"), "mine.yaml")
    write(tmp_path, "not a scenario", "notes.txt")
    rows = {row.slug: row for row in scenarios.available(tmp_path)}
    assert list(rows) == sorted([*BUILT_IN, "mine"])
    assert (rows["mine"].own, rows["webhook-drops"].own) == (True, False)
    assert rows["mine"].title == rows["webhook-drops"].title == "The payment notices that vanished"
    assert scenarios.load("mine", tmp_path).slug == "mine"


def test_the_users_own_comes_before_a_built_in_one_of_that_name(tmp_path):
    write(tmp_path, TEXT.replace("The payment notices that vanished", "My version"))
    assert scenarios.load("webhook-drops", tmp_path).title == "My version"
    assert next(row for row in scenarios.available(tmp_path) if row.slug == "webhook-drops").own


def test_a_folder_that_is_not_there_is_an_empty_one(tmp_path):
    assert [row.slug for row in scenarios.available(tmp_path / "gone")] == BUILT_IN


def test_a_broken_file_is_listed_with_its_fault_and_hides_no_other(tmp_path):
    path = write(tmp_path, "slug: 1\n", "broken.yaml")
    row = next(row for row in scenarios.available(tmp_path) if row.slug == "broken")
    assert row.problem is not None
    assert row.problem.startswith(f"{path}:1: missing: title, question")
    assert len(scenarios.available(tmp_path)) == len(BUILT_IN) + 1


# -- every rule bites, and says where --------------------------------------------------------------------------------

BROKEN = [
    # what is written instead, and the start of the message: keys, then what is wrong
    ("slug: webhook-drops", "slug: other", "slug: must be the file's name, webhook-drops"),
    ("title: The payment notices that vanished", "title: 2024", "title: must be text"),
    ("title: The payment notices that vanished", "title: ''", "title: is empty"),
    ("title: The payment notices that vanished", 'title: "a\\e[31mb"', "title: holds a control character"),
    ("title: The payment", "titel: The payment", "unknown key “titel”: did you mean title?"),
    ("level: sde2", "level: sde3", "level: unknown “sde3”: did you mean sde"),
    ("level: sde2", "level: sde2\nlevel: sde1", "the key level stands here twice"),
    ("level: sde2", "level: [sde2]", "level: must be text"),
    ("principle: insist-on", "principle: insists-on", "principle: unknown “insists-on-the-highest-standards”: did you"),
    ("takeaways:\n", "takeaways: none\nx:\n", "unknown key “x”"),
    ("kind: task", "kind: action", "parts[2].kind: must be task"),
    ("target_seconds: 90", "target_seconds: 85", "parts[3].target_seconds: must be 90, the target of level sde2"),
    ("target_seconds: 90", "target_seconds: ninety", "parts[3].target_seconds: must be a whole number"),
    ("target_seconds: 90", "target_seconds: -90", "parts[3].target_seconds: must be a whole number"),
    (
        "- I noticed that 0.3%",
        "- I saw that 0.3%",
        "parts[1].key_phrases[1]: “I saw that 0.3% of the webhooks” does not",
    ),
    (
        "    common_mistake: >-\n      Closing",
        "    common_mistakes: >-\n      Closing",
        "parts[4]: unknown key “common_",
    ),
    ("key_phrase: I had triggered", "key_phrase: I triggered", "follow_ups[4].key_phrase: “I triggered it once on"),
    ("quote: getting lost now", "quote: often lost now", "weak_answer.faults[1].quote: “often lost now and then” does"),
    ("why: No rate", "why: It says “we” and no rate", "weak_answer.faults[1].why: blames “we”, which does not stand"),
    (
        "why: No rate",
        "why: The word 'our' and no rate",
        "weak_answer.faults[1].why: blames “our”, which does not stand",
    ),
    ("codes: [S103, S104]", "codes: [S103, S140]", "weak_answer.faults[1].codes[2]: unknown “S140”: did you mean S10"),
    ("codes: [S103, S104]", "codes: S103", "weak_answer.faults[1].codes: must be a list"),
    ("codes: [S103, S104]", "codes: []", "weak_answer.faults[1].codes: has 0 items, must have 1 to 6"),
    ("answer: 4", "answer: 5", "quiz[3].answer: must be the number of an option, 1 to 4"),
    ("answer: 3", "answer: 0", "quiz[1].answer: must be the number of an option, 1 to 4"),
    ("  ownership:\n", "  owner ship:\n", "lenses: unknown key “owner ship”: did you mean ownership?"),
    ("seconds: [60, 120]", "seconds: [120, 60]", "levels.sde1.seconds: must lie within sde1's 60 to 120 s"),
    ("seconds: [60, 120]", "seconds: [60]", "levels.sde1.seconds: has 1 items, must have 2"),
    ("seconds: [150, 180]", "seconds: [150, 181]", "levels.senior.seconds: must lie within senior's 120 to 180 s"),
    ("\ntitle:", "\n? [a, b]\n: x\ntitle:", "unknown key “?”"),
]


@pytest.mark.parametrize(("old", "new", "message"), BROKEN)
def test_a_broken_rule_is_refused_with_line_and_key(tmp_path, old, new, message):
    text = TEXT.replace(old, new, 1)
    line, _, told = refusal(write(tmp_path, text)).partition(": ")
    assert told.startswith(message)
    changed = [
        at for at, pair in enumerate(zip(TEXT.splitlines(), text.splitlines(), strict=False), 1) if len(set(pair)) > 1
    ]
    assert changed[0] <= int(line) <= changed[0] + 1


def _without(text: str, start: str, end: str) -> str:
    """The text without what stands from `start` up to `end`."""
    first = text.index(start)
    return text[:first] + text[text.index(end, first + 1) :]


def _line(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_the_hand_over_needs_the_words_that_tell_it(tmp_path):
    quote = "quote: I passed it on to the Platform people and they sorted it out"
    told = refusal(write(tmp_path, TEXT.replace(quote, "quote: null")))
    assert told == f"{_line(TEXT, quote)}: weak_answer.faults[2].quote: A312 is about words that are there: quote them"


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("  - kind: task", "  - kind: action", "parts: has 4 items, must have 5"),
        ("  - question: With another", "  - question: How can", "follow_ups: has 3 items, must have 4"),
        ("  - question: Which sentence costs", "  - question: Which ending", "quiz: has 2 items, must have 3"),
        ("  dive-deep:", "levels:", "lenses: must have three principles or more"),
        ("  senior: >-", "follow_ups:", "reflections: must have two levels, one of them sde2"),
        ("    coaching: >-\n      Half", "    common_mistake: >-\n      “Tog", "parts[3]: missing: coaching"),
    ],
)
def test_what_is_missing_is_named(tmp_path, start, end, message):
    told = refusal(write(tmp_path, _without(TEXT, start, end)))
    assert told.partition(": ")[2].startswith(message)


def test_a_lens_on_the_scenarios_own_principle_is_refused(tmp_path):
    text = TEXT.replace("principle: insist-on-the-highest-standards", "principle: ownership")
    assert "lenses: must have three principles or more, other than the scenario's own, ownership" in refusal(
        write(tmp_path, text)
    )


def test_a_variant_for_the_scenarios_own_level_is_refused(tmp_path):
    text = TEXT.replace("  sde1:\n    focus", "  sde2:\n    focus")
    assert "levels: must have one level or more, other than the scenario's own, sde2" in refusal(write(tmp_path, text))


def test_options_must_differ(tmp_path):
    text = TEXT.replace(
        "- The rate of lost notices is now zero.", "- Delivery became far more stable and the other team thanked me."
    )
    assert "quiz[3].options: two options are the same" in refusal(write(tmp_path, text))


def test_a_strong_text_of_its_own_for_the_reflection_is_refused(tmp_path):
    text = TEXT.replace("target_seconds: 15\n", "target_seconds: 15\n    strong: I learned.\n")
    assert "parts[5]: unknown key “strong”" in refusal(write(tmp_path, text))


@pytest.mark.parametrize(
    ("at", "target", "key"),
    [(0, 30, "parts[1].strong"), (1, 20, "parts[2].strong"), (2, 90, "parts[3].strong"), (3, 20, "parts[4].strong")],
)
def test_a_strong_part_must_fit_its_time(tmp_path, at, target, key):
    for words, fits in _word_counts(target):
        path = write(tmp_path, _with_strong(at, words))
        if fits:
            assert "takes" not in refusal(path)  # only the key phrases are gone
        else:
            assert f"{key}: takes" in refusal(path)


def _word_counts(target: int) -> list[tuple[int, bool]]:
    """Numbers of words just inside and just outside 60% and 115% of a time at 140 words a minute."""
    least, most = target * 0.6 * 140 / 60, target * 1.15 * 140 / 60
    return [(int(least) - 1, False), (int(least) + 1, True), (int(most), True), (int(most) + 1, False)]


def _with_strong(at: int, words: int) -> str:
    pieces = re.split(r"(?<=    strong: )>-\n(?:      .*\n)+", TEXT)
    starts = re.findall(r"(?<=    strong: )>-\n(?:      .*\n)+", TEXT)
    texts = [("word " * words).strip() + "\n" if number == at else kept for number, kept in enumerate(starts)]
    return "".join(piece + text for piece, text in zip(pieces, [*texts, ""], strict=True))


def test_a_reflection_must_fit_its_time(tmp_path):
    text = re.sub(r"  sde2: >-\n(    .*\n)+", "  sde2: Short.\n", TEXT)
    assert "reflections.sde2: takes 0 s to say, must take 9 to 17 s" in refusal(write(tmp_path, text))


def test_a_situation_is_never_longer_than_45_seconds(tmp_path, monkeypatch):
    data = load_data()
    patient = data.levels["sde2"]._replace(targets={**data.levels["sde2"].targets, "situation": 60})
    monkeypatch.setattr(scenarios, "load_data", lambda: data._replace(levels={**data.levels, "sde2": patient}))
    text = _with_strong(0, 110).replace("target_seconds: 30", "target_seconds: 60")
    assert "parts[1].strong: takes 47 s to say, must take 36 to 45 s" in refusal(write(tmp_path, text))


# -- files that mean no good -----------------------------------------------------------------------------------------


@given(
    first=st.integers(0, TEXT.count("\n")),
    count=st.integers(1, 5),
    middle=st.sampled_from(["", "x\n", "- y\n", "a: b\n"]),
)
def test_a_damaged_scenario_is_read_or_refused(tmp_path_factory, first, count, middle):
    lines = TEXT.splitlines(keepends=True)
    path = write(tmp_path_factory.getbasetemp(), "".join([*lines[:first], middle, *lines[first + count :]]))
    try:
        scenarios.read(path)
    except InputError as error:
        assert "\n" not in error.message  # noqa: PT017 - either outcome is right
