"""Evidence cards and the evidence wall as presentations: shapes that can be moved, cut out and written on.

No text is cut. A card whose words have no room beside others has a slide of its own, or columns as long as it needs;
what has no room even there stands in the speaker's notes, and the card says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.told_first import CHOSEN_HOW
from exports import slides
from exports.slide_parts import APART, FACT, IN_NOTES, LAST, LEFT, SMALL, TITLE_SIZES, WIDTH, fitting, marks, shortened
from exports.slides import CELL_SIDE, CELL_TOP, Box, Card, Line, Slide, TextBox
from exports.sprint_kit import KitCard, KitStep, SprintKit

_TOP = 1.25
_IN_A_ROW, _A_SLIDE = 2, 4
_CARD = Box(x=LEFT, y=_TOP, width=(WIDTH - APART) / _IN_A_ROW, height=(LAST - _TOP - APART) / (_A_SLIDE // _IN_A_ROW))
_WHOLE = Box(x=LEFT, y=_TOP, width=WIDTH, height=LAST - _TOP)
_CARD_SIZES, _LARGER_SIZES, _WALL_SIZES = (28, 24, 20, 18, 16, 14, 12, 11, 10), (18, 16, 14, 12, 11), (10, 9, 8)
_SOURCE_SIZE, _SMALLER = 8, 4
"""How large at least is what a card tells of its words, and how much smaller than them it is else."""
_ABOUT_SIZES = (18, 14)
_FOOT, _TOLERANCE = 0.04, 1e-6
_COLUMNS = 4
_COLUMN_WIDTH = (WIDTH - APART * (_COLUMNS - 1)) / _COLUMNS
_WALL_CARD = Box(x=LEFT, y=_TOP, width=_COLUMN_WIDTH, height=LAST - _TOP)
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
        lines = (Line(text=kit.choice, size=_ABOUT_SIZES[0]), Line(text=CHOSEN_HOW, size=_ABOUT_SIZES[1]))
        yield _slide(kit, kit.title, (TextBox(name="About these cards", box=_WHOLE, lines=lines),))


def _empty(kit: SprintKit) -> Slide:
    return _slide(kit, kit.title, (TextBox(name="Nothing yet", box=_WHOLE, lines=(Line(text="No cards yet."),)),))


def _slide(
    kit: SprintKit, title: str, shapes: Sequence[Card | TextBox], notes: Sequence[str] = (), *, behind: str = ""
) -> Slide:
    """Return a slide; what stands ``behind`` its title is not cut where that is long."""
    shown = shortened(title, _LONGEST_TITLE - len(behind)) + behind
    size = fitting(shown, slides.TITLE_PLACE, TITLE_SIZES, is_bold=True) or TITLE_SIZES[-1]
    return Slide(title=shown, title_size=size, shapes=(*marks(kit.marking), *shapes), notes=(title, *notes))


def _groups(cards: Sequence[KitCard]) -> Iterator[list[KitCard]]:
    """Yield the cards of each slide: four, or one that needs all of it."""
    group: list[KitCard] = []
    for card in cards:
        if _size(card, _CARD, _CARD_SIZES, with_steps=True) is None:
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
    is_alone = _size(group[0], _CARD, _CARD_SIZES, with_steps=True) is None
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
    return _slide(kit, kit.title, shapes, notes, behind=f": evidence cards {number}")


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
    """Yield the slides of a step: one, in type as large as it has room for, or as many as its cards need."""
    title = f"{step.stage}: {step.name}" if step.stage else step.name
    behind = f" · {step.chosen_in_words}" if step.chosen_in_words else ""
    larger = next((size for size in _LARGER_SIZES if _stand_together(step.cards, size)), _WALL_SIZES[0])
    sizes = (larger, *_WALL_SIZES)
    wall, walls = _new_wall(), 0
    if not step.cards:
        wall.shapes.append(TextBox(name="Nothing yet", box=_WHOLE, lines=(Line(text=_NOTHING, size=_ABOUT_SIZES[1]),)))
    for number, card in enumerate(step.cards, start=1):
        shape, left = _shape(card, _WALL_CARD, sizes, name=f"Card {number}", with_steps=False)
        high = _height_of(shape.lines, _COLUMN_WIDTH)
        column = wall.shortest()
        if wall.ends[column] + high > LAST + _TOLERANCE:
            walls += 1
            yield _slide(kit, title, wall.shapes, wall.notes, behind=behind + _nth(walls))
            wall, column = _new_wall(), 0
        box = Box(x=LEFT + column * (_COLUMN_WIDTH + APART), y=wall.ends[column], width=_COLUMN_WIDTH, height=high)
        wall.shapes.append(replace(shape, box=box))
        wall.notes += left
        wall.ends[column] = box.bottom + APART
    yield _slide(kit, title, wall.shapes, wall.notes, behind=behind + _nth(walls + 1))


def _nth(wall: int) -> str:
    return f" ({wall})" if wall > 1 else ""


def _stand_together(cards: Sequence[KitCard], size: int) -> bool:
    """Tell whether cards stand on one wall in a size of type, those that are too long for it in a smaller one."""
    wall = _new_wall()
    for card in cards:
        column = wall.shortest()
        shape, _ = _shape(card, _WALL_CARD, (size, *_WALL_SIZES), name="", with_steps=False)
        wall.ends[column] += _height_of(shape.lines, _COLUMN_WIDTH)
        if wall.ends[column] > LAST + _TOLERANCE:
            return False
        wall.ends[column] += APART
    return True


def _lines(card: KitCard, text: str, size: int, *, with_steps: bool) -> tuple[Line, ...]:
    head = f"{card.heading} · {card.marking.value}" if card.marking else card.heading
    small = max(min(size - _SMALLER, SMALL), _SOURCE_SIZE)
    steps = (Line(text="; ".join(card.steps), size=small),) if with_steps else ()
    return (
        Line(text=head, size=max(min(size, FACT), small), bold=True),
        Line(text=text, size=size, above=size / 4),
        Line(text=card.source, size=small, above=size / 2),
        *steps,
    )


def _height(card: KitCard, size: int, width: float, *, with_steps: bool) -> float:
    return _height_of(_lines(card, card.text, size, with_steps=with_steps), width)


def _height_of(lines: Sequence[Line], width: float) -> float:
    return slides.height(lines, width - 2 * CELL_SIDE) + 2 * CELL_TOP + _FOOT


def _size(card: KitCard, box: Box, sizes: Sequence[int], *, with_steps: bool) -> int | None:
    """Return the largest size in which a card's words fit a box, None where they fit in none."""
    room = box.height + _TOLERANCE
    return next((size for size in sizes if _height(card, size, box.width, with_steps=with_steps) <= room), None)


def _shape(
    card: KitCard, box: Box, sizes: Sequence[int], *, name: str, with_steps: bool
) -> tuple[Card, tuple[str, ...]]:
    """Return a card in its place, and what of it has to stand in the notes."""
    size, left = _size(card, box, sizes, with_steps=with_steps), tuple[str, ...]()
    if size is not None:
        lines = _lines(card, card.text, size, with_steps=with_steps)
    else:
        said = IN_NOTES.format("Too long for a card:")
        lines, left = _lines(card, said, SMALL, with_steps=with_steps), (f"{name}: {card.text} ({card.source})",)
    return Card(name=name, box=box, lines=lines, fill=card.sort.fill, outline=_OUTLINE), left
