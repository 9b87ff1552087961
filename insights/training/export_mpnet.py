"""Write all-mpnet-base-v2 as ONNX into a folder that THROUGHLINE_EMBEDDING_MODEL may name.

    python -m insights.training.export_mpnet FOLDER

Needs torch and what else requirements-train.in names, in an environment of its own; once, a minute or two. Searching
with what it writes needs none of it. Weights are int8, as those of our own encoders.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from insights.training.minilm_training import write_int8
from insights.training.mpnet_teacher import LAYERS, Teacher, packaged_archive

if TYPE_CHECKING:
    from torch import Tensor

COPIED = ("tokenizer.json", "1_Pooling/config.json", "sentence_bert_config.json")
"""What says how the model is to be used, as sentence-transformers writes it."""
SAMPLES = (
    "Staff type the same address into three systems.",
    "Nobody rang back, so she went to the office in person and waited for most of the morning.",
)
"""Sentences of our own, by which the written file is compared with its 32-bit original."""


def export(model: Teacher, file: Path) -> None:
    """Write the model: token numbers and a mask in, the state of each token out."""
    import torch

    names = list(model.weights)

    class Exported(torch.nn.Module):  # type: ignore[misc]  # without torch it is Any
        def __init__(self) -> None:
            super().__init__()
            self.kept = torch.nn.ParameterList([model.weights[name].detach() for name in names])

        def forward(self, input_ids: "Tensor", attention_mask: "Tensor", token_type_ids: "Tensor") -> "Tensor":
            model.weights = dict(zip(names, self.kept, strict=True))
            embedded = model.weights["embeddings.word_embeddings.weight"][input_ids]
            mask = attention_mask.float()
            return model.layers(model.placed(embedded, mask), mask, range(LAYERS), 0.0)

    write_int8(Exported(), file, output="last_hidden_state", axes={0: "texts", 1: "tokens"})


def nearness(model: Teacher, file: Path) -> float:
    """Return the least cosine of what the written file makes of the samples to what the 32-bit model does."""
    import numpy as np
    import onnxruntime
    import torch

    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    wanted = {each.name for each in session.get_inputs()}
    least = 1.0
    for text in SAMPLES:
        ids = np.array([model.tokenizer.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = np.asarray(session.run(None, {name: feed[name] for name in wanted})[0])[0]
        mean = states.mean(axis=0)
        with torch.no_grad():
            full = model.vectors([text])[0].numpy()
        least = min(least, float(full @ mean / np.linalg.norm(mean)))
    return least


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the folder, tell the digest and how near the file is to the original; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="where to; made when it is not there")
    folder = parser.parse_args(arguments).folder
    archive = packaged_archive()
    for name in COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
    file = folder / "model.onnx"
    export(Teacher(), file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    sys.stdout.write(f"sha256 {digest}\nleast cosine to the 32-bit model: {nearness(Teacher(), file):.4f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
