"""What stands beside the quotations of an answer: pain points met, what speaks against, was tried; whom to ask."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from domain.evidence import Study
from domain.known import MetPoint, WhatIsKnown
from domain.wording import against_in_words
from views import links, ownership, quotation, state, words
from views.markup import label

PAGE = links.WHAT_DO_WE_KNOW
SHOWN_AT_FIRST = 2
"""How many attempts, and how many contrary quotations, are shown before the rest is asked for."""
STUDIES_AT_FIRST = 4


def show(known: WhatIsKnown, *, numbers: Mapping[str, int], name: str) -> None:
    """Show what was met, and whom to ask; what there is nothing of is left out. ``name`` tells it from others.

    ``numbers`` are those of its quotations on the page.
    """
    if known.known.is_something:
        _show_points(known)
        _show_against(known, numbers, name)
        _show_tried(known, name)
    show_whom_to_ask(known)
    _show_studies(known)
    _show_not_heard(known)


def show_whom_to_ask(known: WhatIsKnown) -> None:
    """Show the teams whose studies these are; nothing where nothing is near."""
    if known.ask:
        _heading("Whom to ask")
        st.html(ownership.contacts(known.ask))


def _show_points(known: WhatIsKnown) -> None:
    if not (known.points or known.themes):
        return
    _heading("Pain points among these")
    for met in known.points:
        links.to(links.PAIN_POINTS, label(met.point.title), parameters={state.PAIN_POINT: met.point.id})
        st.caption(label(_spread(met)))
    for theme in known.themes:
        links.to(links.THEMES, f"Theme: {label(theme.title)}", parameters={state.THEME: theme.id})
        st.caption(f"{words.count(theme.hits, 'quotation')} here")


def _spread(met: MetPoint) -> str:
    point = met.point
    sure = "a lead" if point.is_lead else f"confidence {words.CONFIDENCE[point.confidence]}"
    here = f"{words.count(met.hits, 'quotation')} here"
    return f"{here}; in all {words.count(point.spread, 'organisation')}, {words.studies(point.studies)} · {sure}"


def _show_against(known: WhatIsKnown, numbers: Mapping[str, int], name: str) -> None:
    if not known.against:
        return
    _heading("What speaks against it")
    for each in known.against[: _most(len(known.against), "against", name)]:
        st.markdown(f"**{label(against_in_words(each))}**")
        if quoted := known.quoted_as(each.evidence):
            st.caption(f"Quotation {numbers[quoted.evidence.id]} here, about {label(quoted.evidence.organisation)}")
        else:
            quotation.show(each.evidence)
    _offer_rest(len(known.against), "against", name)


def _show_tried(known: WhatIsKnown, name: str) -> None:
    if not known.tried:
        return
    _heading("What was tried")
    for each in known.tried[: _most(len(known.tried), "tried", name)]:
        st.markdown(f"**{words.ATTEMPT[each.attempt.outcome]}** · {label(each.about)}")
        quotation.show(each.attempt.evidence)
    _offer_rest(len(known.tried), "tried", name)


def _show_studies(known: WhatIsKnown) -> None:
    if not known.studies:
        return
    _heading("Studies behind it")
    rows = [_study(behind.study, behind.hits) for behind in known.studies]
    more = f"<li>and {words.studies(len(rows) - STUDIES_AT_FIRST)} more</li>" if len(rows) > STUDIES_AT_FIRST else ""
    st.html(f'<ul class="tl-studies">{"".join(rows[:STUDIES_AT_FIRST])}{more}</ul>')


def _study(study: Study, hits: int) -> str:
    sample = f"sample of {study.sample_size:,}" if study.sample_size is not None else "sample not recorded"
    facts = [study.organisation, words.date(study.date), *([study.method] if study.method else []), sample]
    here = f"{words.count(hits, 'quotation')} here"
    return f"<li><strong>{escape(study.title)}</strong><br>{escape(' · '.join([*facts, here]))}</li>"


def _show_not_heard(known: WhatIsKnown) -> None:
    if not known.studies:
        return
    _heading("Who was not heard")
    for title, said in known.not_heard:
        st.markdown(f"- {label(said)} ({label(title)})")
    if not known.not_heard:
        st.caption("None of these studies says who was not heard. It can be recorded on a study's page.")
    elif known.silent:
        verb = "does" if known.silent == 1 else "do"
        st.caption(f"{words.studies(known.silent)} {verb} not say who was not heard.")


def _most(number: int, what: str, name: str) -> int:
    return number if st.session_state.get(state.key(PAGE, "all", what, name)) else SHOWN_AT_FIRST


def _offer_rest(number: int, what: str, name: str) -> None:
    if number > SHOWN_AT_FIRST:
        st.toggle(f"Show all {number}", key=state.key(PAGE, "all", what, name))


def _heading(text: str) -> None:
    st.html(f'<h2 class="tl-beside">{escape(text)}</h2>')
