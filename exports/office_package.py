"""The zip archive around the parts of an Office file, the same bytes for the same parts."""

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time that every part bears: the earliest a zip can tell, so that no time of day makes two files differ."""


def packed_again(content: bytes, *, changed: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """Return an archive with the parts of another, in their order, whose times of day are lost.

    ``changed`` is given the name and the content of each part, and returns what stands in its place.
    """
    written = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(written, "w", ZIP_DEFLATED) as again:
        for name in archive.namelist():
            entry = ZipInfo(name, date_time=_LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            again.writestr(entry, changed(name, archive.read(name)))
    return written.getvalue()
