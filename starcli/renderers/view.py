"""What of a report is shown, and on what kind of page."""

from typing import NamedTuple


class View(NamedTuple):
    """How a report is to be shown. JSON is always the whole report, whatever the view."""

    parts: frozenset[str] = frozenset({"review"})  # of "review", "probes" and "rewrites"; "review" shows everything
    verbose: bool = False
    width: int = 80  # columns of the terminal
    color: bool = False
    probe_count: int | None = None  # at most so many probes; None shows all
    many: bool = False  # several stories are expected, so the terminal shows each in brief

    def shows(self, part: str) -> bool:
        """Whether a part of the report is to be seen."""
        return part in self.parts or "review" in self.parts
