"""Which part of the story each sentence belongs to: cues, words, order and position weighed together.

A Viterbi search over the whole story finds the most likely row of parts, so that one misleading sentence does not
break the order. Headings, where there are some, decide alone. The weights in `data/tagger.json` were learned by
`scripts/train_tagger.py`, a conditional random field (Lafferty, McCallum, Pereira 2001).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from starcli.acts import Act
from starcli.data import HERE
from starcli.lexicon import Hit, Token
from starcli.models import SECTIONS, Sentence, SentenceKind
from starcli.quantities import Quantity

MODEL = HERE / "tagger.json"
_EDGE_WORDS = 3  # how many words at the head of a sentence count as its opening


class Clues(NamedTuple):
    """What the tagger looks at in one sentence."""

    sentence: Sentence
    tokens: Sequence[Token]
    hits: Mapping[str, Sequence[Hit]]
    acts: Sequence[Act]
    quantities: Sequence[Quantity]


class Model(NamedTuple):
    """Learned weights: one number a section, in the order of SECTIONS."""

    features: Mapping[str, Sequence[int]]
    moves: Sequence[Sequence[int]]  # moves[before][after]
    start: Sequence[int]


@cache
def load_model() -> Model:
    """Read the weights once."""
    content = json.loads(MODEL.read_bytes())
    return Model(content["features"], content["moves"], content["start"])


def tag(clues: Sequence[Clues], model: Model | None = None) -> list[SentenceKind]:
    """The part of each sentence, in order."""
    if not clues:
        return []
    model = model or load_model()
    allowed = [[SECTIONS.index(label) for label in clue.sentence.labels] or range(len(SECTIONS)) for clue in clues]
    return [SECTIONS[part] for part in decode(emissions(story_features(clues), model), allowed, model)]


def emissions(features_of: Sequence[Sequence[str]], model: Model) -> list[list[int]]:
    """What each sentence's features say for themselves: one score a section."""
    table = model.features
    rows = []
    for features in features_of:
        known = [weights for feature in features if (weights := table.get(feature))]
        rows.append([sum(column) for column in zip(*known, strict=True)] if known else [0] * len(SECTIONS))
    return rows


def decode(scores: Sequence[Sequence[int]], allowed: Sequence[Iterable[int]], model: Model) -> list[int]:
    """The best row of parts (Viterbi); ties go to the earlier part."""
    best: list[dict[int, tuple[int, int]]] = []  # per sentence: part -> (score so far, part before)
    for row, parts in zip(scores, allowed, strict=True):
        column = {}
        for part in parts:
            if best:
                reached, before = max((best[-1][b][0] + model.moves[b][part], -b) for b in best[-1])
                column[part] = (reached + row[part], -before)
            else:
                column[part] = (model.start[part] + row[part], part)
        best.append(column)
    part = max(best[-1], key=lambda last: (best[-1][last][0], -last))
    path = [part]
    for column in best[:0:-1]:
        part = column[part][1]
        path.append(part)
    return path[::-1]


# -- features --------------------------------------------------------------------------------------------------------


def story_features(clues: Sequence[Clues]) -> list[list[str]]:
    """The features of every sentence: its own, its place, and the cues of its neighbours."""
    own = [sentence_features(clue) for clue in clues]
    total = sum(len(clue.tokens) for clue in clues)
    rows, said = [], 0
    for at, clue in enumerate(clues):
        row = [*own[at][0], *own[at][1], *_place(clues, at, said, total)]
        third = int(3 * said / max(1, total))
        row += [f"{feature}@{third}" for feature in own[at][0]]
        if at:
            row += [f"<{feature}" for feature in own[at - 1][0]]
        if at + 1 < len(clues):
            row += [f">{feature}" for feature in own[at + 1][0]]
        rows.append(row)
        said += len(clue.tokens)
    return rows


def _place(clues: Sequence[Clues], at: int, said: int, total: int) -> list[str]:
    middle = (said + len(clues[at].tokens) / 2) / max(1, total)
    row = ["bias", f"at{int(10 * middle)}", f"n{min(len(clues), 12)}:{min(at, 4)}", f"left{min(len(clues) - at, 5)}"]
    if at and clues[at].sentence.paragraph != clues[at - 1].sentence.paragraph:
        row.append("paragraph")
    return row


def sentence_features(clue: Clues) -> tuple[list[str], list[str]]:
    """A sentence's features: few general ones, that its neighbours look at too, and its words."""
    general = [name for name in clue.hits if name.startswith("cue_")]
    if any(first < _EDGE_WORDS for first, _ in clue.hits.get("lesson_opener", ())):
        general.append("lesson_opener")
    subjects = {act.subject for act in clue.acts}
    general += [f"by-{subject}" for subject in sorted(subjects)]
    own = sum(act.own and act.specific for act in clue.acts)
    general.append(f"own{min(own, 3)}")
    if any(quantity.measures for quantity in clue.quantities):
        general.append("measured")
    words = [token.low for token in clue.tokens if token.low[0].isalpha()]
    exact = [f"w:{word}" for word in dict.fromkeys(words)]
    exact += [f"o:{' '.join(words[:size])}" for size in range(1, _EDGE_WORDS + 1)]
    exact += [f"b:{first} {second}" for first, second in dict.fromkeys(pairwise(words))]
    exact += [f"v:{act.subject} {act.lemma}" for act in clue.acts[:3]]
    return general, exact
