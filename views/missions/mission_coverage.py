"""What research a mission has: by organisation, and where its leading pain points were found, or looked for in vain."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.access import Viewer, highest_marking
from domain.evidence import Study
from domain.heat_map import Blank, HeatMap
from domain.insights import PainPoint
from domain.missions import Coverage, Mission
from use_cases.app import UseCases
from use_cases.findings.heat_maps import heat_map
from views import cached, links, state, tables, words
from views.markup import label
from views.pain_points import heat_cells


def show(app: UseCases, viewer: Viewer, mission: Mission, points: Sequence[PainPoint]) -> None:
    """Show what research concerns each organisation, and the share of its studies in which each pain point is found."""
    st.header("What research it has", anchor=False)
    rows = cached.coverage(app, viewer=viewer, revision=app.revision(), mission=mission)
    if not rows:
        st.markdown("No organisation is named, and no study belongs to this mission yet.")
    else:
        found = heat_map(points, rows, claims=app.ownership.claims(points))
        st.html(_table(found, mission))
        head = ("Organisation", "Studies", "Observations", *[f"Studies with: {point.title}" for point in points])
        tables.offer(
            "Research by organisation",
            head,
            _plain(found),
            key="coverage",
            marking=highest_marking(point.marking for point in points),
            held=tables.Held.by_points(points),
            named=(mission.name, "research by organisation"),
        )
        st.caption(heat_cells.how_to_read(found))
        links.to(
            links.PAIN_POINTS, "All its pain points by organisation", icon=":material/grid_on:",
            parameters={state.SHOW: state.BY_ORGANISATION, state.MISSION: mission.id},
        )  # fmt: skip
    missing = [row.organisation for row in rows if row.expected and not row.studies]
    if missing:
        st.markdown(f"**Not researched yet:** {label(words.listed(missing))}.")
    _offer_studies(app, viewer, mission)


def _table(found: HeatMap, mission: Mission) -> str:
    caption = "Research by organisation"
    head = "".join(f'<th scope="col">{escape(row.point.title)}</th>' for row in found.rows)
    body = "".join(
        f'<tr><th scope="row">{_name(column)}</th><td>{_amount(column)}</td>'
        + "".join(heat_cells.as_html(row.cells[at], row.point, column.organisation, mission) for row in found.rows)
        + "</tr>"
        for at, column in enumerate(found.organisations)
    )
    return (
        f'<div class="tl-scroll" tabindex="0" role="region" aria-label="{caption}"><table class="tl-table tl-heat">'
        f'<caption>{caption}</caption><thead><tr><th scope="col">Organisation</th><th scope="col">Research</th>{head}'
        f"</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _plain(found: HeatMap) -> list[list[object]]:
    return [
        [column.organisation, column.studies, column.observations]
        + [heat_cells.as_text(row.cells[at]) for row in found.rows]
        for at, column in enumerate(found.organisations)
    ]


def _name(row: Coverage) -> str:
    return escape(row.organisation) + ("" if row.expected else " <small>(not of the mission)</small>")


def _amount(row: Coverage) -> str:
    if not row.studies:
        return f'<em class="tl-blank">{Blank.NO_RESEARCH.value}</em>'
    shared = f"; {Blank.ONLY_WITH_OTHERS.value}" if row.is_only_with_others else ""
    return f"{words.studies(row.studies)}, {words.count(row.observations, 'observation')}{shared}"


def _offer_studies(app: UseCases, viewer: Viewer, mission: Mission) -> None:
    """List the studies of the mission, and let those be put into it that the viewer may change."""
    own = app.missions.studies(viewer, mission)
    others = [row.study for row in app.publishing.studies(viewer) if row.mine and not row.study.mission]
    said = f"{words.studies(len(own))} in this mission" if own else "No study is in this mission yet: put some in"
    key = state.key(links.MISSION, "studies", mission.id)
    with st.expander(said, expanded=not own and bool(others), key=key):
        if not others:
            st.caption("Studies of your teams that belong to no mission can be put into it here. There are none.")
        chosen = _choose_studies(app, viewer, mission, others) if others else []
        if chosen and st.button("Put them in", key=state.key(links.MISSION, "put-in"), type="primary"):
            for identifier in chosen:
                app.missions.add_study(viewer, mission, identifier)
            st.rerun()
        for study in own:
            st.markdown(f"- {label(study.title)}, {label(study.organisation)}, {words.date(study.date)}")


def _choose_studies(app: UseCases, viewer: Viewer, mission: Mission, others: Sequence[Study]) -> list[str]:
    """Let some of the studies be chosen, all those of the mission's organisations at once; return their identifiers."""
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    bodies = {known.current(name) for name in mission.organisations}
    near = [study.id for study in others if known.current(study.organisation) in bodies]
    titles = {study.id: f"{study.title} ({study.organisation})" for study in others}
    key = state.key(links.MISSION, "add-studies")
    chosen = st.multiselect(
        "Put studies of your teams into this mission",
        sorted(titles, key=lambda identifier: identifier not in near),
        format_func=titles.__getitem__,
        key=key,
        placeholder="Choose studies",
    )
    if set(near) - set(chosen):
        st.button(
            f"Choose all of its organisations: {words.studies(len(near))}",
            key=state.key(links.MISSION, "choose-near"), on_click=st.session_state.update, args=({key: near},),
        )  # fmt: skip
    return chosen
