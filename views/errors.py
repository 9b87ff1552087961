"""What a person sees when something goes wrong: the problem, the place and the remedy, never a traceback."""

import logging
import traceback
from types import TracebackType

import streamlit as st

from domain.errors import ThroughlineError
from views.markup import label

_logger = logging.getLogger(__name__)
_WHOM_TO_TELL = (
    "Nothing that was saved is lost. If it happens again, tell whoever runs Throughline here: the log of the app says "
    "where it stopped."
)


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


def show(error: ThroughlineError, *, of: str = "") -> None:
    """Show a problem a person can put right; ``of`` is what could not be had for it, in Markdown."""
    lines = [f"**{of}{label(error.problem)}**"]
    if error.remedy:
        lines.append(f"What to do: {label(error.remedy)}")
    if error.where:
        lines.append(f"Where: {label(error.where)}")
    st.error("\n\n".join(lines), icon=":material/error:")


def show_not_made(title: str, error: Exception) -> None:
    """Show why a file could not be made, the one under the button that is titled so, in Markdown."""
    if isinstance(error, ThroughlineError):
        show(error, of=f"“{title}” could not be made. ")
        return
    st.error(
        f"**“{title}” could not be made ({type(error).__name__}).**\n\n"
        f"What to do: try once more, or take it in another form. {_WHOM_TO_TELL}",
        icon=":material/error:",
    )


def log(error: Exception, what: str, trace: TracebackType | None) -> None:
    """Write down where something unforeseen happened, and not its message: it may hold research text."""
    _logger.error("%s stopped with %s\n%s", what, type(error).__name__, "".join(traceback.format_tb(trace)))


def _show_unexpected(error: Exception, trace: TracebackType | None) -> None:
    """Show that something unforeseen happened."""
    log(error, "A page", trace)
    st.error(
        f"**This page could not be shown ({type(error).__name__}).**\n\n"
        f"What to do: load the page again. {_WHOM_TO_TELL}",
        icon=":material/error:",
    )
