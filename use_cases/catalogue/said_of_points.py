"""What organisations say of pain points, each under the identifier that its pain point has now."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from domain.catalogue import Catalogue, name_key
from domain.insights import PainPoint
from domain.missions import Claim, HasOwner, PainPointOwner
from use_cases.repository import Repository

Said = TypeVar("Said", Claim, PainPointOwner)


def claims_on(repository: Repository, points: Sequence[PainPoint]) -> list[Claim]:
    """Return who says "us too" of these pain points and has no evidence there, by organisation.

    What was said of a theme's pain point stands at what the theme became.
    """
    said = _once(repository.ownership.claims(_names(points)), points)
    known = repository.catalogue.catalogue() if said else Catalogue()
    by_id = {point.id: point for point in points}
    return [claim for claim in said if not is_evidenced(by_id[claim.pain_point], claim.organisation, known)]


def owners_of(repository: Repository, points: Sequence[HasOwner]) -> list[PainPointOwner]:
    """Return who is proposed or accepted as owner, accepted first, then by organisation, as for claims."""
    return _once(repository.ownership.owners(_names(points)), points)


def names_of_point(point: HasOwner) -> tuple[str, ...]:
    """Return the identifiers under which something may have been said of it, its own first."""
    return (point.id, *point.formerly)


def is_evidenced(point: PainPoint, organisation: str, known: Catalogue) -> bool:
    """Tell whether an organisation is among those whose evidence shows the pain point, under its name of today."""
    return name_key(known.current(organisation)) in {
        name_key(known.current(count.name)) for count in point.organisations
    }


def _names(points: Iterable[HasOwner]) -> list[str]:
    return [name for point in points for name in names_of_point(point)]


def _once(said: Iterable[Said], points: Iterable[HasOwner]) -> list[Said]:
    """Return each word under the identifier of today; of two of one organisation the first."""
    today = {name: point.id for point in points for name in names_of_point(point)}
    kept: dict[tuple[str, str], Said] = {}
    for word in said:
        own = today[word.pain_point]
        kept.setdefault((own, name_key(word.organisation)), replace(word, pain_point=own))
    return list(kept.values())
