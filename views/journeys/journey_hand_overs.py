"""Hand-overs of a journey: their table, and the drawer of the one that is chosen."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Viewer
from domain.evidence import Subject
from domain.hand_over_told import identifier_words, legal_basis_words, trouble_words
from domain.hand_overs import Gap, HandOver, HandOverKind
from domain.journey_edits import ChangeHandOver
from domain.journey_table import sides_words
from domain.journeys import Journey, Step
from use_cases.app import UseCases
from views import links, state, tables, words
from views.journeys import (
    journey_changing,
    journey_hand_over_evidence,
    journey_own_hand_overs,
    journey_possible_hand_overs,
    journey_steps,
)
from views.journeys.journey_step_form import choose_word, offered, one_of
from views.markup import facts, label

PAGE = links.JOURNEY_ROOM
CHOSEN = state.key(PAGE, "hand-over")
TITLES = {
    "passes": "What is passed",
    "how": "How",
    "identifier": "By which identifier",
    "legal_basis": "Legal basis or agreement",
    "controller": "Controller of the data",
    "gap": "What is missing",
    "trouble": "What is known to go wrong",
    "giver_owner": "Who answers on the giving side",
    "taker_owner": "Who answers on the taking side",
}
SIDES = journey_own_hand_overs.SIDES | {"kind": "What it crosses"}
"""What is said of a hand-over within a step or across alone: elsewhere it follows from the steps."""
NOTHING_MISSING = ""
UNSAID = "not known"
_ASSUMED = "An assumption: no evidence tells of it. Does something pass here, and between whom? Ask someone who knows."


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the list of hand-overs, the drawer of the chosen one, which the address names, and all as a table."""
    st.header("Hand-overs", anchor=False)
    if mine:
        journey_own_hand_overs.offer(app, viewer, journey)
        journey_possible_hand_overs.offer(app, viewer, journey)
    if not journey.hand_overs:
        st.markdown(
            "None is known: no two steps in a row are known to be of different organisations, services or systems. "
            "Say in the steps who does each, or add one that you know of."
        )
        return
    pairs = {_name(journey, item): item for item in journey.hand_overs}
    left, right = st.columns([2, 5], gap="large")
    with left:
        chosen = _choose(journey, pairs)
    with right:
        _show_one(app, viewer, journey, pairs[chosen], mine=mine)
    with st.expander("All hand-overs as a table", key=state.key(PAGE, "hand-over-table")):
        _show_table(journey)


def sides(journey: Journey, item: HandOver) -> tuple[Step, Step]:
    """Return the two steps between which a hand-over lies; twice the one that it happens within."""
    return journey.step(item.from_step), journey.step(item.to_step)


def hand_over_facts(item: HandOver) -> list[tuple[str, str]]:
    """Return what is known of a hand-over in words, and what is not."""
    return [
        *([(SIDES["giver"], item.giver), (SIDES["taker"], item.taker)] if item.has_own_sides else []),
        ("Crosses", words.BOUNDARY[item.kind]),
        (TITLES["passes"], words.PASSES[item.passes]),
        (TITLES["how"], words.HOW[item.how]),
        (TITLES["identifier"], item.identifier or UNSAID),
        (TITLES["legal_basis"], item.legal_basis or UNSAID),
        (TITLES["controller"], item.controller or UNSAID),
        (TITLES["gap"], words.GAP[item.gap] if item.gap else "nothing that is known"),
        (TITLES["giver_owner"], item.giver_owner or "nobody named"),
        (TITLES["taker_owner"], item.taker_owner or "nobody named"),
    ]


def _with_told(item: HandOver) -> list[tuple[str, str]]:
    """Return what is known of a hand-over, with what its evidence tells where people have not said it."""
    told = {
        TITLES["identifier"]: identifier_words(item, unsaid=UNSAID),
        TITLES["legal_basis"]: legal_basis_words(item, unsaid=UNSAID),
    }
    return [(name, told.get(name, said)) for name, said in hand_over_facts(item)]


