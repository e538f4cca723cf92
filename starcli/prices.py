"""What a request costs, where the price of its model is known (`data/prices.yaml`)."""

import re
from functools import cache
from typing import Any

from starcli.data import HERE
from starcli.providers.base import Usage

MILLION = 1_000_000
_DATE = re.compile(r"-(?:20\d\d-\d\d-\d\d|20\d{6}|latest)$")


def cost(model: str, usage: Usage) -> float | None:
    """US dollars at the vendor's standard rates, or None where no price is known for the model."""
    price = _table()["models"].get(_DATE.sub("", model))
    if price is None:
        return None
    fresh = usage.input_tokens - usage.cached_tokens
    cached = usage.cached_tokens * price.get("cached", price["input"])
    dollars = fresh * price["input"] + cached + usage.output_tokens * price["output"]
    return float(dollars) / MILLION


def checked() -> str:
    """The day the prices were looked up, such as "2026-11-24"."""
    return str(_table()["checked"])


@cache
def _table() -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - 20 ms, and only a review with a model has a cost

    table: dict[str, Any] = yaml.safe_load((HERE / "prices.yaml").read_text("utf-8"))
    return table
