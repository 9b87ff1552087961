"""Train the encoder that matches difficulties and write it as int8 ONNX: ``python -m insights.training.train_encoder``.

A stronger model is trained first, by contrast, and the encoder that ships learns from it (Hinton et al., 2015,
"Distilling the Knowledge in a Neural Network"). Needs torch and what else requirements-train.in names, in an
environment of its own; takes an hour and a half on two processors. The trained encoder needs none of it. Texts are
those of the codebook, of ``encoder_training.jsonl`` and of the invented notes that kinds are trained on; the bases are
all-MiniLM-L6-v2 and all-mpnet-base-v2, as packaged.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.insights import Pattern
from insights.codebook import load_codebook
from insights.encoders import DIFFICULTY_ENCODER
from insights.training.minilm_training import DROPOUT, Trainable, agreement, descend, export
from insights.training.mpnet_teacher import Teacher
from insights.training.training_texts import (
    JudgedText,
    judged_texts,
    patterns_told_in_notes,
    texts_to_teach,
    training_patterns,
)

if TYPE_CHECKING:
    from torch import Tensor

BATCH = 48
"""Trios in a batch, each of another pattern: every other trio's texts are what a text must not be like."""
PASSES, JUDGED_PASSES, TEACHER_PASSES = 8, 5, 3
SCALE = 20.0
"""Inverse temperature of the contrast between cosines."""
LEARNING_RATE, TEACHER_RATE = 6e-5, 3e-5
OF_FIRST, OF_SECOND = 0.35, 0.65
"""The shares of the two students' weights in what ships: the mean is better than either (Wortsman et al., 2022)."""
OTHERS = 48
"""Texts in a batch of the first student, besides the trios', that are compared as the teacher does."""
JUDGED = 32
"""Judged sentences in a batch besides the trios: evidence of one of its patterns, or what only sounds like it."""
OF_EVIDENCE = 0.3
"""The share of these that are evidence, where there is any."""
LIKELY = 8
"""What a reader did not accept counts against the patterns that the teacher finds likest, at most so many."""
OF_JUDGED, OF_TRIOS = 0.5, 0.15
"""How much the yes or no to judged sentences, and to the trios' own, counts beside the contrast."""
THRESHOLD = 11.0
"""The scaled cosine from which a text is held for evidence at first; training moves it."""
THRESHOLD_RATE = 1e-2
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
    descend(teacher, batches, lambda trios: contrast(three(teacher.vectors, trios)), rate=TEACHER_RATE)


def train_student(
    model: Trainable,
    taught: "Mapping[str, Tensor]",
    patterns: Sequence[Pattern],
    judged: Sequence[JudgedText],
    *,
    seed: int = SEED,
) -> None:
    """Train by the same contrast, by how alike the teacher finds texts, and by what readers accept as evidence.

    ``taught`` are the teacher's unit vectors (768,) of every text that is used. What is compared with the teacher is
    each text's softmax over all others in the batch, by Kullback-Leibler divergence. Contrast says which pattern is
    nearest; the yes or no to each pair of a text and a pattern's words (Zhai et al., 2023, "Sigmoid Loss for Language
    Image Pre-Training") says whether it is near enough. With no ``judged`` texts the first two are all.
    """
    import torch

    chance = random.Random(seed)
    torch.manual_seed(seed)
    batches = planned(patterns, JUDGED_PASSES if judged else PASSES, chance)
    pool = _Judged(judged, patterns, taught) if judged else _Unjudged(list(taught))
    threshold = torch.tensor([THRESHOLD], requires_grad=True)

    def loss_of(trios: Sequence[Trio]) -> "Tensor":
        others = pool.drawn(trios, chance)
        told = [*(t.left for t in trios), *(t.right for t in trios), *(t.words for t in trios)]
        texts = [*told, *(other.text for other in others)]
        vectors = model.in_parts(texts, dropout=DROPOUT)
        own = torch.stack([taught[text] for text in texts])
        n = len(trios)
        left, right, words, rest = vectors[:n], vectors[n : 2 * n], vectors[2 * n : 3 * n], vectors[3 * n :]
        alike = torch.nn.functional.kl_div(_likeness(vectors), _likeness(own), log_target=True, reduction="batchmean")
        if not judged:
            return contrast((left, right, words)) + alike
        accepted, known = _verdicts(others, trios)
        of_judged = _yes_or_no(SCALE * rest @ words.T - threshold, accepted, known)
        of_trios = _yes_or_no(SCALE * torch.cat([left, right]) @ words.T - threshold, torch.eye(n).repeat(2, 1))
        return contrast((left, right, words)) + alike + OF_JUDGED * of_judged + OF_TRIOS * of_trios

    besides = [{"params": [threshold], "lr": THRESHOLD_RATE, "weight_decay": 0.0}]
    descend(model, batches, loss_of, rate=LEARNING_RATE, besides=besides)


