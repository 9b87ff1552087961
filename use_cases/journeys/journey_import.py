"""Journeys taken in from files, what a file changes shown before it counts; and event logs beside a journey."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from textwrap import shorten

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.errors import ChangedMeanwhile, InvalidRequest, NotFound
from domain.identity import digest
from domain.journey_columns import ABOUT, VERSION
from domain.journey_files import JourneyFile, JourneyFlow, JourneyImport
from domain.journeys import Journey, JourneySummary
from domain.text import fold
from use_cases.catalogue.missions import Missions
from use_cases.catalogue.names import Names
from use_cases.evidence.publishing import default_team
from use_cases.findings.theming import pain_points
from use_cases.journeys.given_steps import read_sheet
from use_cases.journeys.listed_cells import told_of, with_parted_lists
from use_cases.journeys.sub_journeys import IDENTIFIER, check_they_end, with_known_sub_journeys
from use_cases.journeys.unknown_bodies import unknown_bodies
from use_cases.repository import Repository

_TITLE_LENGTH = 90
_READS = "Journeys are read from our own JSON, from sheets (xlsx, csv), and from step-by-step JSON."
_MOST_SHOWN = 20
_VERSION_OF_SHEETS = f"sheet {ABOUT}, the cell beside '{VERSION}'"
_VERSION_OF_JSON = '"version"'


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What somebody says of a file: the journey's ``title``, the mission of a new one, the one that it ``replaces``.

    ``new_names`` takes organisations that are not known here as they are written.
    """

    mission: str | None = None
    replaces: str | None = None
    title: str | None = None
    new_names: bool = False


