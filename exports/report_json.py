"""The command line's JSON for ingest, codings, themes, jobs and the catalogue: plain dictionaries of domain objects."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.catalogue import Catalogue, Service, System
from domain.decisions import DecidedTheme
from domain.evidence import Account, Coding, FileAccount
from domain.insights import UNGROUPED, Codebook, ThemeRow, TopicRun
from domain.runs import RunAccount

Document = dict[str, Any]


def ingest_document(
    account: Account,
    *,
    seconds: float,
    stages: Mapping[str, float],
    warnings: Sequence[str] = (),
    asked: Sequence[Document] = (),
) -> Document:
    """Return the account of an ingest; ``read == kept + refused + duplicates`` for the whole and each file.

    ``warnings`` are those that belong to no one file; ``asked`` is what a person should decide.
    """
    return {
        "files": len(account.files),
        "read": account.read,
        "kept": account.kept,
        "refused": account.refused,
        "duplicates": account.duplicates,
        "seconds": round(seconds, 2),
        "stages": dict(stages),
        "warnings": list(warnings),
        "asked": list(asked),
        "details": [_file(file) for file in account.files],
    }


def _file(file: FileAccount) -> Document:
    return {
        "path": file.path,
        "status": file.outcome.value,
        "study": file.study_id,
        "read": file.read,
        "observations": file.kept,
        "duplicates": file.duplicates,
        "superseded": file.superseded,
        "redactions": dict(file.redactions),
        "refusals": [
            {"where": refusal.where, "reason": refusal.reason, "remedy": refusal.remedy} for refusal in file.refusals
        ],
        "warnings": list(file.warnings),
    }


def coding_document(identifier: str, coding: Coding, codebook: Codebook) -> Document:
    """Return what the coder says of one text. A pattern the codebook no longer holds has its identifier as title."""
    patterns = []
    for fit in coding.patterns:
        pattern = codebook.pattern(fit.pattern)
        patterns.append(
            {"pattern": fit.pattern, "title": pattern.title if pattern else fit.pattern, "fit": round(fit.fit, 4)}
        )
    return {
        "id": identifier,
        "kind": coding.kind.value,
        "pain_point": round(coding.pain_point, 4),
        "severity": coding.severity.value if coding.severity else None,
        "standing": coding.standing.value,
        "level": coding.level.value,
        "workaround": coding.workaround,
        "patterns": patterns,
    }


def theme_document(theme: ThemeRow) -> Document:
    """Return a theme or proposed topic."""
    return {
        "id": theme.id,
        "title": theme.title,
        "keywords": list(theme.keywords),
        "status": theme.status.value,
        "topic": theme.topic,
        "pattern": theme.pattern,
        "observations": theme.observations,
        "organisations": theme.organisations,
        "decided_by": theme.decided_by or None,
        "decided_at": theme.decided_at or None,
        "joined": theme.joined,
        "left": theme.left,
        "named_by": theme.given.by if theme.given else None,
        "description": theme.description or None,
    }


def theme_decision_document(said: DecidedTheme, title: str, into: str, back: DecidedTheme | None) -> Document:
    """Return a decision on a theme, with the titles that its reader sees; what took it back is told with it."""
    return {
        "decision": said.act,
        "theme": said.theme,
        "title": title,
        "verdict": said.verdict.value,
        "named": said.title or None,
        "other": said.into,
        "other_title": into or None,
        "decided_by": said.decided_by,
        "decided_at": said.decided_at,
        "taken_back_by": back.decided_by if back else None,
        "taken_back_at": back.decided_at if back else None,
    }


def assignment_documents(run: TopicRun | None, themes: Sequence[ThemeRow]) -> list[Document]:
    """Return the topic of each observation in the latest run, and the theme people made of it. No run: empty."""
    if run is None:
        return []
    accepted = {member: theme.id for theme in themes if theme.status == "accepted" for member in theme.members}
    return [
        {
            "observation_id": assignment.observation_id,
            "topic": assignment.topic,
            "theme": accepted.get(assignment.observation_id),
        }
        for assignment in run.assignments
    ]


def run_document(account: RunAccount | None) -> Document | None:
    """Return what is told of the latest run; ``before`` is a topic's size in the run before, null where it is new."""
    if account is None:
        return None
    run = account.run
    known = {change.now.number: change.before for change in account.changes if change.now}
    sizes = {number: topic.size for number, topic in known.items() if topic}
    return {
        "run": run.id,
        "seed": run.seed,
        "method": run.method,
        "started_at": run.started_at,
        "seconds": run.seconds,
        "observations": len(run.assignments),
        "ungrouped_share": round(run.ungrouped_share, 4),
        "agreement": account.agreement,
        "shared_with_run_before": account.shared,
        "parameters": dict(run.parameters),
        "versions": dict(run.versions),
        "topics": [
            {
                "topic": topic.number,
                "title": topic.shown_title,
                "keywords": list(topic.keywords),
                "pattern": topic.pattern,
                "observations": topic.size,
                "before": sizes.get(topic.number),
                "named_by": topic.given.by if topic.given else None,
                "description": topic.given.description if topic.given else None,
            }
            for topic in run.topics
            if topic.number != UNGROUPED
        ],
        "gone": [
            {"title": change.before.shown_title, "before": change.before.size}
            for change in account.changes
            if change.before and not change.now
        ],
    }


def catalogue_document(catalogue: Catalogue) -> Document:
    """Return organisations, services and systems."""
    return {
        "organisations": [
            {
                "name": entry.name,
                "aliases": list(entry.aliases),
                "successor": entry.successor,
                "ended": entry.ended,
                "basis": entry.basis.value,
            }
            for entry in catalogue.organisations
        ],
        "services": [_provided(entry) for entry in catalogue.services],
        "systems": [_provided(entry) for entry in catalogue.systems],
    }


def _provided(entry: Service | System) -> Document:
    return {
        "name": entry.name,
        "organisation": entry.organisation,
        "aliases": list(entry.aliases),
        "basis": entry.basis.value,
    }
