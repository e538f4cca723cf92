"""A request in words alone, for whoever takes no JSON Schema beside the prompt: just what `star prompt` prints."""

from starcli import prompts
from starcli.prompts import Prompt
from starcli.providers.base import Request


def system(request: Request) -> str:
    """The stable part, with the form of the answer written behind it."""
    return prompts.with_form(request.system, request.schema)


def page(request: Request) -> str:
    """What a person pastes into a chat. A chat knows what was said before, so a later turn is its last message."""
    *before, last = request.messages
    return last.text if before else prompts.pasteable(Prompt(request.system, last.text), request.schema)
