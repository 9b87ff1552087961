"""Models that ship with the package: which file, and which it must be."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelFile:
    """A model's file and its SHA-256 in hexadecimal; ``name`` is what the model is called, without a version."""

    name: str
    path: Path
    sha256: str

    @property
    def version(self) -> str:
        """Return the name with the start of the digest."""
        return f"{self.name}@{self.sha256[:12]}"
