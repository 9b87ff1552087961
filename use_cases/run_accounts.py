"""What is told of runs, kept while the same goes into it: laying out a map takes seconds."""

import threading
from collections import OrderedDict

from domain.access import Viewer
from domain.insights import UNGROUPED, TopicRun
from domain.runs import RunAccount, RunSummary
from use_cases.repository import Repository
from use_cases.theming import runs_as_seen

LISTED_RUNS = 12
"""How many runs are listed, the latest first: each is compared with the one before it."""
KEPT_ACCOUNTS = 8
"""How many accounts are kept; the one that was asked for longest ago goes first."""

_Runs = tuple[TopicRun, TopicRun | None]


class RunAccounts:
    """Accounts of runs by what goes into them: a run and the one before, as a viewer sees both.

    No decision on a theme or a sentence is among that, and viewers who see the same share an account. Thread-safe.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._guard = threading.Lock()
        self._kept: OrderedDict[_Runs, RunAccount] = OrderedDict()

    def listed(self, viewer: Viewer) -> list[RunSummary]:
        """Return the last runs as this viewer may see them, the latest first."""
        from insights.run_account import agreement_of

        runs = runs_as_seen(self._repository, viewer, *self._repository.themes.runs(limit=LISTED_RUNS + 1))
        if not runs:
            return []
        return [
            RunSummary(
                id=run.id,
                started_at=run.started_at,
                seed=run.seed,
                observations=len(run.assignments),
                topics=sum(topic.number != UNGROUPED for topic in run.topics),
                ungrouped_share=run.ungrouped_share,
                agreement=agreement_of(run, before)[0],
            )
            for run, before in zip(runs, [*runs[1:], None], strict=True)
            if run is not None
        ][:LISTED_RUNS]

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
        from insights.run_account import account_of

        seen = [item.observation_id for item in run.assignments]
        return account_of(run, before, *self._repository.vectors.vectors(self._repository.embedder.name, seen))
