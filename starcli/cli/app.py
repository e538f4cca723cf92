"""Runs star: the one place where an error becomes a line on standard error and an exit status."""

import os
import sys
import traceback
from collections.abc import Sequence

import typer
from typer.main import get_command

from starcli.cli import terminal
from starcli.cli.commands import Star, star
from starcli.errors import EXIT_FAILED, EXIT_USAGE, StarError

app = typer.Typer(cls=Star, rich_markup_mode=None)
app.callback()(star)


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; the result is the exit status.

    Raises:
        OSError: standard output cannot be written.
        KeyboardInterrupt: the person had enough.
    """
    terminal.prepare()
    try:
        return _invoke(_meant(list(arguments)))
    except StarError as error:
        return _fail(error.message, error.exit_status)
    except typer.TyperException as error:
        return _fail(_plain(error), EXIT_USAGE)
    except OSError as error:
        if error.filename is None and not isinstance(error, FileNotFoundError):
            raise
        return _fail(f"{error.filename or 'the working folder'}: {error.strerror}", EXIT_USAGE)
    except Exception as error:  # a fault of star's own, whatever it is
        return _own_fault(error, verbose="--verbose" in arguments)


def _invoke(arguments: list[str]) -> int:
    group = get_command(app)
    if "_STAR_COMPLETE" in os.environ:  # a shell asks how the line could go on
        group.main(arguments, prog_name="star")
    try:
        with group.make_context("star", arguments) as context:
            status: int = group.invoke(context)
            sys.stdout.flush()
            return status
    except typer.Exit as done:
        return done.exit_code


def _meant(arguments: list[str]) -> list[str]:
    """`star` alone and `star help COMMAND` ask for help as well."""
    if not arguments:
        return ["--help"]
    return [*arguments[1:2], "--help"] if arguments[0] == "help" else arguments


def _fail(message: str, status: int) -> int:
    terminal.say(message)
    return status


def _plain(error: typer.TyperException) -> str:
    """What is wrong with the arguments, on one line that says where to look."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "star"
    option = getattr(error, "option_name", None)
    if option and hasattr(error, "possibilities"):
        near = error.possibilities
        hint = f"did you mean {near[0]}?" if near else f"`{command} --help` lists them"
        return f"{command} has no option {option}: {hint}"
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}: see `{command} --help`"


def _own_fault(error: Exception, *, verbose: bool) -> int:
    if verbose:
        traceback.print_exception(error)
    hint = "please report this" if verbose else "run again with --verbose to see where"
    return _fail(f"something went wrong inside star ({type(error).__name__}): {hint}", EXIT_FAILED)
