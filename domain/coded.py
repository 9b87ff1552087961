"""Research as qualitative analysis tools exchange it (REFI-QDA): texts, the codes on them, the people in them."""

from dataclasses import dataclass

from domain.codes import Code, Selection
from domain.evidence import Attributes, Observation

UNKNOWN_PARTICIPANT = "Participant not recorded"
"""The name of a case that stands for somebody of whom something is known, but not who they are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedText:
    """A text with its selections. ``codes`` are on the text as a whole; ``attributes`` are values of its variables."""

    id: str
    name: str
    text: str
    selections: tuple[Selection, ...] = ()
    codes: tuple[str, ...] = ()
    description: str = ""
    attributes: Attributes = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Somebody or something the research follows, most often a participant: what is known, and what is theirs.

    ``texts`` and ``selections`` are identifiers.
    """

    id: str
    name: str
    description: str = ""
    attributes: Attributes = ()
    texts: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedProject:
    """A study, or several, as one exchange file. ``origin`` is the tool that wrote it."""

    name: str
    origin: str
    description: str = ""
    codes: tuple[Code, ...] = ()
    texts: tuple[CodedText, ...] = ()
    cases: tuple[Case, ...] = ()
    memos: tuple[CodedText, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptText:
    """A source as it is kept, for an exchange: its masked text, its observations, people's selections on it."""

    source_id: str
    name: str
    text: str
    observations: tuple[Observation, ...]
    selections: tuple[Selection, ...] = ()
