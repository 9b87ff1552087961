"""The example corpus: fictional research of invented organisations, loaded the way anything else is."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from domain.access import Role, Viewer
from domain.evidence import Account
from domain.jobs import JobKind, JobProgress
from use_cases.app import UseCases
from use_cases.cataloguing import import_catalogue
from use_cases.payloads import Payload, account_of

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
JOURNEY_TITLE = "When someone dies: from the ward to the last letter"
SEED = 1


def load_examples(app: UseCases, viewer: Viewer, *, on_progress: Callable[[JobProgress], None]) -> Account:
    """Load the examples and wait; return the account of the files. Loading them again adds nothing."""
    return account_of(app.finish(viewer, queue_examples(app, viewer), on_progress=on_progress))


def queue_examples(app: UseCases, viewer: Viewer) -> str:
    """Queue adding the example corpus, finding themes in it and drafting its journey, as one job.

    Raises NotAllowed for whoever is no administrator.
    """
    viewer.need(Role.ADMINISTRATOR, "load the examples")
    catalogue = EXAMPLES / "catalogue.csv"
    import_catalogue(app.repository, catalogue.read_bytes(), catalogue.name)
    payload = {"ingest": _files(app), "fit": {"seed": SEED}, "journey": _journey()}
    return app.jobs_store.queue(viewer, JobKind.EXAMPLES, "fictional research", payload)


def _files(app: UseCases) -> Payload:
    from ingest.folders import find_files

    found = find_files([EXAMPLES / "corpus"], None).files
    staged = app.stage([file.read() for file in found])
    rows = [{"file": asdict(kept), "description": asdict(file.said)} for kept, file in zip(staged, found, strict=True)]
    return {"files": rows, "redaction": app.settings.redaction.value}


def _journey() -> Payload:
    from journey_maps.outlines import read_steps

    steps = read_steps((EXAMPLES / "journey_steps.json").read_bytes(), "journey_steps.json")
    return {"title": JOURNEY_TITLE, "steps": [asdict(step) for step in steps], "query": "", "organisations": []}
