"""Train the encoder that tells kinds of observations apart: ``python -m insights.training.train_kinds``.

It writes ``kind_encoder.onnx``, and beside it the (384, kinds) weights that turn its vectors into scores. Needs torch
and what else requirements-train.in names, in an environment of its own; takes ten minutes on two processors. Texts are
``coder_training.jsonl`` and ``kind_training.jsonl``, those of the codebook and ``encoder_training.jsonl``.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from domain.evidence import Kind
from insights.encoders import KIND_ENCODER, KIND_HEAD
from insights.training.minilm_training import DROPOUT, Trainable, agreement, descend, export
from insights.training.training_texts import KindText, difficulties, near_misses, notes

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Linear

BATCH = 32
PASSES = 3
LEARNING_RATE, HEAD_RATE = 6e-5, 1e-3
VECTOR_SCALE = 16.0
"""What the unit vectors are multiplied by before the head looks at them."""
SMOOTHING = 0.1
"""Share of the loss that is spread over all kinds: readers differ, so no text is to be quite sure."""
OF_CODEBOOK = 0.1
"""Examples of difficulties drawn in each pass, and near misses at most, as a share of the sentences of notes."""
SEED = 1


def batches_of(texts: Sequence[KindText], chance: random.Random) -> Iterator[list[KindText]]:
    """Yield the texts in batches of ``BATCH`` of like length, in any order; a last one that is not full is left out."""
    ordered = sorted(texts, key=lambda text: len(text.text) + 40 * chance.random())
    starts = list(range(0, len(ordered) - BATCH + 1, BATCH))
    for start in chance.sample(starts, len(starts)):
        yield ordered[start : start + BATCH]


def train(model: Trainable, head: "Linear", *, seed: int = SEED, passes: int = PASSES) -> None:
    """Move model and head, in place, so that the head tells the kinds apart: cross-entropy, a little smoothed."""
    import torch

    chance = random.Random(seed)
    torch.manual_seed(seed)
    written, examples, misses = notes(), difficulties(), near_misses()
    most = int(OF_CODEBOOK * len(written))
    batches = []
    for _ in range(passes):
        drawn = [
            *written,
            *chance.sample(examples, min(most, len(examples))),
            *chance.sample(misses, min(most, len(misses))),
        ]
        batches += list(batches_of(drawn, chance))
    besides = [{"params": list(head.parameters()), "lr": HEAD_RATE, "weight_decay": 0.0}]
    descend(model, batches, lambda batch: _loss(model, head, batch), rate=LEARNING_RATE, besides=besides)


def _loss(model: Trainable, head: "Linear", batch: Sequence[KindText]) -> "Tensor":
    import torch

    kinds = list(Kind)
    vectors = model.vectors([each.text for each in batch], dropout=DROPOUT)
    scores = head(VECTOR_SCALE * torch.nn.functional.dropout(vectors, DROPOUT))
    logs = torch.log_softmax(scores, dim=1)
    known = torch.tensor([each.kind is not None for each in batch])
    own = torch.tensor([kinds.index(each.kind or Kind.OTHER) for each in batch])
    told = -(1 - SMOOTHING) * logs[torch.arange(len(batch)), own] - SMOOTHING * logs.mean(dim=1)
    difficulty = logs[:, kinds.index(Kind.PAIN_POINT)].exp().clamp(max=1 - 1e-6)
    return torch.where(known, told, -torch.log1p(-difficulty)).mean()


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write encoder and head, and tell digest and agreement; return the exit status."""
    import numpy as np
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=KIND_ENCODER.path)
    parser.add_argument("--head", type=Path, default=KIND_HEAD)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    model = Trainable()
    torch.manual_seed(options.seed)
    head = torch.nn.Linear(384, len(Kind))
    train(model, head, seed=options.seed)
    export(model, options.output)
    weights = VECTOR_SCALE * head.weight.detach().numpy().T
    np.savez_compressed(options.head, weights=weights.astype(np.float32), bias=head.bias.detach().numpy())
    sys.stdout.write(agreement(options.output, model, [text.text for text in notes()[::5]]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
