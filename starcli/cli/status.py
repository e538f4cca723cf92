"""How long a model has been at it, on a line of standard error that leaves one behind when it is done."""

import asyncio
import sys
import time
from types import TracebackType

from starcli.cli import terminal
from starcli.prompts import BYTES_A_TOKEN
from starcli.renderers.wording import shorten

_PAUSE = 0.25  # seconds between two looks


class Status:
    """What is being done, with the time it takes and the tokens that came. Entered for its end."""

    def __init__(self, what: str, *, shown: bool) -> None:
        self._what, self._shown = what, shown
        self._live = shown and terminal.is_terminal(sys.stderr)
        self._heard = 0
        self._began = time.monotonic()

    def __enter__(self) -> "Status":
        if self._live:
            self._show()
        elif self._shown:
            terminal.say(self._what)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._live:
            self._write("")

    def heard(self, text: str) -> None:
        """Count a piece of an answer."""
        self._heard += len(text.encode("utf-8", "replace"))

    async def tick(self) -> None:
        """Keep the line up to date until cancelled."""
        while self._live:
            await asyncio.sleep(_PAUSE)
            self._show()

    def _show(self) -> None:
        took = f" {time.monotonic() - self._began:.0f} s, {self._heard // BYTES_A_TOKEN} tokens"
        self._write(shorten(self._what, max(terminal.width() - len(took) - 1, 1)) + took)

    @staticmethod
    def _write(text: str) -> None:
        try:
            sys.stderr.write(f"\r{text}".ljust(terminal.width()) + f"\r{text}")
            sys.stderr.flush()
        except OSError:
            terminal.drop(sys.stderr)
