"""Train the encoder that matches difficulties and write it as int8 ONNX: ``python -m insights.train_encoder``.

Needs torch and what else requirements-train.in names, in an environment of its own; takes half an hour on two
processors. The trained encoder needs none of it. Texts are those of the codebook and of ``encoder_training.jsonl``;
the base is all-MiniLM-L6-v2, as packaged.
"""

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from domain.insights import Example, Pattern
from insights.codebook import load_codebook
from insights.encoders import DIFFICULTY_ENCODER
from insights.minilm_training import DROPOUT, Trainable, agreement, descend, export

if TYPE_CHECKING:
    from torch import Tensor

TRAINING_FILE = Path(__file__).with_name("encoder_training.jsonl")
"""More examples of the patterns, a line each; ``unlike`` names one that a sentence only sounds like."""
BATCH = 48
"""Trios in a batch, each of another pattern: every other trio's texts are what a text must not be like."""
PASSES = 8
SCALE = 20.0
"""Inverse temperature of the contrast between cosines."""
LEARNING_RATE = 3e-5
STOCK_SHARE = 0.3
"""How far the trained weights are moved back towards the stock model's: it costs little and makes high fits surer."""
SEED = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Trio:
    """A pattern in general words, and two texts that tell its difficulty, on different subjects where there are."""

    pattern: str
    words: str
    left: str
    right: str


def training_patterns() -> list[Pattern]:
    """Return the codebook's patterns with the examples of the training file beside their own."""
    more: dict[str, list[Example]] = defaultdict(list)
    for line in TRAINING_FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "pattern" in row:
            more[row["pattern"]].append(Example(subject=row["subject"], text=row["text"]))
    return [replace(pattern, examples=(*pattern.examples, *more[pattern.id])) for pattern in load_codebook().patterns]


def trios_of(patterns: Sequence[Pattern], chance: random.Random) -> list[Trio]:
    """Return every example once, beside another of its pattern; where they are odd in number one stands there twice."""
    found = []
    for pattern in patterns:
        shuffled = chance.sample(list(pattern.examples), len(pattern.examples))
        if len(shuffled) % 2:
            shuffled.append(shuffled[0])
        words = f"{pattern.title}. {pattern.definition}"
        found += [
            Trio(pattern=pattern.id, words=words, left=left.text, right=right.text)
            for left, right in zip(shuffled[::2], shuffled[1::2], strict=True)
        ]
    return found


def batches_of(trios: Sequence[Trio], size: int, chance: random.Random) -> Iterator[list[Trio]]:
    """Yield every trio once, in batches of at most ``size`` in which no pattern comes twice."""
    left = chance.sample(list(trios), len(trios))
    while left:
        batch: dict[str, Trio] = {}
        rest = []
        for trio in left:
            if len(batch) < size and trio.pattern not in batch:
                batch[trio.pattern] = trio
            else:
                rest.append(trio)
        yield list(batch.values())
        left = rest


def train(
    model: Trainable,
    patterns: Sequence[Pattern],
    *,
    seed: int = SEED,
    passes: int = PASSES,
    rate: float = LEARNING_RATE,
    batch: int = BATCH,
) -> None:
    """Pull texts of one pattern together and others apart, in place: contrast within batches, both ways.

    The loss is that of Henderson et al. (2017), "Efficient Natural Language Response Suggestion", between the two
    examples of a trio and between each of them and its pattern's words.
    """
    import torch

    chance = random.Random(seed)
    torch.manual_seed(seed)
    batches = [
        one for _ in range(passes) for one in batches_of(trios_of(patterns, chance), batch, chance) if len(one) > 3
    ]
    descend(model, batches, lambda trios: _loss(model, trios), rate=rate)


def _loss(model: Trainable, trios: Sequence[Trio]) -> "Tensor":
    import torch

    left, right, words = (
        model.vectors(texts, dropout=DROPOUT)
        for texts in ([t.left for t in trios], [t.right for t in trios], [t.words for t in trios])
    )
    own = torch.arange(len(trios))
    sides = ((left, right), (right, left), (words, left), (left, words), (right, words))
    total = sum(torch.nn.functional.cross_entropy(SCALE * one @ other.T, own) for one, other in sides)
    return torch.as_tensor(total) / len(sides)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the model and tell its digest and how near it is to its 32-bit original; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=DIFFICULTY_ENCODER.path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--passes", type=int, default=PASSES)
    options = parser.parse_args(arguments)
    model = Trainable()
    patterns = training_patterns()
    train(model, patterns, seed=options.seed, passes=options.passes)
    model.pull_towards_stock(STOCK_SHARE)
    export(model, options.output)
    texts = [example.text for pattern in load_codebook().patterns for example in pattern.examples]
    sys.stdout.write(agreement(options.output, model, texts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
