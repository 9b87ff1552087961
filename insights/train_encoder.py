"""Train the encoder that matches difficulties and write it as int8 ONNX: ``python -m insights.train_encoder``.

A stronger model is trained first, by contrast, and the encoder that ships learns from it (Hinton et al., 2015,
"Distilling the Knowledge in a Neural Network"). Needs torch and what else requirements-train.in names, in an
environment of its own; takes an hour on two processors. The trained encoder needs none of it. Texts are those of the
codebook, of ``encoder_training.jsonl`` and of the invented notes that kinds are trained on; the bases are
all-MiniLM-L6-v2 and all-mpnet-base-v2, as packaged.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.insights import Pattern
from insights.codebook import load_codebook
from insights.encoders import DIFFICULTY_ENCODER
from insights.minilm_training import DROPOUT, Trainable, agreement, descend, export
from insights.mpnet_teacher import Teacher
from insights.training_texts import texts_to_teach, training_patterns

if TYPE_CHECKING:
    from torch import Tensor

BATCH = 48
"""Trios in a batch, each of another pattern: every other trio's texts are what a text must not be like."""
PASSES, TEACHER_PASSES = 8, 3
SCALE = 20.0
"""Inverse temperature of the contrast between cosines."""
LEARNING_RATE, TEACHER_RATE = 6e-5, 3e-5
STOCK_SHARE = 0.15
"""How far the trained weights are moved back towards the stock model's."""
OTHERS = 48
"""Texts in a batch, besides the trios', that are compared as the teacher does and belong to no pattern known here."""
SEED = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Trio:
    """A pattern in general words, and two texts that tell its difficulty, on different subjects where there are."""

    pattern: str
    words: str
    left: str
    right: str


def trios_of(patterns: Sequence[Pattern], chance: random.Random) -> list[Trio]:
    """Return every example once, beside another of its pattern; where they are odd in number one stands there twice."""
    found = []
    for pattern in patterns:
        shuffled = chance.sample(list(pattern.examples), len(pattern.examples))
        if len(shuffled) % 2:
            shuffled.append(shuffled[0])
        found += [
            Trio(pattern=pattern.id, words=pattern.summary, left=left.text, right=right.text)
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


def planned(patterns: Sequence[Pattern], passes: int, chance: random.Random) -> list[list[Trio]]:
    """Return the batches of all passes; those too small for a contrast are left out."""
    return [one for _ in range(passes) for one in batches_of(trios_of(patterns, chance), BATCH, chance) if len(one) > 3]


def train_teacher(teacher: "Teacher", patterns: Sequence[Pattern], *, seed: int = SEED) -> None:
    """Pull texts of one pattern together and others apart, in place: contrast within batches, both ways.

    The loss is that of Henderson et al. (2017), "Efficient Natural Language Response Suggestion", between the two
    examples of a trio and between each of them and its pattern's words.
    """
    import torch

    torch.manual_seed(seed)
    batches = planned(patterns, TEACHER_PASSES, random.Random(seed))
    descend(teacher, batches, lambda trios: _contrast(_three(teacher.vectors, trios)), rate=TEACHER_RATE)


def train_student(
    model: Trainable, taught: "Mapping[str, Tensor]", patterns: Sequence[Pattern], *, seed: int = SEED
) -> None:
    """Train by the same contrast and, as much again, so that texts are as like each other as the teacher finds them.

    ``taught`` are the teacher's unit vectors (768,) of every text that is used: those of the trios and others. What is
    compared is each text's softmax over all others in the batch, by Kullback-Leibler divergence.
    """
    import torch

    chance = random.Random(seed)
    torch.manual_seed(seed)
    batches = planned(patterns, PASSES, chance)
    known = list(taught)

    def loss_of(trios: Sequence[Trio]) -> "Tensor":
        told = {text for trio in trios for text in (trio.left, trio.right, trio.words)}
        others = [text for text in chance.sample(known, OTHERS) if text not in told]
        texts = [*(t.left for t in trios), *(t.right for t in trios), *(t.words for t in trios), *others]
        vectors = model.in_parts(texts, dropout=DROPOUT)
        own = torch.stack([taught[text] for text in texts])
        n = len(trios)
        contrast = _contrast((vectors[:n], vectors[n : 2 * n], vectors[2 * n : 3 * n]))
        return contrast + torch.nn.functional.kl_div(
            _likeness(vectors), _likeness(own), log_target=True, reduction="batchmean"
        )

    descend(model, batches, loss_of, rate=LEARNING_RATE)


def _likeness(vectors: "Tensor") -> "Tensor":
    """Return the log of each row's softmax over all others (n, n)."""
    import torch

    itself = torch.eye(len(vectors)) * -1e4
    return torch.log_softmax(SCALE * vectors @ vectors.T + itself, dim=1)


def _three(vectors: "Callable[..., Tensor]", trios: Sequence[Trio]) -> "tuple[Tensor, Tensor, Tensor]":
    """Return the vectors of the left, of the right and of the patterns' words."""
    left, right, words = (
        vectors(texts, dropout=DROPOUT)
        for texts in ([t.left for t in trios], [t.right for t in trios], [t.words for t in trios])
    )
    return left, right, words


def _contrast(vectors: "tuple[Tensor, Tensor, Tensor]") -> "Tensor":
    import torch

    left, right, words = vectors
    own = torch.arange(len(left))
    sides = ((left, right), (right, left), (words, left), (left, words), (right, words))
    total = sum(torch.nn.functional.cross_entropy(SCALE * one @ other.T, own) for one, other in sides)
    return torch.as_tensor(total) / len(sides)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the model and tell its digest and how near it is to its 32-bit original; return the exit status."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=DIFFICULTY_ENCODER.path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    patterns = training_patterns()
    teacher = Teacher()
    train_teacher(teacher, patterns, seed=options.seed)
    texts = texts_to_teach()
    with torch.no_grad():
        taught = dict(zip(texts, teacher.vectors(texts), strict=True))
    model = Trainable()
    train_student(model, taught, patterns, seed=options.seed)
    model.pull_towards_stock(STOCK_SHARE)
    export(model, options.output)
    examples = [example.text for pattern in load_codebook().patterns for example in pattern.examples]
    sys.stdout.write(agreement(options.output, model, examples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
