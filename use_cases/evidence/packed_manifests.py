"""Manifests that stand in archives: what they say of the files that are packed beside them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from domain.errors import InvalidManifest
from domain.evidence import Refusal
from domain.proposals import FileDescription, StagedFile
from use_cases.repository import Repository

if TYPE_CHECKING:
    from ingest.manifest import Manifest


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedFile:
    """A staged file with what is said of it, and what is worth telling about that."""

    file: StagedFile
    said: FileDescription
    warnings: tuple[str, ...] = ()


def described(repository: Repository, staged: Sequence[StagedFile], said: FileDescription) -> list[DescribedFile]:
    """Return files with what the nearest manifest above each says; ``said`` fills what that leaves empty.

    A manifest that is used is no file of its own. Where one is wrong, it is refused with all that it covers: nothing
    goes in as its owner did not describe it.
    """
    from ingest.manifest import MANIFEST_NAME

    folders = {
        folder: file
        for file in staged
        for folder, _, name in (file.name.rpartition("/"),)
        if folder and name == MANIFEST_NAME and not file.refusal
    }
    covered: dict[str, list[StagedFile]] = {folder: [] for folder in folders}
    above = {file.name: _nearest(file.name, folders) for file in staged}
    for file in staged:
        if (folder := above[file.name]) is not None and file is not folders[folder]:
            covered[folder].append(file)
    told = {
        each.file.name: each
        for folder, files in covered.items()
        for each in _by_manifest(repository, folders[folder], files, said)
    }
    rows = (told.get(file.name) if above[file.name] else DescribedFile(file=file, said=said) for file in staged)
    return [row for row in rows if row]


def filled(first: FileDescription, second: FileDescription) -> FileDescription:
    """Return ``first`` with what it leaves unsaid taken from ``second``."""
    unsaid = {
        field.name: getattr(second, field.name) for field in fields(FileDescription) if not getattr(first, field.name)
    }
    return replace(first, **unsaid)


def _nearest(name: str, folders: Collection[str]) -> str | None:
    """Return the innermost of the folders that a file stands in, however deep."""
    while "/" in name:
        name = name.rpartition("/")[0]
        if name in folders:
            return name
    return None


def _by_manifest(
    repository: Repository, file: StagedFile, covered: Sequence[StagedFile], said: FileDescription
) -> list[DescribedFile]:
    from ingest.manifest import read_manifest

    folder = file.name.rpartition("/")[0]
    try:
        manifest = read_manifest(repository.blobs.get(file.digest), file.name)
        rows = {each.name: _row_of(each.name.removeprefix(f"{folder}/"), manifest) for each in covered}
        if unused := manifest.rows.keys() - rows.values():
            row = min(unused, key=lambda name: manifest.numbers[name])
            raise InvalidManifest(
                f"There is no file '{row}'.",
                where=f"row {manifest.numbers[row]}",
                remedy="Write its path from the manifest's folder, or delete the row.",
            )
    except InvalidManifest as error:
        refusal = Refusal(where=error.where, reason=error.problem, remedy=error.remedy)
        beside = replace(refusal, where="whole file", reason="The manifest that describes it is wrong: see there.")
        return [_refused(file, refusal, said), *(_refused(each, each.refusal or beside, said) for each in covered)]
    return [_described(each, rows[each.name], manifest, said) for each in covered]


def _row_of(path: str, manifest: "Manifest") -> str | None:
    """Return the row for a file, or for the file that it came with; None without one."""
    return next((row for row in manifest.rows if path == row or path.startswith(f"{row}/")), None)


def _described(file: StagedFile, row: str | None, manifest: "Manifest", said: FileDescription) -> DescribedFile:
    if row is None:
        return DescribedFile(file=file, said=said, warnings=("The manifest has no row for this file.",))
    unknown = ", ".join(manifest.unknown_columns)
    kept = (f"{manifest.name}: kept as study details: {unknown}.",) if unknown else ()
    warnings = (*manifest.warnings.get(row, ()), *kept)
    return DescribedFile(file=file, said=filled(manifest.rows[row], said), warnings=warnings)


def _refused(file: StagedFile, refusal: Refusal, said: FileDescription) -> DescribedFile:
    return DescribedFile(file=StagedFile(name=file.name, digest="", size=0, refusal=refusal), said=said)
