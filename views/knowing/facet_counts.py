"""How many of what was found each choice of a filter holds, beside the filter; pressing one narrows to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.facets import Facet, FacetCount, Facets
from views import links, state
from views.markup import label

PAGE = links.WHAT_DO_WE_KNOW
AT_MOST = 6
"""So many choices of a filter are offered with their counts; the list above holds them all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """A place under a filter: what can be chosen there by its value, how it is said, and what choosing one does."""

    place: DeltaGenerator
    options: Mapping[str, Any]
    said: Callable[[Any], str | None]
    choose: Callable[[Any], None]
    chosen: Sequence[Any] = ()


def under(column: DeltaGenerator, name: str, options: Sequence[Any], said: Callable[[Any], str | None] = str) -> Beside:
    """Keep a place in a column, under the filter of that name, for what was found of each choice."""
    key = state.key(PAGE, name)
    return Beside(
        place=column.container(),
        options={str(option): option for option in options},
        said=said,
        choose=_added_to(key),
        chosen=st.session_state.get(key) or (),
    )


def show(beside: Mapping[Facet, Beside], facets: Facets) -> None:
    """Fill the places beside the filters; a filter of which nothing was found, or that is set already, stays bare."""
    for facet, filled in beside.items():
        offered = [each for each in facets.get(facet, ()) if each.value in filled.options]
        fresh = [each for each in offered if filled.options[each.value] not in filled.chosen]
        if fresh:
            with filled.place.container(
                horizontal=True, vertical_alignment="center", key=state.key(PAGE, "facet", facet.value)
            ):
                for each in fresh[:AT_MOST]:
                    _offer(facet, filled, each)
                if len(fresh) > AT_MOST:
                    st.caption(f"and {len(fresh) - AT_MOST} more")


def _offer(facet: Facet, filled: Beside, each: FacetCount) -> None:
    option = filled.options[each.value]
    st.button(
        f"{label(filled.said(option) or each.value)} · {each.observations}",
        key=state.key(PAGE, "facet", facet.value, each.value),
        type="tertiary",
        on_click=filled.choose,
        args=(option,),
    )


def _added_to(key: str) -> Callable[[Any], None]:
    """Return what adds a choice to the filter of that widget key; it runs before the widget is drawn again."""

    def add(option: Any) -> None:
        st.session_state[key] = [*(st.session_state.get(key) or ()), option]

    return add
