"""What background work has kept of withdrawn research: what jobs were asked for, and what came of them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from domain.jobs import JobKind

if TYPE_CHECKING:
    from use_cases.running.jobs import Jobs

_OF_A_JOURNEY = frozenset({JobKind.JOURNEY.value, JobKind.EVIDENCE.value})
_SHORTEST = 12
"""A shorter line of text is no mark of one participant: it would take the records of unrelated jobs with it."""


class Traces:
    """What gives withdrawn research away in a job.

    ``names`` are identifiers and digests, ``texts`` what goes, by its lines. ``tells`` knows what only that text says:
    people write it into journeys. ``is_described`` knows a file that was said to be theirs, by what was said of it.
    """

    def __init__(
        self,
        names: Collection[str],
        texts: Collection[str] = (),
        *,
        tells: Callable[[str], bool] = lambda _: False,
        is_described: Callable[[dict[str, Any]], bool] = lambda _: False,
    ) -> None:
        lines = {line.strip() for text in texts for line in text.splitlines()}
        self._marks = frozenset(names) | {line for line in lines if len(line) >= _SHORTEST}
        self._tells = tells
        self._is_described = is_described

    def are_in(self, value: Any) -> bool:
        """Tell whether one of them stands in a value of a job: anywhere within text, lists and mappings."""
        held = "\n".join(_strings(value))
        return any(mark in held for mark in self._marks)

    def are_asked(self, kind: str, asked: Mapping[str, Any]) -> bool:
        """Tell whether what a job was asked for tells of them: a journey in its words, or a file as it is described."""
        if kind in _OF_A_JOURNEY:
            steps = [part for step in asked["steps"] for part in step.values()]
            said = [asked["title"], asked.get("query"), asked.get("actor"), steps]
            return any(self._tells(words) for words in _strings(said))
        return any(self._is_described(row["description"]) for row in asked.get("files", ()) if "description" in row)


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
    if row.input and traces.are_asked(row.name, row.input["args"][0]):
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
