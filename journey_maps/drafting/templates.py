"""Journeys to begin with: steps that many journeys of one sort have, for people to change."""

from domain.journeys import StepOutline
from journey_maps.outlines import read_steps

_TEMPLATES = {
    "Apply for something": """Finding out: Notice that help exists
Finding out: Check whether I may have it
Preparing: Gather documents
Preparing: Get a document that I do not have
Applying: Fill in the application
Applying: Send evidence
Waiting: Ask how far it is
Deciding: Be told the decision
Having it: Receive the first payment or service
Having it: Report a change""",
    "Appeal a decision": """Being told: Receive the decision
Being told: Understand the reasons
Asking again: Ask for it to be looked at again
Asking again: Send what is missing
Asking again: Receive the new decision
Appealing: Lodge an appeal
Appealing: Get advice or somebody to speak for me
Hearing: Attend the hearing
Afterwards: Be told the outcome
Afterwards: Have the decision put right""",
    "Move between services": """Leaving: Be told that I will move
Leaving: Agree what is passed on
Passing on: Have my records sent
Passing on: Tell my story to the new service
Arriving: Have who I am checked again
Arriving: Be assessed
Arriving: Be given a contact
Settling: Begin with the new service
Settling: Have the old service closed""",
}


def journey_templates() -> dict[str, tuple[StepOutline, ...]]:
    """Return the steps of each template by its title."""
    return {title: tuple(read_steps(lines, title)) for title, lines in _TEMPLATES.items()}
