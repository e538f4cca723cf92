"""The follow-up questions a story provokes: by what it claims, by what it leaves out, by the target principles."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from typing import Any, NamedTuple

from starcli.advice import polish
from starcli.advice.case import Case
from starcli.advice.evidence import line_at, quotable
from starcli.advice.excerpts import Excerpt, excerpt, is_telling, verb_at
from starcli.advice.polish import Passage
from starcli.data import fill, load
from starcli.models import SECTIONS, WORD_FAULTS, Probe, Range
from starcli.reading import spoken

_MOST = 8
_PRINCIPLES_MOST = 6  # of them about the principles, however many are asked for
_LEAST_MET = 2  # questions into what is claimed, where there is enough of it
_WORTH_IT = 5  # the pull of a claim that is asked into even where much is missing
_QUOTED = 90  # characters of the story in a question
_SAID = 28  # words of the story's sentence in an answer
_TRIED = 3  # sentences of a part that may anchor a question
_SAID_SLOT = "{said}"
_SLOT = re.compile(r"\[([^\[\]\n]+)\]")


class _Row(NamedTuple):
    """A question that could be asked: its texts, and where in the story it may be anchored."""

    kind: str
    pull: float
    met: bool
    bound: bool  # makes no sense without the words it is anchored to
    said: bool  # a strong answer opens with the sentence it is anchored to
    texts: Mapping[str, Any]
    homes: tuple[Excerpt, ...]


def probes(case: Case) -> tuple[Probe, ...]:
    """Six to eight questions, the likeliest first."""
    principled, kinds = _principled(case)
    own = _chosen(_follow_ups(case), kinds, _MOST - len(principled))
    mixed = [row for pair in zip_longest(own, principled) for row in pair if row]
    return tuple(_anchored(case, mixed))


# -- by what the story claims or leaves out --------------------------------------------------------------------------


def _follow_ups(case: Case) -> list[_Row]:
    """All questions its criteria provoke, the likeliest first."""
    rows = [_follow_up(case, texts) for texts in load().probes["follow_ups"] if _provoked(case, texts)]
    return sorted((row for row in rows if row.homes or "question" in row.texts), key=lambda row: -row.pull)


def _follow_up(case: Case, texts: Mapping[str, Any]) -> _Row:
    met, said = texts["when"] == "met", texts["strong"].startswith(_SAID_SLOT)
    bound = texts["when"] != "missing" or texts["code"] in WORD_FAULTS
    return _Row(texts["kind"], _pull(case, texts), met, bound, said, texts, _excerpts(case, _homes(case, texts)))


def _provoked(case: Case, texts: Mapping[str, Any]) -> bool:
    answers, code, when = case.findings.criteria, str(texts["code"]), str(texts["when"])
    if "needs" in texts and not answers[texts["needs"]].met:
        return False
    if code == "T203" and case.findings.assigned:
        return when == "assigned"
    return when == ("met" if answers[code].met else "missing")


def _homes(case: Case, texts: Mapping[str, Any]) -> Iterator[Range]:
    """Where the words stand that provoke a question, the closest first."""
    if texts["when"] == "assigned" and case.findings.assigned:
        yield case.findings.assigned
    code, near = texts["code"], texts.get("anchor", ())
    if not case.findings.criteria["D605"].met and code != "D605":  # opinions and habits are no place to ask from
        near = [name for name in near if name not in SECTIONS]
    yield from _places(case, (code, *near))


def _places(case: Case, names: Iterable[str]) -> Iterator[Range]:
    """The words that answer some criteria; only where there are none, the first sentences of some parts."""
    codes = [name for name in names if name not in SECTIONS and not _is_faultless(case, name)]
    found = [where for code in codes for where in quotable(case, code)]
    yield from found
    for part in [] if found else [part for part in names if part in SECTIONS]:
        yield from ((line.sentence.start, line.sentence.end) for line in islice(case.reading.of(part), _TRIED))


def _is_faultless(case: Case, code: str) -> bool:
    """Whether a criterion met by absence is met, so that no words are at fault."""
    return code in WORD_FAULTS and case.findings.criteria[code].met


def _excerpts(case: Case, places: Iterable[Range]) -> tuple[Excerpt, ...]:
    return tuple(home for where in places if (home := _excerpt(case, where)))


def _excerpt(case: Case, where: Range) -> Excerpt | None:
    """The words of a place; where they do not say anything by themselves, the sentence around them."""
    home, line = excerpt(case, where, _QUOTED), line_at(case, where)
    if home is None or line is None or is_telling(line, home):
        return home
    return excerpt(case, (line.sentence.start, line.sentence.end), _QUOTED)


def _free(homes: Iterable[Excerpt], taken: Sequence[Excerpt]) -> Excerpt | None:
    """The first place that shares no word with those taken."""
    return next(
        (home for home in homes if not any(home.start < one.end and one.start < home.end for one in taken)), None
    )


def _pull(case: Case, texts: Mapping[str, Any]) -> float:
    """How surely it is asked at this level and for these principles; less so where it may have been told after all."""
    code, pull = texts["code"], float(texts["pull"])
    targets = [load().principles[slug] for slug in case.target.principles]
    pull += any(code in principle.lead for principle in targets) - any(code in principle.trim for principle in targets)
    if texts["when"] == "missing":
        pull += (code in load().levels[case.target.level].expects) - 2 * (not case.findings.criteria[code].sure)
    return pull


def _chosen(rows: Sequence[_Row], kinds: set[str], most: int) -> list[_Row]:
    """The likeliest questions, one a kind, and some of them into what is claimed, each into another claim."""
    fresh: dict[str, _Row] = {}
    taken: list[Excerpt] = []
    for row in rows:
        home = _free(row.homes, taken)
        if row.kind not in kinds and row.kind not in fresh and (home or not row.met):
            fresh[row.kind] = row
            taken += [home] if home and row.met else []
    claims = [row for row in fresh.values() if row.met and row.pull >= _WORTH_IT][: min(_LEAST_MET, most // 2)]
    gaps = [row for row in fresh.values() if row not in claims]
    return sorted([*claims, *gaps[: most - len(claims)]], key=lambda row: -row.pull)


# -- by the target principles ----------------------------------------------------------------------------------------


def _principled(case: Case) -> tuple[list[_Row], set[str]]:
    """Questions of the target principles in turn, and the kinds of question they leave nothing to ask of.

    Without a target it is one question, of the principle the story shows most.
    """
    asked, kinds = case.target.principles, set[str]()
    if not asked:
        shown = [found for found in case.findings.principles if found.shown]
        asked = tuple(found.slug for found in sorted(shown, key=lambda found: -found.strength)[:1])
    each = {1: 3, 2: 2, 3: 2}.get(len(case.target.principles), 1)
    rows = [_of_principle(case, slug, each, kinds) for slug in asked]
    return [row for turn in zip_longest(*rows) for row in turn if row][:_PRINCIPLES_MOST], kinds


def _of_principle(case: Case, slug: str, most: int, kinds: set[str]) -> list[_Row]:
    """A principle's own questions, those the story gives an occasion for first; `kinds` are asked already."""
    pairs = zip(load().principles[slug].probes, load().probes["principles"][slug], strict=True)
    fits = (
        pair for pair in pairs if pair[1]["kind"] not in kinds and not (case.findings.assigned and "unasked" in pair[1])
    )
    rows = [(_row(case, texts, where), where) for texts, where in fits]
    rows = sorted(rows, key=lambda pair: not pair[0].homes)[:most]
    kinds.update(kind for _, where in rows for kind in (where["kind"], *where.get("like", ())))
    return [row for row, _ in rows]


