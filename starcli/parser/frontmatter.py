"""Front matter: the YAML between two lines of `---` at the head of a story file.

Lines that are plainly `key: value` are read here, so that YAML is imported (25 ms) only for what needs it. Values are
taken as they are written: `level: 5` is "5", `question: no` is "no". Keys may be written large: `Level: senior`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from starcli.errors import InputError
from starcli.models import FrontMatter
from starcli.parser.labels import sections_named

if TYPE_CHECKING:
    import yaml

MAX_CHARACTERS = 20_000
MAX_DEPTH = 8

_KEY = re.compile(r"([A-Za-z_][\w-]*):(?=\s|$)")
_SIMPLE = re.compile(r"([A-Za-z_][\w-]*):(?: +(\S.*))?$")
_PLAIN = re.compile(r"[^\W_][\w ,.'’“”()!/&+%-]*$")
_QUOTED = re.compile(r"\"([^\"\\]*)\"$|'([^']*)'$")
_ITEM = re.compile(r"[^\W_][\w .'’/+-]*$")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Written = str | list[str] | None


class Field(NamedTuple):
    """A value as it is written, and the line of the file it stands on."""

    value: Written | Literal[False]  # False: a kind of value that no key of ours takes
    line: int


def read_front_matter(text: str, path: str) -> tuple[FrontMatter, int]:
    """The front matter of a file, and the offset of what follows it.

    Raises:
        InputError: the front matter cannot be understood (code `bad-front-matter`).
    """
    first, *lines = text[:MAX_CHARACTERS].splitlines(keepends=True) if text.startswith("---") else [""]
    key = _first_key(lines)
    if first.rstrip() != "---" or key is None:
        return FrontMatter(), 0
    last = next((at for at, line in enumerate(lines) if line.rstrip() == "---"), None)
    ours = any((match := _KEY.match(line)) and match[1].lower() in FrontMatter._fields for line in lines[:last])
    if last is None:
        if key.lower() in FrontMatter._fields:
            raise _fault(path, 1, "has no end: put a line with only --- below its last key")
        return FrontMatter(), 0
    try:
        fields = read_simple(lines[:last])
        fields = read_yaml("".join(lines[:last]), path) if fields is None else fields
    except InputError:
        if ours:
            raise
        return FrontMatter(), 0  # prose between two rules
    return _front_matter(fields, path), sum(map(len, [first, *lines[: last + 1]]))


def _first_key(lines: Sequence[str]) -> str | None:
    """The key on the first line that says anything, unless it heads a part of a story."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            match = _KEY.match(line)
            return match[1] if match and not sections_named(match[1]) else None
    return None


def _front_matter(fields: dict[str, Field], path: str) -> FrontMatter:
    """What the fields say; keys that are not ours are passed over."""
    ours = {key: field for key, field in fields.items() if key in FrontMatter._fields}
    for key, field in ours.items():
        if field.value is False or (isinstance(field.value, list) and key not in ("principles", "tags")):
            wanted = "a list such as [a, b]" if key in ("principles", "tags") else "one line of text"
            raise _fault(path, field.line, f"has a wrong value for “{key}”: write {wanted}")
    return FrontMatter(
        id=_words(ours, "id"),
        title=_words(ours, "title"),
        question=_words(ours, "question"),
        principles=_names(ours, "principles"),
        level=_words(ours, "level"),
        author=_words(ours, "author"),
        tags=_names(ours, "tags"),
    )


def _words(fields: Mapping[str, Field], key: str) -> str | None:
    value = fields[key].value if key in fields else None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(fields: Mapping[str, Field], key: str) -> tuple[str, ...]:
    value = fields[key].value if key in fields else None
    names = value.split(",") if isinstance(value, str) else value or []
    return tuple(name for item in names if (name := " ".join(item.split())))


# -- plain lines -----------------------------------------------------------------------------------------------------


def read_simple(lines: Sequence[str]) -> dict[str, Field] | None:
    """The fields, where every line is plainly `key: value`; None where YAML must decide."""
    fields: dict[str, Field] = {}
    for number, line in enumerate(lines, 2):
        said = line.rstrip("\r\n").rstrip(" ")
        if not said or said.startswith("#"):
            continue
        match = _SIMPLE.match(said) if said.isprintable() else None
        value = _simple_value(match[2] or "") if match else False
        if not match or value is False:
            return None
        fields[match[1].lower()] = Field(value, number)
    return fields


def _simple_value(said: str) -> Written | Literal[False]:
    """A value that needs no YAML; False for any other."""
    if said.startswith("[") and said.endswith("]"):
        items = [item.strip(" ") for item in said[1:-1].split(",")] if said[1:-1].strip(" ") else []
        if all(_ITEM.match(item) or _QUOTED.match(item) for item in items):
            return [_unquoted(item) for item in items if item not in _NULLS]
        return False
    if said in _NULLS:
        return None
    return _unquoted(said) if _PLAIN.match(said) or _QUOTED.match(said) else False


def _unquoted(said: str) -> str:
    quoted = _QUOTED.match(said)
    return said[1:-1] if quoted else said


# -- anything else ---------------------------------------------------------------------------------------------------


def read_yaml(block: str, path: str) -> dict[str, Field]:
    """The fields of a block of YAML.

    Raises:
        InputError: it is no YAML, no mapping, or more than plain data.
    """
    import yaml  # noqa: PLC0415 - 25 ms that most stories save

    try:
        _refuse_tricks(yaml.parse(block, yaml.SafeLoader), path)
        node = yaml.compose(block, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        problem = " ".join(str(error.problem).split())
        raise _fault(path, line, f"cannot be read ({problem}): put the value in quotes") from None
    except (yaml.YAMLError, ValueError, OverflowError):  # the last two: escapes beyond Unicode
        raise _fault(path, 1, "holds characters that YAML does not know: remove them") from None
    if not isinstance(node, yaml.MappingNode):
        raise _fault(path, 2, "must be lines of “key: value”")
    return {str(key.value).lower(): _field(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _field(node: "yaml.Node") -> Field:
    line = node.start_mark.line + 2
    if isinstance(node.value, str):
        return Field(_scalar(node), line)
    if not all(isinstance(getattr(item, "value", None), str) for item in node.value):
        return Field(False, line)
    return Field([said for item in node.value if (said := _scalar(item)) is not None], line)


def _scalar(node: "yaml.Node") -> str | None:
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _refuse_tricks(events: "Iterator[yaml.Event]", path: str) -> None:
    """Look through the block, event by event, before anything is built of it."""
    import yaml  # noqa: PLC0415 - loaded by `read_yaml`

    depth = 0
    for event in events:
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _fault(path, line, "has an anchor or alias (&name, *name): write the value out, or put it in quotes")
        if getattr(event, "tag", None):
            raise _fault(path, line, "has a tag (!name): write a plain value, or put it in quotes")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _fault(path, line, f"is nested more than {MAX_DEPTH} deep")


def _fault(path: str, line: int, problem: str) -> InputError:
    return InputError(f"{path}:{line}: the front matter {problem}", code="bad-front-matter")
