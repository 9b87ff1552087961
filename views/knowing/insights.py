"""Insights: what people made of the evidence, listed; one to read; and the form in which one is written."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from domain.access import Role, Viewer, highest_marking
from domain.errors import NotFound
from domain.insight_wording import STATE
from domain.written_insights import Insight, InsightState
from use_cases.app import UseCases
from views import errors, filters, insight_marks, links, marking, state, still_read, words
from views.knowing import insight_form, insight_page
from views.markup import label
from views.viewer import current_viewer

PAGE = links.INSIGHTS
LISTED_ON_HOME = 5


def render(app: UseCases) -> None:
    """Show the insight that the address names, the form, or the list."""
    viewer = current_viewer()
    named, write = state.parameter(state.INSIGHT), state.parameter(state.WRITE)
    if write is not None and viewer.may(Role.RESEARCHER):
        insight_form.render(app, viewer, None if write == state.A_NEW_ONE else write)
    elif named is not None:
        _show_one(app, viewer, named)
    else:
        _show_list(app, viewer)


def show_overdue(app: UseCases, viewer: Viewer) -> None:
    """Show on Home the insights that this viewer may change and that should have been looked at; nothing if none."""
    late = app.insights.overdue(viewer, today()) if viewer.may(Role.RESEARCHER) else []
    if not late:
        return
    st.header("Insights to look at again", anchor=False)
    for each in late[:LISTED_ON_HOME]:
        said = f"{label(each.words.claim)} (by {words.date(each.words.review_by)})"
        links.to(PAGE, said, icon=":material/event_busy:", parameters={state.INSIGHT: each.id})
    if len(late) > LISTED_ON_HOME:
        st.caption(f"And {words.count(len(late) - LISTED_ON_HOME, 'more insight')}.")


def today() -> str:
    """Return the day it is, in Coordinated Universal Time."""
    return datetime.now(UTC).date().isoformat()


def _show_one(app: UseCases, viewer: Viewer, named: str) -> None:
    try:
        shown = app.insights.insight(viewer, named)
    except NotFound as error:
        st.title("Insight")
        errors.show(error)
        links.here("All insights", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
        return
    insight_page.show(app, viewer, shown, today=today())


def _show_list(app: UseCases, viewer: Viewer) -> None:
    st.title("Insights")
    st.html(
        '<p class="tl-lead">What people made of the evidence: claims that they stand by, each with the words it rests '
        "on, what speaks against it, and the day by which somebody looks at it again.</p>"
    )
    if viewer.may(Role.RESEARCHER):
        _offer_writing()
    states = st.pills(
        "How far they are",
        list(InsightState),
        selection_mode="multi",
        format_func=STATE.__getitem__,
        key=state.key(PAGE, "states"),
        persist_state="session",
    )
    found = app.insights.all(viewer, mission=filters.mission_name(), organisation=filters.organisation())
    observation = state.parameter(state.OBSERVATION)
    if observation:
        found = [each for each in found if observation in each.evidence.every]
        st.info("Only those in which one quotation stands.", icon=":material/format_quote:")
        links.here("All insights", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
    passed = [each for each in found if not states or each.state in states]
    if not found:
        still_read.show(app, viewer)
    if not passed:
        st.info("No insight passes." if found else "No insight is here yet.", icon=":material/lightbulb:")
        return
    marking.show(highest_marking(each.marking for each in passed))
    _show_rows(passed)


def _offer_writing() -> None:
    number = len(insight_marks.chosen())
    with st.container(horizontal=True, vertical_alignment="center"):
        links.here(
            "Write an insight",
            key=state.key(PAGE, "write"),
            icon=":material/edit_note:",
            parameters={state.WRITE: state.A_NEW_ONE},
        )
        if number:
            st.caption(f"{words.count(number, 'quotation')} chosen for it.")
        else:
            st.caption("First choose quotations: press “Use in an insight” beside one, wherever you meet it.")


def _show_rows(found: Sequence[Insight]) -> None:
    for each in found:
        with st.container(border=True, gap="small"):
            links.here(label(each.words.claim), key=state.key(PAGE, each.id), parameters={state.INSIGHT: each.id})
            st.html(f'<p class="tl-tags">{_tags(each)}</p>')


def _tags(insight: Insight) -> str:
    said = [STATE[insight.state], f"confidence: {insight.words.confidence.value}"]
    said.append(words.count(len(insight.evidence.supporting) + insight.hidden, "observation"))
    if against := len(insight.evidence.against) + insight.hidden_against:
        said.append(f"{against:,} against")
    if insight.version.is_reviewed and insight.state is not InsightState.REVIEWED:
        said.append("peer-reviewed")
    if insight.withdrawn:
        said.append("rests on withdrawn evidence" if insight.to_look_at else "evidence was withdrawn")
    if insight.words.review_by:
        late = "overdue: " if insight.is_overdue(today()) else ""
        said.append(f"{late}look again by {words.date(insight.words.review_by)}")
    return "".join(f'<span class="tl-tag">{word}</span>' for word in said)
