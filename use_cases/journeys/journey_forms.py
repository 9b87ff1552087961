"""The forms in which a journey leaves as a file: what is written, what it is called, and how its name ends."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.errors import InvalidRequest
from domain.journey_files import STEP_BY_STEP
from domain.journeys import Journey
from use_cases.file_forms import HTML, JSON, MERMAID, PNG, PPTX, SVG, XLSX
from use_cases.journeys import journey_drawing
from use_cases.journeys.journey_drawing import MapDrawing


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """How one form is written, or drawn where it is a picture of the map; what its file is called, and its ending."""

    ending: str
    called: str = "map"
    write: Callable[[Journey], bytes] | None = None
    draw: Callable[[MapDrawing], bytes] | None = None

    def content(self, drawing: MapDrawing) -> bytes:
        """Return a journey in this form."""
        if self.draw:
            return self.draw(drawing)
        if self.write:
            return self.write(drawing.journey)
        raise ValueError("A form is either written or drawn.")


def whole_document(journey: Journey) -> dict[str, Any]:
    """Return a journey as its JSON document, with what evidence on its steps tells of attempts and feelings."""
    from exports.journey_json import journey_document

    return journey_document(journey, journey_drawing.told_on_steps(journey))


def _json(journey: Journey) -> bytes:
    return json.dumps(whole_document(journey), ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _workbook(journey: Journey) -> bytes:
    from exports.journey_xlsx import journey_workbook

    return journey_workbook(journey, journey_drawing.told_on_steps(journey))


def _slides(journey: Journey) -> bytes:
    from exports.journey_pptx import journey_slides

    return journey_slides(journey, made_on=datetime.now(UTC).date().isoformat())


def _mermaid(journey: Journey) -> bytes:
    from exports.journey_mermaid import journey_mermaid

    return journey_mermaid(journey).encode("utf-8", "replace")


def _step_by_step(journey: Journey) -> bytes:
    from exports.journey_step_by_step import step_by_step_document

    return json.dumps(step_by_step_document(journey), ensure_ascii=False, indent=2).encode("utf-8", "replace")


JOURNEY_FORMS = {
    JSON: Written(write=_json, ending="json", called="journey"),
    XLSX: Written(write=_workbook, ending="xlsx", called="journey"),
    PPTX: Written(write=_slides, ending="pptx"),
    SVG: Written(draw=journey_drawing.svg, ending="svg"),
    PNG: Written(draw=journey_drawing.png, ending="png"),
    HTML: Written(draw=journey_drawing.html, ending="html"),
    MERMAID: Written(write=_mermaid, ending="mmd"),
    STEP_BY_STEP: Written(write=_step_by_step, ending="json", called="step-by-step"),
}
"""By their names; a form that is added needs its line in ``FILE_FORMS`` too."""


def form_of(ending: str) -> str:
    """Return the form of files whose names end so (".pptx"). Raises InvalidRequest for an ending of no form."""
    forms = {written.ending: form for form, written in reversed(JOURNEY_FORMS.items())} | {"mermaid": MERMAID}
    form = forms.get(ending.removeprefix(".").casefold())
    if form is None:
        said = f"ends in '{ending}', which tells no form" if ending else "has no ending that tells its form"
        known = ", ".join(f".{each}" for each in sorted(forms))
        raise InvalidRequest(
            f"The file's name {said}.", where="the file", remedy=f"End it in one of {known}, or name its form."
        )
    return form
