"""Mission: what it is for, what research it has, what to take up next and why, and what is new."""

from collections.abc import Sequence
from dataclasses import fields
from html import escape

import streamlit as st

from domain.access import Role, Viewer
from domain.insights import PainPoint
from domain.jobs import JobKind
from domain.missions import LEADING_AT_MOST, Mission, Opportunity, Weights
from domain.narrowing import Narrowing
from use_cases.app import UseCases
from views import cached, errors, filters, links, ownership, state, still_read, words
from views.markup import label
from views.missions import mission_coverage, mission_form, news
from views.pain_points import pain_point_files
from views.viewer import current_viewer

PAGE = links.MISSION
NEXT_AT_MOST = 5
SHARED_BY_AT_LEAST = 2
BETWEEN_FIRST = (
    f"Up to {LEADING_AT_MOST} that lie between organisations come first, where they do more than annoy and the "
    "evidence is more than weak: no single one will take them up. All others follow by what they are worth, whether "
    "between or in common."
)
WEIGHT_IN_WORDS = {
    "consequence": "Consequence: what it costs people",
    "between": "Between organisations, where nobody can mend it alone",
    "spread": "Spread: how many organisations show it",
    "no_owner": "No owner: nobody answers for it yet",
}
CRITERION = {field: told.partition(":")[0].partition(",")[0].lower() for field, told in WEIGHT_IN_WORDS.items()}
WHAT_IT_IS = (
    "A mission is an outcome for people that several organisations share. Studies, pain points and journeys belong to "
    "it. Once one is chosen at the top, every page keeps to it."
)
WHAT_IT_SHOWS = """
- **Next, and why**: the five pain points to take up first, each with what it costs, its evidence and who answers for it
- **What is new** since your last visit, and the journeys that belong to it
- **What research it has**: which organisations were looked at, what was found there, and where nobody has looked yet
- Up to five **measures**, by which you would know that it succeeds
"""
EXAMPLE = """
**Telling government once**

*When somebody dies, their family tells public bodies once, and each does its part without asking again.*

Shared by a registry, a council, a pensions agency and a court. Measure: families who told everyone with one notice,
14% today, 75% aimed at. First to take up: *news of a death does not reach the other bodies*, because it stops people,
sits between three of them, and nobody answers for it.
"""
WHAT_TO_DO_FIRST = """
1. Give it a **name** and its **outcome** below, in one sentence that somebody outside government understands. That is
   enough to begin: the rest can be said later.
2. Put **studies** into it: on the page of the mission, or under *Mission* when findings are added.
3. Come back to this page: it shows what the studies of two or more organisations have in common.
"""


def render(app: UseCases) -> None:
    """Show the mission that is chosen; else let one be chosen or made."""
    viewer = current_viewer()
    missions = app.missions.all(viewer)
    mission = filters.mission() or (missions[0] if len(missions) == 1 else None)
    if mission is None:
        _show_choice(app, viewer, missions)
        return
    st.title(label(mission.name), anchor=False)
    st.html(f'<p class="tl-lead">{escape(mission.outcome) or "Its outcome is not said yet."}</p>')
    _show_measures(mission)
    if viewer.may(Role.CURATOR):
        with st.expander("Change this mission", key=state.key(PAGE, "change"), icon=":material/edit:"):
            mission_form.show(app, viewer, mission)
    points = cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=mission.name)
    shared = [point for point in filters.of_organisation(points) if point.spread >= SHARED_BY_AT_LEAST]
    following = _show_both_sides(app, viewer, mission, shared)
    mission_coverage.show(app, viewer, mission, [opportunity.pain_point for opportunity in following])
    if viewer.may(Role.CURATOR):
        with st.expander("Make another mission", key=state.key(PAGE, "make"), icon=":material/add:"):
            mission_form.show(app, viewer, None)


