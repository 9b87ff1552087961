"""Opening an original: for the study's team, with a reason, and it is said before that the look is logged."""

from html import escape

import streamlit as st

from domain.access import Viewer
from domain.evidence import SourceView
from use_cases.app import UseCases
from views import downloads, errors, links, state

PAGE = links.SOURCE
TEXT, FILE = "Show the full text", "Take the file as it was received"


def offer(app: UseCases, viewer: Viewer, view: SourceView) -> None:
    """Offer the original to the researchers of its team; others are shown nothing of it."""
    if not app.originals.is_open_to(viewer, view.id):
        return
    with st.expander("Open the original", key=state.key(PAGE, "original"), icon=":material/lock_open:"):
        st.markdown(
            "What you read below is masked. The original names people as they were named. Only the researchers of "
            "this study's team may open it. **Each look is logged, with your name and your reason.**"
        )
        with st.form(state.key(PAGE, "original-form", view.id), border=False):
            what = st.radio("What do you need?", [TEXT, FILE], key=state.key(PAGE, "original-what", view.id))
            reason = st.text_input(
                "Why? (quote nothing: it stands in the audit)",
                key=state.key(PAGE, "original-reason", view.id),
                max_chars=200,
            )
            pressed = st.form_submit_button(
                "Open, and log it", key=state.key(PAGE, "original-open"), icon=":material/visibility:"
            )
        if pressed:
            with errors.PageBoundary():
                _open(app, viewer, view, what, reason)


def _open(app: UseCases, viewer: Viewer, view: SourceView, what: str, reason: str) -> None:
    if what == TEXT:
        text = app.originals.text(viewer, view.id, reason)
        st.html(f'<div class="tl-source" lang="en" role="region" aria-label="The full text">{escape(text)}</div>')
        return
    file = app.originals.file(viewer, view.id, reason)
    downloads.offer(
        "Save the file",
        lambda: file.content,
        name=file.name,
        media_type="application/octet-stream",
        key=state.key(PAGE, "original-file", view.id),
    )
