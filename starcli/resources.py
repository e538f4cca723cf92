"""Where the folders `prompts/` and `scenarios/` are, installed or in a checkout."""

from pathlib import Path
from typing import Literal

from starcli.errors import InputError

PACKAGE = Path(__file__).parent


def folder(kind: Literal["prompts", "scenarios"]) -> Path:
    """The folder of the templates or of the worked scenarios.

    An installed wheel keeps them inside the package, a checkout (also installed in editable mode) beside it.

    Raises:
        InputError: neither is there (code ``incomplete-installation``).
    """
    for place in (PACKAGE / "_data" / kind, PACKAGE.parent / kind):
        if place.is_dir():
            return place
    raise InputError(f"star's folder {kind}/ is missing: install star again", code="incomplete-installation")
