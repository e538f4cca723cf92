"""The settings of this run, from the command line and from all that surrounds it."""

import os
from collections.abc import Mapping
from pathlib import Path

from starcli import config


def read(flags: Mapping[str, object]) -> config.Settings:
    """Find every setting; `flags` are those given on the command line, by name of the setting."""
    return config.load(flags, os.environ, Path(), config.user_config_file(os.environ))


def scenario_folder() -> Path | None:
    """The folder of the person's own scenarios, None where there is none.

    It is the one that is set (`STAR_SCENARIOS`), or `scenarios` beside the person's configuration file.
    """
    if named := read({}).scenarios.value:
        return Path(named)
    beside = config.user_config_file(os.environ).parent / "scenarios"
    return beside if os.path.isdir(beside) else None  # noqa: PTH112 - false too where it may not be looked for
