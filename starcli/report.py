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


class Report:
    """Reviews in the order of the inputs, read once; only one is in memory at a time.

    `failures`, `summary()` and `worst` speak of the reviews read so far: read all of them first.
    """

    def __init__(self, tool: Tool, outcomes: Iterable[Review | Failure], principles: Sequence[str]) -> None:
        self.tool = tool
        self.failures: list[Failure] = []
        self._outcomes = outcomes
        self._bands: dict[BandName, int] = dict.fromkeys(BANDS, 0)
        self._coverage: dict[str, list[str]] = {slug: [] for slug in principles}
        self._scores: list[tuple[int, BandName]] = []

    def __iter__(self) -> Iterator[Review]:
        for outcome in self._outcomes:
            if isinstance(outcome, Failure):
                self.failures.append(outcome)
            else:
                self._count(outcome)
                yield outcome

    def _count(self, review: Review) -> None:
        self._bands[review.band.name] += 1
        self._scores.append((review.band.score, review.band.name))
        if BANDS.index(review.band.name) >= BANDS.index("hire"):
            for principle in review.principles:
                if principle.shown:
                    self._coverage[principle.slug].append(review.story.path)

    def summary(self) -> Summary:
        """Add up the reviews read so far."""
        return Summary(
            stories=len(self._scores),
            bands=dict(self._bands),
            coverage={slug: list(paths) for slug, paths in self._coverage.items()},
            gaps=[slug for slug, paths in self._coverage.items() if not paths],
        )

    def below(self, bar: BandName | int) -> int:
        """How many reviews read so far are strictly below a band, or below a score from 0 to 100."""
        if isinstance(bar, int):
            return sum(score < bar for score, _ in self._scores)
        return sum(BANDS.index(band) < BANDS.index(bar) for _, band in self._scores)
