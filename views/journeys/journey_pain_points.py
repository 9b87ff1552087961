"""The pain points of a step, gravest first: kept there, taken off, put back, and what was tried about them."""

from dataclasses import replace

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import AcceptPainPoint, PlacePainPoint, RejectPainPoint
from domain.journeys import Journey, RejectedPainPoint, Step, StepPainPoint
from domain.told_first import named_pain_points
from use_cases.app import UseCases
from views import cached, links, state, words
from views.journeys import journey_judging
from views.markup import label
from views.pain_points import pain_point_context

PAGE = links.JOURNEY_ROOM


def show(app: UseCases, viewer: Viewer, journey: Journey, step: Step, *, mine: bool) -> None:
    """Show the pain points with a name; whoever may edit judges them, and sees in their places what was taken off.

    What is told in its own words stands below, as a quotation.
    """
    standing = {point.id for point in step.pain_points}
    rows = [row for row in journey.rejected_pain_points if mine and row.step_id == step.id]
    off = {row.id: row for row in rows if row.id not in standing}
    points = _in_their_places(step, off)
    if points:
        st.markdown(f"**{'Pain points, gravest first' if len(points) > 1 else 'Pain point'}**")
    for point in points:
        _show_one(app, viewer, journey, step, point, off.get(point.id), mine=mine)
    if points and st.toggle("Show what was tried about these", key=state.key(PAGE, "tried", step.id)):
        _show_tried(app, viewer, [point for point in points if point.id not in off])


def _in_their_places(step: Step, off: dict[str, RejectedPainPoint]) -> list[StepPainPoint]:
    """Return the pain points of a step and those that were taken off it, each where it stood before."""
    held = {placed.evidence.id for placed in step.evidence}
    gone = (
        StepPainPoint(id=row.id, title=row.title, observation_ids=row.observation_ids)
        for row in off.values()
        if held & {*row.observation_ids}
    )
    return named_pain_points(replace(step, pain_points=tuple(sorted((*step.pain_points, *gone), key=_identity))))


def _identity(point: StepPainPoint) -> str:
    return point.id


def _show_one(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    step: Step,
    point: StepPainPoint,
    off: RejectedPainPoint | None,
    *,
    mine: bool,
) -> None:
    quoted = len(point.observation_ids)
    named = label(f"{point.title} ({words.count(quoted, 'quotation')})" if quoted else point.title)
    key = state.key(PAGE, "pain", step.id, point.id)
    with st.container(gap=None, key=state.key(key, "row")):
        links.to(
            links.PAIN_POINTS,
            f"~~{named}~~" if off else named,
            icon=":material/priority_high:",
            parameters={state.PAIN_POINT: point.id},
        )
        if mine:
            with st.container(horizontal=True, gap="small", vertical_alignment="center", key=state.key(key, "judge")):
                _offer(app, viewer, journey, step, point, off, key)
                st.caption(_said(point, off))
        elif point.accepted_by:
            st.caption(_said(point, off))


def _said(point: StepPainPoint, off: RejectedPainPoint | None) -> str:
    if off:
        return f"{journey_judging.taken_off_by(off.by, off.at)} Its quotations stay."
    if point.accepted_by:
        return journey_judging.kept_by(point.accepted_by, point.accepted_at)
    return "Proposed: nobody has kept it yet."


def _offer(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    step: Step,
    point: StepPainPoint,
    off: RejectedPainPoint | None,
    key: str,
) -> None:
    where = {"pain_point_id": point.id, "step_id": step.id}
    judged = journey_judging.Judged(
        keeps=AcceptPainPoint(**where),
        keeps_info="It bites at this step. Your name and the day are kept beside it.",
        is_kept=bool(point.accepted_by),
        turns=PlacePainPoint(**where) if off else RejectPainPoint(**where),
        turns_info="Puts it on this step again and keeps it there."
        if off
        else "Takes this pain point off the step, and the step off its page. Its quotations stay. "
        "It is not shown here again.",
        is_off=bool(off),
    )
    journey_judging.offer(app, viewer, journey, judged, key=key)


def _show_tried(app: UseCases, viewer: Viewer, points: list[StepPainPoint]) -> None:
    known = {each.id: each for each in cached.pain_points(app, viewer=viewer, revision=app.revision())}
    tried = [known[point.id] for point in points if point.id in known and known[point.id].attempts]
    for found in tried:
        pain_point_context.show_attempts(app, viewer, found)
    if not tried:
        st.caption("Research here tells of nothing that was tried.")
