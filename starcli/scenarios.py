"""Worked scenarios: a story with its strong and weak telling, explained part by part, from `scenarios/*.yaml`.

`docs/scenarios.md` documents the file. What a scenario teaches is held against the same rules as a candidate's story.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from starcli import resources, yamlfile
from starcli.data import Level
from starcli.data import load as load_data
from starcli.errors import InputError
from starcli.lexicon import is_word, tokenize
from starcli.models import SECTIONS, WORD_FAULTS, Section
from starcli.names import did_you_mean, shown
from starcli.yamlfile import Entry

WORDS_A_MINUTE = 140
SHORTEST, LONGEST = 0.60, 1.15  # share of its target time that a strong part may take
SITUATION_MOST = 45  # seconds, at any level

_IN_QUOTES = re.compile(r"[“\"]([^“”\"]{1,300})[”\"]|(?<!\w)['‘]([^'‘’]{1,300})['’](?!\w)")


class Part(NamedTuple):
    """One part of the strong telling. Every key phrase stands in `strong`."""

    kind: Section
    target_seconds: int
    strong: str
    key_phrases: tuple[str, ...]
    coaching: str
    common_mistake: str


class FollowUp(NamedTuple):
    """A question the interviewer asks next, with a weak and a strong answer. `key_phrase` stands in `strong`."""

    question: str
    probes: str
    weak: str
    weak_why: str
    strong: str
    key_phrase: str


class Fault(NamedTuple):
    """What is wrong with the weak answer: words of it, or None where something is missing."""

    quote: str | None
    why: str
    codes: tuple[str, ...]


class WeakAnswer(NamedTuple):
    """The same event told badly, and what the interviewer thinks of it."""

    text: str
    faults: tuple[Fault, ...]
    interviewer: str


class QuizQuestion(NamedTuple):
    """A multiple-choice question. `answer` is the number of the right option, counted from 1."""

    question: str
    options: tuple[str, ...]
    answer: int
    explanation: str


class Lens(NamedTuple):
    """How the same event is told for another principle."""

    lead_with: str
    emphasise: str
    play_down: str


class Variant(NamedTuple):
    """How the same event is told at another level; `seconds` is the shortest and longest telling."""

    focus: str
    reflection: str
    bar: str
    seconds: tuple[int, int]


class Scenario(NamedTuple):
    """A worked story with all that is taught with it."""

    slug: str
    title: str
    question: str
    principle: str
    level: str
    overview: str
    takeaways: tuple[str, ...]
    parts: tuple[Part, ...]  # all five, in the order of SECTIONS
    reflections: Mapping[str, str]  # by level; the last is the strong one
    follow_ups: tuple[FollowUp, ...]
    weak_answer: WeakAnswer
    quiz: tuple[QuizQuestion, ...]
    lenses: Mapping[str, Lens]  # by principle
    levels: Mapping[str, Variant]  # by level

    def strong_answer(self) -> str:
        """The whole strong telling, one paragraph a part."""
        return "\n\n".join(part.strong for part in self.parts)


class Row(NamedTuple):
    """One line of the list of scenarios. `problem` says why a file cannot be used; then only slug and path are set."""

    slug: str
    path: Path
    own: bool  # the user's, not built in
    title: str = ""
    question: str = ""
    principle: str = ""
    level: str = ""
    problem: str | None = None


# -- finding them ----------------------------------------------------------------------------------------------------


def load(name: str, user_folder: Path | None = None) -> Scenario:
    """Load a scenario by its name or by the path of its file; the user's own come before the built-in ones.

    Raises:
        InputError: no scenario has that name (code ``unknown-scenario``), or its file cannot be read or breaks a rule;
            the message then names the file, line and key.
    """
    if Path(name).suffix in {".yaml", ".yml"} or Path(name).name != name:
        return read(Path(name))
    files = _files(user_folder)
    if name not in files:
        message = f"no scenario is called {shown(name)}: {did_you_mean(name, files)}"
        raise InputError(f"{message} (`star scenarios` lists them)", code="unknown-scenario")
    return read(files[name])


def available(user_folder: Path | None = None) -> list[Row]:
    """List the built-in scenarios and the user's own, by name; a file with a fault is listed with it."""
    return [_row(slug, path, path.parent == user_folder) for slug, path in sorted(_files(user_folder).items())]


