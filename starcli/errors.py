"""The errors star raises on purpose, and the exit status each one ends with.

StarError                something went wrong that a person can mend; its message is one line
├── UsageError           an option or argument that cannot be meant (exit 2)
├── InputError           a story, scenario or setting that cannot be used (exit 2)
├── OutputError          a place that cannot be written (exit 2)
└── ProviderError        a language-model provider failed (exit 3)

Exit status 0 is done, 1 is done with something under ``--fail-under``, 130 is interrupted.
"""

from typing import ClassVar

EXIT_DONE = 0
EXIT_BELOW = 1
EXIT_USAGE = 2
EXIT_FAILED = 3
EXIT_INTERRUPTED = 130


class StarError(Exception):
    """A fault a person can mend.

    The message says on one line what is wrong, where, and what to do next. `code` is a stable slug for programs
    (it becomes `failures[].error` in the report).
    """

    exit_status: ClassVar[int] = EXIT_USAGE

    def __init__(self, message: str, *, code: str = "error") -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class UsageError(StarError):
    """An option or argument that cannot be meant."""


class InputError(StarError):
    """A story, scenario or setting that cannot be used."""


class OutputError(StarError):
    """A place that cannot be written, or must not be overwritten."""


class ProviderError(StarError):
    """A language-model provider failed; what could be done offline is still shown."""

    exit_status = EXIT_FAILED
