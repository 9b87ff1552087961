"""A journey's map as a drawing, a picture or a page, as whoever asks wishes to see it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.access import Viewer
from domain.errors import NotFound
from domain.journeys import Journey, Step
from domain.step_told import StepTold
from use_cases.repository import Repository

if TYPE_CHECKING:
    from journey_maps.drawing.swimlanes import Manner


@dataclass(frozen=True, kw_only=True, slots=True)
class MapWishes:
    """How a map is drawn: ``theme`` is light, dark, auto or projector; lanes are organisations unless ``by_actor``.

    ``feelings`` adds the row of how it felt, ``paged`` breaks the map into pages of A3, ``linked`` makes its marks
    links to the app, for a drawing that stands in a page of it. Where the page names the journey, the map is not
    ``titled`` again.
    """

    theme: str = "light"
    by_actor: bool = False
    feelings: bool = False
    paged: bool = False
    linked: bool = False
    titled: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class MapDrawing:
    """A journey to be drawn, and beside a to-be one the as-is one that it would change, where its reader may see it."""

    journey: Journey
    as_is: Journey | None = None
    wishes: MapWishes = MapWishes()

    def manner(self, *, prefix: str = "", theme: str | None = None, within_page: bool = False) -> "Manner":
        """Return how the map is drawn; ``within_page``: its links lead to places of the page that holds it."""
        from journey_maps.drawing.beside import feelings_said
        from journey_maps.drawing.links import Links
        from journey_maps.drawing.swimlanes import Manner

        links = Links.PAGE if within_page else Links.APP if self.wishes.linked else None
        return Manner(
            theme=theme or self.wishes.theme,
            by_actor=self.wishes.by_actor,
            feelings=feelings_said(self.journey) if self.wishes.feelings else None,
            attempts=attempts_on_steps(self.journey),
            links=links,
            prefix=prefix,
            titled=self.wishes.titled and not within_page,
        )


def map_drawing(repository: Repository, viewer: Viewer, journey: Journey, wishes: MapWishes) -> MapDrawing:
    """Return the journey with what its map is compared with, as this viewer may see it."""
    as_is = None
    if journey.as_is:
        try:
            as_is = repository.journeys.journey(viewer, journey.as_is)
        except NotFound:
            as_is = None
    return MapDrawing(journey=journey, as_is=as_is, wishes=wishes)


def attempts_on_steps(journey: Journey) -> dict[str, int]:
    """Return for each step of which evidence tells that something was tried, how many times, by its identifier."""
    counts = {step.id: len(_attempts_on(step)) for step in journey.steps}
    return {name: number for name, number in counts.items() if number}


def told_on_steps(journey: Journey) -> dict[str, StepTold]:
    """Return what the evidence on each step tells of what was tried and of how it felt, by the step's identifier."""
    from journey_maps.drawing.beside import feelings_said

    felt = feelings_said(journey)
    return {
        step.id: StepTold(
            attempts=_attempts_on(step),
            feeling=felt[step.id].words if step.id in felt else "",
        )
        for step in journey.steps
    }


def _attempts_on(step: Step) -> tuple[str, ...]:
    from insights.coding.attempts import is_attempt

    return tuple(placed.evidence.id for placed in step.evidence if is_attempt(placed.evidence))


def svg(drawing: MapDrawing) -> bytes:
    """Return the map as SVG."""
    return _drawn(drawing).encode()


def png(drawing: MapDrawing) -> bytes:
    """Return the map as a picture of dots; "auto" is light there."""
    from exports.picture import png as picture

    return picture(_drawn(drawing))


def html(drawing: MapDrawing) -> bytes:
    """Return the map as one page with all that it says in words; it follows the reader's device and prints on A3."""
    from domain.gap_groups import gap_groups
    from exports.journey_html import JourneyPage, journey_html
    from journey_maps.comparing import compare
    from journey_maps.drawing.beside import feelings_said
    from journey_maps.drawing.swimlanes import draw_pages, draw_svg
    from journey_maps.network.gap_list import gaps_of

    theme = "projector" if drawing.wishes.theme == "projector" else "auto"
    screen = drawing.manner(prefix="map-", theme=theme, within_page=True)
    paper = drawing.manner(prefix="sheet-", theme="light")
    page = JourneyPage(
        journey=drawing.journey,
        as_is=drawing.as_is,
        changes=compare(drawing.as_is, drawing.journey).words if drawing.as_is else (),
        drawing=draw_svg(drawing.journey, screen, against=drawing.as_is),
        sheets=tuple(draw_pages(drawing.journey, paper, against=drawing.as_is)),
        attempts=attempts_on_steps(drawing.journey),
        feelings={name: felt.words for name, felt in feelings_said(drawing.journey).items()},
        gaps=tuple(gap_groups(gaps_of([drawing.journey]))),
    )
    return journey_html(page).encode()


def _drawn(drawing: MapDrawing) -> str:
    from journey_maps.drawing.swimlanes import draw_svg

    return draw_svg(drawing.journey, drawing.manner(), against=drawing.as_is, paged=drawing.wishes.paged)