def _files(user_folder: Path | None) -> dict[str, Path]:
    folders = [resources.folder("scenarios"), *([user_folder] if user_folder else [])]
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def _row(slug: str, path: Path, own: bool) -> Row:
    try:
        found = read(path)
    except InputError as error:
        return Row(slug, path, own, problem=error.message)
    return Row(slug, path, own, found.title, found.question, found.principle, found.level)


# -- reading one -----------------------------------------------------------------------------------------------------


def read(path: Path) -> Scenario:
    """Read and check one scenario file.

    Raises:
        InputError: the file cannot be read or breaks a rule; the message names the file, line and key.
    """
    data = load_data()
    field = yamlfile.read(path).fields(*Scenario._fields)
    if field["slug"].text() != path.stem:
        raise field["slug"].fault(f"must be the file's name, {path.stem}")
    slug = field["level"].choice(data.levels)
    level = data.levels[slug]
    reflections = _reflections(field["reflections"], level)
    return Scenario(
        slug=path.stem,
        title=field["title"].text(),
        question=field["question"].text(),
        principle=field["principle"].choice(data.principles),
        level=slug,
        overview=field["overview"].text(),
        takeaways=field["takeaways"].texts(2, 8),
        parts=_parts(field["parts"], level, list(reflections.values())[-1]),
        reflections=reflections,
        follow_ups=tuple(map(_follow_up, field["follow_ups"].items(4, 4))),
        weak_answer=_weak_answer(field["weak_answer"]),
        quiz=tuple(map(_quiz_question, field["quiz"].items(3, 3))),
        lenses=_lenses(field["lenses"], field["principle"].text()),
        levels=_variants(field["levels"], slug),
    )


def _texts(entry: Entry, names: tuple[str, ...]) -> dict[str, str]:
    return {name: value.text() for name, value in entry.fields(*names).items()}


def _reflections(entry: Entry, level: Level) -> dict[str, str]:
    found = entry.mapping(load_data().levels)
    if len(found) != 2 or level.slug not in found:
        raise entry.fault(f"must have two levels, one of them {level.slug}; the last is the strong example")
    for text in found.values():
        _check_time(text, "reflection", level)
    return {slug: text.text() for slug, text in found.items()}


def _parts(entry: Entry, level: Level, reflection: str) -> tuple[Part, ...]:
    items = entry.items(len(SECTIONS), len(SECTIONS))
    return tuple(_part(item, kind, level, reflection) for item, kind in zip(items, SECTIONS, strict=True))


def _part(entry: Entry, kind: Section, level: Level, reflection: str) -> Part:
    # The reflection's strong example is the stronger of `reflections`, so that it stands in the file once.
    field = entry.fields(*(name for name in Part._fields if name != "strong" or kind != "reflection"))
    if field["kind"].text() != kind:
        raise field["kind"].fault(f"must be {kind}: the parts are {', '.join(SECTIONS)}, in this order")
    if field["target_seconds"].whole() != level.targets[kind]:
        raise field["target_seconds"].fault(f"must be {level.targets[kind]}, the target of level {level.slug}")
    if "strong" in field:
        _check_time(field["strong"], kind, level)
    strong = field["strong"].text() if "strong" in field else reflection
    return Part(
        kind=kind,
        target_seconds=level.targets[kind],
        strong=strong,
        key_phrases=tuple(_words_of(item, strong, "the strong example") for item in field["key_phrases"].items(1, 10)),
        coaching=field["coaching"].text(),
        common_mistake=field["common_mistake"].text(),
    )


