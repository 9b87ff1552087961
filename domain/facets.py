"""How many of what a search found each choice of its filters holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Facet(StrEnum):
    """By what is counted: each is a field that a search can be narrowed by."""

    ORGANISATION = "organisation"
    RESEARCHED_BY = "researched_by"
    KIND = "kind"
    SEVERITY = "severity"
    LEVEL = "level"
    STANDING = "standing"
    PATTERN = "pattern"
    THEME = "theme"
    STUDY = "study"
    METHOD = "method"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetCount:
    """A choice, as the filter takes it, and how many observations it holds. ``title`` says what an identifier names."""

    value: str
    observations: int
    title: str = ""


Facets: TypeAlias = Mapping[Facet, tuple[FacetCount, ...]]
"""The choices of each facet that hold anything, those that hold most first, then by value."""
