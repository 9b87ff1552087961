"""Two journeys beside each other: how things are and how they might be, and what differs between them."""

import streamlit as st

from domain.access import Role, Viewer
from domain.journey_differences import JourneyDifference, Tally
from domain.journeys import Journey, JourneyForm
from use_cases.app import UseCases
from views import errors, links, state, tables
from views.journeys import journey_following
from views.markup import label

PAGE = links.JOURNEY_ROOM
CHOSEN = state.key(PAGE, "compared")
HEAD = ("What is counted", "Before", "After")


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the journey to compare with, which the address names, what differs, and the way to a plan of changes."""
    st.header("Compare", anchor=False)
    others = {row.id: row.title for row in app.journeys(viewer) if row.id != journey.id}
    if others:
        chosen = _choose(others, journey)
        if chosen:
            _show_difference(app, viewer, *_before_and_after(app, viewer, journey, chosen))
    else:
        st.info("There is no other journey here to compare with.", icon=":material/compare_arrows:")
    journey_following.show(app, viewer, journey)
    if viewer.may(Role.RESEARCHER):
        _offer_plan(app, viewer, journey)


def _choose(others: dict[str, str], journey: Journey) -> str | None:
    named = state.parameter(state.BESIDE_JOURNEY) or journey.as_is
    if named and named not in others and state.parameter(state.BESIDE_JOURNEY):
        st.warning("The journey to compare with is not here.", icon=":material/link_off:")
    st.session_state[CHOSEN] = named if named in others else None
    chosen: str | None = st.selectbox(
        "Compare with",
        list(others),
        index=None,
        format_func=others.__getitem__,
        placeholder="Choose another journey",
        key=CHOSEN,
        on_change=_remember,
    )
    return chosen


def _remember() -> None:
    if state.is_shown("compare"):
        state.set_parameter(state.BESIDE_JOURNEY, st.session_state[CHOSEN])


def _before_and_after(app: UseCases, viewer: Viewer, journey: Journey, chosen: str) -> tuple[Journey, Journey]:
    """Return both, what is before what might be; without either of them, this one first."""
    other = app.journey(viewer, chosen)
    is_plan = journey.form is JourneyForm.TO_BE and other.form is JourneyForm.AS_IS
    return (other, journey) if is_plan or journey.as_is == other.id else (journey, other)


def _show_difference(app: UseCases, viewer: Viewer, before: Journey, after: Journey) -> None:
    with errors.PageBoundary():
        found = app.journey_editing.compare(viewer, before.id, after.id)
        st.markdown(f"**Before:** {label(before.title)}  \n**After:** {label(after.title)}")
        held = tables.Held(observations=(*before.rests_on, *after.rests_on))
        named = (after.title, "what differs")
        tables.show("What differs", HEAD, counts(before, after, found), key="difference", held=held, named=named)
        if found.is_empty:
            st.markdown("Steps and hand-overs are the same.")
        elif found.words:
            st.markdown("\n".join(f"- {label(line)}" for line in found.words))


def counts(before: Journey, after: Journey, found: JourneyDifference) -> list[tuple[object, ...]]:
    """Return what is counted of both as rows: what, before, after."""
    return [
        ("Steps", len(before.steps), len(after.steps)),
        ("Hand-overs", found.hand_overs_before, found.hand_overs_after),
        (
            "Times that something is typed in again, or likely to be",
            _said(found.rekeying_before),
            _said(found.rekeying_after),
        ),
        ("Days of waiting", _said(found.waits_before), _said(found.waits_after)),
    ]


def _said(tally: Tally) -> str:
    known = f"{tally.number:g}"
    if tally.likely:
        known = f"{known} for sure, {tally.likely} likely" if tally.number else f"{tally.likely} likely"
    if not tally.not_known:
        return known
    unknown = f"{tally.not_known} not known"
    return f"at least {known}, {unknown}" if tally.number or tally.likely else unknown


def _offer_plan(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    with st.form(state.key(PAGE, "to-be-form"), border=False):
        title = st.text_input(
            "How things might be: its title",
            value=f"{journey.title}, as it might be",
            key=state.key(PAGE, "to-be-title", journey.id),
        )
        press = st.form_submit_button("Make a plan of this", key=state.key(PAGE, "to-be"), icon=":material/edit_road:")
    st.caption("A copy of this journey to change as you would have it. It is compared with this one.")
    if press:
        with errors.PageBoundary():
            made = app.journey_editing.make_to_be(viewer, journey.id, title.strip())
            st.query_params.from_dict({state.JOURNEY: made.id})
            st.rerun()
