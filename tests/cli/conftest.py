"""Runs star as a person does: words in, text and an exit status out."""

import gc
import io
import sys
from typing import NamedTuple

import pytest

from starcli.__main__ import main


class Result(NamedTuple):
    status: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """Standard input or output, held in memory."""

    def __init__(self, content=b"", *, terminal=False):
        super().__init__(io.BytesIO(content), encoding="utf-8")
        self.terminal = terminal

    def isatty(self):
        return self.terminal

    def text(self):
        self.flush()
        return self.buffer.getvalue().decode("utf-8")


@pytest.fixture
def star(monkeypatch, tmp_path):
    """Run star in an empty folder, with nobody's own settings. Without `stdin`, a person sits at the keyboard."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments, stdin=None, terminal=False):
        given = stdin.encode() if isinstance(stdin, str) else stdin or b""
        out, err = Stream(terminal=terminal), Stream(terminal=terminal)
        monkeypatch.setattr(sys, "argv", ["star", *arguments])
        monkeypatch.setattr(sys, "stdin", Stream(given, terminal=stdin is None))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        try:
            return Result(main(), out.text(), err.text())
        finally:
            gc.unfreeze()  # the tests go on

    return run
