"""The sheets of a journey's workbook: their names, their columns, and the words that stand in them.

Whoever writes the workbook and whoever reads it back go by these.
"""

from domain.evidence import Standing
from domain.hand_overs import Gap, HandOverKind, How, Passes
from domain.journey_table import channel_words
from domain.journeys import Branch, Channel, JourneyForm

STEPS, EVIDENCE, HAND_OVERS, ABOUT = "Steps", "Evidence", "Hand-overs", "About"
OTHER_EVIDENCE, PAIN_POINTS, SUGGESTED = "Other evidence", "Pain points", "Suggested steps"
REJECTED, POINTS_OFF, KEPT = "Rejected evidence", "Rejected pain points", "Kept from files"

LAYOUT = "2"
"""The number of this layout. The first had no identifiers, so what was written in it cannot come back whole."""

STEP_FIELDS = (
    "Order", "Stage", "Step", "Organisation", "Service", "Systems", "Channel", "Owner", "Actor", "Touchpoints",
    "Standing", "Branch", "Optional", "Wait (days)", "Sub-journey", "Note", "Id",
)  # fmt: skip
"""The columns of steps that are read back; the others only show."""
HAND_OVER_FIELDS = (
    "From step", "To step", "From", "To", "Crosses", "Passes", "How", "Legal basis", "Controller", "Identifier",
    "What is missing", "Known trouble", "Owner on the giving side", "Owner on the taking side", "From id", "To id",
)  # fmt: skip
WITHIN = "Hand-over id"
"""The column of the identifier of those with sides of their own: within a step, or across.

Empty in a new row, in one that follows from two steps in a row, and in workbooks of before it was.
"""
PROPOSED = "Proposed"
"""The column that says whether only a draft tells of a hand-over, yes or nothing; workbooks of before it have none."""
EVIDENCE_FIELDS = ("Step", "Fit", "Observation", "Reason", "Accepted by", "Accepted at", "Step id")

SHOWN = {
    STEPS: (
        "Rests on", "Evidence", "Pain points", "Hand-over to the next step", "Hand-overs within the step",
        "Hand-overs to other steps", "Of these guesses", "Needs told", "Things tried", "How it felt",
    ),
    HAND_OVERS: ("Evidence (exact words)", "Told by evidence"),
    EVIDENCE: (
        "Step name", "Exact words", "Kind", "Organisation", "Researched by", "Study", "Source", "Where", "Date",
        "Marking", "How sure",
    ),
}  # fmt: skip
"""The columns of the sheets that people change which only show: nothing is read back from them."""
KNOWN = {
    STEPS: (*STEP_FIELDS, *SHOWN[STEPS]),
    HAND_OVERS: (*HAND_OVER_FIELDS, WITHIN, PROPOSED, *SHOWN[HAND_OVERS]),
    EVIDENCE: (*EVIDENCE_FIELDS, *SHOWN[EVIDENCE]),
}
OTHER_NAMES = {
    "Step": ("Step name", "What is done", "Task", "Activity", "Action", "Title"),
    "Stage": ("Phase",),
    "Organisation": ("Body", "Department", "Agency"),
    "Systems": ("System", "IT system"),
    "Owner": ("Responsible",),
    "Actor": ("Who", "Who does it", "User"),
    "Wait (days)": ("Wait", "Days", "Days of waiting", "Waiting days", "Waiting time", "Wait in days"),
    "Note": ("Notes", "Comment", "Comments", "Remarks"),
    "Order": ("No", "No.", "Number", "Nr", "#"),
}
"""What people call columns of steps in sheets of their own: asked about, never taken for them."""

TRAY, ON_HAND_OVER, ON_SUGGESTED = "tray", "hand-over", "suggested step"
"""What evidence stands on that stands on no step."""

TITLE, IDENTIFIER, ACTOR, VERSION = "Journey", "Identifier", "Who", "Version"
FORM, AS_IS, LAYOUT_LABEL, WRITTEN = "Form", "Would change the journey", "Layout", "Steps as written"
"""Lines of the sheet About that are read back."""
APART = " · "
"""Between order, identifier and name in a line that tells a step as it was written."""

CHANNEL_WORDS = {channel_words(channel): channel for channel in Channel} | {
    channel.value: channel for channel in Channel
}
STANDING_WORDS = {standing.value: standing for standing in Standing}
BRANCH_WORDS = {branch.value: branch for branch in Branch}
FORM_WORDS = {form.value.replace("_", "-"): form for form in JourneyForm} | {form.value: form for form in JourneyForm}
KIND_WORDS = {kind.value: kind for kind in HandOverKind}
PASSES_WORDS = {passes.value: passes for passes in Passes}
HOW_WORDS = {how.value: how for how in How} | {
    "re-keyed": How.REKEYED,
    "typed in again": How.REKEYED,
    "e-mail": How.EMAIL,
    "fax": How.PAPER,
    "letter": How.PAPER,
    "post": How.PAPER,
    "not known": How.UNKNOWN,
}
"""How something is passed, and what people write for it in sheets of their own; what it is taken for is shown first."""
GAP_WORDS = {gap.value: gap for gap in Gap}
YES, NO = "yes", "no"
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    STEPS: {
        "Channel": tuple(map(channel_words, Channel)),
        "Standing": tuple(each.value for each in Standing),
        "Branch": tuple(each.value for each in Branch),
        "Optional": (YES, NO),
    },
    HAND_OVERS: {
        "Crosses": tuple(each.value for each in HandOverKind),
        "Passes": tuple(each.value for each in Passes),
        "How": tuple(each.value for each in How),
        "What is missing": tuple(each.value for each in Gap),
        PROPOSED: (YES, NO),
    },
}
"""The columns in which a fixed set of words may stand: they are offered as a list in our own workbooks."""
