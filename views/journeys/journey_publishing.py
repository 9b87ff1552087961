"""Who sees a journey: its state in words, and the form with which its team publishes it."""

import streamlit as st

from domain.access import LOCAL_VIEWER, Viewer, Visibility
from domain.journeys import JourneyStatus, JourneySummary
from domain.publishing import SEEN_BY_ALL, SIGN_IN_IS_OFF, JourneyChange
from use_cases.app import UseCases
from views import errors, links, publish_buttons, reach_fields, state

PAGE = links.JOURNEY_ROOM
ITS = {Visibility.TEAM: "only its team", Visibility.ORGANISATION: "its organisation"}


def state_words(row: JourneySummary, viewer: Viewer) -> str:
    """Return whether a journey is published, and who sees it, said to whoever looks.

    Where nobody signs in everyone sees it, whatever was chosen.
    """
    if viewer == LOCAL_VIEWER:
        return f"{row.status.value}: {SEEN_BY_ALL}"
    if row.status is JourneyStatus.DRAFT:
        return f"draft: seen by whoever made it{' and the researchers of its team' if row.team else ''}"
    seen_by = row.visibility.label if row.mine else ITS.get(row.visibility, row.visibility.label)
    if row.visibility is Visibility.TEAM and not row.team:
        seen_by = "only whoever made it"
    return f"published: seen by {seen_by}"


def show(app: UseCases, viewer: Viewer, row: JourneySummary) -> None:
    """Show the form with which whoever may change the journey says who sees it; nothing to others."""
    if not row.mine:
        return
    with st.expander("Who sees this journey", icon=":material/visibility:", key=state.key(PAGE, "sharing")):
        if not app.has_sign_in and viewer.sees_everything:
            st.caption(SIGN_IN_IS_OFF)
        st.caption("Each reader meets only the evidence that they may see. The names of the steps are shown to all.")
        change = _form(app, viewer, row)
        if change is None:
            return
        with errors.PageBoundary():
            app.journey_publishing.change(viewer, row.id, change)
            st.rerun()


def _form(app: UseCases, viewer: Viewer, row: JourneySummary) -> JourneyChange | None:
    """Return what was chosen, None while no button is pressed."""
    with st.form(state.key(PAGE, "publishing", row.id), border=False):
        chosen = reach_fields.choose(
            app, viewer, PAGE, row.id, visibility=row.visibility, mission=row.mission, team=row.team
        )
        keep = publish_buttons.ask(PAGE, draft=row.status is JourneyStatus.DRAFT)
    if keep is None:
        return None
    status = JourneyStatus.DRAFT if keep else JourneyStatus.PUBLISHED
    return JourneyChange(status=status, visibility=chosen.visibility, mission=chosen.mission, team=chosen.team)
