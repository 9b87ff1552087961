"""A brief of pain points as a presentation that can be edited: what it is, then one slide a pain point.

A slide holds whole quotations in type that can be read from a chair, as many as there is room for, each organisation's
first before anybody's second; below stand what speaks against it, what was tried and who was not heard. What has no
room stands in the speaker's notes, with everything else that a brief says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.evidence import Evidence
from domain.insights import Fit, OrganisationCount
from domain.wording import count, quoted, seen_in, studies
from exports import brief_list, slides
from exports.brief import (
    NOTHING_AGAINST,
    NOTHING_TRIED,
    TITLE,
    Brief,
    BriefPoint,
    about_in_short,
    beside_source,
    caution,
    claim_names,
    confidence_reasons,
    evidence_source,
    facts,
    more_than,
    not_heard,
    outcome_of,
    owner_names,
    rests_on,
    severity_reasons,
    spread_of,
    us_too,
    whom_to_ask,
)
from exports.slide_parts import (
    APART,
    FACT,
    IN_NOTES,
    LAST,
    LEFT,
    SMALL,
    TABLE_TOP,
    TITLE_SIZES,
    WIDTH,
    about_slide,
    cut_to,
    fitting,
    marks,
    named,
    pages,
    text_box,
)
from exports.slides import Box, Line, Slide, Table, TextBox

_SENTENCES = Box(x=LEFT, y=1.22, width=WIDTH, height=0.75)
_FACTS_TOP, _FACTS_WIDTHS = 2.0, (1.45, 2.4)
_QUOTATIONS_LEFT, _QUOTATIONS_WIDTHS = 4.55, (1.95, 6.33)
_BESIDE_WIDTH, _BESIDE_APART, _BESIDE_AT_MOST, _BESIDE_ABOVE = 2.66, 0.15, 1.56, 0.3
"""How wide each box below the quotations is, what stands between two, how high they may be, and what is above them."""
_REASONS_HEIGHT = 0.9
"""What the facts leave free below them for why one may be that sure."""
_BELOW_FACTS = 0.22
_IN_ONE = frozenset({"Organisations", "Observations"})
"""What is told with the number of studies."""
_SENTENCE_SIZES, _LARGER_SIZES, _QUOTATION_SIZES = (14, 12, 11, 10), (16, 14), (12, 11, 10)
_LIST_SIZE, _LIST_WIDTHS = 12, (0.5, 4.85, 2.6, 2.0, 1.25, 1.13)


def brief_slides(brief: Brief) -> bytes:
    """Return the brief as pptx. The same brief gives the same bytes."""
    every = [
        about_slide(TITLE, about_in_short(brief), brief.marking, notes=brief.versions),
        *_list(brief),
        *(_slide(brief, each, at) for at, each in enumerate(brief.points, start=1)),
    ]
    return slides.presentation(every, title=TITLE, made_on=brief.made_on)


def _list(brief: Brief) -> Iterator[Slide]:
    """Yield the slides that list all pain points of several."""
    head = tuple((Line(text=name, size=SMALL, bold=True),) for name in brief_list.HEAD)
    rows = [tuple((Line(text=text, size=_LIST_SIZE),) for text in row) for row in brief_list.rows(brief)]
    for own in pages(head, rows, _LIST_WIDTHS):
        table = Table(name="Pain points", x=LEFT, y=TABLE_TOP, widths=_LIST_WIDTHS, rows=(head, *own))
        yield Slide(title=brief_list.TITLE, shapes=(*marks(brief.marking), table))


def _slide(brief: Brief, each: BriefPoint, number: int) -> Slide:
    point = each.point
    title = f"{number}. {point.title}"
    beside = _beside(each)
    shapes = (
        *marks(brief.marking),
        _sentences(each),
        *_facts(each),
        *_quotations(each, bottom=beside[0].box.y - _BESIDE_ABOVE),
        *beside,
    )
    size = fitting(title, slides.TITLE_PLACE, TITLE_SIZES, is_bold=True) or TITLE_SIZES[-1]
    return Slide(title=title, title_size=size, shapes=shapes, notes=tuple(_notes(each)))


def _sentences(each: BriefPoint) -> TextBox:
    """Return what is wrong and for whom; where many organisations leave no room, the first few of them.

    Where what is wrong is told at too great a length, for whom comes first, and the rest is cut: the notes have it all.
    """
    point, name = each.point, "Who suffers what"
    for in_short in (False, True):
        text = f"{point.description} {seen_in(point, in_short=in_short)}"
        if size := fitting(text, _SENTENCES, _SENTENCE_SIZES):
            return TextBox(name=name, box=_SENTENCES, lines=(Line(text=text, size=size),))
    whom = seen_in(point, in_short=True)
    line = Line(text=f"{whom} {point.description}", size=_SENTENCE_SIZES[-1])
    cut = cut_to(line, _SENTENCES.width, _SENTENCES.height, keep=whom)
    return TextBox(name=name, box=_SENTENCES, lines=(cut,))


def _facts(each: BriefPoint) -> tuple[Table, TextBox]:
    """Return the facts, and below them why it is to be read with care and why the confidence is what it is.

    Where the names of organisations would leave no room, they are counted.
    """
    full, short = (
        Table(name="Facts", x=LEFT, y=_FACTS_TOP, widths=_FACTS_WIDTHS, rows=named(told, FACT), has_head=False)
        for told in (_facts_told(each), _facts_told(each, are_counted=True))
    )
    table = full if full.box.bottom <= LAST - _REASONS_HEIGHT else short
    top = table.box.bottom + _BELOW_FACTS
    below = Box(x=LEFT, y=top, width=sum(_FACTS_WIDTHS), height=max(LAST - top, APART))
    reasons = list(filter(None, [confidence_reasons(each.point)]))
    return table, text_box(caution(each.point), below, reasons, name="Confidence")


def _facts_told(each: BriefPoint, *, are_counted: bool = False) -> list[tuple[str, str]]:
    """Return the facts, the numbers of its evidence in one, and names of organisations ``are_counted`` if need be."""
    names = {"Owner": owner_names(each), "Us too": claim_names(each)} if are_counted else {}
    point = each.point
    numbers = f"{count(point.spread, 'organisation')}, {studies(point.studies)}, "
    numbers += count(point.observations, "observation")
    told = {
        name: count(len(names[name]), "organisation") if names.get(name) else value
        for name, value in facts(each, in_short=True)
    }
    return [("Evidence", numbers) if name == "Studies" else (name, told[name]) for name in told if name not in _IN_ONE]


def _beside(each: BriefPoint) -> list[TextBox]:
    """Return the boxes below the quotations, as high as what they say needs, at the foot of the slide."""
    point = each.point
    told = (
        (_counted("What speaks against it", point.against), _against(each) or [NOTHING_AGAINST]),
        (_counted("What was tried", point.attempts), _tried(each) or [NOTHING_TRIED]),
        ("Who was not heard", not_heard(each) or ["Not recorded."]),
    )
    room = Box(x=_QUOTATIONS_LEFT, y=0, width=_BESIDE_WIDTH, height=_BESIDE_AT_MOST)
    boxes = [text_box(heading, room, lines) for heading, lines in told]
    high = max(slides.height(each.lines, _BESIDE_WIDTH) for each in boxes)
    return [
        replace(
            each,
            box=replace(room, x=_QUOTATIONS_LEFT + nth * (_BESIDE_WIDTH + _BESIDE_APART), y=LAST - high, height=high),
        )
        for nth, each in enumerate(boxes)
    ]


def _counted(heading: str, found: Sequence[object]) -> str:
    return f"{heading} ({len(found):,})" if found else heading


def _against(each: BriefPoint) -> list[str]:
    return [_in_short(fit.evidence) for fit in each.against]


def _tried(each: BriefPoint) -> list[str]:
    return [f"{outcome_of(attempt)}: {_in_short(attempt.evidence)}" for attempt in each.attempts]


def _in_short(evidence: Evidence) -> str:
    """Return a quotation with whom it is about and when; where it stands is in the notes."""
    when = evidence.date[:4] if evidence.date else "date not recorded"
    return f"{quoted(evidence.text)} ({evidence.organisation}, {when})"


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
            (Line(text=quoted(evidence.text), size=size), Line(text=evidence_source(self.fit), size=SMALL - 1)),
        )


def _quotations(each: BriefPoint, *, bottom: float) -> list[Table | TextBox]:
    """Return the table of quotations above ``bottom``, in the largest type in which every organisation is heard."""
    every = [
        _Quoted(organisation=organisation, fit=fit, turn=turn)
        for organisation, fits in each.quotations
        for turn, fit in enumerate(fits)
    ]
    kept, size = _with_room(every, bottom)
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


def _with_room(every: Sequence[_Quoted], bottom: float) -> tuple[list[_Quoted], int]:
    """Return the quotations that fit, in order, and the size they fit in: a large one where all of them do."""
    for size in _LARGER_SIZES:
        if len(_that_fit(every, size, bottom)) == len(every):
            return list(every), size
    firsts = sum(quoted.turn == 0 for quoted in every)
    kept: list[_Quoted] = []
    for size in _QUOTATION_SIZES:
        kept = _that_fit(every, size, bottom)
        if sum(row.turn == 0 for row in kept) == firsts:
            return kept, size
    return kept, _QUOTATION_SIZES[-1]


def _that_fit(every: Sequence[_Quoted], size: int, bottom: float) -> list[_Quoted]:
    room = bottom - _FACTS_TOP - slides.row_height(_head_row(), _QUOTATIONS_WIDTHS)
    chosen: set[int] = set()
    left_out_at = max((row.turn for row in every), default=0)
    for at, row in sorted(enumerate(every), key=lambda pair: pair[1].turn):
        needed = slides.row_height(row.row(size), _QUOTATIONS_WIDTHS)
        if row.turn > left_out_at:
            break
        if needed <= room:
            chosen.add(at)
            room -= needed
        else:
            left_out_at = row.turn
    return [row for at, row in enumerate(every) if at in chosen]


def _notes(each: BriefPoint) -> Iterator[str]:
    """Yield what the speaker's notes say: all that a brief holds of a pain point."""
    point = each.point
    yield point.title
    yield f"{point.description} {seen_in(point)}"
    yield from filter(None, [caution(point), severity_reasons(each), confidence_reasons(point)])
    yield "; ".join(f"{name}: {value}" for name, value in facts(each))
    for organisation, fits in each.quotations:
        yield f"{organisation.name}: {spread_of(organisation)}"
        for fit in fits:
            yield f"{quoted(fit.evidence.text)} {evidence_source(fit)}"
    yield us_too(each)
    yield from _all_beside("Against", [("", fit.evidence) for fit in each.against], len(point.against))
    tried = [(f"{outcome_of(attempt)}: ", attempt.evidence) for attempt in each.attempts]
    yield from _all_beside("Tried", tried, len(point.attempts))
    yield from (f"Not heard: {line}" for line in not_heard(each))
    yield rests_on(each)
    yield from (f"Ask {line}" for line in whom_to_ask(each))


def _all_beside(called: str, said: Sequence[tuple[str, Evidence]], every: int) -> Iterator[str]:
    yield from (f"{called}. {told}{quoted(evidence.text)} {beside_source(evidence)}" for told, evidence in said)
    if more := more_than(len(said), every):
        yield f"{called}. {more}"