def _row(case: Case, texts: Mapping[str, Any], where: Mapping[str, Any]) -> _Row:
    homes = _excerpts(case, _places(case, where["anchor"]))
    return _Row(where["kind"], 0, met=False, bound=False, said=bool(where.get("said")), texts=texts, homes=homes)


# -- putting it into words -------------------------------------------------------------------------------------------


def _anchored(case: Case, rows: Sequence[_Row]) -> Iterator[Probe]:
    """The questions with their anchors: first those that cannot do without, then the others where words are left."""
    homes: dict[str, Excerpt] = {}
    for row in sorted(rows, key=lambda row: not row.bound):
        home = _free(row.homes, [*homes.values()]) or (row.homes[0] if row.bound and row.homes else None)
        homes |= {row.kind: home} if home else {}
    yield from (_probe(case, row, homes.get(row.kind)) for row in rows)


def _probe(case: Case, row: _Row, home: Excerpt | None) -> Probe:
    texts, said = row.texts, _said(case, home) if home and row.said else ""
    quote = _quote(case, home) if home else ""
    template = texts.get("question_anchored", load().probes["anchored"]) if home else texts["question"]
    return Probe(
        question=fill(template, quote=quote, question=texts.get("question", "")),
        probes=texts["probes"],
        weak=texts["weak"],
        weak_why=texts["weak_why"],
        strong=said + _asking(texts["strong"].removeprefix(_SAID_SLOT)),
        key_phrase=_asking(texts["key_phrase"]),
        anchor=case.locate.span((home.start, home.end)) if home else None,
    )


def _asking(text: str) -> str:
    """Every slot for a fact in the form of a placeholder."""
    return _SLOT.sub(lambda slot: f"[add: {slot[1].removeprefix('add: ')}]", text)


def _quote(case: Case, home: Excerpt) -> str:
    words = " ".join(case.reading.story.text[home.start : home.end].split())
    return f"{words}…" if home.short else words


def _said(case: Case, home: Excerpt) -> str:
    """The sentence a question is anchored to, as a candidate could say it; of a long one the clause that is quoted."""
    line = line_at(case, (home.start, home.end))
    if line is None:
        return ""
    clause = [at for at, token in enumerate(line.tokens) if home.start <= token.start < home.end]
    passage = Passage(line, clause[0], clause[-1] + 1)
    alone = not home.short and passage.first < verb_at(line, passage.first + 1) < passage.last
    brief = alone and spoken(line) > _SAID and line.tokens[passage.first].low not in polish.words("trailing")
    told = polish.polish(case.reading.story, passage if brief else polish.whole(line)).text
    return f"{told} " if told else ""
