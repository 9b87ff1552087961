"""One find of personal data, before it becomes a replacement."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Find:
    """One find in a text: half-open code points, the sort of thing, and how sure in [0, 1]."""

    start: int
    end: int
    type: str
    score: float
