import asyncio

import pytest

from starcli import prices
from starcli.coach.guards import Budgeted, Redacting
from starcli.errors import ProviderError, UsageError
from starcli.providers.base import Message, Request, Response, Usage
from starcli.redact import redact
from tests.fakes import Fake

REQUEST = Request("Rules.", (Message("user", "I asked Miriam Okafor."),), {})


class Priced(Fake):
    model = "gpt-6.2-sol"


def reply(tokens: int) -> Response:
    return Response("{}", Usage(1_000, 0, tokens), "gpt-6.2-sol", "done")


def price(tokens: int) -> float:
    return prices.cost("gpt-6.2-sol", Usage(0, 0, tokens))


def ask(provider, request=REQUEST):
    return asyncio.run(provider.complete(request))


def test_a_budget_that_pays_for_everything_changes_nothing():
    fake = Priced(reply(100))
    assert ask(Budgeted(fake, 1_000)).text == "{}"
    assert fake.requests == [REQUEST]


def test_an_answer_gets_no_more_room_than_is_paid_for():
    fake = Priced(reply(100))
    ask(Budgeted(fake, price(5_000)))
    assert 4_000 <= fake.requests[0].max_tokens < 5_000


def test_what_could_go_over_is_not_asked():
    fake = Priced(reply(8_000))
    provider = Budgeted(fake, price(16_000))
    ask(provider)
    ask(provider)
    with pytest.raises(ProviderError, match="--budget") as caught:
        ask(provider)
    assert caught.value.code == "over-budget"
    assert len(fake.requests) == 2


def test_a_model_without_a_known_price_has_no_budget():
    with pytest.raises(UsageError, match="fake-1"):
        Budgeted(Fake("{}"), 1)


def test_names_do_not_get_out_and_come_back():
    fake = Fake(lambda request: request.messages[-1].text.replace("I asked", "Why did you ask"))
    found = ask(Redacting(fake, redact("I asked Miriam Okafor.")))
    assert found.text == "Why did you ask Miriam Okafor."
    assert "Miriam" not in str(fake.requests)
    assert "Okafor" not in str(fake.requests)
