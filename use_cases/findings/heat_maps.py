"""Pain points by organisations: what the evidence tells of each, and where nobody has looked."""

from collections.abc import Mapping, Sequence

from domain.catalogue import name_key
from domain.heat_map import HeatCell, HeatMap, HeatRow
from domain.insights import Confidence, Fit, PainPoint
from domain.missions import Claim, Coverage

NO_CLAIMS: Mapping[str, Sequence[Claim]] = {}


def heat_map(
    points: Sequence[PainPoint],
    coverage: Sequence[Coverage],
    *,
    known: Sequence[str] = (),
    claims: Mapping[str, Sequence[Claim]] = NO_CLAIMS,
) -> HeatMap:
    """Return these pain points, in order, by the organisations that research concerns and any others that are known.

    Both are given as one viewer sees them, and nothing else is read. The order of organisations is that of
    ``coverage``; then come those that only evidence names, those that say "us too" (``claims``, by point), and last the
    ``known`` ones without research.
    """
    columns = {name_key(row.organisation): row for row in coverage}
    for count in (count for point in points for count in point.organisations):
        columns.setdefault(name_key(count.name), _without_research(count.name))
    for claim in (claim for point in points for claim in claims.get(point.id, ())):
        columns.setdefault(name_key(claim.organisation), _without_research(claim.organisation))
    for name in known:
        columns.setdefault(name_key(name), _without_research(name))
    rows = tuple(HeatRow(point=point, cells=_cells(point, columns, claims.get(point.id, ()))) for point in points)
    return HeatMap(organisations=tuple(columns.values()), rows=rows)


def _without_research(name: str) -> Coverage:
    return Coverage(organisation=name, studies=0, observations=0, expected=False)


def _cells(point: PainPoint, columns: dict[str, Coverage], claims: Sequence[Claim]) -> tuple[HeatCell, ...]:
    claiming = {name_key(claim.organisation) for claim in claims}
    counts = {name_key(count.name): count for count in point.organisations}
    fits: dict[str, list[Fit]] = {}
    for fit in point.evidence:
        fits.setdefault(name_key(fit.organisation), []).append(fit)
    return tuple(
        HeatCell(
            studies=counts[key].studies,
            observations=counts[key].observations,
            researched=max(column.studies, counts[key].studies),
            confidence=_confidence(fits.get(key, []), counts[key].studies),
            is_of_whole_files=_is_of_whole_files(fits.get(key, [])),
        )
        if key in counts
        else HeatCell(
            researched=column.studies, is_claimed=key in claiming, is_only_with_others=column.is_only_with_others
        )
        for key, column in columns.items()
    )


def _confidence(fits: Sequence[Fit], studies: int) -> Confidence:
    """Return how sure one may be of an organisation's part: hardly, where no quotation of it names it."""
    from insights.sharing.weighing import confidence_in_one

    if _is_of_whole_files(fits):
        return Confidence.WEAK
    return confidence_in_one([fit.fit for fit in fits] or [0.0], studies)


def _is_of_whole_files(fits: Sequence[Fit]) -> bool:
    return bool(fits) and all(fit.of_whole_file for fit in fits)
