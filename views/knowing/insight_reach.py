"""Who sees an insight: the form with which its team publishes it, and saying which one takes its place."""

import streamlit as st

from domain.access import LOCAL_VIEWER, Viewer
from domain.insight_wording import standing
from domain.publishing import SIGN_IN_IS_OFF
from domain.written_insights import Insight, InsightState, Reach
from use_cases.app import UseCases
from views import errors, links, publish_buttons, reach_fields, state
from views.markup import label

PAGE = links.INSIGHTS


def show(app: UseCases, viewer: Viewer, insight: Insight) -> None:
    """Show what its team may say of who sees an insight and of what takes its place; nothing for a superseded one."""
    if insight.state is InsightState.SUPERSEDED:
        return
    with st.expander("Who sees this insight", icon=":material/visibility:", key=state.key(PAGE, "sharing")):
        st.markdown(standing(insight, viewer))
        if viewer == LOCAL_VIEWER:
            st.caption(SIGN_IN_IS_OFF)
        st.caption("The claim and the reasons are shown to all of them, the evidence only to those who may see it.")
        _publish(app, viewer, insight)
    if insight.state is InsightState.PUBLISHED:
        with st.expander("Another insight takes its place", icon=":material/move_down:", key=state.key(PAGE, "after")):
            _supersede(app, viewer, insight)


def _publish(app: UseCases, viewer: Viewer, insight: Insight) -> None:
    reach = insight.version.reach
    with st.form(state.key(PAGE, "publishing", insight.id), border=False):
        chosen = reach_fields.choose(
            app,
            viewer,
            PAGE,
            insight.id,
            visibility=reach.visibility,
            mission=reach.mission,
            team=reach.team,
        )
        keep = publish_buttons.ask(PAGE, draft=not insight.state.is_public)
    if keep is None:
        return
    with errors.PageBoundary():
        if keep and insight.state.is_public:
            app.insights.unpublish(viewer, insight.id)
        elif not keep:
            team = reach.team if chosen.team is None else chosen.team or None
            said = Reach(visibility=chosen.visibility, mission=chosen.mission or None, team=team)
            app.insights.publish(viewer, insight.id, said)
        st.rerun()


def _supersede(app: UseCases, viewer: Viewer, insight: Insight) -> None:
    others = [each for each in app.insights.all(viewer, state=InsightState.PUBLISHED) if each.id != insight.id]
    if not others:
        st.markdown("No other insight is published yet.")
        return
    claims = {each.id: each.words.claim for each in others}
    chosen = st.selectbox(
        "Which one?",
        list(claims),
        index=None,
        format_func=lambda name: claims[name],
        key=state.key(PAGE, "successor", insight.id),
    )
    st.caption(label("This one stays where links lead, says what stands in its place, and is changed no more."))
    if (
        st.button("It takes the place of this one", key=state.key(PAGE, "supersede"), disabled=chosen is None)
        and chosen
    ):
        with errors.PageBoundary():
            app.insights.supersede(viewer, insight.id, chosen)
            st.rerun()
