"""What viewers may see under a filter, kept until something changes: a search asks for it with every question."""

import threading
from collections import OrderedDict
from datetime import UTC, datetime

from domain.access import Viewer
from domain.ports import EvidenceRepository
from domain.search import ObservationFilter

KEPT_IDS = 2_000_000
"""How many identifiers are kept in all; those of the filter that was used longest ago go first."""

_Key = tuple[Viewer, ObservationFilter | None]


class Sights:
    """Sets of identifiers by who looks and what they narrow to. Thread-safe.

    The same set is given as long as nothing was changed and the day is the same, for an embargo ends with one.
    """

    def __init__(self, evidence: EvidenceRepository) -> None:
        self._evidence = evidence
        self._guard = threading.Lock()
        self._moment: tuple[int, str] | None = None
        self._kept: OrderedDict[_Key, frozenset[str]] = OrderedDict()
        self._names: dict[str, str] = {}

    def visible_ids(self, viewer: Viewer, where: ObservationFilter | None = None) -> frozenset[str]:
        """Return identifiers of the observations this viewer may see that pass the filter."""
        # Looked at before the database is read: what changes meanwhile makes the next question read anew.
        moment = (self._evidence.revision(), datetime.now(UTC).date().isoformat())
        key = (viewer.sight(), where)
        with self._guard:
            if self._moment != moment:
                self._moment = moment
                self._kept.clear()
                self._names.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        seen = self._evidence.visible_ids(viewer, where)
        with self._guard:
            if self._moment == moment:
                seen = self._keep(key, seen)
        return seen

    def _keep(self, key: _Key, seen: frozenset[str]) -> frozenset[str]:
        """Keep a set, its strings shared with the other sets: they are most of what a set takes."""
        shared = frozenset(map(self._names.setdefault, seen, seen))
        self._kept[key] = shared
        held = sum(map(len, self._kept.values()))
        while held > KEPT_IDS and len(self._kept) > 1:
            held -= len(self._kept.popitem(last=False)[1])
        return shared
