"""Words and figures that the pages for people share, and user text made safe to show."""

from typing import NamedTuple

from starcli.data import load
from starcli.models import (
    WORD_FAULTS,
    BandName,
    CriterionResult,
    Disagreement,
    Engine,
    Failure,
    Review,
    Rewrite,
    Section,
    Target,
)
from starcli.names import printable

BANDS: dict[BandName, str] = {
    "strong_no_hire": "Strong no hire",
    "no_hire": "No hire",
    "hire": "Hire",
    "strong_hire": "Strong hire",
}
SECTIONS: dict[Section, str] = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
    "reflection": "Reflection",
}
LETTERS: dict[Section, str] = {"situation": "S", "task": "T", "action": "A", "result": "R", "reflection": "L"}

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_VISIBLE: dict[int, str] = (
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {code: f"\\x{code:02x}" for code in range(0x80, 0xA0)}
    | {code: f"\\u{code:04x}" for code in _BIDI}
    | {code: f"\\U{code:08x}" for code in range(0xE0000, 0xE0080)}  # unseen letters, which a model would read
    | {0x7F: "␡", ord("\t"): " ", ord("\n"): "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
)


class Row(NamedTuple):
    """A review's line in the overview of several."""

    name: str
    band: str
    score: int


def visible(text: str) -> str:
    """Show characters that act and are not seen, such as control characters, instead of sending them."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)
    return shown if shown.isascii() else shown.encode("utf-8", "backslashreplace").decode("utf-8")


def one_line(text: str) -> str:
    """User text on one line, every white space a single space."""
    return " ".join(visible(text).split())


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut at a word where there is one."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def quoted(text: str, limit: int | None = None) -> str:
    """User text on one line in quotation marks."""
    return f"“{one_line(text) if limit is None else shorten(text, limit)}”"


def clock(seconds: int) -> str:
    """A time as it is said: `45 s`, `2 min`, `2 min 5 s`."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def of_points(value: float) -> str:
    """`1 point`, `2.5 points`."""
    told = points(value)
    return f"{told} point" if told == "1" else f"{told} points"


def points(value: float) -> str:
    """Points with one decimal place at most."""
    return f"{value:.1f}".removesuffix(".0")


def level_name(slug: str) -> str:
    """A level as people call it, such as `SDE2 (L5)`; the slug where it is unknown."""
    level = load().levels.get(slug)
    return f"{level.title} ({level.also})" if level else slug


def principle_name(slug: str) -> str:
    """A principle's name; the slug where it is unknown."""
    principle = load().principles.get(slug)
    return principle.name if principle else slug


def target(aim: Target) -> str:
    """What a story was judged for: `at SDE2 (L5), for Ownership · Dive Deep`."""
    names = " · ".join(map(principle_name, aim.principles))
    return f"at {level_name(aim.level)}" + (f", for {names}" if names else "")


def length(review: Review) -> str:
    """How long a story is, and what its level expects."""
    story, level = review.story, load().levels.get(review.target.level)
    said = f"{story.words} {'word' if story.words == 1 else 'words'}, {clock(story.seconds)} to say"
    return f"{said} ({clock(level.shortest)} to {clock(level.longest)} expected)" if level else said


def met(review: Review) -> str:
    """How many criteria are met."""
    return f"{sum(row.met for row in review.criteria)} of {len(review.criteria)} criteria met"


def engine(used: Engine) -> str:
    """Who judged, and what it took."""
    if used.provider == "offline":
        return "Judged offline, by the rules alone."
    told = [f"Judged by the rules and {used.provider}" + (f" {one_line(used.model)}" if used.model else "")]
    told.append(f"{used.requests} {'request' if used.requests == 1 else 'requests'}")
    if used.input_tokens or used.output_tokens:
        cached = f" ({used.cached_tokens:,} cached)" if used.cached_tokens else ""
        told.append(f"{used.input_tokens:,} tokens read{cached}, {used.output_tokens:,} written")
    if used.seconds is not None:
        told.append(f"{used.seconds:.1f} s")
    if used.cost_usd is not None:
        told.append(f"${used.cost_usd:.4f}")
    return ", ".join(told) + "."


def name(review: Review) -> str:
    """A story's title, or its path where it has none."""
    return one_line(review.story.title or review.story.path)


def row(review: Review) -> Row:
    """A review's line in the overview."""
    return Row(name(review), BANDS[review.band.name], review.band.score)


def rewrite_title(rewrite: Rewrite) -> str:
    """What a rewrite is: `The whole story, for Ownership`."""
    part = "The whole story" if rewrite.kind == "full" else SECTIONS[rewrite.kind]
    return f"{part}, for {principle_name(rewrite.principle)}" if rewrite.principle else part


def answer(criterion: CriterionResult) -> str:
    """A criterion's answer in a word or two."""
    word = "yes" if criterion.met else "no"
    return word if criterion.sure else f"{word}?"


def difference(apart: Disagreement) -> str:
    """How rules and model differ on a criterion, and what stands: `the rules say yes, the model no; yes stands`."""
    words = {True: "yes", False: "no"}
    rules = f"the rules say {words[apart.rules]}{'' if apart.sure else ' but are not sure'}"
    why = f" “{one_line(apart.why)}”" if apart.why else ""
    return f"{rules}, the model says {words[not apart.rules]}{why}; {words[apart.met]} stands"


def of_section(review: Review, kind: Section) -> list[CriterionResult]:
    """The criteria of a part of the story."""
    return [row for row in review.criteria if row.code[0] == LETTERS[kind]]


def delivery_faults(review: Review) -> list[CriterionResult]:
    """What is wrong with the words and the telling: criteria not met that point at words, or at no single part."""
    return [row for row in review.criteria if not row.met and (row.code in WORD_FAULTS or row.code[0] in "DP")]


def by_loss(review: Review) -> list[CriterionResult]:
    """All criteria, those that cost most points first."""
    return sorted(review.criteria, key=lambda row: row.points - row.out_of)


def failure(failed: Failure) -> str:
    """Why a story could not be reviewed, with its path once."""
    path, message = one_line(failed.path), one_line(failed.message)
    return message if path in message or printable(failed.path) in message else f"{path}: {message}"


def some(paths: list[str], limit: int = 3) -> str:
    """The first few paths, and how many more there are."""
    shown = ", ".join(one_line(path) for path in paths[:limit])
    return f"{shown} and {len(paths) - limit} more" if len(paths) > limit else shown
