"""Themes: what the model proposes, for a person to accept, rename, merge, split or reject, and what people decided."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.decisions import ThemeVerdict
from domain.insights import UNGROUPED, PainPoint, ThemeRow, ThemeStatus
from domain.jobs import JobKind
from use_cases.app import UseCases
from use_cases.findings.reviewing import ThemeAct, ThemeReview
from views import cached, filters, job_status, links, quotation, state, still_read, undoing, words
from views.codebook import theme_acts
from views.markup import label
from views.viewer import current_viewer

PAGE = links.THEMES
SHOWN_AT_ONCE = 5
KEYWORDS_SHOWN = 8
STATUS = {
    ThemeStatus.PROPOSED: "To decide on",
    ThemeStatus.ACCEPTED: "Accepted",
    ThemeStatus.REJECTED: "Rejected",
}
SAID = {
    ThemeVerdict.ACCEPTED: "accepted",
    ThemeVerdict.RENAMED: "renamed",
    ThemeVerdict.REJECTED: "rejected",
    ThemeVerdict.MERGED: "merged into",
    ThemeVerdict.SPLIT: "split off from",
    ThemeVerdict.PROPOSED: "put back to the proposals",
}


def render(app: UseCases) -> None:
    """Show the themes, those that wait for a decision first, each with what helps to decide."""
    viewer = current_viewer()
    st.title("Themes")
    st.html(
        '<p class="tl-lead">A topic is what the model proposes. It is a theme once a person stands behind it, and no '
        "later run takes that back.</p>"
    )
    job_status.show_named(app, viewer)
    doing = still_read.show(app, viewer, JobKind.FIT)
    _show_last(app, viewer)
    _show_new_pattern(app, viewer)
    reviews = cached.themes(app, viewer=viewer, revision=app.revision(), where=filters.where())
    named = state.parameter(state.THEME)
    if not reviews and JobKind.FIT in doing:
        st.markdown("No themes are found here yet.")
    elif not reviews:
        st.info("No themes are found here yet. They are looked for from the page Pain points.", icon=":material/info:")
        links.to(links.PAIN_POINTS, "Go to Pain points", icon=":material/priority_high:")
    elif named:
        _show_named(app, viewer, reviews, named)
    else:
        with st.container(horizontal=True):
            links.to(links.ABOUT_RUN, "About this run", icon=":material/scatter_plot:")
            links.to(links.TO_CONFIRM, "Quotations to confirm", icon=":material/fact_check:")
        if not viewer.may(Role.CURATOR):
            st.caption("Curators decide on themes; you see what they see of it.")
        found = _find(reviews)
        for status in STATUS:
            _show_group(app, viewer, [review for review in found if review.row.status is status], reviews, status)
    _show_history(app, viewer)


def _find(reviews: Sequence[ThemeReview]) -> list[ThemeReview]:
    """Offer to look for a theme once there are more than are shown; return those whose title or words tell it."""
    if len(reviews) <= SHOWN_AT_ONCE:
        return [*reviews]
    asked = st.text_input("Find a theme", key=state.key(PAGE, "find"), icon=":material/search:").casefold().split()
    found = [review for review in reviews if all(word in _words_of(review.row) for word in asked)]
    if not found:
        st.info("No theme is titled so or has these words. Try fewer words.", icon=":material/info:")
    return found


def _words_of(row: ThemeRow) -> str:
    return " ".join((row.title, *row.keywords)).casefold()


def _show_named(app: UseCases, viewer: Viewer, reviews: Sequence[ThemeReview], named: str) -> None:
    links.here("All themes", key=state.key(PAGE, "all"), icon=":material/arrow_back:", without=[state.THEME])
    review = next((review for review in reviews if review.row.id == named), None)
    if review is None:
        st.warning(
            "This theme is not found any more, or another theme or a pattern took its place.", icon=":material/info:"
        )
        return
    st.header(STATUS[review.row.status], anchor=False)
    _show_one(app, viewer, review, reviews)


def _show_group(
    app: UseCases,
    viewer: Viewer,
    own: Sequence[ThemeReview],
    reviews: Sequence[ThemeReview],
    status: ThemeStatus,
) -> None:
    if not own:
        return
    st.header(f"{STATUS[status]} ({len(own):,})", anchor=False)
    is_open = status is ThemeStatus.PROPOSED
    if is_open and viewer.may(Role.CURATOR):
        st.caption("You can take every decision back.")
    key = state.key(PAGE, "shown", status.value)
    shown = st.session_state.setdefault(key, SHOWN_AT_ONCE)
    for review in own[:shown]:
        _show_one(app, viewer, review, reviews)
    if len(own) > shown and st.button(f"Show {min(SHOWN_AT_ONCE, len(own) - shown)} more", key=state.key(key, "more")):
        st.session_state[key] = shown + SHOWN_AT_ONCE
        st.rerun()


def _show_one(app: UseCases, viewer: Viewer, review: ThemeReview, reviews: Sequence[ThemeReview]) -> None:
    row = review.row
    point = _point_of(app, viewer, row, mission=None)
    with st.container(border=True, key=state.key(PAGE, "theme", row.id)):
        st.subheader(label(row.title), anchor=False)
        if row.description:
            st.markdown(label(row.description))
        if row.given is not None:
            st.caption(
                f":material/robot_2: Named by a model, {label(row.given.by)}. It may be wrong: read the quotations."
            )
        st.markdown(label(_counts(review)))
        if row.pattern:
            st.caption("It follows a pattern of the codebook, on which its pain point rests.")
        if row.keywords:
            st.caption("Words that tell it from the others: " + label(", ".join(row.keywords[:KEYWORDS_SHOWN])))
        if row.decided_at:
            st.caption(label(_moved(row)))
        for twin in review.twins[:3]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(f"Nearly the same, by its sentences: {label(theme_acts.called(twin))} ({twin.status.value})")
                links.here(
                    "Look at it", key=state.key(PAGE, "twin", row.id, twin.id), parameters={state.THEME: twin.id}
                )
                if viewer.may(Role.CURATOR) and st.button(
                    "Merge into it",
                    key=state.key(PAGE, "merge-into", row.id, twin.id),
                    type="tertiary",
                    help=theme_acts.what_merging_does(row, twin, point),
                ):
                    theme_acts.do(partial(theme_acts.merge, app, viewer, row.id, twin.id))
        for columns, evidence in zip(st.columns(max(len(review.central), 1)), review.central, strict=False):
            with columns:
                quotation.show(evidence)
        if viewer.may(Role.CURATOR):
            theme_acts.offer(app, viewer, review, reviews, point=point)
        with st.container(horizontal=True):
            if (shown := _point_of(app, viewer, row, mission=filters.mission_name())) is not None:
                to = {state.PAIN_POINT: shown.id}
                links.to(links.PAIN_POINTS, "Look at its pain point", icon=":material/priority_high:", parameters=to)
            links.copy(PAGE, {state.THEME: row.id})


def _point_of(app: UseCases, viewer: Viewer, row: ThemeRow, *, mission: str | None) -> PainPoint | None:
    points = cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=mission)
    return next((point for point in points if point.theme == row.id), None)


def _counts(review: ThemeReview) -> str:
    row, told = review.row, review.difficulties
    telling = f"{told:,} {'tells' if told == 1 else 'tell'} a difficulty" if told else "none tells a difficulty"
    return " · ".join(
        (words.count(row.observations, "observation"), words.count(row.organisations, "organisation"), telling)
    )


def _moved(row: ThemeRow) -> str:
    said = f"{STATUS[row.status]} by {words.who(row.decided_by)}, {words.date(row.decided_at[:10])}."
    if row.topic == UNGROUPED:
        return f"{said} The latest run does not find it again: it keeps what it had."
    if not (row.joined or row.left):
        return f"{said} Since then nothing has come or gone."
    return f"{said} Since then {words.count(row.joined, 'observation')} joined and {row.left:,} left."


def _show_last(app: UseCases, viewer: Viewer) -> None:
    """Show what was decided just now, with the way to take it back at once."""
    act = st.session_state.get(state.LAST_ON_THEMES)
    if act is None:
        return
    said = next(
        (
            said
            for said in cached.theme_history(app, viewer=viewer, revision=app.revision())
            if said.said.act == act and not said.taken_back
        ),
        None,
    )
    if said is not None:
        undoing.notice(
            _told(said) + theme_acts.told_left_out(act),
            partial(app.review.take_back, viewer, act),
            act=act,
            remembered_as=state.LAST_ON_THEMES,
        )


def _show_new_pattern(app: UseCases, viewer: Viewer) -> None:
    """Show the pattern that was made of a theme just now, with the ways to it and back; a later act goes before it."""
    act = None if st.session_state.get(state.LAST_ON_THEMES) else st.session_state.get(state.LAST_TO_PATTERN)
    rows = cached.codebook_history(app, viewer=viewer, revision=app.revision()) if act else []
    made = next((row for row in rows if row.edit.act == act and row.taken_back is None), None)
    if made is None:
        return
    with undoing.notice(
        f"{words.quoted(made.title)} is a pattern of the codebook, in the place of its theme.",
        partial(app.patterns.take_back, viewer, made.edit.act),
        act=made.edit.act,
        remembered_as=state.LAST_TO_PATTERN,
    ):
        links.to(links.CODEBOOK, "Open its pattern", parameters={state.PATTERN: made.edit.pattern})


def _show_history(app: UseCases, viewer: Viewer) -> None:
    undoing.show_history(
        cached.theme_history(app, viewer=viewer, revision=app.revision()),
        lambda said: undoing.Decision(
            act=said.said.act, said=_told(said), by=_by(said), stands=said.taken_back is None
        ),
        partial(app.review.take_back, viewer),
        page=PAGE,
        may_undo=viewer.may(Role.CURATOR),
        remembered_as=state.LAST_ON_THEMES,
    )


def _told(said: ThemeAct) -> str:
    into = f" {words.quoted(said.into)}" if said.into else ""
    named = f" as {words.quoted(said.said.title)}" if said.said.title and said.said.title != said.title else ""
    return f"{words.quoted(said.title)}: {SAID[said.said.verdict]}{into}{named}."


def _by(said: ThemeAct) -> str:
    back = said.taken_back
    decided = (said.said.decided_by, said.said.decided_at)
    return undoing.by(*decided, *((back.decided_by, back.decided_at) if back else ()))
