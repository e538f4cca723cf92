"""A report: reviews as they arrive, then what they add up to."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from starcli.models import BANDS, BandName, Failure, Review, Tool

SCHEMA_VERSION = 1


class Summary(NamedTuple):
    """What the reviews of a report add up to."""

    stories: int
    bands: dict[BandName, int]
    coverage: dict[str, list[str]]  # principle -> paths of the stories that show it and reach hire
    gaps: list[str]  # principles without such a story


class Standing(NamedTuple):
    """How one story of a report came out."""

    path: str
    score: int
    band: BandName


class Report:
    """Reviews in the order of the inputs, read once; only one is in memory at a time.

    `failures`, `summary()` and `below()` speak of the reviews read so far: read all of them first.
    """

    def __init__(self, tool: Tool, outcomes: Iterable[Review | Failure], principles: Sequence[str]) -> None:
        self.tool = tool
        self.failures: list[Failure] = []
        self._outcomes = outcomes
        self._bands: dict[BandName, int] = dict.fromkeys(BANDS, 0)
        self._coverage: dict[str, list[str]] = {slug: [] for slug in principles}
        self._standings: list[Standing] = []

    def __iter__(self) -> Iterator[Review]:
        for outcome in self._outcomes:
            if isinstance(outcome, Failure):
                self.failures.append(outcome)
            else:
                self._count(outcome)
                yield outcome

    def _count(self, review: Review) -> None:
        self._bands[review.band.name] += 1
        self._standings.append(Standing(review.story.path, review.band.score, review.band.name))
        if BANDS.index(review.band.name) >= BANDS.index("hire"):
            for principle in review.principles:
                if principle.shown:
                    self._coverage[principle.slug].append(review.story.path)

    def summary(self) -> Summary:
        """Add up the reviews read so far."""
        return Summary(
            stories=len(self._standings),
            bands=dict(self._bands),
            coverage={slug: list(paths) for slug, paths in self._coverage.items()},
            gaps=[slug for slug, paths in self._coverage.items() if not paths],
        )

    def below(self, bar: BandName | int) -> list[Standing]:
        """The reviews read so far that are strictly below a band, or below a score from 0 to 100."""
        if isinstance(bar, int):
            return [row for row in self._standings if row.score < bar]
        return [row for row in self._standings if BANDS.index(row.band) < BANDS.index(bar)]
