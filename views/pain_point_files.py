"""The pain points that are listed, as files to take along."""

from collections.abc import Sequence

from domain.access import Viewer, highest_marking
from domain.insights import PainPoint
from domain.narrowing import Narrowing
from use_cases import briefs
from use_cases.app import UseCases
from views import tables, words

SAID = ("What it does", "Where it bites", "Still true?", "Confidence")
COUNTED = ("Studies", "Observations", words.PEOPLE)
TABLE_HEAD = ("Pain point", "What it is", "Shared how?", "Organisations", *SAID, "Why this confidence", *COUNTED)


def offer(app: UseCases, viewer: Viewer, listed: Sequence[PainPoint], asked: Narrowing, *, found: int) -> None:
    """Offer what is listed, of ``found`` in all, as a table, as slides and as a Word brief."""
    held = tables.Held.by_points(listed)
    tables.offer(
        "Pain points",
        TABLE_HEAD,
        [_table_row(point) for point in listed],
        key="pain-points",
        marking=highest_marking(point.marking for point in listed),
        held=held,
    )
    quoted = briefs.quoted_in(listed)
    tables.offer_file(
        "Pain points",
        lambda form: app.briefs.pain_points(viewer, listed, form, asked=asked, found=found),
        key=briefs.NAME,
        held=tables.Held(observations=quoted, studies=held.studies),
        forms=briefs.FORMS,
    )


def _table_row(point: PainPoint) -> tuple[object, ...]:
    facts_of = dict(words.pain_point_facts(point))
    organisations = "; ".join(organisation.name for organisation in point.organisations)
    said = (point.title, point.description, words.SHARING[point.sharing], organisations, *map(facts_of.get, SAID))
    people = point.participants if point.participants is not None else facts_of[words.PEOPLE]
    return (*said, "; ".join(point.reasons), point.studies, point.observations, people)
