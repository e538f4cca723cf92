"""What the command line knows of the terminal it runs in, and how it speaks to the person there."""

import io
import os
import shutil
import sys
from typing import TextIO

from starcli.renderers.wording import one_line


def prepare() -> None:
    """Let every character be written: reports are UTF-8 wherever they go but to a terminal that takes less."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at the other end."""
    return stream is not None and not stream.closed and stream.isatty()


def width() -> int:
    """Columns of the terminal; `COLUMNS` overrides."""
    return shutil.get_terminal_size().columns


def color() -> bool:
    """Whether standard output takes colours (https://no-color.org, https://force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and is_terminal(sys.stdout)


def say(message: str) -> None:
    """Tell the person something, on one line of standard error; the exit status says it where that is full."""
    try:
        sys.stderr.write(f"star: {one_line(message)}\n")
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO) -> None:
    """Let a stream that takes no more write to nowhere: what it still holds must not fail again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
