"""What is told of runs, kept while the same goes into it: laying out a map takes seconds."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.access import Viewer
from domain.insights import TopicRun
from domain.runs import RunAccount, RunSummary
from use_cases.findings.theming import runs_as_seen
from use_cases.repository import Repository

LISTED_RUNS = 12
"""How many runs are listed, the latest first: each is compared with the one before it."""
KEPT_ACCOUNTS = 8
"""How many accounts are kept; the one that was asked for longest ago goes first."""

KEPT_AGREEMENTS = 20 * LISTED_RUNS
"""How many agreements are kept, of all viewers together; the oldest goes first."""

_Runs = tuple[TopicRun, TopicRun | None]
_Pair = tuple[Viewer, RunSummary, RunSummary]
"""What an agreement is kept by: a sight, a run and the one before, each as it is counted."""


class RunAccounts:
    """Accounts of runs by what goes into them: a run and the one before, as a viewer sees both.

    No decision on a theme or a sentence is among that, and viewers who see the same share an account. Thread-safe.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._guard = threading.Lock()
        self._kept: OrderedDict[_Runs, RunAccount] = OrderedDict()
        self._agreements: OrderedDict[_Pair, float | None] = OrderedDict()

    def listed(self, viewer: Viewer) -> list[RunSummary]:
        """Return the last runs as this viewer may see them, the latest first."""
        counted = self._repository.themes.run_summaries(viewer, limit=LISTED_RUNS + 1)
        if not counted:
            return []
        pairs = pairwise(counted)
        keys = [(viewer.sight(), run, before) for run, before in pairs]
        with self._guard:
            known = {key: self._agreements[key] for key in keys if key in self._agreements}
        if missing := [key for key in keys if key not in known]:
            known |= self._compared(viewer, missing)
            with self._guard:
                self._agreements |= known
                while len(self._agreements) > KEPT_AGREEMENTS:
                    self._agreements.popitem(last=False)
        last = counted if len(counted) <= LISTED_RUNS else counted[:-1]
        told = [known[key] for key in keys]
        return [replace(run, agreement=agreement) for run, agreement in zip(last, [*told, None], strict=False)]

    def _compared(self, viewer: Viewer, pairs: Sequence[_Pair]) -> dict[_Pair, float | None]:
        from insights.theming.run_account import agreement_of

        visible = None if viewer.sees_everything else self._repository.evidence.visible_ids(viewer)
        found = {}
        for pair in pairs:
            run, before = (_kept_to(each, visible) for each in self._repository.themes.run_and_before(pair[1].id))
            found[pair] = agreement_of(run, before)[0] if run else None
        return found

    def of(self, viewer: Viewer, identifier: str | None = None) -> RunAccount | None:
        """Return what is told of a run, the latest where none is named, all of it made of what this viewer may see.

        None: there is no such run.
        """
        themes = self._repository.themes
        both = themes.run_and_before(identifier) if identifier else (themes.latest_run(), themes.run_before())
        run, before = runs_as_seen(self._repository, viewer, *both)
        if run is None:
            return None
        with self._guard:
            if (run, before) in self._kept:
                self._kept.move_to_end((run, before))
                return self._kept[run, before]
        account = self._made(run, before)
        with self._guard:
            self._kept[run, before] = account
            if len(self._kept) > KEPT_ACCOUNTS:
                self._kept.popitem(last=False)
        return account

    def _made(self, run: TopicRun, before: TopicRun | None) -> RunAccount:
        from insights.theming.run_account import account_of

        seen = [item.observation_id for item in run.assignments]
        return account_of(run, before, *self._repository.vectors.vectors(self._repository.embedder.name, seen))


def _kept_to(run: TopicRun | None, visible: Collection[str] | None) -> TopicRun | None:
    """Return a run with the assignments of what is visible; None: all of it is."""
    if run is None or visible is None:
        return run
    return replace(run, assignments=tuple(item for item in run.assignments if item.observation_id in visible))
