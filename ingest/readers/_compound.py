"""The files within a compound file, in which older Office programs and Outlook keep what they save."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers._nature import damaged

_HEADER = struct.Struct("<30xHH10xII4xIIIII")
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_HEADER_BYTES = 512
_FIRST_FAT_SECTORS = 109
_NONE = 0xFFFFFFFA
"""Numbers from here on stand for no sector."""
_NO_ENTRY = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_ENTRIES = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def streams_of(content: bytes) -> dict[str, bytes]:
    """Return every stream of a compound file by its path, "folder/name". Raises UnreadableSource for a damaged one."""
    try:
        return dict(_Compound(content).streams())
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise damaged() from error


class _Compound:
    """Sectors of a file and the chains that lead through them."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift, fats, first_entry, self._cutoff, first_mini, _, first_more, _ = _HEADER.unpack_from(content)
        if not 7 <= shift <= 16 or not 2 <= mini_shift < shift:
            raise ValueError("No sector is so large.")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._fat = self._numbers(self._fat_sectors(min(fats, len(content) // self._size + 1), first_more))
        self._mini_fat = self._numbers(self._chain(first_mini, self._fat))
        self._entries = list(self._read_entries(first_entry))
        root = self._entries[0]
        if root.kind != _ROOT:
            raise ValueError("The first entry is the root.")
        self._mini = self._joined(root.start)
        self._left_bytes = 4 * len(content)

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of each stream."""
        waiting = [(self._entries[0].child, "")]
        seen: set[int] = set()
        while waiting:
            number, folder = waiting.pop()
            if number == _NO_ENTRY or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            waiting += [(entry.left, folder), (entry.right, folder)]
            if entry.kind == _STORAGE:
                waiting.append((entry.child, f"{folder}{entry.name}/"))
            elif entry.kind == _STREAM:
                yield f"{folder}{entry.name}", self._stream(entry)

    def _stream(self, entry: _Entry) -> bytes:
        # Chains that cross would give the same bytes again and again.
        self._left_bytes -= min(entry.size, len(self._content))
        if self._left_bytes < 0:
            raise ValueError("The streams come to more than the file holds.")
        if entry.size >= self._cutoff:
            return self._joined(entry.start)[: entry.size]
        pieces = (
            self._mini[number * self._mini_size : (number + 1) * self._mini_size]
            for number in self._chain(entry.start, self._mini_fat)
        )
        return b"".join(pieces)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = max(_HEADER_BYTES, self._size) + number * self._size
        return self._content[start : start + self._size]

    def _joined(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(start, self._fat))

    def _chain(self, start: int, table: list[int]) -> list[int]:
        found, number = [], start
        while number < _NONE:
            found.append(number)
            if len(found) > len(table):
                raise ValueError("A chain of sectors has no end.")
            number = table[number]
        return found

    def _fat_sectors(self, count: int, more: int) -> list[int]:
        sectors = list(struct.unpack_from(f"<{_FIRST_FAT_SECTORS}I", self._content, 76))
        per_sector = self._size // 4 - 1
        seen: set[int] = set()
        while more < _NONE and len(sectors) < count and more not in seen:
            seen.add(more)
            *numbers, more = struct.unpack(f"<{per_sector + 1}I", self._sector(more))
            sectors += numbers
        return [number for number in sectors[:count] if number < _NONE]

    def _numbers(self, sectors: list[int]) -> list[int]:
        content = b"".join(self._sector(number) for number in sectors)
        return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))

    def _read_entries(self, start: int) -> Iterator[_Entry]:
        content = self._joined(start)
        for at in range(0, min(len(content), _MOST_ENTRIES * _ENTRY.size) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, left, right, child, first, size = _ENTRY.unpack_from(content, at)
            text = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield _Entry(name=text, kind=kind, left=left, right=right, child=child, start=first, size=size & _NO_ENTRY)
