"""Elements of a REFI-QDA file, found by their names whatever version of the name space they stand in."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from domain.access import Marking
from domain.codes import checked_guid
from domain.errors import UnreadableSource
from ingest.readers._xml import parsed_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

OURS = "Throughline"
"""What a project names as its origin that this program wrote."""
_NAMED = UUID("2f7d3c6e-94c1-4b0e-8a55-7d1c0e9b6a42")
_SPACES = {
    "Project": re.compile(r"urn:QDA-XML:project:\d+(\.\d+)?"),
    "CodeBook": re.compile(r"urn:QDA-XML:codebook:\d+(\.\d+)?"),
}


def root_of(content: bytes, tag: str) -> "_Element":
    """Return the root of a project ("Project") or codebook ("CodeBook"). Raises UnreadableSource for another file."""
    root = parsed_xml(content)
    if tag_of(root) != tag or not _SPACES[tag].fullmatch(str(root.tag).rpartition("}")[0].lstrip("{")):
        raise UnreadableSource(
            "The file is XML, but not the REFI-QDA file that is expected.",
            where="whole file",
            remedy="In your analysis tool choose the export called REFI-QDA project (qdpx) or codebook (qdc).",
        )
    return root


def targets(element: "_Element", tag: str) -> Iterator[str]:
    """Yield the GUIDs that the children of a name point to."""
    for each in named(element, tag):
        yield braceless(each.get("targetGUID") or "")


def guid_in(element: "_Element") -> str:
    """Return an element's own GUID as we keep it."""
    return braceless(element.get("guid") or "")


def braceless(guid: str) -> str:
    """Return a GUID in small letters without braces; one that always follows from it for what is none.

    Nothing stays nothing.
    """
    try:
        return checked_guid(guid)
    except ValueError:
        return guid_from(guid.strip().lower()) if guid.strip() else ""


def guid_from(*names: str) -> str:
    """Return a GUID for what has none of its own, always the same for the same names."""
    return str(uuid5(_NAMED, "\x1f".join(names)))


def leads_elsewhere(path: str) -> bool:
    """Tell whether a path leads out of the project file. Such paths are never followed."""
    return path.strip().lower().startswith(("relative:", "absolute:"))


def described(element: "_Element") -> str:
    """Return an element's description; empty when it has none."""
    return next(((each.text or "").strip() for each in named(element, "Description")), "")


def marking_of(origin: str, description: str) -> str:
    """Return the marking that heads the description of a project of ours; empty where there is none, or of others."""
    head = description.partition("\n")[0].strip()
    return head if origin.strip().startswith(OURS) and head in set(Marking) else ""


def first(element: "_Element", tag: str) -> "_Element | None":
    """Return the first child of a name, or None."""
    return next(named(element, tag), None)


def within(root: "_Element", holder: str, tag: str) -> Iterator["_Element"]:
    """Yield the children of a name in every holder of a name."""
    for each in named(root, holder):
        yield from named(each, tag)


def named(element: "_Element | None", tag: str) -> Iterator["_Element"]:
    """Yield the children of a name; none of no element."""
    if element is not None:
        yield from (each for each in element if tag_of(each) == tag)


def tag_of(element: "_Element") -> str:
    """Return an element's name without its name space; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
