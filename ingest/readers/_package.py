"""The parts of an Office file and how they point at each other."""

import posixpath
import zipfile
from dataclasses import dataclass

from ingest.readers._xml import part_of

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation:
    """A part that another part points at: ``kind`` is the last word of its type, ``target`` its path in the archive."""

    kind: str
    target: str


def relations_of(archive: zipfile.ZipFile, part: str) -> dict[str, Relation]:
    """Return what a part points at within the file, by identifier. What lies outside the file is left out."""
    folder, name = posixpath.split(part)
    root = part_of(archive, f"{folder}/_rels/{name}.rels")
    found: dict[str, Relation] = {}
    for each in () if root is None else root.iter(_RELATION):
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target") or ""))
            found[each.get("Id") or ""] = Relation(
                kind=(each.get("Type") or "").rpartition("/")[2], target=target.lstrip("/")
            )
    return found
