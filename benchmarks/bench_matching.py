"""How well vectors match difficulties on the real notes: the encoder of our own beside the stock model.

    python -m benchmarks.bench_matching

Quotations of the coded shared points are matched with the points' titles and descriptions, and with quotations from
other organisations. The encoder saw none of this text. Only figures are printed, never a sentence.
"""

import json
import time
from collections.abc import Iterable
from typing import Any

import numpy as np

from benchmarks.research_sentences import SHARED_DATA
from domain.ports import Embedder
from insights.encoders import DIFFICULTY_ENCODER, DIFFICULTY_ENCODERS
from vector_store.embedding import MiniLmEmbedder
from vector_store.joined_embedding import JoinedEmbedder


def main() -> None:
    """Print the figures of the stock model, of our own encoder, and of both of our own joined."""
    coded = SHARED_DATA / "coded" / "shared_pain_points.json"
    if not coded.is_file():
        raise SystemExit("The real notes are not beside this checkout (../shared/data): nothing to measure.")
    points = json.loads(coded.read_text(encoding="utf-8"))
    for embedder in (
        MiniLmEmbedder(),
        MiniLmEmbedder.of(DIFFICULTY_ENCODER),
        JoinedEmbedder.of(DIFFICULTY_ENCODERS),
    ):
        print(embedder.name, json.dumps(measured(points, embedder)))


def measured(points: list[dict[str, Any]], embedder: Embedder) -> dict[str, float]:
    """Return shares of the quotations, and texts embedded a second."""
    quotes = [(quote["quote"], quote["organisation"]) for point in points for quote in point["evidence"]]
    told: dict[str, set[int]] = {}
    for number, point in enumerate(points):
        for quote in point["evidence"]:
            told.setdefault(quote["quote"], set()).add(number)
    truth = [told[text] for text, _ in quotes]
    described = embedder.embed([f"{point['title']}. {point['description']}" for point in points])
    started = time.perf_counter()
    vectors = embedder.embed([text for text, _ in quotes])
    seconds = time.perf_counter() - started
    order = np.argsort(-(vectors @ described.T), axis=1)
    bodies = np.array([body for _, body in quotes])
    likeness = vectors @ vectors.T
    abroad = np.where(bodies[:, None] == bodies[None, :], -2.0, likeness).argmax(axis=1)
    texts = np.array([text for text, _ in quotes])
    anywhere = np.where(texts[:, None] == texts[None, :], -2.0, likeness).argmax(axis=1)
    return {
        "right_description_first": _share(row[0] in true for row, true in zip(order, truth, strict=True)),
        "right_description_within_3": _share(bool(true & set(row[:3])) for row, true in zip(order, truth, strict=True)),
        "neighbour_abroad_tells_the_same": _share(
            bool(true & truth[near]) for true, near in zip(truth, abroad, strict=True)
        ),
        "neighbour_of_own_organisation": _share(bodies[anywhere] == bodies),
        "texts_a_second": round(len(told) / seconds),
    }


def _share(hits: Iterable[bool]) -> float:
    return round(float(np.mean(list(hits))), 3)


if __name__ == "__main__":
    main()
