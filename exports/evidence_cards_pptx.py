"""Evidence cards and the evidence wall as presentations: shapes that can be moved, cut out and written on.

No text is cut. A card whose words have no room beside others has a slide of its own, or columns as long as it needs;
what has no room even there stands in the speaker's notes, and the card says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.told_first import CHOSEN_HOW
from exports import slides
from exports.slide_parts import APART, FACT, IN_NOTES, LAST, LEFT, SMALL, TITLE_SIZES, WIDTH, fitting, marks
from exports.slides import CELL_SIDE, CELL_TOP, Box, Card, Line, Slide, TextBox
from exports.sprint_kit import KitCard, KitStep, SprintKit

_TOP = 1.25
_IN_A_ROW, _A_SLIDE = 2, 4
_CARD = Box(x=LEFT, y=_TOP, width=(WIDTH - APART) / _IN_A_ROW, height=(LAST - _TOP - APART) / (_A_SLIDE // _IN_A_ROW))
_WHOLE = Box(x=LEFT, y=_TOP, width=WIDTH, height=LAST - _TOP)
_CARD_SIZES, _WALL_SIZES, _SOURCE_SIZE = (18, 16, 14, 12, 11, 10), (10, 9, 8), 8
_COLUMNS = 4
_COLUMN_WIDTH = (WIDTH - APART * (_COLUMNS - 1)) / _COLUMNS
_OUTLINE = "52606D"
_LONGEST_TITLE = 110
_NOTHING = "No evidence stands on this step: it is an assumption."


def card_slides(kit: SprintKit) -> bytes:
    """Return the cards as pptx, four a slide, each with its source and its marking. A kit gives the same bytes."""
    every = [*_about(kit), *(_with_cards(kit, group, at) for at, group in enumerate(_groups(kit.cards), start=1))]
    return slides.presentation(every or [_empty(kit)], title=f"{kit.title}: evidence cards", made_on=kit.made_on)


def wall_slides(kit: SprintKit) -> bytes:
    """Return the evidence wall as pptx: a step a slide, or as many as its cards need. A kit gives the same bytes."""
    every = [*_about(kit), *(slide for step in kit.steps for slide in _of_step(kit, step))]
    return slides.presentation(every or [_empty(kit)], title=f"{kit.title}: evidence wall", made_on=kit.made_on)


def _about(kit: SprintKit) -> Iterator[Slide]:
    """Yield a slide that says of how many cards these are the best; none where they are all."""
    if kit.choice:
        lines = (Line(text=kit.choice, size=_CARD_SIZES[0]), Line(text=CHOSEN_HOW, size=_CARD_SIZES[2]))
        yield _slide(kit, kit.title, (TextBox(name="About these cards", box=_WHOLE, lines=lines),))


def _empty(kit: SprintKit) -> Slide:
    return _slide(kit, kit.title, (TextBox(name="Nothing yet", box=_WHOLE, lines=(Line(text="No cards yet."),)),))


def _slide(
    kit: SprintKit, title: str, shapes: Sequence[Card | TextBox], notes: Sequence[str] = (), *, behind: str = ""
) -> Slide:
    """Return a slide; what stands ``behind`` its title is not cut where that is long."""
    longest = _LONGEST_TITLE - len(behind)
    shown = (title if len(title) <= longest else title[: longest - 2] + " …") + behind
    size = fitting(shown, slides.TITLE_PLACE, TITLE_SIZES) or TITLE_SIZES[-1]
    return Slide(title=shown, title_size=size, shapes=(*marks(kit.marking), *shapes), notes=(title, *notes))


def _groups(cards: Sequence[KitCard]) -> Iterator[list[KitCard]]:
    """Yield the cards of each slide: four, or one that needs all of it."""
    group: list[KitCard] = []
    for card in cards:
        if _size(card, _CARD, _CARD_SIZES) is None:
            if group:
                yield group
            group = []
            yield [card]
        else:
            group.append(card)
            if len(group) == _A_SLIDE:
                yield group
                group = []
    if group:
        yield group


def _with_cards(kit: SprintKit, group: Sequence[KitCard], number: int) -> Slide:
    is_alone = _size(group[0], _CARD, _CARD_SIZES) is None
    shapes: list[Card] = []
    notes: list[str] = []
    for place, card in enumerate(group):
        row, column = divmod(place, _IN_A_ROW)
        box = _WHOLE if is_alone else Box(
            x=_CARD.x + column * (_CARD.width + APART), y=_CARD.y + row * (_CARD.height + APART),
            width=_CARD.width, height=_CARD.height,
        )  # fmt: skip
        shape, left = _shape(card, box, _CARD_SIZES, name=f"Card {place + 1}", with_steps=True)
        shapes.append(shape)
        notes += left
    return _slide(kit, f"{kit.title}: evidence cards {number}", shapes, notes)


@dataclass(kw_only=True, slots=True)
class _Wall:
    """The columns of a slide, filled from the top: where the next card of each begins, and what stands there."""

    ends: list[float]
    shapes: list[Card | TextBox]
    notes: list[str]

    def shortest(self) -> int:
        """Return the column that ends highest, the first of equals."""
        return self.ends.index(min(self.ends))


def _new_wall() -> _Wall:
    return _Wall(ends=[_TOP] * _COLUMNS, shapes=[], notes=[])


def _of_step(kit: SprintKit, step: KitStep) -> Iterator[Slide]:
    title = f"{step.stage}: {step.name}" if step.stage else step.name
    behind = f" · {step.chosen_in_words}" if step.chosen_in_words else ""
    wall, walls = _new_wall(), 0
    if not step.cards:
        wall.shapes.append(TextBox(name="Nothing yet", box=_WHOLE, lines=(Line(text=_NOTHING),)))
    for number, card in enumerate(step.cards, start=1):
        whole = Box(x=LEFT, y=_TOP, width=_COLUMN_WIDTH, height=LAST - _TOP)
        size = _size(card, whole, _WALL_SIZES) or _WALL_SIZES[-1]
        high = min(_height(card, size, _COLUMN_WIDTH), whole.height)
        column = wall.shortest()
        if wall.ends[column] + high > LAST + 1e-6:
            walls += 1
            yield _slide(kit, title if walls == 1 else f"{title} ({walls})", wall.shapes, wall.notes, behind=behind)
            wall, column = _new_wall(), 0
        box = Box(x=LEFT + column * (_COLUMN_WIDTH + APART), y=wall.ends[column], width=_COLUMN_WIDTH, height=high)
        shape, left = _shape(card, box, _WALL_SIZES, name=f"Card {number}", with_steps=False)
        wall.shapes.append(shape)
        wall.notes += left
        wall.ends[column] = box.bottom + APART
    walls += 1
    yield _slide(kit, title if walls == 1 else f"{title} ({walls})", wall.shapes, wall.notes, behind=behind)


def _lines(card: KitCard, text: str, size: int, *, with_steps: bool = True) -> tuple[Line, ...]:
    head = f"{card.heading} · {card.marking.value}" if card.marking else card.heading
    steps = (Line(text="; ".join(card.steps), size=_SOURCE_SIZE),) if with_steps else ()
    return (
        Line(text=head, size=min(size, FACT), bold=True),
        *steps,
        Line(text=text, size=size),
        Line(text=card.source, size=_SOURCE_SIZE),
    )


def _height(card: KitCard, size: int, width: float) -> float:
    return slides.height(_lines(card, card.text, size), width - 2 * CELL_SIDE) + 2 * CELL_TOP


def _size(card: KitCard, box: Box, sizes: Sequence[int]) -> int | None:
    """Return the largest size in which a card's words fit a box, None where they fit in none."""
    return next((size for size in sizes if _height(card, size, box.width) <= box.height), None)


def _shape(
    card: KitCard, box: Box, sizes: Sequence[int], *, name: str, with_steps: bool
) -> tuple[Card, tuple[str, ...]]:
    """Return a card in its place, and what of it has to stand in the notes."""
    size, left = _size(card, box, sizes), tuple[str, ...]()
    if size is not None:
        lines = _lines(card, card.text, size, with_steps=with_steps)
    else:
        said = IN_NOTES.format("Too long for a card:")
        lines, left = _lines(card, said, SMALL, with_steps=with_steps), (f"{name}: {card.text} ({card.source})",)
    return Card(name=name, box=box, lines=lines, fill=card.sort.fill, outline=_OUTLINE), left
