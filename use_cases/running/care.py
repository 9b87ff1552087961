"""Care for a repository: look for faults, mend what can be mended, look again."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.jobs import JobProgress
from settings import Settings
from use_cases.running.bootstrap import open_use_cases
from use_cases.running.examining import Check, examine, examine_folder
from use_cases.running.mending import mend, mend_folder


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What a look ended in: the ``checks`` of the last one, what was ``found`` wrong at first, what was ``mended``."""

    checks: tuple[Check, ...]
    found: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong (any more)."""
        return all(check.ok for check in self.checks)


def look(settings: Settings) -> Findings:
    """Look for faults; change nothing but what opening a repository changes by itself."""
    return _found(_checks(settings))


def look_and_mend(settings: Settings, *, on_progress: Callable[[JobProgress], None]) -> Findings:
    """Look for faults, mend what can be mended without losing anything, and look again."""
    first = _checks(settings)
    if all(check.ok for check in first):
        return _found(first)
    done = mend_folder(settings)
    found = [check.name for check in first if not check.ok]
    if done:  # only now can the rest be looked at
        first = _checks(settings)
        found += [check.name for check in first if not check.ok]
    app = open_use_cases(settings)
    try:
        done += mend(app, first, on_progress=on_progress)
    finally:
        app.close()
    return Findings(checks=tuple(_checks(settings)), found=tuple(found), mended=tuple(done))


def _checks(settings: Settings) -> list[Check]:
    folder = examine_folder(settings)
    if not folder.ok:
        return [folder]
    app = open_use_cases(settings)
    try:
        return examine(app)
    finally:
        app.close()


def _found(checks: list[Check]) -> Findings:
    return Findings(checks=tuple(checks), found=tuple(check.name for check in checks if not check.ok))
