"""Room on the disk: work stops in time, and what went wrong can still be written down."""

import shutil
from contextlib import suppress
from pathlib import Path

from domain.errors import StorageFailed

LEAST_FREE_BYTES = 32 * 1024 * 1024
"""Below this no step is begun: a batch of vectors and its index need a few megabytes each."""
RESERVE_BYTES = 1024 * 1024
"""What is kept occupied, and given up on a full disk: the job store writes a failure in a few kilobytes."""


class Room:
    """The room left in a data directory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reserve = folder / "reserve"

    def check(self) -> None:
        """Raise StorageFailed when there is too little room to begin a step; else see that the reserve is there."""
        if shutil.disk_usage(self._folder).free < LEAST_FREE_BYTES:
            self.give_up_reserve()
            raise StorageFailed(
                f"The disk is almost full: less than {LEAST_FREE_BYTES // 1024**2} MB are left.",
                where=str(self._folder),
                remedy="Make room, then try again. What is stored already is whole and stays.",
            )
        with suppress(OSError):
            if not self._reserve.exists():
                self._reserve.write_bytes(bytes(RESERVE_BYTES))

    def give_up_reserve(self) -> None:
        """Make the reserve free: for the job store, which has to write down a failure on a full disk."""
        with suppress(OSError):
            self._reserve.unlink(missing_ok=True)
