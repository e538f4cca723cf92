"""The text of a story file, or one line that says why it cannot be used. Knows the files that star wrote itself."""

import os
import re
import stat
from pathlib import Path

from starcli.errors import InputError
from starcli.names import printable

MAX_FILE = 20_000_000  # bytes of a file, which may hold many stories; the limit of one story is the parser's
REPORT_HEAD = 300  # bytes within which a report of ours shows
REPORT_MARKER = "<!-- star report -->"  # first line of a Markdown report

_JSON_REPORT = re.compile(
    rb'\s{0,9}\{\s{0,9}"schema_version":\s{0,9}\d{1,9},\s{0,9}"tool":\s{0,9}\{"name":\s{0,9}"star"'
)
_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_DOCUMENTS = {
    b"PK\x03\x04": "a Word document or ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich-text (RTF) document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_CONTROLS = bytes(set(range(32)) - set(b"\b\t\n\v\f\r\x1a\x1b"))  # what no text editor, pager or terminal leaves behind


def read_file(path: str) -> str:
    """The text of a file exactly as it stands there, line ends included; only a byte-order mark is dropped.

    A pipe is read too, so that `star review <(command)` works.

    Raises:
        InputError: it cannot be used. The codes are those of `decode` and ``missing-file``, ``is-folder``,
            ``not-a-file`` (a device), ``unreadable``.
    """
    name = printable(path)
    try:
        _check_kind(path, name)
        with Path(path).open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name that no file can have
        raise InputError(f"{name}: there is no such file: check its name", code="missing-file") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}", code="unreadable") from None
    return decode(content, path)


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes. `name` is its path, or "-" for standard input.

    Raises:
        InputError: no text can be had from it: ``too-large``, ``binary``, ``bad-encoding`` or ``empty``.
    """
    name = "standard input (-)" if name == "-" else printable(name)
    if len(data) > MAX_FILE:
        raise InputError(
            f"{name}: larger than {MAX_FILE // 1_000_000} MB: split it into smaller files", code="too-large"
        )
    _check_text(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02X} in line {line} is not UTF-8: save the file as UTF-8"
        raise InputError(f"{name}: {problem}", code="bad-encoding") from None
    if not text.strip():
        raise InputError(f"{name}: is empty: write the story into it (`star new` makes a template)", code="empty")
    return text


def by_star(head: bytes | str) -> bool:
    """Whether a file that begins so (its first `REPORT_HEAD` bytes) is a report that star wrote."""
    start = head[:REPORT_HEAD]
    start = start.encode("utf-8", "replace") if isinstance(start, str) else start
    return start.startswith(REPORT_MARKER.encode()) or _JSON_REPORT.match(start) is not None


def _check_kind(path: str, name: str) -> None:
    if not path:
        raise InputError("a story's name is empty: write the name of a file", code="missing-file")
    mode = os.stat(path).st_mode  # noqa: PTH116 - a Path would be made first
    if stat.S_ISDIR(mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise InputError(f"{name}: cannot be read: you may not open this folder", code="unreadable")
        raise InputError(f"{name}: is a folder: use `star batch` to review what is in it", code="is-folder")
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise InputError(f"{name}: is a device, not a file: pipe the story in, or name a file", code="not-a-file")


def _check_text(data: bytes, name: str) -> None:
    """Refuse what is no text, or text in another encoding."""
    for start, kind in _DOCUMENTS.items():
        if data.startswith(start):
            problem = f"is {kind}: save the story as plain text or Markdown"
            raise InputError(f"{name}: {problem}", code="binary")
    if encoding := _other_encoding(data):
        raise InputError(f"{name}: is {encoding}: save it as UTF-8", code="bad-encoding")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls * 20 > len(data):
        raise InputError(f"{name}: is no text: save the story as plain text or Markdown", code="binary")


def _other_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, told by its mark or, for Latin letters without one, by every second byte being zero."""
    zeros = sorted(data[first:200:2].count(0) for first in (0, 1))
    plain = "UTF-16" if zeros[0] == 0 and zeros[1] * 2 > len(data[:200]) * 0.9 else None
    return next((encoding for mark, encoding in _BOMS.items() if data.startswith(mark)), plain)
