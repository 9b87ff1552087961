"""One journey: its map, the drawer of a chosen step, its hand-overs and gaps, and the map as a table."""

from base64 import b64encode
from functools import partial
from html import escape

import streamlit as st

from domain.access import Viewer
from domain.journeys import HandOver, Journey, Step, StepBasis
from use_cases.app import UseCases
from views import cached, journey_publishing, links, marking, quotation, state, tables, words
from views.markup import facts, label

PAGE = links.JOURNEY_ROOM
CHOSEN_STEP = state.key(PAGE, "step")
FORMS = (
    ("svg", "Map as SVG", "image/svg+xml"),
    ("xlsx", "Workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("json", "JSON", "application/json"),
)


def show(app: UseCases, viewer: Viewer, identifier: str) -> None:
    """Show a journey. Raises NotFound."""
    journey = app.journey(viewer, identifier)
    row = app.journey_publishing.journey(viewer, identifier)
    st.title(label(journey.title), anchor=False)
    marking.show(journey.marking)
    steps = words.count(len(journey.steps), "step")
    st.caption(f"{steps} · {label(journey.actor)} · {journey_publishing.state_words(row)}")
    _show_map(app, viewer, journey)
    _offer_downloads(app, viewer, journey)
    links.copy(PAGE, {state.JOURNEY: journey.id})
    journey_publishing.show(app, viewer, row)
    if journey.gaps:
        title = f"{words.count(len(journey.gaps), 'gap')}: what the evidence does not say"
        with st.expander(title, icon=":material/link_off:", key=state.key(PAGE, "gaps")):
            st.markdown("\n".join(f"- {label(gap)}" for gap in journey.gaps))
    _show_steps(journey)
    _show_hand_overs(journey)
    with st.expander("The whole map as a table", key=state.key(PAGE, "table")):
        head = (
            "Step",
            "Stage",
            "What is done",
            "Organisation",
            "Service",
            "Systems",
            "Channel",
            "Rests on",
            "Pain points",
        )
        rows = [_step_row(step) for step in journey.steps]
        held = tables.Held(observations=journey.rests_on)
        tables.show("Steps in order", head, rows, key="steps", marking=journey.marking, held=held)


def _file(app: UseCases, viewer: Viewer, journey: Journey, form: str) -> bytes:
    return cached.journey_file(app, viewer=viewer, identifier=journey.id, form=form, revision=app.revision())


def _taken(app: UseCases, viewer: Viewer, journey: Journey, form: str) -> bytes:
    """Return a journey as a file that leaves, which is written down."""
    content = _file(app, viewer, journey, form)
    app.note_journey_export(viewer, journey.id, form)
    return content


def _show_map(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the drawing as an image, in which nothing can run; it scrolls sideways when it is wider than the page."""
    whole = st.toggle("Fit the whole map into the width", key=state.key(PAGE, "whole"))
    drawing = b64encode(_file(app, viewer, journey, "svg")).decode()
    alt = f"Map of the journey {journey.title}. The same as a table stands below."
    st.html(
        f'<div class="tl-map{" tl-whole" if whole else ""}" tabindex="0" role="region" aria-label="Journey map">'
        f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{drawing}"></div>'
    )


def _offer_downloads(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    with st.container(horizontal=True):
        for form, title, media_type in FORMS:
            st.download_button(
                title,
                partial(_taken, app, viewer, journey, form),
                file_name=f"{journey.id}.{form}",
                mime=media_type,
                key=state.key(PAGE, "download", form),
                icon=":material/download:",
                on_click="ignore",
            )


def _show_steps(journey: Journey) -> None:
    if not journey.steps:
        st.info("This journey has no steps.")
        return
    st.header("Steps", anchor=False)
    left, right = st.columns([2, 5], gap="large")
    orders = {step.order: step for step in journey.steps}
    named = state.parameter(state.STEP)
    if st.session_state.get(CHOSEN_STEP) not in orders:
        st.session_state[CHOSEN_STEP] = (
            int(named) if named and named.isdigit() and int(named) in orders else min(orders)
        )
    if named and not (named.isdigit() and int(named) in orders):
        st.warning(f"This journey has no step {label(named)}: it has {len(orders)}.", icon=":material/link_off:")
    with left:
        order = st.radio(
            "Choose a step",
            list(orders),
            key=CHOSEN_STEP,
            format_func=lambda number: f"{number}\\. {label(orders[number].step)}",
            captions=[_caption(step) for step in journey.steps],
            on_change=_remember_step,
        )
    with right:
        _show_step(orders[order])


def _remember_step() -> None:
    state.set_parameter(state.STEP, str(st.session_state[CHOSEN_STEP]))


def _caption(step: Step) -> str:
    rests = words.count(len(step.evidence), "quotation") if step.evidence else "assumed"
    return f"{label(step.organisation or 'organisation not known')} · {rests}"


def _show_step(step: Step) -> None:
    st.markdown(f"### {step.order}\\. {label(step.step)}")
    st.html(
        facts(
            [
                ("Stage", step.stage or "not said"),
                ("Organisation", step.organisation or "not known"),
                ("Service", step.service or "not known"),
                ("Systems", words.listed(step.systems) or "not known"),
                ("Channel", words.CHANNEL[step.channel]),
                ("Owner", step.owner or "nobody named"),
                ("Rests on", step.basis.value),
            ]
        )
    )
    for point in step.pain_points:
        if point.id in point.observation_ids:  # told in its own words, which stand below
            continue
        links.to(
            links.PAIN_POINTS,
            label(point.title),
            icon=":material/priority_high:",
            parameters={state.PAIN_POINT: point.id},
        )
    if step.basis is StepBasis.ASSUMPTION:
        st.info("No evidence speaks of this step: it is an assumption. Add findings, or ask someone who knows.")
    for placed in step.evidence:
        quotation.show(placed.evidence)


def _show_hand_overs(journey: Journey) -> None:
    st.header("Hand-overs", anchor=False)
    if not journey.hand_overs:
        st.markdown("None is known: as far as the evidence says, one organisation does all of it.")
        return
    head = ("From step", "To step", "From", "To", "Crosses", "What is passed", "How", "Legal basis", "Gap")
    rows = [_hand_over_row(item) for item in journey.hand_overs]
    held = tables.Held(observations=journey.rests_on)
    tables.show("Where one hands over to another", head, rows, key="hand-overs", marking=journey.marking, held=held)


def _hand_over_row(item: HandOver) -> tuple[object, ...]:
    return (
        item.from_step,
        item.to_step,
        item.giver,
        item.taker,
        words.BOUNDARY[item.kind],
        words.PASSES[item.passes],
        words.HOW[item.how],
        item.legal_basis,
        words.GAP[item.gap] if item.gap else "none known",
    )


def _step_row(step: Step) -> tuple[object, ...]:
    return (
        step.order,
        step.stage,
        step.step,
        step.organisation,
        step.service,
        words.listed(step.systems),
        words.CHANNEL[step.channel],
        words.count(len(step.evidence), "quotation") if step.evidence else "assumption",
        "; ".join(point.title for point in step.pain_points) or "none found",
    )
