import io

import pytest

from starcli.renderers import FORMATS, View, names, render, suffix_format
from starcli.report import Report
from tests.renderers import sample


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("report.md", "markdown"),
        ("a.b/REPORT.MARKDOWN", "markdown"),
        ("report.json", "json"),
        ("report.txt", None),
        ("json", None),
        (".md", None),
        ("-", None),
    ],
)
def test_the_ending_names_the_format(filename, name):
    assert suffix_format(filename) == name


def test_names_are_those_of_the_table():
    assert names() == tuple(FORMATS)
    assert {"terminal", "markdown", "json"} <= set(names(batch=False))


def test_a_format_for_batches_only_is_not_offered_for_one_story(monkeypatch):
    monkeypatch.setitem(FORMATS, "json", FORMATS["json"]._replace(single=False))
    assert "json" in names()
    assert "json" not in names(batch=False)


def test_an_unknown_format_is_an_error():
    with pytest.raises(KeyError):
        render("parchment", sample.report(), io.StringIO(), View())


@pytest.mark.parametrize("name", names())
def test_a_review_is_written_before_the_next_is_made(name):
    out = io.StringIO()
    written = []

    def outcomes():
        for path in ("one.md", "two.md"):
            written.append(out.getvalue())
            yield sample.other(path)

    render(name, Report(sample.TOOL, outcomes(), sample.PRINCIPLES), out, View(many=True))
    assert "one.md" not in written[0]
    assert "one.md" in written[1]
    assert "two.md" in out.getvalue()


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("outcomes", [(), (sample.review(),), (sample.review(), sample.other())])
def test_every_page_ends_with_a_newline_and_is_the_same_each_time(name, outcomes):
    pages = []
    for _ in range(2):
        out = io.StringIO()
        render(name, sample.report(*outcomes), out, View())
        pages.append(out.getvalue())
    assert pages[0] == pages[1]
    assert not pages[0] or pages[0].endswith("\n")


@pytest.mark.parametrize(
    ("parts", "seen"),
    [({"review"}, ("probes", "rewrites")), ({"probes"}, ("probes",)), ({"rewrites"}, ("rewrites",))],
)
def test_a_view_of_the_review_shows_everything(parts, seen):
    view = View(parts=frozenset(parts))
    assert tuple(part for part in ("probes", "rewrites") if view.shows(part)) == seen
