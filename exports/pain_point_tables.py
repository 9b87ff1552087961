"""Pain points as a table, a row each, and as a workbook with sheets for their quotations and their studies."""

from collections.abc import Iterator, Sequence

from domain.evidence import Evidence
from domain.insights import PainPoint
from domain.wording import (
    ATTEMPT,
    CONFIDENCE,
    LEVEL,
    PEOPLE,
    SEVERITY,
    STANDING,
    lowered,
    quoted,
    shared_how,
    studies_that_state_a_sample,
    years,
)
from exports.brief import (
    NOBODY_ELSE,
    NOTHING_AGAINST,
    NOTHING_TRIED,
    TITLE,
    Brief,
    BriefPoint,
    about,
    beside_source,
    caution,
    claim_names,
    more_than,
    not_heard,
    outcome_of,
    owner_names,
    severity_reasons,
    whom_to_ask,
    why_here,
)
from exports.cells import Cell
from exports.table_xlsx import Sheet, tables_xlsx
from exports.tables import EVIDENCE_COLUMNS, evidence_cells, table_csv

COLUMNS = (
    "Place", "Pain point", "What it is", "Shared how?", "Organisations", "What it does", "Why so grave",
    "Where it bites", "Still true?", "Confidence", "Why this confidence", "Read with care", "Studies", "Observations",
    PEOPLE, "Studies that state a sample", "Years", "Owner", "Us too, without evidence", "Speaking against it",
    "What speaks against it", "Attempts", "What was tried, and what came of it", "Who was not heard", "Whom to ask",
    "Marking",
)  # fmt: skip
QUOTATION_COLUMNS = ("Place", "Pain point", "What it is here", "Why it is here", "Counts for", *EVIDENCE_COLUMNS)
STUDY_COLUMNS = (
    "Place", "Pain point", "Study", "Researched by", "Date", "Sample size, as stated", "Retells", "Who was not heard",
    "Team", "Marking",
)  # fmt: skip
ABOUT_COLUMNS = ("What", "As this file has it")
NOT_SAID = "not recorded"


def pain_points_csv(brief: Brief) -> bytes:
    """Return pain points as CSV, a row each; a few quotations of what speaks against them and was tried."""
    return table_csv(COLUMNS, _rows(brief))


def pain_points_xlsx(brief: Brief) -> bytes:
    """Return a workbook: pain points, every quotation of them with what it is there, the studies, and what it is of."""
    sheets = [
        Sheet(title=TITLE, header=COLUMNS, rows=_rows(brief), named_by=2),
        Sheet(title="Quotations", header=QUOTATION_COLUMNS, rows=_quotations(brief), named_by=2),
        Sheet(title="Studies", header=STUDY_COLUMNS, rows=_studies(brief), named_by=2),
        Sheet(title="About this file", header=ABOUT_COLUMNS, rows=about(brief)),
    ]
    return tables_xlsx(sheets, brief.marking)


def quoted_beside(points: Sequence[PainPoint]) -> list[str]:
    """Return the identifiers of the observations whose words the table of pain points holds."""
    return sorted({item.id for point in points for item in BriefPoint(point=point).beside})


def quoted_on_sheets(points: Sequence[PainPoint]) -> list[str]:
    """Return the identifiers of the observations whose words the workbook holds."""
    return sorted({item.id for point in points for *_, item in _told_of(point)})


def _rows(brief: Brief) -> Iterator[list[Cell]]:
    for place, each in enumerate(brief.points, start=1):
        point = each.point
        yield [
            place, point.title, point.description, shared_how(point),
            "; ".join(organisation.name for organisation in point.organisations), SEVERITY[point.severity],
            severity_reasons(each), LEVEL[point.level], STANDING[point.standing], CONFIDENCE[point.confidence],
            "; ".join(point.reasons), caution(point), point.studies, point.observations,
            point.participants if point.participants is not None else NOT_SAID, studies_that_state_a_sample(point),
            years(point.years), "; ".join(owner_names(each)) or "no owner", "; ".join(claim_names(each)) or NOBODY_ELSE,
            len(point.against), _against(each), len(point.attempts), _tried(each),
            "\n".join(not_heard(each)) or NOT_SAID, "\n".join(whom_to_ask(each)),
            point.marking.value if point.marking else None,
        ]  # fmt: skip


def _against(each: BriefPoint) -> str:
    lines = [_quoted(fit.evidence) for fit in each.against]
    return _lines(lines, more_than(len(lines), len(each.point.against))) or NOTHING_AGAINST


def _tried(each: BriefPoint) -> str:
    lines = [f"{outcome_of(attempt)}: {_quoted(attempt.evidence)}" for attempt in each.attempts]
    return _lines(lines, more_than(len(lines), len(each.point.attempts))) or NOTHING_TRIED


def _lines(lines: Sequence[str], more: str) -> str:
    return "\n".join([*lines, *([more] if more else [])])


def _quoted(evidence: Evidence) -> str:
    return f"{quoted(evidence.text)} {beside_source(evidence)}"


def _quotations(brief: Brief) -> Iterator[list[Cell]]:
    for place, each in enumerate(brief.points, start=1):
        for what, why, counts_for, item in _told_of(each.point):
            yield [place, each.point.title, what, why, counts_for, *evidence_cells(item)]


def _told_of(point: PainPoint) -> Iterator[tuple[str, str, str, Evidence]]:
    """Yield every quotation of a pain point: what it is there, why, which organisation's count it is in, and itself."""
    for fit in point.evidence:
        yield "says so", "; ".join(why_here(fit)), fit.organisation, fit.evidence
    for fit in point.against:
        yield "speaks against it", "", "", fit.evidence
    for attempt in point.attempts:
        yield "was tried", lowered(ATTEMPT[attempt.outcome]), "", attempt.evidence
    for what, fits in (("is needed in its place", point.needs), ("was recommended", point.recommendations)):
        for fit in fits:
            yield what, "", "", fit.evidence


def _studies(brief: Brief) -> Iterator[list[Cell]]:
    for place, each in enumerate(brief.points, start=1):
        for study in each.studies:
            yield [
                place, each.point.title, study.title, study.organisation, study.date,
                NOT_SAID if study.sample_size is None else study.sample_size, study.retells,
                study.consent.not_heard or NOT_SAID, study.team_name, study.marking.value if study.marking else None,
            ]  # fmt: skip
