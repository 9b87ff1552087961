"""Studies: what is mine, what others may see of it and from when, and the buttons that change that."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from domain.access import LOCAL_VIEWER, Marking, Viewer, Visibility
from domain.catalogue import name_key
from domain.errors import NotFound
from domain.evidence import Study
from domain.people import looks_like_one_persons
from domain.publishing import PUBLISHED_TO, SEEN_BY_ALL, SIGN_IN_IS_OFF, Publication, StudyChange, StudyRow
from domain.search import ObservationFilter
from use_cases.app import UseCases
from use_cases.evidence.publishing import teams_of
from views import errors, links, marking, publish_buttons, state, tables, words
from views.markup import facts, label
from views.studies import answers, due_notice, study_consent, study_details, study_exchange
from views.viewer import current_viewer

PAGE = links.STUDIES
LISTED_AT_MOST = 40
MOST = state.key(PAGE, "most")
ANY = ""
NO_MARKING = "none"
STATE = {
    Publication.DRAFT: "draft",
    Publication.EMBARGOED: "under embargo",
    Publication.PUBLISHED: "published",
}
ITS = {Visibility.TEAM: "only its team", Visibility.ORGANISATION: "its organisation"}
HEAD = ("Study", "Researched by", "Team", "State", "Who may see it", "Marking", "Contact", "Date", "Observations")


def render(app: UseCases) -> None:
    """Show one study when the address names one, else all of them."""
    viewer = current_viewer()
    identifier = state.parameter(state.STUDY)
    if identifier is not None:
        try:
            row = app.publishing.study(viewer, identifier)
        except NotFound as error:
            st.title("Studies")
            errors.show(error)
        else:
            with errors.PageBoundary():
                _show_one(app, viewer, row)
        links.here("All studies", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
        return
    st.title("Studies")
    st.html('<p class="tl-lead">What has been added, who sees it, and from when. A team changes what is its own.</p>')
    due_notice.show(app, viewer)
    _show_all(viewer, app.publishing.studies(viewer))


def _show_all(viewer: Viewer, rows: list[StudyRow]) -> None:
    if not rows:
        st.info("There is no study yet that you may see. Add the findings of a first one.", icon=":material/note_add:")
        links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
        return
    found = sorted(_narrowed(viewer, rows), key=lambda row: (not row.mine, row.publication is Publication.PUBLISHED))
    if not found:
        st.info("No study passes. Try fewer letters, or choose “any”.", icon=":material/search_off:")
        return
    most = st.session_state.get(MOST, LISTED_AT_MOST)
    for title, mine in (("Yours", True), ("Of others", False)):
        if of_them := sum(row.mine is mine for row in found):
            st.header(f"{title}: {of_them:,}", anchor=False)
        for row in (row for row in found[:most] if row.mine is mine):
            _show_row(viewer, row)
    if most < len(found):
        st.caption(f"{most:,} of {len(found):,} are listed. Search for the others, or take them all as a file.")
        st.button("List more", key=state.key(PAGE, "list-more"), on_click=_list_more, args=(most,))
    held = tables.Held(studies=[row.study.id for row in found])
    tables.offer("Studies", HEAD, [_cells(viewer, row) for row in found], key=PAGE, held=held)


def _show_row(viewer: Viewer, row: StudyRow) -> None:
    with st.container(border=True, gap=None):
        key = state.key(PAGE, "open", row.study.id)
        links.here(label(row.study.title), key=key, parameters={state.STUDY: row.study.id})
        st.caption(" · ".join(label(text) for text in _summary(viewer, row)))


def _list_more(most: int) -> None:
    st.session_state[MOST] = most + LISTED_AT_MOST


def _narrowed(viewer: Viewer, rows: Sequence[StudyRow]) -> list[StudyRow]:
    """Show what narrows the list, and return the studies that pass; a choice of one is not offered."""
    asked = st.text_input(
        "Search the studies", key=state.key(PAGE, "search"), placeholder="A title, a team, an organisation, a file"
    )
    narrow = st.columns(3)
    with narrow[0]:
        how_far = _one_of("State", {_state(viewer, row) for row in rows}, "state")
    with narrow[1]:
        team = _one_of("Team", {row.study.team_name for row in rows}, "team")
    with narrow[2]:
        mission = _one_of("Mission", {row.study.mission or "" for row in rows} - {""}, "mission")
    wanted = name_key(asked).split()
    return [
        row
        for row in rows
        if how_far in {ANY, _state(viewer, row)}
        and team in {ANY, row.study.team_name}
        and mission in {ANY, row.study.mission}
        and (not wanted or all(word in _searched(row) for word in wanted))
    ]


def _one_of(title: str, choices: set[str], name: str) -> str:
    """Offer a choice and return it; with nothing to choose from, nothing is offered."""
    key = state.key(PAGE, name)
    options = [ANY, *sorted(choices)]
    if len(options) == 1:
        return ANY
    if st.session_state.get(key, ANY) not in options:
        st.session_state[key] = ANY
    return st.selectbox(title, options, key=key, persist_state="session", format_func=lambda choice: choice or "any")


def _searched(row: StudyRow) -> str:
    study = row.study
    return name_key("\n".join((study.title, study.organisation, study.team_name, *(name for _, name in row.sources))))


def _summary(viewer: Viewer, row: StudyRow) -> list[str]:
    study = row.study
    is_later = row.publication is not Publication.PUBLISHED and viewer != LOCAL_VIEWER
    then = [f"then: {PUBLISHED_TO[study.visibility]}"] if is_later else []
    said = [state_words(row, viewer), *then, study.team_name, words.date(study.date)]
    return [study.marking.value, *said] if study.marking else said


def _state(viewer: Viewer, row: StudyRow) -> str:
    """Return how far a study is published, as a choice to narrow to."""
    alone = row.publication is Publication.PUBLISHED and row.study.visibility is Visibility.TEAM
    return PUBLISHED_TO[Visibility.TEAM] if alone and viewer != LOCAL_VIEWER else STATE[row.publication]


def state_words(row: StudyRow, viewer: Viewer) -> str:
    """Return how far a study is published, in words: to nobody yet, from a day on, or to whom.

    Where nobody signs in everyone sees it, whatever was chosen.
    """
    if viewer == LOCAL_VIEWER:
        until = f" until {words.date(row.study.embargo)}" if row.publication is Publication.EMBARGOED else ""
        return f"{STATE[row.publication]}{until}: {SEEN_BY_ALL}"
    return {
        Publication.DRAFT: "draft: only the researchers of its team see it",
        Publication.EMBARGOED: f"under embargo until {words.date(row.study.embargo)}",
        Publication.PUBLISHED: PUBLISHED_TO[row.study.visibility],
    }[row.publication]


def later_words(row: StudyRow, viewer: Viewer) -> str:
    """Return in words whom a study is for once people sign in; nothing where they do already."""
    return f"once people sign in: {seen_by(row)}" if viewer == LOCAL_VIEWER else ""


def seen_by(row: StudyRow) -> str:
    """Return who may see a study now, and who once it is published, said to whoever looks.

    What is "my team" to one is "its team" to another.
    """
    shown_to = row.study.visibility.label if row.mine else ITS.get(row.study.visibility, row.study.visibility.label)
    if row.publication is Publication.PUBLISHED:
        return shown_to
    when = "once it is published" if row.publication is Publication.DRAFT else f"from {words.date(row.study.embargo)}"
    return f"only the researchers of its team; {when}: {shown_to}"


def _cells(viewer: Viewer, row: StudyRow) -> tuple[object, ...]:
    study = row.study
    whose = later_words(row, viewer) or seen_by(row)
    return (
        study.title, study.organisation, study.team_name, state_words(row, viewer), whose,
        study.marking.value if study.marking else "", study.contact or "", study.date or "", row.observations,
    )  # fmt: skip


def _show_one(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    study = row.study
    marking.show(study.marking)
    st.title(label(study.title), anchor=False)
    st.html(
        facts(
            [
                ("State", state_words(row, viewer)),
                *_access(viewer, row),
                ("Team", study.team_name),
                ("Contact", study.contact or "not given"),
                ("Mission", study.mission or "none"),
                ("Researched by", study.organisation),
                ("Date", words.date(study.date)),
                ("Observations", f"{row.observations:,}"),
            ]
        )
    )
    study_details.show(app, viewer, row)
    st.header("What others will see", anchor=False)
    for source, name in row.sources:
        links.to(links.SOURCE, label(name), icon=":material/description:", parameters={state.SOURCE: source})
    st.caption("Each passage is quoted exactly, with personal data masked. The file as it was received is not shown.")
    only_this = ObservationFilter(studies=frozenset({study.id}))
    answers.show(app, viewer, only_this, key=study.id, marking=study.marking)
    study_exchange.show(app, viewer, row)
    study_consent.show(app, viewer, row)
    if row.mine:
        _offer_changes(app, viewer, row)
    else:
        st.caption("Only the researchers of its team change it.")


def _access(viewer: Viewer, row: StudyRow) -> list[tuple[str, str]]:
    """Return who may see a study as facts: where nobody signs in, what was chosen holds for nobody yet."""
    if viewer != LOCAL_VIEWER:
        return [("Who may see it", seen_by(row))]
    return [("Who may see it", "everyone at this machine: nobody signs in"), ("Once people sign in", seen_by(row))]


def _offer_changes(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    study = row.study
    st.header("Who sees it, and from when", anchor=False)
    st.markdown(f"Now: **{label(state_words(row, viewer))}**")
    if viewer == LOCAL_VIEWER:
        st.caption(SIGN_IN_IS_OFF)
    st.caption(
        "A draft is seen by the researchers of its team. Published, it is seen by whom you choose under “Who may see "
        "it”: with “only my team”, by nobody else."
    )
    change = _ask_change(app, viewer, row)
    if change is None:
        return
    with errors.PageBoundary():
        app.publishing.change(viewer, study.id, change)
        st.rerun()


def _ask_change(app: UseCases, viewer: Viewer, row: StudyRow) -> StudyChange | None:
    """Show the form of a study and return what to change, None until one of its buttons is pressed."""
    study = row.study
    with st.form(state.key(PAGE, "form", study.id)):
        left, right = st.columns(2)
        with left:
            visibility, embargo, mission = _choose_viewers(app, viewer, study)
        with right:
            choices = [NO_MARKING, *(choice.value for choice in Marking)]
            marked = st.selectbox(
                "Marking",
                choices,
                index=choices.index(study.marking.value if study.marking else NO_MARKING),
                key=state.key(PAGE, "marking", study.id),
                help="It stands on everything that leaves with a quotation of this study in it.",
            )
            contact = st.text_input(
                "Contact: the team's mailbox", study.contact or "", key=state.key(PAGE, "contact", study.id)
            )
            team = _choose_team(viewer, row)
        said = publish_buttons.ask(PAGE, draft=row.publication is Publication.DRAFT)
    if looks_like_one_persons(contact):
        st.warning("The contact looks like one person's address. Give the team's mailbox.", icon=":material/contacts:")
    if said is None:
        return None
    return StudyChange(
        draft=said,
        visibility=visibility,
        embargo=embargo,
        marking="" if marked == NO_MARKING else marked,
        contact=contact,
        mission=mission,
        team=team,
    )


def _choose_viewers(app: UseCases, viewer: Viewer, study: Study) -> tuple[Visibility | None, str, str]:
    """Return who may see a study, from what day (empty: at once) and of which mission it is (empty: of none)."""
    visibility = st.selectbox(
        "Who may see it",
        list(Visibility),
        index=list(Visibility).index(study.visibility),
        format_func=lambda choice: choice.label,
        key=state.key(PAGE, "visibility", study.id),
    )
    embargo = st.date_input(
        "Not before (leave empty for now)",
        value=date.fromisoformat(study.embargo) if study.embargo else None,
        key=state.key(PAGE, "embargo", study.id),
        format="DD/MM/YYYY",
    )
    missions = sorted({"", study.mission or "", *(mission.name for mission in app.missions.all(viewer))})
    mission = st.selectbox(
        "Mission",
        missions,
        index=missions.index(study.mission or ""),
        format_func=lambda name: name or "none",
        key=state.key(PAGE, "mission", study.id),
    )
    return visibility, embargo.isoformat() if isinstance(embargo, date) else "", mission


def _choose_team(viewer: Viewer, row: StudyRow) -> str | None:
    """Return the team chosen, None where there is no choice."""
    teams = teams_of(viewer)
    if viewer.sees_everything or len(teams) < 2 or row.study.team not in teams:
        return None
    chosen: str = st.selectbox(
        "Team", teams, index=teams.index(row.study.team), key=state.key(PAGE, "team", row.study.id)
    )
    return chosen
