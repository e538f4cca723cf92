#!/usr/bin/env python3
"""Learn the tagger's weights from stories whose parts are known, or measure them on authors never seen.

    python scripts/train_tagger.py FILE.jsonl            writes starcli/data/tagger.json
    python scripts/train_tagger.py FILE.jsonl --folds 6  cross-validates by author, writes nothing

FILE has one story a line: {"id", "author", "source", "text", "spans": [{"start", "end", "kind"}]}. A linear-chain
conditional random field (Lafferty, McCallum, Pereira 2001) with a Gaussian prior. Only word statistics are kept,
never text: a feature counts from MIN_AUTHORS authors up. Needs the `train` extra.
"""

import argparse
import collections
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from starcli import reading, tagger
from starcli.models import SECTIONS
from starcli.parser import parse

MIN_AUTHORS = 3
PRIOR = 15.0  # strength of the pull of every weight towards zero, chosen by cross-validation among 1, 3, 8, 15, 30
PRIOR_MOVES = 0.1
ITERATIONS = 80
SEED = 7
# Added for the reflection where a sentence opens as a lesson, in hundredths: many people write the lesson under their
# heading "Result". Chosen by cross-validation among 0, 100, 200, 300, 400.
LESSON = 200
SCALE = 100  # weights are kept as whole hundredths: the same on every machine
KEEP = 4  # a feature whose weights are all smaller than this many hundredths is dropped
KINDS = len(SECTIONS)
NEVER = -1e9

Array = NDArray[np.float64]


class Example(NamedTuple):
    """A story to learn from; `gold` has -1 for a sentence whose part nobody said."""

    author: str
    source: str
    rows: list[list[str]]
    gold: list[int]
    lengths: list[int]


def read_examples(path: Path) -> list[Example]:
    """Read the stories as the program would read them, without headings."""
    examples = []
    for line in path.read_text("utf-8").splitlines():
        item: dict[str, Any] = json.loads(line)
        story = parse(item["text"], item["id"])[0]
        sentences = [sentence._replace(labels=()) for sentence in story.sentences]
        clues = [reading.clues(reading.read_line(story.text, sentence)) for sentence in sentences]
        gold = [_gold(item["spans"], clue.sentence.start, clue.sentence.end) for clue in clues]
        lengths = [len(clue.tokens) for clue in clues]
        if clues:
            examples.append(Example(item["author"], item["source"], tagger.story_features(clues), gold, lengths))
    return examples


def _gold(spans: Sequence[dict[str, Any]], start: int, end: int) -> int:
    overlap = {span["kind"]: min(end, span["end"]) - max(start, span["start"]) for span in spans}
    kind = max(overlap, key=lambda k: overlap[k], default="none")
    return SECTIONS.index(kind) if kind in SECTIONS and overlap[kind] > 0 else -1


def vocabulary(examples: Sequence[Example]) -> dict[str, int]:
    """The features seen with enough authors to say something general, numbered."""
    authors: dict[str, set[str]] = collections.defaultdict(set)
    for example in examples:
        for row in example.rows:
            for feature in row:
                authors[feature].add(example.author)
    known = sorted(feature for feature, who in authors.items() if len(who) >= MIN_AUTHORS)
    return {feature: number for number, feature in enumerate(known)}


class Batch:
    """All stories side by side, padded to the longest, so that one pass serves them all."""

    def __init__(self, examples: Sequence[Example], known: dict[str, int]) -> None:
        self.lengths = np.array([len(example.rows) for example in examples])
        self.shape = (len(examples), int(self.lengths.max()), KINDS)
        where: list[int] = []
        what: list[int] = []
        self.clamp = np.zeros(self.shape)
        for story, example in enumerate(examples):
            for at, (row, gold) in enumerate(zip(example.rows, example.gold, strict=True)):
                numbers = {known[feature] for feature in row if feature in known}
                where += [story * self.shape[1] + at] * len(numbers)
                what += numbers
                if gold >= 0:
                    self.clamp[story, at] = NEVER
                    self.clamp[story, at, gold] = 0
        cells = self.shape[0] * self.shape[1]
        self.features = csr_matrix((np.ones(len(where)), (where, what)), shape=(cells, len(known)))
        self.real = np.arange(self.shape[1])[None, :] < self.lengths[:, None]

    def expect(self, scores: Array, moves: Array, start: Array) -> tuple[float, Array, Array]:
        """Log of the sum over all rows of parts, and how often each part and each move is expected."""
        stories, longest, _ = self.shape
        ahead, behind = np.zeros(self.shape), np.zeros(self.shape)
        ahead[:, 0] = start + scores[:, 0]
        for at in range(1, longest):
            ahead[:, at] = _log_sum(ahead[:, at - 1][:, :, None] + moves, 1) + scores[:, at]
        for at in range(longest - 2, -1, -1):
            step = _log_sum(moves + (scores[:, at + 1] + behind[:, at + 1])[:, None, :], 2)
            behind[:, at] = np.where(self.real[:, at + 1, None], step, 0)
        totals = _log_sum(ahead[np.arange(stories), self.lengths - 1], 1)
        parts = np.exp(ahead + behind - totals[:, None, None]) * self.real[:, :, None]
        moved = np.zeros((KINDS, KINDS))
        for at in range(1, longest):
            pair = ahead[:, at - 1][:, :, None] + moves + (scores[:, at] + behind[:, at])[:, None, :]
            moved += (np.exp(pair - totals[:, None, None]) * self.real[:, at, None, None]).sum(0)
        return float(totals.sum()), parts, moved


