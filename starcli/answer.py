"""What a model is asked to return, and what is made of the text it returns.

A model answers with one JSON object: `schema` says which, and `read` keeps what can be used of whatever came. Nothing
here looks into the story; whether a quote stands in it is for `grounding`. Scores, bands and offsets are not asked for
and, where a model offers them, not read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from starcli.data import load
from starcli.jsontext import find_object
from starcli.models import BY_ABSENCE, SECTIONS, Section, Target
from starcli.names import shown

if TYPE_CHECKING:
    from pydantic import BaseModel

# Met by the absence of a fault: here it is the no that needs a quote, the words at fault.
FAULTS = BY_ABSENCE - {"D601"}  # a model is not asked what is counted
COMPUTED = frozenset({"D601"})  # the spoken length is counted, never asked
GENERAL = "general"  # names the rewrite of the whole where no principle was asked for
MAX_TEXT = 8_000  # characters of one text
MAX_PROBES = 12
MAX_FAULTS = 20  # more than that would not help a model
# Characters of a text where a model has to be held back (`schema(bounded=True)`): a whole answer then has at most
# about 12,000, so that with the prompt it fits into 10,000 tokens.
_BOUNDS = {"quote": 100, "why": 60, "text": 200, "coaching": 160}
_BOUND, _BOUNDED_PROBES = 90, 2


class CriterionAnswer(NamedTuple):
    """A model's answer to one criterion. `quote` is the evidence of a yes; for one of `FAULTS`, of a no."""

    code: str
    met: bool
    quote: str
    why: str


class ProbeAnswer(NamedTuple):
    """A follow-up question. `quote` is the words that provoke it, "" where something missing does."""

    question: str
    probes: str
    weak: str
    weak_why: str
    strong: str
    key_phrase: str
    quote: str


class RewriteAnswer(NamedTuple):
    """A part of the story, or the whole ("full"), told better; only the whole is told for a principle."""

    kind: str
    principle: str | None
    text: str


class Answer(NamedTuple):
    """What can be used of a model's answer. Nothing in it has been held against the story yet."""

    criteria: tuple[CriterionAnswer, ...] = ()  # in rubric order, each code once
    sections: Mapping[Section, str] = {}
    probes: tuple[ProbeAnswer, ...] = ()
    rewrites: tuple[RewriteAnswer, ...] = ()  # the parts in their order, then the wholes
    summary: str = ""
    interviewer: str = ""


def codes(target: Target) -> tuple[str, ...]:
    """The criteria a model is asked about, in rubric order; P701 only where a principle is named."""
    skipped = COMPUTED if target.principles else COMPUTED | {"P701"}
    return tuple(code for code in load().criteria if code not in skipped)


def wholes(target: Target) -> tuple[str, ...]:
    """The names of the rewrites of the whole: the principles asked for, or `GENERAL`."""
    return target.principles or (GENERAL,)


# -- what is asked ---------------------------------------------------------------------------------------------------


