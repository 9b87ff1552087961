"""To confirm: one quotation after another on which a person's word would change most, each decided by one press."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.insights import PainPoint
from use_cases.app import UseCases
from use_cases.findings.confirming import Change, ToConfirm, still_to_confirm, to_confirm
from views import cached, filters, links, quotation, state, still_read, undoing, words
from views.markup import label
from views.pain_points import deciding
from views.viewer import current_viewer

PAGE = links.TO_CONFIRM
SOONEST = 0.6
"""Seconds for which a quotation must have been shown, unpressed, before a press says something of it.

A double click or a key that is held down would decide on one that nobody has read.
"""
WHY = {
    Change.LIFTS_A_FINDING: "This finding has one quotation an organisation, and nobody has confirmed one. If this one "
    "is right, it counts in full.",
    Change.MAKES_A_FINDING: "This is only a lead: one organisation counts. If this one is right, it is shared by two, "
    "and a finding.",
    Change.HALF_A_FINDING: "This is only a lead, of weak evidence. One right quotation in each of two organisations "
    "makes it a finding.",
    Change.HOLDS_AN_ORGANISATION: "Whether this organisation has the difficulty rests on this quotation, and the "
    "machine is not sure of it.",
    Change.SETTLES_A_DOUBT: "The machine is not sure of it. Others of this organisation say it too.",
}
COUNTED = {
    Change.LIFTS_A_FINDING: "would lift a thin finding",
    Change.MAKES_A_FINDING: "would make a finding of a lead",
    Change.HALF_A_FINDING: "would be half of what makes a finding",
    Change.HOLDS_AN_ORGANISATION: "hold an organisation in a finding",
    Change.SETTLES_A_DOUBT: "settle a doubt",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Held:
    """The list as it was made for a session: making it takes all pain points, which every decision changes."""

    sight: Viewer
    mission: str | None
    items: list[ToConfirm]


def render(app: UseCases) -> None:
    """Show the quotation on which a word would change most, what it is said to tell, and the way to say so."""
    viewer = current_viewer()
    st.title("To confirm")
    st.html(
        '<p class="tl-lead">Quotations that nobody has judged yet, those first on which your word would change most. '
        "Is each evidence of the difficulty above it?</p>"
    )
    deciding.show_last(app, viewer)
    waiting = _waiting(app, viewer)
    skipped: set[tuple[str, str]] = st.session_state.setdefault(state.SKIPPED, set())
    left = [item for item in waiting if item.key not in skipped]
    _tell_how_many(left)
    if left:
        _show(app, viewer, left[0], skipped)
    elif not waiting:
        yet = " yet" if still_read.show(app, viewer) else ""
        st.info(f"Nothing waits for a person’s word here{yet}.", icon=":material/task_alt:")
        links.to(links.PAIN_POINTS, "Go to Pain points", icon=":material/priority_high:")
    if passed := len(waiting) - len(left):
        told = f"Bring back {words.count(passed, 'skipped quotation')}"
        st.button(told, key=state.key(PAGE, "bring-back"), type="tertiary", on_click=skipped.clear)
    if waiting:
        st.button(
            "Look again",
            key=state.key(PAGE, "again"),
            type="tertiary",
            icon=":material/refresh:",
            help="What you said may make other quotations worth a word. This finds them, and may take a while.",
            on_click=_forget,
        )
    deciding.show_decided(app, viewer)


def _waiting(app: UseCases, viewer: Viewer) -> list[ToConfirm]:
    """Return what waits of the list that the session holds, made anew where nothing of it does."""
    mission, judged = filters.mission_name(), _judged(app, viewer)
    held: _Held | None = st.session_state.get(state.TO_CONFIRM)
    if held is not None and (held.sight, held.mission) == (viewer.sight(), mission):
        waiting = still_to_confirm(held.items, judged)
        if waiting and app.evidence(viewer, [waiting[0].fit.evidence.id]):
            return waiting
    points = cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=mission)
    held = _Held(sight=viewer.sight(), mission=mission, items=to_confirm(points))
    st.session_state[state.TO_CONFIRM] = held
    return still_to_confirm(held.items, judged)


def _judged(app: UseCases, viewer: Viewer) -> set[tuple[str, str]]:
    acts = [row.act for row in cached.decided(app, viewer=viewer, revision=app.revision()) if row.act.stands]
    return {(subject, act.observation_id) for act in acts for subject in (*act.of, *act.not_of)}


def _forget() -> None:
    st.session_state.pop(state.TO_CONFIRM, None)


def _tell_how_many(left: Sequence[ToConfirm]) -> None:
    if not left:
        return
    counts = Counter(item.change for item in left)
    parts = [f"{counts[change]:,} {COUNTED[change]}" for change in Change if counts[change]]
    st.markdown(f"**{len(left):,} left.** " + label("; ".join(parts)) + ".")


def _show(app: UseCases, viewer: Viewer, item: ToConfirm, skipped: set[tuple[str, str]]) -> None:
    point, evidence = item.point, item.fit.evidence
    with st.container(border=True, key=state.key(PAGE, "item")):
        st.header(label(point.title), anchor=False)
        st.markdown(label(point.description))
        with_neighbours = app.evidence(viewer, [evidence.id])
        quotation.show(
            next(iter(with_neighbours), evidence),
            beside=partial(
                links.to,
                links.PAIN_POINTS,
                "Look at this pain point",
                icon=":material/priority_high:",
                parameters={state.PAIN_POINT: point.id},
            ),
            key=state.key(PAGE, point.id, evidence.id),
        )
        st.caption(f"Said of {label(item.fit.organisation)}. {WHY[item.change]}")
        if viewer.may(Role.RESEARCHER):
            _offer(app, viewer, item, skipped)
        else:
            st.caption("Researchers say what is evidence; you see what they see of it.")


def _offer(app: UseCases, viewer: Viewer, item: ToConfirm, skipped: set[tuple[str, str]]) -> None:
    """Draw the three buttons. Their keys name no quotation, so that the focus stays where it is."""
    st.session_state[state.TO_CONFIRM_SHOWN] = time.monotonic()
    with st.container(horizontal=True):
        st.button(
            "That is right",
            key=state.key(PAGE, "right"),
            type="primary",
            icon=":material/check:",
            shortcut="Alt+Y",
            on_click=_say,
            args=(app, viewer, item, app.decisions.confirm),
        )
        st.button(
            "Not this",
            key=state.key(PAGE, "not"),
            icon=":material/close:",
            shortcut="Alt+N",
            on_click=_say,
            args=(app, viewer, item, app.decisions.not_this),
        )
        st.button(
            "Skip",
            key=state.key(PAGE, "skip"),
            icon=":material/skip_next:",
            shortcut="Alt+S",
            on_click=skipped.add,
            args=(item.key,),
        )
    st.caption("Each can be taken back. What is skipped comes back when you ask for it.")


def _say(app: UseCases, viewer: Viewer, item: ToConfirm, decide: Callable[[Viewer, PainPoint, str], str]) -> None:
    """Decide on the quotation that was shown, once, and only if it was shown long enough to be read."""
    if time.monotonic() - st.session_state[state.TO_CONFIRM_SHOWN] < SOONEST:
        return
    if item.said_on in _judged(app, viewer):
        return
    work = partial(decide, viewer, item.point, item.fit.evidence.id)
    undoing.do_in_callback(work, remembered_as=state.LAST_DECISION)
