"""Beside a quotation: it is right, not it, or it belongs elsewhere; and what people decided, to be taken back."""

from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.decisions import EvidenceAct
from domain.insights import Fit, PainPoint
from domain.wording import a_kind
from use_cases.app import UseCases
from use_cases.findings.deciding import DecisionRow
from views import cached, links, state, undoing, words
from views.pain_points import journey_adding

PAGE = links.PAIN_POINTS
_QUOTED = 140


def offer(app: UseCases, viewer: Viewer, point: PainPoint, fit: Fit) -> None:
    """Draw what may be decided on one quotation, and the way onto a journey; nothing to whoever may not do either."""
    evidence = fit.evidence
    if not viewer.may(Role.RESEARCHER):
        return
    key = (PAGE, "decide", point.id, evidence.id, fit.organisation)
    if not fit.is_judged and st.button(
        "That is right",
        key=state.key(*key, "right"),
        type="tertiary",
        icon=":material/check:",
        help="This sentence is evidence of this pain point, whatever a later run says. You can take that back.",
    ):
        undoing.do(lambda: app.decisions.confirm(viewer, point, evidence.id), remembered_as=state.LAST_DECISION)
    if st.button(
        "Not this",
        key=state.key(*key, "not"),
        type="tertiary",
        icon=":material/close:",
        help="This sentence is no evidence of this pain point. You can take that back.",
    ):
        undoing.do(lambda: app.decisions.not_this(viewer, point, evidence.id), remembered_as=state.LAST_DECISION)
    with st.popover("Move to another pain point", type="tertiary"):
        _choose_place(app, viewer, point, fit)
    journey_adding.offer(app, viewer, [evidence], key=state.key(*key[2:]))


def _choose_place(app: UseCases, viewer: Viewer, point: PainPoint, fit: Fit) -> None:
    places = cached.places(app, viewer=viewer, revision=app.revision())
    titles = {place.subject: place.title for place in places if place.subject != point.subject}
    key = (PAGE, "belongs", point.id, fit.evidence.id, fit.organisation)
    with st.form(state.key(*key, "form"), border=False):
        place = st.selectbox(
            "It is evidence of", list(titles), index=None, format_func=titles.__getitem__, key=state.key(*key)
        )
        if st.form_submit_button("Move it there", key=state.key(*key, "move")):
            undoing.do(
                lambda: app.decisions.belongs_to(viewer, point, fit.evidence.id, undoing.chosen(place)),
                remembered_as=state.LAST_DECISION,
            )


def show_last(app: UseCases, viewer: Viewer) -> None:
    """Show what was decided just now, with the way to take it back at once."""
    act = st.session_state.get(state.LAST_DECISION)
    if act is None:
        return
    rows = cached.decided(app, viewer=viewer, revision=app.revision())
    row = next((row for row in rows if row.act.act == act and row.act.stands), None)
    if row is not None:
        take_back = partial(app.decisions.take_back, viewer, act)
        undoing.notice(_told(row), take_back, act=act, remembered_as=state.LAST_DECISION)


def show_decided(app: UseCases, viewer: Viewer) -> None:
    """Show what people decided on evidence, the latest first, each with the way to take it back."""
    undoing.show_history(
        cached.decided(app, viewer=viewer, revision=app.revision()),
        lambda row: undoing.Decision(act=row.act.act, said=_told(row), by=_by(row.act), stands=row.act.stands),
        partial(app.decisions.take_back, viewer),
        page=PAGE,
        may_undo=viewer.may(Role.RESEARCHER),
        remembered_as=state.LAST_DECISION,
    )


def _told(row: DecisionRow) -> str:
    return f"{_quoted(row)} {_said(row)}."


def _quoted(row: DecisionRow) -> str:
    return words.quoted(words.shortened(row.evidence.text, _QUOTED))


def _said(row: DecisionRow) -> str:
    what = f"is {a_kind(row.act.kind)}" if row.act.kind else ""
    if row.act.severity:
        what += f" that {words.lowered(words.SEVERITY[row.act.severity])}"
    standing = f"is {words.lowered(words.STANDING[row.act.standing])}" if row.act.standing else ""
    round_it = {True: "tells of a workaround", False: "tells of no workaround", None: ""}[row.act.workaround]
    left = f"is no evidence of {words.listed([*map(words.quoted, row.not_of)])}" if row.not_of else ""
    came = f"belongs to {words.listed([*map(words.quoted, row.of)])}" if row.of else ""
    return words.listed([*filter(None, (what, standing, round_it, left, came))])


def _by(act: EvidenceAct) -> str:
    return undoing.by(act.decided_by, act.decided_at, act.taken_back_by, act.taken_back_at)
