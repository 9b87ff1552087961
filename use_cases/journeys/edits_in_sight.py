"""Edits by somebody who may not see all of a journey: made on what they see, and on the whole, in step.

What they may not see stays where it is, or goes with its step; nothing they are told differs by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from domain.evidence import Evidence
from domain.hand_overs import HandOver
from domain.journey_edits import (
    PLACES,
    AcceptEvidence,
    ChangeHandOver,
    ChangeStep,
    DropSuggestion,
    JourneyEdit,
    PlaceEvidence,
    RejectEvidence,
    TakeSuggestion,
    hand_overs_meant,
)
from domain.journey_history import in_words
from domain.journeys import Journey, Step, SuggestedStep

Said = TypeVar("Said", ChangeStep, ChangeHandOver)


@dataclass(kw_only=True, slots=True)
class EditsInSight:
    """A journey as its editor sees it and as a whole, both of one version; ``did`` are the deeds so far in words."""

    seen: Journey
    whole: Journey
    by: str
    at: str
    evidence: Mapping[str, Evidence]
    did: list[str] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    def make(self, edit: JourneyEdit) -> None:
        """Make an edit on both. Raises NotFound and InvalidRequest by what the editor sees alone."""
        from journey_maps.editing.edits import edited

        own: dict[str, Any] = {"by": self.by, "at": self.at, "evidence": self.evidence, "used": self._used}
        meant = _as_meant(edit, self.seen, self.whole)
        said = in_words(edit, self.seen)
        self.seen = edited(self.seen, edit, **own)
        before, self.whole = self.whole, edited(self.whole, meant, **own)
        if self.whole != before:
            self.did.append(said)
        self._used.update(step.id for step in self.whole.steps)


def _as_meant(edit: JourneyEdit, seen: Journey, whole: Journey) -> JourneyEdit:
    """Return the edit for the whole journey: what it says just as the editor saw it, it leaves as it is."""
    if isinstance(edit, TakeSuggestion | DropSuggestion):
        return _suggestion_meant(edit, seen, whole)
    if isinstance(edit, ChangeStep):
        before = _step(seen, edit.step_id)
        return _with_hidden_systems(_news(edit, before), before, _step(whole, edit.step_id)) if before else edit
    if isinstance(edit, ChangeHandOver):
        meant = hand_overs_meant(edit, seen)
        return _news(replace(edit, hand_over_id=meant[0].id), meant[0]) if len(meant) == 1 else edit
    if isinstance(edit, PlaceEvidence | AcceptEvidence | RejectEvidence) and edit.to_step_id is not None:
        meant = hand_overs_meant(edit, seen)
        return replace(edit, hand_over_id=meant[0].id) if len(meant) == 1 else edit
    return edit


def _news(edit: Said, before: Step | HandOver) -> Said:
    said = {item.name: getattr(edit, item.name) for item in fields(edit) if item.name not in PLACES}
    same = {name: None for name, value in said.items() if _plain(value) == _plain(getattr(before, name))}
    return replace(edit, **same)  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    """Return a value so that all ways of saying that there is none are one."""
    return None if value in ("", ()) or (isinstance(value, int | float) and value < 0) else value


def _with_hidden_systems(edit: ChangeStep, seen: Step, whole: Step | None) -> ChangeStep:
    if edit.systems is None or whole is None:
        return edit
    hidden = (name for name in whole.systems if name not in seen.systems)
    return replace(edit, systems=tuple(dict.fromkeys((*edit.systems, *hidden))))


def _suggestion_meant(edit: TakeSuggestion | DropSuggestion, seen: Journey, whole: Journey) -> JourneyEdit:
    if not 0 <= edit.nth < len(seen.suggested):
        return edit
    wanted = _mark(seen.suggested[edit.nth])
    return replace(edit, nth=[_mark(item) for item in whole.suggested].index(wanted))


def _mark(item: SuggestedStep) -> tuple[str, ...]:
    return item.step, item.stage, *_ids(item)


def _ids(item: SuggestedStep) -> Iterable[str]:
    return (placed.evidence.id for placed in item.evidence)


def _step(journey: Journey, step_id: str) -> Step | None:
    return next((step for step in journey.steps if step.id == step_id), None)
