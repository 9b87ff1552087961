"""Ways from one page to another. The pages themselves are made in ``streamlit_app``."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from domain.evidence import Evidence
from domain.jobs import JobKind
from views import state

HOME = "home"
ADD_AND_CHECK = "add_and_check"
WHAT_DO_WE_KNOW = "what_do_we_know"
PAIN_POINTS = "pain_points"
THEMES = "themes"
TO_CONFIRM = "to_confirm"
CODEBOOK = "codebook"
ABOUT_RUN = "about_run"
JOURNEY_ROOM = "journey_room"
JOURNEY_NETWORK = "journey_network"
MISSION = "mission"
SOURCE = "source"
ORGANISATIONS = "organisations"
WORK = "work"
STUDIES = "studies"
PEOPLE = "people"
INSIGHTS = "insights"
WITHDRAWALS = "withdrawals"
AUDIT = "audit"

Parameters = Mapping[str, str | list[str]]
"""What an address carries; what may be said several times is a list."""

PAGE_OF_JOB = {
    JobKind.CHECK: ADD_AND_CHECK,
    JobKind.INGEST: ADD_AND_CHECK,
    JobKind.FIT: PAIN_POINTS,
    JobKind.JOURNEY: JOURNEY_ROOM,
    JobKind.EVIDENCE: JOURNEY_ROOM,
    JobKind.CODE: CODEBOOK,
    JobKind.LEARN: CODEBOOK,
    JobKind.REBUILD: WHAT_DO_WE_KNOW,
    JobKind.EXAMPLES: HOME,
    JobKind.WITHDRAW: WITHDRAWALS,
}
"""Where the result of each kind of job is shown; a kind that has none is shown on the Work page."""


_COPY = """<button type="button" class="tl-copy" aria-live="polite" data-address="{address}">
Copy a link to this</button>
<script>
for (const button of document.querySelectorAll(".tl-copy[data-address]")) {{
  button.onclick = async () => {{
    const address = new URL(button.dataset.address, location.href).href;
    try {{ await navigator.clipboard.writeText(address); button.textContent = "Link copied"; }}
    catch {{ window.prompt("Copy this address", address); }}
  }};
}}
</script>"""


def to(page: str, label: str, *, icon: str | None = None, parameters: Parameters | None = None) -> None:
    """Show a link to a page of ours, within this session."""
    st.page_link(st.session_state[state.PAGES][page], label=label, icon=icon, query_params=dict(parameters or {}))


def here(
    label: str,
    *,
    key: str,
    icon: str | None = None,
    parameters: Mapping[str, str] | None = None,
    without: Sequence[str] | None = None,
) -> None:
    """Show a way to the same page with other parameters; none takes all of them out, or only those in ``without``.

    A button, because a link to the page one is on leaves the browser's address as it was (Streamlit 1.67), so
    that the next rerun forgets the parameters.
    """
    st.button(
        label, key=key, icon=icon, type="tertiary", on_click=_change_address, args=(dict(parameters or {}), without)
    )


def _change_address(parameters: Mapping[str, str], without: Sequence[str] | None) -> None:
    kept = {} if without is None else {name: st.query_params[name] for name in st.query_params if name not in without}
    st.query_params.from_dict({**kept, **parameters})


def copy(page: str, parameters: Parameters) -> None:
    """Show a button that puts the address of what is shown into the clipboard, to send to somebody."""
    st.html(_COPY.format(address=escape(address(page, parameters))), width="content", unsafe_allow_javascript=True)


def address(page: str, parameters: Parameters) -> str:
    """Return the address of a page of ours as one of its neighbours writes it."""
    return f"{page}?{urlencode(parameters, doseq=True)}"


def own_address() -> str:
    """Return where this installation is reached, as the page on the screen was opened; empty where that is not told."""
    return (st.context.url or "").rpartition("/")[0]


def to_source(evidence: Evidence, title: str = "Open in the source") -> None:
    """Show a link, under this title (Markdown), that opens an observation in its source, at the place."""
    to(
        SOURCE,
        title,
        icon=":material/description:",
        parameters={state.SOURCE: evidence.source_id, state.OBSERVATION: evidence.id},
    )
