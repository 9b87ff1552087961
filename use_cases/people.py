"""Who may sign in, in which teams they are, and on whose behalf something is read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.access import LOCAL_VIEWER, MAINTENANCE, Role, Viewer, full_team_name, organisation_of_team
from domain.audit import Deed
from domain.catalogue import name_key
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.people import Person, Team
from domain.text import fold
from use_cases.auditing import audited
from use_cases.repository import Repository

_RESERVED = frozenset({LOCAL_VIEWER.name, MAINTENANCE.name})
_KEEP = "keep the record of people and teams"


class People:
    """People and teams. Administrators keep them; everyone may see the teams, which are no secret."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._settings = repository.settings

    def everyone(self, viewer: Viewer) -> list[Person]:
        """Return everybody on record, by what they sign in as. Raises NotAllowed."""
        viewer.need(Role.ADMINISTRATOR, _KEEP)
        return self._repository.people.people()

    def teams(self, viewer: Viewer) -> list[Team]:
        """Return every team, by organisation and name; ``viewer`` may be anyone."""
        return self._repository.people.teams()

    @audited(Deed.CHANGED_PEOPLE, of="person", told=("person",))
    def save(self, viewer: Viewer, person: Person) -> bool:
        """Add a person or replace what is known of them; tell whether they are new.

        A team without its organisation is one of the person's own. Raises NotAllowed, and InvalidRequest for a team
        that is not on record.
        """
        viewer.need(Role.ADMINISTRATOR, _KEEP)
        if name_key(person.sign_in) in _RESERVED:
            raise InvalidRequest(
                f"'{person.sign_in}' is a name of the program's own.", where=person.sign_in, remedy="Use another one."
            )
        if (
            person.teams
            and any(organisation_of_team(team) == team for team in person.teams)
            and not person.organisation
        ):
            raise InvalidRequest(
                "A team belongs to an organisation.",
                where=person.sign_in,
                remedy="Say the person's organisation, or write the team as Organisation › Team.",
            )
        named = tuple(full_team_name(person.organisation or "", team) for team in person.teams)
        known = {name_key(team.full_name): team.full_name for team in self._repository.people.teams()}
        for team in named:
            if name_key(team) not in known:
                raise InvalidRequest(
                    f"There is no team '{team}'.",
                    where=person.sign_in,
                    remedy="Add the team first, or correct its name.",
                )
        teams = tuple(dict.fromkeys(known[name_key(team)] for team in named))
        return self._repository.people.save_person(replace(person, teams=teams))

    @audited(Deed.CHANGED_PEOPLE, of="sign_in")
    def remove(self, viewer: Viewer, sign_in: str) -> None:
        """Take a person out: when they sign in they are a reader whom nobody knows. Raises NotAllowed, NotFound."""
        viewer.need(Role.ADMINISTRATOR, _KEEP)
        self._repository.people.remove_person(sign_in)

    @audited(Deed.CHANGED_PEOPLE, of="team")
    def save_team(self, viewer: Viewer, team: Team) -> bool:
        """Add a team or replace its mailbox; tell whether it is new. Raises NotAllowed."""
        viewer.need(Role.ADMINISTRATOR, _KEEP)
        return self._repository.people.save_team(team)

    @audited(Deed.CHANGED_PEOPLE, of="full_name")
    def remove_team(self, viewer: Viewer, full_name: str) -> None:
        """Take a team out. Raises NotAllowed, NotFound, and InvalidRequest while somebody is in it."""
        viewer.need(Role.ADMINISTRATOR, _KEEP)
        if any(
            name_key(full_name) == name_key(team)
            for person in self._repository.people.people()
            for team in person.teams
        ):
            raise InvalidRequest(
                "There are people in this team.", where=full_name, remedy="Take them out of it first, or leave it."
            )
        self._repository.people.remove_team(full_name)

    # on whose behalf

    def viewer_by_setting(self) -> Viewer:
        """Return whom app and commands act as where nobody signs in: the person set, else the local one.

        Raises NotFound when the person that is set is not on record.
        """
        sign_in = self._settings.viewer
        if not sign_in:
            return LOCAL_VIEWER
        viewer = self._known(sign_in)
        if viewer is None:
            raise NotFound(
                f"Nobody on record signs in as '{sign_in}'.",
                where="THROUGHLINE_VIEWER",
                remedy=f"Leave the setting out and run: throughline people add {sign_in}",
            )
        return viewer

    def viewer_of(self, claims: Mapping[str, Any]) -> Viewer:
        """Return whoever a sign-in service vouches for; somebody who is not on record reads what is open to all.

        Raises NotAllowed when the claims name nobody, or only by an email address that was not verified.
        """
        sign_in = self._named(claims)
        return self._known(sign_in) or Viewer(
            name=sign_in, role=Role.READER, missions=self._repository.people.missions_of(sign_in)
        )

    def is_known(self, viewer: Viewer) -> bool:
        """Tell whether this viewer is on record, named as an administrator, or the local one."""
        return viewer.sees_everything or self._known(viewer.name) is not None

    def check_sign_in(self) -> None:
        """Ask the sign-in service whether it can work as set. Raises InvalidRequest when it cannot."""
        from use_cases.signing_in import check_provider

        if self._settings.sign_in is not None:
            check_provider(self._settings.sign_in)

    def administrators(self) -> tuple[str, ...]:
        """Return what the administrators that the settings name sign in as: whom to ask."""
        return self._settings.administrators

    def _known(self, sign_in: str) -> Viewer | None:
        viewer = self._repository.people.viewer(sign_in)
        if name_key(sign_in) not in {name_key(name) for name in self._settings.administrators}:
            return viewer
        if viewer is None:
            missions = self._repository.people.missions_of(sign_in)
            return Viewer(name=sign_in, role=Role.ADMINISTRATOR, missions=missions)
        whole = {viewer.organisation} if viewer.organisation else set()
        return replace(viewer, role=Role.ADMINISTRATOR, teams=viewer.teams | whole)

    def _named(self, claims: Mapping[str, Any]) -> str:
        claim = self._settings.sign_in.claim if self._settings.sign_in else ""
        email, subject = _text(claims, "email"), _text(claims, "sub")
        if claim and claim != "email":
            sign_in = _text(claims, claim)
        elif email:
            if str(claims.get("email_verified", "")).casefold() != "true":
                raise NotAllowed(
                    "The sign-in service does not say that your email address was verified.",
                    where="signing in",
                    remedy="Verify it there and sign in again. Where the service never says so, whoever runs "
                    "Throughline names another claim: THROUGHLINE_SIGN_IN_CLAIM.",
                )
            sign_in = email
        else:
            sign_in = "" if claim or "@" in subject else subject  # a subject in the shape of an address proves none
        if not sign_in or name_key(sign_in) in _RESERVED:
            raise NotAllowed(
                "The sign-in service does not say who you are in the way that is set here.",
                where="THROUGHLINE_SIGN_IN_CLAIM",
                remedy="Tell whoever runs Throughline: the sign-in service has to send that claim.",
            )
        return sign_in


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return fold(value) if isinstance(value, str) else ""
