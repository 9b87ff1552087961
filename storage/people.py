"""People and teams in SQL, and what a person may see through the missions they work on."""

from dataclasses import replace

from sqlalchemy import delete, insert, select

from domain.access import Role, Viewer
from domain.catalogue import name_key
from domain.errors import NotFound
from domain.people import Person, Team
from storage.database import Database
from storage.routing import name_of_body
from storage.schema import AnyRow, mission_people, missions, people, teams, visits, watches


class SqlPeople:
    """Those who may sign in, and the teams that answer for studies. Names that differ only in case are one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def people(self) -> list[Person]:
        """Return everybody on record, by what they sign in as."""
        with self._database.reading() as connection:
            return [_person_from(row) for row in connection.execute(select(people).order_by(people.c.key))]

    def person(self, sign_in: str) -> Person | None:
        """Return the person who signs in as this, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(people).where(people.c.key == name_key(sign_in))).one_or_none()
        return None if row is None else _person_from(row)

    def save_person(self, person: Person) -> bool:
        """Add a person, or replace what is known of the one who signs in as this; tell whether they are new."""
        values = {
            "key": name_key(person.sign_in),
            "sign_in": person.sign_in,
            "name": person.name,
            "organisation": person.organisation,
            "role": person.role.value,
            "teams": list(person.teams),
        }
        with self._database.writing() as connection:
            gone = connection.execute(delete(people).where(people.c.key == values["key"])).rowcount
            connection.execute(insert(people).values(values))
        return not gone

    def remove_person(self, sign_in: str) -> None:
        """Take a person out, out of the groups of missions, with what they watch and when they were here.

        Raises NotFound for somebody who is not on record, of whom nothing is forgotten then.
        """
        key = name_key(sign_in)
        with self._database.writing() as connection:
            for table in (mission_people, watches, visits):
                connection.execute(delete(table).where(table.c.person_key == key))
            if not connection.execute(delete(people).where(people.c.key == key)).rowcount:
                raise NotFound(
                    "Nobody on record signs in as this.", where=sign_in, remedy="List them: throughline people list"
                )

    def teams(self) -> list[Team]:
        """Return every team on record, by organisation and name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(teams).order_by(teams.c.key)).all()
        return [Team(organisation=row.organisation, name=row.name, contact=row.contact) for row in rows]

    def save_team(self, team: Team) -> bool:
        """Add a team, or replace what is known of the one of that name; tell whether it is new."""
        values = {
            "key": name_key(team.full_name),
            "organisation": team.organisation,
            "name": team.name,
            "contact": team.contact,
        }
        with self._database.writing() as connection:
            gone = connection.execute(delete(teams).where(teams.c.key == values["key"])).rowcount
            connection.execute(insert(teams).values(values))
        return not gone

    def remove_team(self, full_name: str) -> None:
        """Take a team out. Its studies and its people keep its name. Raises NotFound."""
        with self._database.writing() as connection:
            if not connection.execute(delete(teams).where(teams.c.key == name_key(full_name))).rowcount:
                raise NotFound("There is no such team.", where=full_name, remedy="Look into the list of teams.")

    def missions_of(self, sign_in: str) -> frozenset[str]:
        """Return the names of the missions whose group this person is in, on record or not."""
        query = (
            select(missions.c.name)
            .join(mission_people, mission_people.c.mission == missions.c.id)
            .where(mission_people.c.person_key == name_key(sign_in))
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def viewer(self, sign_in: str) -> Viewer | None:
        """Return this person as a viewer, with their missions; None when they are not on record.

        Their organisation goes by the name that the catalogue has for it, where theirs is another name of it.
        """
        person = self.person(sign_in)
        if person is None:
            return None
        if person.organisation:
            with self._database.reading() as connection:
                person = replace(person, organisation=name_of_body(connection, person.organisation))
        return person.viewer(self.missions_of(sign_in))


def _person_from(row: AnyRow) -> Person:
    return Person(
        sign_in=row.sign_in,
        name=row.name,
        organisation=row.organisation,
        role=Role(row.role),
        teams=tuple(row.teams),
    )
