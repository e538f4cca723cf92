"""Files that star writes: whole or not at all, and never over what somebody else wrote."""

import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from starcli.errors import OutputError
from starcli.names import printable
from starcli.sources import REPORT_HEAD, by_star


def write(path: Path, render: Callable[[TextIO], None], *, force: bool, inputs: Sequence[str] = ()) -> None:
    """Let `render` write a report to a file.

    An earlier report of star is replaced; anything else only with `force`, and one of the stories that are being
    read (`inputs`) never. A link is followed: the file it points to is written, the link stays.

    Raises:
        OutputError: the file must not or cannot be written; it then is as it was. The codes are ``exists``,
            ``is-input``, ``is-folder``, ``not-a-file``, ``missing-folder`` and ``unwritable``.
    """
    _write(path, render, lambda target: _check(path, target, force=force, inputs=inputs))


def check(path: Path, *, force: bool, inputs: Sequence[str] = ()) -> None:
    """Fail as `write` would, before anything was done or paid for what is to be written.

    Raises:
        OutputError: as `write`.
    """
    _check(path, _target(path), force=force, inputs=inputs)


def _check(path: Path, target: Path, *, force: bool, inputs: Sequence[str]) -> None:
    if not target.exists() or _ours(target):
        return
    if any(_same(target, story) for story in inputs):
        raise _fault(path, "is one of the stories: choose another name", "is-input")
    if not force:
        raise _fault(path, "exists and was not written by star: choose another name or add --force", "exists")


def new_file(path: Path, text: str, *, force: bool) -> None:
    """Write a file of the person's own, such as a template; an existing one is replaced only with `force`.

    Raises:
        OutputError: as `write`.
    """

    def check(target: Path) -> None:
        if target.exists() and not force:
            raise _fault(path, "exists: choose another name or add --force", "exists")

    _write(path, lambda out: out.write(text), check)


def _write(path: Path, render: Callable[[TextIO], object], check: Callable[[Path], None]) -> None:
    try:
        target = _target(path)
        check(target)
        # A long batch leaves time for somebody else to write the file, so it is checked again at the end.
        _replace(target, render, lambda: check(target))
    except OSError as error:
        raise _fault(path, f"cannot be written: {error.strerror or 'the system refused'}", "unwritable") from None


def _target(path: Path) -> Path:
    """The file that is to be written, links followed; it may be new."""
    try:
        target = Path(os.path.realpath(path))
    except ValueError:
        raise _fault(path, "this is no name for a file: choose another name", "unwritable") from None
    if target.is_dir():
        raise _fault(path, "is a folder: add the name of a file", "is-folder")
    if not target.parent.is_dir():
        raise _fault(path, f"there is no folder {printable(str(path.parent))}: make it first", "missing-folder")
    if path.exists() and not path.is_file():
        raise _fault(path, "is a device, not a file: leave out --output to print", "not-a-file")
    if target.is_symlink() or (target.exists() and not os.access(target, os.W_OK)):  # a link in a circle stays a link
        raise _fault(path, "cannot be written to: choose another name", "unwritable")
    return target


def _replace(target: Path, render: Callable[[TextIO], object], check: Callable[[], None]) -> None:
    """Write beside the target under a hidden name, then take its place in one step."""
    part = target.with_name(f".star-{os.urandom(6).hex()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # the umask takes its share
        # A path may hold bytes that are no text; they are written as JSON would write them.
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            render(out)
            out.flush()
            os.fsync(descriptor)
        check()
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _ours(target: Path) -> bool:
    with target.open("rb") as file:
        return by_star(file.read(REPORT_HEAD))


def _same(target: Path, story: str) -> bool:
    with suppress(OSError, ValueError):
        return target.samefile(story)
    return False


def _fault(path: Path, problem: str, code: str) -> OutputError:
    return OutputError(f"{printable(str(path))}: {problem}", code=code)
