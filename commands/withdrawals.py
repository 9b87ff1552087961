"""Commands that take words out again: withdrawals with their receipts, and what has been kept for long enough."""

from typing import TYPE_CHECKING, Any

import click

from commands.output import emit, progress_line
from commands.root import as_json, opened, throughline
from domain.errors import InvalidRequest, NotFound
from domain.wording import count, studies

if TYPE_CHECKING:
    from domain.consent import Due
    from domain.withdrawal import Extent, Receipt
    from use_cases.app import UseCases

BACKUPS_NOTE = (
    "Backups made before still hold it; a restore takes it out again before anybody can read it. "
    "Files that were exported must be asked back: they are listed above."
)


@throughline.command()
@click.option("--participant", help="Who withdraws, under the label that is shown of them.")
@click.option("--study", help="The study, by title or identifier; alone, the whole study is withdrawn.")
@click.option("--everywhere", is_flag=True, help="Take that participant out of every study that has the label.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken out, and change nothing.")
@as_json
@click.pass_context
def withdraw(
    context: click.Context, participant: str | None, study: str | None, everywhere: bool, dry_run: bool, as_json: bool
) -> None:
    """Remove a participant or a study everywhere, and print the receipt."""
    if participant is None and study is None:
        raise click.UsageError("Say --participant, --study, or both.")
    with opened(context) as app:
        viewer = app.viewer()
        chosen = _studies(app, participant, study, everywhere=everywhere)
        extents = [app.withdrawals.preview(viewer, name, participant) for name in chosen]
        if dry_run:
            documents = [_extent_document(extent, participant) for extent in extents]
            lines = [line for extent in extents for line in _extent_lines(extent)]
            emit(documents if everywhere else documents[0], as_json, lines)
            return
        receipts = []
        for name in chosen:
            job = app.withdrawals.queue(viewer, name, participant)
            app.finish(viewer, job, on_progress=progress_line())
            receipts += app.withdrawals.receipts_of(viewer, job)
    seen = {extent.study_id: extent for extent in extents}
    documents = [
        receipt_document(receipt)
        | {"title": seen[receipt.study_id].study, "participant": participant}
        | _also_document(seen[receipt.study_id])
        for receipt in receipts
    ]
    lines = [line for receipt in receipts for line in receipt_lines(receipt)]
    lines += [line for extent in extents for line in _also_lines(extent)]
    emit(documents if everywhere else documents[0], as_json, lines)
    context.exit(0 if all(receipt.complete for receipt in receipts) else 1)


@throughline.group()
def withdrawals() -> None:
    """Receipts of what was withdrawn, and allowing it again."""


@withdrawals.command("list")
@as_json
@click.pass_context
def withdrawals_list(context: click.Context, as_json: bool) -> None:
    """List the receipts you may read, newest first."""
    with opened(context) as app:
        receipts = app.withdrawals.receipts(app.viewer())
    lines = [
        f"{receipt.id}  {receipt.at}  {'participant' if receipt.participant else 'study'} of {receipt.study_id}  "
        f"{'complete' if receipt.complete else 'NOT COMPLETE'}"
        for receipt in receipts
    ]
    emit([receipt_document(receipt) for receipt in receipts], as_json, lines or ["Nothing was withdrawn yet."])


@withdrawals.command("show")
@click.argument("withdrawal", metavar="WITHDRAWAL")
@as_json
@click.pass_context
def withdrawals_show(context: click.Context, withdrawal: str, as_json: bool) -> None:
    """Show one receipt."""
    with opened(context) as app:
        receipt = app.withdrawals.receipt(app.viewer(), withdrawal)
    emit(receipt_document(receipt), as_json, receipt_lines(receipt))


@withdrawals.command("finish")
@click.argument("withdrawal", metavar="WITHDRAWAL")
@as_json
@click.pass_context
def withdrawals_finish(context: click.Context, withdrawal: str, as_json: bool) -> None:
    """Do a withdrawal once more where something was left, and look into every store."""
    with opened(context) as app:
        viewer = app.viewer()
        job = app.withdrawals.finish(viewer, withdrawal)
        app.finish(viewer, job, on_progress=progress_line())
        (receipt,) = app.withdrawals.receipts_of(viewer, job)
    emit(receipt_document(receipt), as_json, receipt_lines(receipt))
    context.exit(0 if receipt.complete else 1)


@withdrawals.command("allow")
@click.argument("withdrawal", metavar="WITHDRAWAL")
@as_json
@click.pass_context
def withdrawals_allow(context: click.Context, withdrawal: str, as_json: bool) -> None:
    """Let what was withdrawn be added again; nothing comes back by itself."""
    with opened(context) as app:
        lifted = app.withdrawals.allow(app.viewer(), withdrawal)
    told = f"{count(lifted, 'mark')} lifted: the same may be added again."
    emit({"id": withdrawal, "marks": lifted}, as_json, [told])


@throughline.group()
def retention() -> None:
    """Time limits: what is due for deletion, and deleting it."""


