"""Pain points by organisations: who meets what, who does not, and where nobody has looked."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.access import Viewer, highest_marking
from domain.heat_map import Blank, HeatMap, HeatRow
from domain.insights import PainPoint
from domain.missions import Coverage, Mission
from use_cases.app import UseCases
from use_cases.findings.heat_maps import heat_map
from views import cached, filters, links, state, tables, words
from views.pain_points import heat_cells

PAGE = links.PAIN_POINTS
CAPTION = "Pain points by organisation"
FIT_A_SCREEN = 7
"""How many organisations a wide screen has room for beside the names: their headings stay when the page is scrolled."""
ROW_HEAD = ("Pain point", "Shared how?", "What it does")


def show(app: UseCases, viewer: Viewer, points: Sequence[PainPoint]) -> None:
    """Show these pain points, in order, a row each, with a column for each organisation; offer it as a file."""
    mission = filters.mission()
    found = _found(app, viewer, points, mission)
    st.caption(heat_cells.how_to_read(found) + (" Only studies of this mission count." if mission else ""))
    st.html(_table(found, mission))
    tables.offer(
        CAPTION,
        (*ROW_HEAD, *[column.organisation for column in found.organisations]),
        [_plain(row) for row in found.rows],
        key="heat-map",
        marking=highest_marking(point.marking for point in points),
        held=tables.Held.by_points(points),
    )


def _found(app: UseCases, viewer: Viewer, points: Sequence[PainPoint], mission: Mission | None) -> HeatMap:
    """Return the map; organisations that no research concerns are in it when they are asked for, or the mission's."""
    revision = app.revision()
    coverage = cached.coverage(app, viewer=viewer, revision=revision, mission=mission)
    claims = app.ownership.claims(points)
    researched = heat_map(points, coverage, claims=claims)
    names = set(cached.catalogue(app, viewer=viewer, revision=revision).currents().values())
    whole = heat_map(points, coverage, known=[] if mission else sorted(names), claims=claims)
    blank = len(whole.organisations) - len(researched.organisations)
    if not blank:
        return researched
    asked = st.toggle(
        f"Also show {words.count(blank, 'organisation')} without research", key=state.key(PAGE, "without-research")
    )
    return whole if asked else researched


def _table(found: HeatMap, mission: Mission | None) -> str:
    head = "".join(
        f'<th scope="col">{escape(column.organisation)} <small>{_researched(column)}</small></th>'
        for column in found.organisations
    )
    body = "".join(_row(found, row, mission) for row in found.rows)
    size = "tl-tall" if len(found.organisations) > FIT_A_SCREEN else "tl-tall tl-fits"
    return (
        f'<div class="tl-scroll {size}" tabindex="0" role="region" aria-label="{CAPTION}">'
        f'<table class="tl-table tl-heat tl-fixed"><caption>{CAPTION}</caption>'
        f'<thead><tr><th scope="col">{ROW_HEAD[0]}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _researched(column: Coverage) -> str:
    return words.studies(column.studies) if column.studies else Blank.NO_RESEARCH.value


def _row(found: HeatMap, row: HeatRow, mission: Mission | None) -> str:
    point = row.point
    cells = "".join(
        heat_cells.as_html(cell, point, column.organisation, mission)
        for cell, column in zip(row.cells, found.organisations, strict=True)
    )
    address = escape(heat_cells.address(point, mission))
    lead = "; a lead" if point.is_lead else ""
    said = f"{words.SEVERITY[point.severity]}; {words.shared_how(point)}{lead}"
    return f'<tr><th scope="row"><a href="{address}">{escape(point.title)}</a> <small>{said}</small></th>{cells}</tr>'


def _plain(row: HeatRow) -> list[object]:
    point = row.point
    return [
        point.title, words.shared_how(point), words.SEVERITY[point.severity], *map(heat_cells.as_text, row.cells)
    ]  # fmt: skip
