"""Did you mean ...? Names that nothing here bears, each with what is close to it: one press takes that instead."""

from collections.abc import Callable, Sequence

import streamlit as st

from domain.access import Viewer
from use_cases.app import UseCases
from use_cases.catalogue.meant_names import EVERYTHING, ORGANISATIONS
from views import cached, links, state
from views.adding import check_rows
from views.adding.check_rows import Row
from views.markup import label

PAGE = links.ADD_AND_CHECK
ORGANISATION = state.key(PAGE, "organisation")


def ask_of_form(app: UseCases, viewer: Viewer) -> None:
    """Ask whether the organisation typed into the form is one that is known; nothing where it is, or was kept."""
    typed = str(st.session_state.get(ORGANISATION) or "").strip()
    close = cached.meant_names(app, viewer=viewer, revision=app.revision(), name=typed, subjects=ORGANISATIONS)
    _ask(typed, close, state.key(PAGE, "meant"), _take_in_form)


def ask_of_rows(app: UseCases, viewer: Viewer, job: str, rows: Sequence[Row]) -> None:
    """Ask of each name in a check's lines that is close to a known one and is none, whether that was meant."""
    revision = app.revision()
    researched = dict.fromkeys(row["organisation"] or "" for row in rows)
    for name in researched:
        at = [number for number, row in enumerate(rows) if row["organisation"] == name]

        def take(_: str, other: str, at: list[int] = at) -> None:
            check_rows.change(job, {number: {"organisation": other} for number in at})

        close = cached.meant_names(app, viewer=viewer, revision=revision, name=name, subjects=ORGANISATIONS)
        _ask(name, close, state.key(PAGE, "meant", job, name), take)
    for name in dict.fromkeys(name for row in rows for name in row["about"] or () if name not in researched):
        at = [number for number, row in enumerate(rows) if name in (row["about"] or ())]

        def replace(name: str, other: str, at: list[int] = at) -> None:
            changed = {number: [other if each == name else each for each in rows[number]["about"]] for number in at}
            check_rows.change(job, {number: {"about": list(dict.fromkeys(about))} for number, about in changed.items()})

        close = cached.meant_names(app, viewer=viewer, revision=revision, name=name, subjects=EVERYTHING)
        _ask(name, close, state.key(PAGE, "meant-about", job, name), replace)


def _ask(name: str, close: Sequence[str], key: str, take: Callable[[str, str], None]) -> None:
    if not close or name in _kept():
        return
    with st.container(border=True, key=state.key(key, "ask")):
        st.markdown(f":material/spellcheck: “{label(name)}” is not known here. **Did you mean:**")
        with st.container(horizontal=True):
            for other in close:
                st.button(label(other), key=state.key(key, other), on_click=take, args=(name, other))
            st.button(
                f"No, keep “{label(name)}” as a new organisation", key=state.key(key, "keep"), type="tertiary",
                on_click=_kept().append, args=(name,),
            )  # fmt: skip


def _take_in_form(_: str, other: str) -> None:
    st.session_state[ORGANISATION] = other


def _kept() -> list[str]:
    """Return the names that somebody said are new, so that they are not asked about again in this session."""
    kept: list[str] = st.session_state.setdefault(state.KEPT_NAMES, [])
    return kept
