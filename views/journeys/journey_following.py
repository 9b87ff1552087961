"""An event log beside a journey: what directly follows what, counted beside the planned order. Nothing is stored."""

import streamlit as st

from domain.access import Viewer
from domain.journey_files import Flow, JourneyFlow
from domain.journeys import Journey
from use_cases.app import UseCases
from views import errors, links, state, tables, words
from views.markup import label

PAGE = links.JOURNEY_ROOM
SHOWN_AT_MOST = 100
HEAD = ("What is done", "What directly follows", "How often", "In the journey")


def show(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the place for a log, and what its cases do beside what the journey plans."""
    with st.expander("How cases really go: an event log", icon=":material/footprint:", key=state.key(PAGE, "follow")):
        st.caption(
            "A csv with the columns case, activity and time, a row an event; activities are steps by their names. It "
            "is counted here and kept nowhere. Which way people really take is for people to say."
        )
        log = st.file_uploader("An event log (csv)", type=["csv"], key=state.key(PAGE, "log", journey.id))
        if log is None:
            return
        with errors.PageBoundary():
            _show_flow(journey, app.journey_flow(viewer, journey.id, log.name, log.getvalue()))


def _show_flow(journey: Journey, flow: JourneyFlow) -> None:
    st.markdown(f"**{words.count(flow.cases, 'case')}**, {words.count(flow.events, 'event')}.")
    rows = [(each.before, each.after, each.count, _planned(each)) for each in flow.flows]
    tables.show(
        "What directly follows what, most often first",
        HEAD,
        rows[:SHOWN_AT_MOST],
        key="follows",
        named=(journey.title, "what follows what"),
    )
    if (more := len(rows) - SHOWN_AT_MOST) > 0:
        st.caption(f"And {more:,} more that are rarer; `throughline journeys follow` counts them all.")
    st.markdown("\n".join(f"- {label(line)}" for line in flow.beside))


def _planned(flow: Flow) -> str:
    """Return how the journey has what follows: as planned, between which steps, or that it is no step at all."""
    if flow.planned:
        return f"planned: step {flow.from_step} to {flow.to_step}"
    if flow.from_step is None or flow.to_step is None:
        return "not planned: no step of the journey"
    return f"not planned: step {flow.from_step} to {flow.to_step}"
