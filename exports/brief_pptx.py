"""A brief of pain points as a presentation that can be edited: what it is, then one slide a pain point.

A slide holds whole quotations in type that can be read from a chair, as many as there is room for, each organisation's
first before anybody's second. What has no room stands in the speaker's notes, with everything else that a brief says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.insights import Fit, OrganisationCount
from domain.wording import count, seen_in
from exports import slides
from exports.brief import (
    TITLE,
    Brief,
    BriefPoint,
    about,
    confidence_reasons,
    facts,
    not_heard,
    outcome_of,
    source_of,
    spread_of,
)
from exports.slide_parts import (
    APART,
    FACT,
    IN_NOTES,
    LAST,
    LEFT,
    SMALL,
    TITLE_SIZES,
    WIDTH,
    about_slide,
    fitting,
    marks,
    named,
    text_box,
)
from exports.slides import Box, Line, Slide, Table, TextBox

_SENTENCES = Box(x=LEFT, y=1.22, width=WIDTH, height=0.75)
_FACTS_TOP, _FACTS_WIDTHS = 2.0, (1.55, 2.3)
_QUOTATIONS_LEFT, _QUOTATIONS_WIDTHS = 4.55, (1.95, 6.33)
_QUOTATIONS_BOTTOM = 5.85
_TRIED = Box(x=_QUOTATIONS_LEFT, y=6.08, width=4.2, height=0.95)
_UNHEARD = Box(x=8.95, y=6.08, width=3.88, height=0.95)
_SENTENCE_SIZES, _QUOTATION_SIZES = (14, 12, 11, 10), (12, 11, 10)


def brief_slides(brief: Brief) -> bytes:
    """Return the brief as pptx. The same brief gives the same bytes."""
    every = [
        about_slide(TITLE, about(brief), brief.marking),
        *(_slide(brief, each, at) for at, each in enumerate(brief.points, start=1)),
    ]
    return slides.presentation(every, title=TITLE, made_on=brief.made_on)


def _slide(brief: Brief, each: BriefPoint, number: int) -> Slide:
    point = each.point
    title = f"{number}. {point.title}"
    shapes = (
        *marks(brief.marking),
        _sentences(each),
        *_facts(each),
        *_quotations(each),
        text_box("What was tried", _TRIED, _tried(each) or ["Nothing on record."]),
        text_box("Who was not heard", _UNHEARD, not_heard(each) or ["Not recorded."]),
    )
    size = fitting(title, slides.TITLE_PLACE, TITLE_SIZES) or TITLE_SIZES[-1]
    return Slide(title=title, title_size=size, shapes=shapes, notes=tuple(_notes(each)))


def _sentences(each: BriefPoint) -> TextBox:
    """Return what is wrong and for whom; where many organisations leave no room, the first few of them."""
    point = each.point
    text, in_short = (f"{point.description} {seen_in(point, in_short=short)}" for short in (False, True))
    size = fitting(text, _SENTENCES, _SENTENCE_SIZES)
    if size is None:
        text, size = in_short, fitting(in_short, _SENTENCES, _SENTENCE_SIZES) or _SENTENCE_SIZES[-1]
    return TextBox(name="Who suffers what", box=_SENTENCES, lines=(Line(text=text, size=size),))


def _facts(each: BriefPoint) -> tuple[Table, TextBox]:
    """Return the facts, and below them why the confidence is what it is."""
    rows = named(facts(each), FACT)
    table = Table(name="Facts", x=LEFT, y=_FACTS_TOP, widths=_FACTS_WIDTHS, rows=rows, has_head=False)
    top = table.box.bottom + APART
    below = Box(x=LEFT, y=top, width=sum(_FACTS_WIDTHS), height=max(LAST - top, APART))
    return table, text_box("Confidence", below, list(filter(None, [confidence_reasons(each.point)])), headed=False)


def _tried(each: BriefPoint) -> list[str]:
    return [
        f"{outcome_of(attempt)}: “{attempt.evidence.text}” {source_of(attempt.evidence)}" for attempt in each.attempts
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Quoted:
    """A quotation on its way to a slide: ``turn`` is 0 for the best of its organisation."""

    organisation: OrganisationCount
    fit: Fit
    turn: int

    def row(self, size: int) -> slides.Row:
        """Return it as a row of a table."""
        evidence = self.fit.evidence
        spread = [Line(text=spread_of(self.organisation), size=SMALL)] if self.turn == 0 else []
        return (
            (Line(text=self.organisation.name, size=SMALL, bold=True), *spread),
            (Line(text=f"“{evidence.text}”", size=size), Line(text=source_of(evidence), size=SMALL - 1)),
        )


def _quotations(each: BriefPoint) -> list[Table | TextBox]:
    """Return the table of quotations, in the largest type in which every organisation is heard."""
    every = [
        _Quoted(organisation=organisation, fit=fit, turn=turn)
        for organisation, fits in each.quotations
        for turn, fit in enumerate(fits)
    ]
    kept, size = _with_room(every)
    rows = [_head_row(), *(quoted.row(size) for quoted in kept)]
    table = Table(name="Who says so", x=_QUOTATIONS_LEFT, y=_FACTS_TOP, widths=_QUOTATIONS_WIDTHS, rows=tuple(rows))
    if len(kept) == len(every):
        return [table]
    told = IN_NOTES.format(f"{count(len(every) - len(kept), 'quotation')} more")
    below = Box(x=_QUOTATIONS_LEFT, y=table.box.bottom + 0.04, width=sum(_QUOTATIONS_WIDTHS), height=0.2)
    return [table, TextBox(name="More quotations", box=below, lines=(Line(text=told, size=SMALL),))]


def _head_row() -> slides.Row:
    return tuple(
        (Line(text=name, size=SMALL, bold=True),) for name in ("Organisation", "Exact words, and where they stand")
    )


def _with_room(every: Sequence[_Quoted]) -> tuple[list[_Quoted], int]:
    """Return the quotations that fit, in order, and the size they fit in."""
    firsts = sum(quoted.turn == 0 for quoted in every)
    kept: list[_Quoted] = []
    for size in _QUOTATION_SIZES:
        kept = _that_fit(every, size)
        if sum(quoted.turn == 0 for quoted in kept) == firsts:
            return kept, size
    return kept, _QUOTATION_SIZES[-1]


def _that_fit(every: Sequence[_Quoted], size: int) -> list[_Quoted]:
    room = _QUOTATIONS_BOTTOM - _FACTS_TOP - slides.row_height(_head_row(), _QUOTATIONS_WIDTHS)
    chosen: set[int] = set()
    left_out_at = max((quoted.turn for quoted in every), default=0)
    for at, quoted in sorted(enumerate(every), key=lambda pair: pair[1].turn):
        needed = slides.row_height(quoted.row(size), _QUOTATIONS_WIDTHS)
        if quoted.turn > left_out_at:
            break
        if needed <= room:
            chosen.add(at)
            room -= needed
        else:
            left_out_at = quoted.turn
    return [quoted for at, quoted in enumerate(every) if at in chosen]


def _notes(each: BriefPoint) -> Iterator[str]:
    """Yield what the speaker's notes say: all that a brief holds of a pain point."""
    yield each.point.title
    yield f"{each.point.description} {seen_in(each.point)}"
    yield from filter(None, [confidence_reasons(each.point)])
    for organisation, fits in each.quotations:
        yield f"{organisation.name}: {spread_of(organisation)}"
        for fit in fits:
            yield f"“{fit.evidence.text}” {source_of(fit.evidence)}"
    yield from (f"Tried. {line}" for line in _tried(each))
    yield from (f"Not heard: {line}" for line in not_heard(each))
