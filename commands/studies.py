"""Commands about studies: which there are, and when others see them."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from commands.output import PERSONAL_CONTACT, emit
from commands.root import as_json, checked, opened, throughline
from commands.typed_dates import as_date, as_day
from domain.access import Marking, Visibility
from domain.consent import NOT_RECORDED, LawfulBasis
from domain.people import looks_like_one_persons
from domain.publishing import PUBLISHED_TO, Publication, StudyChange, StudyRow
from domain.wording import count, date, few

if TYPE_CHECKING:
    from domain.withdrawal import ParticipantRow

_NO_MARKING = "none"
_OF_A_PARTICIPANT = ("observations", "sources", "files", "also", "first_words")


@throughline.group()
def studies() -> None:
    """Studies, and when others see them."""


@studies.command("list")
@as_json
@click.pass_context
def studies_list(context: click.Context, as_json: bool) -> None:
    """List the studies you may see, yours first."""
    with opened(context) as app:
        rows = app.publishing.studies(app.viewer())
    lines = [f"{row.study.id}  {_words(row)}  {row.study.title} ({row.study.organisation})" for row in rows]
    emit([_document(row) for row in rows], as_json, lines or ["No studies yet. Run: throughline ingest"])


@studies.command("publish")
@click.argument("study", metavar="STUDY")
@click.option("--embargo", callback=as_day, help="The day from which others see it: 2025-03-01 [at once].")
@click.option("--visibility", type=click.Choice([choice.value for choice in Visibility]))
@click.option("--marking", type=click.Choice([*(m.value for m in Marking), _NO_MARKING], case_sensitive=False))
@click.option("--contact", help="The mailbox where its team is reached.")
@click.option("--mission", help="The mission that it belongs to.")
@click.option("--team", help="The team that answers for it from now on.")
@as_json
@click.pass_context
def studies_publish(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    study: str,
    embargo: str | None,
    visibility: str | None,
    marking: str | None,
    contact: str | None,
    mission: str | None,
    team: str | None,
    as_json: bool,
) -> None:
    """Show a study to others, at once or from a day on."""
    if contact and looks_like_one_persons(contact):
        click.echo(PERSONAL_CONTACT, err=True)
    change = checked(
        lambda: StudyChange(
            embargo=embargo,
            visibility=Visibility(visibility) if visibility else None,
            marking=None if marking is None else ("" if marking == _NO_MARKING else marking.upper()),
            contact=contact,
            mission=mission,
            team=team,
        ),
        "--embargo",
    )
    with opened(context) as app:
        viewer = app.viewer()
        app.publishing.publish(viewer, study, change)
        row = app.publishing.study(viewer, study)
    emit(_document(row), as_json, [f"{row.study.title}: {_words(row)}."])


@studies.command("unpublish")
@click.argument("study", metavar="STUDY")
@as_json
@click.pass_context
def studies_unpublish(context: click.Context, study: str, as_json: bool) -> None:
    """Make a study a draft again: only the researchers of its team see it."""
    with opened(context) as app:
        viewer = app.viewer()
        app.publishing.unpublish(viewer, study)
        row = app.publishing.study(viewer, study)
    emit(_document(row), as_json, [f"{row.study.title}: {_words(row)}."])


@studies.command("consent")
@click.argument("study", metavar="STUDY")
@click.option("--lawful-basis", type=click.Choice([choice.value for choice in LawfulBasis]))
@click.option("--covers", help="What participants agreed to, in words.")
@click.option("--raw-until", callback=as_day, help="The last day on which the originals are kept: 2027-03-01.")
@click.option("--insight-until", callback=as_day, help="The last day on which everything else is kept.")
@click.option("--not-heard", help="Who should have taken part and did not.")
@as_json
@click.pass_context
def studies_consent(
    context: click.Context, /, study: str, lawful_basis: str | None, as_json: bool, **said: str | None
) -> None:
    """Say what participants agreed to and how long it is kept; an empty text clears a field."""
    with opened(context) as app:
        viewer = app.viewer()
        known = app.publishing.study(viewer, study).study.consent
        given = {name: text or None for name, text in said.items() if text is not None}
        basis = LawfulBasis(lawful_basis) if lawful_basis else known.basis
        consent = checked(lambda: replace(known, basis=basis, **given), "--raw-until or --insight-until")
        if consent != known:
            app.publishing.change(viewer, study, StudyChange(consent=consent))
        row = app.publishing.study(viewer, study)
    lines = [f"{name.replace('_', ' ')}: {text or NOT_RECORDED}" for name, text in _consent(row).items()]
    emit(_document(row), as_json, lines)


@studies.command("describe")
@click.argument("study", metavar="STUDY")
@click.option("--title", help="Its title from now on.")
@click.option("--date", callback=as_date, help="When it was done: 2025, March 2025, 1 March 2025 or 2025-03-01.")
@click.option("--description", help="What readers should know of it, in words.")
@as_json
@click.pass_context
def studies_describe(context: click.Context, /, study: str, as_json: bool, **said: str | None) -> None:
    """Change a study's title, date or description; an empty text clears date and description."""
    if all(text is None for text in said.values()):
        raise click.UsageError("Say --title, --date or --description.")
    change = checked(
        lambda: StudyChange(title=said["title"], date=said["date"], description=said["description"]), "--date"
    )
    with opened(context) as app:
        viewer = app.viewer()
        named = app.withdrawals.study(viewer, study)
        app.publishing.change(viewer, named, change)
        row = app.publishing.study(viewer, named)
    lines = [f"{row.study.title}, {date(row.study.date)}", *filter(None, [row.study.description])]
    emit(_document(row), as_json, lines)


