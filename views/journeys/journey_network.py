"""Behind the journeys: every gap, the systems they lean on, what nothing makes good, re-keying, and shared steps."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from domain.access import Viewer
from domain.catalogue import name_key
from domain.journeys import Journey
from domain.network_tables import Rows
from use_cases.app import UseCases
from use_cases.file_forms import FILE_FORMS, PICTURES, SVG, XLSX
from use_cases.journeys.journey_network import BehindJourneys, worked_on
from use_cases.tables import FORMS
from views import cached, filters, links, marking, state, tables, words
from views.journeys import gap_list, network_cells
from views.markup import attribute, facts, label, table
from views.viewer import current_viewer

PAGE = links.JOURNEY_NETWORK
SHOWN_AT_FIRST = 12
WHAT_IT_IS = (
    "It is read off as-is journeys alone, as far as they tell. Where a step names no system, none is counted: "
    "that does not mean that it has none."
)

Item = TypeVar("Item")


def render(app: UseCases) -> None:
    """Show what the journeys in sight lean on together, or what of it concerns the organisation that is chosen."""
    viewer = current_viewer()
    st.title("Behind the journeys", anchor=False)
    st.html('<p class="tl-lead">What journeys lean on together, where they can stop, and what nobody sees to yet.</p>')
    mission, body = filters.mission_name(), _organisation(app, viewer)
    journeys = cached.whole_journeys(app, viewer=viewer, revision=app.revision(), mission=mission)
    if not journeys:
        where = " in this mission" if mission else ""
        st.info(f"There is no as-is journey{where} yet. Draft one, and what is behind it stands here.")
        links.to(links.JOURNEY_ROOM, "Draft a journey", icon=":material/route:")
        return
    found = cached.behind_journeys(
        app,
        viewer=viewer,
        revision=app.revision(),
        mission=mission,
        organisation=body,
        only_worked_on=_leaves_out_drafts(journeys),
    )
    found = replace(found, gaps=tuple(app.journey_network.with_owners(viewer, found.gaps)))
    marking.show(found.marking)
    _show_figures(found, body)
    _show_picture(found)
    gap_list.show(app, viewer, found)
    _show_lists(found)
    links.to(links.JOURNEY_ROOM, "All journeys", icon=":material/route:")


def _leaves_out_drafts(journeys: Sequence[Journey]) -> bool:
    """Offer to leave out drafts that nobody has looked through, where there are some; tell whether that is chosen."""
    untouched = len(journeys) - len(worked_on(journeys))
    if not untouched:
        return False
    told = "1 is a draft" if untouched == 1 else f"{untouched:,} are drafts"
    return st.toggle(
        f"Leave out what nobody has corrected yet: {told} as made from evidence",
        key=state.key(PAGE, "worked-on"),
        help="A draft guesses who runs a step and which systems are behind it. Change it, keep a quotation or "
        "publish it, and it counts as looked through.",
    )


def _organisation(app: UseCases, viewer: Viewer) -> str | None:
    """Return the name of today of the organisation that is chosen, None for all."""
    chosen = filters.organisation()
    if chosen is None:
        return None
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    return known.current(chosen)


def _show_figures(found: BehindJourneys, body: str | None) -> None:
    told = found.dependencies
    st.html(
        facts(
            [
                ("Journeys", f"{told.journeys:,}"),
                ("Steps", f"{told.steps:,}"),
                ("Systems", f"{len(told.backbone):,}"),
                ("Single points of failure", f"{len(told.single_points):,}"),
                ("Re-keying hot spots", f"{len(told.rekeying):,}"),
                ("Gaps", f"{len(found.gaps):,}"),
            ]
        )
    )
    if body:
        st.caption(f"Lists keep to what concerns {label(body)}; journeys and steps are of all organisations.")
    st.caption(WHAT_IT_IS)
    tables.offer_file(
        "All lists behind the journeys",
        lambda form: found.workbook(),
        key="behind-journeys",
        held=tables.Held(observations=found.observations),
        forms={XLSX: FORMS[XLSX]},
    )


def _show_picture(found: BehindJourneys) -> None:
    """Show what leans on what as an image, in which nothing can run; nothing where no step names a system."""
    if not found.dependencies.backbone:
        return
    st.header("What leans on what", anchor=False)
    drawn = b64encode(found.picture(SVG, theme="auto")).decode()
    alt = f"{found.leaning} The same stands in the lists below."
    st.html(
        '<div class="tl-map tl-leaning" role="region" tabindex="0" aria-label="What leans on what">'
        f'<img alt="{attribute(alt)}" src="data:image/svg+xml;base64,{drawn}"></div>'
    )
    tables.offer_file(
        "What leans on what",
        found.picture,
        key="leaning",
        held=tables.Held(observations=found.observations),
        forms={form: FILE_FORMS[form] for form in PICTURES},
    )


def _show_lists(found: BehindJourneys) -> None:
    told = found.dependencies
    backbone, points, rekeying, shared, _ = found.tables()
    _list(
        found, backbone, told.backbone, network_cells.backbone,
        "Systems on which steps lean, those of most journeys first. What stops has no other system and no other way "
        "that is known; what comes after it in its journey is then not reached. What goes by an everyday word, as "
        "spreadsheets and a shared inbox do, is each organisation's own: it stands here once for each.",
        "No step of these journeys names a system yet.",
    )  # fmt: skip
    _list(
        found, points, told.single_points, network_cells.single_point,
        "Systems that steps lean on alone, and whatever alone joins organisations.",
        "None that these journeys tell of.", head=network_cells.SINGLE_POINT_HEAD,
    )  # fmt: skip
    _list(
        found, rekeying, told.rekeying, network_cells.rekeying,
        "Where things are typed in again, or likely to be: what comes by spreadsheet, on paper or by email somebody is "
        "likely to type in. The commonest first.",
        "At no hand-over is anything known to be typed in again, or likely to be. How most of them pass "
        "may not be known: see the gaps above.",
    )  # fmt: skip
    _list(
        found, shared, told.shared_steps, network_cells.shared,
        "The same step of the same organisation in several journeys: mended once, it is mended in all of them.",
        "No step stands in two journeys.",
    )  # fmt: skip


def _list(
    found: BehindJourneys,
    rows: Rows,
    items: Sequence[Item],
    cells: Callable[[Item], list[object]],
    told: str,
    empty: str,
    *,
    head: Sequence[str] | None = None,
) -> None:
    """Show one list: what it tells, the first of its rows or all, each with links to its steps, and its files.

    ``head`` is the header on the screen where that is not the file's.
    """
    st.header(rows.title, anchor=False)
    if not items:
        st.markdown(empty)
        return
    st.caption(told)
    key = name_key(rows.title).replace(" ", "-")
    every = state.key(PAGE, key, "all")
    shown = items if st.session_state.get(every) else items[:SHOWN_AT_FIRST]
    counted = f"{rows.title}: {words.few_of(len(shown), len(items))}"
    st.html(table(counted, head or rows.header, [cells(item) for item in shown]))
    if len(items) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(items):,}", key=every)
    held = tables.Held(observations=found.observations)
    tables.offer(rows.title, rows.header, rows.rows, key=key, marking=found.marking, held=held)
