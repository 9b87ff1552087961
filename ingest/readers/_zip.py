"""Archives: the files packed in a zip, taken out one by one within limits."""

import io
import re
import stat
import zipfile
from collections.abc import Iterator

from domain.errors import UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.files import RefusedMember, Sight
from domain.limits import Limits
from ingest.clutter import is_clutter
from ingest.readers._content import ENCRYPTED, check_entries, grows_too_much, read_within
from ingest.readers._nature import OFFICE_PARTS, UNPACKING_ERRORS, ZIP, damaged

_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype", *OFFICE_PARTS})
"""Stand in archives that are one document: of Office, of OpenDocument, a book."""
_DRIVE = re.compile(r"^[A-Za-z]:")
_UTF8 = 0x800
_UNIX = 3


class ZipContainer:
    """Takes the files out of a zip archive. Nothing is written anywhere, so no name can lead out of a folder."""

    suffixes = frozenset({".zip"})

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the file is an archive, and not a document that happens to be packed as one."""
        if not seen.content.startswith(ZIP) or seen.parts & _DOCUMENT_PARTS:
            return False
        return bool(seen.parts) or seen.suffix in self.suffixes

    def members(self, source: SourceFile, limits: Limits) -> Iterator[SourceFile | RefusedMember]:
        """Yield files in the order they are packed in. Raises UnreadableSource for an archive that cannot be opened."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(source.content))
        except UNPACKING_ERRORS as error:
            raise damaged() from error
        with archive:
            entries = [entry for entry in archive.infolist() if not _is_passed_over(entry)]
            check_entries([entry for entry in entries if not grows_too_much(entry, limits)], limits)
            seen: set[str] = set()
            for entry in entries:
                name = _name(entry)
                refusal = _refused(entry, name, seen, limits)
                seen.add(name.casefold())
                yield RefusedMember(name=name, refusal=refusal) if refusal else _taken_out(archive, entry, name, limits)


def _taken_out(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limits: Limits
) -> SourceFile | RefusedMember:
    try:
        with archive.open(entry) as part:
            return SourceFile(name=name, content=read_within(part, limits.source_bytes))
    except UnreadableSource as error:
        refusal = Refusal(where=error.where, reason=error.problem, remedy=error.remedy)
    except UNPACKING_ERRORS:
        refusal = _refusal(
            "The file cannot be unpacked: it is damaged, or packed in a way that is not known here.",
            "Pack it again as an ordinary zip, or add the file by itself.",
        )
    return RefusedMember(name=name, refusal=refusal)


def _refused(entry: zipfile.ZipInfo, name: str, seen: set[str], limits: Limits) -> Refusal | None:
    mode = entry.external_attr >> 16 if entry.create_system == _UNIX else 0
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return _refusal("A link or device stands where a file should be.", "Put the file itself into the archive.")
    written = entry.filename.replace("\\", "/")
    if written.startswith("/") or _DRIVE.match(written) or ".." in written.split("/"):
        return _refusal("Its name leads out of the archive.", "Pack the files again from the folder they stand in.")
    if name.casefold() in seen:
        return _refusal("Another file of the archive has the same name.", "Give each file a name of its own.")
    if entry.flag_bits & ENCRYPTED:
        return _refusal("The file is protected by a password.", "Pack it again without a password.")
    if grows_too_much(entry, limits):
        return _refusal(
            f"The file grows more than {limits.ratio} times when it is unpacked.",
            "Documents do not do that. If this is one, add it by itself.",
        )
    return None


def _refusal(reason: str, remedy: str) -> Refusal:
    return Refusal(where="whole file", reason=reason, remedy=remedy)


def _is_passed_over(entry: zipfile.ZipInfo) -> bool:
    parts = [part for part in entry.filename.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return entry.is_dir() or not parts or any(map(is_clutter, parts))


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the path as people wrote it; what leads out of the archive is left out of it, and control characters."""
    written = entry.filename
    if not entry.flag_bits & _UTF8:
        try:
            written = written.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            written = entry.filename
    parts = [part for part in _DRIVE.sub("", written.replace("\\", "/")).split("/") if part not in {"", ".", ".."}]
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in "/".join(parts))
