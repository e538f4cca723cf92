"""The rubric: a reading to findings, findings to a score. It never sees a provider; its answers are deterministic."""

import hashlib
from functools import cache
from pathlib import Path

from starcli.data import load, source_digest
from starcli.models import Finding, Findings, Score, Target
from starcli.reading import Reading
from starcli.rubric import scoring
from starcli.rubric.rules import delivery, principle, story, task
from starcli.rubric.rules.heard import heard
from starcli.rubric.table import DETECTORS, FAULTS

# Everything outside this package that a finding depends on.
_ENGINE = (
    "acts.py",
    "data/tagger.json",
    "injection.py",
    "lexicon.py",
    "parser.py",
    "quantities.py",
    "reading.py",
    "tagger.py",
)


def judge(reading: Reading, target: Target, *, wpm: int = 140) -> Findings:
    """Answer every criterion for a story. `wpm` is the speaking rate in words a minute."""
    level = load().levels[target.level]
    told = heard(reading)
    answers = {code: detect(reading if code in FAULTS else told) for code, detect in DETECTORS.items()}
    answers["D601"] = delivery.fits_time(reading, level.shortest, level.longest, wpm)
    principles = principle.principle_findings(told, answers)
    if target.principles:
        answers["P701"] = principle.principle_shown(principles, target)
    return Findings(
        criteria={code: answers[code] for code in load().criteria if code in answers},
        principles=principles,
        assigned=task.assigned_words(reading),
        not_a_story=story.not_a_story(reading),
        off_question=bool(target.question) and story.off_question(reading, target.question or ""),
    )


def score(findings: Findings, target: Target) -> Score:
    """Score findings at the target's level and principles."""
    return scoring.score(
        {code: finding.met for code, finding in findings.criteria.items()},
        target.level,
        target.principles,
        assigned=findings.assigned is not None,
        is_story=not findings.not_a_story,
    )


@cache
def version() -> str:
    """Name of this rubric: a hash of its rules and data, so that an edited detector is another version."""
    digest = hashlib.sha256(source_digest().encode())
    package = Path(__file__).parent
    engine = [path for name in _ENGINE for path in _modules(package.parent / name)]
    for path in [*sorted(package.rglob("*.py")), *engine]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _modules(path: Path) -> list[Path]:
    """A module, or all modules of the package that stands in its place."""
    return [path] if path.exists() else sorted(path.with_suffix("").rglob("*.py"))


__all__ = ["Finding", "judge", "score", "version"]
