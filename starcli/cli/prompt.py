"""`star prompt`."""

import secrets
import sys
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from starcli import answer, batch, coach, prices, prompts
from starcli.advice.case import Case
from starcli.cli import settings, terminal
from starcli.cli.options import Level, Principles, Question
from starcli.config import Settings, target
from starcli.errors import UsageError
from starcli.models import Story
from starcli.providers import default_model, prompted
from starcli.providers.base import Message, Request, Usage
from starcli.redact import redact
from starcli.renderers.wording import visible
from starcli.review import judged
from starcli.sources import MAX_FILE

EXAMPLES = (
    "star prompt story.md",
    "star prompt story.md -l senior -p ownership | pbcopy",
    "star prompt story.md --prompts my-prompts",
)


def command(  # noqa: PLR0913 - one parameter an option
    story: Annotated[
        str | None, Argument(metavar="STORY", help="The file to read; without it, or for -, standard input.")
    ] = None,
    *,
    level: Level = None,
    principles: Principles = None,
    question: Question = None,
    folder: Annotated[
        str | None, Option("--prompts", metavar="DIR", help="A folder of your own templates (see docs/prompts.md).")
    ] = None,
    hide: Annotated[
        bool, Option("--redact", help="Show stand-ins for names, companies, e-mail addresses and phone numbers.")
    ] = False,
) -> int:
    """Print the prompt that a model would get, to paste into any chat.

    It is exactly what --provider manual would show you; the other providers get the same words, and the form of the
    reply as a schema. How long it is, and what it would cost elsewhere, is said on standard error.
    """
    flags = {"level": level, "principles": principles, "question": question, "prompts": folder, "redact": hide}
    chosen = settings.read(flags)
    case = _case(story, chosen)
    request = _request(case, chosen)
    page = prompted.page(request)
    sys.stdout.write(visible(page) if terminal.is_terminal(sys.stdout) else page)
    _tell(page, request.system, prompts.reply_tokens(case.target), chosen)
    return 0


def _stories(path: str | None) -> list[Story]:
    if path not in {None, "-"}:
        return batch.stories(str(path))
    if path is None and (not sys.stdin or sys.stdin.isatty()):
        raise UsageError("no story given: name a file, as in `star prompt story.md`, or pipe the story in")
    return batch.stories("-", sys.stdin.buffer.read(MAX_FILE + 1) if sys.stdin else b"")


def _case(path: str | None, chosen: Settings) -> Case:
    """The first story of the input."""
    first, *others = _stories(path)
    if others:
        terminal.say(f"{path or '-'} holds {len(others) + 1} stories: this is the prompt for the first")
    return judged(first, target(chosen, first.front, first.path), wpm=chosen.wpm.value)


def _request(case: Case, chosen: Settings) -> Request:
    """What would be sent about a story."""
    folders = [Path(chosen.prompts.value)] if chosen.prompts.value else []
    prompt = coach.prompt(case, delimiter=secrets.token_hex(8), folders=folders)
    told = "\n".join([coach.heard(case.reading), case.target.question or ""])
    sent = redact(told, chosen.redact_words.value).hide(prompt.story) if chosen.redact.value else prompt.story
    return Request(prompt.system, (Message("user", sent),), answer.schema(case.target))


def _tell(page: str, system: str, reply: int, chosen: Settings) -> None:
    """Say how long the prompt is, and what it would cost."""
    size, stable = prompts.tokens(page), prompts.tokens(system)
    terminal.say(f"about {size:,} tokens ({stable:,} the same for every story), and about {reply:,} for the reply")
    named = chosen.model.value or default_model(chosen.provider.value)
    for model in [named] if named else map(default_model, ("openai", "anthropic")):
        dollars = prices.cost(model, Usage(input_tokens=size, output_tokens=reply))
        price = "no price is known" if dollars is None else f"about ${dollars:.3f} (prices of {prices.checked()})"
        terminal.say(f"sent to {model}: {price}")
