"""What people need, recommend and praise about the codebook's difficulties: shared wishes, and what speaks against."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from domain.access import highest_marking
from domain.catalogue import Catalogue
from domain.decisions import DecidedLink
from domain.evidence import Evidence, Kind, PatternFit, studies_in
from domain.identity import pain_point_id
from domain.insights import Codebook, Fit, Pattern, Wish
from insights.coding.attempts import attempts_among
from insights.coding.wish_cues import WISH_KINDS
from insights.objectives import load_objectives
from insights.sharing.evidence_choice import commonest, organisations_of, same_research
from insights.sharing.rulings import Rulings, words_of
from insights.sharing.told_of import NOTHING_KNOWN, ToldOf
from insights.sharing.weighing import counts_of, listed, standing_of, years_of

_CALLED = {Kind.NEED: "need_", Kind.RECOMMENDATION: "rec_"}


def find_wishes(
    items: Sequence[Evidence],
    *,
    codebook: Codebook,
    decided: Sequence[DecidedLink] = (),
    known: Catalogue = NOTHING_KNOWN,
) -> list[Wish]:
    """Return what people need and recommend about each difficulty, the most widely told first; ties by identifier.

    Widely is by organisations, then by studies, then by fit. What organisations share has two or more of them.
    ``decided`` are the decisions that stand: what a person placed, or took out of, a pattern stands there or nowhere.
    By the names of ``known`` organisations an item is told to be about one of several that were stated of its whole
    file. No items give none.
    """
    told_of = ToldOf(known)
    found = wishes_by_pattern(items, Rulings(decided, items), attempts_among(items))
    patterns = {pattern.id: pattern for pattern in codebook.patterns}
    wishes = [
        _wish(kind, patterns[identifier], fits, told_of)
        for (identifier, kind), fits in found.items()
        if kind in _CALLED and identifier in patterns
    ]
    return sorted(wishes, key=lambda wish: (-wish.spread, -wish.studies, -_best(wish.evidence), wish.id))


def select_wishes(
    wishes: Sequence[Wish], *, kind: Kind, min_organisations: int = 2, limit: int | None = None
) -> list[Wish]:
    """Return those of one kind that as many organisations share, in their order, at most ``limit`` of them."""
    chosen = [wish for wish in wishes if wish.kind is kind and wish.spread >= min_organisations]
    return chosen if limit is None else chosen[: max(limit, 0)]


def wishes_by_pattern(
    items: Iterable[Evidence], rulings: Rulings, tried: Container[str]
) -> dict[tuple[str, Kind], tuple[Fit, ...]]:
    """Return the needs, recommendations and praise about each pattern by kind, the best fitting first.

    What was done already is an attempt and no recommendation: ``tried`` has the identifiers of those. Words that one
    body's research holds twice count once.
    """
    found: dict[tuple[str, Kind], list[Fit]] = defaultdict(list)
    seen: dict[str, list[Evidence]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.id):
        guess = item.coding.patterns[0] if item.coding and item.coding.patterns else None
        if (
            guess is None
            or item.id in tried
            or not _is_wish(item, guess)
            or rulings.on(item, guess.pattern) is not None
        ):
            continue
        alike = seen[words_of(item)]
        if any(same_research(item, other) for other in alike):
            continue
        alike.append(item)
        fit = Fit(evidence=item, organisation=organisations_of(item)[0], fit=guess.fit)
        found[guess.pattern, item.kind].append(fit)
    return {of: tuple(sorted(fits, key=lambda fit: (-fit.fit, fit.evidence.id))) for of, fits in found.items()}


def against_reason(against: Iterable[Fit], named: Iterable[str]) -> str | None:
    """Return in words that evidence from organisations ``named`` as sharing a difficulty speaks against it, or None."""
    speaking = sorted({name for fit in against for name in organisations_of(fit.evidence)} & set(named))
    return f"evidence from {listed(speaking)} also speaks against it" if speaking else None


def _is_wish(item: Evidence, guess: PatternFit) -> bool:
    """Tell whether the coder matched an item with an objective: it looks into how ``right`` a difficulty alone is."""
    return item.kind in WISH_KINDS and guess.right is None


def _best(fits: Sequence[Fit]) -> float:
    return max(fit.fit for fit in fits)


def _wish(kind: Kind, pattern: Pattern, fits: Sequence[Fit], told_of: ToldOf) -> Wish:
    groups = _by_organisation(fits, told_of)
    items = list({fit.evidence.id: fit.evidence for own in groups.values() for fit in own}.values())
    return Wish(
        id=_CALLED[kind] + pattern.id.removeprefix("PAT_"),
        kind=kind,
        title=load_objectives().get(pattern.id, pattern.title),
        difficulty=pattern.title,
        pattern=pattern.id,
        pain_point=pain_point_id(pattern.id),
        standing=standing_of(items),
        years=years_of(items),
        observations=len(items),
        studies=studies_in(items),
        organisations=counts_of({name: [fit.evidence for fit in own] for name, own in groups.items()}),
        evidence=tuple(fit for own in groups.values() for fit in own),
        marking=highest_marking(item.marking for item in items),
    )


def _by_organisation(fits: Iterable[Fit], told_of: ToldOf) -> Mapping[str, list[Fit]]:
    """Return the fits of each organisation that they tell of, in order.

    One that names none of several stated of its whole file makes nothing shared: it stands with one that others tell
    of, or is left out. Where all name none, those that state the commonest name stand together under that alone.
    """
    groups: dict[str, list[Fit]] = defaultdict(list)
    unnamed = []
    for fit in fits:
        names = told_of.organisations(fit.evidence)
        for name in names:
            groups[name].append(replace(fit, organisation=name))
        if not names:
            unnamed.append(fit)
    homes = [*groups] or commonest(organisations_of(fit.evidence) for fit in unnamed)[:1]
    for fit in unnamed:
        home = next((name for name in organisations_of(fit.evidence) if name in homes), None)
        if home is not None:
            groups[home].append(replace(fit, organisation=home, of_whole_file=True))
    return dict(sorted(groups.items()))
