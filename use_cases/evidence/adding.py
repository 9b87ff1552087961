"""Files and folders added in one go: found, described by manifest and options, staged, and ingested as one job."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from domain.access import Viewer
from domain.asking import Ask, AskKind
from domain.errors import InvalidRequest, UnreadableSource
from domain.evidence import SourceFile
from domain.jobs import JobProgress
from domain.limits import Limits
from domain.proposals import FileDescription, Redaction, StagedFile
from use_cases.app import UseCases
from use_cases.catalogue.meant_names import told_of
from use_cases.evidence.packed_manifests import DescribedFile, described, filled
from use_cases.running.payloads import Payload, signs_of

STANDARD_INPUT = "-"
PASTED_NAME = "pasted-text.txt"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    path: str
    name: str
    said: FileDescription
    warnings: tuple[str, ...]
    read: Callable[[], SourceFile]


def add_paths(
    app: UseCases,
    viewer: Viewer,
    paths: Sequence[str],
    *,
    said: FileDescription | None = None,
    manifest: Path | None = None,
    redaction: Redaction | None = None,
    on_progress: Callable[[JobProgress], None],
) -> Payload:
    """Add files, folders and, for "-", standard input; return the job's result (see payloads.account_of),
    with ``warnings`` of the manifests and what is ``asked`` of a person: of which files, by path.

    ``said`` fills what a manifest leaves empty. Raises InvalidRequest or InvalidManifest before anything is stored
    when a path is not there, there is nothing to add, or a manifest is wrong.
    """
    found, noticed = _found(paths, manifest, said or FileDescription(), app.settings.limits)
    if not found:
        raise InvalidRequest(
            "There are no files to add.", where=", ".join(paths), remedy="Name files, or a folder with some."
        )
    rows: list[tuple[StagedFile, FileDescription]] = []
    kept: list[_Found] = []
    unreadable: list[Payload] = []
    for file in found:
        try:
            staged = app.stage([file.read()])
        except UnreadableSource as error:
            unreadable.append(_unreadable(file, error))
            continue
        inside = [DescribedFile(file=each, said=file.said) for each in staged]
        if manifest is None:
            inside = described(app.repository, staged, file.said)
        rows += [(each.file, each.said) for each in inside]
        kept += [_member(file, each) for each in inside]
    if not rows:
        return {"files": unreadable, "stages": {}, "warnings": noticed, "asked": []}
    known = app.catalogue(viewer)
    result = app.finish(viewer, app.queue_ingest(viewer, rows, redaction=redaction), on_progress=on_progress)
    accounts = [_told(account, file) for account, file in zip(result["files"], kept, strict=True)]
    noticed += told_of(
        known,
        [signs_of(account["signs"]).organisation for account in accounts],
        [name for _, said in rows for name in said.about],
    )
    asks = _asked(app, viewer, [staged for staged, _ in rows], accounts)
    _tell(asks, accounts, noticed)
    documents = [_ask_document(ask, accounts) for ask in asks]
    return {**result, "files": [*accounts, *unreadable], "warnings": noticed, "asked": documents}


def _asked(app: UseCases, viewer: Viewer, staged: Sequence[StagedFile], accounts: Sequence[Payload]) -> list[Ask]:
    told = [(file, account["path"], signs_of(account["signs"])) for file, account in zip(staged, accounts, strict=True)]
    return app.asked_of_files(viewer, told)


def _tell(asks: Sequence[Ask], accounts: Sequence[Payload], noticed: list[str]) -> None:
    """Put each question among the warnings: of its file, or of them all where it is asked of several."""
    for ask in asks:
        if ask.kind is AskKind.ONE_STUDY:
            noticed.append(f"{ask.told} Say so with --study, or in a manifest.")
            continue
        for at in ask.files:
            told = accounts[at]["warnings"]
            if ask.told not in told:
                told.append(ask.told)


def _ask_document(ask: Ask, accounts: Sequence[Payload]) -> Payload:
    return {
        "kind": ask.kind.value,
        "question": ask.told,
        "files": [accounts[at]["path"] for at in ask.files],
        "options": list(ask.options),
        "reasons": list(ask.reasons),
        "places": [passage.place for passage in ask.passages],
    }


def _found(
    paths: Sequence[str], manifest: Path | None, said: FileDescription, limits: Limits
) -> tuple[list[_Found], list[str]]:
    """Return the files to add, and what is worth saying of their manifests."""
    from ingest.folders import find_files

    if "" in paths:
        raise InvalidRequest("A path is empty.", where="PATH", remedy='Name a file or folder ("." is the current one).')
    found = []
    if STANDARD_INPUT in paths:
        # One byte more than is read tells that there is too much, however much follows.
        pasted = SourceFile(name=PASTED_NAME, content=sys.stdin.buffer.read(limits.source_bytes + 1))
        found.append(_Found(path=STANDARD_INPUT, name=PASTED_NAME, said=said, warnings=(), read=lambda: pasted))
    inside = find_files([Path(path) for path in paths if path != STANDARD_INPUT], manifest)
    found += [
        _Found(
            path=_shown(file.path),
            name=file.name,
            said=filled(file.said, said),
            warnings=file.warnings,
            read=partial(file.read, limits),
        )
        for file in inside.files
    ]
    return found, list(inside.warnings)


def _member(found: _Found, inside: DescribedFile) -> _Found:
    """Return a file that was found as one of those in it: its path, and what is worth saying of it."""
    path = found.path + inside.file.name.removeprefix(found.name)
    return replace(found, path=path, warnings=(*found.warnings, *inside.warnings))


def _shown(path: Path) -> str:
    """Return the path as a person would write it from where they stand."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive, on Windows
        return str(path)


def _told(account: Payload, file: _Found) -> Payload:
    return {**account, "path": file.path, "warnings": [*file.warnings, *account["warnings"]]}


def _unreadable(file: _Found, error: UnreadableSource) -> Payload:
    refusal = {"where": error.where, "reason": error.problem, "remedy": error.remedy}
    return {
        "path": file.path,
        "outcome": "refused",
        "study_id": None,
        "source_id": None,
        "kept": 0,
        "duplicates": 0,
        "superseded": 0,
        "refusals": [refusal],
        "redactions": [],
        "warnings": list(file.warnings),
    }
