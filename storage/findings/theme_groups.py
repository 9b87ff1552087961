"""Which observations each theme and each proposed topic holds: what the latest run says, and people's word above it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from domain.access import MAINTENANCE
from domain.decisions import Verdict, standing_links
from domain.identity import digest, group_id
from domain.insights import UNGROUPED, GivenName, ThemeStatus, Topic
from storage.findings.evidence_links import links_of
from storage.findings.runs import latest_id, topics_of
from storage.observations.rows import bare_rows
from storage.schema import AnyRow, assignments, theme_observations, themes


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A theme, or a topic of the latest run that is none yet, whoever looks.

    ``own`` is what it holds itself, ``members`` that and what was merged into it, ``kept`` what these held when people
    last decided on them. ``place`` is the topic of the latest run in which it is found again, ``topics`` that and those
    of what was merged into it, ``merged``. ``given`` is the writer's name of it in the latest run, shown in place of
    ``title`` to whoever may see it; None where a person stands behind another title. ``description`` is a person's:
    None where nobody wrote one, empty where they took it off.
    """

    id: str
    title: str
    title_is_own: bool
    keywords: tuple[str, ...]
    status: ThemeStatus
    pattern: str | None
    own: frozenset[str]
    members: frozenset[str]
    kept: frozenset[str] = frozenset()
    place: int | None = None
    topics: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()
    into: str | None = None
    decided_by: str = ""
    decided_at: str = ""
    given: GivenName | None = None
    description: str | None = None

    @property
    def is_listed(self) -> bool:
        """Tell whether it stands for itself: not merged into another, and proposed only where a run proposes it."""
        return self.into is None and (bool(self.topics) or (self.is_decided and bool(self.decided_at)))

    @property
    def is_decided(self) -> bool:
        """Tell whether it is accepted or rejected."""
        return self.status is not ThemeStatus.PROPOSED


def groups_of(connection: Connection) -> list[Group]:
    """Return every theme, those that were merged or taken back too, and the topics that are none, by identifier."""
    run = latest_id(connection) or ""
    proposed = {topic.number: topic for topic in topics_of(connection, run) if topic.number != UNGROUPED}
    assigned = _assigned(connection, run)
    stored = connection.execute(select(themes).order_by(themes.c.id)).all()
    said, held = _said(connection), _kept(connection)
    kept = {row.id: _corrected(row.id, held[row.id], said) for row in stored}
    places = _places([row for row in stored if row.decided_at], proposed, assigned, kept)
    found = {row.id: _theme(row, places.get(row.id), proposed, assigned, kept, said) for row in stored}
    known = {row.id for row in stored if row.decided_at}
    taken = set(places.values())
    for number, topic in proposed.items():
        if number not in taken and assigned[number]:
            group = _topic(topic, assigned[number], known, said)
            known.add(group.id)
            found[group.id] = group
    return [_with_merged(group, found, said) for _, group in sorted(found.items())]


def _assigned(connection: Connection, run: str) -> dict[int, frozenset[str]]:
    given = select(assignments.c.topic, assignments.c.observation).where(assignments.c.run == run)
    found: dict[int, set[str]] = defaultdict(set)
    for topic, observation in bare_rows(connection, given):
        found[topic].add(observation)
    return defaultdict(frozenset, {number: frozenset(ids) for number, ids in found.items()})


def _kept(connection: Connection) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    held = select(theme_observations.c.theme, theme_observations.c.observation)
    for theme, observation in bare_rows(connection, held):
        found[theme].add(observation)
    return defaultdict(frozenset, {theme: frozenset(ids) for theme, ids in found.items()})


Said = Mapping[str, Mapping[Verdict, frozenset[str]]]
"""By theme, which observations people said are evidence of it, and which are not."""


def _said(connection: Connection) -> Said:
    found: dict[str, dict[Verdict, set[str]]] = defaultdict(lambda: defaultdict(set))
    for link in standing_links(links_of(connection, MAINTENANCE)):
        found[link.subject][link.verdict].add(link.observation_id)
    return {
        subject: {verdict: frozenset(ids) for verdict, ids in verdicts.items()} for subject, verdicts in found.items()
    }


def _corrected(theme: str, held: frozenset[str], said: Said) -> frozenset[str]:
    words = said.get(theme, {})
    return (held - words.get(Verdict.NOT_EVIDENCE, frozenset())) | words.get(Verdict.EVIDENCE, frozenset())


