"""The stories of `tests/coach_stories.yaml`, labelled by hand."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from starcli import review
from starcli.advice.case import Case
from starcli.answer import FAULTS
from starcli.models import Target
from starcli.parser import parse


class Labelled(NamedTuple):
    id: str
    text: str
    met: dict[str, str]
    faults: dict[str, str]

    def truth(self, code: str) -> bool:
        return code not in self.faults if code in FAULTS else code in self.met


@cache
def stories() -> list[Labelled]:
    rows = yaml.safe_load((Path(__file__).parents[1] / "coach_stories.yaml").read_text("utf-8"))
    return [Labelled(row["id"], row["text"].strip() + "\n", row["met"], row.get("faults", {})) for row in rows]


def case_of(text: str, target: Target = Target()) -> Case:  # noqa: B008 - a value
    return review.judged(parse(text, "story.md")[0], target)
