"""Which rows of an index stand for which identifiers, and which of them a viewer and a filter let through."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import ref

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
        # By identity, for to find that two sets are equal every element is looked up, even when they are the same.
        self._masks: dict[int, tuple[ref[frozenset[str]], Mask]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def mask(self, among: frozenset[str]) -> "Mask":
        """Return (n,) which rows are among these identifiers; those that are not held are passed over."""
        import numpy as np

        name = id(among)
        kept = self._masks.get(name)
        if kept is not None and kept[0]() is among:
            return kept[1]
        mask = np.zeros(len(self.ids), dtype=bool)
        mask[[row for row in map(self.at.get, among) if row is not None]] = True
        mask.flags.writeable = False
        masks = self._masks
        masks[name] = (ref(among, lambda _: masks.pop(name, None)), mask)
        return mask
