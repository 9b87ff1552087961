"""What a person sees when something goes wrong: the problem, the place and the remedy, never a traceback."""

import logging
import traceback
from types import TracebackType

import streamlit as st

from domain.errors import ThroughlineError
from views.markup import label

_logger = logging.getLogger(__name__)


class PageBoundary:
    """The edge of a page or fragment: an error inside is told to the reader and goes no further.

    Streamlit's own signals (rerun, stop) pass through: they are no ``Exception``.
    """

    def __enter__(self) -> "PageBoundary":
        """Do nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Tell an error and swallow it; anything else passes."""
        if isinstance(error, ThroughlineError):
            show(error)
            return True
        if isinstance(error, Exception):
            _show_unexpected(error, trace)
            return True
        return False


def show(error: ThroughlineError) -> None:
    """Show a problem a person can put right."""
    lines = [f"**{label(error.problem)}**"]
    if error.remedy:
        lines.append(f"What to do: {label(error.remedy)}")
    if error.where:
        lines.append(f"Where: {label(error.where)}")
    st.error("\n\n".join(lines), icon=":material/error:")


def _show_unexpected(error: Exception, trace: TracebackType | None) -> None:
    """Show that something unforeseen happened. The log gets the place, not the message: it may hold research text."""
    kind = type(error).__name__
    _logger.error("A page stopped with %s\n%s", kind, "".join(traceback.format_tb(trace)))
    st.error(
        f"**This page could not be shown ({kind}).**\n\n"
        "What to do: load the page again. Nothing that was saved is lost. If it happens again, tell whoever runs "
        "Throughline here: the log of the app says where it stopped.",
        icon=":material/error:",
    )
