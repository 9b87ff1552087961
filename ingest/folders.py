"""Which files an ingest takes in, and what its manifests say of them."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from domain.errors import InvalidManifest, InvalidRequest, UnreadableSource
from domain.evidence import SourceFile
from domain.limits import DEFAULT_LIMITS, Limits
from domain.proposals import FileDescription
from ingest.clutter import is_clutter
from ingest.manifest import MANIFEST_NAME, Manifest, read_manifest
from ingest.readers._content import check_length


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFile:
    """A file to take in: where it is, the name that identifies it within its study, and what a manifest says."""

    path: Path
    name: str
    said: FileDescription = field(default_factory=FileDescription)
    warnings: tuple[str, ...] = ()

    def read(self, limits: Limits = DEFAULT_LIMITS) -> SourceFile:
        """Return the file with its bytes. Raises UnreadableSource when the disk does not give them, or too many."""
        if not self.path.is_file():  # a pipe would be waited for without end
            raise UnreadableSource(
                "The file cannot be opened: it is gone, or a link or a pipe stands in its place.",
                where="whole file",
                remedy="Put the file itself there, or leave it out.",
            )
        try:
            check_length(self.path.stat().st_size, limits)
            return SourceFile(name=self.name, content=self.path.read_bytes())
        except OSError as error:
            raise UnreadableSource(
                "The file cannot be opened.", where="whole file", remedy="Check that it still exists and may be read."
            ) from error


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The files of one ingest in the order they are taken in, and what is worth saying of them all."""

    files: tuple[FoundFile, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    root: Path
    within: str = ""
    """The folders it stands in, from the one that was named; empty for a file that was named itself."""


def find_files(paths: Sequence[Path], manifest: Path | None = None) -> Found:
    """Return the files named, and those in the folders named, by path; hidden files are passed over.

    A ``manifest.csv`` describes the files of its folder and of the folders in it, unless one of those has its own;
    ``manifest`` is used instead of any of them. Files that no row names are taken in with a warning. A row that
    names no file, or a path that does not exist, stops the whole ingest: raises InvalidManifest or InvalidRequest.
    """
    places = _places(paths)
    manifests = [_read(manifest)] if manifest else [_read(path) for path in _manifests(paths)]
    described = _Described(manifests, places, only=manifest is not None)
    files = [described.file(place) for place in places]
    return Found(files=tuple(_named(files)), warnings=tuple(_unknown_columns(manifests)))


class _Described:
    """Joins manifests' rows to files."""

    def __init__(self, manifests: list[tuple[Path, Manifest]], places: list[_Place], *, only: bool) -> None:
        self._folders = [folder for folder, _ in manifests]
        self._only = only
        self._paths = {place.path for place in places}
        self._roots = {place.root for place in places}
        self._same_name: dict[str, list[Path]] = defaultdict(list)
        for place in places:
            self._same_name[place.path.name].append(place.path)
        self._said: dict[Path, FileDescription] = {}
        self._warnings: dict[Path, tuple[str, ...]] = {}
        for folder, manifest in sorted(manifests, key=lambda pair: len(pair[0].parts)):
            for file, said in manifest.rows.items():
                if path := self._file_of(folder, manifest, file):
                    self._said[path] = said
                    self._warnings[path] = manifest.warnings.get(file, ())

    def file(self, place: _Place) -> FoundFile:
        said = self._said.get(place.path)
        covered = self._only or any(place.path.is_relative_to(folder) for folder in self._folders)
        unnamed = () if said or not covered else ("The manifest has no row for this file.",)
        warnings = (*self._warnings.get(place.path, ()), *unnamed)
        told = replace(said or FileDescription(), folder=place.within or None)
        return FoundFile(path=place.path, name=_readable(place.path.name), said=told, warnings=warnings)

    def _file_of(self, folder: Path, manifest: Manifest, file: str) -> Path | None:
        """Return the file a row means; None for one that is there but was not named for this ingest."""
        for start in (folder, *(self._roots if self._only else ())):
            path = Path(os.path.normpath(start / file))
            if path in self._paths:
                return path
        same_name = [path for path in self._same_name[file] if self._only or path.is_relative_to(folder)]
        if len(same_name) == 1:
            return same_name[0]
        if self._only and (folder / file).is_file():
            return None
        several = len(same_name) > 1
        raise InvalidManifest(
            f"{len(same_name)} files are named '{file}'." if several else f"There is no file '{file}'.",
            where=f"{manifest.name}, row {manifest.numbers.get(file, 0)}",
            remedy="Write its path from the manifest's folder." if several else "Add the file, or delete the row.",
        )


def _places(paths: Sequence[Path]) -> list[_Place]:
    found: dict[Path, _Place] = {}
    for path in paths:
        try:
            folder, file = path.is_dir(), path.is_file()
        except OSError:  # a name longer than the disk allows
            raise _not_there(path) from None
        if folder:
            root = path.resolve()
            for inner in _walk(root):
                found.setdefault(inner, _Place(inner, root, _within(inner, root)))
        elif file:
            found.setdefault(path.resolve(), _Place(path.resolve(), path.resolve().parent))
        else:
            raise _not_there(path)
    return list(found.values())


def _within(path: Path, root: Path) -> str:
    """Return the folders below the one that was named, or that one for what stands in it itself."""
    below = path.relative_to(root).parent
    return _readable(below.as_posix() if below.parts else root.name)


def _not_there(path: Path) -> InvalidRequest:
    return InvalidRequest(
        f"There is no file or folder '{path.name[:100]}'.", where="PATH", remedy="Check the path, then try again."
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder and the folders in it.

    Links to folders are not followed, so as not to go in circles. They are yielded, as are pipes and links that lead
    nowhere, so that each is refused and none vanishes.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda each: each.name.casefold())
    except OSError as error:
        raise InvalidRequest(
            f"The folder cannot be opened ({error.strerror}).",
            where=folder.name,
            remedy="Check its permissions, or leave it out.",
        ) from error
    for entry in entries:
        if is_clutter(entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.name != MANIFEST_NAME:
            yield entry


def _manifests(paths: Sequence[Path]) -> list[Path]:
    """Return each manifest once, however often its folder is named; those in hidden folders are passed over too."""
    found = []
    for root in (path.resolve() for path in paths if path.is_dir()):
        for each in sorted(root.rglob(MANIFEST_NAME)):
            hidden = any(is_clutter(part) for part in each.relative_to(root).parts)
            if each.is_file() and not hidden:
                found.append(each)
    return list(dict.fromkeys(found))


def _read(path: Path) -> tuple[Path, Manifest]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidManifest(
            "The manifest cannot be opened.", where=path.name, remedy="Check its path, and that it may be read."
        ) from error
    return path.resolve().parent, read_manifest(content, path.name)


def _named(files: list[FoundFile]) -> Iterator[FoundFile]:
    """Give files that share base name and study their path from the nearest common folder: neither hides the other."""
    sharing: dict[tuple[str, str | None, str | None], list[Path]] = defaultdict(list)
    for file in files:
        sharing[file.name, file.said.organisation, file.said.study].append(file.path)
    for file in files:
        paths = sharing[file.name, file.said.organisation, file.said.study]
        common = Path(os.path.commonpath(path.parent for path in paths))
        yield replace(file, name=_readable(file.path.relative_to(common).as_posix())) if len(paths) > 1 else file


def _readable(name: str) -> str:
    """Return a file's name as text: bytes in it that are not UTF-8 become the replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unknown_columns(manifests: list[tuple[Path, Manifest]]) -> Iterator[str]:
    for _, manifest in manifests:
        if manifest.unknown_columns:
            yield f"{manifest.name}: kept as study details: {', '.join(manifest.unknown_columns)}."
