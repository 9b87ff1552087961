"""Decisions on themes as rows: added to, and what follows from them kept beside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select, update

from domain.access import Viewer
from domain.decisions import DecidedTheme, ThemeVerdict, state_of, taken_back
from storage.findings.evidence_links import moment, next_nth
from storage.findings.runs import latest_id
from storage.findings.theme_groups import Group, groups_of
from storage.observations.rows import batches
from storage.schema import assignments, theme_decisions, theme_observations, themes


def decisions_of(connection: Connection) -> list[DecidedTheme]:
    """Return every decision on a theme in order, those that were taken back included."""
    return [
        DecidedTheme(
            nth=row.nth,
            act=row.act,
            theme=row.theme,
            verdict=ThemeVerdict(row.verdict),
            title=row.title,
            into=row.into,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            description="" if row.undescribes else row.description or None,
        )
        for row in connection.execute(select(theme_decisions).order_by(theme_decisions.c.nth))
    ]


def add_decision(
    connection: Connection,
    act: str,
    group: Group,
    verdict: ThemeVerdict,
    *,
    by: Viewer,
    title: str = "",
    description: str | None = None,
    into: str | None = None,
) -> None:
    """Add a decision on a theme, or on a topic that becomes one by it, and keep what it holds now."""
    there = connection.execute(select(themes.c.id).where(themes.c.id == group.id)).first()
    if there is None:
        connection.execute(
            insert(themes).values(
                id=group.id,
                title=group.title,
                made_title="" if group.title_is_own else group.title,
                status=group.status.value,
                decided_by="",
                decided_at="",
                pattern=group.pattern,
                keywords=list(group.keywords),
            )
        )
    elif group.place is not None and not group.is_decided:
        told = {"keywords": list(group.keywords)} | ({} if group.title_is_own else {"made_title": group.title})
        connection.execute(update(themes).where(themes.c.id == group.id).values(told))
    _keep_members(connection, group)
    _add(connection, act, group.id, verdict, by=by, title=title, description=description, into=into)


def keep_known(connection: Connection, act: str, subjects: Iterable[str], *, by: Viewer) -> None:
    """Let the themes and topics among ``subjects`` be found again in later runs: something in them is being decided.

    This holds as long as the act stands, whatever else is taken back. What a theme held when it was decided on stays.
    """
    listed = {group.id: group for group in groups_of(connection) if group.is_listed}
    for subject in subjects:
        if subject in listed and listed[subject].decided_at:
            _add(connection, act, subject, ThemeVerdict.KEPT, by=by)
        elif subject in listed:
            add_decision(connection, act, listed[subject], ThemeVerdict.KEPT, by=by)


def take_back_on_themes(connection: Connection, act: str, *, by: Viewer) -> None:
    """Add that what an act decided on themes no longer stands; nothing where it decided nothing on any."""
    said = decisions_of(connection)
    if act not in taken_back(said):
        for theme in {decision.theme for decision in said if decision.act == act}:
            _add(connection, act, theme, ThemeVerdict.TAKEN_BACK, by=by)


def settle(connection: Connection) -> None:
    """Let every theme stand as its decisions say."""
    said: dict[str, list[DecidedTheme]] = defaultdict(list)
    for decision in decisions_of(connection):
        said[decision.theme].append(decision)
    for row in connection.execute(select(themes)).all():
        state = state_of(said[row.id])
        values = {
            "status": state.status.value,
            "title": state.title or row.made_title,
            "into": state.into,
            "description": state.description or "",
            "undescribed": state.description == "",
            "decided_by": state.decided_by,
            "decided_at": state.decided_at,
        }
        if any(getattr(row, name) != value for name, value in values.items()):
            connection.execute(update(themes).where(themes.c.id == row.id).values(values))


def _add(
    connection: Connection,
    act: str,
    theme: str,
    verdict: ThemeVerdict,
    *,
    by: Viewer,
    title: str = "",
    description: str | None = None,
    into: str | None = None,
) -> None:
    values: Mapping[str, object] = {
        "nth": next_nth(connection, theme_decisions),
        "act": act,
        "theme": theme,
        "verdict": verdict.value,
        "title": title,
        "description": description or "",
        "undescribes": description == "",
        "into": into,
        "decided_by": by.name,
        "decided_at": moment(),
    }
    connection.execute(insert(theme_decisions).values(values))
    settle(connection)


def _keep_members(connection: Connection, group: Group) -> None:
    """Keep what the latest run put into a theme itself; where it does not find it again, what it had stays.

    What people said of single observations is applied to it when it is read.
    """
    here = theme_observations.c.theme == group.id
    there = connection.execute(select(theme_observations.c.observation).where(here).limit(1)).first()
    if group.place is not None:
        query = select(assignments.c.observation).where(
            assignments.c.run == (latest_id(connection) or ""), assignments.c.topic == group.place
        )
        members = list(connection.execute(query).scalars())
    elif there is None:
        members = sorted(group.own)
    else:
        return
    connection.execute(delete(theme_observations).where(here))
    for batch in batches(members):
        connection.execute(insert(theme_observations), [{"theme": group.id, "observation": member} for member in batch])
