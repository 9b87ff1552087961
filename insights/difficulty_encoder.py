"""The encoder that matches difficulties: which file, and which it must be. See difficulty_encoder.md."""

from pathlib import Path

NAME = "difficulty-encoder-int8"
MODEL_FILE = Path(__file__).with_name("difficulty_encoder.onnx")
MODEL_SHA256 = "48a9948759bef80edac464c3fc3d030839df653e35657a67a14f100931d197e5"
