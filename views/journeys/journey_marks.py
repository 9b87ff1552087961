"""What opens from a drawn map: links laid over its image, one for each card and each note of a hand-over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from domain.journey_table import from_whom_to_whom
from domain.journeys import Journey, Step
from views import links, state
from views.journeys import journey_hand_overs, journey_own_hand_overs, journey_steps
from views.markup import attribute

PAGE = links.JOURNEY_ROOM
IN_ROOM = state.key(PAGE, "step-in-room")
"""The list in which the map that is shown to a room chooses a step."""
MARK = re.compile(
    r'<[ag] id="(?:[\w-]+-)?((?:card|hand-over)-\d[\w-]*)"[^>]*><title>[^<]*</title>'
    r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
)
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')

CHOOSE_IN_PLACE = """<script>
for (const mark of document.querySelectorAll(".tl-map a[data-list]")) {
  const {list, nth, part} = mark.dataset;
  const choice = () => document.querySelectorAll(`.st-key-${list} input[type="radio"]`)[nth];
  mark.onclick = async (event) => {
    const way = document.querySelectorAll(".st-key-journey_room-part button")[part];
    if (!(choice() || way) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (mark.closest(".tl-room")) {
      window.tlPressed = true;
      return choice().click();
    }
    if (!choice()) way.click();
    for (let n = 0; n < 50 && !choice(); n++) await new Promise((done) => setTimeout(done, 100));
    const found = choice(), drawer = found?.closest('[data-testid="stHorizontalBlock"]');
    if (!drawer) return location.assign(mark.href);
    found.click();
    found.focus({preventScroll: true});
    found.scrollIntoView({block: "nearest"});
    drawer.scrollIntoView({block: "start"});
  };
}
</script>"""
"""Chooses in the list below the map, in the part of the page that has it: no reload, as the link alone would bring.
The focus goes along, for the map is drawn anew; in a room it stays on the map."""

ONE_STOP = """<script>
for (const map of document.querySelectorAll(".tl-map")) {
  const marks = [...map.querySelectorAll(".tl-drawn a")];
  const stop = (here) => marks.forEach((mark) => mark.tabIndex = mark === here ? 0 : -1);
  const current = marks.find((mark) => mark.ariaCurrent);
  stop(current ?? marks[0]);
  if (window.tlPressed) current?.focus({preventScroll: true});
  window.tlPressed = false;
  map.onkeydown = (event) => {
    const at = marks.indexOf(event.target), on = at + 1, back = at - 1, end = marks.length - 1;
    const to = {ArrowRight: on, ArrowDown: on, ArrowLeft: back, ArrowUp: back, Home: 0, End: end}[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!marks[to]) return;
    stop(marks[to]);
    marks[to].focus();
  };
}
</script>"""
"""Makes a map one stop of Tab, at the chosen step, from which arrow keys go on; without it, each mark is a stop."""
KEYS = "Arrow keys go from card to card, Enter opens one, Tab goes on past the map."


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a mark stands on its drawing: its upper left corner and its size, as shares in [0, 1] of the whole."""

    across: float
    down: float
    width: float
    height: float


def size_of(drawing: bytes) -> tuple[float, float] | None:
    """Return the width and height of a drawing in its own units; None where it does not say."""
    found = SIZE.search(drawing.decode())
    return (float(found[1]), float(found[2])) if found else None


def places(drawing: bytes) -> dict[str, Place]:
    """Return where each card ("card-3") and each note of a hand-over ("hand-over-3-4") stands on a drawing."""
    size = size_of(drawing)
    if not size:
        return {}
    width, height = size
    return {
        mark: Place(
            across=float(x) / width, down=float(y) / height, width=float(wide) / width, height=float(high) / height
        )
        for mark, x, y, wide, high in MARK.findall(drawing.decode())
    }


def over(drawing: bytes, journey: Journey, step: Step | None, *, in_room: bool) -> str:
    """Return the links that lie over a drawing, from its left to its right; ``step`` is the chosen one.

    ``in_room``: the map is shown to a room, which its links do not leave, so that hand-overs have none.
    """
    at = places(drawing)
    marks = [*_to_steps(journey, at, step, in_room=in_room), *(() if in_room else _to_hand_overs(journey, at))]
    return "".join(link for _, link in sorted(marks, key=lambda mark: (mark[0].across, mark[0].down)))


def _to_steps(
    journey: Journey, at: dict[str, Place], chosen: Step | None, *, in_room: bool
) -> Iterator[tuple[Place, str]]:
    for nth, step in enumerate(journey.steps):
        if place := at.get(f"card-{step.order}"):
            parameters = {state.JOURNEY: journey.id, state.STEP: step.id}
            parameters |= {state.SHOW: state.PROJECTOR} if in_room else {}
            told = f"Open step {step.order}, {step.step}"
            now = ' aria-current="true"' if chosen and step.id == chosen.id else ""
            listed = IN_ROOM if in_room else journey_steps.CHOSEN_STEP
            yield place, _link(place, parameters, told, listed, 0, nth, now)


def _to_hand_overs(journey: Journey, at: dict[str, Place]) -> Iterator[tuple[Place, str]]:
    for nth, item in enumerate(journey.hand_overs):
        if place := at.get(f"hand-over-{item.anchor}"):
            name = journey_own_hand_overs.name_of(*journey_hand_overs.sides(journey, item), item)
            parameters = {state.JOURNEY: journey.id, state.SHOW: "hand_overs", state.HAND_OVER: name}
            told = f"Open the hand-over {from_whom_to_whom(item.giver, item.taker)}"
            yield place, _link(place, parameters, told, journey_hand_overs.CHOSEN, 1, nth)


def _link(place: Place, parameters: dict[str, str], told: str, listed: str, part: int, nth: int, more: str = "") -> str:
    """Return a link that chooses the nth of a list in a part of the page; both count from 0."""
    if mission := state.parameter(state.MISSION):
        parameters = {**parameters, state.MISSION: mission}
    style = f"left:{place.across:.4%};top:{place.down:.4%};width:{place.width:.4%};height:{place.height:.4%}"
    return (
        f'<a href="{escape(links.address(PAGE, parameters))}" aria-label="{attribute(told)}"{more} '
        f'data-list="{escape(listed)}" data-part="{part}" data-nth="{nth}" style="{style}"></a>'
    )
