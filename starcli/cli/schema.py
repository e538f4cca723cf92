"""`star schema`."""

import sys

from starcli.renderers.json import schema

EXAMPLES = ("star schema > report.schema.json",)


def command() -> int:
    """Print the JSON Schema of the report that `--format json` writes."""
    sys.stdout.write(schema())
    return 0