class _Unjudged:
    """Texts of which nothing is known but what the teacher makes of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def drawn(self, trios: Sequence[Trio], chance: random.Random) -> list[JudgedText]:
        """Return ``OTHERS`` of them, less those that the trios hold."""
        told = {text for trio in trios for text in (trio.left, trio.right, trio.words)}
        found = chance.sample(self._texts, min(OTHERS, len(self._texts)))
        return [JudgedText(text=text, patterns=frozenset()) for text in found if text not in told]


class _Judged:
    """Judged sentences by pattern: those that are evidence of it, and those that only sound like it."""

    def __init__(
        self, judged: Sequence[JudgedText], patterns: Sequence[Pattern], taught: "Mapping[str, Tensor]"
    ) -> None:
        import torch

        self._evidence: dict[str, list[JudgedText]] = defaultdict(list)
        self._misses: dict[str, list[JudgedText]] = defaultdict(list)
        words = torch.stack([taught[pattern.summary] for pattern in patterns])
        likest = torch.stack([taught[each.text] for each in judged]) @ words.T
        for each, order in zip(judged, likest.topk(LIKELY, dim=1).indices.tolist(), strict=True):
            for pattern in sorted(each.patterns):
                self._evidence[pattern].append(each)
            for pattern in sorted(each.looked_at or {patterns[n].id for n in order}):
                if each.rules_out(pattern):
                    self._misses[pattern].append(each)

    def drawn(self, trios: Sequence[Trio], chance: random.Random) -> list[JudgedText]:
        """Return at most ``JUDGED`` sentences, each once, that are about patterns of the trios."""
        found: dict[str, JudgedText] = {}
        for trio in chance.choices(trios, k=JUDGED):
            evidence, misses = self._evidence[trio.pattern], self._misses[trio.pattern]
            pool = evidence if evidence and chance.random() < OF_EVIDENCE else misses
            if pool:
                each = chance.choice(pool)
                found[each.text] = each
        told = {text for trio in trios for text in (trio.left, trio.right)}
        return [each for text, each in found.items() if text not in told]


def _verdicts(others: Sequence[JudgedText], trios: Sequence[Trio]) -> "tuple[Tensor, Tensor]":
    """Return (others, trios): 1 where a sentence is evidence of the trio's pattern, and whether that is known."""
    import torch

    accepted = [[float(trio.pattern in each.patterns) for trio in trios] for each in others]
    known = [[trio.pattern in each.patterns or each.rules_out(trio.pattern) for trio in trios] for each in others]
    return torch.tensor(accepted).reshape(len(others), len(trios)), torch.tensor(known).reshape(len(others), len(trios))


def _yes_or_no(scores: "Tensor", accepted: "Tensor", known: "Tensor | None" = None) -> "Tensor":
    """Return the cross-entropy of the known verdicts, summed over patterns and averaged over texts."""
    import torch

    chosen = torch.ones_like(accepted, dtype=torch.bool) if known is None else known.bool()
    total = torch.nn.functional.binary_cross_entropy_with_logits(scores[chosen], accepted[chosen], reduction="sum")
    return total / max(len(accepted), 1)


def _likeness(vectors: "Tensor") -> "Tensor":
    """Return the log of each row's softmax over all others (n, n)."""
    import torch

    itself = torch.eye(len(vectors)) * -1e4
    return torch.log_softmax(SCALE * vectors @ vectors.T + itself, dim=1)


def three(vectors: "Callable[..., Tensor]", trios: Sequence[Trio]) -> "tuple[Tensor, Tensor, Tensor]":
    """Return the vectors of the left, of the right and of the patterns' words."""
    left, right, words = (
        vectors(texts, dropout=DROPOUT)
        for texts in ([t.left for t in trios], [t.right for t in trios], [t.words for t in trios])
    )
    return left, right, words


def contrast(vectors: "tuple[Tensor, Tensor, Tensor]") -> "Tensor":
    """Return the loss of a batch: how hard its trios' texts and words are to tell from those of others, all ways."""
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
    parser.add_argument("--weights", type=Path, help="also keep the 32-bit weights here, for train_pairs")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    patterns = training_patterns()
    teacher = Teacher()
    train_teacher(teacher, patterns, seed=options.seed)
    texts = texts_to_teach()
    with torch.no_grad():
        taught = dict(zip(texts, teacher.vectors(texts), strict=True))
    first, model = Trainable(), Trainable()
    train_student(first, taught, patterns, (), seed=options.seed)
    train_student(model, taught, patterns_told_in_notes(), judged_texts(), seed=options.seed)
    with torch.no_grad():
        for name, tensor in model.weights.items():
            tensor.mul_(OF_SECOND).add_(OF_FIRST * first.weights[name])
    export(model, options.output)
    if options.weights:
        torch.save({name: tensor.detach() for name, tensor in model.weights.items()}, options.weights)
    examples = [example.text for pattern in load_codebook().patterns for example in pattern.examples]
    sys.stdout.write(agreement(options.output, model, examples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