def _show_choice(app: UseCases, viewer: Viewer, missions: Sequence[Mission]) -> None:
    st.title("Missions", anchor=False)
    st.markdown(WHAT_IT_IS)
    if not missions:
        _tell_of_missions(viewer)
    for mission in missions:
        with st.container(border=True, gap=None):
            st.button(
                label(mission.name), key=state.key(PAGE, "open", mission.id), type="tertiary",
                on_click=filters.choose, args=(mission.id,),
            )  # fmt: skip
            st.markdown(label(mission.outcome) or "Its outcome is not said yet.")
            st.caption(label(words.listed(mission.organisations)) or "No organisation is named yet.")
    if not viewer.may(Role.CURATOR):
        if not missions:
            st.info("There is no mission yet. A curator can make one: ask for it.", icon=":material/flag:")
        return
    st.header("Make a mission", anchor=False)
    mission_form.show(app, viewer, None)
    if not missions and not app.overview(viewer).observations:
        links.to(links.HOME, "To see one first, load the examples", icon=":material/home:")


def _tell_of_missions(viewer: Viewer) -> None:
    """Say, where there is none yet, what a mission will show, with one example, and what to do first."""
    shows, example = st.columns(2, gap="large")
    with shows:
        st.header("What it will show", anchor=False)
        st.markdown(WHAT_IT_SHOWS)
    with example:
        st.header("An example", anchor=False)
        with st.container(border=True):
            st.markdown(EXAMPLE)
    if viewer.may(Role.CURATOR):
        st.header("What to do first", anchor=False)
        st.markdown(WHAT_TO_DO_FIRST)


def _show_measures(mission: Mission) -> None:
    if not mission.measures:
        st.caption("No measure is named yet: how would you know that it has succeeded?")
        return
    st.html(
        '<ul class="tl-measures">'
        + "".join(
            f"<li><span>{escape(measure.name)}</span><strong>{_said(measure.value)}</strong>"
            f"<small>Target: {_said(measure.target)}</small>"
            f"<small>{escape(_when(measure.as_of, measure.source))}</small></li>"
            for measure in mission.measures
        )
        + "</ul>"
    )


def _said(value: str) -> str:
    return escape(value) if value else '<em class="tl-blank">not said yet</em>'


def _when(as_of: str | None, source: str) -> str:
    return ", ".join(filter(None, [words.date(as_of) if as_of else "", source]))


def _show_both_sides(app: UseCases, viewer: Viewer, mission: Mission, points: Sequence[PainPoint]) -> list[Opportunity]:
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("Next, and why", anchor=False)
        weights = _weigh(app, viewer, mission)
        following = app.missions.next(points, weights, limit=NEXT_AT_MOST)
        if following and weights.between:
            st.caption(BETWEEN_FIRST)
        _show_next(app, viewer, mission, following)
        if following:
            leading = [opportunity.pain_point for opportunity in following]
            asked = Narrowing(
                mission=mission.name, organisation=filters.organisation(), min_organisations=SHARED_BY_AT_LEAST
            )
            pain_point_files.offer_next(
                app, viewer, mission.name, leading, asked, found=len(points), ordered=_ordered_by(weights, mission)
            )
    with right:
        with errors.PageBoundary():
            news.show(app, viewer, mission.name)
        _show_journeys(app, viewer, mission)
    return following


def _ordered_by(weights: Weights, mission: Mission) -> str:
    """Return by what a mission's next are put in order, in one line for a file, and whose weights these are."""
    counted = ", ".join(f"{CRITERION[each.name]} {getattr(weights, each.name)}" for each in fields(weights))
    first = f"up to {LEADING_AT_MOST} that lie between organisations come first" if weights.between else ""
    whose = "as saved with the mission" if weights == mission.weights else "changed by whoever took this file"
    return "; ".join(filter(None, [f"what each is worth: {counted}, {whose}", first]))


