"""Whose a pain point is: "us too", who answers for it, and which teams to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.catalogue import Catalogue, name_key
from domain.errors import InvalidRequest, NotAllowed
from domain.evidence import Study
from domain.insights import PainPoint
from domain.missions import Claim, HasOwner, OwnerStatus, PainPointOwner
from domain.people import Contact, Team
from domain.text import fold
from use_cases.auditing import audited
from use_cases.catalogue.said_of_points import claims_on, is_evidenced, names_of_point, owners_of
from use_cases.repository import Repository


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What is said of a pain point beside its evidence. ``claims`` leaves out organisations that have evidence."""

    claims: tuple[Claim, ...] = ()
    owners: tuple[PainPointOwner, ...] = ()
    contacts: tuple[Contact, ...] = ()


class Ownership:
    """Claims and owners. Each use is given the pain point as its viewer sees it: nobody speaks of one unseen."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def words(self, viewer: Viewer, points: Sequence[PainPoint]) -> dict[str, Words]:
        """Return what is said of each pain point, by its identifier."""
        claims, owners = self.claims(points), owners_of(self._repository, points)
        known = self._repository.catalogue.catalogue()
        studies = {study.id: study for study in self._repository.evidence.studies(viewer)} if points else {}
        teams = {name_key(team.full_name): team for team in self._repository.people.teams()} if points else {}
        return {
            point.id: Words(
                claims=claims[point.id],
                owners=tuple(owner for owner in owners if owner.pain_point == point.id),
                contacts=_contacts([studies[name] for name in _study_ids(point) if name in studies], teams, known),
            )
            for point in points
        }

    def claims(self, points: Sequence[PainPoint]) -> dict[str, tuple[Claim, ...]]:
        """Return who says "us too" of each pain point and has no evidence there, by its identifier."""
        said = claims_on(self._repository, points)
        return {point.id: tuple(claim for claim in said if claim.pain_point == point.id) for point in points}

    def contact(self, study: Study) -> Contact:
        """Return whom to ask about one study."""
        return self.contacts([study])[0]

    def contacts(self, studies: Sequence[Study]) -> tuple[Contact, ...]:
        """Return whom to ask about some studies, teams by name. No studies: nobody."""
        if not studies:
            return ()
        teams = {name_key(team.full_name): team for team in self._repository.people.teams()}
        return _contacts(studies, teams, self._repository.catalogue.catalogue())

    @audited(Deed.DECIDED, of="point", told=("organisation",))
    def claim(self, viewer: Viewer, point: PainPoint, organisation: str, *, note: str = "") -> None:
        """Say "us too" for an organisation: it counts as a claim until evidence is attached.

        Raises NotAllowed for another organisation than one's own, InvalidRequest when it has evidence already.
        """
        viewer.need(Role.RESEARCHER, "say “us too”")
        name = self._spoken_for(viewer, organisation)
        if is_evidenced(point, name, self._repository.catalogue.catalogue()):
            raise InvalidRequest(
                f"There is evidence from {name} already: it counts more than a claim.",
                where=point.title,
                remedy="Nothing to do.",
            )
        self._repository.ownership.claim(point.id, name, by=viewer, note=note.strip())

    @audited(Deed.DECIDED, of="point", told=("organisation",))
    def withdraw_claim(self, viewer: Viewer, point: PainPoint, organisation: str) -> None:
        """Take "us too" back. Raises NotAllowed for another organisation than one's own, but for curators."""
        viewer.need(Role.RESEARCHER, "take “us too” back")
        name = organisation if viewer.may(Role.CURATOR) else self._spoken_for(viewer, organisation)
        for named in names_of_point(point):
            self._repository.ownership.withdraw_claim(named, name)

    @audited(Deed.DECIDED, of="point", told=("organisation",))
    def propose_owner(self, viewer: Viewer, point: HasOwner, organisation: str) -> None:
        """Propose who should answer for a pain point or a gap; one that is accepted already stays so."""
        viewer.need(Role.RESEARCHER, "propose an owner")
        name = self._named(organisation)
        there = owners_of(self._repository, [point])
        if not any(name_key(owner.organisation) == name_key(name) for owner in there):
            self._repository.ownership.set_owner(point.id, name, OwnerStatus.PROPOSED, by=viewer)

    @audited(Deed.DECIDED, of="point", told=("organisation",))
    def accept_owner(self, viewer: Viewer, point: HasOwner, organisation: str) -> None:
        """Accept an organisation as the one that answers for a pain point or a gap. Raises NotAllowed."""
        viewer.need(Role.CURATOR, "accept an owner")
        self._repository.ownership.set_owner(point.id, self._named(organisation), OwnerStatus.ACCEPTED, by=viewer)

    @audited(Deed.DECIDED, of="point", told=("organisation",))
    def remove_owner(self, viewer: Viewer, point: HasOwner, organisation: str) -> None:
        """Take an owner back: a curator any, others what they proposed themselves. Raises NotAllowed."""
        viewer.need(Role.RESEARCHER, "take an owner back")
        there = owners_of(self._repository, [point])
        own = any(
            owner.said_by == viewer.name and owner.status is OwnerStatus.PROPOSED
            for owner in there
            if name_key(owner.organisation) == name_key(organisation)
        )
        if not (own or viewer.may(Role.CURATOR)):
            raise NotAllowed(
                "Somebody else proposed this owner.", where=point.title, remedy="Ask them, or ask a curator."
            )
        for named in names_of_point(point):
            self._repository.ownership.remove_owner(named, organisation)

    def _spoken_for(self, viewer: Viewer, organisation: str) -> str:
        name = self._named(organisation)
        known = self._repository.catalogue.catalogue()
        own = viewer.organisation and name_key(known.current(viewer.organisation)) == name_key(known.current(name))
        if not (own or viewer.sees_everything):
            raise NotAllowed(
                "You can say “us too” for your own organisation only.",
                where=name,
                remedy="Ask a colleague there, or ask an administrator which organisation you are recorded in.",
            )
        return name

    def _named(self, organisation: str) -> str:
        """Return an organisation's name as the catalogue has it today, or as it is written. Raises InvalidRequest."""
        name = fold(organisation)
        if not name:
            raise InvalidRequest("Say which organisation.", where="the organisation", remedy="Choose or write one.")
        return self._repository.catalogue.catalogue().current(name)


def _study_ids(point: PainPoint) -> list[str]:
    return list(dict.fromkeys(fit.evidence.study_id for fit in point.evidence))


def _contacts(studies: Sequence[Study], teams: dict[str, Team], known: Catalogue) -> tuple[Contact, ...]:
    """Return the teams of some studies by name, each with its studies and the first mailbox that is known."""
    found: dict[str, Contact] = {}
    for study in studies:
        key = name_key(study.team_name)
        team = teams.get(key)
        there = found.get(key)
        found[key] = Contact(
            organisation=known.current(study.organisation),
            team=study.team_name,
            contact=(there and there.contact) or study.contact or (team.contact if team else None) or "",
            studies=tuple(dict.fromkeys([*(there.studies if there else ()), study.title])),
        )
    return tuple(sorted(found.values(), key=lambda contact: contact.team.casefold()))
