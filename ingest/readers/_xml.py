"""XML as readers may parse it: no document types, no entities, nothing fetched."""

import re
import zipfile
from typing import TYPE_CHECKING

from domain.errors import UnreadableSource

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_FORBIDDEN = tuple(mark.encode(encoding) for mark in _DECLARATIONS for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_STRICT = re.compile(rb"(?<=[\"'])http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
"""Office files in their strict form name everything by other addresses, and mean the same."""
LONGEST_MARK_BYTES = max(map(len, _FORBIDDEN))


def parsed_xml(content: bytes, *, where: str = "whole file") -> "_Element":
    """Return the root of an XML document, its entities unresolved, nothing loaded from anywhere.

    Raises UnreadableSource for one that declares a document type or entities, and for one that is not well formed.
    """
    from lxml import etree

    check_xml(content, where=where)
    content = _STRICT.sub(_USUAL, content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(
            "The file is damaged: a part of it is no XML.",
            where=where,
            remedy="Open it in the program that made it, save it under a new name, then add that.",
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding in which the marks were not found
        raise declares_too_much(where)
    return root


def part_of(archive: zipfile.ZipFile, name: str) -> "_Element | None":
    """Return the root of a part of an office file; None when there is no such part. Raises as ``parsed_xml`` does."""
    try:
        content = archive.read(name)
    except KeyError:
        return None
    return parsed_xml(content)


def check_xml(content: bytes, *, where: str = "whole file") -> None:
    """Raise UnreadableSource for XML that declares a document type or entities: those can grow without end."""
    if any(mark in content for mark in _FORBIDDEN):
        raise declares_too_much(where)


def declares_too_much(where: str) -> UnreadableSource:
    """Return the refusal of XML with declarations of its own."""
    return UnreadableSource(
        "The file declares a document type or entities, which documents from office programs do not.",
        where=where,
        remedy="Open it in an office program, save it under a new name, then add that.",
    )
