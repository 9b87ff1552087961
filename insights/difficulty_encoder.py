"""The encoder that matches difficulties: which file, and which it must be. See difficulty_encoder.md."""

from pathlib import Path

NAME = "difficulty-encoder-int8"
MODEL_FILE = Path(__file__).with_name("difficulty_encoder.onnx")
MODEL_SHA256 = "ccdda8a471268908a4e2b50d81d0f782c91a8a28a5f4b3d43d57951accdaf123"
