"""Organisations: names to decide on, the list of bodies with all that stands under each, and one of them in full."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.access import Role, Viewer
from domain.catalogue import name_key
from domain.errors import NotFound
from use_cases.app import UseCases
from use_cases.catalogue.names import OrganisationPage, OrganisationRow
from views import cached, errors, links, state, tables, words
from views.managing import catalogue_forms, names_to_decide
from views.markup import Html, facts, label, table
from views.viewer import current_viewer

PAGE = links.ORGANISATIONS
LISTED_AT_MOST = 50
COLUMNS = (
    "Organisation",
    "Also known as",
    "Ended, and who took over",
    "Services",
    "Systems",
    "Studies it holds",
    "Observations about it",
)


def render(app: UseCases) -> None:
    """Show the organisation that the address names, or all of them."""
    viewer = current_viewer()
    name = state.parameter(state.ORGANISATION)
    if name is None:
        _show_all(app, viewer)
        return
    try:
        page = app.names.organisation(viewer, name)
    except NotFound as error:
        st.title("Organisations")
        errors.show(error)
        links.here("All organisations", key=state.key(PAGE, "back"), icon=":material/arrow_back:")
        return
    _show_one(app, viewer, page)


def _show_all(app: UseCases, viewer: Viewer) -> None:
    st.title("Organisations")
    st.html('<p class="tl-lead">Who is who: other names, who took over from whom, and what is known of each.</p>')
    names_to_decide.show(app, viewer)
    rows = cached.organisations(app, viewer=viewer, revision=app.revision())
    if rows:
        found = _search(rows)
        _open_one(found)
        _list(found)
        _download(app, viewer)
    else:
        st.info("No organisation is known yet. Add findings, or import a sheet of organisations below.")
        links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
    if viewer.may(Role.CURATOR):
        st.header("Keep the catalogue", anchor=False)
        catalogue_forms.offer_import(app, viewer)
        catalogue_forms.offer_entry(app, viewer)
        names_to_decide.show_decided(app, viewer)


def _search(rows: Sequence[OrganisationRow]) -> list[OrganisationRow]:
    asked = st.text_input(
        "Search by any name", key=state.key(PAGE, "search"), placeholder="A name, an old name, a short name, a service"
    )
    wanted = name_key(asked)
    found = [row for row in rows if wanted in _searched(row)] if wanted else list(rows)
    return sorted(found, key=lambda row: (-row.held.observations, -row.held.studies, name_key(row.entry.name)))


def _searched(row: OrganisationRow) -> str:
    return name_key("\n".join((row.entry.name, *row.entry.aliases, *row.services, *row.systems)))


def _open_one(found: Sequence[OrganisationRow]) -> None:
    key = state.key(PAGE, "open")

    def choose() -> None:
        state.set_parameter(state.ORGANISATION, st.session_state[key])
        st.session_state[key] = None

    st.selectbox(
        "Open one",
        [row.entry.name for row in found],
        index=None,
        key=key,
        placeholder="Choose an organisation" if found else "No name matches",
        on_change=choose,
    )


def _list(found: Sequence[OrganisationRow]) -> None:
    if not found:
        st.info("No organisation goes by that. Try fewer letters, or its short name.")
        return
    shown = found[:LISTED_AT_MOST]
    st.html(table(words.count(len(found), "organisation"), COLUMNS, [_cells(row) for row in shown]))
    if len(shown) < len(found):
        st.caption(f"{len(shown)} of {len(found):,} are listed. Search for the others, or download them all.")


def _cells(row: OrganisationRow) -> list[object]:
    entry = row.entry
    return [
        _link(entry.name), ", ".join(entry.aliases) or "—", _end(row) or "—", _few(row.services), _few(row.systems),
        f"{row.held.studies:,}", f"{row.held.observations:,}",
    ]  # fmt: skip


def _link(name: str) -> Html:
    return Html(f'<a href="{escape(links.address(PAGE, {state.ORGANISATION: name}))}">{escape(name)}</a>')


def _few(names: Sequence[str], most: int = 3) -> str:
    more = len(names) - most
    return (", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")) or "—"


def _end(row: OrganisationRow) -> str:
    """Return when a body ended and who took over, in words; empty while it goes on."""
    entry = row.entry
    if entry.successor:
        when = f"{words.date(entry.ended)} → " if entry.ended else "→ "
        return when + entry.successor
    return f"{words.date(entry.ended)}; not known who took over" if entry.ended else ""


def _download(app: UseCases, viewer: Viewer) -> None:
    revision = app.revision()
    tables.offer_file(
        "All organisations",
        lambda form: cached.organisations_file(app, viewer=viewer, form=form, revision=revision),
        key=state.key(PAGE, "download"),
    )


def _show_one(app: UseCases, viewer: Viewer, page: OrganisationPage) -> None:
    row = page.row
    links.here("All organisations", key=state.key(PAGE, "back"), icon=":material/arrow_back:")
    st.title(label(row.entry.name), anchor=False)
    st.html(facts(_facts(page)))
    _show_kin(page)
    if row.today != row.entry.name:
        st.info(f"Its findings count under {label(row.today)}, which took over from it.", icon=":material/redo:")
    _show_pain_points(app, viewer, row)
    _show_provided("Services", row.services)
    _show_provided("Systems", row.systems)
    _show_studies(page)
    _show_teams(page)
    if viewer.may(Role.CURATOR):
        st.header("Keep this entry", anchor=False)
        catalogue_forms.offer_change(app, viewer, row)
        catalogue_forms.offer_merge(app, viewer, row)


def _facts(page: OrganisationPage) -> list[tuple[str, str]]:
    entry, held = page.row.entry, page.row.held
    return [
        ("Also known as", ", ".join(entry.aliases) or "no other name"),
        ("Ended", _end(page.row) or "no"),
        ("Came from", words.listed(list(page.before)) or "not recorded"),
        ("Observations about it", f"{held.observations:,}"),
        ("Studies it holds", f"{held.studies:,}"),
        ("How it is known", names_to_decide.BASIS[entry.basis]),
    ]


def _show_kin(page: OrganisationPage) -> None:
    kin = [("Went on as", page.row.entry.successor)] if page.row.entry.successor else []
    for said, name in [*kin, *(("Came from", name) for name in page.before)]:
        links.here(
            f"{said}: {label(name)}",
            key=state.key(PAGE, "kin", said, name),
            parameters={state.ORGANISATION: name},
        )


def _show_pain_points(app: UseCases, viewer: Viewer, row: OrganisationRow) -> None:
    points = cached.pain_points(app, viewer=viewer, revision=app.revision()) if row.held.observations else []
    shared = [
        point
        for point in points
        if point.spread > 1 and not point.is_lead and row.entry.name in {other.name for other in point.organisations}
    ]
    st.header("Pain points it shares", anchor=False)
    if not shared:
        st.markdown("None that the evidence shows so far.")
    for point in shared[:10]:
        others = [other.name for other in point.organisations if other.name != row.entry.name]
        links.to(links.PAIN_POINTS, label(point.title), parameters={state.PAIN_POINT: point.id})
        st.caption(f"with {label(words.listed(others))}")


def _show_provided(title: str, names: Sequence[str]) -> None:
    if names:
        st.header(title, anchor=False)
        st.markdown("\n".join(f"- {label(name)}" for name in names))


def _show_studies(page: OrganisationPage) -> None:
    st.header("Studies it holds", anchor=False)
    if not page.studies:
        st.markdown("None that you may see.")
        return
    rows = [
        (
            study.title,
            words.date(study.date),
            study.organisation if name_key(study.organisation) != name_key(page.row.entry.name) else "—",
            study.contact or "not recorded",
        )
        for study in page.studies
    ]
    head = ("Study", "Date", "Done by, as it was called then", "Contact")
    held = tables.Held(studies=[study.id for study in page.studies])
    tables.show("Studies, newest first", head, rows, key="held-studies", held=held)


def _show_teams(page: OrganisationPage) -> None:
    if page.teams:
        st.header("Whom to ask", anchor=False)
        rows = [(team.name, team.contact or "not recorded") for team in page.teams]
        tables.show("Teams and their mailboxes", ("Team", "Contact"), rows, key="teams")
