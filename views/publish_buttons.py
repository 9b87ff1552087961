"""The two buttons under a form that says who sees a study or a journey: keep it a draft, or publish it."""

import streamlit as st

from views import state


def ask(page: str, *, draft: bool) -> bool | None:
    """Show the buttons for something that is a ``draft`` or published; return whether it shall be a draft.

    None when neither was pressed. Stands inside a form.
    """
    with st.container(horizontal=True):
        keep = st.form_submit_button(
            "Save as draft" if draft else "Back to draft", key=state.key(page, "keep-draft"), icon=":material/draft:"
        )
        publish = st.form_submit_button(
            "Publish" if draft else "Save changes",
            key=state.key(page, "publish"),
            type="primary",
            icon=":material/publish:",
        )
    return keep if keep or publish else None
