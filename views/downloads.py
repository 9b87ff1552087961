"""Files to take along: the one button for them, which makes a file when it is pressed, and tells when that fails.

A file is made on a thread of Streamlit's own, on which nothing can be shown: what failed is kept for the session, and a
fragment of the page tells it as soon as the browser has been refused the file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Literal

import streamlit as st

from domain.errors import ThroughlineError
from views import errors, state

PART = "failed-files"
_LOOK = state.key(PART, "look")
_CALL = f"""<script>
document.onanimationstart = (begun) => {{
  if (begun.animationName === "tl-refused") document.querySelector(".st-key-{_LOOK} button")?.click();
}};
</script>"""
"""Streamlit (1.67) says under a button that its file was refused, never why; our style sheet makes that be heard."""


class _NotMade(Exception):
    """Tells Streamlit to give no file. It logs what it catches: here no message, which may hold research text."""


@dataclass(kw_only=True, slots=True)
class _Failure:
    error: Exception
    is_told: bool = False


_Failures = dict[str, _Failure]
"""What failed in this session, by the title of its button."""


class _Boundary:
    """The edge of Streamlit's thread: an error inside is kept to be told, and goes no further."""

    def __init__(self, title: str, failures: _Failures) -> None:
        self._title, self._failures = title, failures

    def __enter__(self) -> None:
        """Do nothing yet."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep an error and swallow it; anything else passes."""
        if not isinstance(error, Exception):
            return False
        self._failures[self._title] = _Failure(error=error)
        if not isinstance(error, ThroughlineError):
            errors.log(error, "The making of a file", trace)
        return True


def offer(
    title: str,
    made: Callable[[], bytes],
    *,
    name: str,
    media_type: str,
    key: str,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """Show the button for a file, which ``made`` makes once it is pressed; ``file_names`` names it."""
    st.download_button(
        title,
        partial(_made, title, made, _failures()),
        file_name=name,
        mime=media_type,
        key=key,
        icon=":material/download:",
        type=kind,
        on_click="ignore",
    )


def show_failures() -> None:
    """Keep the place, on every page, where it is told why a file could not be made; what was told before is over."""
    failures = _failures()
    for title in [title for title, failure in failures.items() if failure.is_told]:
        failures.pop(title, None)
    _tell()


@st.fragment
def _tell() -> None:
    failures = dict(_failures())
    with st.container(key=PART if failures else state.key(PART, "none")):
        st.html(_CALL, unsafe_allow_javascript=True)
        st.button("Look what failed", key=_LOOK)
        for title, failure in failures.items():
            failure.is_told = True
            errors.show_not_made(title, failure.error)
        if failures:
            st.button("Close", key=state.key(PART, "close"), icon=":material/close:", on_click=_failures().clear)


def _failures() -> _Failures:
    failures: _Failures = st.session_state.setdefault(state.FAILED_FILES, {})
    return failures


def _made(title: str, made: Callable[[], bytes], failures: _Failures) -> bytes:
    failures.pop(title, None)
    with _Boundary(title, failures):
        return made()
    raise _NotMade("A file was not made: its page tells why.")
