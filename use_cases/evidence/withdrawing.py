"""The steps of a withdrawal: each may be done again, and a kill between two of them loses nothing.

Words are in memory only while the rows that hold them are; what is written down of a withdrawal are digests, counts and
identifiers.
"""

from collections.abc import Collection
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from domain.access import MAINTENANCE
from domain.consent import Tier
from domain.identity import sha256_of, study_id
from domain.text import fold
from domain.withdrawal import NAMES, Reason, Receipt, StoreRow, participant_key
from use_cases.evidence import indexing
from use_cases.evidence.memorial import remember
from use_cases.evidence.purging import Traces, purge_jobs
from use_cases.repository import Repository
from use_cases.running.jobs import Jobs
from use_cases.running.payloads import Payload

if TYPE_CHECKING:
    from domain.ports import Progress

JOBS, BYTES, INDEX, FILES = "background work", "original files", "search indexes", "files of the data directory"


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What one withdrawal is to take out, as a job is told: identifiers and digests, no words.

    ``participant`` is a participant's key, None for the whole study; of the ``tier`` raw only the originals go.
    """

    id: str
    study: str
    participant: str | None = None
    reason: Reason = Reason.WITHDRAWN
    tier: Tier = Tier.INSIGHT

    def receipt(self, by: str) -> Receipt:
        """Return the receipt as it begins: nothing is done yet."""
        return Receipt(
            id=self.id,
            study_id=self.study,
            participant=self.participant,
            reason=self.reason,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            by=by,
        )


def again(receipt: Receipt) -> Order:
    """Return the order to do a withdrawal once more: what was not finished is, and every store is looked into."""
    return Order(
        id=receipt.id,
        study=receipt.study_id,
        participant=receipt.participant,
        reason=receipt.reason,
        tier=receipt.tier,
    )


def payload_of(order: Order) -> Payload:
    """Return an order as JSON values."""
    return {**asdict(order), "reason": order.reason.value, "tier": order.tier.value}


def order_of(payload: Payload) -> Order:
    """Return what a job was told."""
    return Order(**{**payload, "reason": Reason(payload["reason"]), "tier": Tier(payload["tier"])})


def purge(repository: Repository, order: Order) -> int:
    """Forget the jobs that hold something of what is to go; return how many. Done while the words can be read."""
    digests, texts = repository.withdrawals.sources_of(order.study, order.participant)
    ids = repository.withdrawals.observations_of(order.study, order.participant)
    whole = [order.study] if order.participant is None else []
    said = repository.withdrawals.words_of(order.study, order.participant)
    called = repository.withdrawals.described_as(order.study)
    traces = Traces([*digests, *ids, *whole], texts, tells=said.tell, is_described=partial(_is_said_of, order, called))
    with closing(Jobs(repository.settings.jobs_url)) as jobs:
        return purge_jobs(jobs, traces)[0]


def _is_said_of(order: Order, called: Collection[tuple[str, str, str]], said: dict[str, Any]) -> bool:
    """Tell whether a file was described as of an order's study, and of its participant where it is of one.

    ``called`` is what the study goes by today and went by before: its identifier tells only what it came under.
    """
    body, title, team = (said.get(name) or "" for name in ("organisation", "study", "team"))
    came_so = order.study in {study_id(body, title), study_id(body, title, team or None)}
    if not came_so and tuple(fold(name).casefold() for name in (body, title, team)) not in called:
        return False
    return order.participant in (None, participant_key(order.study, said.get("participant") or ""))


def take_out(repository: Repository, order: Order, by: str) -> int:
    """Take it out of the database in one transaction, then its bytes; return how many observations went."""
    begun = order.receipt(by)
    if order.tier is Tier.RAW:
        done = repository.withdrawals.expire(begun)
    else:
        ids = repository.withdrawals.observations_of(order.study, order.participant)
        recall = repository.audit.exports_with(order.study, ids)
        done = repository.withdrawals.remove(begun, recall=recall)
    remember(repository.settings, repository.withdrawals.tombstones())
    for content in repository.withdrawals.rewritten(order.study):
        repository.blobs.put(content)
    for digest in repository.withdrawals.unnamed_digests(order.id):
        repository.blobs.remove(digest)
    _drop_unnamed(repository)
    return sum(row.removed for row in done.stores if row.store == "observations")


def _drop_unnamed(repository: Repository) -> None:
    """Remove bytes that no source names: earlier revisions, and files that were checked and never saved.

    They may hold the same words. What a job under way names is spared; one that failed cannot be tried again then.
    """
    with closing(Jobs(repository.settings.jobs_url)) as jobs:
        wanted = jobs.files_wanted(ended_since=datetime.now(UTC))
    named = wanted | repository.evidence.digests()
    repository.blobs.remove_unreferenced(named, untouched_since=datetime.now(UTC))


def rebuild(repository: Repository, progress: "Progress | None") -> int:
    """Make both indexes anew, so that no vector and no word stem of it is left; return how many vectors they hold."""
    return indexing.rebuild(repository, progress=progress)


def scrub(repository: Repository) -> bool:
    """Rewrite every database file without its free pages; tell whether nothing deleted is left in any."""
    from storage.withdrawal.scrubbing import scrub as scrub_database
    from storage.withdrawal.scrubbing import scrub_file
    from vector_store.chroma_files import scrub_files

    clean = [scrub_database(repository.database)]
    if not repository.is_shared:
        clean.append(scrub_file(repository.folder / "jobs.db"))
    if repository.settings.chroma is None:
        clean.append(scrub_files(repository.folder / "index" / "chroma"))
    return all(clean)


def look(repository: Repository, order: Order, *, purged: int, clean: bool) -> Receipt:
    """Look into every store for what was to go, write the receipt, and return it."""
    receipt = repository.withdrawals.receipt(MAINTENANCE, order.id)
    ids = repository.withdrawals.ids_of(order.id)
    digests = repository.withdrawals.unnamed_digests(order.id)
    with closing(Jobs(repository.settings.jobs_url)) as jobs:
        late, running = purge_jobs(jobs, Traces([*ids, *digests]))
    left_bytes = sum(repository.blobs.has(digest) for digest in digests) + _others_than_text(repository, order)
    left_rows = repository.withdrawals.left(ids)
    before = {row.store: row for row in receipt.stores}
    rows = [
        row if row.store == NAMES else replace(row, left=left_rows.get(row.store, 0))
        for row in receipt.stores
        if row.store not in {JOBS, BYTES, INDEX, FILES}
    ]
    known = before[JOBS].removed if JOBS in before else 0
    rows += [
        StoreRow(store=JOBS, removed=max(known, purged + late), left=running),
        StoreRow(store=BYTES, removed=len(digests), left=left_bytes),
    ]
    if order.tier is Tier.INSIGHT:
        rows.append(StoreRow(store=INDEX, removed=len(ids), left=_left_in_indexes(repository, ids)))
    rows.append(StoreRow(store=FILES, removed=0, left=int(not clean)))
    seen = replace(receipt, stores=tuple(rows), complete=not any(row.left for row in rows))
    repository.withdrawals.finish(seen)
    return seen


def _others_than_text(repository: Repository, order: Order) -> int:
    """Return how many sources that were rewritten have other bytes, or none, than the text that remains of them."""
    texts = repository.withdrawals.rewritten(order.study)
    stored = [(text, sha256_of(text)) for text in texts]
    return sum(not repository.blobs.has(name) or repository.blobs.get(name) != text for text, name in stored)


def _left_in_indexes(repository: Repository, ids: frozenset[str]) -> int:
    indexes = (
        repository.vector_index,
        repository.lexical_index,
        repository.surroundings,
        repository.filtered_vectors,
    )
    return sum(len(ids & index.ids()) for index in indexes)