class JourneyFiles:
    """Files of journeys, in; and logs that are read beside one."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def take_in(self, viewer: Viewer, name: str, content: bytes, asked: Asked, *, dry: bool = False) -> JourneyImport:
        """Take a journey in and return what that changes; ``dry`` stores nothing.

        A file that names a journey which this viewer may change, or is said to replace it, changes that one. Another
        makes a new draft of theirs; the same file again makes no second one. Evidence goes by identifiers: its words
        are looked up, and what is not stored here, or not for this viewer to see, is told and left out. Raises
        InvalidRequest for a file that is none of the forms, has faults, or is older than the journey; NotFound and
        NotAllowed for a journey to replace, ChangedMeanwhile where somebody changes it while the file is taken in.
        """
        viewer.need(Role.RESEARCHER, "take in a journey")
        file = read_journey_file(content, name, self._repository)
        if asked.title and (title := fold(asked.title)):
            file = replace(file, journey=replace(file.journey, title=title))
        mission = Missions(self._repository).name(viewer, asked.mission) if asked.mission else None
        before = self._before(viewer, file, asked)
        _check_version(file, before, name)
        if file.names_are_checked and not asked.new_names:
            self._check_organisations(viewer, file, before, name)
        file, unknown = with_known_sub_journeys(self._repository, viewer, file, before)
        file, cells = with_parted_lists(file, Names(self._repository).catalogue(viewer), before)
        journey, left_out = self._taken_in(viewer, file, before)
        result = self._result(viewer, journey, before, (*unknown, *left_out))
        result = replace(result, changes=(*result.changes, *told_of(cells, before, result.journey)))
        check_they_end(self._repository, viewer, result.journey, file)
        if dry or (before is not None and not result.changes):
            return result
        self._store(viewer, result, mission)
        self._repository.audit.add(viewer.name, Deed.CHANGED_JOURNEY, result.journey.id, {"imported": True})
        return result.stored(self._repository.journeys.journey(viewer, result.journey.id))

    def flow(self, viewer: Viewer, identifier: str, name: str, content: bytes) -> JourneyFlow:
        """Return how the cases of an event log go through a journey. Raises NotFound, InvalidRequest."""
        from journey_maps.files.event_log import journey_flow, read_events

        journey = self._repository.journeys.journey(viewer, identifier)
        if len(content) > (most := self._repository.settings.limits.source_bytes):
            raise InvalidRequest(
                f"'{name}' has more than {most / 1_000_000:,.0f} MB.", where=name, remedy="Give a shorter log."
            )
        return journey_flow(journey, read_events(content, name), name)

    def _store(self, viewer: Viewer, result: JourneyImport, mission: str | None) -> None:
        """Store what was taken in; a journey that is there stays in its mission and with its team.

        Raises ChangedMeanwhile, and NotFound for one that somebody deleted since it was read.
        """
        before, journeys = result.before, self._repository.journeys
        did = "Taken in from a file"
        if before is None:
            journeys.save(result.journey, by=viewer, mission=mission, team=default_team(viewer), did=did)
            return
        try:
            journeys.save(result.journey, by=viewer, did=did, version=before.version)
        except ChangedMeanwhile:
            if self._summary(viewer, before.id) is not None:
                raise
            raise NotFound(
                "The journey that the file was to change was deleted meanwhile.",
                where=before.title,
                remedy="Take the file in as a new journey, without naming one to replace.",
            ) from None

    def _before(self, viewer: Viewer, file: JourneyFile, asked: Asked) -> Journey | None:
        """Return the journey that a file changes, None where it makes a new one. Raises NotFound, NotAllowed."""
        if asked.replaces:
            self._repository.journey_publishing.check(viewer, asked.replaces)
            return self._repository.journeys.journey(viewer, asked.replaces)
        for identifier in (file.identifier, _identifier(viewer, file)):
            summary = self._summary(viewer, identifier)
            if summary is not None and summary.mine:
                return self._repository.journeys.journey(viewer, summary.id)
        return None

    def _summary(self, viewer: Viewer, identifier: str | None) -> JourneySummary | None:
        try:
            return self._repository.journeys.summary(viewer, identifier) if identifier else None
        except NotFound:
            return None

    def _check_organisations(self, viewer: Viewer, file: JourneyFile, before: Journey | None, name: str) -> None:
        """Raise InvalidRequest for organisations that are not known here, each with its row and the nearest name.

        In a journey that is new here, names that were in the workbook when it was made are taken as they are.
        """
        faults = unknown_bodies(
            file.journey.steps if before else file.new_steps,
            Names(self._repository).catalogue(viewer),
            places=file.places,
            besides=[step.organisation for step in (before.steps if before else ()) if step.organisation],
        )
        if faults:
            told = "; ".join(each.shown_with_nearest for each in faults[:_MOST_SHOWN])
            raise InvalidRequest(
                f"'{name}' names organisations that are not known here. {told}.",
                where="; ".join(each.where for each in faults[:_MOST_SHOWN]),
                remedy="Correct the name, or say that organisations which are not known here are taken as the "
                "file writes them: by the tick box above, or on the command line by --new-names.",
            )

    def _taken_in(self, viewer: Viewer, file: JourneyFile, before: Journey | None) -> tuple[Journey, tuple[str, ...]]:
        from journey_maps.files.taking_in import Known, taken_in

        ids = [mention.observation_id for mention in file.mentions]
        ids += [name for step in file.journey.steps for point in step.pain_points for name in point.observation_ids]
        ids += [item.observation_id for item in file.rejected or ()]
        ids += [name for row in file.rejected_pain_points or () for name in row.observation_ids]
        ids += before.rests_on if before else ()
        evidence = {item.id: item for item in self._repository.evidence.evidence(viewer, list(dict.fromkeys(ids)))}
        titles = {name: shorten(item.text, _TITLE_LENGTH, placeholder=" …") for name, item in evidence.items()}
        wanted = {point.id for step in file.journey.steps for point in step.pain_points}
        wanted |= {row.id for row in file.rejected_pain_points or ()}
        held = {point.id for step in (before.steps if before else ()) for point in step.pain_points}
        if wanted - held - titles.keys():
            titles |= {point.id: point.title for point in pain_points(self._repository, viewer)}
        known = Known(
            evidence=evidence,
            pain_points=titles,
            who=viewer.name,
            now=datetime.now(UTC).isoformat(timespec="seconds"),
            trusts_names=viewer.sees_everything,
        )
        return taken_in(file, before, known)

    def _result(
        self, viewer: Viewer, journey: Journey, before: Journey | None, left_out: tuple[str, ...]
    ) -> JourneyImport:
        from journey_maps.files.changes import changes_in_words

        made = journey if before else replace(journey, id=_new_identifier(viewer, journey))
        titles = {row.id: row.title for row in self._repository.journeys.journeys(viewer)} if before else {}
        changes = changes_in_words(before, made, titles)
        return JourneyImport(journey=made, before=before, changes=changes, left_out=tuple(dict.fromkeys(left_out)))


def read_journey_file(content: bytes, name: str, repository: Repository) -> JourneyFile:
    """Return the journey that a file tells, in whichever of the forms. Raises InvalidRequest, UnreadableSource."""
    from journey_maps.files.reading_json import read_journey_json
    from journey_maps.files.step_by_step import is_step_by_step, read_step_by_step

    limits = repository.settings.limits
    if (sheet := read_sheet(content, name, limits)) is not None:
        return sheet
    if len(content) > limits.source_bytes:
        most = f"{limits.source_bytes / 1_000_000:,.0f}"
        raise InvalidRequest(f"'{name}' has more than {most} MB.", where=name, remedy="Split it into several journeys.")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _no_json(content, name, error) from None
    if is_step_by_step(document):
        return read_step_by_step(document, name)
    if isinstance(document, dict) and isinstance(document.get("steps"), list):
        return read_journey_json(document, name)
    raise InvalidRequest(f"'{name}' has no list of steps.", where="steps", remedy=_READS)


def _no_json(content: bytes, name: str, error: Exception) -> InvalidRequest:
    """Return the refusal of a file: of what is meant as JSON with the line where it ends to be that."""
    if not (name.casefold().endswith(".json") or content.lstrip().startswith((b"{", b"["))):
        told = f"{_READS} A drawing, a page or slides of one are not read back: take it along as JSON or as a workbook."
        return InvalidRequest(f"'{name}' is no file that a journey is read from.", where=name, remedy=told)
    where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else name
    return InvalidRequest(f"'{name}' is no journey: it is not valid JSON.", where=where, remedy=_READS)


def _check_version(file: JourneyFile, before: Journey | None, name: str) -> None:
    if before is None or file.version is None or file.identifier != before.id:
        return
    if file.version < before.version:
        raise InvalidRequest(
            f"The journey was changed since '{name}' was written: that was version {file.version}, now it is"
            f" {before.version}.",
            where=f"'{name}', {_VERSION_OF_SHEETS if file.names_are_checked else _VERSION_OF_JSON}",
            remedy="Export it again and change that file; to take this one over what is there, "
            f"{'empty that cell' if file.names_are_checked else 'take that line out'} and take the file in again.",
        )


def _identifier(viewer: Viewer, file: JourneyFile) -> str:
    """Return the identifier of what somebody makes of a file that names no journey of theirs."""
    return _new_identifier(viewer, file.journey)


def _new_identifier(viewer: Viewer, journey: Journey) -> str:
    """Return the identifier of a new journey: its own where nobody signs in, else one of its words and its maker.

    So nobody learns from it whether others have the journey that a file names.
    """
    if viewer.sees_everything and IDENTIFIER.fullmatch(journey.id):
        return journey.id
    own = [] if viewer.sees_everything else [fold(viewer.name).casefold()]
    parts = [part for step in journey.steps for part in (str(step.order), step.stage, step.step)]
    return "jn_" + digest("a file", *own, journey.title.casefold(), *parts, length=12)
