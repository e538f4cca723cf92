from types import SimpleNamespace

from starcli.models import Failure, Tool
from starcli.report import Report

TOOL = Tool("star", "1", "abc")


def review(path, score, band, shown=()):
    principles = [SimpleNamespace(slug=slug, shown=slug in shown) for slug in ("ownership", "dive-deep")]
    return SimpleNamespace(
        story=SimpleNamespace(path=path), band=SimpleNamespace(score=score, name=band), principles=principles
    )


def report(*outcomes):
    return Report(TOOL, iter(outcomes), ["ownership", "dive-deep"])


def test_reviews_come_one_at_a_time():
    asked = []

    def outcomes():
        for path in ("a", "b"):
            asked.append(path)
            yield review(path, 50, "no_hire")

    reviews = iter(Report(TOOL, outcomes(), []))
    assert next(reviews).story.path == "a"
    assert asked == ["a"]


def test_failures_are_kept_apart():
    told = report(review("a", 80, "hire"), Failure("b", "empty", "b: empty"))
    assert [r.story.path for r in told] == ["a"]
    assert told.failures == [Failure("b", "empty", "b: empty")]
    assert told.summary().stories == 1


def test_only_a_story_at_hire_covers_a_principle():
    told = report(
        review("a", 80, "hire", ["ownership"]),
        review("b", 50, "no_hire", ["dive-deep"]),
        review("c", 90, "strong_hire", ["ownership"]),
    )
    list(told)
    assert told.summary().coverage == {"ownership": ["a", "c"], "dive-deep": []}
    assert told.summary().gaps == ["dive-deep"]
    assert told.summary().bands == {"strong_no_hire": 0, "no_hire": 1, "hire": 1, "strong_hire": 1}


def test_below_is_strict():
    told = report(review("a", 60, "hire"), review("b", 59, "no_hire"))
    list(told)
    assert [row.path for row in told.below("hire")] == ["b"]
    assert len(told.below(60)) == 1
    assert told.below(50) == []
    assert len(told.below("strong_hire")) == 2
