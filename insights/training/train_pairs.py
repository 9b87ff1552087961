"""Train the encoder that judges pairs of pattern and text: ``python -m insights.training.train_pairs --start WEIGHTS``.

It reads both together, so it can tell a difficulty from its neighbours and from its own denial, which two vectors
cannot (Nogueira and Cho, 2019, "Passage Re-ranking with BERT"). WEIGHTS are those of the encoder for difficulties in
32 bits, as ``train_encoder --weights`` keeps them: from the stock model it hardly begins to learn. Needs torch and what
else requirements-train.in names, in an environment of its own; takes forty minutes on two processors.
"""

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.evidence import Kind
from insights.encoders import PAIR_ENCODER
from insights.training.minilm_training import DROPOUT, PART, Trainable, descend, states_of, write_int8
from insights.training.training_texts import JudgedText, judged_texts, notes, training_patterns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

MAX_TOKENS = 120
"""What is read of both texts together."""
BATCH, PASSES = 40, 2
LEARNING_RATE, HEAD_RATE = 6e-5, 1e-3
HIDDEN, VECTOR_SCALE = 256, 20.0
LIKELY = 8
"""A text is set against the patterns that the encoder finds likest, at most so many."""
OF_DIFFICULTIES, AT_MOST = 0.45, 4
"""The share of these that a difficulty which is no evidence is set against in each pass, and how many at most."""
OF_OTHERS, OF_EXAMPLES = 0.5, 0.5
"""The share of sentences that tell no difficulty, and of the patterns' examples, that are drawn in each pass."""
SURE, UNSURE = 0.97, 0.03
"""What evidence and its absence are taught as: readers differ, so no pair is to be quite sure."""
SEED = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A pattern in general words, a text, and whether a reader accepts the text as evidence of it."""

    words: str
    text: str
    accepted: bool


class PairModel:
    """A Trainable that reads two texts at once, and a head that looks at the mean vector of each.

    The score is the scaled cosine of the two means, which the encoder it starts from makes sense of, and what a small
    network adds to it.
    """

    def __init__(self) -> None:
        import torch

        self.torch = torch
        self.encoder = Trainable()
        self.encoder.tokenizer.enable_truncation(MAX_TOKENS)
        self.head = {
            "scale": torch.tensor([6.0]),
            "shift": torch.tensor([-3.5]),
            "inner": torch.nn.init.xavier_uniform_(torch.empty(HIDDEN, 3 * 384)),
            "inner_bias": torch.zeros(HIDDEN),
            "outer": torch.randn(HIDDEN) * 0.02,
        }
        for tensor in self.head.values():
            tensor.requires_grad = True

    @property
    def free(self) -> "list[Tensor]":
        """Return the encoder's weights that training may move; the head's are given apart."""
        return self.encoder.free

    def scores(self, pairs: Sequence[tuple[str, str]], *, dropout: float = 0.0) -> "Tensor":
        """Return (n,) log odds that the second text of each pair is evidence of the first."""
        torch = self.torch
        order = sorted(range(len(pairs)), key=lambda n: sum(map(len, pairs[n])))
        rows = []
        for start in range(0, len(order), PART):
            read = self.encoder.tokenizer.encode_batch([pairs[n] for n in order[start : start + PART]])
            ids, mask, types = (
                torch.tensor([getattr(encoding, name) for encoding in read])
                for name in ("ids", "attention_mask", "type_ids")
            )
            rows.append(scores_of(self.encoder.weights, self.head, ids, mask, types, dropout=dropout))
        return torch.cat(rows)[torch.tensor(order).argsort()]


def scores_of(
    weights: "dict[str, Tensor]",
    head: "dict[str, Tensor]",
    ids: "Tensor",
    mask: "Tensor",
    types: "Tensor",
    *,
    dropout: float,
) -> "Tensor":
    """Return (n,) scores of pairs (n, tokens): types are 0 in the first text and 1 in the second."""
    import torch
    from torch.nn import functional as F  # noqa: N812 - as torch's own documentation calls it

    states = states_of(weights, ids, mask, types, dropout=dropout)

    def mean(of: "Tensor") -> "Tensor":
        return (states * of[:, :, None]).sum(dim=1) / of.sum(dim=1, keepdim=True)

    second = (mask * types).to(states.dtype)
    left, right = mean(mask.to(states.dtype) - second), mean(second)
    alike = F.normalize(left, dim=1) * F.normalize(right, dim=1)
    seen = torch.cat([left, right, VECTOR_SCALE * alike], dim=1)
    inner = torch.tanh(F.linear(F.dropout(seen, dropout) if dropout else seen, head["inner"], head["inner_bias"]))
    return head["scale"] * alike.sum(dim=1) + head["shift"] + inner @ head["outer"]


def pairs_of(
    judged: Sequence[JudgedText], likely: Sequence[Sequence[str]], words: dict[str, str], chance: random.Random
) -> Iterator[Pair]:
    """Yield one pass over judged texts: what is accepted, and some of the likely patterns that are not.

    ``likely`` are the patterns of each text that the encoder finds likest, the likest first.
    """
    tells = {text.text for text in notes() if text.kind is Kind.PAIN_POINT}
    for each, patterns in zip(judged, likely, strict=True):
        refused = [one for one in (sorted(each.looked_at) if each.looked_at else patterns) if each.rules_out(one)]
        if each.looked_at is None and each.text in tells:
            refused = [one for one in refused if chance.random() < OF_DIFFICULTIES][:AT_MOST]
        elif each.looked_at is None:
            refused = [chance.choice(refused)] if refused and chance.random() < OF_OTHERS else []
        for pattern in sorted(each.patterns):
            yield Pair(words=words[pattern], text=each.text, accepted=True)
        for pattern in refused:
            yield Pair(words=words[pattern], text=each.text, accepted=False)


def train(model: PairModel, *, seed: int = SEED, passes: int = PASSES) -> None:
    """Train, in place, to tell accepted pairs from the others: binary cross-entropy, a little smoothed."""
    import torch

    chance = random.Random(seed)
    torch.manual_seed(seed)
    patterns = training_patterns()
    words = {pattern.id: pattern.summary for pattern in patterns}
    judged = judged_texts()
    examples = [
        JudgedText(text=example.text, patterns=frozenset({pattern.id}))
        for pattern in patterns
        for example in pattern.examples
    ]
    likely = _likely(model.encoder, [each.text for each in (*judged, *examples)], words)
    batches: list[list[Pair]] = []
    for _ in range(passes):
        pairs = list(pairs_of(judged, likely[: len(judged)], words, chance))
        for each, found in zip(examples, likely[len(judged) :], strict=True):
            if chance.random() < OF_EXAMPLES:
                own = next(iter(each.patterns))
                other = chance.choice([one for one in found if one != own][1:])
                pairs.append(Pair(words=words[own], text=each.text, accepted=True))
                pairs.append(Pair(words=words[other], text=each.text, accepted=False))
        pairs.sort(key=lambda pair: len(pair.words) + len(pair.text) + 60 * chance.random())
        starts = list(range(0, len(pairs) - BATCH + 1, BATCH))
        batches += [pairs[start : start + BATCH] for start in chance.sample(starts, len(starts))]

    def loss_of(batch: Sequence[Pair]) -> "Tensor":
        scores = model.scores([(pair.words, pair.text) for pair in batch], dropout=DROPOUT)
        told = torch.tensor([SURE if pair.accepted else UNSURE for pair in batch])
        return torch.nn.functional.binary_cross_entropy_with_logits(scores, told)

    besides = [{"params": list(model.head.values()), "lr": HEAD_RATE, "weight_decay": 0.0}]
    descend(model, batches, loss_of, rate=LEARNING_RATE, besides=besides)


def _likely(encoder: Trainable, texts: Sequence[str], words: dict[str, str]) -> list[list[str]]:
    """Return for each text the patterns whose words the encoder finds likest, the likest first."""
    import torch

    names = list(words)
    with torch.no_grad():
        found = encoder.in_parts(texts, dropout=0.0) @ encoder.in_parts(list(words.values()), dropout=0.0).T
    return [[names[n] for n in row] for row in found.topk(LIKELY, dim=1).indices.tolist()]


def export_pairs(model: PairModel, file: Path) -> None:
    """Write the model as ONNX: token numbers of both texts in, a score a pair out, the weights as int8."""
    import torch

    names = [name for name in model.encoder.weights if not name.startswith("pooler.")]

    class Exported(torch.nn.Module):  # type: ignore[misc]  # without torch it is Any
        def __init__(self) -> None:
            super().__init__()
            self.kept = torch.nn.ParameterList([model.encoder.weights[name].detach() for name in names])
            self.head = torch.nn.ParameterList([tensor.detach() for tensor in model.head.values()])

        def forward(self, input_ids: "Tensor", attention_mask: "Tensor", token_type_ids: "Tensor") -> "Tensor":
            weights = dict(zip(names, self.kept, strict=True))
            head = dict(zip(model.head, self.head, strict=True))
            return scores_of(weights, head, input_ids, attention_mask, token_type_ids, dropout=0.0)

    write_int8(Exported(), file, output="score", axes={0: "texts"})


def int8_scores(file: Path, model: PairModel, pairs: Sequence[tuple[str, str]]) -> "NDArray[np.float32]":
    """Return the scores that the written file gives, one pair at a time."""
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    found = []
    for first, second in pairs:
        read = model.encoder.tokenizer.encode(first, second)
        rows = (read.ids, read.attention_mask, read.type_ids)
        names = ("input_ids", "attention_mask", "token_type_ids")
        feed = {name: np.array([row], dtype=np.int64) for name, row in zip(names, rows, strict=True)}
        found.append(float(session.run(None, feed)[0][0]))
    return np.array(found, dtype=np.float32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the model and tell its digest and how near it is to its 32-bit original; return the exit status."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--start", type=Path, required=True, help="weights of the encoder for difficulties")
    parser.add_argument("--output", type=Path, default=PAIR_ENCODER.path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    torch.manual_seed(options.seed)
    model = PairModel()
    with torch.no_grad():
        for name, tensor in torch.load(options.start, weights_only=True).items():
            model.encoder.weights[name].copy_(tensor)
    train(model, seed=options.seed)
    export_pairs(model, options.output)
    pairs = [(pattern.summary, pattern.examples[0].text) for pattern in training_patterns()]
    with torch.no_grad():
        apart = abs(model.scores(pairs).numpy() - int8_scores(options.output, model, pairs))
    digest = hashlib.sha256(options.output.read_bytes()).hexdigest()
    sys.stdout.write(f"sha256 {digest}\nlog odds apart from the 32-bit model: mean {apart.mean():.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
