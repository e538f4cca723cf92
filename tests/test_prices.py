import datetime

import pytest
import yaml

from starcli import prices
from starcli.data import HERE
from starcli.providers.base import Usage
from starcli.providers.models import default_model

TABLE = yaml.safe_load((HERE / "prices.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("model", "usage", "dollars"),
    [
        ("gpt-6-luna", Usage(), 0),
        ("gpt-6-luna", Usage(1_000_000, 0, 0), 0.1),
        ("gpt-6-luna", Usage(1_000_000, 1_000_000, 0), 0.01),
        ("gpt-6-luna", Usage(1_000_000, 500_000, 1_000_000), 0.555),
        ("claude-sonnet-5-5", Usage(5_000, 4_000, 3_000), 0.0324),
        ("claude-sonnet-5-5-20261001", Usage(5_000, 4_000, 3_000), 0.0324),
        ("gpt-6.1-terra-2026-10-26", Usage(1_000_000), 1),
        ("gpt-6.2-sol", Usage(1_000_000, 1_000_000, 0), 2),  # no price of cached input is known: the full rate
    ],
)
def test_the_cost_of_a_request(model, usage, dollars):
    assert prices.cost(model, usage) == pytest.approx(dollars)


@pytest.mark.parametrize("model", ["", "llama3.3", "gpt-6-luna-mini", "my-gpt-6-luna", "gpt-6", "claude-sonnet-5-5-x"])
def test_a_model_of_unknown_price_costs_nobody_knows_what(model):
    assert prices.cost(model, Usage(1_000)) is None


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_the_price_of_a_default_model_is_known(provider):
    assert prices.cost(default_model(provider), Usage(1_000)) > 0


@pytest.mark.parametrize("model", list(TABLE["models"]))
def test_a_price_makes_sense(model):
    price = TABLE["models"][model]
    assert price.keys() <= {"input", "cached", "output"}
    assert 0 < price.get("cached", price["input"]) <= price["input"] < price["output"]


def test_the_prices_say_of_what_day_they_are_and_where_from():
    assert datetime.date.fromisoformat(prices.checked()) <= datetime.date.today()
    assert all(source.startswith("https://") for source in TABLE["sources"])
