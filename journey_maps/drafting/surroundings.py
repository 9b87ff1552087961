"""What stands around a passage in its source: its neighbours, its section, and where those belong."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

_NEAR = 3


def by_source(candidates: Sequence[Evidence]) -> dict[str, list[int]]:
    """Return the rows of each source, in the order in which it tells them."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, item in enumerate(candidates):
        rows[item.source_id].append(row)
    return {source: sorted(own, key=lambda row: candidates[row].ordinal) for source, own in rows.items()}


def sources_by(candidates: Sequence[Evidence], about: "Vector") -> list[list[int]]:
    """Return the rows of each source, those of the source that is most ``about`` the journey first."""
    return sorted(by_source(candidates).values(), key=lambda own: (-float(about[own[0]]), candidates[own[0]].source_id))


def of_neighbours(candidates: Sequence[Evidence], values: "Matrix") -> "Matrix":
    """Return, a candidate each, the mean of ``values`` over the three before and after it, the nearer the more.

    The nearest counts once, the next half, the third a third; 0 for a candidate that is alone in its source.
    """
    mixed = np.zeros_like(values)
    for own in by_source(candidates).values():
        told = values[own]
        sums, whole = np.zeros_like(told), np.zeros((len(own), 1), dtype=values.dtype)
        for far in range(1, min(_NEAR, len(own) - 1) + 1):
            sums[far:] += told[:-far] / far
            sums[:-far] += told[far:] / far
            whole[far:] += 1 / far
            whole[:-far] += 1 / far
        mixed[own] = sums / np.maximum(whole, 1e-9)
    return mixed


def around(candidates: Sequence[Evidence], vectors: "Matrix") -> "tuple[Matrix, Matrix]":
    """Return what stands beside each candidate, and the section it stands in, as unit vectors."""
    near = _mean_of_neighbours(candidates, vectors)
    alone = ~near.any(axis=1)
    near[alone] = vectors[alone]
    sections: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, item in enumerate(candidates):
        sections[item.source_id, item.headings].append(row)
    section = np.empty_like(vectors)
    for own in sections.values():
        section[own] = vectors[own].mean(axis=0)
    return unit(near), unit(section)


def _mean_of_neighbours(candidates: Sequence[Evidence], values: "Matrix") -> "Matrix":
    """Return, a candidate each, the mean of ``values`` over those up to three before and after it; 0 for none."""
    mixed = np.zeros_like(values)
    for own in by_source(candidates).values():
        told = values[own]
        sums = np.concatenate([np.zeros_like(told[:1]), np.cumsum(told, axis=0, dtype=np.float64)])
        places = np.arange(len(own))
        first, last = np.maximum(places - _NEAR, 0), np.minimum(places + _NEAR + 1, len(own))
        counts = np.maximum(last - first - 1, 1)
        mixed[own] = (sums[last] - sums[first] - told) / counts[:, None]
    mixed[np.abs(mixed) < 1e-6] = 0.0
    return mixed


def unit(rows: "Matrix") -> "Matrix":
    """Return the rows at length 1."""
    shortened: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return shortened
