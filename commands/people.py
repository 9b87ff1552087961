"""Commands about people and teams."""

import click

from commands.output import PERSONAL_CONTACT, emit
from commands.root import as_json, opened, throughline
from domain.access import Role
from domain.people import Person, Team, looks_like_one_persons


@throughline.group()
def people() -> None:
    """Those who may sign in."""


@people.command("add")
@click.argument("sign_in")
@click.option("--name", default="", help="What they are called on screens.")
@click.option("--organisation", help="Whose published studies they see.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="reader", show_default=True)
@click.option("--team", multiple=True, help="A team they are in; may be given again.")
@as_json
@click.pass_context
def people_add(
    context: click.Context,
    sign_in: str,
    name: str,
    organisation: str | None,
    role: str,
    team: tuple[str, ...],
    as_json: bool,
) -> None:
    """Add a person, or replace what is known of them."""
    with opened(context) as app:
        person = Person(sign_in=sign_in, name=name, organisation=organisation, role=Role(role), teams=team)
        new = app.people.save(app.viewer(), person)
    emit(
        {"sign_in": sign_in, "new": new}, as_json, [f"{sign_in} is {'now' if new else 'again'} on record as a {role}."]
    )


@people.command("list")
@as_json
@click.pass_context
def people_list(context: click.Context, as_json: bool) -> None:
    """List those on record."""
    with opened(context) as app:
        found = app.people.everyone(app.viewer())
    rows = [
        {
            "sign_in": person.sign_in,
            "name": person.name,
            "organisation": person.organisation,
            "role": person.role.value,
            "teams": list(person.teams),
        }
        for person in found
    ]
    lines = [
        f"{person.sign_in}  {person.role.value}  {person.organisation or ''}  {', '.join(person.teams)}"
        for person in found
    ]
    emit(rows, as_json, lines or ["Nobody is on record yet. Run: throughline people add"])


@people.command("remove")
@click.argument("sign_in")
@click.pass_context
def people_remove(context: click.Context, sign_in: str) -> None:
    """Take a person out."""
    with opened(context) as app:
        app.people.remove(app.viewer(), sign_in)
    click.echo(f"{sign_in} is no longer on record.", err=True)


@throughline.group()
def teams() -> None:
    """Teams that answer for studies."""


@teams.command("add")
@click.argument("organisation")
@click.argument("name")
@click.option("--contact", help="The mailbox where the team is reached.")
@as_json
@click.pass_context
def teams_add(context: click.Context, organisation: str, name: str, contact: str | None, as_json: bool) -> None:
    """Add a team, or replace its mailbox."""
    if contact and looks_like_one_persons(contact):
        click.echo(PERSONAL_CONTACT, err=True)
    with opened(context) as app:
        team = Team(organisation=organisation, name=name, contact=contact)
        new = app.people.save_team(app.viewer(), team)
    emit({"team": team.full_name, "new": new}, as_json, [f"{team.full_name} is {'now' if new else 'again'} on record."])


@teams.command("list")
@as_json
@click.pass_context
def teams_list(context: click.Context, as_json: bool) -> None:
    """List the teams."""
    with opened(context) as app:
        found = app.people.teams(app.viewer())
    rows = [
        {"team": team.full_name, "organisation": team.organisation, "name": team.name, "contact": team.contact}
        for team in found
    ]
    lines = [f"{row['team']}  {row['contact'] or ''}".rstrip() for row in rows]
    emit(rows, as_json, lines or ["No teams yet. Run: throughline teams add"])


@teams.command("remove")
@click.argument("team")
@click.pass_context
def teams_remove(context: click.Context, team: str) -> None:
    """Take a team out, by its full name; nobody may be in it."""
    with opened(context) as app:
        app.people.remove_team(app.viewer(), team)
    click.echo(f"{team} is no longer on record.", err=True)
