"""What a curator may make of a theme: accept, reject, rename, merge, split, or make it a pattern of the codebook."""

from collections.abc import Callable, Sequence

import streamlit as st

from domain.access import Viewer
from domain.errors import InvalidRequest
from domain.insights import PainPoint, ThemeRow, ThemeStatus
from use_cases.app import UseCases
from use_cases.findings.reviewing import LONGEST_DESCRIPTION, LONGEST_TITLE, ThemeReview
from views import cached, links, state, undoing, words
from views.codebook import codebook_forms

PAGE = links.THEMES


def offer(
    app: UseCases,
    viewer: Viewer,
    review: ThemeReview,
    reviews: Sequence[ThemeReview],
    *,
    point: PainPoint | None,
) -> None:
    """Draw what a curator may decide on a theme; ``point`` is its pain point, where it has one."""
    row = review.row
    key = (PAGE, "decide", row.id)
    if row.pattern:
        _show_where_it_rests(row.pattern)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if row.status is not ThemeStatus.ACCEPTED and st.button(
            "Accept", key=state.key(*key, "accept"), type="primary"
        ):
            do(lambda: app.review.decide(viewer, row.id, ThemeStatus.ACCEPTED))
        if row.status is not ThemeStatus.REJECTED and st.button("Reject", key=state.key(*key, "reject")):
            do(lambda: app.review.decide(viewer, row.id, ThemeStatus.REJECTED))
        if row.status is not ThemeStatus.PROPOSED and st.button("Put back", key=state.key(*key, "put-back")):
            do(lambda: app.review.decide(viewer, row.id, ThemeStatus.PROPOSED))
        with st.popover("Name and describe…"):
            _name(app, viewer, row)
        with st.popover("Merge…"):
            _merge(app, viewer, review, reviews, point)
        split = st.popover("Split…", key=state.key(*key, "split"), on_change="rerun")
        if split.open:  # read only then: it is the words of many observations
            with split:
                _split(app, viewer, row)
    if row.status is ThemeStatus.ACCEPTED and row.pattern is None:
        _offer_pattern(app, viewer, row)


def _name(app: UseCases, viewer: Viewer, row: ThemeRow) -> None:
    key = (PAGE, "decide", row.id)
    with st.form(state.key(*key, "rename-form"), border=False):
        title = st.text_input(
            "Title: what is wrong for whom",
            value=row.title,
            max_chars=LONGEST_TITLE,
            key=state.key(*key, "title"),
        )
        description = st.text_area(
            "Description: who meets it, and what it costs them",
            value=row.description,
            max_chars=LONGEST_DESCRIPTION,
            key=state.key(*key, "description"),
            help="It stands on the pain point of this theme. Say it in your own words.",
        )
        with st.container(horizontal=True):
            saved = st.form_submit_button("Save the words", key=state.key(*key, "rename"))
            accepted = row.status is not ThemeStatus.ACCEPTED and st.form_submit_button(
                "Accept in these words", type="primary", key=state.key(*key, "accept-named")
            )
    if accepted:
        do(lambda: app.review.decide(viewer, row.id, ThemeStatus.ACCEPTED, title=title, description=description))
    elif saved:
        do(lambda: app.review.rename(viewer, row.id, title, description=description))


def do(decide: Callable[[], str]) -> None:
    """Do what a button says on a theme, and remember the act so that it can be taken back at once."""
    undoing.do(decide, remembered_as=state.LAST_ON_THEMES)


def _merge(
    app: UseCases, viewer: Viewer, review: ThemeReview, reviews: Sequence[ThemeReview], point: PainPoint | None
) -> None:
    row = review.row
    near = [twin.id for twin in review.twins]
    titles = {other.row.id: called(other.row) for other in reviews if other.row.id != row.id}
    others = [*near, *(identifier for identifier in titles if identifier not in near)]
    with st.form(state.key(PAGE, "merge-form", row.id), border=False):
        into = st.selectbox(
            "Merge it into", others, index=None, format_func=titles.__getitem__, key=state.key(PAGE, "into", row.id)
        )
        st.caption(what_merging_does(row, None, point))
        if st.form_submit_button("Merge", key=state.key(PAGE, "merge", row.id)):
            do(lambda: merge(app, viewer, row.id, undoing.chosen(into)))


