"""Files before they are read: what a first look tells, and what a file that holds others gives."""

from dataclasses import dataclass, field

from domain.evidence import Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What a first look at a file's bytes tells: enough to say which format they are in, whatever the name is.

    ``suffix`` is the name's, in lower case with its dot. ``parts`` are the names within a zip archive, none when it is
    no archive or a damaged one. ``start`` is the beginning of a text, LF between its lines and no byte order mark;
    empty when the bytes are no text.
    """

    suffix: str
    content: bytes = field(repr=False)
    parts: frozenset[str] = frozenset()
    start: str = field(repr=False, default="")

    @property
    def is_text(self) -> bool:
        """Tell whether the bytes are text."""
        return bool(self.start)


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedMember:
    """A member of a file that holds others which is not taken out, and why; ``name`` is its path in there."""

    name: str
    refusal: Refusal
