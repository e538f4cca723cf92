"""Any chat: a person pastes the prompt in, and its reply back."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starcli.errors import ProviderError
from starcli.providers import prompted
from starcli.providers.base import Connection, Request, Response, Usage


class Manual:
    """`manual`: for those who have a chat and no key."""

    name = "manual"

    def __init__(self, connection: Connection) -> None:
        """Take the two functions that meet the person.

        Raises:
            ProviderError: there is no person to ask.
        """
        if connection.show is None or connection.read is None:
            raise ProviderError("manual: nobody is here to paste the reply: run star in a terminal", code="no-person")
        self.model = connection.model or ""
        self._show, self._read = connection.show, connection.read

    async def complete(self, request: Request) -> Response:
        """Show the prompt and wait for the reply. Nothing else happens meanwhile, and Ctrl-C ends it at once."""
        self._show(prompted.page(request))
        with _interruptible():
            text = self._read()
        if request.on_text and text:
            request.on_text(text)
        return Response(text, Usage(), self.model, "done" if text.strip() else "empty")

    async def close(self) -> None:
        """There is nothing to close."""


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end a wait for the keyboard: asyncio would only take note of it, and go on waiting."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
