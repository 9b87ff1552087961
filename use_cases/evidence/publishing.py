"""Publishing studies: whose they are, when others see them, who, and under which marking."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from domain.access import Marking, Role, Viewer, Visibility, full_team_name, organisation_of_team, own_name_of_team
from domain.audit import Deed
from domain.catalogue import name_key
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import Study
from domain.identity import study_id
from domain.proposals import FileDescription
from domain.publishing import (
    LONGEST_DESCRIPTION_CHARACTERS,
    LONGEST_TITLE_CHARACTERS,
    StudyChange,
    StudyEdit,
    StudyRow,
)
from domain.text import fold
from use_cases.auditing import audited
from use_cases.repository import Repository


class Publishing:
    """Studies as their teams care for them: the researchers of its team change a study, and nobody else."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def studies(self, viewer: Viewer) -> list[StudyRow]:
        """Return the studies this viewer may see, theirs first, then newest first."""
        return self._repository.publishing.rows(viewer)

    def study(self, viewer: Viewer, study_id: str) -> StudyRow:
        """Return one study. Raises NotFound when this viewer may not see it."""
        for row in self.studies(viewer):
            if row.study.id == study_id:
                return row
        raise NotFound(
            "There is no such study.",
            where=study_id,
            remedy="Choose one from the list of studies, by its identifier.",
        )

    def holding(self, viewer: Viewer, digests: Collection[str]) -> dict[str, list[Study]]:
        """Return by the digest of a file the studies in this viewer's sight that hold it already, by title."""
        return self._repository.publishing.holding(viewer, digests)

    def edits(self, viewer: Viewer, study_id: str) -> list[StudyEdit]:
        """Return what was changed of title, date and description, newest first. Raises NotFound, NotAllowed."""
        return self._repository.publishing.edits(viewer, study_id)

    def put_back(self, viewer: Viewer, study_id: str, nth: int) -> Study:
        """Let a field be what it was before an edit; that is an edit, too. Raises NotFound and as ``change`` does."""
        for edit in self.edits(viewer, study_id):
            if edit.nth == nth:
                return self.change(viewer, study_id, StudyChange(**{edit.field: edit.was or ""}))  # type: ignore[arg-type]
        raise NotFound("There is no such change.", where="what was changed", remedy="Choose one from the list.")

    def publish(self, viewer: Viewer, study_id: str, change: StudyChange = StudyChange()) -> Study:  # noqa: B008 - frozen
        """Publish a study: at once, or on the day of an embargo. Returns it; raises as ``change`` does."""
        said = replace(change, draft=False, embargo="" if change.embargo is None else change.embargo)
        return self.change(viewer, study_id, said)

    def unpublish(self, viewer: Viewer, study_id: str) -> Study:
        """Make a study a draft again: only the researchers of its team see it. Raises as ``change`` does."""
        return self.change(viewer, study_id, StudyChange(draft=True))

    @audited(Deed.CHANGED_STUDY, of="study_id", told=("change",))
    def change(self, viewer: Viewer, study_id: str, change: StudyChange) -> Study:
        """Change what its team may change of a study; return it as it is then.

        Raises NotFound, NotAllowed, and InvalidRequest for a mission's study without a mission, and for a title that is
        empty, too long, or another study's of the team, be it the one that study came here under.
        """

        def decide(stored: Study) -> Study:
            study = replace(stored, **self._values(viewer, stored, change))
            if study.visibility is Visibility.MISSION and not study.mission:
                raise InvalidRequest(
                    "A study for a mission's group needs its mission.",
                    where=study.title,
                    remedy="Say which mission it belongs to, or choose who else may see it.",
                )
            return study

        return self._repository.publishing.change(viewer, study_id, decide)

    def _values(self, viewer: Viewer, stored: Study, change: StudyChange) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if change.draft is not None:
            values["draft"] = change.draft
        if change.visibility is not None:
            values["visibility"] = change.visibility
        if change.marking is not None:
            values["marking"] = Marking(change.marking) if change.marking else None
        for name in ("embargo", "contact", "mission"):
            if (said := getattr(change, name)) is not None:
                values[name] = said.strip() or None
        if change.title is not None:
            values["title"] = _written(fold(change.title), "Title", LONGEST_TITLE_CHARACTERS)
            if not values["title"]:
                raise InvalidRequest("A study needs a title.", where="Title", remedy="Write one.")
        if change.date is not None:
            values["date"] = change.date or None
        if change.description is not None:
            values["description"] = _written(change.description, "Description", LONGEST_DESCRIPTION_CHARACTERS)
        if change.consent is not None:
            values["consent"] = change.consent
        if change.team is not None:
            values["team"] = self._team(viewer, change.team, stored.organisation)
        return values

    def _team(self, viewer: Viewer, named: str, organisation: str) -> str | None:
        if viewer.sees_everything:
            return full_team_name(organisation, named) if named.strip() else None
        return own_team(viewer, named)


