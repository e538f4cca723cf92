"""No fact is added: corruptions of every kind are found, faithful retellings pass, and our own texts do too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.advice import advise
from starcli.grounding import added_facts, known, without_added
from tests.advice.stories import case_of
from tests.grounding.corpus import FAITHFUL, FALSE, ROWS, STORIES, corruptions, faithful

KNOWN = {name: known(story) for name, story in STORIES.items()}
CORRUPTED = list(dict.fromkeys(corruptions()))
NURSE = KNOWN["nurse"]


def test_the_corpus_is_large_and_varied():
    assert len(STORIES) >= 12
    assert len(CORRUPTED) >= 2_000
    assert len(FAITHFUL) >= 60
    assert {kind for _, kind, _ in CORRUPTED} >= {"number", "unit", "money", "date", "duration", "name", "tool", "role"}


def test_no_corruption_passes():
    missed = [(kind, text) for name, kind, text in CORRUPTED if not added_facts(text, KNOWN[name])]
    assert not missed, f"{len(missed)} of {len(CORRUPTED)} corruptions pass: {missed[:10]}"


def test_faithful_retellings_are_hardly_ever_stopped():
    texts = list(faithful())
    stopped = [(text, added) for name, text in texts if (added := added_facts(text, KNOWN[name]))]
    assert len(texts) >= 300
    assert len(stopped) <= 0.02 * len(texts), f"{len(stopped)} of {len(texts)} are stopped: {stopped[:10]}"


def test_a_story_adds_nothing_to_itself():
    assert {name: added_facts(row["story"], KNOWN[name]) for name, row in ROWS.items()} == dict.fromkeys(ROWS, ())


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("principles", [(), ("ownership",), ("dive-deep", "customer-obsession")])
def test_our_own_texts_add_nothing(name, principles):
    advice = advise(case_of(STORIES[name], *principles))
    for row in advice.rewrites:
        assert added_facts(row.text, KNOWN[name]) == (), row.text
    told = [
        advice.summary,
        advice.interviewer,
        *(change.text for change in advice.priorities),
        *advice.criteria.values(),
    ]
    told += [text for part in advice.sections.values() for text in (part.coaching, part.common_mistake)]
    for text in (*told, *(probe.strong for probe in advice.probes)):
        assert added_facts(text, KNOWN[name], "coaching") == (), text


# -- taking it out -----------------------------------------------------------------------------------------------------


def test_nothing_added_is_left():
    for name, _, text in [*CORRUPTED[::3], *((name, "", text) for name, text in FALSE)]:
        clean, replaced = without_added(text, KNOWN[name])
        assert added_facts(clean, KNOWN[name]) == (), text
        assert replaced, text
        assert "[add: " in clean, text


def test_what_is_faithful_stays_as_it_is():
    for name, text in FAITHFUL:
        if not added_facts(text, KNOWN[name]):
            assert without_added(text, KNOWN[name]) == (text, ())


@pytest.mark.parametrize(
    ("written", "clean", "replaced"),
    [
        (
            "I redrew the form with two lines, which saved $4,000 a year. I counted the pens every evening.",
            "I redrew the form with two lines [add: what came of it]. I counted the pens every evening.",
            ("saved", "$4,000", "year"),
        ),
        ("Missing pens fell by 40%.", "[add: the figure, if you have one]", ("40%",)),
        ("They called us from Mercy House.", "[add: what exactly]", ("called", "Mercy", "House")),
        ("I agreed to a trial of two weeks.", "[add: who did this, and what you did]", ("I agreed",)),
        ("I redrew the form [add: what it cost].", "I redrew the form [add: what it cost].", ()),
        (
            "I redrew the form [add: e.g. 40 minutes].",
            "I redrew the form [add: the figure, if you have one].",
            ("[add: e.g. 40 minutes]",),
        ),
    ],
)  # fmt: skip
def test_only_what_was_added_is_replaced(written, clean, replaced):
    assert without_added(written, NURSE) == (clean, replaced)


@settings(max_examples=60)
@given(data=st.data())
def test_nothing_added_is_left_in_any_mixture(data):
    name = data.draw(st.sampled_from(sorted(STORIES)))
    rows = [text for other, _, text in CORRUPTED if other == name] + ROWS[name]["faithful"]
    text = data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=4).map(" ".join))
    for mode in ("facts", "coaching"):
        assert added_facts(without_added(text, KNOWN[name], mode)[0], KNOWN[name], mode) == ()


@given(text=st.text(max_size=120))
def test_any_text_can_be_looked_at(text):
    clean, _ = without_added(text, NURSE)
    assert added_facts(clean, NURSE) == ()


# -- coaching ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Your opening sets the scene well; say sooner how many pens went missing.",
        "You could cut the second sentence and give the result ten more seconds.",
        "Say what the trial cost, and who decided that the form would stay.",
        "A listener will ask why the pharmacy lead was against it.",
        "Name one figure for the delay, then stop.",
        "What would you have done if she had said no?",
    ],
)
def test_advice_is_free(text):
    assert added_facts(text, NURSE, "coaching") == ()


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("You saved 40 hours a month, so say so.", "40 hours"),
        ("Mention that you used Epic to track the pens.", "Epic"),
        ("Say that you did it in March 2021.", "2021"),
        ("You took pens for two patients at once.", "You took"),
        ("Tell it as the director of the ward.", "director"),
        ("Say that you saved $3,000.", "$3,000"),
        ("The story is about how you worked with Priya.", "Priya"),
    ],
)
def test_facts_are_not(text, added):
    assert added in added_facts(text, NURSE, "coaching")


@pytest.mark.parametrize("story", ["", "   \n", "---\ntitle: x\n---\n"])
def test_of_a_story_without_words_nothing_is_known(story):
    assert added_facts("I fixed the pump.", story) != ()
