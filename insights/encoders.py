"""The encoders of our own, which their cards describe: ``difficulty_encoder.md`` and ``kind_encoder.md``."""

from pathlib import Path

from domain.model_files import ModelFile

DIFFICULTY_ENCODER = ModelFile(
    name="difficulty-encoder-int8",
    path=Path(__file__).with_name("difficulty_encoder.onnx"),
    sha256="444697655452b1bc82f3da5b0ecba718d1adc6e0aec658dbe62523ee6bd25e46",
)
"""Matches difficulties, whatever they are about."""
KIND_ENCODER = ModelFile(
    name="kind-encoder-int8",
    path=Path(__file__).with_name("kind_encoder.onnx"),
    sha256="025edf8bba2c7c1c91a4cd71a17a3c0bfbcdefa21fb62fe8a0f58fd27eb27ffb",
)
"""Tells kinds of observations apart, together with ``KIND_HEAD``."""
KIND_HEAD = Path(__file__).with_name("kind_head.npz")
