"""Every session key and every parameter of a page's address, in one place."""

import streamlit as st

# Parameters of an address: what a link to a page may carry.
JOB = "job"
SOURCE = "source"
OBSERVATION = "observation"
PAIN_POINT = "pain_point"
JOURNEY = "journey"
STEP = "step"
HAND_OVER = "hand_over"
VERSION = "version"
BESIDE_JOURNEY = "with"
GAP = "gap"
STUDY = "study"
MISSION = "mission"
ORGANISATION = "organisation"
WITHDRAWAL = "withdrawal"
THEME = "theme"
RUN = "run"
SHOW = "show"

BY_ORGANISATION = "by_organisation"
"""What ``SHOW`` says of pain points that stand in a table."""
PROJECTOR = "projector"
"""What ``SHOW`` says of a journey that is shown to a room: its map alone, large."""
KIT = "kit"
"""What ``SHOW`` says of a journey whose sprint kit is looked at."""
PATTERN = "pattern"
WISH = "wish"
INSIGHT = "insight"
WRITE = "write"

A_NEW_ONE = "new"
"""What ``WRITE`` says of an insight that is not there yet; else it names the one to change."""

QUERY = "q"

ORGANISATIONS = "organisations"
NARROWING = (
    ORGANISATIONS,
    "services",
    "systems",
    "kinds",
    "severities",
    "levels",
    "standings",
    "workarounds",
    "patterns",
    "themes",
    "researched_by",
    "studies",
    "methods",
    "attributes",
    "since",
    "until",
    "mode",
)
"""What narrows a question, and how it is searched; each may be said several times."""

# Session keys that are no widget's.
PAGES = "pages"
VIEWER = "viewer"
EXPORTED = "exported"
LAST_QUERY = "last_query"
SHOWN_RESULTS = "shown_results"
SHOW_HIDDEN_KINDS = "show_hidden_kinds"
TICKED = "ticked"
NARROWED = "narrowed"
ANSWERS = "answers"
FAILED_FILES = "failed_files"
PLAN = "plan"
SUMMARIES = "summaries"
PLAN_FILE = "plan_file"
CHECKED_TABLES = "checked_tables"
CHECKED_CONSENT = "checked_consent"
CHECK_ANSWERS = "check_answers"
KEPT_NAMES = "kept_names"
MASKING_DECISIONS = "masking_decisions"
OPENED_ORGANISATIONS = "opened_organisations"
LAST_DECISION = "last_decision"
LAST_ON_THEMES = "last_on_themes"
LAST_TO_PATTERN = "last_to_pattern"
LEFT_OUT = "left_out_by_merging"
SKIPPED = "skipped"
TO_CONFIRM = "to_confirm"
TO_CONFIRM_SHOWN = "to_confirm_shown"
LAST_ON_CODEBOOK = "last_on_codebook"
MISSION_CHOSEN = "mission_chosen"
MISSION_WANTED = "mission_wanted"
MISSION_WRITTEN = "mission_written"
VISIT = "visit"
BESIDE = "beside_quotations"
CHOSEN_EVIDENCE = "chosen_evidence"
WRITTEN_INSIGHTS = "written_insights"
SHOWN_JOBS = "shown_jobs"
JOURNEY_TOLD = "journey_told"
JOURNEY_HELD = "journey_held"
JOURNEY_OPENED = "journey_opened"
JOURNEY_PANEL = "journey_panel"
JOURNEY_LOOKED = "journey_looked"
JOURNEY_TURNED = "journey_turned"
JOURNEY_OFF = "journey_off"
JOURNEY_PANEL_NEW = "journey_panel_new"
JOURNEY_FOCUS = "journey_focus"
JOURNEY_FOCUS_LED = "journey_focus_led"
LED = "led"
LED_TO = "led_to"
ADDED_TO_JOURNEY = "added_to_journey"


def parameter(name: str) -> str | None:
    """Return a parameter of this page's address, or None when it is absent or empty."""
    return st.query_params.get(name) or None


def parameters(name: str) -> list[str]:
    """Return all values of a parameter of this page's address, each once, sorted, empty ones left out."""
    return sorted({value for value in st.query_params.get_all(name) if value})


def set_parameter(name: str, value: str | None) -> None:
    """Put a parameter into this page's address; None takes it out."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def is_shown(part: str | None) -> bool:
    """Tell whether the address names this part of a page, None for the one that is shown when it names none.

    For callbacks: a browser that is slow to forget a widget sends its value once more after the part with it is gone
    (Streamlit 1.67), and what it remembers in the address would bring that part back.
    """
    return parameter(SHOW) == part


def timezone() -> str | None:
    """Return the time zone of the reader's browser, or None while it is not known."""
    return st.context.timezone


def key(*parts: object) -> str:
    """Return a widget key from its parts, the page's name first."""
    return "-".join(str(part) for part in parts)