def schema(target: Target, *, bounded: bool = False) -> dict[str, Any]:
    """The JSON Schema of an answer, such as every provider's strict mode takes.

    Criteria, parts and principles are keys that must all be there, so that none is forgotten, named twice or invented.
    `met` comes last, so that a model looks and reasons before it decides, and half an answer holds no decision.

    Args:
        target: what the story is judged for.
        bounded: limit the length of everything. A small local model needs that, or it runs on; the strict modes of
            the vendors refuse it.
    """
    row = {"quote": _text("quote", bounded), "why": _text("why", bounded), "met": {"type": "boolean"}}
    probes: dict[str, Any] = {
        "type": "array",
        "items": _object({name: _text(name, bounded) for name in ProbeAnswer._fields}),
    }
    if bounded:
        probes |= {"maxItems": _BOUNDED_PROBES}
    return _object(
        {
            "criteria": _each(codes(target), _object(row)),
            "sections": _each(SECTIONS, _text("coaching", bounded)),
            "probes": probes,
            "rewrites": _each(SECTIONS, _text("text", bounded)),
            "full": _each(wholes(target), _text("text", bounded)),
            "summary": _text("summary", bounded),
            "interviewer": _text("interviewer", bounded),
        }
    )


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _each(keys: Iterable[str], shape: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON Schema
    return _object(dict.fromkeys(keys, shape))


def _text(name: str, bounded: bool) -> dict[str, Any]:
    return {"type": "string", "maxLength": _BOUNDS.get(name, _BOUND)} if bounded else {"type": "string"}


def dump(answer: Answer) -> str:
    """The JSON text of an answer, as a model that keeps to the schema would write it."""
    parts = {row.kind: row.text for row in answer.rewrites if row.kind != "full"}
    content = {
        "criteria": {row.code: {"quote": row.quote, "why": row.why, "met": row.met} for row in answer.criteria},
        "sections": dict(answer.sections),
        "probes": [row._asdict() for row in answer.probes],
        "rewrites": parts,
        "full": {row.principle or GENERAL: row.text for row in answer.rewrites if row.kind == "full"},
        "summary": answer.summary,
        "interviewer": answer.interviewer,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


# -- what came -------------------------------------------------------------------------------------------------------


def read(text: str, target: Target) -> tuple[Answer, tuple[str, ...]]:
    """What can be used of a model's text, and its faults in words, to be sent back.

    The JSON may stand behind a model's thoughts, in a fence, among other words, and may break off. What has a wrong
    type or an unknown name is left out; of what is said twice the first counts. No text makes this raise.
    """
    found, faults = find_object(text, _KEYS)
    if found is None:
        return Answer(), tuple(faults)
    desk = _Desk(target, list(faults))
    answer = Answer(
        criteria=tuple(desk.criteria(found)),
        sections=dict(desk.texts(found, "sections", SECTIONS)),
        probes=tuple(desk.probes(found)),
        rewrites=tuple(desk.rewrites(found)),
        summary=desk.text(found, "summary"),
        interviewer=desk.text(found, "interviewer"),
    )
    more = len(desk.faults) - MAX_FAULTS
    return answer, (*desk.faults[:MAX_FAULTS], *([f"and {more} more faults of this kind"] if more > 0 else []))


_KEYS = ("criteria", "sections", "probes", "rewrites", "full", "summary", "interviewer")


class _Desk:
    """Where one answer is sorted."""

    def __init__(self, target: Target, faults: list[str]) -> None:
        self.target = target
        self.faults = faults

    def criteria(self, found: Mapping[str, Any]) -> Iterator[CriterionAnswer]:
        """The answers to the criteria that were asked, in rubric order."""
        rows = self._rows(found, "criteria", "code")
        for code in sorted(rows.keys() - load().criteria.keys()):
            self.faults.append(f"criteria: there is no criterion {shown(code, 30)}")
        asked = codes(self.target)
        self._missing("criteria", [code for code in asked if code not in rows])
        for code in asked:
            if code in rows and (row := self._valid(_criterion(), rows[code], f"criteria.{code}")):
                yield CriterionAnswer(code, **row)

    def texts(self, found: Mapping[str, Any], key: str, names: Iterable[str]) -> "Iterator[tuple[Any, str]]":
        """The texts under a key, by name, in the order of the names."""
        rows = self._rows(found, key)
        names = tuple(names)
        self._missing(key, [name for name in names if name not in rows])
        for name in names:
            if name in rows and (row := self._valid(_written(), {"text": rows[name]}, f"{key}.{name}", "text")):
                yield name, row["text"]

    def probes(self, found: Mapping[str, Any]) -> Iterator[ProbeAnswer]:
        """The follow-up questions."""
        rows = found.get("probes", [])
        if not isinstance(rows, list):
            self.faults.append("probes: must be a list")
            return
        if not rows:
            self._missing("probes", ["every question"])
        for at, value in enumerate(rows[:MAX_PROBES], 1):
            if row := self._valid(_probe(), value, f"probes[{at}]"):
                yield ProbeAnswer(**row)

    def rewrites(self, found: Mapping[str, Any]) -> Iterator[RewriteAnswer]:
        """The parts and the wholes, told better."""
        for kind, text in self.texts(found, "rewrites", SECTIONS):
            yield RewriteAnswer(kind, None, text)
        for name, text in self.texts(found, "full", wholes(self.target)):
            yield RewriteAnswer("full", None if name == GENERAL else name, text)

    def text(self, found: Mapping[str, Any], key: str) -> str:
        """One text; "" where there is none."""
        if key not in found:
            self._missing("the answer", [key])
            return ""
        row = self._valid(_written(), {"text": found[key]}, key, "text")
        return row["text"] if row else ""

    def _rows(self, found: Mapping[str, Any], key: str, name: str | None = None) -> Mapping[str, Any]:
        """What stands under a key, by name. Chats like to write a list of rows that each say their `name`."""
        value = found.get(key, {})
        if name and isinstance(value, list):
            rows: dict[str, Any] = {}
            for row in value:
                if isinstance(row, dict) and isinstance(row.get(name), str):
                    rows.setdefault(row[name], row)
            return rows
        if isinstance(value, dict):
            return value
        self.faults.append(f"{key}: must be an object")
        return {}

    def _missing(self, key: str, names: list[str]) -> None:
        if names:
            self.faults.append(f"{key}: {', '.join(names)} {'is' if len(names) == 1 else 'are'} missing")

    def _valid(self, shape: "type[BaseModel]", value: Any, where: str, inner: str = "") -> dict[str, Any] | None:  # noqa: ANN401 - whatever a model wrote
        """A value in the shape it must have, or None with the faults noted; `inner` is a name of ours, not told."""
        from pydantic import ValidationError  # noqa: PLC0415 - loaded by `_shape`

        try:
            return shape.model_validate(value).model_dump()
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                place = ".".join([where, *(str(step) for step in fault["loc"] if step != inner)])
                self.faults.append(f"{place}: {fault['msg'][:1].lower()}{fault['msg'][1:]}")
            return None


# -- the shapes, made when the first answer is read ------------------------------------------------------------------


def _shape(name: str, fields: Mapping[str, Any]) -> "type[BaseModel]":
    """A pydantic model that takes nothing for what it is not, and passes over what was not asked."""
    from pydantic import ConfigDict, create_model  # noqa: PLC0415 - 60 ms of start-up

    definitions: dict[str, Any] = {field: (kind, ...) for field, kind in fields.items()}
    return create_model(name, __config__=ConfigDict(strict=True, extra="ignore"), **definitions)


def _string(least: int) -> Any:  # noqa: ANN401 - an annotation
    from pydantic import StringConstraints  # noqa: PLC0415 - see `_shape`

    return Annotated[str, StringConstraints(min_length=least, max_length=MAX_TEXT)]


@cache
def _criterion() -> "type[BaseModel]":
    return _shape("Criterion", {"met": bool, "quote": _string(0), "why": _string(0)})


@cache
def _probe() -> "type[BaseModel]":
    return _shape("Probe", {name: _string(0 if name == "quote" else 1) for name in ProbeAnswer._fields})


@cache
def _written() -> "type[BaseModel]":
    return _shape("Written", {"text": _string(1)})
