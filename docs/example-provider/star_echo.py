"""A provider for star that only says back what it was told: the least that a package has to bring."""

import json

from starcli.providers.base import Connection, Provider, Request, Response, Usage


class Echo:
    """Answers with the last message, as one JSON object."""

    name = "echo"

    def __init__(self, model: str) -> None:
        self.model = model

    async def complete(self, request: Request) -> Response:
        """Ask the model once. Failures are raised as ProviderError; as TransientError, star asks again."""
        text = json.dumps({"echo": request.messages[-1].text})
        if request.on_text:
            request.on_text(text)
        return Response(text, Usage(input_tokens=len(text) // 4), self.model, "done")

    async def close(self) -> None:
        """Close connections; there are none here."""


def connect(connection: Connection) -> Provider:
    """What the entry point names. Check keys and addresses here, and import what is large only in `complete`."""
    return Echo(connection.model or "parrot")
