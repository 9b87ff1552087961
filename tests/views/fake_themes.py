"""Themes in memory, with decisions that are added and never changed; what stands is worked out as the real one does."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.access import Viewer
from domain.decisions import DecidedTheme, ThemeVerdict, state_of
from domain.errors import NotFound
from domain.insights import ThemeRow, ThemeStatus
from domain.runs import RunSummary
from domain.search import ObservationFilter


def some_themes() -> list[ThemeRow]:
    """Return two proposed topics of the invented evidence."""
    return [
        a_theme("th_told", "Told again at each counter", ("obs_0", "obs_1", "obs_2")),
        a_theme("th_when", "Nobody says when", ("obs_3", "obs_5"), topic=1),
    ]


def a_theme(identifier: str, title: str, members: Sequence[str], *, topic: int = 0) -> ThemeRow:
    return ThemeRow(
        id=identifier,
        title=title,
        keywords=("counter", "again"),
        status=ThemeStatus.PROPOSED,
        topic=topic,
        pattern=None,
        observations=len(members),
        organisations=2,
        members=tuple(members),
        topics=(topic,),
    )


@dataclass
class FakeThemes:
    """The part of the port that pages need."""

    rows: list[ThemeRow] = field(default_factory=list)
    said: list[DecidedTheme] = field(default_factory=list)

    def run_summaries(self, viewer: Viewer, *, limit: int) -> list[RunSummary]:
        return []

    def themes(self, viewer: Viewer, where: ObservationFilter | None = None, *, merged: bool = False) -> list[ThemeRow]:
        states = {row.id: state_of([said for said in self.said if said.theme == row.id]) for row in self.rows}
        return [
            replace(
                row,
                status=states[row.id].status,
                title=states[row.id].title or row.title,
                description=row.description if states[row.id].description is None else states[row.id].description or "",
                decided_by=states[row.id].decided_by,
                decided_at=states[row.id].decided_at,
            )
            for row in self.rows
            if merged or states[row.id].into is None
        ]

    def decisions(self, viewer: Viewer) -> list[DecidedTheme]:
        return list(self.said)

    def decide(
        self, viewer: Viewer, theme_id: str, status: ThemeStatus, *, title: str = "", description: str | None = None
    ) -> str:
        return self._add(viewer, theme_id, ThemeVerdict(status.value), title=title, description=description)

    def rename(self, viewer: Viewer, theme_id: str, title: str, *, description: str | None = None) -> str:
        return self._add(viewer, theme_id, ThemeVerdict.RENAMED, title=title, description=description)

    def merge(self, viewer: Viewer, theme_id: str, into: str, *, evidence: Sequence[str] = ()) -> str:
        return self._add(viewer, theme_id, ThemeVerdict.MERGED, into=into)

    def give_to_pattern(self, viewer: Viewer, theme_id: str, pattern: str, *, evidence: Sequence[str] = ()) -> str:
        return self._add(viewer, theme_id, ThemeVerdict.MERGED, into=pattern)

    def split(self, viewer: Viewer, theme_id: str, chosen: Sequence[str], title: str) -> tuple[str, str]:
        part = f"th_part_of_{theme_id}"
        self.rows.append(a_theme(part, title, chosen))
        return self._add(viewer, part, ThemeVerdict.SPLIT, title=title, into=theme_id), part

    def take_back(self, viewer: Viewer, act: str) -> None:
        (theme,) = {said.theme for said in self.said if said.act == act}
        self._add(viewer, theme, ThemeVerdict.TAKEN_BACK, act=act)

    def _add(
        self,
        viewer: Viewer,
        theme: str,
        verdict: ThemeVerdict,
        *,
        act: str = "",
        title: str = "",
        description: str | None = None,
        into: str | None = None,
    ) -> str:
        if all(row.id != theme for row in self.rows):
            raise NotFound("There is no such theme.", where=theme, remedy="Choose one from the list.")
        nth = len(self.said) + 1
        self.said.append(
            DecidedTheme(
                nth=nth,
                act=act or f"dc_{nth}",
                theme=theme,
                verdict=verdict,
                decided_by=viewer.name,
                decided_at="2025-04-02T10:00:00+00:00",
                title=title,
                description=description,
                into=into,
            )
        )
        return act or f"dc_{nth}"
