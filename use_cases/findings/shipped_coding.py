"""What the coder says of stored evidence before any lesson: what is learned is measured from there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.evidence import Evidence
from use_cases.repository import Repository

if TYPE_CHECKING:
    from insights.coding.coder import Told


def shipped_told(repository: Repository, items: Sequence[Evidence]) -> "Told":
    """Return what the coder says of coded evidence, at least one piece, before any lesson."""
    import numpy as np

    ids, kept = repository.vectors.vectors(repository.embedder.name, [item.id for item in items])
    rows = dict(zip(ids, kept, strict=True))
    missing = [item for item in items if item.id not in rows]
    rows |= dict(zip([m.id for m in missing], repository.embedder.embed([m.text for m in missing]), strict=True))
    vectors = np.stack([rows[item.id] for item in items])
    return repository.shipped_coder.told([item.text for item in items], vectors, [item.headings for item in items])


def sureness(repository: Repository, items: Sequence[Evidence]) -> list[float]:
    """Return how probable it is that each coded observation tells a difficulty, before any lesson.

    What is coded says so while nothing that was learned of kinds is in force.
    """
    if not items or not repository.lessons.kinds:
        return [item.coding.pain_point if item.coding else 0.0 for item in items]
    return shipped_told(repository, items).chances
