"""A hand-written YAML file, read with the place of every value, so that a fault in it can be pointed at.

Only plain data passes: no tags, no anchors, no aliases, and limits on size and depth.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starcli.errors import InputError
from starcli.names import did_you_mean, shown

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 200_000
MAX_DEPTH = 12
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Entry(NamedTuple):
    """A value of a YAML file: its node, its file and the keys that lead to it, such as ``parts[2].strong``."""

    node: "yaml.Node"
    file: str
    keys: str = ""

    def fault(self, problem: str) -> InputError:
        """An error that names the file, line and keys of this value."""
        return _fault(self.file, self.node.start_mark.line, f"{self.keys}: {problem}" if self.keys else problem)

    def mapping(self, known: Collection[str]) -> "dict[str, Entry]":
        """The values of a mapping by key, in the order of the file.

        Raises:
            InputError: it is no mapping, or a key is not among `known` or stands there twice.
        """
        import yaml  # noqa: PLC0415 - loaded by `read`

        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault("must be a mapping (lines of “key: value”)")
        found: dict[str, Entry] = {}
        for key_node, value in self.node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            here = Entry(key_node, self.file, self.keys)
            if key not in known:
                raise here.fault(f"unknown key {shown(key)}: {did_you_mean(key, known)}")
            if key in found:
                raise here.fault(f"the key {key} stands here twice: remove one")
            found[key] = Entry(value, self.file, f"{self.keys}.{key}" if self.keys else key)
        return found

    def fields(self, *names: str) -> "dict[str, Entry]":
        """The values of a mapping that must have exactly these keys."""
        found = self.mapping(names)
        if missing := [name for name in names if name not in found]:
            raise self.fault(f"missing: {', '.join(missing)}")
        return found

    def items(self, least: int, most: int) -> "list[Entry]":
        """The items of a list of `least` to `most`; in the keys they are counted from 1."""
        import yaml  # noqa: PLC0415 - loaded by `read`

        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fault("must be a list (lines that start with “- ”)")
        count = len(self.node.value)
        if not least <= count <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            raise self.fault(f"has {count} items, must have {wanted}")
        return [Entry(item, self.file, f"{self.keys}[{at}]") for at, item in enumerate(self.node.value, 1)]

    def text(self) -> str:
        """A text, its white space folded to single spaces."""
        if self.node.tag != "tag:yaml.org,2002:str":
            raise self.fault("must be text (put it in quotes if it looks like a number, date, yes or no)")
        text = " ".join(self.node.value.split())
        if not text:
            raise self.fault("is empty")
        if _CONTROL.search(text):
            raise self.fault("holds a control character: remove it")
        return text

    def text_or_null(self) -> str | None:
        """A text, or None where the file says ``null``."""
        return None if self.node.tag == "tag:yaml.org,2002:null" else self.text()

    def texts(self, least: int, most: int) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text() for item in self.items(least, most))

    def whole(self) -> int:
        """A whole number from 0 to 99999."""
        if self.node.tag != "tag:yaml.org,2002:int" or not re.fullmatch(r"\d{1,5}", self.node.value):
            raise self.fault("must be a whole number")
        return int(self.node.value)

    def choice(self, known: Collection[str]) -> str:
        """A text that is one of the `known` words."""
        text = self.text()
        if text not in known:
            raise self.fault(f"unknown {shown(text)}: {did_you_mean(text, known)}")
        return text


def read(path: Path) -> Entry:
    """Read a YAML file as plain data.

    Raises:
        InputError: it cannot be read, is larger than 200 kB, is no YAML, or is more than plain data.
    """
    import yaml  # noqa: PLC0415 - 20 ms of start-up

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = _text(path)
    try:
        _refuse_tricks(yaml.parse(text, loader), str(path))
        node = yaml.compose(text, loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise _fault(str(path), line, f"this is no YAML: {error.problem}") from None
    except yaml.YAMLError:
        raise InputError(f"{path}: this is no YAML: it holds control characters", code="bad-yaml") from None
    if node is None:
        raise InputError(f"{path}: the file is empty", code="bad-yaml")
    return Entry(node, str(path))


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise InputError(f"{path}: there is no such file", code="not-found")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 1000} kB", code="too-large")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}", code="unreadable") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8: save it with that encoding", code="bad-encoding") from None


def _refuse_tricks(events: "Iterator[yaml.Event]", file: str) -> None:
    """Look through the file, event by event, before anything is built of it."""
    import yaml  # noqa: PLC0415 - loaded by `read`

    depth = 0
    for event in events:
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _fault(file, line, "anchors and aliases (&name, *name) are not allowed: write the value out")
        if getattr(event, "tag", None):
            raise _fault(file, line, "tags (!name) are not allowed: write plain values")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _fault(file, line, f"nested more than {MAX_DEPTH} deep")


def _fault(file: str, line: int, problem: str) -> InputError:
    return InputError(f"{file}:{line + 1}: {problem}", code="bad-yaml")