def _places(
    decided: Sequence[AnyRow],
    proposed: Mapping[int, Topic],
    assigned: Mapping[int, frozenset[str]],
    kept: Mapping[str, frozenset[str]],
) -> dict[str, int]:
    """Return the topic of the run where each theme is found again; each topic is found once at most.

    It is the topic of its pattern; without a pattern, the topic that holds more than half of what the run assigned of
    the observations that the theme had. Of two themes in one topic it is the one with more of it; one that people split
    off, which has no title by the model, comes after the one it was split from. One whose place a pattern took comes
    last, and only in a topic that follows no pattern and holds mostly what such themes had: what else is in a topic is
    not to go with it.
    """
    places: dict[str, int] = {}
    for theme in decided:
        same = (number for number, topic in proposed.items() if theme.pattern and topic.pattern == theme.pattern)
        found = next((number for number in same if number not in places.values()), None)
        if found is not None:
            places[theme.id] = found
    topic_of = {observation: number for number, ids in assigned.items() for observation in ids}
    given_away = _given_away(decided, kept)
    gone = frozenset[str]().union(*(kept[theme] for theme in given_away))
    matches = []
    for theme in decided:
        counts = Counter(topic_of[observation] for observation in kept[theme.id] if observation in topic_of)
        if theme.pattern is None and counts:
            number, most = counts.most_common(1)[0]
            is_gone = theme.id in given_away
            is_found = number in proposed and 2 * most > counts.total()
            if is_found and not (is_gone and _is_more(proposed[number], assigned[number], gone)):
                matches.append((is_gone, not theme.made_title, -most, theme.id, number))
    for *_, identifier, number in sorted(matches):
        if number not in places.values():
            places[identifier] = number
    return places


def _given_away(decided: Sequence[AnyRow], known: Collection[str]) -> frozenset[str]:
    """Return the themes whose place a pattern took, and those that were merged into one of them, over all steps."""
    into = {theme.id: theme.into for theme in decided}
    return frozenset(theme for theme in into if end_of(theme, into) not in known)


def end_of(theme: str, into: Mapping[str, str | None]) -> str:
    """Return where a chain of mergers ends: a theme, or the pattern that took its place; in a circle any of it."""
    passed = set[str]()
    while theme not in passed and (onward := into.get(theme)) is not None:
        passed.add(theme)
        theme = onward
    return theme


def _is_more(topic: Topic, held: frozenset[str], gone: frozenset[str]) -> bool:
    """Tell whether a topic is more than what themes had whose places patterns took."""
    return topic.pattern is not None or 2 * len(held & gone) <= len(held)


def _theme(
    row: AnyRow,
    place: int | None,
    proposed: Mapping[int, Topic],
    assigned: Mapping[int, frozenset[str]],
    kept: Mapping[str, frozenset[str]],
    said: Said,
) -> Group:
    status = ThemeStatus(row.status)
    own = _corrected(row.id, kept[row.id] if place is None else assigned[place], said)
    topic = proposed[place] if place is not None else None
    title_is_own = row.title != row.made_title
    proposal = topic is not None and status is ThemeStatus.PROPOSED
    given = topic.given if topic is not None else None
    if given is not None and not (given.title == row.title or (proposal and not title_is_own)):
        given = None
    return Group(
        id=row.id,
        title=topic.title if topic is not None and proposal and not title_is_own else row.title,
        title_is_own=title_is_own,
        keywords=topic.keywords if topic is not None and proposal else tuple(row.keywords),
        status=status,
        pattern=row.pattern,
        own=own,
        members=own,
        kept=kept[row.id],
        place=place,
        topics=() if place is None else (place,),
        into=row.into,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        given=given,
        description="" if row.undescribed else row.description or None,
    )


def _topic(topic: Topic, held: frozenset[str], known: Collection[str], said: Said) -> Group:
    identifier = "th_" + digest(topic.pattern) if topic.pattern else group_id(held)
    if identifier in known:
        identifier = "th_" + digest(identifier, str(topic.number))
    own = _corrected(identifier, held, said)
    return Group(
        id=identifier,
        title=topic.title,
        title_is_own=False,
        keywords=topic.keywords,
        status=ThemeStatus.PROPOSED,
        pattern=topic.pattern,
        own=own,
        members=own,
        place=topic.number,
        topics=(topic.number,),
        given=topic.given,
    )


def root_of(identifier: str, groups: Mapping[str, Group]) -> str:
    """Return the theme that one was merged into, over all steps; itself where it was not."""
    seen = {identifier}
    while (into := groups[identifier].into) is not None and into in groups and into not in seen:
        identifier = into
        seen.add(into)
    return identifier


def _with_merged(group: Group, groups: Mapping[str, Group], said: Said) -> Group:
    """Return a theme with what was merged into it; what people said of the whole comes last."""
    parts = [other for other in groups.values() if other.id != group.id and root_of(other.id, groups) == group.id]
    if not parts or group.into is not None:
        return group
    members = group.own.union(*(part.own for part in parts))
    return replace(
        group,
        members=_corrected(group.id, members, said),
        merged=tuple(part.id for part in parts),
        kept=group.kept.union(*(part.kept for part in parts)),
        topics=tuple(dict.fromkeys([*group.topics, *(number for part in parts for number in part.topics)])),
    )
