"""The encoders of our own; beside each stands a page that describes it, ``difficulty_encoder.md`` and so on."""

from pathlib import Path

from domain.model_files import ModelFile

DIFFICULTY_ENCODER = ModelFile(
    name="difficulty-encoder-int8",
    path=Path(__file__).with_name("difficulty_encoder.onnx"),
    sha256="c8559fb921d874734722334ac5167d3400f3d48c75dcc53351e50ed7a6fb99ea",
)
"""Matches difficulties, whatever they are about."""
SECOND_DIFFICULTY_ENCODER = ModelFile(
    name="second-difficulty-encoder-int8",
    path=Path(__file__).with_name("second_difficulty_encoder.onnx"),
    sha256="a3d346336221d20d07c68a6a65a7dd1504f304678c177c494b4303a6c6178e88",
)
"""Does the same from another base."""
DIFFICULTY_ENCODERS = ((DIFFICULTY_ENCODER, 0.5), (SECOND_DIFFICULTY_ENCODER, 0.5))
"""The two as they are used, joined, each with its share."""
PAIR_ENCODER = ModelFile(
    name="pair-encoder-int8",
    path=Path(__file__).with_name("pair_encoder.onnx"),
    sha256="6be9865795d83bd9b4305c86bc3ae0ab0ecf65fb32f8fc7c22be6567772407a4",
)
"""Judges whether a text is evidence of a pattern, reading both together."""
KIND_ENCODER = ModelFile(
    name="kind-encoder-int8",
    path=Path(__file__).with_name("kind_encoder.onnx"),
    sha256="cd27552d3857a23101fe90d8d74472bd63e49f0a49d1ff1c6551195e0570588b",
)
"""Tells kinds of observations apart, together with ``KIND_HEAD``."""
KIND_HEAD = Path(__file__).with_name("kind_head.npz")
