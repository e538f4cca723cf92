"""The commands of star: which there are, and how one is loaded when it is asked for."""

import gc
import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from starcli import __version__
from starcli.cli import manual
from starcli.errors import UsageError
from starcli.names import did_you_mean, shown, typed

Context = Any  # Typer keeps the type of its own to itself
_AS_TYPED = "_runtime_param"


class _AsTyped:
    """Takes a parameter as it was typed. Ours are words and flags; where a word has to be more, star checks it."""

    def coerce(self, value: object, param: Any, ctx: Context) -> object:  # noqa: ARG002, ANN401 - Typer's signature
        return () if value is None and (param.multiple or param.nargs == -1) else value


def _take_as_typed(command: TyperCommand | TyperGroup, ctx: Context) -> None:
    """Spare Typer from loading pydantic, more than half of its start-up, to find that a word is a word."""
    for param in command.get_params(ctx):
        setattr(param, _AS_TYPED, _AsTyped())


class Command(TyperCommand):
    """One command, whose help calls its arguments by name and leaves Python's types out."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words behind the command's name."""
        _take_as_typed(self, ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401
        """Run the command."""
        gc.freeze()  # all that has been loaded
        gc.set_threshold(50_000)  # a long story makes many objects but hardly a circle among them
        gc.enable()  # a long batch makes garbage
        return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """The usage line behind the command's name."""
        return ["[OPTIONS]", *map(_usage, self._arguments())]

    def format_options(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401
        """Write the arguments and options."""
        if arguments := [(argument.metavar or "", argument.help or "") for argument in self._arguments()]:
            with formatter.section("Arguments"):
                formatter.write_dl(arguments)
        options = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, TyperOption)]
        with formatter.section("Options"):
            formatter.write_dl([option for option in options if option])

    def format_epilog(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the examples, a line each."""
        with formatter.section("Examples"):
            formatter.write("".join(f"  {line}\n" for line in (self.epilog or "").splitlines()))

    def _arguments(self) -> list[TyperArgument]:
        return [param for param in self.params if isinstance(param, TyperArgument)]


def _usage(argument: TyperArgument) -> str:
    name = argument.metavar or ""
    return (name if argument.required else f"[{name}]") + ("" if argument.nargs == 1 else "...")


class Star(TyperGroup):
    """All commands, each loaded when it is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of the help."""
        return list(manual.COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Any | None:  # noqa: ANN401, ARG002
        """Load a command; None where there is none of that name."""
        if cmd_name not in manual.COMMANDS:
            return None
        module = import_module(f"starcli.cli.{cmd_name}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command, epilog="\n".join(module.EXAMPLES))(module.command)
        return get_command(app)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401
        """Find the command that the first word names."""
        if args[0] not in manual.COMMANDS and not ctx.resilient_parsing:
            raise UsageError(_unknown(args[0]), code="unknown-command")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words in front of the command's name."""
        _take_as_typed(self, ctx)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the manual page."""
        manual.write(formatter)


def _unknown(word: str) -> str:
    if os.path.exists(word):  # noqa: PTH110 - a Path stumbles over names that cannot be
        return f"{shown(word)} is no command: `star review {typed(word)}` reviews a story"
    return f"there is no command {shown(word)}: {did_you_mean(word, manual.COMMANDS)}"


def _show_version(value: bool) -> None:
    if value:
        sys.stdout.write(f"star {__version__}\n")
        raise typer.Exit


def star(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the options that stand in front of a command."""
