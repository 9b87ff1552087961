"""Over all journeys: what they lean on together, their gaps and who sees to them, and pain points on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from domain.access import Marking, Viewer, highest_marking
from domain.dependencies import Dependencies, JourneyGap
from domain.errors import NotFound
from domain.evidence import Subject
from domain.insights import PainPoint
from domain.journey_edits import ChangeHandOver
from domain.journeys import Journey, JourneyForm
from domain.missions import PainPointOwner
from domain.network_tables import Rows, network_tables
from domain.pain_point_places import PainPointPlace, ProposedHandOver
from use_cases.catalogue.names import Names
from use_cases.catalogue.ownership import Ownership
from use_cases.file_forms import PICTURES, PNG, checked_form
from use_cases.journeys.catalogue_gaps import UnknownSystem, unknown_systems
from use_cases.journeys.journey_editing import JourneyEditing
from use_cases.repository import Repository


@dataclass(frozen=True, kw_only=True, slots=True)
class BehindJourneys:
    """What stands behind some journeys: what they lean on, their gaps, and what of evidence all of it rests on."""

    dependencies: Dependencies
    gaps: tuple[JourneyGap, ...]
    observations: tuple[str, ...]
    marking: Marking | None

    def tables(self, *, most: int | None = None) -> list[Rows]:
        """Return all its lists as tables; ``most`` is how many steps a cell names, None for all."""
        return network_tables(self.dependencies, self.gaps, most=most)

    def workbook(self) -> bytes:
        """Return all its lists as an Excel workbook, a sheet each, whole."""
        from exports.table_xlsx import Sheet, tables_xlsx

        sheets = [Sheet(title=rows.title, header=rows.header, rows=rows.rows) for rows in self.tables()]
        return tables_xlsx(sheets, self.marking)

    @property
    def leaning(self) -> str:
        """Return what the picture shows, in sentences."""
        from journey_maps.drawing.leaning import described

        return described(self.dependencies)

    def picture(self, form: str, *, theme: str = "light") -> bytes:
        """Return what leans on what as a drawing, "svg" or "png". Raises InvalidRequest for another form or theme."""
        from exports.picture import png
        from journey_maps.drawing.leaning import TITLE, draw_leaning

        drawn = draw_leaning(self.dependencies, theme=theme, marking=self.marking)
        return png(drawn) if checked_form(form, PICTURES, what=TITLE) == PNG else drawn.encode()


def behind(journeys: Sequence[Journey], organisation: str | None = None) -> BehindJourneys:
    """Return what stands behind these journeys, nothing else read; what concerns one organisation, if one is named.

    The gaps have no owners yet.
    """
    from journey_maps.network.dependencies import about, dependencies_of
    from journey_maps.network.gap_list import gaps_about, gaps_of

    found, gaps = dependencies_of(journeys), gaps_of(journeys)
    return BehindJourneys(
        dependencies=about(found, organisation) if organisation else found,
        gaps=tuple(gaps_about(gaps, organisation) if organisation else gaps),
        observations=tuple(dict.fromkeys(name for journey in journeys for name in journey.rests_on)),
        marking=highest_marking(journey.marking for journey in journeys),
    )


def worked_on(journeys: Iterable[Journey]) -> list[Journey]:
    """Return those that somebody changed, kept something of, published, or made by hand: what people stand by."""
    return [journey for journey in journeys if not journey.is_as_drafted]


def places_of(point: PainPoint, journeys: Sequence[Journey]) -> list[PainPointPlace]:
    """Return where evidence of a pain point stands on these journeys, both as one viewer sees them."""
    from journey_maps.network.pain_point_places import places_of as places

    return places(point, journeys)


def hand_overs_for(point: PainPoint, journeys: Sequence[Journey]) -> list[ProposedHandOver]:
    """Return the hand-overs to which a pain point between organisations belongs, most of its evidence first."""
    from journey_maps.network.pain_point_places import hand_overs_for as proposed

    return proposed(point, journeys)


class JourneyNetwork:
    """What journeys have in common. Everything is made of the journeys as the viewer sees each of them."""

    def __init__(self, repository: Repository, ownership: Ownership, editing: JourneyEditing) -> None:
        self._repository = repository
        self._ownership = ownership
        self._editing = editing

    def journeys(self, viewer: Viewer, *, mission: str | None = None) -> list[Journey]:
        """Return the as-is journeys this viewer may see, or a mission's, whole, by title; worth caching."""
        every = self._repository.journeys.whole(viewer, mission=mission)
        return [journey for journey in every if journey.form is JourneyForm.AS_IS]

    def behind(
        self,
        viewer: Viewer,
        *,
        mission: str | None = None,
        organisation: str | None = None,
        only_worked_on: bool = False,
    ) -> BehindJourneys:
        """Return what stands behind the journeys this viewer may see, gaps with their owners.

        ``organisation`` may be any of its names. ``only_worked_on`` leaves out drafts that are as they were drafted.
        """
        body = Names(self._repository).catalogue(viewer).current(organisation) if organisation else None
        journeys = self.journeys(viewer, mission=mission)
        found = behind(worked_on(journeys) if only_worked_on else journeys, body)
        return replace(found, gaps=tuple(self.with_owners(viewer, found.gaps)))

    def with_owners(self, viewer: Viewer, gaps: Sequence[JourneyGap]) -> list[JourneyGap]:
        """Return these gaps with who was proposed or accepted to see to them, as far as this viewer knows of them."""
        owners = self._repository.ownership.owners([gap.id for gap in gaps])
        shown = self._shown(viewer, owners)
        return [replace(gap, owners=tuple(own for own in shown if own.pain_point == gap.id)) for gap in gaps]

    def _shown(self, viewer: Viewer, owners: Sequence[PainPointOwner]) -> list[PainPointOwner]:
        """Leave out organisations that the catalogue keeps from this viewer, but for those they named themselves."""
        if viewer.sees_everything or not owners:
            return list(owners)
        every, seen = self._repository.catalogue.catalogue(), Names(self._repository).catalogue(viewer)

        def is_shown(name: str) -> bool:
            hidden = every.entry(Subject.ORGANISATION, name) and not seen.entry(Subject.ORGANISATION, name)
            return not hidden

        return [owner for owner in owners if owner.said_by == viewer.name or is_shown(owner.organisation)]

    def gap(self, viewer: Viewer, identifier: str) -> JourneyGap:
        """Return one gap of a journey that this viewer may see, with its owners. Raises NotFound."""
        every = behind(self.journeys(viewer)).gaps
        found = [gap for gap in every if gap.id == identifier]
        if not found:
            raise NotFound("There is no such gap.", remedy="Choose one from the list: it may have been closed.")
        return self.with_owners(viewer, found)[0]

    def unknown_systems(self, viewer: Viewer, journey: Journey) -> list[UnknownSystem]:
        """Return the systems of a journey, as this viewer sees it, that the catalogue does not know, by its steps."""
        seen = Names(self._repository).catalogue(viewer)
        whole = self._repository.catalogue.catalogue()
        return unknown_systems(journey, replace(seen, rejected=whole.rejected))

    def propose_owner(self, viewer: Viewer, identifier: str, organisation: str) -> None:
        """Propose who should see to a gap. Raises NotFound, NotAllowed, InvalidRequest without a name."""
        self._ownership.propose_owner(viewer, self.gap(viewer, identifier), organisation)

    def accept_owner(self, viewer: Viewer, identifier: str, organisation: str) -> None:
        """Accept an organisation as the one that sees to a gap. Raises NotFound, NotAllowed."""
        self._ownership.accept_owner(viewer, self.gap(viewer, identifier), organisation)

    def remove_owner(self, viewer: Viewer, identifier: str, organisation: str) -> None:
        """Take an owner of a gap back: a curator any, others what they proposed. Raises NotFound, NotAllowed."""
        self._ownership.remove_owner(viewer, self.gap(viewer, identifier), organisation)

    def add_to_hand_over(self, viewer: Viewer, point: PainPoint, at: ProposedHandOver) -> Journey:
        """Add a pain point's title to the trouble of a hand-over, and return the journey; told already, it stays.

        Raises NotFound, NotAllowed, and InvalidRequest when the two steps do not follow each other any more.
        """
        journey = self._repository.journeys.journey(viewer, at.giver.journey_id)
        orders = {step.id: step.order for step in journey.steps}
        there = (orders.get(at.giver.step_id), orders.get(at.taker.step_id), at.hand_over_id)
        known = next((item for item in journey.hand_overs if item.key == there), None)
        told = known.trouble if known else ""
        if point.title.casefold() in told.casefold():
            return journey
        trouble = f"{told.rstrip(' .;')}; {point.title}" if told.strip() else point.title
        edit = ChangeHandOver(
            from_step=at.giver.step_id, to_step=at.taker.step_id, hand_over_id=at.hand_over_id, trouble=trouble
        )
        return self._editing.edit(viewer, journey.id, edit, version=journey.version)
