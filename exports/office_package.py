"""The zip archive around the parts of an Office file, the same bytes for the same parts."""

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time that every part bears: the earliest a zip can tell, so that no time of day makes two files differ."""


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of named parts, in their order."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts:
            entry = ZipInfo(name, date_time=_LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, part)
    return content.getvalue()


def packed_again(content: bytes) -> bytes:
    """Return an archive with the parts of another, whose times of day are lost."""
    with ZipFile(io.BytesIO(content)) as archive:
        return packed([(name, archive.read(name)) for name in archive.namelist()])
