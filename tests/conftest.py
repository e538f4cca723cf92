"""Fixtures all tests share."""

import os

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=100, derandomize=True)
settings.load_profile("default")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    """No test sees the keys and settings of the machine it runs on."""
    for name in list(os.environ):
        if name.startswith(("STAR_", "OPENAI_", "ANTHROPIC_")) or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)
