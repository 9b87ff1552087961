"""What is known of one question: how far it is answered, exact quotations by organisation, and what stands beside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

import streamlit as st

from domain.access import Viewer
from domain.evidence import Evidence
from domain.facets import Facets
from domain.known import Quoted, WhatIsKnown
from domain.search import Known
from domain.wording import age, few, known_in_short, why_marked
from use_cases.app import UseCases
from views import cached, filters, links, marking, quotation, state, words
from views.knowing import known_beside, narrowing_address, summary, taking_along
from views.markup import label

PAGE = links.WHAT_DO_WE_KNOW
QUOTATIONS_AT_FIRST = 3
"""How many quotations of each organisation or study are shown before the rest is asked for."""
BY_ORGANISATION, BY_STUDY, IN_ORDER = "By organisation", "By study", "Best first"
ICON = {
    Known.ANSWERED: ":material/check_circle:",
    Known.PARTLY: ":material/contrast:",
    Known.NOTHING: ":material/search_off:",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """An answer on the screen: ``name`` tells it from others on the page.

    ``facets`` count what was found by the choices of the filters.
    """

    known: WhatIsKnown
    name: str = ""
    narrows: bool = False
    facets: Facets = field(default_factory=dict)


def show(app: UseCases, viewer: Viewer, shown: Shown, *, below: Callable[[], None] | None = None) -> None:
    """Show an answer. Quotations come first and what stands beside them as it is found; ``below`` draws under them."""
    known = shown.known
    marked = st.empty()
    with marked.container():
        marking.show(known.marking, why=why_marked([known]))
    if not known.known.is_something:
        _show_nothing(shown)
        return
    _show_how_far(shown)
    quoted, beside = st.columns([5, 3], gap="large")
    with quoted:
        summary.offer(app, viewer, known, numbers=_numbers(shown), name=shown.name)
        _show_quotations(shown)
        if below:
            below()
    with beside:
        whole = complete(app, viewer, known)
        if whole.marking is not known.marking:  # what goes along is marked as the page is
            with marked.container():
                marking.show(whole.marking, why=why_marked([whole]))
        known_beside.show(whole, numbers=_numbers(shown), name=shown.name)


def complete(app: UseCases, viewer: Viewer, known: WhatIsKnown) -> WhatIsKnown:
    """Return an answer with what stands beside its quotations."""
    revision, mission = app.revision(), filters.mission_name()
    points = cached.pain_points(app, viewer=viewer, revision=revision, mission=mission)
    return app.knowing.with_beside(viewer, known, points, cached.theme_rows(app, viewer=viewer, revision=revision))


def badge(known: Known) -> str:
    """Return how far a question is answered as Markdown: an icon and its words."""
    return f"{ICON[known]} **{words.KNOWN[known]}**"


def _show_how_far(shown: Shown) -> None:
    known = shown.known
    told = known_in_short(known).partition(": ")[2]
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.markdown(f"{badge(known.known)}{': ' if told else ''}{label(told)}")
    with left:
        _show_what_else(known)
    with right, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        links.copy(PAGE, {state.QUERY: known.question, **narrowing_address.carried()})
        st.segmented_control(
            "Order", [BY_ORGANISATION, BY_STUDY, IN_ORDER], default=BY_ORGANISATION, required=True,
            key=state.key(PAGE, *_parts("order", shown)), label_visibility="collapsed",
        )  # fmt: skip


def _show_what_else(known: WhatIsKnown) -> None:
    if known.also_looked_for:
        st.caption(f"Also looked for: {label(few(known.also_looked_for))}")


def _show_quotations(shown: Shown) -> None:
    arranged, numbers = _arranged(shown), _numbers(shown)
    if arranged == IN_ORDER:
        for quoted in _in_order(shown.known):
            _show_quotation(shown, quoted, numbers, with_organisation=True)
    elif arranged == BY_STUDY:
        for identifier, said in _by_study(shown.known).items():
            title, told = said[0].evidence.study, _told_of_study(said)
            _show_together(shown, f"study {identifier}", title, told, said, numbers, mixed=True)
    else:
        for voice in shown.known.voices:
            counted = f"{words.count(len(voice.quotations), 'quotation')} from {words.studies(voice.studies)}"
            _show_together(shown, voice.organisation, voice.organisation, counted, voice.quotations, numbers)


def _arranged(shown: Shown) -> str:
    return str(st.session_state.get(state.key(PAGE, *_parts("order", shown))) or BY_ORGANISATION)


def _numbers(shown: Shown) -> dict[str, int]:
    """Return the number of each quotation, from 1: as they stand on the page, those not yet unfolded counted too."""
    arranged = _arranged(shown)
    if arranged == IN_ORDER:
        every = _in_order(shown.known)
    elif arranged == BY_STUDY:
        every = [quoted for said in _by_study(shown.known).values() for quoted in said]
    else:
        every = [quoted for voice in shown.known.voices for quoted in voice.quotations]
    return {quoted.evidence.id: number for number, quoted in enumerate(every, start=1)}


def _in_order(known: WhatIsKnown) -> list[Quoted]:
    every = [quoted for voice in known.voices for quoted in voice.quotations]
    return sorted(every, key=lambda quoted: quoted.order)


def _by_study(known: WhatIsKnown) -> dict[str, list[Quoted]]:
    studies: dict[str, list[Quoted]] = {}
    for quoted in _in_order(known):
        studies.setdefault(quoted.evidence.study_id, []).append(quoted)
    return studies


def _told_of_study(said: Sequence[Quoted]) -> str:
    first = said[0].evidence
    about = words.listed(sorted({quoted.evidence.organisation for quoted in said}))
    by = "" if about == first.researched_by else f" · researched by {first.researched_by}"
    return f"{words.count(len(said), 'quotation')} about {about}{by}"


def _show_together(
    shown: Shown,
    name: str,
    title: str,
    counted: str,
    said: Sequence[Quoted],
    numbers: Mapping[str, int],
    *,
    mixed: bool = False,
) -> None:
    """Show quotations under one heading, the best first, the rest when asked for; ``name`` tells the heading apart.

    Where organisations are mixed each quotation names its own.
    """
    st.header(label(title), anchor=False)
    st.caption(label(counted))
    opened = state.key(PAGE, *_parts("all", shown), name)
    at_first = None if st.session_state.get(opened) else QUOTATIONS_AT_FIRST
    for quoted in said[:at_first]:
        _show_quotation(shown, quoted, numbers, with_organisation=mixed)
    if (rest := len(said) - QUOTATIONS_AT_FIRST) > 0:
        st.toggle(f"Show {rest} more: {label(title)}", key=opened, persist_state="session")


def _show_quotation(shown: Shown, quoted: Quoted, numbers: Mapping[str, int], *, with_organisation: bool) -> None:
    item = quoted.evidence
    number = numbers[item.id]
    quotation.show(
        item,
        query=" ".join([shown.known.question, *shown.known.also_looked_for]),
        order=number,
        with_organisation=with_organisation,
        told=tuple(told_of(item)),
        beside=lambda: taking_along.offer_tick(item, order=number, name=shown.name),
        key=state.key(PAGE, *_parts("beside", shown), item.id),
    )
    if quoted.again:
        with st.expander(f"Also in {words.count(len(quoted.again), 'other place')}"):
            for other in quoted.again:
                links.to_source(other, label(words.origin(other)))


def told_of(evidence: Evidence) -> Iterator[str]:
    """Yield what is told beside a quotation of its age and its sample."""
    if old := age(evidence.date, datetime.now(UTC).date().isoformat()):
        yield old
    if evidence.sample_size is not None:
        yield f"sample of {evidence.sample_size:,}"


def _show_nothing(shown: Shown) -> None:
    known = shown.known
    st.info(_nothing_in_words(known, shown.narrows), icon=ICON[Known.NOTHING])
    _show_what_else(known)
    if known.nearest:
        _heading("The nearest study")
        st.html(
            f'<p class="tl-quiet">{escape(_nearest_in_words(known.nearest, shown.narrows and not known.voices))}</p>'
        )
        quotation.show(known.nearest, told=tuple(told_of(known.nearest)))
    known_beside.show_whom_to_ask(known)
    tries = ["Say it in other words, or ask for the wider subject."]
    if shown.narrows:
        tries.insert(0, "Take out a filter: dates leave out findings that have none.")
    st.markdown("What to try:\n\n" + "\n".join(f"- {line}" for line in tries))
    links.to(links.ADD_AND_CHECK, "Add what you know about it", icon=":material/note_add:")
    near = sum(len(voice.quotations) for voice in known.voices)
    if near > 1 and st.toggle(f"Show all {near} that come nearest", key=state.key(PAGE, "nearest", shown.name)):
        _show_quotations(shown)


def _nothing_in_words(known: WhatIsKnown, narrows: bool) -> str:
    """Return that nothing answers a question, and no more than that where something comes near: it may do so yet."""
    if known.nearest:
        within = " within what your search is narrowed to" if narrows else ""
        return (
            f"**Nothing plainly answers this{within}.** What comes nearest stands below: read it before you take it "
            "that nobody has looked into it."
        )
    within = "Within what your search is narrowed to, as" if narrows else "As"
    return f"**Nothing found.** {within} far as can be told nobody has added research on it, which is worth knowing."


def _nearest_in_words(nearest: Evidence, narrows: bool) -> str:
    where = "Without the filters, what" if narrows else "What"
    return f"{where} comes nearest is told by {words.quoted(nearest.study)} of {nearest.researched_by}."


def _heading(text: str) -> None:
    st.html(f'<h2 class="tl-beside">{escape(text)}</h2>')


def _parts(what: str, shown: Shown) -> list[str]:
    return [what, shown.name] if shown.name else [what]