def merge(app: UseCases, viewer: Viewer, theme: str, into: str) -> str:
    """Merge a theme into another, and keep how many of its quotations were left out to be told with it."""
    left_out = app.review.left_out(viewer, theme, into)
    act = app.review.merge(viewer, theme, into)
    st.session_state[state.LEFT_OUT] = (act, left_out)
    return act


def told_left_out(act: str) -> str:
    """Return how many quotations the act that was just done left out, as a sentence; empty for none."""
    merged, number = st.session_state.get(state.LEFT_OUT) or ("", 0)
    if merged != act or not number:
        return ""
    said = (
        "quotation was left out: somebody said that it is"
        if number == 1
        else ("quotations were left out: somebody said that they are")
    )
    return f" {number:,} {said} no evidence of that pattern."


def _split(app: UseCases, viewer: Viewer, row: ThemeRow) -> None:
    """Offer what may be split off, the least typical first."""
    held = {item.id: item.text for item in app.review.outlying(viewer, row.id)}
    with st.form(state.key(PAGE, "split-form", row.id), border=False):
        chosen = st.multiselect(
            "These are a theme of their own (the least typical come first)",
            list(held),
            format_func=held.__getitem__,
            key=state.key(PAGE, "chosen", row.id),
            placeholder="Choose what is something else",
            select_all=False,
        )
        title = st.text_input("Its title", key=state.key(PAGE, "new-title", row.id))
        if st.form_submit_button("Split off", key=state.key(PAGE, "split-off", row.id)):
            do(lambda: _split_off(app, viewer, row, chosen, title))


def _split_off(app: UseCases, viewer: Viewer, row: ThemeRow, chosen: Sequence[str], title: str) -> str:
    if not chosen:
        raise InvalidRequest(
            "No sentence is chosen yet.", remedy="Choose those that are something else, then press the button again."
        )
    return app.review.split(viewer, row.id, chosen, title)[0]


def _offer_pattern(app: UseCases, viewer: Viewer, row: ThemeRow) -> None:
    """Offer to make a pattern of a theme, its evidence read only when that is asked for."""
    with st.expander("Make it a pattern of the codebook", key=state.key(PAGE, "pattern", row.id)):
        st.caption(
            "Then evidence of every organisation is held against it, whatever a later run groups. It takes the place "
            "of this theme, which is listed no more. You can take it back."
        )
        if st.toggle("Fill in the pattern", key=state.key(PAGE, "to-pattern", row.id)):
            codebook = cached.codebook(app, viewer=viewer, revision=app.revision())
            evidence = app.review.outlying(viewer, row.id)[::-1]
            codebook_forms.add_of_theme(app, viewer, codebook, row, evidence)


def called(row: ThemeRow) -> str:
    """Return a theme's title, and that it follows a pattern where it does: merging into that does something else."""
    return f"{row.title} (follows a pattern)" if row.pattern else row.title


def what_merging_does(row: ThemeRow, into: ThemeRow | None, point: PainPoint | None) -> str:
    """Return what happens to pain points when a theme is merged into another, or into any where none is chosen yet."""
    if row.pattern:
        return "Its pain point stays as it is, for it rests on its pattern. Two patterns are made one in the codebook."
    if point is None:
        return "No pain point goes by it, for this theme has none of its own. You can take it back."
    told = words.count(len({fit.evidence.id for fit in point.evidence}), "quotation")
    gone = f"The pain point of this theme goes, with {told}"
    to_pattern = (
        "they become evidence of that pattern’s pain point, by your word, except what somebody said is none of it"
    )
    if into is not None:
        return f"{gone}: {to_pattern if into.pattern else 'it is found in the other’s'}. You can take it back."
    return f"{gone}. Into a theme that follows a pattern, {to_pattern}. You can take it back."


def _show_where_it_rests(pattern: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            "What you decide here changes no pain point: the pattern is renamed, changed or retired in the codebook."
        )
        links.to(links.CODEBOOK, "Open its pattern", icon=":material/book:", parameters={state.PATTERN: pattern})
