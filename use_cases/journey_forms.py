"""The forms in which a journey leaves as a file: what is written, and what the file's name ends in."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.journey_files import STEP_BY_STEP
from domain.journeys import Journey
from use_cases.file_forms import JSON, MERMAID, PPTX, SVG, XLSX


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """How one form is written, and the end of its file's name, with the dot."""

    write: Callable[[Journey], bytes]
    suffix: str


def _json(journey: Journey) -> bytes:
    from exports.journey_json import journey_document

    return json.dumps(journey_document(journey), ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _workbook(journey: Journey) -> bytes:
    from exports.journey_xlsx import journey_workbook

    return journey_workbook(journey)


def _slides(journey: Journey) -> bytes:
    from exports.journey_pptx import journey_slides

    return journey_slides(journey, made_on=datetime.now(UTC).date().isoformat())


def _mermaid(journey: Journey) -> bytes:
    from exports.journey_mermaid import journey_mermaid

    return journey_mermaid(journey).encode("utf-8", "replace")


def _step_by_step(journey: Journey) -> bytes:
    from exports.journey_step_by_step import step_by_step_document

    return json.dumps(step_by_step_document(journey), ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _svg(journey: Journey) -> bytes:
    from journey_maps.drawing import draw_svg

    return draw_svg(journey).encode()


JOURNEY_FORMS = {
    JSON: Written(write=_json, suffix=".json"),
    XLSX: Written(write=_workbook, suffix=".xlsx"),
    PPTX: Written(write=_slides, suffix=".pptx"),
    SVG: Written(write=_svg, suffix=".svg"),
    MERMAID: Written(write=_mermaid, suffix=".mmd"),
    STEP_BY_STEP: Written(write=_step_by_step, suffix=".json"),
}
"""By their names; a form that is added needs its line in ``FILE_FORMS`` too."""
