"""The words in which screens say what the vocabulary holds: those of ``domain.wording``, and those of screens alone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from domain.access import LOCAL_VIEWER
from domain.codebook_edits import PatternChange
from domain.evidence import Evidence, Kind
from domain.hand_overs import Gap, HandOverKind, Passes
from domain.jobs import JobStatus
from domain.journeys import Branch, Channel, JourneyForm
from domain.tables import MappingBasis, Meaning
from domain.wording import (
    ATTEMPT,
    CONFIDENCE,
    HOW,
    KNOWN,
    LEVEL,
    PEOPLE,
    SEVERITY,
    SHARING_SHORT,
    STANDING,
    count,
    date,
    few,
    kind_as_told,
    listed,
    lowered,
    origin,
    pain_point_facts,
    quoted,
    seen_in,
    shared_how,
    studies,
    why_severity,
    years,
)
from views import state

__all__ = [
    "ATTEMPT",
    "CONFIDENCE",
    "HOW",
    "KNOWN",
    "LEVEL",
    "PEOPLE",
    "SEVERITY",
    "SHARING_SHORT",
    "STANDING",
    "count",
    "date",
    "few",
    "listed",
    "lowered",
    "origin",
    "pain_point_facts",
    "quoted",
    "seen_in",
    "shared_how",
    "studies",
    "why_severity",
    "years",
]
"""What is said on screens by way of this module, beside what stands in it."""

MEANING = {
    Meaning.QUESTION: "open answers to this question",
    Meaning.ATTRIBUTE: "closed answers",
    Meaning.RESPONDENT: "who answered",
    Meaning.NOTE: "the text of notes",
    Meaning.FRAME: "the frame, cluster or theme of a note",
    Meaning.AUTHOR: "who wrote a note",
    Meaning.VOTES: "votes",
    Meaning.COLOUR: "colour",
    Meaning.POSITION: "where a note lies",
    Meaning.ORGANISATION: "an organisation",
    Meaning.DATE: "a date or time",
    Meaning.ASKED: "which question a row answers",
    Meaning.ANSWER: "what a row answers to it",
    Meaning.CONTEXT: "shown beside the answers only",
    Meaning.IGNORE: "leave out",
}
MAPPING_BASIS = {
    MappingBasis.GUESSED: "Guessed from the names and the cells: look at each line.",
    MappingBasis.REMEMBERED: "As last time: your team has said this of the same columns before.",
    MappingBasis.STATED: "As you said.",
}


def who(name: str) -> str:
    """Return by what name somebody decided; of somebody who did not sign in, at which machine that was.

    Who has signed in sits at another one, as a rule.
    """
    if name != LOCAL_VIEWER.name:
        return name
    return "somebody at this machine" if sees_all_here() else "somebody at the machine it runs on"


def sees_all_here() -> bool:
    """Tell whether nobody signs in, so that everyone at this machine sees everything, whoever it was meant for."""
    return st.session_state.get(state.VIEWER) == LOCAL_VIEWER


def kind_of(evidence: Evidence) -> str:
    """Return what an observation is in a few words: as a person said, or how the machine reads it."""
    return kind_as_told(evidence, who=who)


KIND = {kind: kind.label for kind in Kind}
FILTER = {
    "missions": "Mission",
    "organisations": "Organisations it is about",
    "services": "Services it is about",
    "systems": "Systems it is about",
    "kinds": "Kinds",
    "severities": "What it costs",
    "levels": "Where it bites",
    "standings": "Still true?",
    "workarounds": "Workarounds",
    "patterns": "Resembles the pattern",
    "themes": "Themes",
    "researched_by": "Researched by",
    "studies": "Studies",
    "methods": "Methods",
    "attributes": "Said by people of whom is known",
    "since": "From",
    "until": "Until",
}
"""What each field of a filter on observations is called where it is told, in the order in which that is."""
NARROWED_TO = {
    "missions": "the mission {}",
    "organisations": "what is about {}",
    "services": "what is about the service {}",
    "systems": "what is about the system {}",
    "kinds": "kinds: {}",
    "severities": "what it costs: {}",
    "levels": "where it bites: {}",
    "standings": "still true: {}",
    "workarounds": "workarounds",
    "patterns": "what resembles the pattern {}",
    "themes": "themes: {}",
    "researched_by": "what was researched by {}",
    "studies": "studies: {}",
    "methods": "methods: {}",
    "attributes": "what was said by people of whom is known: {}",
    "since": "from {}",
    "until": "until {}",
}
"""The same as a sentence goes on that begins with "Narrowed to"."""
JOB_STATUS = {
    JobStatus.QUEUED: "waiting to start",
    JobStatus.RUNNING: "under way",
    JobStatus.DONE: "done",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELLED: "stopped",
}
CHANNEL = {channel: channel.value.replace("_", " ") for channel in Channel} | {Channel.UNKNOWN: "not known"}
PASSES = {passes: passes.value for passes in Passes} | {Passes.UNKNOWN: "not known"}
BOUNDARY = {kind: kind.value for kind in HandOverKind}
GAP = {gap: gap.value for gap in Gap}
BRANCH = {Branch.AND: "it is done as well", Branch.OR: "it is done instead"}
FORM = {JourneyForm.AS_IS: "how things are", JourneyForm.TO_BE: "how they might be"}


def few_of(shown: int, every: int) -> str:
    """Return how many of a list are shown: "the first 12 of 40", "all 7"."""
    return f"all {every:,}" if shown == every else f"the first {shown:,} of {every:,}"


def shortened(text: str, most: int = 90) -> str:
    """Return a text on one line, cut at a word and saying so where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def moment(value: str, timezone: str | None = None) -> str:
    """Return an ISO moment as people write it there: "3 March 2025, 14:05"; in UTC, and saying so, without a zone."""
    try:
        zone = ZoneInfo(timezone) if timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    when = datetime.fromisoformat(value)
    there = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(zone or UTC)
    return f"{date(there.date().isoformat())}, {there:%H:%M}" + ("" if zone else " UTC")


def took(start: str, end: str) -> str:
    """Return how long it was from one ISO moment to another: "less than a second", "12 seconds", "3 minutes"."""
    seconds = int((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())
    if seconds < 1:
        return "less than a second"
    if seconds < 120:
        return count(seconds, "second")
    return count(seconds // 60, "minute") if seconds < 7200 else count(seconds // 3600, "hour")


_OF_A_PATTERN = {
    "title": "title",
    "definition": "definition",
    "applies": "when it applies",
    "not_when": "when not",
    "family": "family",
    "near": "near neighbours",
    "level": "where it bites",
    "severity": "severity",
    "between": "whether it sits between organisations",
}


_WRITTEN_OF_A_PATTERN = ("title", "definition", "applies", "not_when", "family")


def in_new_words(change: PatternChange, most: int = 200) -> list[str]:
    """Return what a change of the codebook writes anew, each with its field, cut where it is long."""
    written = [(name, getattr(change, name)) for name in _WRITTEN_OF_A_PATTERN]
    return [f"{_OF_A_PATTERN[name]} {quoted(shortened(text, most))}" for name, text in written if text]


def changed(change: PatternChange) -> list[str]:
    """Return what a change of the codebook says something of: its fields, and how many examples come and go."""
    parts = [said for name, said in _OF_A_PATTERN.items() if getattr(change, name) is not None]
    added = len(change.examples) + len(change.observations)
    parts += [count(added, "new example")] if added else []
    counter = len(change.counter_observations)
    parts += [count(counter, "new counter-example")] if counter else []
    return parts + ([f"{count(len(change.dropped), 'example')} dropped"] if change.dropped else [])
