"""Codes that people put on passages, as qualitative analysis has them, and what an exchange of them loses."""

import re
from dataclasses import dataclass

from domain.text import TextSpan

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def checked_guid(value: str) -> str:
    """Return a GUID as we keep it: small letters, no braces. Raises ValueError for anything else."""
    guid = value.strip().removeprefix("{").removesuffix("}").lower()
    if not _GUID.fullmatch(guid):
        raise ValueError(f"'{value[:50]}' is not a GUID.")
    return guid


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A label that people put on passages. ``parent`` is the code above it; a category is not ``is_codable``.

    ``colour`` is #RRGGBB, or None.
    """

    id: str
    name: str
    description: str = ""
    parent: str | None = None
    colour: str | None = None
    is_codable: bool = True

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A code needs a name.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """A span of a text that somebody marked, and the codes they put on it. ``by`` is who did, by name."""

    id: str
    span: TextSpan
    codes: tuple[str, ...] = ()
    description: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """Something that an exchange could not carry over: what, how often, and why. Holds no research text."""

    what: str
    count: int
    why: str


OBSERVATION = Code(
    id="0b5e8a1c-6f0d-4f57-9a53-2f1f6f0c7d10",
    name="Observation",
    description="A passage that Throughline keeps as one observation.",
)
"""The code on our own observations in an exchange file, by which we know them again."""

PROPOSED = Code(
    id="0b5e8a1c-6f0d-4f57-9a53-2f1f6f0c7d11",
    name="Proposed by Throughline",
    description="What the machine says of an observation. Nobody has decided on it.",
    is_codable=False,
)
"""The category of the machine's own codes in an exchange file. Read back, they are made anew, not taken over."""

SAID = Code(
    id="0b5e8a1c-6f0d-4f57-9a53-2f1f6f0c7d12",
    name="Said by people",
    description="What a person said an observation is. It holds against what the machine said.",
    is_codable=False,
)
"""The category of what people said observations are in an exchange file. Read back, they are codes of the study."""

_WHERE, _UNDER = "Where: ", "Under: "


def describe_place(locator: str, headings: tuple[str, ...]) -> str:
    """Return where an observation stands, in lines that ``described_place`` reads back."""
    return "\n".join([_WHERE + locator, *(_UNDER + " ".join(heading.split()) for heading in headings)])


def described_place(description: str) -> tuple[str, tuple[str, ...]]:
    """Return the locator and headings that ``describe_place`` wrote; empty where it wrote nothing."""
    lines = description.splitlines()
    locator = next((line.removeprefix(_WHERE) for line in lines if line.startswith(_WHERE)), "")
    return locator, tuple(line.removeprefix(_UNDER) for line in lines if line.startswith(_UNDER))
