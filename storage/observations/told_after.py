"""What sources tell soon after some of their observations, in SQL."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from domain.access import Viewer
from domain.evidence import ToldAfter
from storage.observations.rows import batches
from storage.schema import observations, studies
from storage.visibility import seen_by


def told_after(
    connection: Connection, viewer: Viewer, ids: Iterable[str], *, within: int
) -> dict[str, tuple[ToldAfter, ...]]:
    """Return what stands in the same source at most ``within`` places after each of ``ids`` that this viewer may see.

    In reading order; what nothing follows is left out.
    """
    later = observations.alias()
    there, here = later.c.ordinal, observations.c.ordinal
    query = (
        select(observations.c.id, later.c.text, later.c.headings)
        .select_from(
            observations.join(studies, studies.c.id == observations.c.study).join(
                later, (later.c.source == observations.c.source) & (there > here) & (there <= here + within)
            )
        )
        .where(seen_by(viewer))
        .order_by(observations.c.id, there)
    )
    found: dict[str, list[ToldAfter]] = defaultdict(list)
    for batch in batches(dict.fromkeys(ids)):
        for row in connection.execute(query.where(observations.c.id.in_(batch))):
            found[row.id].append(ToldAfter(text=row.text, headings=tuple(row.headings)))
    return {identifier: tuple(told) for identifier, told in found.items()}
