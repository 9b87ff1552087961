"""The list with which a brief of several pain points begins: a row each, the same on slides and on pages."""

from domain.wording import CONFIDENCE, SEVERITY, shared_how
from exports.brief import Brief

TITLE = "In short"
HEAD = ("No.", "Pain point", "What it does", "Shared how", "Organisations", "Confidence")


def rows(brief: Brief) -> list[tuple[str, ...]]:
    """Return a row a pain point, in order; none where a brief holds one alone, which needs no list."""
    if len(brief.points) < 2:
        return []
    return [
        (
            str(number),
            each.point.title,
            SEVERITY[each.point.severity],
            shared_how(each.point),
            f"{each.point.spread:,}",
            CONFIDENCE[each.point.confidence],
        )
        for number, each in enumerate(brief.points, start=1)
    ]