@studies.command("history")
@click.argument("study", metavar="STUDY")
@as_json
@click.pass_context
def studies_history(context: click.Context, study: str, as_json: bool) -> None:
    """List what was changed of a study's title, date and description, newest first."""
    with opened(context) as app:
        viewer = app.viewer()
        edits = app.publishing.edits(viewer, app.withdrawals.study(viewer, study))
    lines = [
        f"{edit.nth}. {edit.at}, {edit.by}: {edit.field}, from {_quoted(edit.was)} to {_quoted(edit.became)}"
        for edit in edits
    ]
    emit([asdict(edit) for edit in edits], as_json, lines or ["Nothing of it was changed since it was added."])


@studies.command("participants")
@click.argument("study", metavar="STUDY")
@as_json
@click.pass_context
def studies_participants(context: click.Context, study: str, as_json: bool) -> None:
    """List who takes part in a study, under the labels that withdrawing asks for."""
    with opened(context) as app:
        viewer = app.viewer()
        rows = app.withdrawals.participants(viewer, app.withdrawals.study(viewer, study))
    documents = [{"participant": row.label, **{name: getattr(row, name) for name in _OF_A_PARTICIPANT}} for row in rows]
    emit(documents, as_json, [_participant(row) for row in rows] or ["No participant is recorded in this study."])


def _participant(row: "ParticipantRow") -> str:
    """Return a participant in one line: label, how much they said, where, and in which words they begin."""
    said = [f"{row.label}  {count(row.observations, 'observation')} in {few(row.files)}"]
    said += [f"also {', '.join(row.also)}"] if row.also else []
    said += [f"begins: {row.first_words}"] if row.first_words else []
    return "; ".join(said)


def _quoted(text: str | None) -> str:
    return f"'{text}'" if text else "nothing"


def _consent(row: StudyRow) -> dict[str, str | None]:
    said = row.study.consent
    return {
        "lawful_basis": said.basis.value if said.basis else None,
        "covers": said.covers,
        "raw_until": said.raw_until,
        "insight_until": said.insight_until,
        "not_heard": said.not_heard,
    }


def _words(row: StudyRow) -> str:
    return {
        Publication.DRAFT: f"draft, then {PUBLISHED_TO[row.study.visibility]}",
        Publication.EMBARGOED: f"embargoed until {row.study.embargo}, then {PUBLISHED_TO[row.study.visibility]}",
        Publication.PUBLISHED: PUBLISHED_TO[row.study.visibility],
    }[row.publication]


def _document(row: StudyRow) -> dict[str, Any]:
    study = row.study
    return {
        "id": study.id,
        "title": study.title,
        "organisation": study.organisation,
        "team": study.team,
        "contact": study.contact,
        "mission": study.mission,
        "date": study.date,
        "description": study.description,
        "state": row.publication.value,
        "embargo": study.embargo,
        "visibility": study.visibility.value,
        "marking": study.marking.value if study.marking else None,
        "mine": row.mine,
        "consent": _consent(row),
        "sources": len(row.sources),
        "observations": row.observations,
    }
