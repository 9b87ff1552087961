"""The example corpus: fictional research of invented organisations, loaded the way anything else is."""

from collections.abc import Callable
from pathlib import Path

from domain.access import Viewer
from domain.evidence import Account
from domain.jobs import JobProgress
from use_cases.adding import add_paths
from use_cases.app import UseCases
from use_cases.cataloguing import import_catalogue
from use_cases.payloads import account_of

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
JOURNEY_TITLE = "When someone dies: from the ward to the last letter"


def load_examples(app: UseCases, viewer: Viewer, *, on_progress: Callable[[JobProgress], None]) -> Account:
    """Add the example corpus, fit themes and draft its journey; return the account of the files.

    Loading it again adds nothing and drafts the same journey.
    """
    from journey_maps.outlines import read_steps

    catalogue = EXAMPLES / "catalogue.csv"
    import_catalogue(app.repository, catalogue.read_bytes(), catalogue.name)
    account = account_of(add_paths(app, viewer, [str(EXAMPLES / "corpus")], on_progress=on_progress))
    app.finish(viewer, app.queue_fit(viewer), on_progress=on_progress)
    steps = read_steps((EXAMPLES / "journey_steps.json").read_bytes(), "journey_steps.json")
    app.finish(viewer, app.queue_journey(viewer, JOURNEY_TITLE, steps), on_progress=on_progress)
    return account
