"""Shared needs and recommendations: lists of their own on the page of pain points, each with its evidence."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Viewer, highest_marking
from domain.evidence import Kind
from domain.insights import Wish
from use_cases.app import UseCases
from use_cases.findings.theming import select_wishes
from use_cases.findings.theming import wish as find_wish
from views import cached, errors, filters, links, marking, state, tables, words
from views.markup import facts, label
from views.pain_points import evidence_columns

PAGE = links.PAIN_POINTS
LISTED_AT_MOST = 40
LISTS = {
    Kind.PAIN_POINT: (
        "Pain points",
        "The order weighs four things together: most what it does to people, then whether it lies between "
        "organisations, how widely it is met, and how sure the evidence is. How often it is said does not count.",
    ),
    Kind.NEED: (
        "Needs",
        "What people need about the same difficulty, in several organisations. Most widely told first.",
    ),
    Kind.RECOMMENDATION: (
        "Recommendations",
        "What research recommends about the same difficulty, in several organisations. Most widely told first.",
    ),
}
"""What can be listed, with its title and what stands below it."""
TABLE_HEAD = (
    "What would help",
    "What it would mend",
    "Organisations",
    "Still true?",
    "Studies",
    "Observations",
    "Years",
)

SHOWN = state.key(PAGE, "shown")


def shown() -> Kind:
    """Return what is listed: as chosen, or else as the address says, or else pain points."""
    if SHOWN not in st.session_state:
        named = state.parameter(state.SHOW)
        st.session_state[SHOWN] = named if named in [*LISTS] else Kind.PAIN_POINT
    return Kind(st.session_state[SHOWN] or Kind.PAIN_POINT)


def offer_lists() -> None:
    """Let a person choose between pain points, needs and recommendations; the address says which."""
    st.segmented_control(
        "What to list",
        [*LISTS],
        format_func=lambda kind: LISTS[kind][0],
        key=SHOWN,
        label_visibility="collapsed",
        on_change=_remember_list,
    )


def _remember_list() -> None:
    chosen = shown()
    state.set_parameter(state.SHOW, None if chosen is Kind.PAIN_POINT else chosen.value)
    state.set_parameter(state.PAIN_POINT, None)
    state.set_parameter(state.WISH, None)


def render(app: UseCases, viewer: Viewer, kind: Kind) -> None:
    """Show the needs or the recommendations that organisations share, and the evidence for the chosen one."""
    found = cached.wishes(app, viewer=viewer, revision=app.revision(), mission=filters.mission_name())
    left, right = st.columns([2, 5], gap="large")
    with left, st.container(key=state.key(PAGE, "list")):
        chosen = _choose(kind, filters.of_organisation(found))
    with right, errors.PageBoundary():
        if chosen:
            _show_chosen(app, viewer, find_wish(found, chosen))


def _choose(kind: Kind, found: list[Wish]) -> str | None:
    """Show the filter and the ranked list; return the chosen identifier, which the address may name."""
    fewest = st.number_input(
        "At least this many organisations", 1, 50, 2, key=state.key(PAGE, kind.value, "fewest"), persist_state="session"
    )
    passed = select_wishes(found, kind=kind, min_organisations=int(fewest))
    listed = passed[:LISTED_AT_MOST]
    named = state.parameter(state.WISH)
    if not listed:
        single = select_wishes(found, kind=kind, min_organisations=1)
        st.info(_nothing(kind, len(single)), icon=":material/info:")
        if single:
            st.button(
                f"Show {'it' if len(single) == 1 else 'them'}",
                key=state.key(PAGE, kind.value, "singles"),
                icon=":material/expand_more:",
                on_click=_show_singles,
                args=(kind,),
            )
        links.to(links.WHAT_DO_WE_KNOW, "Search what is known", icon=":material/search:")
        return named
    titles = {wish.id: wish for wish in listed}
    key = state.key(PAGE, kind.value, "chosen")
    if st.session_state.get(key) not in titles:
        st.session_state[key] = named if named in titles else (None if named else listed[0].id)
    chosen = st.radio(
        f"{words.count(len(listed), kind.label)}, most widely told first",
        list(titles),
        key=key,
        format_func=lambda identifier: label(titles[identifier].title),
        captions=[_caption(wish) for wish in listed],
        on_change=_remember_choice,
        args=(key,),
    )
    if cut := len(passed) - len(listed):
        st.caption(
            f"{cut} more {'is' if cut == 1 else 'are'} told of by as many: raise the number, or narrow the list."
        )
    if rest := len(select_wishes(found, kind=kind, min_organisations=1)) - len(passed):
        st.caption(
            f"Of fewer organisations there {'is' if rest == 1 else 'are'} {rest} more: lower the number to see them."
        )
    tables.offer(
        LISTS[kind][0],
        TABLE_HEAD,
        [_table_row(wish) for wish in listed],
        key=kind.value,
        marking=highest_marking(wish.marking for wish in listed),
        held=tables.Held.by_points(listed),
    )
    return chosen or named


def _nothing(kind: Kind, single: int) -> str:
    if single:
        return (
            f"No {kind.label} here is told of as many organisations. There {'is' if single == 1 else 'are'} "
            f"{words.count(single, kind.label)} of fewer."
        )
    return (
        f"No {kind.label} here fits a difficulty closely enough. Only what is worded as a {kind.label} and clearly "
        "about one difficulty is listed; the others are found by searching."
    )


def _show_singles(kind: Kind) -> None:
    """Ask for one organisation: a callback, for it runs before the number is drawn."""
    st.session_state[state.key(PAGE, kind.value, "fewest")] = 1


def _remember_choice(key: str) -> None:
    state.set_parameter(state.WISH, st.session_state[key])


def _caption(wish: Wish) -> str:
    return f"{words.count(wish.spread, 'organisation')} · {words.studies(wish.studies)}"


def _table_row(wish: Wish) -> tuple[object, ...]:
    names = "; ".join(count.name for count in wish.organisations)
    standing = words.STANDING[wish.standing]
    return (wish.title, wish.difficulty, names, standing, wish.studies, wish.observations, words.years(wish.years))


def _show_chosen(app: UseCases, viewer: Viewer, wish: Wish) -> None:
    marking.show(wish.marking)
    st.header(label(wish.title), anchor=False)
    st.markdown(f"What it would mend: {label(wish.difficulty)}.")
    links.copy(PAGE, {state.SHOW: wish.kind.value, state.WISH: wish.id})
    st.html(facts(_facts(wish)))
    points = cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=filters.mission_name())
    if any(point.id == wish.pain_point for point in points):
        st.button(
            "Look at the pain point",
            key=state.key(PAGE, "point-of", wish.id),
            icon=":material/priority_high:",
            type="tertiary",
            on_click=_open_point,
            args=(wish.pain_point,),
        )
    st.subheader("Who says so", anchor=False)
    st.caption("The heading is the codebook's summary. What stands below are people's exact words.")
    evidence_columns.show(app, viewer, wish.id, wish.organisations, wish.evidence)
    quoted = list({fit.evidence.id: fit.evidence for fit in wish.evidence}.values())
    tables.offer_evidence(
        f"Evidence of this {wish.kind.label}",
        quoted,
        key="wish-evidence",
        marking=wish.marking,
        named=(wish.title, "evidence"),
    )


def _facts(wish: Wish) -> Sequence[tuple[str, str]]:
    return [
        ("Still true?", words.STANDING[wish.standing]),
        ("Organisations", str(wish.spread)),
        ("Studies", str(wish.studies)),
        ("Observations", str(wish.observations)),
        ("Years", words.years(wish.years)),
    ]


def _open_point(identifier: str) -> None:
    """Show a pain point in place of the list: a callback, for it runs before the widgets are drawn."""
    st.session_state[SHOWN] = Kind.PAIN_POINT
    st.session_state[state.key(PAGE, "chosen")] = identifier
    state.set_parameter(state.SHOW, None)
    state.set_parameter(state.WISH, None)
    state.set_parameter(state.PAIN_POINT, identifier)
