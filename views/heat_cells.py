"""A cell of a heat map, on a screen and in a file: figures in words, and never a blank without its reason."""

from html import escape

from domain.heat_map import Blank, HeatCell
from domain.insights import PainPoint
from domain.missions import Mission
from views import links, state, words

SAID_HERE = "who-says-so"
"""Where the quotations stand on the page of a pain point."""
HOW_TO_READ = (
    "A cell tells how many of the studies about an organisation meet the difficulty, so that the one researched most "
    "does not look worst, with how many observations, and how sure you may be of that organisation's part. The deeper "
    f"the colour, the greater the share and the surer. “{Blank.NOT_MET.value.capitalize()}” means that research you "
    f"may see concerns the organisation and does not tell of it; “{Blank.NO_RESEARCH.value}”, that none does."
)


def as_html(cell: HeatCell, point: PainPoint, organisation: str, mission: Mission | None) -> str:
    """Return a table cell that leads to the organisation's quotations; its colour says nothing that words do not."""
    if cell.blank:
        return f'<td class="tl-blank"><em>{cell.blank.value}</em></td>'
    said = _studies(cell)
    spoken = f"{said} about {organisation}: {point.title}"
    return (
        f'<td class="tl-share" style="--share:{cell.depth:.2f}">'
        f'<a href="{escape(address(point, mission, organisation))}" aria-label="{escape(spoken)}">{said}</a>'
        f" <small>{_observations(cell)}</small></td>"
    )


def as_text(cell: HeatCell) -> str:
    """Return what a cell says as plain text."""
    return cell.blank.value if cell.blank else f"{_studies(cell)}; {_observations(cell)}"


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
    return f"{words.count(cell.observations, 'observation')}{sure}"
