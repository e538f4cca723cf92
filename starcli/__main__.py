"""`star`, which is the same as `python -m starcli`."""

import os
import sys

from starcli import __version__


def main() -> int:
    """Run star on the arguments of the process; the result is its exit status."""
    _stand_in()
    try:
        status = _run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        from starcli.errors import EXIT_INTERRUPTED  # noqa: PLC0415 - see below

        return EXIT_INTERRUPTED
    except OSError as error:
        return _unwritten(error)
    return status


def _stand_in() -> None:
    """Put a stream where the caller closed one (`>&-`): what nobody hears is dropped, what nobody gets is a fault."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - before anything is imported, and for good
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w")  # noqa: PTH123, SIM115 - takes nothing


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):  # answered before anything else is imported
        sys.stdout.write(f"star {__version__}\n")
        return 0
    import gc  # noqa: PLC0415 - see above

    # What is loaded stays loaded. Looking for garbage among it takes a sixth of the time of a review: not while star
    # starts (`cli.commands.Command` switches it on again), and not when Python ends.
    gc.disable()
    from starcli.cli.app import run  # noqa: PLC0415 - see above

    try:
        return run(arguments)
    finally:
        gc.enable()
        gc.freeze()


def _unwritten(error: OSError) -> int:
    """Standard output takes no more."""
    from starcli.cli import terminal  # noqa: PLC0415 - see above
    from starcli.errors import EXIT_DONE, EXIT_USAGE  # noqa: PLC0415

    terminal.drop(sys.stdout)
    if isinstance(error, BrokenPipeError):  # the reader has seen enough (`| head`)
        return EXIT_DONE
    terminal.say(f"standard output cannot be written: {error.strerror}")
    return EXIT_USAGE


if __name__ == "__main__":
    sys.exit(main())
