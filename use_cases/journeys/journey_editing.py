"""Editing journeys: what a person changes, its versions, undoing, and journeys beside each other."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.errors import ChangedMeanwhile, InvalidRequest
from domain.evidence import Evidence
from domain.identity import digest
from domain.journey_differences import JourneyDifference
from domain.journey_edits import (
    EDIT_KINDS,
    AddHandOver,
    ChangeJourney,
    ChangeStep,
    JourneyEdit,
    JourneyVersion,
    PlaceEvidence,
    ProposeEvidence,
    PutBackEvidence,
    VersionDeed,
)
from domain.journey_history import as_sentence
from domain.journeys import Journey, JourneyForm, JourneyStatus, StepOutline
from domain.placed_evidence import PlacedEvidence
from domain.possible_hand_overs import PossibleHandOver
from domain.sureness import looked_on_steps_in_words
from use_cases.catalogue.missions import Missions
from use_cases.evidence.publishing import default_team
from use_cases.journeys.edits_in_sight import EditsInSight
from use_cases.journeys.journeying import proposed_for_steps
from use_cases.journeys.sub_journeys import told_by
from use_cases.repository import Repository

_TRIES = 5
"""So often an edit that names no version is made anew on what others stored in between."""

Tell = Callable[[Journey, Journey], str]

_WORD_OF = {kind: word for word, kind in EDIT_KINDS.items()} | {
    ProposeEvidence: "propose_evidence",
    PutBackEvidence: "put_back_evidence",
}


class JourneyEditing:
    """Journeys as their editors change them: who made one and the researchers of its team, nobody else."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def edit(self, viewer: Viewer, journey_id: str, *edits: JourneyEdit, version: int | None = None) -> Journey:
        """Make these edits one after the other, all or none; return the journey as this viewer sees it then.

        ``version`` is the one that the editor saw: when it is not the newest any more, ChangedMeanwhile says who
        changed what since, and nothing is done. What the editor may not see stays where it is, or goes with its step.
        Raises NotFound, NotAllowed, and InvalidRequest for an edit that cannot be made.
        """
        self._make(viewer, journey_id, edits, version=version)
        return self._repository.journeys.journey(viewer, journey_id)

    def look_for_evidence(
        self, viewer: Viewer, journey_id: str, step_id: str, *, version: int | None = None
    ) -> tuple[PlacedEvidence, ...]:
        """Put on one step what drafting the journey anew would propose there; return what is new. All else stays.

        Who runs the step, its service, systems and channel are filled in where nobody ever said them of it. What
        somebody took off the step, or kept on another, is not proposed. Nothing found is no version.
        ``version`` is as with ``edit``. Raises NotFound, ChangedMeanwhile, and NotAllowed for whoever may not draft.
        """
        viewer.need(Role.RESEARCHER, "look for evidence")
        seen = self._repository.journeys.journey(viewer, journey_id)
        self._repository.journey_versions.check(viewer, journey_id, seen.version if version is None else version)
        (found,) = proposed_for_steps(self._repository, viewer, journey_id, step_id)
        if found.evidence or found.fills_in(seen.step_of(step_id)):
            self.edit(viewer, journey_id, found, version=version)
        return found.evidence

    def look_on_all_steps(
        self, viewer: Viewer, journey_id: str, *, version: int | None = None
    ) -> tuple[Journey, Journey]:
        """Put on every step what drafting the journey anew would propose there, as one version.

        Returns the journey just before and just after that, as this viewer sees it: what others changed is in both.
        Each step is dealt with as by ``look_for_evidence``, and this raises what that raises. It takes as long as
        drafting does: people have it queued, see ``queue_evidence`` of the program.
        """
        viewer.need(Role.RESEARCHER, "look for evidence")
        seen = self._repository.journeys.journey(viewer, journey_id)
        self._repository.journey_versions.check(viewer, journey_id, seen.version if version is None else version)
        found = [
            each
            for each in proposed_for_steps(self._repository, viewer, journey_id)
            if each.evidence or each.fills_in(seen.step_of(each.step_id))
        ]
        if not found:
            return seen, seen
        return self._make(viewer, journey_id, found, version=version, tell=looked_on_steps_in_words)

    def possible_hand_overs(self, journey: Journey) -> list[PossibleHandOver]:
        """Return what evidence on a journey, as its reader sees it, may tell of passing that no hand-over shows yet."""
        from journey_maps.drafting.possible_hand_overs import possible_hand_overs

        return possible_hand_overs(journey)

    def undo(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> Journey:
        """Take back the last change, whoever made it; return the journey. Undoing again goes further back.

        Raises InvalidRequest where nothing is left to undo, ChangedMeanwhile as ``edit`` does, NotFound, NotAllowed.
        """
        return self._take_up(viewer, journey_id, VersionDeed.UNDONE, version=version)

    def redo(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> Journey:
        """Do again what was undone last; return the journey. Raises as ``undo`` does."""
        return self._take_up(viewer, journey_id, VersionDeed.REDONE, version=version)

    def revert(self, viewer: Viewer, journey_id: str, nth: int, *, version: int | None = None) -> Journey:
        """Let a journey be as it was in a version; return it. The versions since stay. Raises as ``undo`` does."""
        return self._take_up(viewer, journey_id, VersionDeed.REVERTED, nth, version=version)

    def versions(self, viewer: Viewer, journey_id: str) -> list[JourneyVersion]:
        """Return the versions of a journey, newest first. Raises NotFound.

        Whoever may not change it meets the newest alone.
        """
        return self._repository.journey_versions.versions(viewer, journey_id)

    def version(self, viewer: Viewer, journey_id: str, nth: int) -> Journey:
        """Return a journey as it was, as far as this viewer may see it now. Raises NotFound."""
        return self._repository.journey_versions.version(viewer, journey_id, nth)

    def compare(self, viewer: Viewer, left_id: str, right_id: str) -> JourneyDifference:
        """Return what differs from one journey to another, as far as this viewer sees both. Raises NotFound."""
        from journey_maps.comparing import compare

        journeys = self._repository.journeys
        return compare(journeys.journey(viewer, left_id), journeys.journey(viewer, right_id))

    def compare_versions(self, viewer: Viewer, journey_id: str, before: int, after: int) -> JourneyDifference:
        """Return what differs from one version of a journey to another. Raises NotFound as ``version`` does."""
        from journey_maps.comparing import compare

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
        """Store a map of these steps, made by hand, and return it; no evidence is placed on it.

        Raises NotAllowed, NotFound for no such mission, and InvalidRequest for a title or a step that cannot be.
        """
        from journey_maps.editing.edits import started

        viewer.need(Role.RESEARCHER, "make a journey")
        journey = started(_new_id(viewer, title), title, outlines, actor=actor)
        self._add(viewer, journey, mission=mission, did="Made by hand")
        return self._repository.journeys.journey(viewer, journey.id)

    def make_to_be(self, viewer: Viewer, journey_id: str, title: str) -> Journey:
        """Store a copy of a journey, as this viewer sees it, to plan on how it might be; return it. It is a draft.

        Raises NotFound, NotAllowed, and InvalidRequest for a title that cannot be.
        """
        from journey_maps.editing.edits import edited

        viewer.need(Role.RESEARCHER, "make a journey")
        as_is = self._repository.journeys.journey(viewer, journey_id)
        named = edited(as_is, ChangeJourney(title=title, form=JourneyForm.TO_BE), by=viewer.name, at=_now())
        journey = replace(
            named,
            id=_new_id(viewer, title),
            as_is=journey_id,
            status=JourneyStatus.DRAFT,
            suggested=(),
            version=1,
        )
        mission = self._repository.journeys.summary(viewer, journey_id).mission
        self._add(viewer, journey, mission=mission, did="Copied from the journey as it is")
        return self._repository.journeys.journey(viewer, journey.id)

    def _make(
        self,
        viewer: Viewer,
        journey_id: str,
        edits: Sequence[JourneyEdit],
        *,
        version: int | None,
        tell: Tell | None = None,
    ) -> tuple[Journey, Journey]:
        """Make edits as ``edit`` does; return what the editor sees before and after.

        ``tell`` says in words what they came to, of these two; without it each of them is told.
        """
        if version is not None:
            self._repository.journey_versions.check(viewer, journey_id, version)
        for _ in range(_TRIES - 1):
            try:
                return self._edit(viewer, journey_id, edits, tell)
            except ChangedMeanwhile:
                if version is not None:
                    raise
        return self._edit(viewer, journey_id, edits, tell)

    def _edit(
        self, viewer: Viewer, journey_id: str, edits: Sequence[JourneyEdit], tell: Tell | None
    ) -> tuple[Journey, Journey]:
        store = self._repository.journey_versions
        whole = store.whole(viewer, journey_id)
        seen = whole if viewer.sees_everything else self._repository.journeys.journey(viewer, journey_id)
        store.check(viewer, journey_id, whole.version)
        self._check_journeys_named(viewer, journey_id, edits)
        evidence = self._evidence(viewer, edits)
        making = EditsInSight(seen=seen, whole=whole, by=viewer.name, at=_now(), evidence=evidence)
        for edit in edits:
            making.make(edit)
        if making.whole == whole:
            return seen, seen
        did = [tell(seen, making.seen)] if tell else making.did
        store.change(viewer, making.whole, did=as_sentence(did))
        kinds = Counter(_WORD_OF[type(edit)] for edit in edits)
        self._repository.audit.add(
            viewer.name, Deed.CHANGED_JOURNEY, journey_id, {"edits": dict(sorted(kinds.items()))}
        )
        return seen, making.seen

    def _evidence(self, viewer: Viewer, edits: Sequence[JourneyEdit]) -> dict[str, Evidence]:
        """Return what this viewer would place that they may see, wherever it is."""
        wanted = [edit.observation_id for edit in edits if isinstance(edit, PlaceEvidence)]
        wanted += [name for edit in edits if isinstance(edit, AddHandOver) for name in edit.observation_ids]
        return {item.id: item for item in self._repository.evidence.evidence(viewer, wanted)} if wanted else {}

    def _check_journeys_named(self, viewer: Viewer, journey_id: str, edits: Sequence[JourneyEdit]) -> None:
        """Raise NotFound for a journey that is not there, InvalidRequest for a sub-journey that leads back here."""
        for edit in edits:
            if isinstance(edit, ChangeJourney) and edit.as_is:
                self._repository.journeys.summary(viewer, edit.as_is)
            other = edit.sub_journey if isinstance(edit, ChangeStep) else None
            if other and other != journey_id and journey_id in told_by(self._repository, viewer, other):
                raise InvalidRequest(
                    "That journey tells a step of its own by this one: neither would ever end.",
                    where="the sub-journey",
                    remedy="Choose a journey that does not lead back here.",
                )

    def _take_up(
        self, viewer: Viewer, journey_id: str, deed: VersionDeed, nth: int | None = None, *, version: int | None
    ) -> Journey:
        self._repository.journey_versions.take_up(viewer, journey_id, deed, nth, version=version)
        told = {"versions": deed.value} | ({"to": nth} if nth is not None else {})
        self._repository.audit.add(viewer.name, Deed.CHANGED_JOURNEY, journey_id, told)
        return self._repository.journeys.journey(viewer, journey_id)

    def _add(self, viewer: Viewer, journey: Journey, *, mission: str | None, did: str) -> None:
        named = Missions(self._repository).name(viewer, mission) if mission else None
        self._repository.journeys.save(journey, by=viewer, mission=named, team=default_team(viewer), did=did)
        self._repository.audit.add(viewer.name, Deed.CHANGED_JOURNEY, journey.id, {"made": journey.form.value})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _new_id(viewer: Viewer, title: str) -> str:
    """Return an identifier for a journey that is nobody's draft: the same title once more is another journey."""
    return "jn_" + digest(viewer.name, title, _now(), length=12)
