"""What review, probes, rewrite and batch share: stories in, a report out, an exit status."""

import os
import sys
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from starcli import batch, names, output, providers, renderers
from starcli.cli import settings, terminal
from starcli.cli.options import Options
from starcli.cli.progress import Progress
from starcli.config import Setting, Settings
from starcli.data import load
from starcli.errors import EXIT_BELOW, EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE, InputError, UsageError
from starcli.models import Failure, Review
from starcli.renderers import View, wording
from starcli.report import Report
from starcli.sources import MAX_FILE

FILE_WIDTH = 80  # columns of a page that goes to a file
PLAIN = ("", ".txt", ".text")  # endings that promise no format, so that Markdown is right


class Job(NamedTuple):
    """Which stories are judged, how, and how the report is shown."""

    inputs: Sequence[str]
    settings: Settings
    form: str
    view: View
    whole_folder: bool = False
    answer: str | None = None  # the file with a chat's reply


def stories(
    paths: Sequence[str] | None,
    options: Options,
    view: View,
    *,
    fail_under: str | None = None,
    answer: str | None = None,
) -> int:
    """Review the stories that are named or piped in; the result is the exit status."""
    chosen = settings.read({**options._asdict(), "fail_under": fail_under})
    if "review" not in view.parts:
        chosen = chosen._replace(fail_under=Setting(None))  # a bar set once and for all is meant for reviews
    return _run(_job(paths or _piped(), chosen, view)._replace(answer=answer))


def folders(paths: Sequence[str], options: Options, view: View, *, fail_under: str | None = None) -> int:
    """Review every story under some folders, files and globs; the result is the exit status."""
    chosen = settings.read({**options._asdict(), "fail_under": fail_under})
    return _run(_job(batch.discover(paths), chosen, view)._replace(whole_folder=True))


def review_one(path: str) -> Review:
    """Review the first story of a file, or of standard input for "-", with the settings that surround this run.

    Raises:
        InputError: it cannot be reviewed.
    """
    stdin = _stdin() if path == "-" else None
    outcome = next(batch.review_all([path], settings.read({}), stdin=stdin))
    if isinstance(outcome, Failure):
        raise InputError(wording.failure(outcome), code=outcome.error)
    return outcome


def _piped() -> list[str]:
    if not sys.stdin or sys.stdin.isatty():
        raise UsageError("no story given: name a file, as in `star review story.md`, or pipe the story in")
    return ["-"]


def _stdin() -> bytes:
    return sys.stdin.buffer.read(MAX_FILE + 1) if sys.stdin else b""  # None where the caller closed it


# -- what was asked for ----------------------------------------------------------------------------------------------


def _job(inputs: Sequence[str], chosen: Settings, view: View) -> Job:
    """Check every setting before the first story is read."""
    name = providers.check(chosen.provider.value, chosen.provider.where)
    chosen = chosen._replace(provider=chosen.provider._replace(value=name))
    to_file = _file(chosen) is not None
    view = view._replace(
        verbose=chosen.verbose.value,
        width=FILE_WIDTH if to_file else terminal.width(),
        color=not to_file and terminal.color(),
    )
    return Job(inputs, chosen, _format(chosen), view)


def _format(chosen: Settings) -> str:
    """The format that a flag asks for, or the ending of the output file, or a setting, or where the report goes."""
    asked, file = chosen.format, _file(chosen)
    by_ending = renderers.suffix_format(file.name) if file else None
    if by_ending and asked.source != "flag":
        return by_ending
    if asked.value:
        return names.choice(asked.value, renderers.names(), "format", asked.where)
    if file and file.suffix.lower() not in PLAIN:
        raise UsageError(
            f"--output: star writes no {names.shown(file.suffix)}: end the name in .md or .json, or add --format"
        )
    return "markdown" if file or not terminal.is_terminal(sys.stdout) else "terminal"


def _file(chosen: Settings) -> Path | None:
    file = chosen.output.value
    return None if file in (None, "-") else Path(file)


# -- doing it --------------------------------------------------------------------------------------------------------


def _run(job: Job) -> int:
    if job.answer is None and job.settings.provider.value == "offline":
        _hint(job.settings)
        return _close(_report(job), job)
    if file := _file(job.settings):
        output.check(file, force=job.settings.force.value, inputs=job.inputs)  # before a model is asked in vain
    from starcli.cli import deepen  # noqa: PLC0415 - an offline review loads none of it

    with deepen.Deepener(job.settings, deepen.model(job.settings, job.answer, len(job.inputs))) as deepener:
        status = _close(_report(job, deepener.review), job)
    if deepener.interrupted:
        return EXIT_INTERRUPTED
    return EXIT_FAILED if deepener.failed else status


def _report(job: Job, reviewer: batch.Reviewer | None = None) -> Report:
    """Review all and write the report; the only input that gives no story gets a line instead."""
    with Progress(len(job.inputs), shown=_shows_progress(job)) as progress:
        stdin = _stdin() if "-" in job.inputs else None
        outcomes = batch.review_all(job.inputs, job.settings, stdin=stdin, on_progress=progress.step, reviewer=reviewer)
        first = list(islice(outcomes, 2))
        report = Report(batch.tool(), chain(first, outcomes), list(load().principles))
        failures = [outcome for outcome in first if isinstance(outcome, Failure)]
        if len(job.inputs) == 1 and failures == first:
            report.failures += failures
        else:
            _write(report, job, many=len(first) > 1 or job.whole_folder)
    return report


def _hint(chosen: Settings) -> None:
    """Say that a key could be used, where nobody has chosen who judges."""
    if chosen.quiet.value or chosen.provider.source != "default":
        return
    keys = ((row.name, row.needs) for row in providers.PROVIDERS.values() if row.needs and row.needs == row.key)
    found = next(((name, key) for name, key in keys if os.environ.get(key, "").strip()), None)
    if found:
        terminal.say(f"{found[1]} is set: with --provider {found[0]} a model would judge and coach too")


def _shows_progress(job: Job) -> bool:
    """Where the reviews themselves appear on the terminal one by one, they are progress enough."""
    silent = job.settings.quiet.value or (_file(job.settings) is None and terminal.is_terminal(sys.stdout))
    return job.whole_folder and not silent


def _write(report: Report, job: Job, *, many: bool) -> None:
    view, file = job.view._replace(many=many), _file(job.settings)
    if file is None:
        renderers.render(job.form, report, sys.stdout, view)
    else:
        output.write(
            file,
            lambda out: renderers.render(job.form, report, out, view),
            force=job.settings.force.value,
            inputs=job.inputs,
        )


def _close(report: Report, job: Job) -> int:
    """Say what failed and what is below the bar; the result is the exit status."""
    for failure in report.failures:
        terminal.say(wording.failure(failure))
    bar = job.settings.fail_under.value
    below = [] if bar is None else report.below(bar)
    if below:
        rows = [f"{row.path} ({wording.BANDS[row.band].lower()}, {row.score})" for row in below]
        terminal.say(f"below {str(bar).replace('_', ' ')}: {wording.some(rows, 10)}")
    if report.failures:
        own_fault = any(failure.error == batch.INTERNAL for failure in report.failures)
        return EXIT_FAILED if own_fault or job.whole_folder else EXIT_USAGE
    return EXIT_BELOW if below else EXIT_DONE
