"""What the audit names by identifiers, as whoever reads it may know it."""

from collections.abc import Iterable, Iterator

from domain.access import Viewer
from domain.audit import AuditEntry
from domain.identity import subject_of_pain_point
from use_cases.findings.theming import themes
from use_cases.repository import Repository


def names_of(repository: Repository, viewer: Viewer, entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Return by identifier what the subjects and details of entries are called, as far as this viewer sees them.

    Studies, files, journeys, missions, insights, patterns, themes and pain points have their titles, observations the
    place where they stand.
    """
    told = {name for entry in entries for name in _told(entry)}
    rows = repository.publishing.rows(viewer)
    known = {row.study.id: row.study.title for row in rows}
    known |= {source: name for row in rows for source, name in row.sources}
    known |= {row.id: row.title for row in repository.journeys.journeys(viewer)}
    known |= {mission.id: mission.name for mission in repository.missions.missions(viewer)}
    known |= {insight.id: insight.version.words.claim for insight in repository.insights.insights(viewer)}
    known |= {pattern.id: pattern.title for pattern in repository.codebook.patterns}
    if any(subject_of_pain_point(name).startswith("th_") for name in told):
        known |= {row.id: row.title for row in themes(repository, viewer, merged=True)}
    observed = sorted(name for name in told if name.startswith("obs_"))
    known |= {item.id: f"{item.source}, {item.locator}" for item in repository.evidence.evidence(viewer, observed)}
    return {name: known[subject_of_pain_point(name)] for name in told if subject_of_pain_point(name) in known}


def _told(entry: AuditEntry) -> Iterator[str]:
    yield from entry.subject.split(", ")
    for value in entry.details.values():
        yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))