def _name(journey: Journey, item: HandOver) -> str:
    return journey_own_hand_overs.name_of(*sides(journey, item), item)


def _choose(journey: Journey, pairs: dict[str, HandOver]) -> str:
    named = state.parameter(state.HAND_OVER)
    if named and named not in pairs:
        st.warning("There is no such hand-over on this journey now.", icon=":material/link_off:")
    held = st.session_state.get(CHOSEN)
    st.session_state[CHOSEN] = named if named in pairs else held if held in pairs else next(iter(pairs))
    return st.radio(
        "Choose a hand-over",
        list(pairs),
        key=CHOSEN,
        format_func=lambda name: label(_title(pairs[name])),
        captions=[label(_steps_said(journey, item)) for item in pairs.values()],
        on_change=_remember,
    )


def _remember() -> None:
    if state.is_shown("hand_overs"):
        state.set_parameter(state.HAND_OVER, st.session_state[CHOSEN])


def _title(item: HandOver) -> str:
    return sides_words(item.giver, item.taker, begins=True)


def _steps_said(journey: Journey, item: HandOver) -> str:
    giver, taker = sides(journey, item)
    if item.is_within:
        return f"Within {journey_steps.title_of(giver)}"
    return f"{journey_steps.title_of(giver)} → {journey_steps.title_of(taker)}"


def _show_one(app: UseCases, viewer: Viewer, journey: Journey, item: HandOver, *, mine: bool) -> None:
    st.markdown(f"### {label(_title(item))}")
    st.caption(label(_steps_said(journey, item)))
    with st.container():  # both may change with what is judged below
        if item.is_assumed:
            st.info(_ASSUMED, icon=":material/help:")
        if item.gap:
            st.warning(f"Missing: {words.GAP[item.gap]}.", icon=":material/link_off:")
    st.html(facts(_with_told(item)))
    st.markdown(f"**{TITLES['trouble']}:** {label(trouble_words(item))}")
    if mine:
        _form(app, viewer, journey, item)
        if item.has_own_sides:
            journey_own_hand_overs.offer_removal(app, viewer, journey, item)
    giver, taker = sides(journey, item)
    with st.container(horizontal=True):
        for step in dict.fromkeys((giver, taker)):
            links.here(
                label(journey_steps.title_of(step)),
                key=state.key(PAGE, "to-step", step.id),
                icon=":material/route:",
                parameters={state.STEP: step.id},
                without=(state.SHOW, state.HAND_OVER),
            )
    journey_hand_over_evidence.show(app, viewer, journey, item, mine=mine)


def _form(app: UseCases, viewer: Viewer, journey: Journey, item: HandOver) -> None:
    name = _name(journey, item)
    seen = journey_changing.opened(journey, name)
    began = next((each for each in seen.hand_overs if _name(seen, each) == name), None)
    if began is None:  # it came about while the drawer was open
        journey_changing.forget_opened()
        seen, began = journey_changing.opened(journey, name), item
    journey_changing.show_others_words(
        hand_over_facts(began), hand_over_facts(item), key=state.key(PAGE, "refresh", name)
    )
    with (
        st.expander("Change what is said of this hand-over", icon=":material/edit:", key=state.key(PAGE, "edit-pass")),
        st.form(state.key(PAGE, "pass-form", name, seen.version), border=False),
    ):
        left, right = st.columns(2)
        with left:
            if began.has_own_sides:
                _ask_sides(app, viewer, seen, name, began)
            _ask_how(seen, name, began)
        with right:
            _ask_who(app, viewer, seen, name, began)
        st.text_area(TITLES["trouble"], value=began.trouble, key=_key(seen, name, "trouble"), height=80)
        st.form_submit_button(
            "Save",
            key=state.key(PAGE, "save-pass"),
            type="primary",
            icon=":material/save:",
            on_click=_save,
            args=(app, viewer, seen, name, began),
        )


