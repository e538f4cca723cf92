#!/usr/bin/env python3
"""Whole-process CPU of star's commands, as ratios to a hello-world Typer command and to the bare interpreter.

    python benchmarks/startup.py [--runs N]

Every round runs each command once, so that a machine that slows down slows all of them; the median of the
round-by-round ratios is printed. CPU is user plus system time of the finished process, as the system counts it.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you"):
    print("hello", name)
app()
"""
STORY = Path(__file__).parent.parent / "scenarios" / "stories" / "webhook-strong.md"
# An installed package is compiled; a checkout is at its first run, unless this variable forbids it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
STAR = [sys.executable, "-m", "starcli"]


def cpu(command: list[str]) -> float:
    """CPU seconds of one run; it must succeed."""
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run the rounds and print a line a command."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=15)
    runs = arguments.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        commands = {
            "bare python": [sys.executable, "-c", "pass"],
            "hello-world Typer": [sys.executable, str(hello)],
            "star --version": [*STAR, "--version"],
            "star --help": [*STAR, "--help"],
            "star review, JSON": [*STAR, "review", str(STORY), "--format", "json"],
            "star review, Markdown": [*STAR, "review", str(STORY), "--format", "markdown"],
            "star review, terminal": [*STAR, "review", str(STORY), "--format", "terminal"],
        }
        for command in commands.values():
            cpu(command)  # once for the compiled files and the disk cache
        rounds = [{name: cpu(command) for name, command in commands.items()} for _ in range(runs)]
    print(f"{'command':<24}{'CPU ms':>8}{'x Typer':>9}{'x python':>10}")
    for name in commands:
        times = [row[name] for row in rounds]
        typer = statistics.median(row[name] / row["hello-world Typer"] for row in rounds)
        bare = statistics.median(row[name] / row["bare python"] for row in rounds)
        print(f"{name:<24}{1000 * statistics.median(times):>8.0f}{typer:>9.2f}{bare:>10.2f}")


if __name__ == "__main__":
    main()
