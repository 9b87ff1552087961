"""Quotations side by side: a column an organisation, the best first, and the rest when asked for."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.insights import Fit, OrganisationCount
from use_cases.app import UseCases
from views import links, quotation, state, words
from views.markup import label

QUOTATIONS_AT_FIRST = 3
COLUMNS = 3


def show(
    app: UseCases,
    viewer: Viewer,
    identifier: str,
    organisations: Sequence[OrganisationCount],
    evidence: Sequence[Fit],
    *,
    beside: Callable[[Fit], None] | None = None,
    first: str | None = None,
) -> None:
    """Show what each organisation's evidence says; ``beside`` draws what stands beside the way to its source.

    The organisation named ``first`` stands before the others, with all it says.

    ``identifier`` is of what the evidence is for: which columns are open is remembered by it.
    """
    opened: set[tuple[str, str]] = st.session_state.setdefault(state.OPENED_ORGANISATIONS, set())
    opened.update((identifier, count.name) for count in organisations if count.name == first)
    ordered = sorted(organisations, key=lambda count: count.name != first)
    if ordered and ordered[0].name == first:
        st.caption(f"What is said about {label(first)} comes first, all of it.")
    said = {count.name: [fit for fit in evidence if fit.organisation == count.name] for count in organisations}
    most = {name: None if (identifier, name) in opened else QUOTATIONS_AT_FIRST for name in said}
    shown = {name: all_of[: most[name]] for name, all_of in said.items()}
    asked = [fit.evidence.id for quoted in shown.values() for fit in quoted]
    with_neighbours = {item.id: item for item in app.evidence(viewer, asked)}
    for start in range(0, len(ordered), COLUMNS):
        row = ordered[start : start + COLUMNS]
        for column, organisation in zip(st.columns(len(row)), row, strict=True):
            quoted = shown[organisation.name]
            with column:
                _show_organisation(organisation)
                for fit in quoted:
                    quotation.show(
                        with_neighbours.get(fit.evidence.id, fit.evidence),
                        with_organisation=False,
                        told=_why_here(fit),
                        beside=partial(beside, fit) if beside else None,
                        key=state.key(links.PAIN_POINTS, identifier, fit.organisation, fit.evidence.id),
                    )
                _offer_the_rest(identifier, organisation.name, len(said[organisation.name]) - len(quoted))


def _why_here(fit: Fit) -> tuple[str, ...]:
    """Return what is told of a quotation besides: whom its file is about, who placed it here, which model read it."""
    names = words.listed(fit.evidence.stated)
    file = (f"stated of the whole file, about {names}",) if fit.of_whole_file else ()
    if fit.by_person:
        return (*file, "placed here by merging a theme" if fit.by_merging else "placed here by a person")
    return (*file, f"read as evidence by a model, {fit.read_by}") if fit.read_by else file


def _show_organisation(organisation: OrganisationCount) -> None:
    counts = f"{words.count(organisation.observations, 'observation')} from {words.studies(organisation.studies)}"
    st.markdown(f"#### {label(organisation.name)}")
    st.caption(counts)


def _offer_the_rest(identifier: str, name: str, rest: int) -> None:
    if rest and st.button(f"Show {rest} more", key=state.key(links.PAIN_POINTS, "more", identifier, name)):
        opened: set[tuple[str, str]] = st.session_state[state.OPENED_ORGANISATIONS]
        opened.add((identifier, name))
        st.rerun()