def spoken_seconds(text: str) -> float:
    """How many seconds a text takes to say at 140 words a minute."""
    return sum(map(is_word, tokenize(text))) * 60 / WORDS_A_MINUTE


def _check_time(entry: Entry, kind: Section, level: Level) -> None:
    target = level.targets[kind]
    least, most = target * SHORTEST, target * LONGEST
    if kind == "situation":
        most = min(most, SITUATION_MOST)
    seconds = spoken_seconds(entry.text())
    if not least <= seconds <= most:
        raise entry.fault(f"takes {seconds:.0f} s to say, must take {least:.0f} to {most:.0f} s (target {target} s)")


def _words_of(entry: Entry, text: str, where: str) -> str:
    """A text that must stand, word for word, in another."""
    words = entry.text()
    if words not in text:
        raise entry.fault(f"{shown(words)} does not stand in {where}: quote it exactly")
    return words


def _follow_up(entry: Entry) -> FollowUp:
    found = FollowUp(**_texts(entry, FollowUp._fields))
    _words_of(entry.fields(*FollowUp._fields)["key_phrase"], found.strong, "the strong answer")
    return found


def _weak_answer(entry: Entry) -> WeakAnswer:
    field = entry.fields(*WeakAnswer._fields)
    text = field["text"].text()
    return WeakAnswer(
        text=text,
        faults=tuple(_fault(item, text) for item in field["faults"].items(3, 12)),
        interviewer=_fair(field["interviewer"], text),
    )


def _fault(entry: Entry, text: str) -> Fault:
    field = entry.fields(*Fault._fields)
    codes = tuple(item.choice(load_data().criteria) for item in field["codes"].items(1, 6))
    quote = None
    if field["quote"].text_or_null() is not None:
        quote = _words_of(field["quote"], text, "the weak answer")
    elif needy := WORD_FAULTS.intersection(codes):
        raise field["quote"].fault(f"{min(needy)} is about words that are there: quote them")
    return Fault(quote, _fair(field["why"], text), codes)


def _fair(entry: Entry, text: str) -> str:
    """A text about the weak answer; what it puts in quotation marks must stand there as whole words."""
    told = entry.text()
    for match in _IN_QUOTES.finditer(told):
        words = (match[1] or match[2]).strip(" .,;:!?…")
        if not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
            raise entry.fault(f"blames {shown(words)}, which does not stand in the weak answer")
    return told


def _quiz_question(entry: Entry) -> QuizQuestion:
    field = entry.fields(*QuizQuestion._fields)
    options = field["options"].texts(3, 4)
    if len(set(options)) < len(options):
        raise field["options"].fault("two options are the same")
    answer = field["answer"].whole()
    if not 1 <= answer <= len(options):
        raise field["answer"].fault(f"must be the number of an option, 1 to {len(options)}")
    return QuizQuestion(field["question"].text(), options, answer, field["explanation"].text())


def _lenses(entry: Entry, principle: str) -> dict[str, Lens]:
    found = entry.mapping(load_data().principles)
    if len(found) < 3 or principle in found:
        raise entry.fault(f"must have three principles or more, other than the scenario's own, {principle}")
    return {slug: Lens(**_texts(lens, Lens._fields)) for slug, lens in found.items()}


def _variants(entry: Entry, level: str) -> dict[str, Variant]:
    found = entry.mapping(load_data().levels)
    if not found or level in found:
        raise entry.fault(f"must have one level or more, other than the scenario's own, {level}")
    return {slug: _variant(item, load_data().levels[slug]) for slug, item in found.items()}


def _variant(entry: Entry, level: Level) -> Variant:
    field = entry.fields(*Variant._fields)
    low, high = (item.whole() for item in field["seconds"].items(2, 2))
    if not level.shortest <= low < high <= level.longest:
        raise field["seconds"].fault(f"must lie within {level.slug}'s {level.shortest} to {level.longest} s")
    return Variant(field["focus"].text(), field["reflection"].text(), field["bar"].text(), (low, high))
