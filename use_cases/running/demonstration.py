"""The example corpus: fictional research of invented organisations, loaded the way anything else is."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from domain.access import Role, Viewer
from domain.evidence import Account
from domain.jobs import JobKind, JobProgress
from domain.journeys import StepOutline
from domain.missions import Mission
from use_cases.app import UseCases
from use_cases.catalogue.cataloguing import import_catalogue
from use_cases.catalogue.missions import measure_from, mission_from
from use_cases.running.payloads import Payload, account_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
JOURNEY_TITLE = "When someone dies: from the ward to the last letter"
SEED = 1


def load_examples(app: UseCases, viewer: Viewer, *, on_progress: Callable[[JobProgress], None]) -> Account:
    """Load the examples and wait; return the account of the files. Loading them again adds nothing."""
    return account_of(app.finish(viewer, queue_examples(app, viewer), on_progress=on_progress))


def queue_examples(app: UseCases, viewer: Viewer) -> str:
    """Queue adding the example corpus, finding themes in it and drafting its journeys, as one job.

    The mission of the examples is made at once, and all of their studies belong to it.

    Raises NotAllowed for whoever is no administrator.
    """
    from journey_maps.outlines import read_steps

    viewer.need(Role.ADMINISTRATOR, "load the examples")
    catalogue = EXAMPLES / "catalogue.csv"
    import_catalogue(app.repository, catalogue.read_bytes(), catalogue.name)
    mission = example_mission()
    if all(there.id != mission.id for there in app.missions.all(viewer)):
        app.missions.create(viewer, mission)
    steps = read_steps((EXAMPLES / "journey_steps.json").read_bytes(), "journey_steps.json")
    payload = {
        "ingest": _files(app, mission),
        "fit": {"seed": SEED},
        "journey": _journey(mission, JOURNEY_TITLE, steps),
        "more_journeys": _more_journeys(mission),
    }
    return app.jobs_store.queue(viewer, JobKind.EXAMPLES, "fictional research", payload)


def example_mission() -> Mission:
    """Return the mission of the examples; all of their studies belong to it."""
    said = json.loads((EXAMPLES / "mission.json").read_text(encoding="utf-8"))
    return mission_from(
        name=said["name"],
        outcome=said["outcome"],
        organisations=said["organisations"],
        measures=[measure_from(**measure) for measure in said["measures"]],
    )


def _files(app: UseCases, mission: Mission) -> Payload:
    from ingest.folders import find_files

    found = find_files([EXAMPLES / "corpus"], None).files
    staged = app.stage([file.read() for file in found])
    rows = [
        {"file": asdict(kept), "description": asdict(replace(file.said, mission=mission.name))}
        for kept, file in zip(staged, found, strict=True)
    ]
    return {"files": rows, "redaction": app.settings.redaction.value}


def _more_journeys(mission: Mission) -> list[Payload]:
    """Return the journeys beside the first: what stands behind several has something to show then."""
    from journey_maps.outlines import read_steps

    told = json.loads((EXAMPLES / "more_journeys.json").read_text(encoding="utf-8"))
    return [
        _journey(mission, each["title"], read_steps(json.dumps(each["steps"]).encode(), "more_journeys.json"))
        for each in told
    ]


def _journey(mission: Mission, title: str, steps: Sequence[StepOutline]) -> Payload:
    return {
        "title": title,
        "steps": [asdict(step) for step in steps],
        "query": "",
        "organisations": [],
        "mission": mission.name,
    }
