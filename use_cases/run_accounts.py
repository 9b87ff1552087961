"""What is told of the latest run, kept while the same goes into it: laying out its map takes seconds."""

import threading
from collections import OrderedDict

from domain.access import Viewer
from domain.insights import TopicRun
from domain.runs import RunAccount
from use_cases.repository import Repository
from use_cases.theming import runs_as_seen

KEPT_ACCOUNTS = 8
"""How many accounts are kept; the one that was asked for longest ago goes first."""

_Runs = tuple[TopicRun, TopicRun | None]


class RunAccounts:
    """Accounts of the latest run by what goes into them: the run and the one before, as a viewer sees both.

    No decision on a theme or a sentence is among that, and viewers who see the same share an account. Thread-safe.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._guard = threading.Lock()
        self._kept: OrderedDict[_Runs, RunAccount] = OrderedDict()

    def latest(self, viewer: Viewer) -> RunAccount | None:
        """Return what is told of the latest run, all of it made of what this viewer may see. None: no run."""
        themes = self._repository.themes
        run, before = runs_as_seen(self._repository, viewer, themes.latest_run(), themes.run_before())
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
