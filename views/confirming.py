"""To confirm: one quotation after another on which a person's word would change most, each decided by one press."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from use_cases.app import UseCases
from use_cases.confirming import Change, ToConfirm, to_confirm
from views import cached, deciding, filters, links, quotation, state, undoing, words
from views.markup import label
from views.viewer import current_viewer

PAGE = links.TO_CONFIRM
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


def render(app: UseCases) -> None:
    """Show the quotation on which a word would change most, what it is said to tell, and the way to say so."""
    viewer = current_viewer()
    st.title("To confirm")
    st.html(
        '<p class="tl-lead">Quotations that nobody has judged yet, those first on which your word would change most. '
        "Is each evidence of the difficulty above it?</p>"
    )
    deciding.show_last(app, viewer)
    points = cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=filters.mission_name())
    waiting = to_confirm(points)
    skipped: set[tuple[str, str]] = st.session_state.setdefault(state.SKIPPED, set())
    left = [item for item in waiting if item.key not in skipped]
    _tell_how_many(left)
    if left:
        _show(app, viewer, left[0], skipped)
    elif not waiting:
        st.info("Nothing waits for a person’s word here.", icon=":material/task_alt:")
        links.to(links.PAIN_POINTS, "Go to Pain points", icon=":material/priority_high:")
    if passed := len(waiting) - len(left):
        told = f"Bring back {words.count(passed, 'skipped quotation')}"
        st.button(told, key=state.key(PAGE, "bring-back"), type="tertiary", on_click=skipped.clear)
    deciding.show_decided(app, viewer)


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
    point, observation = item.point, item.fit.evidence.id
    with st.container(horizontal=True):
        if st.button(
            "That is right", key=state.key(PAGE, "right"), type="primary", icon=":material/check:", shortcut="Alt+Y"
        ):
            undoing.do(lambda: app.decisions.confirm(viewer, point, observation), remembered_as=state.LAST_DECISION)
        if st.button("Not this", key=state.key(PAGE, "not"), icon=":material/close:", shortcut="Alt+N"):
            undoing.do(lambda: app.decisions.not_this(viewer, point, observation), remembered_as=state.LAST_DECISION)
        st.button(
            "Skip",
            key=state.key(PAGE, "skip"),
            icon=":material/skip_next:",
            shortcut="Alt+S",
            on_click=skipped.add,
            args=(item.key,),
        )
    st.caption("Each can be taken back. What is skipped comes back when you ask for it.")
