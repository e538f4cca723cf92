"""The models that are used where none is named. Any other name the provider knows is accepted just as well."""

from collections.abc import Mapping

_DEFAULTS: Mapping[str, str] = {  # 2026-11-24, from the vendors' lists of models and the names their SDKs know
    "openai": "gpt-6.2-sol",  # the model for everyday work, beside the dearer gpt-6.2-astra
    "anthropic": "claude-sonnet-5-5",  # between claude-haiku-5-5 and claude-opus-5-5
}


def default_model(name: str) -> str:
    """The model a provider uses where none is named; empty where there is none to fall back on."""
    return _DEFAULTS.get(name, "")
