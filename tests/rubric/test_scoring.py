import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli.data import load
from starcli.models import BANDS, BY_ABSENCE, SECTIONS
from starcli.rubric import scoring

CODES = list(load().criteria)
LEVELS = ["sde1", "sde2", "senior", "principal"]
PRINCIPLES = list(load().principles)


def answers(met):
    return {code: code in met for code in CODES}


def judged(met, level="sde2", principles=(), **facts):
    return scoring.score(answers(met), level, principles, **facts)


some_codes = st.sets(st.sampled_from(CODES))
some_principles = st.lists(st.sampled_from(PRINCIPLES), max_size=3, unique=True)


def test_all_and_nothing():
    assert judged(CODES).overall == 100
    assert judged(CODES).band == "strong_hire"
    assert judged([]).overall == 0
    assert judged([]).band == "strong_no_hire"


@given(some_codes, st.sampled_from(CODES), st.sampled_from(list(load().levels)), some_principles, st.booleans())
def test_one_more_criterion_never_lowers_anything(met, code, level, principles, assigned):
    before = judged(met, level, principles, assigned=assigned)
    after = judged(met | {code}, level, principles, assigned=assigned)
    assert after.overall >= before.overall
    assert BANDS.index(after.band) >= BANDS.index(before.band)
    assert all(after.sections[section] >= before.sections[section] for section in SECTIONS)


@given(some_codes, some_principles, st.booleans(), st.booleans())
def test_a_higher_level_never_gives_a_better_band(met, principles, assigned, is_story):
    bands = [BANDS.index(judged(met, level, principles, assigned=assigned, is_story=is_story).band) for level in LEVELS]
    assert bands == sorted(bands, reverse=True)


@given(some_principles)
def test_the_points_on_offer_add_up_to_a_hundred(principles):
    assert sum(scoring.weights(principles).values()) == pytest.approx(100)


def test_a_section_that_tells_nothing_is_worth_nothing():
    assert set(judged(BY_ABSENCE).sections.values()) == {0}


def test_what_is_told_without_a_fault_is_worth_more():
    assert judged(["A301", "A302"]).sections["action"] > judged(["A301"]).sections["action"]


def test_the_time_it_takes_weighs_nothing():
    assert judged(CODES).overall == judged(set(CODES) - {"D601"}).overall


def test_a_principle_shifts_weight_to_what_it_asks_for():
    assert scoring.weights(["dive-deep"])["A305"] > scoring.weights([])["A305"]
    assert scoring.weights(["ownership"])["T203"] > scoring.weights([])["T203"]
    assert scoring.weights(["customer-obsession"])["S104"] > scoring.weights([])["S104"]


@pytest.mark.parametrize("slug", ["ownership", "insist-on-the-highest-standards"])
def test_an_assigned_task_keeps_these_principles_below_hire(slug):
    assert judged(CODES, "sde2", [slug], assigned=True).band == "no_hire"
    assert judged(CODES, "sde2", [slug], assigned=True).cap == "assigned-task"
    assert judged(CODES, "sde1", [slug], assigned=True).band == "strong_hire"
    assert judged(CODES, "sde2", ["dive-deep"], assigned=True).band == "strong_hire"


def test_no_story_is_never_hired():
    verdict = judged(CODES, is_story=False)
    assert verdict.band == "strong_no_hire"
    assert verdict.overall < load().levels["sde2"].bars["no_hire"]


def test_a_needed_criterion_holds_the_band_and_says_so():
    (code, *_) = load().levels["sde2"].needs["hire"]
    verdict = judged(set(CODES) - {code})
    assert verdict.band == "no_hire"
    assert code in (verdict.cap or "")


def test_borderline_is_near_a_bar():
    seen = set()
    met: list[str] = []
    for code in CODES:
        met.append(code)
        verdict = judged(met)
        edges = load().levels["sde2"].bars.values()
        if verdict.cap is None:
            seen.add(verdict.borderline)
            assert verdict.borderline == any(
                edge - scoring.NEAR <= verdict.overall < edge + scoring.NEAR for edge in edges
            )
    assert seen == {True, False}