def described_by(viewer: Viewer, said: FileDescription) -> FileDescription:
    """Return a description whose team is one of the viewer's: the one named, else the first of theirs.

    It stays open where they are in no team but their organisation. Raises NotAllowed for readers, for another's team,
    and for somebody who is in none.
    """
    viewer.need(Role.RESEARCHER, "add research")
    if viewer.sees_everything:
        return said
    if said.team:
        return replace(said, team=own_team(viewer, said.team))
    teams = teams_of(viewer)
    if not teams and not viewer.organisation:
        raise NotAllowed(
            "You are in no team yet, so nobody would answer for what you add.",
            where="your teams",
            remedy="Ask an administrator to put you into one.",
        )
    return replace(said, team=teams[0] if teams else None)


def answers_for(viewer: Viewer, said: FileDescription) -> str:
    """Return the full name of the team, or of the organisation as a whole, that will answer for what is added so.

    Raises NotAllowed as ``described_by`` does.
    """
    team = described_by(viewer, said).team
    return team or (said.organisation if viewer.sees_everything else viewer.organisation) or ""


def may_add_for(viewer: Viewer, team: str) -> bool:
    """Tell whether a viewer may add research for which a team, or an organisation as a whole, answers."""
    own = viewer.may(Role.RESEARCHER) and name_key(team) in map(name_key, viewer.teams)
    return viewer.sees_everything or own


def teams_of(viewer: Viewer) -> list[str]:
    """Return the full names of the viewer's teams, without the organisations that they are in as a whole."""
    return sorted(team for team in viewer.teams if organisation_of_team(team) != team)


def default_team(viewer: Viewer) -> str | None:
    """Return the team that answers for what this viewer makes: the first of theirs, else their organisation."""
    return None if viewer.sees_everything else next(iter(teams_of(viewer)), viewer.organisation)


def own_team(viewer: Viewer, named: str) -> str:
    """Return the full name of the viewer's team that is named. Raises NotAllowed when they are not in it."""
    wanted = name_key(named)
    for team in sorted(viewer.teams):
        if wanted in {name_key(team), name_key(own_name_of_team(team))}:
            return team
    raise NotAllowed(
        f"You are not in the team '{named}'.",
        where="the team",
        remedy=f"Name one of yours: {'; '.join(teams_of(viewer)) or viewer.organisation or 'you are in none'}.",
    )


def named_team(repository: Repository, viewer: Viewer, named: str) -> str:
    """Return the full name of a team that this viewer may name: one of theirs, or any for who sees everything.

    Raises NotAllowed when they are not in it, InvalidRequest when there is none.
    """
    if not viewer.sees_everything:
        return own_team(viewer, named)
    for team in repository.people.teams():
        if name_key(team.full_name) == name_key(named):
            return team.full_name
    raise InvalidRequest(
        f"There is no team '{named}'.",
        where="the team",
        remedy="Write it as Organisation › Team; list them: throughline teams list",
    )


def as_its_teams(repository: Repository, viewer: Viewer, study: Study) -> Study:
    """Return a study that is about to be stored as the one that its team answers for.

    Research by another body, added by somebody of no team but their organisation, is their organisation's. A study
    that moved to this team keeps its identifier. The team's mailbox is the contact where none is given.
    """
    if study.team is None and not viewer.sees_everything:
        known = repository.catalogue.catalogue()
        if known.current(study.organisation) != known.current(viewer.organisation or ""):
            study = replace(study, team=viewer.organisation)
    elif study.team and not viewer.sees_everything:
        study = replace(study, team=own_team(viewer, _as_whole(viewer, study.team)))
    study = replace(study, id=study_id(study.organisation, study.title, study.team))
    if study.contact is None and study.team:
        mailboxes = {name_key(team.full_name): team.contact for team in repository.people.teams()}
        study = replace(study, contact=mailboxes.get(name_key(study.team)))
    return replace(study, id=repository.publishing.id_of(study))


def _as_whole(viewer: Viewer, team: str) -> str:
    """Return the viewer's organisation where it was named in a team's place, else the team's full name as it is."""
    keys = {name_key(own): own for own in viewer.teams}
    return team if name_key(team) in keys else keys.get(name_key(own_name_of_team(team)), team)


def _written(text: str, where: str, most: int) -> str | None:
    """Return what somebody wrote without white space around it, None for nothing. Raises InvalidRequest."""
    written = text.strip()
    if len(written) > most:
        raise InvalidRequest(
            f"That is {len(written):,} characters, and {most:,} may be kept.", where=where, remedy="Shorten it."
        )
    return written or None
