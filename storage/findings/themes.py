"""Themes: the topics of the latest run, and what people made of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from domain.access import Viewer
from domain.decisions import DecidedTheme, ThemeVerdict, Verdict
from domain.errors import InvalidRequest, NotFound
from domain.identity import digest
from domain.insights import UNGROUPED, ThemeRow, ThemeStatus, TopicRun
from domain.runs import RunSummary
from domain.search import ObservationFilter
from storage.database import Database, bump
from storage.findings.evidence_links import act_id, add_links, check_stands, next_nth, still_there, take_back_links
from storage.findings.runs import identifiers, latest_id, load, save, summaries
from storage.findings.theme_groups import Group, end_of, groups_of
from storage.findings.theme_records import add_decision, decisions_of, keep_known, take_back_on_themes
from storage.observations.filters import narrowed_to
from storage.observations.rows import bare_rows
from storage.schema import observation_organisations as concerned
from storage.schema import observations, studies, theme_decisions, themes
from storage.visibility import seen_by

_VERDICT = {
    ThemeStatus.PROPOSED: ThemeVerdict.PROPOSED,
    ThemeStatus.ACCEPTED: ThemeVerdict.ACCEPTED,
    ThemeStatus.REJECTED: ThemeVerdict.REJECTED,
}

Seen = Mapping[str, frozenset[str]]
"""The observations that somebody sees, each with the keys of the organisations that it concerns."""


class SqlThemes:
    """Runs of the topic model, kept for good, and the decisions on their topics.

    A decision belongs to the topic of its pattern; without a pattern, to the topic of the latest run that holds
    more than half of the observations it was taken on. So it outlives the run. Each decision names an act, by which it
    can be taken back.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_run(self, run: TopicRun) -> None:
        """Store a run; it becomes the latest. Assignments of observations that are gone are passed over."""
        with self._database.writing() as connection:
            save(connection, run)
            bump(connection)

    def latest_run(self) -> TopicRun | None:
        """Return the latest run with topics and assignments, or None."""
        with self._database.reading() as connection:
            latest = latest_id(connection)
            return None if latest is None else load(connection, latest)

    def run_before(self) -> TopicRun | None:
        """Return the run that was the latest before the latest, or None."""
        with self._database.reading() as connection:
            earlier = latest_id(connection, before=1)
            return None if earlier is None else load(connection, earlier)

    def run_ids(self) -> list[str]:
        """Return the identifiers of all runs, the latest first."""
        with self._database.reading() as connection:
            return identifiers(connection)

    def run_summaries(self, viewer: Viewer, *, limit: int) -> list[RunSummary]:
        """Return the last runs, at most ``limit``, the latest first, counted by what this viewer may see.

        How well they agree is not told.
        """
        with self._database.reading() as connection:
            return summaries(connection, viewer, identifiers(connection)[:limit])

    def run_and_before(self, identifier: str) -> tuple[TopicRun | None, TopicRun | None]:
        """Return a run by its identifier and the one that was saved before it; None for what is not there."""
        with self._database.reading() as connection:
            names = identifiers(connection)
            if identifier not in names:
                return None, None
            own = names.index(identifier)
            both = [load(connection, name) for name in names[own : own + 2]]
            return both[0], both[1] if len(both) > 1 else None

    def themes(self, viewer: Viewer, where: ObservationFilter | None = None, *, merged: bool = False) -> list[ThemeRow]:
        """Return topics of the latest run and accepted or rejected themes, largest first, counts as seen by viewer.

        What was not grouped is no theme. A theme that the latest run does not find again has topic -1. Those of
        which this viewer sees no observation are left out, as their words come from what others wrote; so are those
        of which nothing passes the filter. ``merged`` adds those that were merged into others or taken back.
        """
        with self._database.reading() as connection:
            groups = groups_of(connection)
            seen = _seen(connection, viewer, where) if groups else {}
        rows = [_row(group, seen) for group in groups if merged or group.is_listed]
        if not viewer.sees_everything or (where is not None and where.narrows):
            rows = [row for row in rows if row.observations]
        return sorted(rows, key=lambda row: (-row.observations, row.id))

    def became(self) -> dict[str, str]:
        """Return what themes that stand for themselves no more became, over all steps: another theme, or a pattern."""
        with self._database.reading() as connection:
            merged = bare_rows(connection, select(themes.c.id, themes.c.into).where(themes.c.into.is_not(None)))
        into = dict(merged)
        return {theme: end_of(theme, into) for theme in into}

    def decisions(self, viewer: Viewer) -> list[DecidedTheme]:
        """Return every decision on themes of which this viewer sees something, in order."""
        with self._database.reading() as connection:
            return _decisions_seen(connection, viewer)

    def decide(
        self, viewer: Viewer, theme_id: str, status: ThemeStatus, *, title: str = "", description: str | None = None
    ) -> str:
        """Record what a person made of a theme, in words of theirs when given; return the act's identifier.

        ``proposed`` puts it back, and takes their words off; an empty description takes it off. Raises NotFound unless
        ``themes`` shows it to this viewer.
        """
        return self._say(viewer, theme_id, _VERDICT[status], title=title, description=description)

    def rename(self, viewer: Viewer, theme_id: str, title: str, *, description: str | None = None) -> str:
        """Record what a person calls a theme, and writes to it; return the act's identifier. Raises NotFound."""
        return self._say(viewer, theme_id, ThemeVerdict.RENAMED, title=title, description=description)

    def merge(self, viewer: Viewer, theme_id: str, into: str, *, evidence: Sequence[str] = ()) -> str:
        """Record that two themes are one, under the name of the second; return the act's identifier.

        What a later run finds of either then counts there. Where the second follows a pattern, the observations that
        are ``evidence`` of the first are from then on evidence of that pattern, unless they were withdrawn. Raises
        NotFound, and InvalidRequest for one and itself.
        """
        with self._database.writing() as connection:
            shown = _shown(connection, viewer)
            one, other = _found(shown, theme_id), _found(shown, into)
            if one.id == other.id:
                raise InvalidRequest("A theme is one with itself already.", where=into, remedy="Name two themes.")
            act = _merged(connection, one, other.id, other.pattern, evidence, by=viewer)
            keep_known(connection, act, [other.id], by=viewer)
            bump(connection)
            return act

    def give_to_pattern(self, viewer: Viewer, theme_id: str, pattern: str, *, evidence: Sequence[str] = ()) -> str:
        """Record that a pattern takes a theme's place; return the act's identifier. Raises NotFound.

        The theme is listed no more, nor is what a later run groups that is mostly the theme's and follows no pattern.
        The observations that are ``evidence`` of it are evidence of the pattern from then on, unless they are gone.
        """
        with self._database.writing() as connection:
            one = _found(_shown(connection, viewer), theme_id)
            act = _merged(connection, one, pattern, pattern, evidence, by=viewer)
            bump(connection)
            return act

    def split(self, viewer: Viewer, theme_id: str, chosen: Sequence[str], title: str) -> tuple[str, str]:
        """Record that some observations of a theme are a theme of their own; return the act and the new theme.

        Raises NotFound for what this viewer does not see in it, InvalidRequest for none of it or all.
        """
        with self._database.writing() as connection:
            whole = _found(_shown(connection, viewer), theme_id)
            seen = _seen(connection, viewer)
            if any(observation not in whole.members or observation not in seen for observation in chosen):
                raise NotFound(
                    "Not all of these observations are in the theme.", where="the theme", remedy="Choose from its own."
                )
            if not chosen or whole.members == set(chosen):
                raise InvalidRequest(
                    "That leaves one theme of the two empty.", where="the theme", remedy="Choose some, and not all."
                )
            act = act_id(next_nth(connection, theme_decisions), whole.id)
            keep_known(connection, act, [whole.id], by=viewer)
            part = _split_off("th_" + digest(act), title, frozenset(chosen))
            add_decision(connection, act, part, ThemeVerdict.SPLIT, by=viewer, title=title, into=whole.id)
            moves = [(each, whole.id, Verdict.NOT_EVIDENCE) for each in chosen]
            add_links(connection, act, [*moves, *((each, part.id, Verdict.EVIDENCE) for each in chosen)], by=viewer)
            bump(connection)
            return act, part.id

    def take_back(self, viewer: Viewer, act: str) -> None:
        """Record that an act on themes no longer stands, and what it said of single observations with it.

        Raises NotFound for one on themes of which this viewer sees nothing, InvalidRequest for one taken back before.
        """
        with self._database.writing() as connection:
            check_stands(act, _decisions_seen(connection, viewer))
            take_back_on_themes(connection, act, by=viewer)
            take_back_links(connection, act, by=viewer)
            bump(connection)

    def _say(self, viewer: Viewer, theme_id: str, verdict: ThemeVerdict, *, title: str, description: str | None) -> str:
        with self._database.writing() as connection:
            group = _found(_shown(connection, viewer), theme_id)
            act = act_id(next_nth(connection, theme_decisions), group.id)
            add_decision(connection, act, group, verdict, by=viewer, title=title, description=description)
            bump(connection)
            return act