def _weigh(app: UseCases, viewer: Viewer, mission: Mission) -> Weights:
    """Show how much each criterion counts; changes hold for this session, or for everyone once a curator saves them."""
    with st.expander("How much each reason counts", key=state.key(PAGE, "weights"), icon=":material/tune:"):
        values = {
            field.name: st.slider(
                WEIGHT_IN_WORDS[field.name], 0, 10, getattr(mission.weights, field.name),
                key=state.key(PAGE, "weight", mission.id, field.name), persist_state="session",
            )
            for field in fields(Weights)
        }  # fmt: skip
        if not any(values.values()):
            st.warning("At least one must count for more than 0: those of the mission hold until then.")
            return mission.weights
        weights = Weights(**values)
        if weights == mission.weights:
            st.caption("As saved with the mission.")
        elif viewer.may(Role.CURATOR):
            if st.button("Save for everyone", key=state.key(PAGE, "save-weights")):
                mission_form.keep_weights(app, viewer, mission, weights)
                st.rerun()
        else:
            st.caption("Changed for you alone, until you leave. A curator can save them for everyone.")
    return weights


def _show_next(app: UseCases, viewer: Viewer, mission: Mission, following: Sequence[Opportunity]) -> None:
    if not following:
        is_added = JobKind.INGEST in still_read.show(app, viewer)
        st.info(
            "No pain point is shared in this mission yet. It takes evidence about two organisations, from studies that "
            "belong to it. Put studies that are here already into it at the foot of this page"
            f"{'' if is_added else ', or add findings'}.",
            icon=":material/search_off:",
        )
        if not is_added:
            links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
        return
    for number, opportunity in enumerate(following, start=1):
        with st.container(border=True, gap="small", key=state.key("next", str(number))):
            _show_opportunity(app, viewer, mission, number, opportunity)


def _show_opportunity(app: UseCases, viewer: Viewer, mission: Mission, number: int, opportunity: Opportunity) -> None:
    point = opportunity.pain_point
    links.to(
        links.PAIN_POINTS, f"{number}. {label(point.title)}",
        parameters={state.PAIN_POINT: point.id, state.MISSION: mission.id},
    )  # fmt: skip
    spread = words.count(point.spread, "organisation")
    st.html(
        f"<p class='tl-tags'><span class='tl-tag'>{words.SEVERITY[point.severity]}</span>"
        f"<span class='tl-tag'>{words.shared_how(point)}</span><span class='tl-tag'>{spread}</span></p>"
        + parts(opportunity)
    )
    names = [count.name for count in point.organisations]
    ownership.show_owners(app, viewer, point, opportunity.owners, likely=names)


def parts(opportunity: Opportunity) -> str:
    """Return what an opportunity is worth, of 100, and what each criterion adds to that, as HTML."""
    total = sum(part.weight for part in opportunity.criteria)
    rows = []
    for part in opportunity.criteria:
        most, gained = 100 * part.weight / total, 100 * part.weight * part.share / total
        rows.append(
            f'<tr><th scope="row">{escape(part.name.capitalize())}</th>'
            f'<td class="tl-bar"><span style="width:{most:.1f}%">'
            f'<i style="width:{100 * part.share:.0f}%"></i></span></td>'
            f"<td>{gained:.0f} of {most:.0f}</td><td>{escape(part.reason)}</td></tr>"
        )
    cautions = "".join(
        f'<tr><th scope="row">Caution</th><td></td><td>× {opportunity.trust:g}</td><td>{escape(caution)}</td></tr>'
        for caution in opportunity.cautions
    )
    return (
        f"<details class='tl-worth'><summary><strong>{100 * opportunity.worth:.0f}</strong> of 100: why it stands here"
        f"</summary><table class='tl-table'><tbody>{''.join(rows)}{cautions}</tbody></table></details>"
    )


def _show_journeys(app: UseCases, viewer: Viewer, mission: Mission) -> None:
    st.header("Journeys", anchor=False)
    journeys = app.journeys(viewer, mission=mission.name)
    for journey in journeys:
        links.to(
            links.JOURNEY_ROOM, label(journey.title), icon=":material/route:",
            parameters={state.JOURNEY: journey.id, state.MISSION: mission.id},
        )  # fmt: skip
    if not journeys:
        st.markdown("None belongs to this mission yet.")
        links.to(links.JOURNEY_ROOM, "Draft one", icon=":material/route:", parameters={state.MISSION: mission.id})
        return
    links.to(
        links.JOURNEY_NETWORK, "Behind the journeys: systems, gaps, who sees to them", icon=":material/hub:",
        parameters={state.MISSION: mission.id},
    )  # fmt: skip
