"""The options that several commands have, each declared once."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, get_type_hints

from typer import Argument, Option

Stories = Annotated[
    list[str] | None, Argument(metavar="STORY", help="Files to read; without any, or for -, standard input.")
]
Level = Annotated[
    str | None,
    Option("--level", "-l", metavar="LEVEL", help="sde1, sde2 (the default), senior, principal or manager."),
]
Principles = Annotated[
    list[str] | None,
    Option(
        "--principle",
        "-p",
        metavar="NAME",
        help="A leadership principle, such as ownership; all means the sixteen. May be repeated.",
    ),
]
Question = Annotated[
    str | None, Option("--question", "-q", metavar="TEXT", help="The interviewer's question that the story answers.")
]
FailUnder = Annotated[
    str | None,
    Option(
        "--fail-under",
        metavar="BAR",
        help="Exit with 1 if a story is below this band (such as hire) or score (such as 60).",
    ),
]


class Options(NamedTuple):
    """What review, probes, rewrite and batch share, as typed; `starcli.config` knows where else it may be set."""

    level: Level = None
    principles: Principles = None
    question: Question = None
    provider: Annotated[
        str | None, Option("--provider", metavar="NAME", help="Who judges beside the rules (see `star providers`).")
    ] = None
    model: Annotated[
        str | None, Option("--model", metavar="NAME", help="Any model the provider knows; each has a default.")
    ] = None
    base_url: Annotated[str | None, Option("--base-url", metavar="URL", help="Where the provider's server is.")] = None
    votes: Annotated[str | None, Option("--votes", metavar="N", help="Ask the model N times; most answers count.")] = (
        None
    )
    budget: Annotated[
        str | None, Option("--budget", metavar="USD", help="Ask nothing that could cost more than this in all.")
    ] = None
    redact: Annotated[
        bool, Option("--redact", help="Send stand-ins for names, companies, e-mail addresses and phone numbers.")
    ] = False
    prompts: Annotated[
        str | None, Option("--prompts", metavar="DIR", help="A folder with prompt templates of your own.")
    ] = None
    format: Annotated[
        str | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="terminal, markdown or json. By default terminal on a terminal, else markdown.",
        ),
    ] = None
    output: Annotated[
        str | None, Option("--output", "-o", metavar="FILE", help="Write to a file; its ending names the format.")
    ] = None
    force: Annotated[bool, Option("--force", help="Let --output replace a file that star did not write.")] = False
    wpm: Annotated[
        str | None, Option("--wpm", metavar="N", help="How many words you say in a minute; 140 by default.")
    ] = None
    quiet: Annotated[bool, Option("--quiet", help="Show no progress.")] = False
    verbose: Annotated[bool, Option("--verbose", help="Show every criterion, and what moved the score.")] = False


def shared(command: Callable[..., int]) -> Callable[..., int]:
    """Offer all of `Options` on a command, which takes them as one value: its parameter `options`."""
    hints = get_type_hints(Options, include_extras=True)
    own = [param for name, param in inspect.signature(command).parameters.items() if name != "options"]
    ours = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
        for name, default in Options._field_defaults.items()
    ]

    def run(**given: Any) -> int:  # noqa: ANN401 - whatever Typer read
        options = Options(**{name: given.pop(name) for name in Options._fields})
        return command(options=options, **given)

    run.__doc__ = command.__doc__
    run.__signature__ = inspect.Signature([*own, *ours])  # type: ignore[attr-defined]
    return run
