"""Journeys: draft a map from evidence, keep it, and give it out as files."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from domain.access import Viewer
from domain.audit import Deed
from domain.errors import InvalidRequest
from domain.journeys import Journey, StepOutline
from domain.search import ObservationFilter
from use_cases.auditing import Audit
from use_cases.names import Names
from use_cases.publishing import default_team
from use_cases.repository import Repository
from use_cases.theming import pain_points

JourneyFormat = Literal["json", "svg", "xlsx"]
FORMATS: tuple[str, ...] = get_args(JourneyFormat)


def draft(
    repository: Repository,
    viewer: Viewer,
    title: str,
    outlines: Sequence[StepOutline],
    *,
    query: str = "",
    organisations: Sequence[str] = (),
    mission: str | None = None,
) -> Journey:
    """Place what this viewer may see on the steps, store the draft and return it; in a mission, what belongs to it.

    The same title and steps once more replace the draft that this viewer made of them; published, it is a draft again.
    Without outlines the steps are proposed from the evidence nearest to ``query`` or the title; with them, those that
    evidence tells of and the list lacks are suggested beside it.
    """
    from journey_maps.asking import vectors_of_steps
    from journey_maps.drafting import draft_journey, journey_id
    from journey_maps.proposing import propose_steps
    from journey_maps.suggesting import suggest_steps

    if not title.strip():
        raise InvalidRequest(
            "A journey needs a title.", where="the title", remedy="Name what the person wants to reach."
        )
    where = ObservationFilter(organisations=frozenset(organisations), missions=frozenset({mission} if mission else ()))
    candidates = {item.id: item for item in repository.evidence.all_evidence(viewer, where)}
    ids, vectors = repository.vectors.vectors(repository.embedder.name, list(candidates))
    evidence = [candidates[identifier] for identifier in ids]
    embed = repository.embedder.embed
    named = bool(outlines)
    if not outlines:
        subject = embed([query or title])[0]
        outlines = propose_steps(evidence, vectors, subject=subject, embed=embed)
    asked = vectors_of_steps(title, outlines, embed)
    journey = draft_journey(
        title,
        outlines,
        candidates=evidence,
        vectors=vectors,
        asked=asked,
        pain_points=pain_points(repository, viewer, mission=mission),
        known=Names(repository).catalogue(viewer),
    )
    if named:
        placed = [step.evidence for step in journey.steps]
        lacking = suggest_steps(outlines, placed, evidence, vectors, asked=asked, embed=embed)
        journey = replace(journey, suggested=tuple(lacking))
    if not viewer.sees_everything:
        journey = replace(journey, id=journey_id(title, outlines, maker=viewer.name))
    repository.journeys.save(journey, by=viewer, mission=mission, team=default_team(viewer))
    repository.audit.add(viewer.name, Deed.CHANGED_JOURNEY, journey.id, {"drafted": True})
    return journey


def export(repository: Repository, viewer: Viewer, identifier: str, form: str) -> bytes:
    """Return a journey as a file: JSON, SVG or an Excel workbook. Raises NotFound, InvalidRequest."""
    if form not in FORMATS:
        raise InvalidRequest(
            f"Journeys are not written as '{form}'.", where="the format", remedy=f"Use one of: {', '.join(FORMATS)}."
        )
    journey = repository.journeys.journey(viewer, identifier)
    if form == "svg":
        from journey_maps.drawing import draw_svg

        return draw_svg(journey).encode()
    if form == "xlsx":
        from exports.journey_xlsx import journey_workbook

        return journey_workbook(journey)
    import json

    from exports.journey_json import journey_document

    return json.dumps(journey_document(journey), ensure_ascii=False, indent=2).encode()


def note_export(repository: Repository, audit: Audit, viewer: Viewer, identifier: str, form: str) -> None:
    """Write down that a journey left as a file, with the observations that it rests on. Raises NotFound."""
    journey = repository.journeys.journey(viewer, identifier)
    audit.exported(viewer, f"journey {identifier} as {form}", observations=journey.rests_on)
