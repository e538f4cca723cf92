"""What a model writes about a story, made safe to show: no mark-up, no verdict, and no fact the story does not have."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from starcli.advice.case import Advice, Case
from starcli.advice.rewrites import PLACEHOLDER
from starcli.answer import Answer, ProbeAnswer
from starcli.grounding import Known, Mode, added_facts, find_evidence, without_added
from starcli.models import Probe, Rewrite

_MOST_PROBES = 8
_LONGEST = 6_000  # characters; the longest story that can be told in ten minutes is shorter
_WORD = re.compile(r"[^\W_]")
_MARKUP = re.compile(
    r"<!--.*?-->|</?[A-Za-z][^<>\n]{0,200}>"  # HTML
    r"|^[ \t]*(?:#{1,6}|>|```\w*|~~~\w*)[ \t]*|`+|\*{1,3}|__|~~"  # Markdown
    r"|!?\[(?!add:)(?=[^\[\]\n]{0,200}\]\()|(?<=\])\([^()\s]{0,500}\)",
    re.MULTILINE,
)
_SPACE = re.compile(r"[ \t]+")
_PARAGRAPH = re.compile(r"\n\s*\n\s*")
_ASKED = re.compile(r"\[\s*add\s*:?\s*([^\[\]\n]*?)\s*\]", re.IGNORECASE)
# The band and score are star's: a model's own verdict could contradict them.
_VERDICT = re.compile(
    r"\b(?:strong(?:ly)?|no|not|lean(?:ing)?|would|don't|do not|clear(?:ly)?|definite(?:ly)?)"
    r"[ _-](?:a )?(?:no[ _-])?(?:re)?hire\b|\b\d+ ?(?:/|out of) ?(?:5|10|100)\b|\bhire_|\bfull marks\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[ \n]+")


class Written(NamedTuple):
    """The advice with the model's texts in it, and whether something was taken out of them."""

    advice: Advice
    changed: bool


class Desk:
    """Reads what a model wrote about one story. `told` is what the story says."""

    def __init__(self, case: Case, told: Known) -> None:
        self._case, self._told = case, told
        self.changed = False

    def text(self, written: str, mode: Mode, *, paragraphs: bool = False, may_ask: bool = False) -> str:
        """A text without mark-up and added facts; empty where nothing but placeholders is left.

        With `may_ask` the model may have written nothing but placeholders.
        """
        plain = clean(written, paragraphs=paragraphs)
        grounded, replaced = without_added(plain, self._told, mode)
        self.changed |= bool(replaced)
        told = _WORD.search(PLACEHOLDER.sub("", grounded)) or (may_ask and not replaced)
        return grounded if told else ""

    def verdict(self, written: str, offline: str) -> str:
        """A summary or an interviewer's thought: the band is named by star alone."""
        kept = " ".join(row for row in _SENTENCE_END.split(clean(written)) if not _VERDICT.search(row))
        return self.text(kept, "coaching") or offline


def added(answer: Answer, told: Known) -> tuple[str, ...]:
    """The facts a model added anywhere, in words to send back."""
    found = dict.fromkeys(fact for text, mode in _written(answer) for fact in added_facts(clean(text), told, mode))
    if not found:
        return ()
    listed = ", ".join(f'"{fact}"' for fact in islice(found, 40))
    return (f"These are not in the story; leave them out or write [add: ...] in their place: {listed}.",)


def reason(why: str, told: Known) -> str:
    """A model's reason for an answer on one line; empty where it brings a fact of its own."""
    plain = clean(why)
    return "" if added_facts(plain, told, "coaching") else plain


def _written(answer: Answer) -> Iterator[tuple[str, Mode]]:
    yield from ((text, "coaching") for text in (answer.summary, answer.interviewer, *answer.sections.values()))
    for probe in answer.probes:
        yield from ((text, mode) for text, mode in _parts(probe))
    yield from ((row.text, "facts") for row in answer.rewrites)


def _parts(probe: ProbeAnswer) -> Iterator[tuple[str, Mode]]:
    yield from ((text, "coaching") for text in (probe.question, probe.probes, probe.weak, probe.weak_why))
    yield from ((text, "facts") for text in (probe.strong, probe.key_phrase))


def clean(text: str, *, paragraphs: bool = False) -> str:
    """A model's text as plain words: no control or invisible characters, no mark-up, placeholders in one form."""
    signs = (_sign(sign) for sign in text[:_LONGEST].replace("\r\n", "\n"))
    plain = _MARKUP.sub("", "".join(signs))
    plain = _ASKED.sub(lambda asked: f"[add: {asked[1]}]" if asked[1] else "", plain)
    blocks = _PARAGRAPH.split(plain) if paragraphs else [plain]
    return "\n\n".join(filter(None, (" ".join(block.split()) for block in blocks)))


def _sign(sign: str) -> str:
    if sign in "\n\t" or not unicodedata.category(sign).startswith("C"):
        return sign
    return "" if unicodedata.category(sign) == "Cf" else " "


# -- putting it into the advice --------------------------------------------------------------------------------------


def write(case: Case, offline: Advice, answer: Answer, told: Known) -> Written:
    """The offline advice with all that the model wrote and that may be shown in its place."""
    desk = Desk(case, told)
    advice = offline._replace(
        summary=desk.verdict(answer.summary, offline.summary),
        interviewer=desk.verdict(answer.interviewer, offline.interviewer),
        sections={
            kind: row._replace(coaching=desk.verdict(answer.sections.get(kind, ""), row.coaching))
            for kind, row in offline.sections.items()
        },
        probes=_probes(case, offline.probes, answer.probes, desk),
        rewrites=tuple(_rewrite(row, answer, desk) for row in offline.rewrites),
    )
    return Written(advice, desk.changed)


def _probes(case: Case, offline: Sequence[Probe], answers: Iterable[ProbeAnswer], desk: Desk) -> tuple[Probe, ...]:
    """The model's questions, then the offline ones that fill their number."""
    asked: dict[str, Probe] = {}
    for row in islice(answers, _MOST_PROBES):
        probe = _probe(case, row, desk)
        if probe:
            asked.setdefault(probe.question.casefold(), probe)
    for probe in offline:
        if len(asked) < len(offline):
            asked.setdefault(probe.question.casefold(), probe)
    return tuple(asked.values())


def _probe(case: Case, row: ProbeAnswer, desk: Desk) -> Probe | None:
    """One question; None where a part of it is missing, or the words it is said to come from are not there."""
    anchor = find_evidence(case.reading, row.quote) if row.quote.strip() else None
    parts = [desk.text(written, mode, may_ask=mode == "facts") for written, mode in _parts(row)]
    if not all(parts) or (row.quote.strip() and anchor is None):
        return None
    question, probes, weak, weak_why, strong, key_phrase = parts
    where = case.locate.span(anchor) if anchor else None
    return Probe(question, probes, weak, weak_why, strong, key_phrase, where)


def _rewrite(offline: Rewrite, answer: Answer, desk: Desk) -> Rewrite:
    found = next(
        (row for row in answer.rewrites if (row.kind, row.principle) == (offline.kind, offline.principle)), None
    )
    text = desk.text(found.text, "facts", paragraphs=True) if found else ""
    return offline._replace(text=text, placeholders=tuple(PLACEHOLDER.findall(text))) if text else offline
