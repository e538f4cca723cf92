#!/usr/bin/env python3
"""Rebuild starcli/data/built.json from the YAML beside it. `--check` only says whether it is fresh."""

import json
import sys

from starcli.data import HERE, read_yaml, source_digest


def main() -> int:
    """Write the built file, or with --check compare it; return the exit status."""
    built = HERE / "built.json"
    content = json.dumps({"digest": source_digest(), **read_yaml()}, ensure_ascii=False, separators=(",", ":")) + "\n"
    if "--check" in sys.argv:
        fresh = built.exists() and built.read_text("utf-8") == content
        if not fresh:
            sys.stderr.write("starcli/data/built.json is out of date: run scripts/check --fix\n")
        return 0 if fresh else 1
    built.write_text(content, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
