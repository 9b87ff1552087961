"""Who is looking: the person signed in, the one that a setting names, or everyone at this machine as one."""

from functools import partial
from time import time

import streamlit as st

from domain.access import Viewer
from domain.errors import NotAllowed
from use_cases.app import UseCases
from views import insight_marks, state

SIGNED_IN_HOURS = 12
"""How long the word of the sign-in service holds; Streamlit's own cookie would last 30 days."""


def recognise(app: UseCases) -> Viewer | None:
    """Find out who is looking and keep it for this run of the page; None when they have to sign in first.

    Raises NotAllowed for somebody whom the sign-in service does not vouch for, NotFound for a setting that names
    nobody on record.
    """
    st.session_state.pop(state.VIEWER, None)
    if not app.has_sign_in:
        viewer = app.viewer()
    elif not st.user.is_logged_in or _is_long_ago(st.user.get("iat")):
        return None
    else:
        viewer = app.people.viewer_of(st.user.to_dict())
    st.session_state[state.VIEWER] = viewer
    st.session_state[state.EXPORTED] = partial(app.audit.exported, viewer)
    st.session_state[state.BESIDE] = insight_marks.Beside(app, viewer)
    return viewer


def current_viewer() -> Viewer:
    """Return the person on whose behalf this page reads. Raises NotAllowed when nobody was recognised."""
    viewer: Viewer | None = st.session_state.get(state.VIEWER)
    if viewer is None:
        raise NotAllowed("Nobody is signed in.", remedy="Load the page again, and sign in.")
    return viewer


def _is_long_ago(moment: object) -> bool:
    return not isinstance(moment, int | float) or time() - moment > SIGNED_IN_HOURS * 3600