def _log_sum(values: Array, axis: int) -> Array:
    top = values.max(axis=axis, keepdims=True)
    total: Array = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def objective(batch: Batch, count: int) -> Callable[[Array], tuple[float, Array]]:
    """The penalised negative log-likelihood and its gradient, as a function of all weights in one row."""

    def value(weights: Array) -> tuple[float, Array]:
        own = weights[: count * KINDS].reshape(count, KINDS)
        moves = weights[count * KINDS : -KINDS].reshape(KINDS, KINDS)
        start = weights[-KINDS:]
        scores = (batch.features @ own).reshape(batch.shape)
        total, parts, moved = batch.expect(scores, moves, start)
        truth, true_parts, true_moved = batch.expect(scores + batch.clamp, moves, start)
        difference = (parts - true_parts).reshape(-1, KINDS)
        penalty = PRIOR / 2 * (own**2).sum() + PRIOR_MOVES / 2 * ((moves**2).sum() + (start**2).sum())
        slopes = [
            (batch.features.T @ difference + PRIOR * own).ravel(),
            (moved - true_moved + PRIOR_MOVES * moves).ravel(),
            (parts - true_parts)[:, 0].sum(0) + PRIOR_MOVES * start,
        ]
        return total - truth + penalty, np.concatenate(slopes)

    return value


def train(examples: Sequence[Example]) -> tagger.Model:
    """Fit the weights and round them."""
    known = vocabulary(examples)
    size = (len(known) + KINDS + 1) * KINDS
    value = objective(Batch(examples, known), len(known))
    fit = minimize(value, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    rows = [[round(SCALE * float(weight)) for weight in row] for row in fit.x.reshape(-1, KINDS)]
    own, moves, start = rows[: len(known)], rows[len(known) : -1], rows[-1]
    kept = {feature: own[number] for feature, number in known.items() if max(map(abs, own[number])) >= KEEP}
    if "lesson_opener" in kept:
        kept["lesson_opener"][SECTIONS.index("reflection")] += LESSON
    return tagger.Model(kept, moves, start)


def predict(example: Example, model: tagger.Model) -> list[int]:
    """The parts the model gives a story whose headings are unknown."""
    scores = tagger.emissions(example.rows, model)
    return tagger.decode(scores, [range(KINDS)] * len(scores), model)


def cross_validate(examples: Sequence[Example], folds: int) -> dict[str, float]:
    """Share of tokens in the right part (task counted as situation) and macro F1, each author held out once."""
    authors = sorted({example.author for example in examples})
    random.Random(SEED).shuffle(authors)  # noqa: S311 - a split, not a secret
    pairs: list[tuple[int, int]] = []
    sources: dict[str, list[tuple[int, int]]] = collections.defaultdict(list)
    for fold in range(folds):
        held = set(authors[fold::folds])
        model = train([example for example in examples if example.author not in held])
        for example in examples:
            if example.author in held:
                told = zip(example.gold, predict(example, model), example.lengths, strict=True)
                found = [(gold, said) for gold, said, length in told for _ in range(length) if gold >= 0]
                pairs += found
                sources[example.source] += found
    return {"accuracy": _accuracy(pairs), "macro_f1": _macro_f1(pairs)} | {k: _accuracy(v) for k, v in sources.items()}


def _accuracy(pairs: Sequence[tuple[int, int]]) -> float:
    return round(sum(max(gold, 1) == max(said, 1) for gold, said in pairs) / max(1, len(pairs)), 3)


def _macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    counts = collections.Counter(pairs)
    scores = []
    for part in range(KINDS):
        wrong = sum(n for (gold, said), n in counts.items() if (gold == part) != (said == part))
        scores.append(2 * counts[part, part] / max(1, 2 * counts[part, part] + wrong))
    return round(sum(scores) / len(scores), 3)


def main() -> int:
    """Train or cross-validate; return the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path, help="labelled stories, one JSON object a line")
    arguments.add_argument("--folds", type=int, help="cross-validate by author instead of writing the model")
    options = arguments.parse_args()
    if not options.file.exists():
        sys.stderr.write(f"{options.file}: the labelled stories are not here; the shipped model stays as it is\n")
        return 2
    examples = read_examples(options.file)
    if options.folds:
        sys.stdout.write(json.dumps(cross_validate(examples, options.folds)) + "\n")
        return 0
    content = json.dumps(train(examples)._asdict(), ensure_ascii=False, separators=(",", ":"))
    tagger.MODEL.write_text(content + "\n", "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
