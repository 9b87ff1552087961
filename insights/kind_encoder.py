"""The encoder that tells kinds of observations apart: which files, and which they must be. See kind_encoder.md."""

from pathlib import Path

NAME = "kind-encoder-int8"
MODEL_FILE = Path(__file__).with_name("kind_encoder.onnx")
MODEL_SHA256 = "025edf8bba2c7c1c91a4cd71a17a3c0bfbcdefa21fb62fe8a0f58fd27eb27ffb"
HEAD_FILE = Path(__file__).with_name("kind_head.npz")
