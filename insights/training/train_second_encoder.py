"""Train the second encoder that matches difficulties: ``python -m insights.training.train_second_encoder``.

By contrast alone, on another base than the first: what the two get wrong differs, so both together are better than
either. Needs torch and what else requirements-train.in names, in an environment of its own; takes half an hour on two
processors. Texts are those of the codebook, of ``encoder_training.jsonl`` and of the invented notes that readers coded.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from insights.codebook import load_codebook
from insights.encoders import SECOND_DIFFICULTY_ENCODER
from insights.training.bge_base import BgeTrainable
from insights.training.minilm_training import Trainable, agreement, descend, export
from insights.training.train_encoder import contrast, planned, three
from insights.training.training_texts import patterns_told_in_notes

PASSES = 2
LEARNING_RATE = 6e-5
SEED = 1


def train(model: Trainable, *, seed: int = SEED) -> None:
    """Pull texts of one pattern together and others apart, in place, as the first encoder's teacher is trained."""
    import torch

    torch.manual_seed(seed)
    batches = planned(patterns_told_in_notes(), PASSES, random.Random(seed))
    descend(model, batches, lambda trios: contrast(three(model.in_parts, trios)), rate=LEARNING_RATE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the model and tell its digest and how near it is to its 32-bit original; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=SECOND_DIFFICULTY_ENCODER.path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    model = BgeTrainable()
    train(model, seed=options.seed)
    export(model, options.output)
    examples = [example.text for pattern in load_codebook().patterns for example in pattern.examples]
    sys.stdout.write(agreement(options.output, model, examples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
