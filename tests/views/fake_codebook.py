"""Edits of the codebook in memory, added and never changed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from domain.access import Viewer
from domain.codebook_edits import CodebookEdit, EditVerdict, PatternChange


@dataclass
class FakeCodebookEdits:
    """The part of the real one that pages need."""

    kept: list[CodebookEdit] = field(default_factory=list)

    def edits(self) -> list[CodebookEdit]:
        return list(self.kept)

    def edit(
        self, viewer: Viewer, verdict: EditVerdict, decide: Callable[[list[CodebookEdit]], tuple[str, PatternChange]]
    ) -> tuple[str, str]:
        pattern, change = decide(self.edits())
        act = f"dc_{len(self.kept) + 1}"
        self._add(viewer, act, pattern, verdict, change)
        return act, pattern

    def edit_all(
        self,
        viewer: Viewer,
        decide: Callable[[list[CodebookEdit]], list[tuple[EditVerdict, str, PatternChange]]],
    ) -> str:
        edits = decide(self.edits())
        act = f"dc_{len(self.kept) + 1}"
        for verdict, pattern, change in edits:
            self._add(viewer, act, pattern, verdict, change)
        return act

    def take_back(self, viewer: Viewer, act: str) -> None:
        pattern = next(edit.pattern for edit in self.kept if edit.act == act)
        self._add(viewer, act, pattern, EditVerdict.TAKEN_BACK, PatternChange())

    def _add(self, viewer: Viewer, act: str, pattern: str, verdict: EditVerdict, change: PatternChange) -> None:
        self.kept.append(
            CodebookEdit(
                nth=len(self.kept) + 1,
                act=act,
                pattern=pattern,
                verdict=verdict,
                change=change,
                decided_by=viewer.name,
                decided_at="2025-04-02T10:00:00+00:00",
            )
        )
