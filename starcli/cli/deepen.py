"""The model's part of a review: whom it asks, what it says meanwhile, and what is kept when that fails."""

import asyncio
import os
import secrets
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from starcli import access, coach, providers, redact
from starcli import review as reviews
from starcli.access import Access
from starcli.advice import advise
from starcli.advice.case import Case
from starcli.cli import terminal
from starcli.cli.status import Status
from starcli.coach.asking import REPAIRS
from starcli.coach.guards import Budgeted, Redacting
from starcli.config import Settings
from starcli.errors import InputError, ProviderError, UsageError
from starcli.models import Engine, Notice, Review, Story, Target
from starcli.names import printable
from starcli.prompts import Prompt
from starcli.providers.base import Connection, Provider, Request, Response, Usage
from starcli.providers.retry import with_retries
from starcli.renderers import wording

MANUAL = "manual"
MAX_ANSWER = 1_000_000  # bytes
# Failures that are about one story: the next one may still be asked about.
_OF_ONE_STORY = frozenset({"context-too-long", "refused-request", "timeout"})


class Pasted:
    """A provider that has its answer already: the reply that somebody pasted into a file."""

    name = MANUAL

    def __init__(self, text: str, model: str) -> None:
        self.model, self._text = model, text

    async def complete(self, request: Request) -> Response:  # noqa: ARG002 - whatever is asked
        """The text of the file."""
        return Response(self._text, Usage(), self.model, "done" if self._text.strip() else "empty")

    async def close(self) -> None:
        """There is nothing to close."""


class Model(NamedTuple):
    """Who is asked, or why nobody can be."""

    provider: Provider | None
    access: Access = Access()
    failure: ProviderError | None = None


def model(chosen: Settings, answer: str | None, inputs: int) -> Model:
    """Who is asked in a run: the one that was chosen, or the file with the reply that was pasted.

    Raises:
        StarError: what was asked for cannot be meant.
    """
    if answer is None:
        return _connected(chosen)
    if inputs != 1:
        raise UsageError("--answer: a reply belongs to one story: name that one alone")
    return Model(_pasted(answer, chosen))


def _pasted(file: str, chosen: Settings) -> Provider:
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(MAX_ANSWER + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can have this name"
        raise InputError(f"--answer: {printable(file)}: {reason}", code="bad-answer") from None
    if len(content) > MAX_ANSWER:
        raise InputError(f"--answer: {printable(file)}: too large for a reply", code="bad-answer")
    return Pasted(content.decode("utf-8-sig", "replace"), chosen.model.value or "")


def _connected(chosen: Settings) -> Model:
    name = providers.check(chosen.provider.value, chosen.provider.where)
    found = access.find(name, chosen, os.environ, Path())
    connection = Connection(
        model=chosen.model.value,
        base_url=found.address.value,
        api_key=found.key.value,
        show=_show if terminal.is_terminal(sys.stderr) else None,
        read=sys.stdin.read if terminal.is_terminal(sys.stdin) else None,
    )
    try:
        provider = providers.load(name, connection)
    except ProviderError as error:
        return Model(None, found, error)
    if name == MANUAL:
        return Model(provider, found)
    listing = providers.PROVIDERS.get(name)
    _warm(listing.package if listing else "")
    provider = with_retries(provider)
    budget = chosen.budget.value
    return Model(provider if budget is None else Budgeted(provider, budget), found)


def _show(prompt: str) -> None:
    sys.stderr.write(f"{wording.visible(prompt)}\n\n")
    terminal.say("paste this into your chat, then paste the reply here and end it with Ctrl-D on a line of its own")


def _warm(package: str) -> None:
    """Load a provider's SDK, which takes a second, while the rules work."""
    if package:
        threading.Thread(target=_load, args=(package,), daemon=True).start()


def _load(package: str) -> None:
    with suppress(Exception):  # whoever needs it will say so
        import_module(package)


class Deepener:
    """Reviews stories with a model. What fails falls back on the rules; `failed` and `interrupted` say so."""

    def __init__(self, chosen: Settings, asked: Model) -> None:
        self.failed = self.interrupted = False
        self._chosen, self._access = chosen, asked.access
        self._provider = asked.provider
        self._folders = [Path(chosen.prompts.value).absolute()] if chosen.prompts.value else []
        self._runner = asyncio.Runner()
        self._said = False
        if asked.failure:
            self._fail(asked.failure)

    def __enter__(self) -> "Deepener":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if self._provider:
                self._runner.run(self._provider.close())
        finally:
            self._runner.close()

    def review(self, story: Story, target: Target, *, wpm: int) -> Review:
        """Review one story by rules and model.

        Raises:
            InputError: the story cannot be reviewed, or a person's template has a fault.
        """
        case = reviews.judged(story, target, wpm=wpm)
        offline = reviews.assemble(case, advise(case), Engine())
        if self._provider is None or self.interrupted:
            return self._alone(offline)
        try:
            return self._deepened(self._provider, case, offline)
        except ProviderError as error:
            self._fail(error)
        except KeyboardInterrupt:
            self.interrupted = True
            terminal.say("interrupted: this is what the rules say")
        return self._alone(offline)

    def _fail(self, error: ProviderError) -> None:
        self.failed = True
        terminal.say(error.message)
        if error.code not in _OF_ONE_STORY:
            self._provider = None  # it would fail again

    def _alone(self, offline: Review) -> Review:
        """The offline review, which says that the model's part is missing."""
        notice = Notice("provider-failed", "The model gave no answer, so this is what the rules say.")
        return offline._replace(warnings=(*offline.warnings, notice))

    def _deepened(self, provider: Provider, case: Case, offline: Review) -> Review:
        asked = coach.prompt(case, delimiter=secrets.token_hex(8), folders=self._folders)
        self._say_where(provider)
        shown = not self._chosen.quiet.value
        if shown:
            band = offline.band
            verdict = f"{wording.BANDS[band.name]}, {band.score}/100 by the rules"
            terminal.say(f"{offline.story.path}: {verdict}. {band.summary}")
        speaks_itself = provider.name == MANUAL
        with Status(f"asking {provider.model or provider.name}", shown=shown and not speaks_itself) as status:
            coached = self._runner.run(self._coach(case, self._redacting(provider, case), asked, status))
        return reviews.deepen(case, coached)

    async def _coach(self, case: Case, provider: Provider, asked: Prompt, status: Status) -> coach.Coached:
        ticking = asyncio.create_task(status.tick())
        try:
            return await coach.coach(
                case,
                provider,
                asked,
                votes=self._chosen.votes.value,
                repairs=0 if provider.name == MANUAL else REPAIRS,
                on_text=status.heard,
            )
        finally:
            ticking.cancel()

    def _redacting(self, provider: Provider, case: Case) -> Provider:
        if not self._chosen.redact.value:
            return provider
        told = "\n".join([coach.heard(case.reading), case.target.question or ""])
        return Redacting(provider, redact.redact(told, self._chosen.redact_words.value))

    def _say_where(self, provider: Provider) -> None:
        """Say once what goes where; also in a quiet run, where the working folder's own settings chose it."""
        chosen_here = {self._chosen.provider.source, self._access.address.source} <= access.OWN
        if self._said or (self._chosen.quiet.value and chosen_here) or provider.name == MANUAL:
            return
        self._said = True
        where = access.host(self._access.address.value, provider.name)
        names = "with stand-ins for names" if self._chosen.redact.value else "names and all"
        terminal.say(f"your story and its question go to {where} ({provider.model or provider.name}), {names}")
