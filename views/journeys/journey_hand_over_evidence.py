"""Evidence as it stands at a hand-over, and what people took off it: kept, taken off, put back."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.evidence import Evidence
from domain.hand_overs import HandOver
from domain.journey_edits import AcceptEvidence, PlaceEvidence, RejectEvidence
from domain.journey_files import Sides
from domain.journey_taken_off import off_hand_over
from domain.journeys import Journey
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from use_cases.app import UseCases
from views import links, quotation, state
from views.journeys import journey_judging
from views.markup import label

PAGE = links.JOURNEY_ROOM
_NOTHING = "No evidence here speaks of how these two pass things on. Ask both sides."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shown:
    """A quotation as it is shown: ``placed`` while it stands there, ``off`` once somebody took it off."""

    evidence: Evidence
    placed: PlacedEvidence | None = None
    off: RejectedEvidence | None = None


def show(app: UseCases, viewer: Viewer, journey: Journey, item: HandOver, *, mine: bool) -> None:
    """Show the evidence of a hand-over; whoever may edit keeps it or takes it off, and sees what was taken off.

    It stands in the order of its sources, so that what is judged stays where it is.
    """
    st.markdown(f"**Evidence** ({len(item.evidence)})")
    with st.container():
        if not item.evidence:
            st.caption(_NOTHING)
    off = _taken_off(journey, item) if mine else {}
    ids = [*(placed.evidence.id for placed in item.evidence), *off]
    told = {each.id: each for each in app.evidence(viewer, ids)}
    for each in sorted(_shown(item, off, told), key=lambda each: _place(each.evidence)):
        _show_one(app, viewer, journey, item, each, mine=mine)


def _taken_off(journey: Journey, item: HandOver) -> dict[str, RejectedEvidence]:
    there = [other.id for other in journey.hand_overs if other.key[:2] == item.key[:2]]
    off = off_hand_over(journey.rejected, _sides(journey, item), there)
    off -= {placed.evidence.id for placed in item.evidence}
    sides = _sides(journey, item)[:2]
    return {
        row.observation_id: row
        for row in journey.rejected
        if row.observation_id in off and (row.step_id, row.to_step_id) == sides
    }


def _sides(journey: Journey, item: HandOver) -> Sides:
    return journey.step(item.from_step).id, journey.step(item.to_step).id, item.id


def _shown(item: HandOver, off: dict[str, RejectedEvidence], told: dict[str, Evidence]) -> Iterator[_Shown]:
    for placed in item.evidence:
        yield _Shown(evidence=told.get(placed.evidence.id, placed.evidence), placed=placed)
    for name, row in off.items():
        if name in told:
            yield _Shown(evidence=told[name], off=row)


def _place(evidence: Evidence) -> tuple[str, str, int, str]:
    return evidence.study, evidence.source, evidence.ordinal, evidence.id


def _show_one(app: UseCases, viewer: Viewer, journey: Journey, item: HandOver, each: _Shown, *, mine: bool) -> None:
    sides = _sides(journey, item)
    key = state.key(PAGE, "passing", *filter(None, sides), each.evidence.id)
    draw = partial(_offer, app, viewer, journey, sides, each, key) if mine else None
    with st.container(gap="small", key=state.key(key, "quotation")):
        quotation.show(each.evidence, beside=draw, key=key)
        st.caption(_said(each))


def _said(each: _Shown) -> str:
    if each.off:
        return f"{journey_judging.taken_off_by(each.off.by, each.off.at)} It is not placed here again."
    if each.placed is None or not each.placed.accepted_by:
        said = "Proposed: nobody has kept it yet."
    else:
        said = journey_judging.kept_by(each.placed.accepted_by, each.placed.accepted_at)
    reason = each.placed.reason if each.placed else ""
    return f"{said} Why here: {label(reason.rstrip('.'))}." if reason else said


def _offer(app: UseCases, viewer: Viewer, journey: Journey, sides: Sides, each: _Shown, key: str) -> None:
    where = {
        "observation_id": each.evidence.id,
        "step_id": sides[0],
        "to_step_id": sides[1],
        "hand_over_id": sides[2],
    }
    judged = journey_judging.Judged(
        keeps=AcceptEvidence(**where),
        keeps_info="It tells of this hand-over. Your name and the day are kept beside it.",
        is_kept=bool(each.placed and each.placed.accepted_by),
        turns=PlaceEvidence(**where) if each.off else RejectEvidence(**where),
        turns_info="Puts it at this hand-over again and keeps it there."
        if each.off
        else "Takes it off this hand-over. It is not placed here again; where it stands besides, it stays.",
        is_off=bool(each.off),
    )
    journey_judging.offer(app, viewer, journey, judged, key=key)
