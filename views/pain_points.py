"""Pain points: a ranked list at the left, the chosen one with its evidence at the right."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from domain.access import Role, Viewer, highest_marking
from domain.evidence import Level, Standing
from domain.insights import OrganisationCount, PainPoint, Sharing
from use_cases.app import UseCases
from use_cases.theming import pain_point as find_pain_point
from use_cases.theming import select_pain_points
from views import (
    cached,
    deciding,
    errors,
    filters,
    job_status,
    links,
    marking,
    ownership,
    pain_point_context,
    quotation,
    state,
    tables,
    words,
)
from views.markup import facts, label
from views.viewer import current_viewer

PAGE = links.PAIN_POINTS
LISTED_AT_MOST = 40
QUOTATIONS_AT_FIRST = 3
COLUMNS = 3
ANY = "any"
COUNTED = ("What it does", "Where it bites", "Still true?", "Confidence", "Studies", "Observations", "Participants")
TABLE_HEAD = ("Pain point", "What it is", "Shared how?", "Organisations", *COUNTED)
Choice = TypeVar("Choice", Sharing, Level, Standing)

CHOICE = state.key(PAGE, "chosen")


def render(app: UseCases) -> None:
    """Show what organisations share, gravest first, and the evidence for the chosen one."""
    viewer = current_viewer()
    st.title("Pain points")
    st.html('<p class="tl-lead">Gravest first: what stops people leads. How often it is said does not count.</p>')
    overview = app.overview(viewer)
    mission = filters.mission_name()
    job_status.show_named(app, viewer)
    if not overview.observations:
        st.info("There is no evidence yet. Add the findings of a first study.", icon=":material/note_add:")
        links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
        return
    _offer_fit(app, viewer, overview.observations)
    points = cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=mission)
    left, right = st.columns([2, 5], gap="large")
    with left:
        chosen = _choose(filters.of_organisation(points))
    with right:
        deciding.show_last(app, viewer)
        with errors.PageBoundary():
            _show_chosen(app, viewer, points, chosen)
        deciding.show_decided(app, viewer)
        links.to(links.ABOUT_RUN, "About the run behind the themes", icon=":material/scatter_plot:")


def _offer_fit(app: UseCases, viewer: Viewer, observations: int) -> None:
    run = app.latest_run(viewer)
    if run is not None and len(run.assignments) >= observations:
        return
    if run is None:
        reason = "Themes have not been looked for yet: what is listed rests on the codebook alone."
    else:
        fresh = words.count(observations - len(run.assignments), "observation")
        reason = f"{fresh} arrived since themes were last looked for."
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(reason)
        if not viewer.may(Role.CURATOR):
            st.caption("A curator can have them looked for.")
        elif st.button("Find themes", key=state.key(PAGE, "fit"), type="primary"):
            job_status.remember(app.queue_fit(viewer))


def _choose(points: Sequence[PainPoint]) -> str | None:
    """Show filters and the ranked list; return the chosen identifier, which the address may name."""
    sharing = st.segmented_control(
        "Shared how?",
        [Sharing.BETWEEN, Sharing.IN_COMMON],
        format_func=words.SHARING_SHORT.__getitem__,
        key=state.key(PAGE, "sharing"),
        persist_state="session",
        help="Between: it sits at a hand-over, so neither can mend it alone. In common: each has its own copy.",
    )
    with st.expander("More filters", key=state.key(PAGE, "filters")):
        level = _one_of("Where it bites", [*Level], words.LEVEL, "level")
        standing = _one_of("Still true?", [*Standing], words.STANDING, "standing")
        fewest = st.number_input(
            "At least this many organisations", 1, 50, 2, key=state.key(PAGE, "fewest"), persist_state="session"
        )
    listed = select_pain_points(
        list(points), min_organisations=int(fewest), sharing=sharing, level=level, standing=standing,
        limit=LISTED_AT_MOST, evidence=0,
    )  # fmt: skip
    named = state.parameter(state.PAIN_POINT)
    if not listed:
        st.info(
            "No pain point passes these filters. Ask for fewer organisations, choose “any”, or take out one at the top."
        )
        return named
    titles = {point.id: point for point in listed}
    if st.session_state.get(CHOICE) not in titles:
        st.session_state[CHOICE] = named if named in titles else (None if named else listed[0].id)
    chosen = st.radio(
        f"{words.count(len(listed), 'pain point')}, gravest first",
        list(titles),
        key=CHOICE,
        format_func=lambda identifier: label(titles[identifier].title),
        captions=[_caption(point) for point in listed],
        on_change=_remember_choice,
    )
    highest = highest_marking(point.marking for point in listed)
    tables.offer(
        "Pain points",
        TABLE_HEAD,
        [_table_row(point) for point in listed],
        key="pain-points",
        marking=highest,
        held=tables.Held.by_points(point for point in points if point.id in titles),
    )
    return chosen or named


def _table_row(point: PainPoint) -> tuple[object, ...]:
    facts_of = dict(_facts(point))
    organisations = "; ".join(organisation.name for organisation in point.organisations)
    return (point.title, point.description, words.SHARING[point.sharing], organisations, *map(facts_of.get, COUNTED))


def _remember_choice() -> None:
    state.set_parameter(state.PAIN_POINT, st.session_state[CHOICE])


def _one_of(title: str, options: Sequence[Choice], said: Mapping[Choice, str], name: str) -> Choice | None:
    return st.selectbox(
        title, [None, *options], format_func=lambda option: ANY if option is None else said[option],
        key=state.key(PAGE, name), persist_state="session",
    )  # fmt: skip


def _caption(point: PainPoint) -> str:
    spread = words.count(point.spread, "organisation")
    return f"{words.SEVERITY[point.severity]} · {spread} · {words.SHARING[point.sharing]}"


def _show_chosen(app: UseCases, viewer: Viewer, points: Sequence[PainPoint], identifier: str | None) -> None:
    if identifier is None:
        st.markdown("Choose a pain point at the left to see who says so.")
        return
    if filters.mission() and all(point.id != identifier for point in points):
        st.info("The studies of this mission do not show this pain point.", icon=":material/flag:")
        st.button("Look in all missions", key=state.key(PAGE, "all-missions"), on_click=filters.choose, args=(None,))
        return
    point = find_pain_point(list(points), identifier)
    marking.show(point.marking)
    st.header(label(point.title), anchor=False)
    st.markdown(label(point.description))
    links.copy(PAGE, {state.PAIN_POINT: point.id})
    if point.theme:
        links.to(links.THEMES, "Look at its theme", icon=":material/category:", parameters={state.THEME: point.theme})
    st.markdown(label(_who(point)))
    st.html(facts(_facts(point)))
    if point.reasons:
        st.caption("Why this confidence: " + label("; ".join(point.reasons)) + ".")
    if point.single_source:
        st.warning("One study is all there is. Treat it as a lead, not as a finding.", icon=":material/looks_one:")
    teams = ownership.show(app, viewer, point)
    _show_evidence(app, viewer, point)
    quoted = [fit.evidence for fit in point.evidence]
    tables.offer_evidence("Evidence of this pain point", quoted, key="evidence", marking=point.marking)
    pain_point_context.show_attempts(app, viewer, point)
    pain_point_context.show_not_heard(app, viewer, point)
    st.subheader("Whom to ask", anchor=False)
    st.html(ownership.contacts(teams))


def _who(point: PainPoint) -> str:
    return f"Seen in evidence about {words.listed(_names(point))}. {words.SHARING_SENTENCE[point.sharing]}"


def _facts(point: PainPoint) -> list[tuple[str, str]]:
    people = f"{point.participants:,}" if point.participants is not None else "not recorded"
    return [
        ("What it does", words.SEVERITY[point.severity]),
        ("Where it bites", words.LEVEL[point.level]),
        ("Still true?", words.STANDING[point.standing]),
        ("Confidence", words.CONFIDENCE[point.confidence]),
        ("Organisations", str(point.spread)),
        ("Studies", str(point.studies)),
        ("Observations", str(point.observations)),
        ("Participants", people),
        ("Years", words.years(point.years)),
    ]


def _show_evidence(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    st.subheader("Who says so", anchor=False)
    opened: set[tuple[str, str]] = st.session_state.setdefault(state.OPENED_ORGANISATIONS, set())
    said = {name: [fit for fit in point.evidence if fit.organisation == name] for name in _names(point)}
    most = {name: None if (point.id, name) in opened else QUOTATIONS_AT_FIRST for name in said}
    shown = {name: all_of[: most[name]] for name, all_of in said.items()}
    asked = [fit.evidence.id for quoted in shown.values() for fit in quoted]
    with_neighbours = {evidence.id: evidence for evidence in app.evidence(viewer, asked)}
    for start in range(0, len(point.organisations), COLUMNS):
        row = point.organisations[start : start + COLUMNS]
        for column, organisation in zip(st.columns(len(row)), row, strict=True):
            quoted = shown[organisation.name]
            with column:
                _show_organisation(organisation)
                for fit in quoted:
                    with st.container(gap="small"):
                        quotation.show(with_neighbours.get(fit.evidence.id, fit.evidence), with_organisation=False)
                        deciding.offer(app, viewer, point, fit)
                _offer_the_rest(point, organisation.name, len(said[organisation.name]) - len(quoted))


def _names(point: PainPoint) -> list[str]:
    return [organisation.name for organisation in point.organisations]


def _show_organisation(organisation: OrganisationCount) -> None:
    counts = f"{words.count(organisation.observations, 'observation')} from {words.studies(organisation.studies)}"
    st.markdown(f"#### {label(organisation.name)}")
    st.caption(counts)


def _offer_the_rest(point: PainPoint, name: str, rest: int) -> None:
    if rest and st.button(f"Show {rest} more", key=state.key(PAGE, "more", point.id, name)):
        opened: set[tuple[str, str]] = st.session_state[state.OPENED_ORGANISATIONS]
        opened.add((point.id, name))
        st.rerun()
