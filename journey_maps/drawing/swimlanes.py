"""A journey as a swimlane map in SVG: stages across, a column a step, a lane an organisation or actor."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.access import highest_marking
from domain.hand_overs import HandOver
from domain.journey_differences import JourneyDifference
from domain.journey_table import hand_over_words, steps_words
from domain.journeys import Journey, Step
from domain.sureness import is_assumed, quotations_counted
from journey_maps.comparing import compare
from journey_maps.drawing.beside import Feeling
from journey_maps.drawing.boxes import Layout
from journey_maps.drawing.cards import Told
from journey_maps.drawing.layout import Shown, lay_out
from journey_maps.drawing.links import Links
from journey_maps.drawing.measures import LARGE, STANDARD
from journey_maps.drawing.opening import opening
from journey_maps.drawing.painting import number
from journey_maps.drawing.parts import Painter
from journey_maps.drawing.sheets import a3_sheets
from journey_maps.drawing.style_sheet import style_sheet

_PAGE_GAP = 40.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How a map is drawn.

    ``theme`` is light, dark, auto or projector; ``by_actor`` makes lanes of actors instead of organisations;
    ``feelings`` and ``attempts`` are by step's identifier, None and empty leave them out; ``links`` says where marks
    lead, None nowhere. ``prefix`` begins every identifier, so that several drawings can stand on one page. A page that
    names the journey itself wants no map that is ``titled``.
    """

    theme: str = "light"
    by_actor: bool = False
    feelings: Mapping[str, Feeling] | None = None
    attempts: Mapping[str, int] = field(default_factory=dict)
    links: Links | None = None
    prefix: str = ""
    titled: bool = True

    def told(self, difference: JourneyDifference | None = None) -> Told:
        """Return what cards tell."""
        return Told(attempts=self.attempts, difference=difference, by_actor=self.by_actor)


def draw_svg(
    journey: Journey, manner: Manner | None = None, *, against: Journey | None = None, paged: bool = False
) -> str:
    """Return the journey as an SVG document. The same journey gives the same text, to the byte.

    Text that was shortened stands in full in its ``<title>``. Steps that are assumed, or on which only guesses
    stand, are dashed. ``against`` is the as-is
    journey with which a to-be one is compared. ``paged`` stacks pages of A3 instead of one wide map. Raises
    InvalidRequest for an unknown theme.
    """
    manner = manner or Manner()
    shown = _shown(journey, manner, against)
    if paged:
        layouts = a3_sheets(journey, shown)
        prefixes = [f"{manner.prefix}page-{nth}-" for nth in range(1, len(layouts) + 1)]
        return _document(journey, manner, list(zip(prefixes, layouts, strict=True)))
    return _document(journey, manner, [(manner.prefix, lay_out(journey, shown))])


def draw_pages(journey: Journey, manner: Manner | None = None, *, against: Journey | None = None) -> list[str]:
    """Return the journey as SVG documents of one A3 page each, landscape, with the stages repeated on each."""
    manner = manner or Manner()
    layouts = a3_sheets(journey, _shown(journey, manner, against))
    prefixes = [f"{manner.prefix}page-{nth}-" for nth in range(1, len(layouts) + 1)]
    return [
        _document(journey, replace(manner, prefix=prefix), [(prefix, layout)])
        for prefix, layout in zip(prefixes, layouts, strict=True)
    ]


def _shown(journey: Journey, manner: Manner, against: Journey | None) -> Shown:
    told = manner.told(compare(against, journey) if against else None)
    return Shown(
        told=told,
        feelings=manner.feelings,
        measures=LARGE if manner.theme == "projector" else STANDARD,
        marking=highest_marking(each.marking for each in (journey, against) if each),
        titled=manner.titled,
    )


def _document(journey: Journey, manner: Manner, pages: Sequence[tuple[str, Layout]]) -> str:
    """Return a document of one drawing, or of pages below each other."""
    scope = f"journey-{manner.theme}"
    gap = _PAGE_GAP if len(pages) > 1 else 0.0
    width = max(layout.width for _, layout in pages)
    height = sum(layout.height + gap for _, layout in pages) - gap
    role = "img" if manner.links is None else "group"  # without links it is one image
    begins = opening(journey.title, described(journey), (width, height), scope=scope, prefix=manner.prefix, role=role)
    parts = [begins, f"<style>{style_sheet(manner.theme, scope)}</style>"]
    top = 0.0
    for prefix, layout in pages:
        painter = Painter(journey=journey, layout=layout, links=manner.links, prefix=prefix)
        ground = f'<rect width="{number(layout.width)}" height="{number(layout.height)}" class="page"/>'
        moved = f' transform="translate(0,{number(top)})"' if top else ""
        parts += [f"<g{moved}>", _heads(prefix), ground, *filter(None, painter.parts()), "</g>"]
        top += layout.height + gap
    return "\n".join([*parts, "</svg>\n"])


def _heads(prefix: str) -> str:
    """Return the heads of arrows."""
    size = 'viewBox="0 0 10 10" refX="9" refY="5" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse"'
    head = 'd="M0,0.5 L9.5,5 L0,9.5 Z"'
    markers = (
        f'<marker id="{prefix}{kind}" {size} orient="auto"><path {head} class="{kind}-head"/></marker>'
        for kind in ("flow", "pass")
    )
    return f"<defs>{''.join(markers)}</defs>"


def described(journey: Journey) -> str:
    """Return the journey told in order, for people who do not see the drawing."""
    told = [
        f"Step {step.order}, {step.stage + ': ' if step.stage else ''}{step.step}, "
        f"{step.organisation or 'organisation not known'}{_basis(step)}"
        for step in journey.steps
    ]
    leaving = Counter(item.from_step for item in journey.hand_overs if not item.has_own_sides)
    crossings = [
        f"Hand-over {_where(item, leaving[item.from_step])}: {hand_over_words(item)}" for item in journey.hand_overs
    ]
    return ". ".join((f"A journey of {len(journey.steps)} steps", *told, *crossings)) + "."


def _basis(step: Step) -> str:
    """Return what the dashed edge of a card says; nothing of one that rests on evidence."""
    return f", {quotations_counted(step.evidence, none='assumed')}" if is_assumed(step) else ""


def _where(item: HandOver, leaving: int) -> str:
    """Return where a hand-over is; ``leaving`` counts those that follow from the step which gives."""
    return steps_words(item) if item.has_own_sides or leaving > 1 else f"after step {item.from_step}"
