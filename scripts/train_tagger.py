#!/usr/bin/env python3
"""Learn the tagger's weights from stories whose parts are known, or measure them on authors never seen.

    python scripts/train_tagger.py FILE.jsonl           writes starcli/data/tagger.json
    python scripts/train_tagger.py FILE.jsonl --folds 8  cross-validates by author, writes nothing

FILE has one story a line: {"author", "source", "text", "spans": [{"start", "end", "kind"}]}. Only word statistics are
kept, never text: a word counts from MIN_AUTHORS authors up.
"""

import argparse
import collections
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from starcli import reading, tagger
from starcli.models import SECTIONS
from starcli.parser import parse

EPOCHS = 12
MIN_AUTHORS = 4
SEED = 7
SCALE = 10  # weights are kept as whole tenths: the same on every machine
KEEP = 3  # weights smaller than this many tenths everywhere are dropped


class Example(NamedTuple):
    """A story to learn from; `gold` has -1 for a sentence whose part nobody said."""

    author: str
    source: str
    rows: list[list[str]]
    gold: list[int]
    lengths: list[int]


class Weights:
    """Perceptron weights with their running sums, for averaging."""

    def __init__(self) -> None:
        self.now: dict[str, list[float]] = collections.defaultdict(lambda: [0.0] * len(SECTIONS))
        self.sums: dict[str, list[float]] = collections.defaultdict(lambda: [0.0] * len(SECTIONS))
        self.step = 1

    def add(self, feature: str, part: int, by: float) -> None:
        """Change one weight now and in the average."""
        self.now[feature][part] += by
        self.sums[feature][part] += by * self.step

    def average(self) -> dict[str, list[float]]:
        """The mean of each weight over all steps."""
        return {
            feature: [now - total / self.step for now, total in zip(row, self.sums[feature], strict=True)]
            for feature, row in self.now.items()
        }


def read_examples(path: Path) -> list[Example]:
    """Read the stories as the program would read them, without headings."""
    examples = []
    for line in path.read_text("utf-8").splitlines():
        item: dict[str, Any] = json.loads(line)
        story = parse(item["text"], item["id"])[0]
        story = story._replace(sentences=tuple(sentence._replace(labels=()) for sentence in story.sentences))
        clues = [reading.clues(reading.read_line(story.text, sentence)) for sentence in story.sentences]
        gold = [_gold(item["spans"], clue.sentence.start, clue.sentence.end) for clue in clues]
        lengths = [len(clue.tokens) for clue in clues]
        examples.append(Example(item["author"], item["source"], tagger.story_features(clues), gold, lengths))
    return examples


def _gold(spans: Sequence[dict[str, Any]], start: int, end: int) -> int:
    overlap = {span["kind"]: min(end, span["end"]) - max(start, span["start"]) for span in spans}
    kind = max(overlap, key=lambda k: overlap[k], default="none")
    return SECTIONS.index(kind) if kind in SECTIONS and overlap[kind] > 0 else -1


def vocabulary(examples: Sequence[Example]) -> set[str]:
    """The features seen with enough authors to say something general."""
    authors: dict[str, set[str]] = collections.defaultdict(set)
    for example in examples:
        for row in example.rows:
            for feature in row:
                authors[feature].add(example.author)
    return {feature for feature, who in authors.items() if len(who) >= MIN_AUTHORS}


def train(examples: Sequence[Example]) -> tagger.Model:
    """Learn by correcting mistakes: an averaged structured perceptron."""
    known = vocabulary(examples)
    rows = [[[feature for feature in row if feature in known] for row in example.rows] for example in examples]
    weights = Weights()
    order = list(range(len(examples)))
    shuffler = random.Random(SEED)  # noqa: S311 - an order of examples, not a secret
    for _ in range(EPOCHS):
        shuffler.shuffle(order)
        for index in order:
            _learn(weights, rows[index], examples[index].gold)
            weights.step += 1
    return _model(weights)


def _learn(weights: Weights, rows: Sequence[Sequence[str]], gold: Sequence[int]) -> None:
    if not rows:
        return
    scores = [[sum(weights.now[f][part] for f in row) for part in range(len(SECTIONS))] for row in rows]
    model: Any = tagger.Model({}, [weights.now[f"move{i}"] for i in range(len(SECTIONS))], weights.now["start"])
    free: Any = [range(len(SECTIONS))] * len(rows)
    said = tagger.decode(scores, free, model)
    truth = tagger.decode(scores, [range(len(SECTIONS)) if g < 0 else [g] for g in gold], model)
    if said == truth:
        return
    for path, by in ((truth, 1.0), (said, -1.0)):
        weights.add("start", path[0], by)
        for at, part in enumerate(path):
            for feature in rows[at]:
                weights.add(feature, part, by)
            if at:
                weights.add(f"move{path[at - 1]}", part, by)


def _model(weights: Weights) -> tagger.Model:
    mean = {feature: [round(SCALE * value) for value in row] for feature, row in weights.average().items()}
    empty = [0] * len(SECTIONS)
    moves = [mean.pop(f"move{i}", empty) for i in range(len(SECTIONS))]
    start = mean.pop("start", empty)
    kept = {feature: row for feature, row in sorted(mean.items()) if max(map(abs, row)) >= KEEP}
    return tagger.Model(kept, moves, start)


def predict(example: Example, model: tagger.Model) -> list[int]:
    """The parts the model gives a story, headings unknown."""
    empty = [0] * len(SECTIONS)
    scores = []
    for row in example.rows:
        known = [model.features[feature] for feature in row if feature in model.features]
        scores.append([sum(column) for column in zip(*known, strict=True)] if known else empty)
    return tagger.decode(scores, [range(len(SECTIONS))] * len(scores), model) if scores else []


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
    for part in range(len(SECTIONS)):
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
    model = train(examples)
    tagger.MODEL.write_text(json.dumps(model._asdict(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
