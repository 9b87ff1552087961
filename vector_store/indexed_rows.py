"""Which rows of an index stand for which identifiers, and which of them a viewer and a filter let through."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]


class IndexedRows:
    """The identifiers of an index in the order of its rows. Thread-safe; never changed.

    What lets thousands through is asked for again and again, as the same set: its mask is kept as long as the set is.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = ids
        self.at = {identifier: row for row, identifier in enumerate(ids)}
        self._guard = threading.Lock()
        self._masks: WeakKeyDictionary[frozenset[str], Mask] = WeakKeyDictionary()

    def __len__(self) -> int:
        return len(self.ids)

    def mask(self, among: frozenset[str]) -> "Mask":
        """Return (n,) which rows are among these identifiers; those that are not held are passed over."""
        import numpy as np

        with self._guard:
            known = self._masks.get(among)
        if known is not None:
            return known
        mask = np.zeros(len(self.ids), dtype=bool)
        mask[[row for row in map(self.at.get, among) if row is not None]] = True
        mask.flags.writeable = False
        with self._guard:
            self._masks[among] = mask
        return mask