def _merged(
    connection: Connection, one: Group, into: str, pattern: str | None, evidence: Sequence[str], *, by: Viewer
) -> str:
    act = act_id(next_nth(connection, theme_decisions), one.id)
    add_decision(connection, act, one, ThemeVerdict.MERGED, by=by, into=into)
    if pattern:
        kept = still_there(connection, evidence)
        add_links(connection, act, [(each, pattern, Verdict.EVIDENCE) for each in kept], by=by)
    return act


def _seen(connection: Connection, viewer: Viewer, where: ObservationFilter | None = None) -> Seen:
    joined = observations.join(studies, studies.c.id == observations.c.study).join(
        concerned, concerned.c.observation == observations.c.id
    )
    query = (
        select(observations.c.id, concerned.c.organisation_key)
        .select_from(joined)
        .where(seen_by(viewer), *narrowed_to(connection, where))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for identifier, key in bare_rows(connection, query):
        found[identifier].add(key)
    return {identifier: frozenset(keys) for identifier, keys in found.items()}


def _decisions_seen(connection: Connection, viewer: Viewer) -> list[DecidedTheme]:
    said = decisions_of(connection)
    if viewer.sees_everything or not said:
        return said
    seen = _seen(connection, viewer)
    shown = {group.id for group in groups_of(connection) if not (group.members | group.kept).isdisjoint(seen)}
    return [decision for decision in said if decision.theme in shown]


def _row(group: Group, seen: Seen) -> ThemeRow:
    members = sorted(group.members & seen.keys())
    is_found = bool(group.topics)
    given = group.given if group.given is not None and group.given.is_for(seen) else None
    return ThemeRow(
        id=group.id,
        title=given.title if given else group.title,
        keywords=group.keywords,
        status=group.status,
        topic=group.topics[0] if is_found else UNGROUPED,
        pattern=group.pattern,
        observations=len(members),
        organisations=len(frozenset().union(*(seen[member] for member in members))),
        members=tuple(members),
        is_whole=len(members) == len(group.members),
        title_is_own=group.title_is_own,
        topics=group.topics,
        merged=group.merged,
        decided_by=group.decided_by if group.is_decided else "",
        decided_at=group.decided_at if group.is_decided else "",
        joined=len((group.members - group.kept) & seen.keys()) if group.is_decided else 0,
        left=len((group.kept - group.members) & seen.keys()) if group.is_decided else 0,
        given=given,
        description=given.description if given and group.description is None else group.description or "",
    )


def _shown(connection: Connection, viewer: Viewer) -> dict[str, Group]:
    """Return the groups that a viewer sees something of, by identifier."""
    seen = _seen(connection, viewer)
    return {
        group.id: group
        for group in groups_of(connection)
        if group.is_listed and (viewer.sees_everything or not group.members.isdisjoint(seen))
    }


def _found(shown: Mapping[str, Group], theme_id: str) -> Group:
    if theme_id not in shown:
        raise NotFound(
            "There is no such theme.", where=theme_id, remedy="Choose one from the list: a later run may differ."
        )
    return shown[theme_id]


def _split_off(identifier: str, title: str, held: frozenset[str]) -> Group:
    return Group(
        id=identifier,
        title=title,
        title_is_own=True,
        keywords=(),
        status=ThemeStatus.PROPOSED,
        pattern=None,
        own=held,
        members=held,
    )
