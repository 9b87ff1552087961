"""The drawing of a journey on a page: an image in a frame that scrolls, with the chosen step marked and in sight."""

from base64 import b64encode

import streamlit as st

from domain.access import Viewer
from domain.journeys import Journey, Step
from use_cases.app import UseCases
from use_cases.journeys.journey_drawing import MapWishes
from views import cached, links, state
from views.journeys import journey_marks, journey_steps
from views.markup import attribute

FEELINGS = state.key(links.JOURNEY_ROOM, "feelings")
BY_ACTOR = state.key(links.JOURNEY_ROOM, "by-actor")
"""What keeps how a reader wishes to see a map."""

_TO_THE_STEP = """<script>
for (const frame of document.querySelectorAll(".tl-map[data-across]")) {
  const image = frame.querySelector("img"), { across, down, high } = frame.dataset;
  const sized = new ResizeObserver(() => {
    frame.scrollLeft = image.clientWidth * across - frame.clientWidth / 2;
    frame.scrollTop = image.clientHeight * down - Math.max(frame.clientHeight, image.clientHeight * high + 12) / 2;
  });
  for (const box of [frame, image]) sized.observe(box);
  for (const moved of ["wheel", "pointerdown", "keydown"]) frame.addEventListener(moved, () => sized.disconnect());
}
</script>"""
"""Leads a frame to its step once it and its image have their sizes, and again when they change, until someone moves it.
A page's styles may come after its parts: a frame that has not its height yet cannot be scrolled."""


def show(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    step: Step | None,
    *,
    wishes: MapWishes = MapWishes(theme="auto"),  # noqa: B008 - frozen
    style: str = "",
    in_room: bool = False,
    begins_at: Step | None = None,
) -> None:
    """Show the drawing as an image, in which nothing can run, under links that open its steps and hand-overs.

    The links are one stop of Tab together; a drawing that has none is a stop itself, for it may have to be scrolled.
    Where it is larger than its frame, it scrolls to the step that the address names, whose card then stands in the
    middle, whole or from its top on; else to ``begins_at``; without that its title is in sight.
    ``style`` is a class of the frame; ``in_room``: it is shown to a room.
    """
    revision = app.revision()
    content = cached.journey_drawing(app, viewer=viewer, identifier=journey.id, wishes=wishes, revision=revision)
    marked = with_step_marked(content, step) if step else content
    alt = f"Map of the journey {journey.title}. The same as a table stands below."
    led_to = step if step and journey_steps.named_in_address(journey) else begins_at
    place = place_of(content, led_to) if led_to else None
    data = _middle_of(place) if place else ""
    width, height = journey_marks.size_of(content) or (1.0, 1.0)
    marks = journey_marks.over(content, journey, step, in_room=in_room)
    keys = f'<p class="tl-keys" id="tl-keys">{journey_marks.KEYS}</p>' if marks else ""
    stop = ' aria-describedby="tl-keys"' if marks else ' tabindex="0"'
    st.html(
        f'<div class="tl-map {style}"{stop} role="region" aria-label="Journey map"{data}>'
        f'<div class="tl-drawn" style="--tl-shape:{width / height:.4f}">'
        f'<img alt="{attribute(alt)}" src="data:image/svg+xml;base64,{b64encode(marked).decode()}">'
        f"{marks}</div></div>{keys}"
        + (_TO_THE_STEP if place else "")
        + (journey_marks.CHOOSE_IN_PLACE + journey_marks.ONE_STOP if marks else ""),
        unsafe_allow_javascript=True,
    )


def with_feelings() -> bool:
    """Tell whether the reader wants the row of how it felt."""
    return bool(st.session_state.get(FEELINGS))


def by_actor() -> bool:
    """Tell whether the reader wants a lane for each person instead of each organisation."""
    return bool(st.session_state.get(BY_ACTOR))


def with_step_marked(drawing: bytes, step: Step) -> bytes:
    """Return a drawing in which the card of one step stands out."""
    card = f':is(#card-{step.order},[id$="-card-{step.order}"]) rect.ground'
    style = f"<style>{card}{{stroke:#e8590c!important;stroke-width:4}}</style></svg>"
    return drawing.replace(b"</svg>", style.encode())


def place_of(drawing: bytes, step: Step) -> journey_marks.Place | None:
    """Return where on a drawing the card of a step stands; None where it has no card."""
    return journey_marks.places(drawing).get(f"card-{step.order}")


def _middle_of(place: journey_marks.Place) -> str:
    """Return what tells a frame to which middle it scrolls, and how high the card is that is to be seen whole."""
    across, down = place.across + place.width / 2, place.down + place.height / 2
    return f' data-across="{across:.4f}" data-down="{down:.4f}" data-high="{place.height:.4f}"'
