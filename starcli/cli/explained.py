"""What there is to tell about a criterion, a principle and a level: the rubric's own data, as pages."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from starcli.cli.pages import paragraph, row
from starcli.data import Criterion, Level, Principle, load
from starcli.models import BANDS, SECTIONS, Review
from starcli.renderers.wording import BANDS as BAND_NAMES
from starcli.renderers.wording import SECTIONS as SECTION_NAMES
from starcli.renderers.wording import clock, points, principle_name, quoted, target
from starcli.rubric.scoring import weights

HEADINGS = {str(part): name for part, name in SECTION_NAMES.items()} | {
    "delivery": "Delivery",
    "principle": "Principle",
}
BASES = {"published": "Published work.", "convention": "A custom of interviewers.", "opinion": "Our opinion."}
LABELS = 14  # column at which the text beside a label begins


def contents(review: Review | None) -> Iterator[str]:  # noqa: ARG001 - it is about no story
    """All that can be explained."""
    data = load()
    for section, rows in groupby(data.criteria.values(), key=lambda item: item.section):
        yield HEADINGS[section]
        yield from (row(f"{item.code} {item.name}", item.question, column=26) for item in rows)
        yield ""
    yield from ("Principles", paragraph(", ".join(data.principles)), "")
    yield from ("Levels", paragraph(", ".join(data.levels)), "")
    yield paragraph("`star explain CODE` tells all about one, such as A302, ownership or senior.", indent=0)


# -- a criterion -----------------------------------------------------------------------------------------------------


def criterion(item: Criterion, review: Review | None) -> Iterator[str]:
    """What it looks for, why it matters, what to do, what it weighs and what it rests on."""
    yield f"{item.code} {item.name} · {HEADINGS[item.section]}"
    yield paragraph(item.question)
    if review:
        yield from _chapter("In your story", _in_story(item, review))
    yield from _chapter("Met when", [item.met_when])
    yield from _chapter("Why it matters", [item.why])
    yield from _chapter("What to do", [item.do, f"Ask yourself: {item.ask}"])
    yield from ("", "Example", row("weak", item.weak, LABELS), row("strong", item.strong, LABELS))
    yield from _chapter("What it weighs", _weight(item))
    yield from _chapter("What it rests on", [f"{BASES[item.basis]} {item.basis_note}"])


def _chapter(title: str, paragraphs: Iterable[str]) -> Iterator[str]:
    yield from ("", title, *map(paragraph, paragraphs))


def _in_story(item: Criterion, review: Review) -> Iterator[str]:
    """How a story does by it, what that is worth, and the words it rests on."""
    found = next((result for result in review.criteria if result.code == item.code), None)
    if found is None:
        yield "Not asked, because no principle is named."
        return
    unsure = "" if found.sure else " The rules are not sure of this one."
    met = "Met" if found.met else "Not met"
    yield f"{met}: {points(found.points)} of {points(found.out_of)} points, {target(review.target)}.{unsure}"
    yield from (f"Line {span.line}: {quoted(span.quote)}" for span in found.evidence)
    if found.coaching:
        yield found.coaching


def _weight(item: Criterion) -> Iterator[str]:
    """Its share of the score, and how a principle or a level changes that."""
    if not item.weight:
        yield "Nothing in the score: it is reported and coached only."
        return
    if item.code in (usual := weights(())):
        yield f"{points(usual[item.code])} of 100 points where no principle is named."
    else:
        yield "Nothing where no principle is named."
    yield from _by_principle(item.code, usual.get(item.code, 0))
    yield from _in_parts(item)
    yield from _by_level(item.code)


def _by_principle(code: str, usual: float) -> Iterator[str]:
    offers = {slug: weights([slug])[code] for slug in load().principles}
    factors = {slug: load().principles[slug].weights.get(code, 1.0) for slug in offers}
    if not usual:
        yield f"{points(min(offers.values()))} to {points(max(offers.values()))} points with a principle."
        return
    more = sorted((slug for slug in offers if factors[slug] > 1), key=lambda slug: -offers[slug])
    less = sorted((slug for slug in offers if factors[slug] < 1), key=lambda slug: offers[slug])
    for word, slugs in (("More", more), ("Less", less)):
        if slugs:
            yield f"{word} for {_listed(f'{principle_name(slug)} ({points(offers[slug])})' for slug in slugs)}."


def _in_parts(item: Criterion) -> Iterator[str]:
    for part, share in item.sections.items():
        total = sum(other.sections.get(part, 0) for other in load().criteria.values())
        yield f"{100 * share / total:.0f}% of the score of the {HEADINGS[part]} part."


def _by_level(code: str) -> Iterator[str]:
    levels = load().levels.values()
    for band in BANDS[1:]:
        if needing := [level.title for level in levels if code in level.needs.get(band, ())]:
            yield f"Without it no story is a {BAND_NAMES[band].lower()} at {_listed(needing)}, whatever its points."
    if expecting := [level.title for level in levels if code in level.expects]:
        yield f"Coached among the first at {_listed(expecting)}."


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


# -- a principle -----------------------------------------------------------------------------------------------------


def principle(item: Principle, review: Review | None) -> Iterator[str]:
    """How a story is told for it, what weighs more and less, and what an interviewer asks."""
    yield f"{item.name} · {item.slug}"
    yield paragraph(item.summary)
    if review:
        yield from _chapter("In your story", _shown(item, review))
    yield from _chapter("Lead with", [item.lead_with])
    yield from _chapter("Emphasise", [item.emphasise])
    yield from _chapter("Play down", [item.play_down])
    yield from _chapter("What speaks against it", [item.contradiction])
    yield from _chapter("What it weighs", _shifts(item))
    yield from _chapter("What an interviewer asks", (probe["question"] for probe in item.probes))


def _shown(item: Principle, review: Review) -> Iterator[str]:
    for found in review.principles:
        if found.slug == item.slug:
            yield f"{'Shown' if found.shown else 'Not shown'}: strength {found.strength} of 100."
            yield from (f"Line {span.line}: {quoted(span.quote)}" for span in found.evidence)


def _shifts(item: Principle) -> Iterator[str]:
    for word, codes in (
        ("More", [code for code, factor in item.weights.items() if factor > 1]),
        ("Less", [code for code, factor in item.weights.items() if factor < 1]),
    ):
        if codes:
            yield f"{word} than usual: {_listed(f'{load().criteria[code].name} ({code})' for code in codes)}."


# -- a level ---------------------------------------------------------------------------------------------------------


def level(item: Level, review: Review | None) -> Iterator[str]:  # noqa: ARG001 - it is about every story
    """What a listener expects there, how long a story may take, and which score makes which band."""
    yield f"{item.title} ({item.also}) · {item.slug}"
    yield paragraph(item.scope)
    targets = ", ".join(f"{SECTION_NAMES[part]} {item.targets[part]} s" for part in SECTIONS)
    yield from _chapter("Time", [f"{clock(item.shortest)} to {clock(item.longest)} in all: {targets}."])
    yield from _chapter("Reflection", [item.reflection])
    yield from ("", "Bands")
    for band in reversed(BANDS[1:]):
        needs = item.needs.get(band, ())
        also = f", with {_listed(f'{load().criteria[code].name} ({code})' for code in needs)}" if needs else ""
        yield row(BAND_NAMES[band], f"from {item.bars[band]} points{also}", LABELS + 2)
    yield from _chapter("Coached first", [", ".join(f"{load().criteria[code].name} ({code})" for code in item.expects)])
