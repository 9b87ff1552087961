"""What a journey is: its title, who goes it, how things are or might be; and who sees it."""

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import ChangeJourney
from domain.journeys import Journey, JourneyForm, JourneySummary
from use_cases.app import UseCases
from views import links, state, words
from views.journeys import journey_changing, journey_focus, journey_intake, journey_panels, journey_publishing
from views.markup import label

PAGE = links.JOURNEY_ROOM


def show(app: UseCases, viewer: Viewer, journey: Journey, row: JourneySummary) -> None:
    """Show the form of the journey itself and that of its sharing, to whoever may change it."""
    st.header("About this journey", anchor=False)
    if row.mine:
        _form(app, viewer, journey)
    journey_publishing.show(app, viewer, row)
    if row.mine:
        with st.expander("Bring it back from a file", icon=":material/upload_file:", key=state.key(PAGE, "from-file")):
            st.caption("Take the workbook along, change it, and give it here. What it changes is shown first.")
            journey_intake.show(app, viewer, journey)
        _offer_deletion(app, viewer, journey)


def _offer_deletion(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the button that deletes the journey; pressed, it says what goes and asks once."""
    if not journey_panels.opener("Delete this journey", key=state.key(PAGE, "delete"), icon=":material/delete:"):
        return
    with st.container(border=True, key=state.key(PAGE, "ask-delete")):
        st.markdown("\n\n".join(label(line) for line in app.journey_removal.extent(viewer, journey.id).words))
        with st.container(horizontal=True):
            st.button(
                "Delete it for good",
                key=state.key(PAGE, "delete-it"),
                type="primary",
                icon=":material/delete:",
                on_click=_delete,
                args=(app, viewer, journey),
            )
            st.button("Keep it", key=state.key(PAGE, "keep-it"), on_click=_keep)


def _keep() -> None:
    journey_panels.close()
    journey_focus.lead_to(state.key(PAGE, "delete"))


def _delete(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    if journey_changing.act_as_seen(app, viewer, journey, app.journey_removal.delete, did="deleted"):
        state.set_parameter(state.JOURNEY, None)
        state.set_parameter(state.SHOW, None)
        st.session_state[state.JOURNEY_TOLD] = label(f"“{journey.title}” is deleted.")


def _form(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    seen = journey_changing.opened(journey, "about")
    with st.form(state.key(PAGE, "about-form", seen.version), border=False):
        st.text_input("What a person wants to get done", value=seen.title, key=_key(seen, "title"))
        st.text_input("Who goes this journey", value=seen.actor, key=_key(seen, "actor"))
        forms = list(JourneyForm)
        st.selectbox(
            "What it shows",
            forms,
            index=forms.index(seen.form),
            format_func=words.FORM.__getitem__,
            key=_key(seen, "form"),
        )
        st.form_submit_button(
            "Save",
            key=state.key(PAGE, "save-about"),
            type="primary",
            icon=":material/save:",
            on_click=_save,
            args=(app, viewer, seen),
        )


def _key(seen: Journey, name: str) -> str:
    return state.key(PAGE, "about", name, seen.id, seen.version)


def _save(app: UseCases, viewer: Viewer, seen: Journey) -> None:
    before = {"title": seen.title, "actor": seen.actor, "form": seen.form}
    given = {name: st.session_state.get(_key(seen, name)) for name in before}
    said = {name: value for name, value in given.items() if value is not None and value != before[name]}
    if said:
        journey_changing.change(app, viewer, seen, ChangeJourney(**said))
