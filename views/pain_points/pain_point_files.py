"""Pain points as files to take along: those that are listed, and one with all that its page says."""

from collections.abc import Sequence

from domain.access import Viewer
from domain.insights import PainPoint
from domain.narrowing import Narrowing
from use_cases.app import UseCases
from use_cases.file_forms import PPTX, XLSX
from use_cases.knowing import briefs
from views import filters, tables


def offer(app: UseCases, viewer: Viewer, listed: Sequence[PainPoint], asked: Narrowing, *, found: int) -> None:
    """Offer what is listed, of ``found`` in all, as a table, a workbook, slides and a Word brief."""
    studies = tables.Held.by_points(listed).studies
    for key, forms in (("pain-points", briefs.TABLE_FORMS), (briefs.NAME, briefs.FORMS)):
        tables.offer_file(
            "Pain points",
            lambda form: app.briefs.pain_points(viewer, listed, form, asked=asked, found=found),
            key=key,
            held=lambda form: tables.Held(observations=briefs.quoted_in(listed, form), studies=studies),
            forms=forms,
        )


def offer_next(
    app: UseCases,
    viewer: Viewer,
    mission: str,
    leading: Sequence[PainPoint],
    asked: Narrowing,
    *,
    found: int,
    ordered: str,
) -> None:
    """Offer what a mission is to take up next, in that order, of ``found`` shared ones, as slides and a workbook.

    ``ordered`` says by what.
    """
    forms = briefs.FORMS | briefs.TABLE_FORMS
    tables.offer_file(
        "Next",
        lambda form: app.briefs.pain_points(viewer, leading, form, asked=asked, found=found, ordered=ordered),
        key="next",
        held=lambda form: tables.Held(
            observations=briefs.quoted_in(leading, form), studies=tables.Held.by_points(leading).studies
        ),
        forms={form: forms[form] for form in (PPTX, XLSX)},
        named=(mission, "next"),
    )


def offer_one(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Offer one pain point as slides and a Word brief: a page or two that somebody reads before they decide."""
    asked = Narrowing(mission=filters.mission_name(), min_organisations=1)
    tables.offer_file(
        "This pain point",
        lambda form: app.briefs.pain_points(viewer, [point], form, asked=asked),
        key="pain-point-brief",
        held=lambda form: tables.Held(
            observations=briefs.quoted_in([point], form), studies=tables.Held.by_points([point]).studies
        ),
        forms=briefs.FORMS,
        named=(point.title, "brief"),
    )
