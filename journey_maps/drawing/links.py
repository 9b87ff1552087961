"""Where the marks of a drawing lead."""

from enum import StrEnum
from urllib.parse import urlencode

from domain.hand_overs import HandOver
from domain.journeys import Journey, Step, StepPainPoint


class Links(StrEnum):
    """The place that the links of a drawing are written for: pages of the app, or the page that holds the drawing."""

    APP = "app"
    PAGE = "page"

    def step(self, journey: Journey, step: Step) -> str:
        """Return the address of a step with its evidence."""
        if self is Links.PAGE:
            return f"#step-{step.order}"
        return "?" + urlencode({"journey": journey.id, "step": step.order})

    def hand_over(self, journey: Journey, item: HandOver) -> str:
        """Return the address of a hand-over: in the app, of the step that it begins at."""
        if self is Links.PAGE:
            return f"#hand-over-{item.anchor}"
        return self.step(journey, journey.step(item.from_step))

    def pain_point(self, point: StepPainPoint) -> str | None:
        """Return the address of a pain point; None where it has no page, for it is told in its own words alone."""
        if self is Links.PAGE or point.in_own_words:
            return None
        return "pain_points?" + urlencode({"pain_point": point.id})