@retention.command("list")
@as_json
@click.pass_context
def retention_list(context: click.Context, as_json: bool) -> None:
    """List what may be deleted now, and what soon."""
    with opened(context) as app:
        due = app.withdrawals.due(app.viewer())
    lines = [
        f"{'due now' if item.overdue else 'soon'}  {item.day}  {item.tier.label}  {item.study} ({item.study_id})"
        for item in due
    ]
    emit([_due_document(item) for item in due], as_json, lines or ["Nothing is due."])


@retention.command("apply")
@as_json
@click.pass_context
def retention_apply(context: click.Context, as_json: bool) -> None:
    """Delete what is due now: originals first, then the rest."""
    with opened(context) as app:
        viewer = app.viewer()
        job = app.withdrawals.queue_due(viewer)
        receipts = []
        if job:
            app.finish(viewer, job, on_progress=progress_line())
            receipts = app.withdrawals.receipts_of(viewer, job)
    lines = [line for receipt in receipts for line in receipt_lines(receipt)]
    emit([receipt_document(receipt) for receipt in receipts], as_json, lines or ["Nothing is due."])
    context.exit(0 if all(receipt.complete for receipt in receipts) else 1)


def receipt_document(receipt: "Receipt") -> dict[str, Any]:
    """Return a receipt as JSON values."""
    return {
        "id": receipt.id,
        "study": receipt.study_id,
        "participant_key": receipt.participant,
        "reason": receipt.reason.value,
        "at": receipt.at,
        "by": receipt.by,
        "complete": receipt.complete,
        "left": receipt.left,
        "removed": {row.store: row.removed for row in receipt.stores},
        "stores": [{"store": row.store, "removed": row.removed, "left": row.left} for row in receipt.stores],
        "recall": [{"at": item.at, "who": item.who, "what": item.what} for item in receipt.recall],
        "allowed_again": receipt.overruled,
        "backups": BACKUPS_NOTE,
    }


def receipt_lines(receipt: "Receipt") -> list[str]:
    """Return a receipt as lines for people."""
    whom = "One participant" if receipt.participant else "The whole study"
    left = f"SOMETHING IS LEFT: throughline withdrawals finish {receipt.id}"
    end = "nothing of it is left" if receipt.complete else left
    return [
        f"{receipt.id}: {whom} of {receipt.study_id}, {receipt.at}, by {receipt.by}.",
        *(f"  {row.store}: {row.removed} removed, {row.left} left" for row in receipt.stores),
        *(f"  ask back: {item.what}, taken by {item.who} on {item.at}" for item in receipt.recall),
        f"Every store was looked at afterwards: {end}.",
        BACKUPS_NOTE,
    ]


def _studies(app: "UseCases", participant: str | None, study: str | None, *, everywhere: bool) -> list[str]:
    """Return the studies to withdraw from. Raises NotFound, and InvalidRequest where a label may be several people."""
    viewer = app.viewer()
    if study is not None:
        return [app.withdrawals.study(viewer, study)]
    found = app.withdrawals.studies_of(viewer, participant or "")
    if not found:
        raise NotFound(
            "Nobody goes by that label in the studies you may withdraw from.",
            where="--participant",
            remedy="Write it as it is shown beside what they said, or name the study.",
        )
    if len(found) > 1 and not everywhere:
        raise InvalidRequest(
            f"{studies(len(found))} have a participant of that label, who may be different people.",
            where=", ".join(f"{name} ({title})" for name, title in found),
            remedy="Say which with --study, or --everywhere when it is one person.",
        )
    return [name for name, _ in found]


def _extent_document(extent: "Extent", participant: str | None) -> dict[str, Any]:
    return {
        "study": extent.study_id,
        "title": extent.study,
        "participant": participant,
        "would_remove": dict(extent.counts),
        "whole_files": list(extent.whole_files),
        "insights": {"marked": extent.insights_marked, "losing_sentences": extent.insights_cut},
        "exports_to_recall": extent.exports,
        **_also_document(extent),
    }


def _extent_lines(extent: "Extent") -> list[str]:
    return [
        f"From {extent.study} ({extent.study_id}) this would take:",
        *(f"  {name}: {count}" for name, count in extent.counts),
        *(f"  all of {name}: its head says that it is theirs" for name in extent.whole_files),
        f"  insights marked for their authors to look at: {extent.insights_marked}",
        f"  insights that lose sentences which quote it: {extent.insights_cut}",
        f"  exports to ask back: {extent.exports}",
        *_also_lines(extent),
    ]


def _also_document(extent: "Extent") -> dict[str, Any]:
    return {"also_in": [{"study": study, "title": title} for study, title in extent.also_in]}


def _also_lines(extent: "Extent") -> list[str]:
    """Return what to say of other studies with the same file or label: it may be the same person, or another."""
    return [
        f"{title} ({study}) has such a file or label too. If it is theirs, withdraw there as well: --study {study}"
        for study, title in extent.also_in
    ]


def _due_document(item: "Due") -> dict[str, Any]:
    return {
        "study": item.study_id,
        "title": item.study,
        "team": item.team,
        "tier": item.tier.value,
        "day": item.day,
        "due": item.overdue,
    }
