"""Journeys: draft a map from evidence, keep it, and give it out as files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.access import Viewer
from domain.audit import Deed
from domain.errors import ChangedMeanwhile, InvalidRequest, NotFound
from domain.evidence import OF_JOURNEY, Evidence
from domain.journey_decisions import Decided
from domain.journey_edits import ProposeEvidence, VersionDeed
from domain.journeys import Journey, StepOutline, SuggestedStep
from domain.search import ObservationFilter
from use_cases.auditing import note_export
from use_cases.catalogue.names import Names
from use_cases.evidence.publishing import default_team
from use_cases.file_forms import checked_form
from use_cases.findings.theming import pain_points
from use_cases.journeys.journey_drawing import MapWishes, map_drawing, svg
from use_cases.journeys.journey_forms import JOURNEY_FORMS
from use_cases.repository import Repository

if TYPE_CHECKING:
    from domain.ports import Matrix
    from journey_maps.drafting.asking import Asked


_TRIES = 3
"""So often a draft is made anew on what others stored while it was made."""


def draft(
    repository: Repository,
    viewer: Viewer,
    title: str,
    outlines: Sequence[StepOutline],
    *,
    query: str = "",
    organisations: Sequence[str] = (),
    mission: str | None = None,
    actor: str | None = None,
) -> Journey:
    """Store what ``draft_telling`` makes and return it."""
    return draft_telling(
        repository, viewer, title, outlines, query=query, organisations=organisations, mission=mission, actor=actor
    )[0]


def draft_telling(
    repository: Repository,
    viewer: Viewer,
    title: str,
    outlines: Sequence[StepOutline],
    *,
    query: str = "",
    organisations: Sequence[str] = (),
    mission: str | None = None,
    actor: str | None = None,
) -> tuple[Journey, str]:
    """Place what this viewer may see on the steps, store the draft and return it; in a mission, what belongs to it.

    With it comes what of people's decisions it kept, in words; an empty text where nobody had decided anything.
    The same title and steps once more draft the journey anew that this viewer made of them: its steps stand as people
    left them, what they decided on it stays, and who sees it too; what evidence says besides is found anew.
    Without outlines the steps are proposed from the evidence nearest to ``query`` or the title; with them, those that
    evidence tells of and the list lacks are suggested beside it. Where nothing speaks of the title, nor of the steps
    that people named, all that is placed is a guess. ``actor`` is whose journey it is, None where that is not said.
    """
    from journey_maps.drafting.drafts import journey_id

    actor = checked_actor(title, actor)
    evidence, vectors = _candidates(repository, viewer, organisations=organisations, mission=mission)
    named = outlines or _proposed(title, query, evidence, vectors, repository.embedder.embed)
    identifier = journey_id(title, named, maker=None if viewer.sees_everything else viewer.name)
    drafting = _Drafting(
        repository=repository,
        viewer=viewer,
        title=title,
        outlines=named,
        asked_for=None if outlines else query or title,
        mission=mission,
        actor=actor,
        evidence=evidence,
        vectors=vectors,
    )
    for left in reversed(range(_TRIES)):
        try:
            journey, kept = drafting.store(identifier)
            break
        except ChangedMeanwhile:
            if not left:
                raise
    repository.audit.add(viewer.name, Deed.CHANGED_JOURNEY, journey.id, {"drafted": True})
    return journey, kept


def checked_actor(title: str, actor: str | None) -> str | None:
    """Return whose journey it is, on one line, None where that is not said.

    Raises InvalidRequest for no title, or an actor told at too much length.
    """
    from journey_maps.editing.edit_words import words

    if not title.strip():
        raise InvalidRequest(
            "A journey needs a title.", where="the title", remedy="Name what the person wants to reach."
        )
    return words(actor or "", "the actor") or None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drafting:
    """What a journey is drafted of. ``asked_for`` is what steps were proposed from, None where people named them."""

    repository: Repository
    viewer: Viewer
    title: str
    outlines: Sequence[StepOutline]
    asked_for: str | None
    mission: str | None
    actor: str | None
    evidence: Sequence[Evidence]
    vectors: "Matrix"

    def store(self, identifier: str) -> tuple[Journey, str]:
        """Store the journey, and return it with what it kept of people's decisions, in words.

        One that is stored stays in the mission that it is in. Raises ChangedMeanwhile when somebody changed or deleted
        the one that it is made anew of while it was made.
        """
        from journey_maps.editing.redrafting import carried_over, redrafted_in_words

        stored, decided = _stored(self.repository, self.viewer, identifier)
        before = stored if stored and stored.steps else None
        made = self._made(before)
        if before:
            journey = carried_over(made, before, decided)
        elif stored:
            journey = _as_called(made, stored, decided)
        else:
            journey = replace(made, id=identifier)
        kept = redrafted_in_words(before, journey, decided) if before and decided.is_any else ""
        self.repository.journeys.save(
            journey,
            by=self.viewer,
            mission=None if stored else self.mission,
            team=default_team(self.viewer),
            did=kept or "Drafted from evidence",
            deed=VersionDeed.REDRAFTED if kept else VersionDeed.DRAFTED,
            version=stored.version if stored else None,
        )
        return journey, kept

    def _made(self, before: Journey | None) -> Journey:
        """Return what evidence alone makes of the steps, be they those that people left of an earlier draft."""
        from journey_maps.drafting.asking import what_to_ask
        from journey_maps.drafting.drafts import as_guessed, draft_journey
        from journey_maps.drafting.relevance import is_spoken_of
        from journey_maps.drafting.suggesting import suggest_steps

        embed = self.repository.embedder.embed
        outlines = _said_again(before, self.outlines) if before else self.outlines
        actor = self.actor or (before and before.actor) or None
        asked = replace(what_to_ask(self.title, outlines, embed), actor=actor)
        asked = _with_boards(asked, self.repository, self.viewer, before) if before else asked
        journey = draft_journey(
            self.title,
            outlines,
            candidates=self.evidence,
            vectors=self.vectors,
            asked=asked,
            pain_points=pain_points(self.repository, self.viewer, mission=self.mission),
            known=Names(self.repository).catalogue(self.viewer),
            before=before,
        )
        spoken = asked if self.asked_for is None else what_to_ask(self.asked_for, [], embed)
        if not is_spoken_of(self.evidence, self.vectors, spoken):
            journey = as_guessed(journey, outlines, linked=asked.linked)
        if self.asked_for is not None:
            return journey
        placed = [step.evidence for step in journey.steps]
        lacking = suggest_steps(outlines, placed, self.evidence, self.vectors, asked=asked, embed=embed)
        return replace(journey, suggested=tuple(_after_steps_of(journey, lacking)))


def _stored(repository: Repository, viewer: Viewer, identifier: str) -> tuple[Journey | None, Decided]:
    """Return the journey that a draft is made anew of, as this viewer sees it, and what people decided on it.

    None where there is none. Raises NotAllowed for one they may not change.
    """
    try:
        journey = repository.journeys.journey(viewer, identifier)
    except NotFound:
        return None, Decided()
    return journey, repository.journey_versions.decided(viewer, identifier)


def _as_called(drafted: Journey, stored: Journey, decided: Decided) -> Journey:
    """Return a draft in place of a journey that has no steps left, with what people said of it as a whole."""
    from journey_maps.editing.redrafting import whose

    return replace(
        drafted,
        id=stored.id,
        title=stored.title if decided.is_titled else drafted.title,
        actor=whose(drafted, stored, decided),
        form=stored.form,
        as_is=stored.as_is,
        extras=stored.extras,
    )


def _said_again(before: Journey, given: Sequence[StepOutline]) -> list[StepOutline]:
    """Return the steps of an earlier draft as they are called now, with what is said now of those drafted from it."""
    from journey_maps.drafting.drafts import outlines_of

    said = {f"s{outline.order}": outline for outline in given}
    called = zip(before.steps, outlines_of(before), strict=True)
    return [
        replace(said.get(step.id, outline), order=outline.order, stage=outline.stage, step=outline.step)
        for step, outline in called
    ]


def _after_steps_of(journey: Journey, suggested: Sequence[SuggestedStep]) -> list[SuggestedStep]:
    """Return suggested steps after the steps of a journey that has identifiers of its own."""
    ids = {f"s{step.order}": step.id for step in journey.steps}
    return [replace(item, after=ids[item.after] if item.after else None) for item in suggested]


def proposed_for_steps(
    repository: Repository, viewer: Viewer, journey_id: str, step_id: str | None = None
) -> list[ProposeEvidence]:
    """Return what drafting a journey anew, of what this viewer may see, would place on its steps and say of them.

    With ``step_id`` of that step alone. What somebody said of a step, be it that there is none, is not said. A journey
    in a mission is drafted from what belongs to that. Nothing is stored. Raises NotFound.
    """
    from journey_maps.drafting.asking import what_to_ask
    from journey_maps.drafting.drafts import all_guesses, evidence_for_steps, outlines_of
    from journey_maps.drafting.relevance import is_spoken_of
    from journey_maps.editing.editor import place_of

    journey = repository.journeys.journey(viewer, journey_id)
    if step_id is not None:
        place_of(journey, step_id)
    mission = repository.journeys.summary(viewer, journey_id).mission
    evidence, vectors = _candidates(repository, viewer, mission=mission)
    asked = what_to_ask(journey.title, outlines_of(journey), repository.embedder.embed)
    asked = _with_boards(asked, repository, viewer, journey)
    found = evidence_for_steps(
        journey,
        [step.id for step in journey.steps] if step_id is None else [step_id],
        candidates=evidence,
        vectors=vectors,
        asked=asked,
        pain_points=pain_points(repository, viewer, mission=mission),
        known=Names(repository).catalogue(viewer),
        settled=repository.journey_versions.said_of_steps(viewer, journey_id),
    )
    if is_spoken_of(evidence, vectors, asked):
        return found
    return [all_guesses(each, journey.step_of(each.step_id), linked=asked.linked) for each in found]


def _with_boards(asked: "Asked", repository: Repository, viewer: Viewer, journey: Journey) -> "Asked":
    """Return what is asked with the studies that came of workshops on the journey, and all names of its steps."""
    studies = repository.evidence.studies(viewer)
    names = repository.journey_versions.names_of_steps(viewer, journey.id)
    return replace(
        asked,
        linked=frozenset(study.id for study in studies if (OF_JOURNEY, journey.id) in study.metadata),
        called=tuple(names.get(step.id, frozenset()) for step in journey.steps),
    )


def _candidates(
    repository: Repository, viewer: Viewer, *, organisations: Sequence[str] = (), mission: str | None = None
) -> "tuple[list[Evidence], Matrix]":
    """Return what may stand on a journey of this viewer, and the vectors of it: of organisations, or of a mission."""
    where = ObservationFilter(organisations=frozenset(organisations), missions=frozenset({mission} if mission else ()))
    candidates = {item.id: item for item in repository.evidence.all_evidence(viewer, where)}
    ids, vectors = repository.vectors.vectors(repository.embedder.name, list(candidates))
    return [candidates[identifier] for identifier in ids], vectors


def _proposed(
    title: str,
    query: str,
    evidence: Sequence[Evidence],
    vectors: "Matrix",
    embed: Callable[[Sequence[str]], "Matrix"],
) -> list[StepOutline]:
    """Return the steps that evidence tells of, but for those on which nothing of it would stand."""
    from journey_maps.drafting.asking import what_to_ask
    from journey_maps.drafting.placing import place_evidence
    from journey_maps.drafting.proposing import propose_steps, told_of

    outlines = propose_steps(evidence, vectors, asked=what_to_ask(query or title, [], embed), embed=embed)
    return told_of(
        outlines, place_evidence(outlines, evidence, vectors, asked=what_to_ask(title, outlines, embed)).steps
    )


def draw(repository: Repository, viewer: Viewer, journey: Journey, wishes: MapWishes) -> bytes:
    """Return the map of a journey, as this viewer has it, as SVG."""
    return svg(map_drawing(repository, viewer, journey, wishes))


def export(
    repository: Repository, viewer: Viewer, identifier: str, form: str, wishes: MapWishes | None = None
) -> bytes:
    """Return a journey as a file in one of ``JOURNEY_FORMS``; ``wishes`` are for those that draw its map.

    Raises NotFound, InvalidRequest.
    """
    checked_form(form, JOURNEY_FORMS, what="A journey")
    journey = repository.journeys.journey(viewer, identifier)
    return JOURNEY_FORMS[form].content(map_drawing(repository, viewer, journey, wishes or MapWishes()))


def note_journey_export(repository: Repository, viewer: Viewer, identifier: str, form: str) -> None:
    """Write down that a journey left as a file, with the observations that it rests on. Raises NotFound."""
    journey = repository.journeys.journey(viewer, identifier)
    note_export(repository, viewer, f"journey {identifier} as {form}", observations=journey.rests_on)
