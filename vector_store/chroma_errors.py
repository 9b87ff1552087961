"""Chroma's errors in our words, so that no caller imports chromadb."""

from pathlib import Path
from types import TracebackType

from domain.errors import IndexUnusable, ThroughlineError

REBUILD = "Rebuild it: throughline rebuild-index"


class translated:  # noqa: N801 - reads as a phrase: with translated(place)
    """Raises IndexUnusable for whatever Chroma raises inside the ``with`` block; ``place`` says where."""

    def __init__(self, place: Path | str) -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, ThroughlineError) or not _is_chromas(error):
            return
        if is_unreachable(error):
            raise IndexUnusable(
                "The index server does not answer.",
                where=str(self._place),
                remedy="Try again; if it goes on, start everything again with `throughline serve`.",
            ) from error
        raise IndexUnusable(
            f"The index of vectors is missing or damaged ({type(error).__name__}).",
            where=str(self._place),
            remedy=REBUILD,
        ) from error


def is_unreachable(error: BaseException) -> bool:
    """Tell whether ``error`` says that the server is not there (any more)."""
    import httpx

    return isinstance(error, httpx.TransportError) or "Could not connect to a Chroma server" in str(error)


def _is_chromas(error: BaseException) -> bool:
    """Tell Chroma's failures from interrupts.

    Chroma also raises bare ``Exception`` for a server's answer, builtin errors for files it cannot read, and, when its
    Rust part panics, a BaseException that is none of Python's own.
    """
    return isinstance(error, Exception) or type(error).__module__ == "pyo3_runtime"
