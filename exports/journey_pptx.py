"""A journey as a presentation that can be edited: the map in shapes, then evidence step by step, hand-overs and gaps.

The map goes over as many slides as it needs. What has no room on a slide stands in the speaker's notes.
"""

from collections.abc import Iterator, Sequence

from domain.hand_overs import HandOver
from domain.journey_table import NOT_KNOWN, how_words, sides_words
from domain.journeys import Journey, Step
from domain.placed_evidence import PlacedEvidence
from domain.sureness import ONLY_GUESSES, assumed_counted, is_a_guess, on_steps_counted, without_guesses
from domain.told_first import named_pain_points, strongest_first
from domain.wording import count, date, quoted
from exports import slides
from exports.answer_brief import quotation_source
from exports.journey_map_slides import map_slides
from exports.slide_parts import (
    IN_NOTES,
    LEFT,
    SMALL,
    TABLE_TOP,
    TITLE_SIZES,
    WIDTH,
    about_slide,
    fitting,
    marks,
    pages,
    shortened,
)
from exports.slides import Box, Line, Slide, Table, TextBox

STRONGEST = 5
"""So many quotations of a step stand on its slide."""
_EVIDENCE_WIDTHS = (8.0, 4.33)
_HAND_OVER_WIDTHS = (0.6, 3.4, 2.2, 2.2, 1.9, 2.03)
_LONGEST_CELL = 900
_SIZES, _BELOW = (16, 14, 12), 0.2


def journey_slides(journey: Journey, *, made_on: str) -> bytes:
    """Return a journey as pptx: native shapes, each slide with the marking. A journey gives the same bytes all day."""
    every = [about_slide(shortened(journey.title), _about(journey, made_on), journey.marking)]
    every += map_slides(journey)
    every += [slide for step in journey.steps if step.evidence for slide in _evidence_slides(journey, step, made_on)]
    every += _hand_over_slides(journey)
    every += _gap_slides(journey)
    return slides.presentation(every, title=journey.title, made_on=made_on)


def _about(journey: Journey, made_on: str) -> list[tuple[str, str]]:
    return [
        ("Who", journey.actor or NOT_KNOWN),
        ("Shows", "how things are" if journey.form.value == "as_is" else "how things might be"),
        ("Steps", f"{len(journey.steps)}, of which {assumed_counted(journey.steps)}: these are dashed"),
        ("Evidence", on_steps_counted(journey)),
        (
            "Hand-overs",
            f"{len(journey.hand_overs)}: H1, H2 and so on, on the arrows and in the table after the evidence",
        ),
        ("Status", journey.status.value),
        ("Marking", journey.marking.value if journey.marking else "none"),
        ("Made on", date(made_on)),
        ("How to read it", "“Not known” means that the evidence placed here does not say."),
    ]


def _evidence_slides(journey: Journey, step: Step, made_on: str) -> Iterator[Slide]:
    """Yield the strongest quotations of a step, in type as large as lets them stand on one slide.

    The others stand in the notes of the first slide, with those that are cut, and last what is only guessed.
    """
    strongest = strongest_first(without_guesses(step.evidence))
    shown, others = strongest[:STRONGEST], strongest[STRONGEST:]
    guesses = strongest_first(filter(is_a_guess, step.evidence))
    head = tuple(
        (Line(text=name, size=SMALL, bold=True),) for name in ("Exact words", "Where they stand, and why here")
    )
    left = [count(len(others), "quotation") + " more"] if others else []
    left += [f"{len(guesses):,} that may belong elsewhere"] if guesses else []
    below = _BELOW if left else 0.0
    every = ([_quotation(item, made_on, size) for item in shown] or [_no_more_than_guesses(size)] for size in _SIZES)
    tried = [list(pages(head, rows, _EVIDENCE_WIDTHS, below=below)) for rows in every]
    name = shortened(f"Step {step.order}: {step.step}")
    size = fitting(name, slides.TITLE_PLACE, TITLE_SIZES, is_bold=True) or TITLE_SIZES[-1]
    for at, own in enumerate(next((page for page in tried if len(page) == 1), tried[-1])):
        table = Table(name="Evidence", x=LEFT, y=TABLE_TOP, widths=_EVIDENCE_WIDTHS, rows=(head, *own))
        shapes: tuple[slides.Shape, ...] = (*marks(journey.marking), table)
        if left and not at:
            box = Box(x=LEFT, y=table.box.bottom + 0.04, width=WIDTH, height=_BELOW)
            line = Line(text=IN_NOTES.format(" and ".join(left)), size=SMALL)
            shapes = (*shapes, TextBox(name="More quotations", box=box, lines=(line,)))
        notes = () if at else tuple(_notes(step, [*filter(_is_cut, shown), *others], guesses, made_on))
        yield Slide(title=name, title_size=size, shapes=shapes, notes=notes)


