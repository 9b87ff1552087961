"""Which of many unit vectors are nearly alike, without each being compared in full with each."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

    Places = NDArray[np.intp]

_SHORT = 32
"""How many directions are compared first, those in which vectors differ most: on notes one pair in 10,000 is left."""
_FEWEST_TO_SHORTEN = 2_000
_SAMPLE = 4_000
_ROUNDING = 5e-4
"""What single precision may take off a bound: the length of a rest of next to nothing is the root of what rounding
left of it."""
_PAIRS_AT_ONCE = 16_384
"""Of how many pairs both vectors are held at once: where hundreds of organisations say nearly the same, all of them
would be gigabytes."""
_MANY_SHARE = 1 / 256
"""From this share of pairs on, comparing all in full is faster than picking them out."""


class NearlyAlike:
    """Finds the rows (n, d) of length 1, or 0, whose cosine is at least ``least``; a row of zeros is like nothing.

    Two vectors are no more alike than their short forms: with P the part of a vector along some directions and R what
    is left, ``a @ b <= P(a) @ P(b) + |R(a)| * |R(b)|`` (Cauchy-Schwarz). Whatever passes is compared in full.
    """

    def __init__(self, matrix: "Matrix", least: float) -> None:
        self._matrix, self._least = matrix, least
        self._short = _shortened(matrix)

    def pairs(self, rows: "Places", others: "Places") -> "tuple[Places, Places]":
        """Return the pairs of a place in ``rows`` and an earlier one in ``others`` that are nearly alike."""
        import numpy as np

        at, to = self._possible(rows, others)
        earlier = others[to] < rows[at]
        left, right = rows[at[earlier]], others[to[earlier]]
        alike = np.zeros(len(left), dtype=bool)
        for start in range(0, len(left), _PAIRS_AT_ONCE):
            some = slice(start, start + _PAIRS_AT_ONCE)
            likeness = np.einsum("nd,nd->n", self._matrix[left[some]], self._matrix[right[some]])
            alike[some] = likeness >= self._least
        return left[alike], right[alike]

    def _possible(self, rows: "Places", others: "Places") -> "tuple[Places, Places]":
        import numpy as np

        if self._short is not None:
            bound = self._short[rows] @ self._short[others].T
            may_be = bound >= self._least - _ROUNDING
            if np.count_nonzero(may_be) <= bound.size * _MANY_SHARE:
                return _true_places(may_be)
        return _true_places(self._matrix[rows] @ self._matrix[others].T >= self._least - _ROUNDING)


def _true_places(held: "NDArray[np.bool_]") -> "tuple[Places, Places]":
    """Return the rows and columns that hold: by one index, which where few do is many times as fast as by two."""
    import numpy as np

    rows, columns = np.divmod(np.flatnonzero(held), max(held.shape[1], 1))
    return rows, columns


def _shortened(matrix: "Matrix") -> "Matrix | None":
    """Return of each row its part along a few directions and the length of the rest; None where that saves little."""
    import numpy as np

    if len(matrix) < _FEWEST_TO_SHORTEN or matrix.shape[1] <= 2 * _SHORT:
        return None
    sample = matrix[:: len(matrix) // _SAMPLE + 1]
    _, directions = np.linalg.eigh(sample.T @ sample)
    along = matrix @ directions[:, -_SHORT:]
    left = np.einsum("nd,nd->n", matrix, matrix) - np.einsum("nd,nd->n", along, along)
    return np.column_stack((along, np.sqrt(np.maximum(left, 0)))).astype(np.float32)
