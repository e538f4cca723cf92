"""The report for programs: one JSON object, written review by review, the same bytes for the same report.

A criterion, section or probe stands on one line. That reads like a table, diffs line by line, and lets the C encoder
do the work: fully indented JSON takes the Python encoder, half as fast.
"""

import json
from pathlib import Path
from typing import TextIO

from starcli.renderers.view import View
from starcli.report import SCHEMA_VERSION, Report

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def schema() -> str:
    """The JSON Schema of the report (draft 2020-12), as text."""
    return (Path(__file__).parent / "schema.json").read_text("utf-8")


def render(report: Report, out: TextIO, view: View) -> None:  # noqa: ARG001 - programs get the whole report
    """Write the whole report."""
    out.write(f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "tool": {_line(report.tool)},\n  "reviews": [')
    separator = "\n    "
    for review in report:
        out.write(separator + _layout(_plain(review), "    ", 2))
        separator = ",\n    "
    out.write("],\n" if separator == "\n    " else "\n  ],\n")
    out.write(f'  "failures": {_layout(_plain(report.failures), "  ", 1)},\n')
    out.write(f'  "summary": {_layout(_plain(report.summary()), "  ", 2)}\n}}\n')


def _plain(value: object) -> object:
    """Named tuples as objects, other sequences as arrays."""
    if not isinstance(value, (tuple, list)):
        return value
    items = [_plain(item) for item in value]
    names = getattr(value, "_fields", None)
    return items if names is None else dict(zip(names, items, strict=True))


def _line(value: object) -> str:
    text = _encode(_plain(value))
    # A file name may hold bytes that are no text (lone surrogates): escaped, they can be written and read back.
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _layout(value: object, margin: str, depth: int) -> str:
    """Spread objects and arrays over lines down to a depth; what lies deeper stays on one line."""
    if not depth or not value or not isinstance(value, (dict, list)):
        return _line(value)
    inner = margin + "  "
    if isinstance(value, dict):
        rows = [f"{_encode(key)}: {_layout(item, inner, depth - 1)}" for key, item in value.items()]
        return f"{{\n{inner}" + f",\n{inner}".join(rows) + f"\n{margin}}}"
    rows = [_layout(item, inner, depth - 1) for item in value]
    return f"[\n{inner}" + f",\n{inner}".join(rows) + f"\n{margin}]"