def _notes(
    step: Step, others: Sequence[PlacedEvidence], guesses: Sequence[PlacedEvidence], made_on: str
) -> Iterator[str]:
    """Yield what the notes of a step's evidence say: quotations, its pain points by name, what is only guessed."""

    def told(item: PlacedEvidence) -> str:
        return f"{quoted(item.evidence.text)} {quotation_source(item.evidence, today=made_on)}"

    yield from map(told, others)
    yield from (f"Pain point: {point.title}" for point in named_pain_points(step))
    yield from (f"A guess, which may belong elsewhere: {told(item)}" for item in guesses)


def _no_more_than_guesses(size: int) -> slides.Row:
    return ((Line(text=ONLY_GUESSES, size=size),), (Line(text="", size=SMALL),))


def _is_cut(item: PlacedEvidence) -> bool:
    return len(item.evidence.text) > _LONGEST_CELL


def _quotation(item: PlacedEvidence, made_on: str, size: int) -> slides.Row:
    words = item.evidence.text
    cut = IN_NOTES.format(f"{quoted(words[:_LONGEST_CELL].rsplit(' ', 1)[0] + ' …')} Whole") if _is_cut(item) else ""
    why = [quotation_source(item.evidence, today=made_on), item.reason]
    why += [f"accepted by {item.accepted_by}"] if item.accepted_by else ["proposed"]
    return (
        (Line(text=cut or quoted(words), size=size),),
        (Line(text=" · ".join(filter(None, why)), size=SMALL - 1),),
    )


def _hand_over_slides(journey: Journey) -> Iterator[Slide]:
    if not journey.hand_overs:
        return
    names = ("No.", "From → to", "What and how", "Legal basis, controller", "Missing", "Owners")
    head = tuple((Line(text=name, size=SMALL, bold=True),) for name in names)
    rows = [_hand_over(item, number) for number, item in enumerate(journey.hand_overs, start=1)]
    notes = tuple(f"H{at}: {item.trouble}" for at, item in enumerate(journey.hand_overs, start=1) if item.trouble)
    for own in pages(head, rows, _HAND_OVER_WIDTHS):
        table = Table(name="Hand-overs", x=LEFT, y=TABLE_TOP, widths=_HAND_OVER_WIDTHS, rows=(head, *own))
        yield Slide(title="Hand-overs", shapes=(*marks(journey.marking), table), notes=notes)


def _place(item: HandOver) -> str:
    return f"Within {item.from_step}" if item.is_within else f"{item.from_step} → {item.to_step}"


def _hand_over(item: HandOver, number: int) -> slides.Row:
    owners = f"{item.giver_owner or 'none known'} / {item.taker_owner or 'none known'}"
    law = ", ".join(filter(None, (item.legal_basis, item.controller))) or NOT_KNOWN
    cells = (
        f"H{number}",
        f"{_place(item)}: {sides_words(item.giver, item.taker, between=' → ')}",
        how_words(item) + (f", by {item.identifier}" if item.identifier else ""),
        law,
        item.gap.value if item.gap else "",
        owners,
    )
    return tuple((Line(text=shortened(text, 300), size=SMALL),) for text in cells)


def _gap_slides(journey: Journey) -> Iterator[Slide]:
    head = ((Line(text="What is not known", size=SMALL, bold=True),),)
    rows = [((Line(text=shortened(gap, _LONGEST_CELL), size=12),),) for gap in journey.gaps]
    for own in pages(head, rows, (WIDTH,)) if rows else ():
        table = Table(name="Gaps", x=LEFT, y=TABLE_TOP, widths=(WIDTH,), rows=(head, *own))
        yield Slide(title="Gaps", shapes=(*marks(journey.marking), table))
