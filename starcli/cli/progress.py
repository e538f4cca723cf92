"""How far a batch has come, on a line of standard error that leaves nothing behind."""

import sys
from types import TracebackType

from starcli.cli import terminal
from starcli.renderers.wording import shorten


class Progress:
    """A counter. Entered only for its end, which wipes the line whatever happened."""

    def __init__(self, total: int, *, shown: bool) -> None:
        self._total = total
        self._shown = shown and total > 1 and terminal.is_terminal(sys.stderr)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            self._write("")

    def step(self, done: int, path: str) -> None:
        """Say which input comes next."""
        if self._shown:
            count = f"{done + 1} of {self._total}  "
            self._write(count + shorten(path, max(terminal.width() - len(count) - 1, 1)))

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(f"\r{text}".ljust(terminal.width()) + f"\r{text}")
        sys.stderr.flush()
