"""Pain points: a ranked list at the left and the chosen one with its evidence, or all of them by organisation."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import Kind, Severity
from domain.insights import Confidence, PainPoint
from domain.jobs import JobKind
from domain.narrowing import Narrowing
from use_cases.app import UseCases
from use_cases.findings.theming import pain_point as find_pain_point
from views import (
    cached,
    errors,
    filters,
    insight_marks,
    job_status,
    leading,
    links,
    marking,
    ownership,
    state,
    still_read,
    tables,
    words,
)
from views.knowing import watches
from views.markup import facts, label
from views.pain_points import (
    deciding,
    evidence_columns,
    heat_cells,
    heat_map,
    journey_adding,
    pain_point_context,
    pain_point_files,
    pain_point_filters,
    pain_point_journeys,
    wishes,
)
from views.viewer import current_viewer

PAGE = links.PAIN_POINTS
ONE_BY_ONE, BY_ORGANISATION = "One by one", "By organisation"
RECOGNISING = {JobKind.CODE, JobKind.FIT}

CHOICE = state.key(PAGE, "chosen")
CHOSEN = state.key(PAGE, "chosen-point")
ARRANGED = state.key(PAGE, "arranged")
WHAT_A_LEAD_IS = (
    "A lead is shared by weaker evidence alone: worth reading, too little to build on. Leads come after findings."
)


THIN = (
    "Each organisation has one quotation here, and nobody has confirmed one yet. Read them before you build on it: "
    "“That is right” lets it count in full, “Not this” takes it out."
)


def render(app: UseCases) -> None:
    """Show what organisations share, and the evidence for the chosen one: pain points, gravest first, or wishes."""
    viewer = current_viewer()
    _forget_lead()
    listed = wishes.shown()
    title, lead = wishes.LISTS[listed]
    st.title(title)
    st.html(f'<p class="tl-lead">{lead}</p>')
    overview = app.overview(viewer)
    job_status.show_named(app, viewer)
    checked = () if overview.observations else (JobKind.CHECK,)
    doing = still_read.show(app, viewer, JobKind.FIT, *checked)
    if not overview.observations:
        if doing:
            return
        st.info("There is no evidence yet. Add the findings of a first study.", icon=":material/note_add:")
        links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
        return
    with st.container(horizontal=True, gap="medium"):
        wishes.offer_lists()
        by_organisation = listed is Kind.PAIN_POINT and _is_by_organisation()
    if listed is not Kind.PAIN_POINT:
        wishes.render(app, viewer, listed)
        return
    if JobKind.FIT not in doing:
        _offer_fit(app, viewer, overview.observations)
    points = cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=filters.mission_name())
    if not points and doing & RECOGNISING and not cached.pain_points(app, viewer=viewer, revision=app.revision()):
        st.markdown("No pain point is recognised yet.")
    elif by_organisation:
        _show_by_organisation(app, viewer, points)
    else:
        _show_list(app, viewer, points)


def _is_by_organisation() -> bool:
    """Let the list or the table be chosen, which the address names; tell whether it is the table."""
    st.session_state[ARRANGED] = BY_ORGANISATION if state.parameter(state.SHOW) == state.BY_ORGANISATION else ONE_BY_ONE
    chosen = st.segmented_control(
        "Show them",
        [ONE_BY_ONE, BY_ORGANISATION],
        key=ARRANGED,
        on_change=_remember_arrangement,
        label_visibility="collapsed",
    )
    return chosen == BY_ORGANISATION


def _remember_arrangement() -> None:
    is_table = st.session_state[ARRANGED] == BY_ORGANISATION
    state.set_parameter(state.SHOW, state.BY_ORGANISATION if is_table else None)


def _show_by_organisation(app: UseCases, viewer: Viewer, points: Sequence[PainPoint]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = pain_point_filters.show()
    passed = pain_point_filters.passing(points, asked)
    listed = passed[: pain_point_filters.LISTED_AT_MOST]
    if listed:
        rest = pain_point_filters.told_of_the_rest(passed, listed)
        st.caption(f"{pain_point_filters.told(passed, listed)}. {rest}")
        heat_map.show(app, viewer, listed)
        pain_point_files.offer(app, viewer, listed, asked, found=len(passed))
    else:
        _lead_to_names(app, viewer, asked)


def _lead_to_names(app: UseCases, viewer: Viewer, asked: Narrowing) -> None:
    """Where nothing is shared, say what makes it so, and lead to the names found in text that nobody has confirmed."""
    if not pain_point_filters.shares_alone(asked):
        return
    st.caption(
        "What counts is whom the evidence is about. When findings are added, say it under “About”; a body that the "
        "catalogue knows is found wherever the text names it, and one that you confirm now is found in what is here."
    )
    waiting = cached.open_names(app, viewer=viewer, revision=app.revision()) if viewer.may(Role.CURATOR) else ()
    if waiting:
        links.to(
            links.ORGANISATIONS, f"{words.count(len(waiting), 'name')} to decide on", icon=":material/account_balance:"
        )


def _show_list(app: UseCases, viewer: Viewer, points: Sequence[PainPoint]) -> None:
    left, right = st.columns([2, 5], gap="large")
    with left, st.container(key=state.key(PAGE, "list")):
        chosen = _choose(app, viewer, points)
    with right:
        deciding.show_last(app, viewer)
        with st.container(key=CHOSEN), errors.PageBoundary():
            _show_chosen(app, viewer, points, chosen)
        deciding.show_decided(app, viewer)
        links.to(links.TO_CONFIRM, "Confirm what would count most", icon=":material/fact_check:")
        links.to(links.ABOUT_RUN, "About the run behind the themes", icon=":material/scatter_plot:")


def _offer_fit(app: UseCases, viewer: Viewer, observations: int) -> None:
    run = app.latest_run_summary(viewer)
    if run is not None and run.observations >= observations:
        return
    if run is None:
        reason = "Themes have not been looked for yet: what is listed rests on the codebook alone."
    else:
        fresh = words.count(observations - run.observations, "observation")
        reason = f"{fresh} arrived since themes were last looked for."
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(reason)
        if not viewer.may(Role.CURATOR):
            st.caption("A curator can have them looked for.")
        elif st.button("Find themes", key=state.key(PAGE, "fit"), type="primary"):
            job_status.remember(app.queue_fit(viewer))


def _choose(app: UseCases, viewer: Viewer, points: Sequence[PainPoint]) -> str | None:
    """Show filters and the ranked list; return the chosen identifier, which the address may name."""
    asked = pain_point_filters.show()
    passed = pain_point_filters.passing(points, asked)
    listed = passed[: pain_point_filters.LISTED_AT_MOST]
    named = _named(points)
    if not listed:
        _lead_to_names(app, viewer, asked)
        return named
    titles = {point.id: point for point in listed}
    claims = app.ownership.claims(listed)
    if st.session_state.get(CHOICE) not in titles:
        st.session_state[CHOICE] = named if named in titles else (None if named else listed[0].id)
    chosen = st.radio(
        pain_point_filters.told(passed, listed),
        list(titles),
        key=CHOICE,
        format_func=lambda identifier: label(titles[identifier].title),
        captions=[_caption(point, len(claims[point.id])) for point in listed],
        on_change=_remember_choice,
        help=WHAT_A_LEAD_IS,
    )
    if rest := pain_point_filters.told_of_the_rest(passed, listed):
        st.caption(rest)
    pain_point_files.offer(app, viewer, listed, asked, found=len(passed))
    return chosen or named


def _named(points: Sequence[PainPoint]) -> str | None:
    """Return which pain point the address names, or what that one became."""
    name = state.parameter(state.PAIN_POINT)
    return next((point.id for point in points if name in point.formerly), name)


def _remember_choice() -> None:
    state.set_parameter(state.PAIN_POINT, st.session_state[CHOICE])
    state.set_parameter(state.ORGANISATION, None)
    st.session_state[state.LED_TO] = (st.session_state[CHOICE], None)


def _caption(point: PainPoint, claims: int) -> str:
    spread = words.count(point.spread, "organisation")
    us_too = f" · {claims} more {'says' if claims == 1 else 'say'} “us too”" if claims else ""
    weak = " · weak evidence" if point.confidence is Confidence.WEAK else ""
    sure = " · a lead" if point.is_lead else weak
    return f"{words.SEVERITY[point.severity]} · {spread} · {words.shared_how(point)}{us_too}{sure}"


def _show_chosen(app: UseCases, viewer: Viewer, points: Sequence[PainPoint], identifier: str | None) -> None:
    if identifier is None:
        st.markdown("Nothing is listed at the left, so no evidence stands here.")
        return
    if filters.mission() and all(point.id != identifier for point in points):
        st.info("The studies of this mission do not show this pain point.", icon=":material/flag:")
        st.button("Look in all missions", key=state.key(PAGE, "all-missions"), on_click=filters.choose, args=(None,))
        return
    point = find_pain_point(list(points), identifier)
    marking.show(point.marking)
    st.header(label(point.title), anchor=False)
    st.markdown(label(point.description))
    with st.container(horizontal=True, vertical_alignment="center"):
        links.copy(PAGE, {state.PAIN_POINT: point.id})
        watches.offer_point(app, viewer, point)
        journey_adding.offer(app, viewer, [fit.evidence for fit in point.evidence], key=point.id)
        _lead_to_its_source(point)
    insight_marks.show_all([fit.evidence.id for fit in point.evidence], "among this evidence")
    st.markdown(label(words.seen_in(point)))
    st.html(facts(words.pain_point_facts(point)))
    if why := words.why_severity(point, _usual_severity(app, viewer, point)):
        st.caption(f"Why “{words.SEVERITY[point.severity]}”: {label(why)}.")
    if point.reasons:
        st.caption("Why this confidence: " + label("; ".join(point.reasons)) + ".")
    if point.single_source:
        st.warning("One study is all there is. Treat it as a lead, not as a finding.", icon=":material/looks_one:")
    elif point.is_thin:
        st.warning(THIN, icon=":material/looks_one:")
    st.subheader("Who says so", anchor=heat_cells.SAID_HERE)
    evidence_columns.show(
        app,
        viewer,
        point.id,
        point.organisations,
        point.evidence,
        beside=lambda fit: deciding.offer(app, viewer, point, fit),
        first=state.parameter(state.ORGANISATION),
    )
    quoted = [fit.evidence for fit in point.evidence]
    named = (point.title, "evidence")
    pain_point_files.offer_one(app, viewer, point)
    tables.offer_evidence("Evidence of this pain point", quoted, key="evidence", marking=point.marking, named=named)
    teams = ownership.show(app, viewer, point)
    pain_point_journeys.show(app, viewer, point)
    pain_point_context.show_against(app, viewer, point)
    pain_point_context.show_attempts(app, viewer, point)
    pain_point_context.tell_blanks(point)
    pain_point_context.show_wishes(app, viewer, point)
    pain_point_context.show_not_heard(app, viewer, point)
    st.subheader("Whom to ask", anchor=False)
    st.html(ownership.contacts(teams))
    _lead_to_it(point)


def _usual_severity(app: UseCases, viewer: Viewer, point: PainPoint) -> Severity | None:
    codebook = cached.codebook(app, viewer=viewer, revision=app.revision())
    pattern = codebook.pattern(point.pattern) if point.pattern else None
    return pattern.severity if pattern else None


def _lead_to_its_source(point: PainPoint) -> None:
    """Link to the theme it is made of, or to its pattern in the codebook."""
    if point.theme:
        links.to(links.THEMES, "Look at its theme", icon=":material/category:", parameters={state.THEME: point.theme})
    if point.pattern:
        to = {state.PATTERN: point.pattern}
        links.to(links.CODEBOOK, "What counts as this, in the codebook", icon=":material/menu_book:", parameters=to)


def _forget_lead() -> None:
    """Forget what was led to once the address names it no more: whoever opens its link again is led again."""
    led: tuple[str, str | None] | None = st.session_state.get(state.LED_TO)
    if led is not None and led[0] != state.parameter(state.PAIN_POINT):
        del st.session_state[state.LED_TO]


def _lead_to_it(point: PainPoint) -> None:
    """Bring what the address names into sight, once while it names it: a press must not move the page.

    That is what is said of an organisation, or, where the list would stand above it, the pain point.
    """
    asked = point.id, state.parameter(state.ORGANISATION)
    if state.parameter(state.PAIN_POINT) != point.id or st.session_state.get(state.LED_TO) == asked:
        return
    st.session_state[state.LED_TO] = asked
    if asked[1]:
        leading.to(f"#{heat_cells.SAID_HERE}")
    else:
        leading.to(f".st-key-{CHOSEN}", in_narrow_windows_only=True)
