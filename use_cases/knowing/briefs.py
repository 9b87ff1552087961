"""Pain points to take along: as a table, as a workbook, as slides or as a Word document."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.access import Role, Viewer
from domain.evidence import Study
from domain.insights import PainPoint
from domain.narrowing import Narrowing
from domain.wording import date, listed, narrowed
from use_cases.auditing import note_export
from use_cases.catalogue.ownership import Ownership
from use_cases.file_forms import CSV, DOCX, FILE_FORMS, PPTX, XLSX, checked_form
from use_cases.findings.theming import latest_run_summary
from use_cases.repository import Repository

if TYPE_CHECKING:
    from exports.brief import Brief, BriefPoint

NAME = "pain-points-brief"
"""What the audit calls it."""
FORMS = {form: FILE_FORMS[form] for form in (PPTX, DOCX)}
"""Each form that a brief can be read in: its name on screens and its media type."""
TABLE_FORMS = {form: FILE_FORMS[form] for form in (CSV, XLSX)}
"""Each form that has a row a pain point."""


class Briefs:
    """Briefs are made of pain points as their viewer sees them; what is read besides is read for that viewer."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def pain_points(
        self,
        viewer: Viewer,
        points: Sequence[PainPoint],
        form: str,
        *,
        asked: Narrowing,
        found: int | None = None,
        ordered: str = "",
    ) -> bytes:
        """Return these pain points, the first of ``found`` if that is given, as pptx, docx, csv or xlsx.

        ``ordered`` says by what, where that is another order than that of every list.
        The same points on the same day give the same slides and pages. Raises InvalidRequest for another form.
        """
        from exports.brief import Brief

        checked_form(form, FORMS | TABLE_FORMS, what="A brief")
        brief = Brief(
            made_on=datetime.now(UTC).date().isoformat(),
            scope=scope_of(viewer),
            narrowed=tuple(narrowed(asked)),
            points=tuple(self._beside(viewer, points)),
            found=len(points) if found is None else found,
            ordered=ordered,
            versions=tuple(self._versions(viewer)),
        )
        return _written(brief, form)

    def note_export(self, viewer: Viewer, points: Sequence[PainPoint], form: str) -> None:
        """Write down that a brief of these pain points left as a file, with what it holds."""
        behind = sorted({fit.evidence.study_id for point in points for fit in point.evidence})
        held = quoted_in(points, form)
        note_export(self._repository, viewer, f"{NAME} as {form}", observations=held, studies=behind)

    def _beside(self, viewer: Viewer, points: Sequence[PainPoint]) -> "list[BriefPoint]":
        from exports.brief import BriefPoint

        said = Ownership(self._repository).words(viewer, points)
        studies = self._repository.evidence.studies(viewer)
        patterns = {pattern.id: pattern.severity for pattern in self._repository.codebook.patterns}
        return [
            BriefPoint(
                point=point,
                owners=said[point.id].owners,
                claims=said[point.id].claims,
                contacts=said[point.id].contacts,
                studies=tuple(studies_behind(point, studies)),
                usual=patterns.get(point.pattern or ""),
            )
            for point in points
        ]

    def _versions(self, viewer: Viewer) -> list[tuple[str, str]]:
        """Return the codebook, the coder and the run of topics behind the points; nothing in them comes from texts."""
        run = latest_run_summary(self._repository, viewer)
        told = f"{run.id}, seed {run.seed}, {date(run.started_at[:10])}" if run else "none yet"
        return [
            ("Codebook", self._repository.codebook.version),
            ("Coder", self._repository.coder.version),
            ("Run of topics", told),
        ]


def quoted_in(points: Sequence[PainPoint], form: str) -> list[str]:
    """Return the identifiers of the observations whose words these pain points hold in that form."""
    from exports import brief, pain_point_tables

    held = {CSV: pain_point_tables.quoted_beside, XLSX: pain_point_tables.quoted_on_sheets}
    return held.get(form, brief.quoted_in)(points)


def studies_behind(point: PainPoint, studies: Sequence[Study]) -> list[Study]:
    """Return those of the studies whose evidence makes a pain point what it is, in their order."""
    behind = {fit.evidence.study_id for fit in point.evidence}
    return [study for study in studies if study.id in behind]


def scope_of(viewer: Viewer) -> str:
    """Return in words what the viewer may see, without naming them: files travel."""
    if viewer.sees_everything:
        return "Everything in this repository, drafts too"
    drafts = ", and drafts of their teams" if viewer.may(Role.RESEARCHER) else ""
    groups = f", and of the missions {listed(sorted(viewer.missions))}" if viewer.missions else ""
    whom = f"somebody of {viewer.organisation}" if viewer.organisation else "somebody of no organisation on record"
    return f"What is published to {whom}{groups}{drafts}; others may see more or less"


def _written(brief: "Brief", form: str) -> bytes:
    from exports.brief_docx import brief_document
    from exports.brief_pptx import brief_slides
    from exports.pain_point_tables import pain_points_csv, pain_points_xlsx

    writers = {PPTX: brief_slides, DOCX: brief_document, CSV: pain_points_csv, XLSX: pain_points_xlsx}
    return writers[form](brief)
