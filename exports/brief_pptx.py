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
from exports.slides import Box, Line, Slide, Table, TextBox

_LEFT, _WIDTH = 0.5, 12.33
_TOP_MARK, _FOOT_MARK = Box(x=_LEFT, y=0.12, width=_WIDTH, height=0.25), Box(x=3.0, y=7.12, width=7.33, height=0.25)
_SENTENCES = Box(x=_LEFT, y=1.22, width=_WIDTH, height=0.75)
_FACTS_TOP, _FACTS_WIDTHS = 2.0, (1.55, 2.3)
_QUOTATIONS_LEFT, _QUOTATIONS_WIDTHS = 4.55, (1.95, 6.33)
_QUOTATIONS_BOTTOM = 5.85
_TRIED = Box(x=_QUOTATIONS_LEFT, y=6.08, width=4.2, height=0.95)
_UNHEARD = Box(x=8.95, y=6.08, width=3.88, height=0.95)
_LAST, _APART = 7.0, 0.1
"""Where the last of what is on a slide ends, and what stands between two things."""
_TITLE_SIZES, _ABOUT_SIZES = (24, 20, 18), (14, 12, 10)
_SENTENCE_SIZES, _QUOTATION_SIZES = (14, 12, 11, 10), (12, 11, 10)
_SMALL, _FACT = 10, 11
_IN_NOTES = "{} in the speaker's notes."


def brief_slides(brief: Brief) -> bytes:
    """Return the brief as pptx. The same brief gives the same bytes."""
    every = [_first(brief), *(_slide(brief, each, at) for at, each in enumerate(brief.points, start=1))]
    return slides.presentation(every, title=TITLE, made_on=brief.made_on)


def _first(brief: Brief) -> Slide:
    told = about(brief)
    tables = [
        Table(name="About these slides", x=_LEFT, y=1.4, widths=(2.4, 9.93), rows=_named(told, size), has_head=False)
        for size in _ABOUT_SIZES
    ]
    table = next((table for table in tables if table.box.bottom <= _LAST), tables[-1])
    return Slide(title=TITLE, shapes=(*_marks(brief), table))


def _slide(brief: Brief, each: BriefPoint, number: int) -> Slide:
    point = each.point
    title = f"{number}. {point.title}"
    shapes = (
        *_marks(brief),
        _sentences(each),
        *_facts(each),
        *_quotations(each),
        _text("What was tried", _TRIED, _tried(each) or ["Nothing on record."]),
        _text("Who was not heard", _UNHEARD, not_heard(each) or ["Not recorded."]),
    )
    size = _fitting(title, slides.TITLE_PLACE, _TITLE_SIZES) or _TITLE_SIZES[-1]
    return Slide(title=title, title_size=size, shapes=shapes, notes=tuple(_notes(each)))


def _sentences(each: BriefPoint) -> TextBox:
    """Return what is wrong and for whom; where many organisations leave no room, the first few of them."""
    point = each.point
    text, in_short = (f"{point.description} {seen_in(point, in_short=short)}" for short in (False, True))
    size = _fitting(text, _SENTENCES, _SENTENCE_SIZES)
    if size is None:
        text, size = in_short, _fitting(in_short, _SENTENCES, _SENTENCE_SIZES) or _SENTENCE_SIZES[-1]
    return TextBox(name="Who suffers what", box=_SENTENCES, lines=(Line(text=text, size=size),))


def _facts(each: BriefPoint) -> tuple[Table, TextBox]:
    """Return the facts, and below them why the confidence is what it is."""
    rows = _named(facts(each), _FACT)
    table = Table(name="Facts", x=_LEFT, y=_FACTS_TOP, widths=_FACTS_WIDTHS, rows=rows, has_head=False)
    top = table.box.bottom + _APART
    below = Box(x=_LEFT, y=top, width=sum(_FACTS_WIDTHS), height=max(_LAST - top, _APART))
    return table, _text("Confidence", below, list(filter(None, [confidence_reasons(each.point)])), headed=False)


def _named(pairs: Sequence[tuple[str, str]], size: int) -> tuple[slides.Row, ...]:
    """Return names and values as rows of a table."""
    return tuple(((Line(text=name, size=size, bold=True),), (Line(text=value, size=size),)) for name, value in pairs)


def _marks(brief: Brief) -> tuple[TextBox, ...]:
    """Return the marking at the head and at the foot of a slide; nothing where there is none."""
    if brief.marking is None:
        return ()
    line = Line(text=brief.marking.value, size=_FACT, bold=True, centred=True)
    places = (("Marking at the head", _TOP_MARK), ("Marking at the foot", _FOOT_MARK))
    return tuple(TextBox(name=name, box=box, lines=(line,)) for name, box in places)


def _fitting(text: str, box: Box, sizes: Sequence[int]) -> int | None:
    """Return the largest of the sizes in which a text fits a box, None where it fits in none."""
    fits = (size for size in sizes if slides.height([Line(text=text, size=size)], box.width) <= box.height)
    return next(fits, None)


def _text(name: str, box: Box, paragraphs: Sequence[str], *, headed: bool = True) -> TextBox:
    """Return a box with those paragraphs that fit whole, and how many more stand in the notes."""
    head = [Line(text=name, size=_FACT, bold=True)] if headed else []
    more = Line(text=_IN_NOTES.format(f"{len(paragraphs)} more"), size=_SMALL)
    lines = [Line(text=paragraph, size=_SMALL) for paragraph in paragraphs]
    if slides.height([*head, *lines], box.width) <= box.height:
        return TextBox(name=name, box=box, lines=(*head, *lines))
    kept: list[Line] = []
    for line in lines:
        if slides.height([*head, *kept, line, more], box.width) > box.height:
            break
        kept.append(line)
    left = len(lines) - len(kept)
    rest = Line(text=_IN_NOTES.format(f"{left} more" if kept else "Too long for a slide:"), size=_SMALL)
    return TextBox(name=name, box=box, lines=(*head, *kept, rest))


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
        spread = [Line(text=spread_of(self.organisation), size=_SMALL)] if self.turn == 0 else []
        return (
            (Line(text=self.organisation.name, size=_SMALL, bold=True), *spread),
            (Line(text=f"“{evidence.text}”", size=size), Line(text=source_of(evidence), size=_SMALL - 1)),
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
    told = _IN_NOTES.format(f"{count(len(every) - len(kept), 'quotation')} more")
    below = Box(x=_QUOTATIONS_LEFT, y=table.box.bottom + 0.04, width=sum(_QUOTATIONS_WIDTHS), height=0.2)
    return [table, TextBox(name="More quotations", box=below, lines=(Line(text=told, size=_SMALL),))]


def _head_row() -> slides.Row:
    return tuple(
        (Line(text=name, size=_SMALL, bold=True),) for name in ("Organisation", "Exact words, and where they stand")
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
