"""Which observations stand for a group best, and which groups are nearly the same."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.ports import Matrix

NEAR_TWINS = 0.78
"""The cosine of two groups' means from which they are hinted at as nearly the same.

Among 82 topics of the example corpus and 87 of 700 real sentences it hints at three pairs, and at 0.85 at none.
"""


class Centres:
    """The means of groups of observations; one without any vector is like no other."""

    def __init__(self, groups: Mapping[str, Sequence[str]], ids: Sequence[str], vectors: "Matrix") -> None:
        self._groups = groups
        self._rows = {identifier: row for row, identifier in enumerate(ids)}
        self._vectors = vectors
        self._means = {name: self._mean(members) for name, members in groups.items()}

    def by_centrality(self, name: str) -> list[str]:
        """Return the observations of a group, nearest to its mean first, without a vector last; ties by identifier."""
        likeness = self._vectors @ self._means[name] if len(self._vectors) else ()
        return sorted(
            self._groups[name],
            key=lambda member: (-float(likeness[self._rows[member]]) if member in self._rows else 1.0, member),
        )

    def near_twins(self, least: float = NEAR_TWINS) -> dict[str, list[tuple[str, float]]]:
        """Return for each group those whose mean has at least this cosine with its own, the nearest first."""
        import numpy as np

        names = sorted(self._means)
        if not names:
            return {}
        means = np.stack([self._means[name] for name in names])
        likeness = means @ means.T
        return {
            name: sorted(
                (
                    (other, float(likeness[row, column]))
                    for column, other in enumerate(names)
                    if other != name and likeness[row, column] >= least
                ),
                key=lambda twin: (-twin[1], twin[0]),
            )
            for row, name in enumerate(names)
        }

    def _mean(self, members: Sequence[str]) -> "Matrix":
        """Return the mean of the unit vectors (d,) at length 1; zeros where there is none."""
        import numpy as np

        rows = [self._rows[member] for member in members if member in self._rows]
        width = self._vectors.shape[1] if self._vectors.ndim == 2 else 0
        if not rows:
            return np.zeros(width, dtype=np.float32)
        total = self._vectors[rows].sum(axis=0)
        return np.asarray(total / (np.linalg.norm(total) or 1.0), dtype=np.float32)
