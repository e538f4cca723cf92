"""The manual page that `star --help` prints."""

from collections.abc import Iterable
from typing import Any

Formatter = Any  # Typer keeps the type of its own to itself

# name -> (group, what it does)
COMMANDS: dict[str, tuple[str, str]] = {
    "review": ("Coach a story", "Judge a story as an interviewer would, and coach it."),
    "probes": ("Coach a story", "Ask what an interviewer would ask next."),
    "rewrite": ("Coach a story", "Retell a story from its own facts."),
    "batch": ("Coach a story", "Review a folder of stories, and see what they lack together."),
    "new": ("Write and learn", "Start a story: a file with the questions to answer."),
    "explain": ("Write and learn", "Tell what a criterion looks for, why, and what it weighs."),
    "scenarios": ("Write and learn", "List the worked stories to learn from."),
    "prompt": ("Use a model", "Print the prompt for a story, to paste into any chat."),
    "providers": ("Use a model", "Show which providers are ready, and what the others lack."),
    "schema": ("Look things up", "Print the JSON Schema of the report."),
}
ABOUT = """
star coaches the stories you tell in behavioural interviews. It says how an interviewer would take a story, quotes the
words it goes by, asks for what is missing, and retells the story from your own facts, adding none.

It works on your own machine: no account, no key, no network. A story is a text file in plain words, with or without
the headings Situation, Task, Action, Result and Reflection.
"""
OPTIONS = (
    ("-V, --version", "Show the version."),
    ("--install-completion", "Let your shell complete commands and options."),
    ("--show-completion", "Print what that would install."),
    ("--help", "Show this page; behind a command, all about it."),
)
EXAMPLES = (
    ("star review story.md", "Review a story."),
    ("star review < notes.txt", "Review what is piped in."),
    ("star review story.md -l senior -p ownership", "For a level and a principle."),
    ("star probes story.md --count 3", "Three questions to practise."),
    ("star rewrite story.md -p dive-deep", "See it told for a principle."),
    ("star review story.md -o review.md", "Keep the review as Markdown."),
    ("star review story.md --format json", "Hand it to another program."),
    ("star batch stories/ --fail-under hire", "Check them all (see below)."),
    ("star explain A302", "Learn what a code means."),
)
SETTINGS = """
What is not on the command line comes from the story's front matter (level, principles and question only), the
environment (such as STAR_LEVEL=senior), the files .env and star.toml of the working folder, your own star/config.toml
(on Linux in ~/.config), or the default: the first that has it wins.
"""
STATUSES = (
    ("0", "Done."),
    ("1", "Done, and a story is below --fail-under."),
    ("2", "Wrong usage, or an input that cannot be used."),
    ("3", "A provider failed, or some stories of a batch."),
    ("130", "Interrupted."),
)


def write(formatter: Formatter) -> None:
    """Write the page with one of Typer's help formatters."""
    formatter.write_usage("star", "COMMAND [OPTIONS] [STORY]...")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(ABOUT.strip())
    column = max(map(len, COMMANDS))
    for group in dict.fromkeys(group for group, _ in COMMANDS.values()):
        rows = ((name.ljust(column), told) for name, (its_group, told) in COMMANDS.items() if its_group == group)
        _table(formatter, group, rows)
    _table(formatter, "Options", OPTIONS)
    _table(formatter, "Examples", EXAMPLES)
    with formatter.section("Settings"):
        formatter.write_text(SETTINGS.strip())
    _table(formatter, "Exit status", STATUSES)


def _table(formatter: Formatter, title: str, rows: Iterable[tuple[str, str]]) -> None:
    with formatter.section(title):
        formatter.write_dl(list(rows), col_max=44)
