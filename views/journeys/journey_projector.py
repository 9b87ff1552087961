"""A journey for a room: its map alone, large, and one step after the other."""

import streamlit as st

from domain.access import Viewer
from domain.journeys import Journey, Step
from domain.sureness import quotations_counted
from domain.told_first import named_pain_points, unnamed_pain_points
from use_cases.app import UseCases
from use_cases.journeys.journey_drawing import MapWishes
from views import cached, errors, links, marking, state, words
from views.journeys import journey_drawing, journey_marks, journey_steps
from views.markup import label

PAGE = links.JOURNEY_ROOM
WHOLE = state.key(PAGE, "whole-in-room")
PAIN_POINTS_AT_MOST = 2
WISHES = MapWishes(theme="projector")
FRAME = (1390, 580)
"""How wide and high the map's frame is in a window of 1440 by 900, in pixels. No page knows the window it is in."""
LEAST_READABLE = 0.5
"""How far a map may be drawn smaller: the names of its steps, 21 pixels high, are then some 10."""
ALONE = """<style>
[data-testid="stHeader"], .st-key-filters, .st-key-under-way, .st-key-chosen-evidence, .st-key-foot {
  display: none !important;
}
[data-testid="stMainBlockContainer"] { padding: 1rem 1.5rem !important; max-width: none !important; }
h1 { font-size: 2.2rem !important; padding: 0 !important; }
.tl-projected { font-size: 1.5rem; line-height: 1.35; margin: 0; }
</style>"""
LEGEND = (
    "A solid card rests on evidence, a dashed one is assumed or has only guesses. A thick arrow is a hand-over, a "
    "dashed one below the lanes leads to a step further on, or back."
)


def show(app: UseCases, viewer: Viewer, identifier: str) -> None:
    """Show a journey's map and nothing else, with the chosen step marked. Raises NotFound."""
    journey = cached.journey(app, viewer=viewer, identifier=identifier, revision=app.revision())
    st.html(ALONE)
    st.title(label(journey.title), anchor=False)
    marking.show(journey.marking)
    _show_map(app, viewer, identifier)


@st.fragment
def _show_map(app: UseCases, viewer: Viewer, identifier: str) -> None:
    """Show the map and the way from step to step: a press draws no more of the page than that, and as it is now."""
    if state.parameter(state.SHOW) != state.PROJECTOR:
        st.rerun()
    with errors.PageBoundary():
        journey = cached.journey(app, viewer=viewer, identifier=identifier, revision=app.revision())
        _show_step(app, viewer, journey)


def _show_step(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    step = journey_steps.named_in_address(journey)
    fits = _is_readable_whole(app, viewer, journey)
    whole = (step is None and fits) or bool(st.session_state.get(WHOLE))
    journey_drawing.show(
        app,
        viewer,
        journey,
        step,
        wishes=WISHES,
        style="tl-room tl-whole" if whole else "tl-room",
        in_room=True,
        begins_at=None if whole else next(iter(journey.steps), None),
    )
    if step:
        st.markdown(f"## {label(journey_steps.title_of(step))}")
        st.markdown(_said(step))
    _walk(journey, step, may_be_whole=step is not None or not fits)
    _take_from_map(journey, step)
    st.caption(LEGEND)


def _is_readable_whole(app: UseCases, viewer: Viewer, journey: Journey) -> bool:
    """Tell whether a map that is fitted into its frame can be read; one that does not say its size can."""
    content = cached.journey_drawing(app, viewer=viewer, identifier=journey.id, wishes=WISHES, revision=app.revision())
    size = journey_marks.size_of(content)
    return size is None or min(room / own for room, own in zip(FRAME, size, strict=True)) >= LEAST_READABLE


def _said(step: Step) -> str:
    rests = quotations_counted(step.evidence, none="assumed: no evidence")
    said = [step.organisation or "organisation not known", words.listed(step.systems), rests]
    points = named_pain_points(step) or unnamed_pain_points(step)
    pains = [words.shortened(point.title) for point in points[:PAIN_POINTS_AT_MOST]]
    pains += [f"and {len(points) - len(pains)} more"] if len(points) > len(pains) else []
    told = "Gravest pain points" if len(points) > 1 else "Pain point"
    lines = [label(" · ".join(filter(None, said)))]
    lines += [f"**{told}:** {label('; '.join(pains))}"] if pains else []
    return "  \n".join(lines)


def _walk(journey: Journey, step: Step | None, *, may_be_whole: bool) -> None:
    steps = journey.steps
    at = steps.index(step) if step else -1
    with st.container(horizontal=True, vertical_alignment="center"):
        for title, to, icon in (("Step before", at - 1, "arrow_back"), ("Next step", at + 1, "arrow_forward")):
            st.button(
                title,
                key=state.key(PAGE, title),
                icon=f":material/{icon}:",
                disabled=not 0 <= to < len(steps),
                on_click=_go_to,
                args=(steps[to].id if 0 <= to < len(steps) else None,),
            )
        if may_be_whole:
            st.toggle("See the whole map", key=WHOLE)
        links.here(
            "Back to the room",
            key=state.key(PAGE, "leave-projector"),
            icon=":material/close:",
            without=(state.SHOW,),
        )


def _take_from_map(journey: Journey, step: Step | None) -> None:
    """Keep, out of sight, the list in which a press on the map chooses: its link alone would load the page anew."""
    st.session_state[journey_marks.IN_ROOM] = step.id if step else None
    with st.container(key=state.key(journey_marks.IN_ROOM, "list")):
        st.radio(
            "Step",
            [each.id for each in journey.steps],
            index=None,
            key=journey_marks.IN_ROOM,
            on_change=lambda: _go_to(st.session_state[journey_marks.IN_ROOM]),
        )


def _go_to(step: str | None) -> None:
    state.set_parameter(state.STEP, step)
