"""Editing of journeys in memory: what was asked for is remembered, and a few changes are made for real."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from domain.access import Viewer
from domain.errors import ChangedMeanwhile
from domain.journey_differences import JourneyDifference
from domain.journey_edits import (
    AcceptPainPoint,
    AddHandOver,
    ChangeHandOver,
    ChangeStep,
    JourneyEdit,
    JourneyVersion,
    PlacePainPoint,
    ProposeEvidence,
    RejectPainPoint,
    RejectPossibleHandOver,
    RemoveHandOver,
    VersionDeed,
)
from domain.journey_removal import JourneyExtent
from domain.journeys import Journey, JourneyStatus, Step, StepOutline
from domain.placed_evidence import PlacedEvidence
from domain.possible_hand_overs import PossibleHandOver
from journey_maps.comparing import compare
from journey_maps.drafting.possible_hand_overs import possible_hand_overs
from journey_maps.editing.edits import edited

_MADE = (
    AddHandOver,
    RejectPossibleHandOver,
    ChangeHandOver,
    RemoveHandOver,
    AcceptPainPoint,
    RejectPainPoint,
    PlacePainPoint,
)
"""Edits that are made for real, and those of evidence at a hand-over besides."""


class FakeJourneyEditing:
    """Obeys the methods of the real one over a list of journeys that it changes."""

    def __init__(self, maps: Callable[[], list[Journey]]) -> None:
        self._maps = maps
        self.edits: list[JourneyEdit] = []
        self.done: list[str] = []
        self.kept: dict[str, list[JourneyVersion]] = {}
        self.states: dict[tuple[str, int], Journey] = {}
        self.to_find: tuple[PlacedEvidence, ...] = ()
        self.looked: list[str] = []

    def edit(self, viewer: Viewer, journey_id: str, *edits: JourneyEdit, version: int | None = None) -> Journey:
        now = self._seen(journey_id, version)
        self.edits += edits
        for edit in edits:
            if isinstance(edit, ChangeStep):
                now = replace(now, steps=tuple(_changed(step, edit) for step in now.steps))
            elif isinstance(edit, _MADE) or getattr(edit, "to_step_id", None):
                now = edited(now, edit, by=viewer.name, at="2025-04-02T10:00:00+00:00", evidence={})
        return self._save(viewer, now, "; ".join(type(edit).__name__ for edit in edits))

    def look_for_evidence(
        self, viewer: Viewer, journey_id: str, step_id: str, *, version: int | None = None
    ) -> tuple[PlacedEvidence, ...]:
        now = self._seen(journey_id, version)
        self.looked.append(step_id)
        edit = ProposeEvidence(step_id=step_id, evidence=self.to_find)
        found = edited(now, edit, by=viewer.name, at="2025-04-02T10:00:00+00:00")
        if found != now:
            self._save(viewer, found, f"looked for evidence on {step_id}")
        return self.to_find

    def possible_hand_overs(self, journey: Journey) -> list[PossibleHandOver]:
        return possible_hand_overs(journey)

    def undo(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> Journey:
        return self._act(viewer, journey_id, "undo", VersionDeed.UNDONE, version)

    def redo(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> Journey:
        return self._act(viewer, journey_id, "redo", VersionDeed.REDONE, version)

    def revert(self, viewer: Viewer, journey_id: str, nth: int, *, version: int | None = None) -> Journey:
        return self._act(viewer, journey_id, f"revert {nth}", VersionDeed.REVERTED, version)

    def versions(self, viewer: Viewer, journey_id: str) -> list[JourneyVersion]:
        return self.kept.get(journey_id, [])[::-1]

    def version(self, viewer: Viewer, journey_id: str, nth: int) -> Journey:
        return self.states.get((journey_id, nth)) or replace(self._journey(journey_id), version=nth)

    def compare_versions(self, viewer: Viewer, journey_id: str, before: int, after: int) -> JourneyDifference:
        return compare(self.version(viewer, journey_id, before), self.version(viewer, journey_id, after))

    def start(
        self,
        viewer: Viewer,
        title: str,
        outlines: Sequence[StepOutline],
        *,
        actor: str | None = None,
        mission: str | None = None,
    ) -> Journey:
        steps = tuple(Step(order=each.order, stage=each.stage, step=each.step) for each in outlines)
        made = Journey(id="jn_new", title=title, actor=actor or "", status=JourneyStatus.DRAFT, steps=steps)
        self._maps().append(made)
        return made

    def _journey(self, journey_id: str) -> Journey:
        return next(each for each in self._maps() if each.id == journey_id)

    def _seen(self, journey_id: str, version: int | None) -> Journey:
        now = self._journey(journey_id)
        if version is not None and version < now.version:
            raise ChangedMeanwhile("Others changed it.", where="journey", remedy="Look at what they did.")
        return now

    def _act(self, viewer: Viewer, journey_id: str, did: str, deed: VersionDeed, version: int | None) -> Journey:
        now = self._seen(journey_id, version)
        self.done.append(did)
        return self._save(viewer, now, did, deed)

    def _save(self, viewer: Viewer, journey: Journey, did: str, deed: VersionDeed = VersionDeed.CHANGED) -> Journey:
        maps = self._maps()
        saved = replace(journey, version=journey.version + 1)
        self.states[journey.id, journey.version] = self._journey(journey.id)
        self.states[journey.id, saved.version] = saved
        maps[:] = [saved if each.id == saved.id else each for each in maps]
        first = JourneyVersion(nth=1, did="Made", by=viewer.name, at="2025-04-01T10:00:00")
        made = JourneyVersion(nth=saved.version, did=did, by=viewer.name, at="2025-04-01T11:00:00", deed=deed)
        self.kept.setdefault(journey.id, [first]).append(made)
        return saved


class FakeJourneyRemoval:
    """Deletes from a list of journeys."""

    def __init__(self, maps: Callable[[], list[Journey]]) -> None:
        self._maps = maps

    def extent(self, viewer: Viewer, journey_id: str) -> JourneyExtent:
        journey = next(each for each in self._maps() if each.id == journey_id)
        return JourneyExtent(id=journey_id, title=journey.title, version=journey.version, is_published=False)

    def delete(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> None:
        maps = self._maps()
        maps[:] = [each for each in maps if each.id != journey_id]


def _changed(step: Step, edit: ChangeStep) -> Step:
    if step.id != edit.step_id:
        return step
    said: dict[str, Any] = {
        name: value
        for name in ("step", "stage", "organisation", "owner", "note", "systems")
        if (value := getattr(edit, name)) is not None
    }
    return replace(step, **said)
