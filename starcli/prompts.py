"""The prompt: a system part that is the same for every story, filled from the rubric data, and then the story.

The words are templates in `prompts/`; docs/prompts.md tells how to write others. The story and its question are data:
they stand between tags that end in a code nobody could know, and the templates never run them.
"""

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from starcli import answer, resources, templates
from starcli.data import load
from starcli.models import FrontMatter, Story, Target

BYTES_A_TOKEN = 4
_REPLY, _WHOLE = 3_500, 400  # tokens of a reply, and of the story told once more in it
_BLANKS = {"string": '"..."', "boolean": "true or false", "integer": "0", "number": "0"}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class Prompt(NamedTuple):
    """What is sent. `system` is byte-identical for the same level and principles, so that providers can cache it."""

    system: str
    story: str


def build(story: Story, target: Target, *, delimiter: str, folders: Sequence[Path] = ()) -> Prompt:
    """Fill the templates for a story.

    Args:
        story: its text is sent as it is, without the front matter.
        target: what it is judged for.
        delimiter: a fresh random code, such as `secrets.token_hex(8)`. Should it stand in the story, another is made
            from it, so that no story can close its own tags.
        folders: where a person's own templates are; a template that is in none of them is star's.

    Raises:
        InputError: a template has a fault or uses a value that is not there (code ``bad-template``).
    """
    text, question = told(story), target.question or ""
    code = _unused(delimiter, f"{text}\n{question}")
    values = {"story": text, "question": question, "delimiter": code}
    return Prompt(system(target, folders), _render("story", values, folders))


def system(target: Target, folders: Sequence[Path] = ()) -> str:
    """The stable part. It knows neither the story nor its question."""
    data, asked = load(), answer.codes(target)
    rows = [data.criteria[code] for code in asked]
    values = {
        "level": data.levels[target.level],
        "principles": [data.principles[slug] for slug in target.principles],
        "sections": [{"name": name, "criteria": list(group)} for name, group in groupby(rows, lambda row: row.section)],
        "faults": [code for code in asked if code in answer.FAULTS],
    }
    return _render("system", values, folders)


def repair(faults: Sequence[str], folders: Sequence[Path] = ()) -> str:
    """The message that asks for the answer again and says what was wrong with it."""
    return _render("repair", {"faults": [" ".join(fault.split()) for fault in faults]}, folders)


def told(story: Story) -> str:
    """The text of a story without its front matter, which is no part of what is told."""
    front = _FRONT_MATTER.match(story.text) if story.front != FrontMatter() else None
    return story.text[front.end() :] if front else story.text


# -- for those who do not take a schema ------------------------------------------------------------------------------


def with_form(system: str, schema: Mapping[str, Any]) -> str:
    """The system part with the form of the reply written out at its end."""
    return _render("form", {"system": system, "form": outline(schema)}, ())


def pasteable(prompt: Prompt, schema: Mapping[str, Any]) -> str:
    """The whole prompt as one text, to paste into any chat."""
    return f"{with_form(prompt.system, schema)}\n{prompt.story}"


def outline(schema: Mapping[str, Any], indent: int = 0) -> str:
    """A JSON Schema as a form to fill in; an object of plain values stands on one line."""
    kind = schema.get("type")
    if kind in _BLANKS:
        return _BLANKS[kind]
    if kind == "array":
        return f"[{outline(schema['items'], indent)}, ...]"
    if kind != "object":
        return json.dumps(schema, ensure_ascii=False)
    rows = [f'"{key}": {outline(value, indent + 2)}' for key, value in schema["properties"].items()]
    if all(value.get("type") in _BLANKS for value in schema["properties"].values()):
        return f"{{{', '.join(rows)}}}"
    lines = ",\n".join(f"{' ' * (indent + 2)}{row}" for row in rows)
    return f"{{\n{lines}\n{' ' * indent}}}"


# -- sizes -----------------------------------------------------------------------------------------------------------


def tokens(text: str) -> int:
    """About how many tokens a text has: a quarter of its bytes.

    For English stories this lies between a twentieth below and a half above what OpenAI's o200k encoding counts, a
    sixth above in the middle (151 stories). Other models count differently; Anthropic says that its newer ones count
    about 30% more than its older ones did.
    """
    return math.ceil(len(text.encode("utf-8", "replace")) / BYTES_A_TOKEN)


def reply_tokens(target: Target) -> int:
    """About how many tokens a whole answer has, without what a model thinks before it."""
    return _REPLY + _WHOLE * len(answer.wholes(target))


def _unused(delimiter: str, text: str) -> str:
    """The delimiter, or one made from it that does not stand in the text in any case of letters."""
    folded = text.casefold()
    while delimiter.casefold() in folded:
        delimiter = hashlib.sha256(delimiter.encode("utf-8", "replace")).hexdigest()[:16]
    return delimiter


def _render(name: str, values: Mapping[str, object], folders: Sequence[Path]) -> str:
    return templates.render(f"{name}.md.j2", values, [*folders, resources.folder("prompts")])
