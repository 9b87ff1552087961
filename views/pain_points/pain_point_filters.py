"""The filters of pain points, the same for the list and for the table by organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from domain.evidence import Level, Standing
from domain.insights import PainPoint, Sharing
from domain.narrowing import Narrowing
from use_cases.findings.theming import select_pain_points
from views import filters, links, state, words

PAGE = links.PAIN_POINTS
LISTED_AT_MOST = 40
ANY = "any"
NONE_SHARED = "No pain point is known yet that two organisations share."
FEWEST = state.key(PAGE, "fewest")
FEWEST_SHARING = 2
Choice = TypeVar("Choice", bound=Level | Standing)


def show() -> Narrowing:
    """Draw the filters; return what is asked for, with what is chosen at the top of the page."""
    sharing = st.segmented_control(
        "Shared how?",
        [Sharing.BETWEEN, Sharing.IN_COMMON],
        format_func=words.SHARING_SHORT.__getitem__,
        key=state.key(PAGE, "sharing"),
        persist_state="session",
        help="Between: it sits at a hand-over, so neither can mend it alone. In common: each has its own copy, or "
        "hardly a quotation names the other.",
    )
    with st.expander("More filters", key=state.key(PAGE, "filters")):
        level = _one_of("Where it bites", [*Level], words.LEVEL, "level")
        standing = _one_of("Still true?", [*Standing], words.STANDING, "standing")
        workarounds = st.checkbox(
            "With staff workarounds only", key=state.key(PAGE, "workarounds"), persist_state="session",
            help="Some of the evidence tells how somebody gets round the tool or process that is provided.",
        )  # fmt: skip
        fewest = st.number_input(
            "At least this many organisations", 1, 50, FEWEST_SHARING, key=FEWEST, persist_state="session"
        )
    return Narrowing(
        mission=filters.mission_name(), organisation=filters.organisation(), sharing=sharing, level=level,
        standing=standing, workarounds=workarounds, min_organisations=int(fewest),
    )  # fmt: skip


def passing(points: Sequence[PainPoint], asked: Narrowing) -> list[PainPoint]:
    """Return the points that pass, in their order, with all their evidence; say what to do when none does.

    Where single organisations tell difficulties that none shares, it says how many, and one press lists them.
    """
    passed = select_pain_points(points, asked)
    if passed:
        return passed
    fewer = len(select_pain_points(points, replace(asked, min_organisations=1)))
    if not fewer:
        st.info(
            "No pain point passes these filters. Ask for fewer organisations, choose “any”, or take out one at the top."
        )
        return passed
    there_are = f"There {'is' if fewer == 1 else 'are'} {words.count(fewer, 'difficulty', 'difficulties')}"
    who = "one organisation alone tells" if asked.min_organisations == FEWEST_SHARING else "fewer organisations tell"
    none = NONE_SHARED if shares_alone(asked) else "No pain point passes these filters."
    st.info(f"{none} {there_are} that {who}.", icon=":material/info:")
    st.button("Show it" if fewer == 1 else "Show them", key=state.key(PAGE, "show-fewer"), on_click=_ask_for_one)
    return passed


def shares_alone(asked: Narrowing) -> bool:
    """Tell whether nothing was narrowed: all that is asked is that organisations share it."""
    return asked == Narrowing(min_organisations=FEWEST_SHARING)


def _ask_for_one() -> None:
    st.session_state[FEWEST] = 1


def told(passed: Sequence[PainPoint], listed: Sequence[PainPoint]) -> str:
    """Return how many are listed, of how many that pass, and how many of them are leads only."""
    every = words.count(len(passed), "pain point")
    shown = f"The first {len(listed)} of {every}" if len(passed) > len(listed) else every
    leads = sum(point.is_lead for point in listed)
    if leads == len(listed):
        return f"{shown}; {'it is a lead' if leads == 1 else 'all are leads'}"
    return f"{shown}; {words.count(leads, 'is a lead', 'are leads')}" if leads else shown


def told_of_the_rest(passed: Sequence[PainPoint], listed: Sequence[PainPoint]) -> str:
    """Return what the list passes over, and how it is reached; empty where all are listed."""
    rest = passed[len(listed) :]
    if not rest:
        return ""
    between = sum(point.sharing is Sharing.BETWEEN for point in rest)
    held = f", {between} of them between organisations" if between else ""
    return f"{words.count(len(rest), 'more passes', 'more pass')} these filters{held}: narrow by them to see the rest."


def _one_of(title: str, options: Sequence[Choice], said: Mapping[Choice, str], name: str) -> Choice | None:
    choices: list[Choice | None] = [None, *options]
    return st.selectbox(
        title, choices, format_func=lambda option: ANY if option is None else said[option],
        key=state.key(PAGE, name), persist_state="session",
    )  # fmt: skip
