"""How much of a file is taken in: checked before it is read and while it is."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """The most that one file may hold, and that reading it may cost.

    ``source_bytes`` is the file as received; ``expanded_bytes`` what all its parts come to once unpacked, archives
    inside it included; ``ratio`` how many times its packed size a part may grow; ``entries`` how many parts it may
    have; ``nesting`` how many archives may stand one inside another. ``cells`` counts those of all tables or sheets,
    ``pages`` those of a document or slides of a presentation, ``characters`` the text that comes out. ``seconds`` and
    ``memory_bytes`` are what its reader may take before it is stopped.
    """

    source_bytes: int = 50_000_000
    expanded_bytes: int = 500_000_000
    ratio: int = 250
    entries: int = 5_000
    nesting: int = 3
    cells: int = 1_000_000
    pages: int = 2_000
    characters: int = 20_000_000
    seconds: int = 120
    memory_bytes: int = 1_500_000_000

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 1:
                raise ValueError(f"A limit is 1 or more, and {field.name} is not.")


DEFAULT_LIMITS = Limits()
