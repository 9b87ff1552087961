"""Files that say what the columns of others hold: found among those added together, followed, and told."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import TypeAlias

from domain.errors import DescribesAnother, NotFound, UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.proposals import StagedFile
from domain.tables import TableGuide
from use_cases.repository import Repository
from use_cases.running.payloads import Payload

MAX_GUIDE_BYTES = 256_000
"""Lists of questions are small; larger tables are not read twice to see whether they are one."""
_TABLES = frozenset({"csv", "tsv", "xlsx", "xlsm", "json", "jsonl", "ndjson"})

Guides: TypeAlias = tuple[tuple[str, TableGuide], ...]
"""What files say of the columns of others, each with the folder that it stands in."""


def guides_among(repository: Repository, files: Sequence[StagedFile]) -> Guides:
    """Return what the files among these say that hold no answers and describe a table; none where one comes alone.

    The same files give the same guides, so that a job that is taken up again reads as it did before.
    """
    tables = [file for file in files if file.digest and file.name.rpartition(".")[2].casefold() in _TABLES]
    if len(tables) < 2:
        return ()
    found = ((file, _guide(repository, file)) for file in tables if file.size <= MAX_GUIDE_BYTES)
    return tuple((_folder(file.name), guide) for file, guide in found if guide)


def nearest_first(guides: Guides, name: str) -> tuple[TableGuide, ...]:
    """Return the guides for a file, those of its own folder first."""
    return tuple(guide for _, guide in sorted(guides, key=lambda each: each[0] != _folder(name)))


def told_as_followed(rows: Sequence[Payload], files: Sequence[StagedFile]) -> list[Payload]:
    """Return accounts or proposals with those files told as followed that say what the columns of another hold."""
    followed = {source for row in rows for source in (*row.get("followed", ()), *_guides_of(row.get("tables", ())))}
    return [
        {**row, "refusals": [asdict(FOLLOWED)]} if file.digest in followed else row
        for row, file in zip(rows, files, strict=True)
    ]


def _guides_of(tables: Sequence[Payload]) -> Iterator[str]:
    yield from (table["guide"] for table in tables if table["guide"])


FOLLOWED = Refusal(
    where="whole file",
    reason="it says what the columns of another table hold, and was followed",
    remedy="Nothing to do.",
)


def _guide(repository: Repository, file: StagedFile) -> TableGuide | None:
    try:
        repository.readers.open(SourceFile(name=file.name, content=repository.blobs.get(file.digest)))
    except DescribesAnother as error:
        return replace(error.guide, source=file.digest) if error.guide else None
    except (UnreadableSource, NotFound):
        return None
    return None


def _folder(name: str) -> str:
    return name.rpartition("/")[0]
