"""Projects and codebooks of other analysis tools, read without adding anything."""

from ingest.readers._refi_qda import read_codebook, read_project

__all__ = ["read_codebook", "read_project"]
