"""What background work has kept of withdrawn research: what jobs were asked for, and what came of them."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from domain.jobs import JobKind

if TYPE_CHECKING:
    from use_cases.jobs import Jobs

_SHORTEST = 12
"""A shorter line of text is no mark of one participant: it would take the records of unrelated jobs with it."""


class Traces:
    """What gives withdrawn research away: identifiers and digests, and the lines of its text."""

    def __init__(self, names: Collection[str], texts: Collection[str] = ()) -> None:
        lines = {line.strip() for text in texts for line in text.splitlines()}
        self._marks = frozenset(names) | {line for line in lines if len(line) >= _SHORTEST}

    def are_in(self, value: Any) -> bool:
        """Tell whether one of them stands in a value of a job: anywhere within text, lists and mappings."""
        held = "\n".join(_strings(value))
        return any(mark in held for mark in self._marks)


def purge_jobs(jobs: "Jobs", traces: Traces) -> tuple[int, int]:
    """Forget the jobs in which such traces stand; return how many were forgotten, and how many could not be yet.

    One that waits is stopped first; one that runs is stopped and forgotten by a later call, once it has ended.
    """
    if not jobs.exists:
        return 0, 0
    found = [row for row in jobs.everything() if row.name != JobKind.WITHDRAW.value and _tells(jobs, row, traces)]
    running = [row.workflow_id for row in found if row.status == "PENDING"]
    for row in found:
        if row.status in {"PENDING", "ENQUEUED", "DELAYED"}:
            jobs.stop(row.workflow_id)
    ended = [row.workflow_id for row in found if row.workflow_id not in running]
    jobs.forget(ended)
    return len(ended), len(running)


def _tells(jobs: "Jobs", row: Any, traces: Traces) -> bool:
    if traces.are_in([row.input, row.output, row.attributes, str(row.error or "")]):
        return True
    return traces.are_in(jobs.outcomes(row.workflow_id))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