def _ask_sides(app: UseCases, viewer: Viewer, seen: Journey, name: str, began: HandOver) -> None:
    known = journey_own_hand_overs.side_names(app, viewer, seen, *dict.fromkeys(sides(seen, began)))
    for field in ("giver", "taker"):
        one_of(SIDES[field], known, getattr(began, field), key=_key(seen, name, field))
    kinds = list(HandOverKind)
    st.selectbox(
        SIDES["kind"],
        kinds,
        index=kinds.index(began.kind),
        format_func=words.BOUNDARY.__getitem__,
        key=_key(seen, name, "kind"),
    )


def _ask_how(seen: Journey, name: str, began: HandOver) -> None:
    choose_word(TITLES["passes"], began.passes, words.PASSES, key=_key(seen, name, "passes"))
    choose_word(TITLES["how"], began.how, words.HOW, key=_key(seen, name, "how"))
    st.text_input(
        TITLES["identifier"],
        value=began.identifier or "",
        placeholder="Not known, such as a reference number",
        key=_key(seen, name, "identifier"),
    )
    gaps: list[Gap | str] = [NOTHING_MISSING, *Gap]
    st.selectbox(
        TITLES["gap"],
        gaps,
        index=gaps.index(began.gap or NOTHING_MISSING),
        format_func=lambda gap: words.GAP[Gap(gap)] if gap else "nothing that is known",
        key=_key(seen, name, "gap"),
    )


def _ask_who(app: UseCases, viewer: Viewer, seen: Journey, name: str, began: HandOver) -> None:
    st.text_input(
        TITLES["legal_basis"],
        value=began.legal_basis or "",
        placeholder="Not known, such as an agreement",
        key=_key(seen, name, "legal_basis"),
    )
    names = offered(app, viewer, seen, Subject.ORGANISATION)
    for field in ("controller", "giver_owner", "taker_owner"):
        one_of(TITLES[field], names, getattr(began, field), key=_key(seen, name, field))


def _key(seen: Journey, name: str, field: str) -> str:
    return state.key(PAGE, "pass", field, name, seen.version)


def _save(app: UseCases, viewer: Viewer, seen: Journey, name: str, began: HandOver) -> None:
    said: dict[str, object] = {}
    for field in (*SIDES, *TITLES) if began.has_own_sides else TITLES:
        given = st.session_state.get(_key(seen, name, field))
        value = given.strip() if type(given) is str else given if given is not None else ""
        if value != (getattr(began, field) or ""):
            said[field] = value
    if said:
        giver, taker = sides(seen, began)
        places = {"from_step": giver.id, "to_step": taker.id, "hand_over_id": began.id}
        edit = ChangeHandOver(**places, **said)  # type: ignore[arg-type]
        journey_changing.change(app, viewer, seen, edit)


def _show_table(journey: Journey) -> None:
    head = ("From step", "To step", "From", "To", "Crosses", *TITLES.values(), "Quotations")
    rows: Sequence[tuple[object, ...]] = [_row(item) for item in journey.hand_overs]
    held = tables.Held(observations=journey.rests_on)
    tables.show(
        "Where one hands over to another",
        head,
        rows,
        key="hand-overs",
        marking=journey.marking,
        held=held,
        named=(journey.title, "hand-overs"),
    )


def _row(item: HandOver) -> tuple[object, ...]:
    return (
        item.from_step,
        item.to_step,
        item.giver,
        item.taker,
        words.BOUNDARY[item.kind],
        words.PASSES[item.passes],
        words.HOW[item.how],
        item.identifier,
        item.legal_basis,
        item.controller,
        words.GAP[item.gap] if item.gap else "none known",
        item.trouble,
        item.giver_owner,
        item.taker_owner,
        len(item.evidence),
    )
