"""Narrowing to themes: one of which its viewer sees nothing is told like one that is not there."""

from domain.access import Viewer
from domain.errors import NotFound
from domain.search import ObservationFilter
from use_cases.repository import Repository


def check_themes(repository: Repository, viewer: Viewer, where: ObservationFilter | None) -> None:
    """Raise NotFound for a theme of a filter in which this viewer sees no observation, whether or not it is there."""
    for theme in sorted(where.themes) if where else ():
        if not repository.sights.visible_ids(viewer, ObservationFilter(themes=frozenset({theme}))):
            raise NotFound(
                "There is no such theme, or nothing that you may see is in it.",
                where=f"theme {theme}",
                remedy="Choose one from the page Themes, or give an identifier from: throughline themes list. "
                "A later run may find other ones.",
            )
