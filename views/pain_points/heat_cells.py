"""A cell of a heat map, on a screen and in a file: figures in words, and never a blank without its reason."""

from html import escape

from domain.heat_map import Blank, HeatCell, HeatMap
from domain.insights import PainPoint
from domain.missions import Mission
from views import links, state, words
from views.markup import attribute

SAID_HERE = "who-says-so"
"""Where the quotations stand on the page of a pain point."""
HOW_TO_READ = (
    "A cell tells how many of the studies about an organisation meet the difficulty, so that the one researched most "
    "does not look worst, with how many observations, and how sure you may be of that organisation's part. The deeper "
    f"the colour, the greater the share and the surer. “{Blank.NOTHING_FOUND.value.capitalize()}” means that research "
    f"you may see concerns the organisation and nothing of it was found there; “{Blank.NO_RESEARCH.value}”, that none "
    "does. “Us too” is what the organisation says of itself, without evidence."
)
ONLY_WITH_OTHERS = (
    f" “{Blank.ONLY_WITH_OTHERS.value.capitalize()}” means that only files stated to be about several organisations "
    "do, so that nobody knows which sentences tell of it."
)
OF_WHOLE_FILES = "its file is about several, no quotation names it"
US_TOO = "says “us too”, without evidence"


def how_to_read(found: HeatMap) -> str:
    """Return how cells are read; a blank that stands nowhere is not explained."""
    is_there = any(each.is_only_with_others for each in found.organisations)
    return HOW_TO_READ + (ONLY_WITH_OTHERS if is_there else "")


def as_html(cell: HeatCell, point: PainPoint, organisation: str, mission: Mission | None) -> str:
    """Return a table cell that leads to the organisation's quotations; its colour says nothing that words do not."""
    if cell.blank:
        claim = f" <small>{US_TOO}</small>" if cell.is_claimed else ""
        return f'<td class="tl-blank"><em>{cell.blank.value}</em>{claim}</td>'
    said = _studies(cell)
    spoken = f"{said} about {organisation}: {point.title}"
    return (
        f'<td class="tl-share" style="--share:{cell.depth:.2f}">'
        f'<a href="{escape(address(point, mission, organisation))}" aria-label="{attribute(spoken)}">{said}</a>'
        f" <small>{_observations(cell)}</small></td>"
    )


def as_text(cell: HeatCell) -> str:
    """Return what a cell says as plain text."""
    if cell.blank:
        return f"{cell.blank.value}; {US_TOO}" if cell.is_claimed else cell.blank.value
    return f"{_studies(cell)}; {_observations(cell)}"


def address(point: PainPoint, mission: Mission | None, organisation: str | None = None) -> str:
    """Return the address of a pain point, with one organisation's quotations first where one is named."""
    parameters = {state.PAIN_POINT: point.id, state.ORGANISATION: organisation}
    parameters[state.MISSION] = mission.id if mission else None
    place = f"#{SAID_HERE}" if organisation else ""
    return links.address(links.PAIN_POINTS, {name: value for name, value in parameters.items() if value}) + place


def _studies(cell: HeatCell) -> str:
    return f"{cell.studies} of {words.studies(cell.researched)}"


def _observations(cell: HeatCell) -> str:
    sure = f", {words.CONFIDENCE[cell.confidence]}" if cell.confidence else ""
    whose = f"; {OF_WHOLE_FILES}" if cell.is_of_whole_files else ""
    return f"{words.count(cell.observations, 'observation')}{sure}{whose}"
