"""Themes and pain points: fit a topic model over what is stored, and read what departments share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from domain.access import MAINTENANCE, Viewer
from domain.decisions import DecidedLink, ThemeVerdict, Verdict, standing_links
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Evidence, Kind
from domain.identity import pain_point_id
from domain.insights import LARGEST_SEED, PainPoint, ThemeRow, TopicRun, Wish
from domain.narrowing import Narrowing
from domain.ports import Progress
from domain.runs import RunSummary
from domain.search import ObservationFilter
from use_cases.auditing import note_quoted
from use_cases.findings.reading_again import read_again, standing_readings
from use_cases.repository import Repository

Told = TypeVar("Told", PainPoint, Wish)


def fit_themes(
    repository: Repository,
    viewer: Viewer,
    *,
    seed: int,
    progress: Progress | None = None,
    naming: Progress | None = None,
    account: Sequence[tuple[str, str]] = (),
) -> TopicRun:
    """Run the topic model over every observation that has a vector, store the run and return it.

    Where the settings name a writer outside, it names the topics; ``naming`` counts those that it was asked about, and
    what is sent is written down as this viewer's deed. ``account``, of reading evidence again, is kept with the run.
    """
    if not 0 <= seed <= LARGEST_SEED:
        raise InvalidRequest(
            f"{seed} is not a seed.", where="--seed", remedy=f"Use a whole number from 0 to {LARGEST_SEED}."
        )
    ids, vectors = repository.vectors.vectors(repository.embedder.name)
    evidence = {item.id: item for item in repository.evidence.all_evidence(MAINTENANCE)}
    rows = [row for row, identifier in enumerate(ids) if identifier in evidence]
    given = [evidence[ids[row]] for row in rows]
    run = repository.topic_modeller.fit(given, vectors[rows], seed=seed, progress=progress)
    run = _with_given_names(repository, viewer, run, given, naming)
    run = replace(run, parameters=(*run.parameters, *account))
    repository.themes.save_run(run)
    return run


def read_evidence_again(
    repository: Repository, viewer: Viewer, *, progress: Progress | None = None
) -> tuple[tuple[str, str], ...]:
    """Have the reader outside read proposed evidence that it has not read yet; return the account for the run.

    It is empty where the settings name no reader. What is sent is written down as this viewer's deed.
    """
    account = read_again(repository, viewer, decided_links(repository, MAINTENANCE), progress=progress)
    return account.told if account else ()


def _with_given_names(
    repository: Repository, viewer: Viewer, run: TopicRun, evidence: Sequence[Evidence], progress: Progress | None
) -> TopicRun:
    """Return the run with the names that the writer outside gives its topics; as it is where there is no writer."""
    from insights.naming import chosen_quotations, to_be_named, with_given_names

    writer, said = repository.writer, repository.settings.writer
    if writer is None or said is None or not to_be_named(run):
        return run
    today = datetime.now(UTC).date().isoformat()
    allowed = {study.id for study in repository.evidence.studies(MAINTENANCE) if said.sends.allows(study, today=today)}
    masker = repository.masker_sparing(repository.catalogue.catalogue())
    chosen = chosen_quotations(run, evidence, studies=allowed, masker=masker)
    sent = [item for quotations in chosen.values() for item in quotations]
    if sent:
        note_quoted(repository, viewer, "quotations to the writer", sent)
    return with_given_names(run, chosen, writer=writer, masker=masker, progress=progress)


def pain_points(
    repository: Repository,
    viewer: Viewer,
    *,
    mission: str | None = None,
    attributes: frozenset[tuple[str, str]] = frozenset(),
) -> list[PainPoint]:
    """Return every pain point in the evidence this viewer may see, gravest first, with all its evidence.

    With ``mission`` only studies that belong to it count: what they do not tell is not shared in it. With
    ``attributes`` only what was said by people of whom they are known.
    """
    from insights.coding.attempts import OUTCOME_WITHIN, attempts_among
    from insights.sharing.pain_points import find_pain_points

    where = ObservationFilter(
        kinds=frozenset({Kind.PAIN_POINT}), missions=frozenset({mission} if mission else ()), attributes=attributes
    )
    decided = decided_links(repository, viewer)
    evidence = repository.evidence.all_evidence(viewer, where)
    evidence += _decided_besides(repository, viewer, replace(where, kinds=frozenset()), decided, evidence)
    if not evidence:
        return []
    vectors = repository.vectors.vectors(repository.embedder.name, [item.id for item in evidence])
    besides = frozenset(Kind) - {Kind.PAIN_POINT}
    beside = repository.evidence.all_evidence(viewer, replace(where, kinds=besides, matched=True))
    tried = attempts_among([*evidence, *beside])
    listed = themes(repository, viewer)
    found = find_pain_points(
        evidence,
        codebook=repository.codebook,
        run=repository.themes.latest_run(),  # beside themes only its assignments of this evidence are looked at
        vectors=vectors,
        decided=decided,
        themes=listed,
        read=standing_readings(repository, viewer),
        beside=beside,
        known=repository.catalogue.catalogue(),
        tried=tried,
        followed=repository.evidence.told_after(viewer, list(tried), within=OUTCOME_WITHIN),
    )
    return _knowing_what_became_them(found, repository.themes.became(), listed)


def _knowing_what_became_them(
    points: Sequence[PainPoint], became: Mapping[str, str], listed: Sequence[ThemeRow]
) -> list[PainPoint]:
    """Return the points with those of themes that became them, so that what was said of these is not lost."""
    pattern_of = {row.id: row.pattern for row in listed}
    before: dict[str, list[str]] = {}
    for theme, last in sorted(became.items()):
        before.setdefault(pain_point_id(pattern_of.get(last) or last), []).append(pain_point_id(theme))
    return [replace(point, formerly=tuple(before[point.id])) if point.id in before else point for point in points]


def wishes(
    repository: Repository,
    viewer: Viewer,
    *,
    mission: str | None = None,
    attributes: frozenset[tuple[str, str]] = frozenset(),
) -> list[Wish]:
    """Return the needs and recommendations about each difficulty in what this viewer may see, most widely told first.

    ``mission`` and ``attributes`` narrow as for :func:`pain_points`.
    """
    from insights.sharing.wishes import find_wishes

    where = ObservationFilter(
        kinds=frozenset({Kind.NEED, Kind.RECOMMENDATION}),
        missions=frozenset({mission} if mission else ()),
        attributes=attributes,
        matched=True,
    )
    return find_wishes(
        repository.evidence.all_evidence(viewer, where),
        codebook=repository.codebook,
        decided=decided_links(repository, viewer),
        known=repository.catalogue.catalogue(),
    )


def decided_links(repository: Repository, viewer: Viewer) -> list[DecidedLink]:
    """Return what people decided on single sentences; that a split theme holds one says not that it is evidence.

    What somebody judged alone in a theme is judged alone in the pattern that took its place.
    """
    splits, merges = split_acts(repository, viewer), _acts_on_themes(repository, viewer, ThemeVerdict.MERGED)
    links = standing_links(repository.decisions.links(viewer))
    became = {said.theme: said.into for said in repository.themes.decisions(viewer) if said.act in merges}
    alone = {
        (link.observation_id, became[link.subject])
        for link in links
        if link.subject in became and link.verdict is Verdict.EVIDENCE and link.act not in merges | splits
    }
    return [
        replace(link, by_merging=True)
        if link.act in merges and (link.observation_id, link.subject) not in alone
        else link
        for link in links
        if link.act not in splits or link.verdict is not Verdict.EVIDENCE
    ]


def split_acts(repository: Repository, viewer: Viewer) -> frozenset[str]:
    """Return the acts that split themes: they say what a theme holds, and not that each sentence tells a difficulty."""
    return _acts_on_themes(repository, viewer, ThemeVerdict.SPLIT)


def theme_acts(repository: Repository, viewer: Viewer) -> frozenset[str]:
    """Return the acts on themes that say something of single sentences besides, each of which nobody judged alone."""
    return _acts_on_themes(repository, viewer, ThemeVerdict.SPLIT, ThemeVerdict.MERGED)


def _acts_on_themes(repository: Repository, viewer: Viewer, *verdicts: ThemeVerdict) -> frozenset[str]:
    said = repository.themes.decisions(viewer)
    return frozenset(decision.act for decision in said if decision.verdict in verdicts)


def _decided_besides(
    repository: Repository,
    viewer: Viewer,
    where: ObservationFilter,
    decided: Sequence[DecidedLink],
    there: Sequence[Evidence],
) -> list[Evidence]:
    """Return what people said is evidence and passes a filter, but is not ``there``: the coder takes it for no pain."""
    wanted = {link.observation_id for link in decided if link.verdict is Verdict.EVIDENCE}
    missing = sorted(wanted - {item.id for item in there})
    visible = repository.evidence.visible_ids(viewer, where, among=missing)
    return repository.evidence.evidence(viewer, sorted(visible))


def latest_run(repository: Repository, viewer: Viewer) -> TopicRun | None:
    """Return the latest run as this viewer may see it: no word in it comes from what they may not see. None: no run."""
    return runs_as_seen(repository, viewer, repository.themes.latest_run())[0]


def latest_run_summary(repository: Repository, viewer: Viewer) -> RunSummary | None:
    """Return the latest run counted by what this viewer may see; None: no run. How well it agrees is not told."""
    return next(iter(repository.themes.run_summaries(viewer, limit=1)), None)


def runs_as_seen(repository: Repository, viewer: Viewer, *runs: TopicRun | None) -> list[TopicRun | None]:
    """Return runs as this viewer may see them: no word in them comes from what they may not see."""
    from insights.theming.seen_topics import seen_topics

    if viewer.sees_everything or not any(runs):
        return list(runs)
    visible = repository.evidence.visible_ids(viewer)
    texts = zip(*repository.evidence.texts(), strict=True)
    seen = {identifier: text for identifier, text in texts if identifier in visible}
    return [run and seen_topics(run, seen) for run in runs]


def themes(
    repository: Repository, viewer: Viewer, where: ObservationFilter | None = None, *, merged: bool = False
) -> list[ThemeRow]:
    """Return topics of the latest run and the themes people made of them, in words of what this viewer may see.

    A title that a person gave is theirs, and stays; one that is still the machine's is made anew like its keywords.
    With a filter they hold what passes it; ``merged`` adds those that were merged into others or taken back.
    """
    from insights.theming.seen_topics import seen_groups

    rows = repository.themes.themes(viewer, where, merged=merged)
    if viewer.sees_everything or all(row.is_whole and not row.decided_at for row in rows):
        return rows
    members = {member for row in rows for member in row.members}
    texts = zip(*repository.evidence.texts(), strict=True)
    return seen_groups(rows, {identifier: text for identifier, text in texts if identifier in members})


def select_pain_points(
    points: Sequence[PainPoint], asked: Narrowing, *, limit: int | None = None, evidence: int | None = None
) -> list[PainPoint]:
    """Return those that pass, in order, at most ``limit``, each with at most ``evidence`` quotations an organisation.

    None of either means all of them. A mission and attributes narrow what points are made of, and are not looked at.
    """
    from insights.sharing.pain_points import limit_evidence, select

    chosen = select(
        [point for point in points if asked.organisation in {None, *(count.name for count in point.organisations)}],
        min_organisations=asked.min_organisations,
        sharing=asked.sharing,
        level=asked.level,
        standing=asked.standing,
        workarounds=asked.workarounds,
        limit=limit,
    )
    return chosen if evidence is None else [limit_evidence(point, evidence) for point in chosen]


def select_wishes(
    found: list[Wish], *, kind: Kind, min_organisations: int, limit: int | None = None, evidence: int | None = None
) -> list[Wish]:
    """Return those of one kind that as many organisations tell, in order, with so many quotations an organisation."""
    from insights.sharing.pain_points import limit_evidence
    from insights.sharing.wishes import select_wishes as select

    chosen = select(found, kind=kind, min_organisations=min_organisations, limit=limit)
    return chosen if evidence is None else [limit_evidence(wish, evidence) for wish in chosen]


def wish(found: list[Wish], identifier: str) -> Wish:
    """Return the needs or recommendations with that identifier. Raises NotFound."""
    return _named(found, identifier, "needs and recommendations")


def met_elsewhere(points: list[PainPoint], sources: frozenset[str]) -> list[tuple[PainPoint, list[str]]]:
    """Return the points that these sources tell of and other studies too, each with the organisations of those others.

    In the order given. What only these sources tell is nobody else's yet and is left out, and so is a lead, which may
    be nobody's; no sources: an empty list.
    """
    found = []
    for point in (point for point in points if not point.is_lead):
        own = [fit.evidence.study_id for fit in point.evidence if fit.evidence.source_id in sources]
        if not own:
            continue
        others = {fit.organisation for fit in point.evidence if fit.evidence.study_id not in own}
        if others:
            found.append((point, [count.name for count in point.organisations if count.name in others]))
    return found


def pain_point(points: list[PainPoint], identifier: str) -> PainPoint:
    """Return the pain point with that identifier, or what it became. Raises NotFound."""
    became = next((point for point in points if identifier in point.formerly), None)
    return became or _named(points, identifier, "pain points")


def _named(listed: Sequence[Told], identifier: str, what: str) -> Told:
    for each in listed:
        if each.id == identifier:
            return each
    raise NotFound(
        f"Among the {what} here there is none called '{identifier}'.",
        where=what,
        remedy="List them: the evidence may have changed since the link was made.",
    )
