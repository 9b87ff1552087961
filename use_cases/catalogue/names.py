"""Organisations, services and systems by their names: who they are today, and what people make of names in text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.catalogue import Catalogue, Entry, Organisation, name_key, subject_of
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Basis, Evidence, Study, Subject
from domain.names import LookAlike, NameDecision, NamedIn, NameProposal
from domain.people import Team
from use_cases.auditing import audited
from use_cases.catalogue.cataloguing import ImportPlan, import_catalogue, plan_import
from use_cases.catalogue.found_names import FoundNames, with_mentioned
from use_cases.catalogue.named_in_texts import found_in_texts
from use_cases.catalogue.other_names import is_settled
from use_cases.journeys.catalogue_gaps import is_on_a_journey
from use_cases.repository import Repository

_DECIDE = "decide on names"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationRow:
    """An organisation as a viewer may see it. ``held`` counts what stands under it today.

    ``today`` is the body that its findings route to, itself unless it has a successor.
    """

    entry: Organisation
    today: str
    services: tuple[str, ...]
    systems: tuple[str, ...]
    held: NamedIn


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationPage:
    """All about one organisation. ``before`` are the bodies that it succeeded, directly."""

    row: OrganisationRow
    before: tuple[str, ...]
    studies: tuple[Study, ...]
    teams: tuple[Team, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenName:
    """A name to decide on, with an example that this viewer may see and the entries that it looks like."""

    proposal: NameProposal
    example: Evidence | None
    look_alikes: tuple[LookAlike, ...]


class Names:
    """What goes by which name. Everyone reads what they may see; curators decide, import and edit."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._found = FoundNames(repository)

    def catalogue(self, viewer: Viewer) -> Catalogue:
        """Return the catalogue as this viewer may see it.

        What a person imported or confirmed is for everyone. What ingest took from a source is shown to who sees an
        observation or a study that names it.
        """
        known = self._repository.catalogue.catalogue()
        if viewer.sees_everything:
            return known
        named = self._repository.names.named(viewer)

        def is_shown(entry: Entry) -> bool:
            forms = (entry.name, *entry.aliases)
            return is_settled(entry) or any((subject_of(entry), name_key(form)) in named for form in forms)

        return Catalogue(
            organisations=tuple(filter(is_shown, known.organisations)),
            services=tuple(filter(is_shown, known.services)),
            systems=tuple(filter(is_shown, known.systems)),
        )

    def organisations(self, viewer: Viewer) -> list[OrganisationRow]:
        """Return the organisations that this viewer may see, by name."""
        known = self.catalogue(viewer)
        currents = self._currents()
        held = self._repository.names.held(viewer)
        services, systems = _provided(known.services, currents), _provided(known.systems, currents)
        rows = []
        for entry in known.organisations:
            key = name_key(entry.name)
            rows.append(
                OrganisationRow(
                    entry=entry,
                    today=currents[key],
                    services=tuple(services[key]),
                    systems=tuple(systems[key]),
                    held=held.get(key, NamedIn()),
                )
            )
        return rows

    def organisations_file(self, viewer: Viewer, form: str) -> bytes:
        """Return the organisations that this viewer may see as csv or xlsx. Raises InvalidRequest."""
        from exports.organisation_table import OrganisationLine, organisations_csv, organisations_xlsx

        writers = {"csv": organisations_csv, "xlsx": organisations_xlsx}
        if form not in writers:
            raise InvalidRequest(
                f"Organisations are not written as '{form}'.", where="the format", remedy="Use csv or xlsx."
            )
        return writers[form](
            OrganisationLine(
                name=row.entry.name,
                aliases=row.entry.aliases,
                ended=row.entry.ended,
                successor=row.entry.successor,
                under=row.today,
                services=row.services,
                systems=row.systems,
                studies=row.held.studies,
                observations=row.held.observations,
                basis=row.entry.basis.value,
            )
            for row in self.organisations(viewer)
        )

    def organisation(self, viewer: Viewer, name: str) -> OrganisationPage:
        """Return all about an organisation, by any of its names. Raises NotFound when this viewer may not see one."""
        rows = self.organisations(viewer)
        entry = Catalogue(organisations=tuple(row.entry for row in rows)).entry(Subject.ORGANISATION, name)
        row = next((row for row in rows if row.entry == entry), None)
        if row is None:
            raise NotFound(
                "There is no organisation of that name here.", where="organisations", remedy="Choose one from the list."
            )
        known = Catalogue(organisations=tuple(other.entry for other in rows))
        currents = self._currents()

        def is_its(other: str) -> bool:
            return name_key(currents.get(name_key(other), other)) == name_key(row.entry.name)

        return OrganisationPage(
            row=row,
            before=tuple(
                other.entry.name
                for other in rows
                if other.entry.successor and known.entry(Subject.ORGANISATION, other.entry.successor) == row.entry
            ),
            studies=tuple(study for study in self._repository.evidence.studies(viewer) if is_its(study.organisation)),
            teams=tuple(team for team in self._repository.people.teams() if is_its(team.organisation)),
        )

    def _currents(self) -> dict[str, str]:
        """Return the current name of every organisation: what evidence shows, also where a step between is hidden."""
        return self._repository.catalogue.catalogue().currents()

    def open_names(self, viewer: Viewer) -> list[OpenName]:
        """Return names found in text that nobody has decided on, as far as this viewer sees them; commonest first.

        Those that texts only mention are looked for in what curators see: for others that would be work in vain.
        """
        from language.look_alikes import LookAlikes

        known = self.catalogue(viewer)
        proposals = self._repository.names.proposals(viewer)
        if viewer.may(Role.CURATOR):
            proposals = with_mentioned(proposals, self._found.proposals(viewer))
        if not proposals:
            return []
        alike = {
            subject: LookAlikes((entry.name, *entry.aliases) for entry in known.entries(subject))
            for subject in {item.subject for item in proposals}
        }
        wanted = [item.example for item in proposals if item.example]
        examples = {item.id: item for item in self._repository.evidence.evidence(viewer, wanted)}
        return [
            OpenName(
                proposal=item,
                example=examples.get(item.example or ""),
                look_alikes=(*_entries_of(known, item), *alike[item.subject].of(item.name)),
            )
            for item in proposals
        ]

    def decisions(self, viewer: Viewer) -> list[NameDecision]:
        """Return what people decided on names, the latest first, as far as this viewer made them or sees the name."""
        found = self._repository.names.decisions()
        if viewer.sees_everything:
            return found
        named, known = self._repository.names.named(viewer), self.catalogue(viewer)
        return [
            item
            for item in found
            if item.decided_by == viewer.name
            or (item.subject, name_key(item.name)) in named
            or known.entry(item.subject, item.name) is not None
        ]

    @audited(Deed.DECIDED, of="subject")
    def confirm(self, viewer: Viewer, subject: Subject, name: str) -> None:
        """Make a name an entry for everyone; what names it is about it from now on.

        Raises NotAllowed, NotFound, InvalidRequest.
        """
        self._need_sight(viewer, subject, name)
        written = self._as_written(viewer, subject, name)
        aliases = self._aliases(viewer, subject, written)
        with found_in_texts(self._repository):
            self._repository.names.confirm(subject, written, by=viewer, aliases=aliases)

    @audited(Deed.DECIDED, of="subject", told=("into",))
    def merge(self, viewer: Viewer, subject: Subject, name: str, into: str) -> None:
        """Make a name or an entry another name of an entry. Raises NotAllowed, NotFound, InvalidRequest."""
        self._need_sight(viewer, subject, name)
        self._need_sight(viewer, subject, into)
        written = self._as_written(viewer, subject, name)
        aliases = self._aliases(viewer, subject, written)
        with found_in_texts(self._repository):
            self._repository.names.merge(subject, written, into, by=viewer, aliases=aliases)

    def rename(self, viewer: Viewer, subject: Subject, name: str, to: str, *, aliases: Sequence[str] = ()) -> None:
        """Call an entry by a new name; the old one leads to it from now on, so that nothing said of it is lost.

        ``aliases`` are other names that it is to be given next. Raises NotAllowed, NotFound, and InvalidRequest when
        the new name, or one of these, is another entry's: nothing is changed then.
        """
        self._need_sight(viewer, subject, name)
        known = self._repository.catalogue.catalogue()
        entry = known.entry(subject, name)
        if entry is None:
            raise NotFound(f"There is no {subject.value} '{name}'.", where="the catalogue", remedy="Choose one of it.")
        if known.entry(subject, to) not in {None, entry}:
            raise InvalidRequest(
                f"'{to}' is in the catalogue already.", where=entry.name, remedy="Merge the two, or write another name."
            )
        _check_names(known, replace(entry, aliases=tuple(aliases)))
        others = tuple(other for other in entry.aliases if name_key(other) != name_key(to))
        if others != entry.aliases:
            self.save(viewer, replace(entry, aliases=others))
        self.save(viewer, replace(entry, name=to, aliases=()))
        self.merge(viewer, subject, entry.name, to)

    @audited(Deed.DECIDED, of="subject")
    def reject(self, viewer: Viewer, subject: Subject, name: str) -> None:
        """Decide that a name is no such thing. Raises NotAllowed, NotFound, InvalidRequest."""
        self._need_sight(viewer, subject, name)
        self._repository.names.reject(subject, self._as_written(viewer, subject, name), by=viewer)

    @audited(Deed.DECIDED, of="subject")
    def undo(self, viewer: Viewer, subject: Subject, name: str) -> None:
        """Take a decision on a name back. Raises NotAllowed, NotFound."""
        viewer.need(Role.CURATOR, _DECIDE)
        if (subject, name_key(name)) not in {(item.subject, name_key(item.name)) for item in self.decisions(viewer)}:
            raise NotFound(f"Nobody decided on '{name}'.", where="decisions", remedy="Choose one from the list.")
        with found_in_texts(self._repository):
            self._repository.names.undo(subject, name)

    @audited(Deed.DECIDED, of="entry")
    def save(self, viewer: Viewer, entry: Entry) -> bool:
        """Add an entry for everyone, or replace the one of its name; tell whether it is new.

        Raises NotAllowed, and InvalidRequest when one of its names is another entry's, or when successors would go
        round in a circle.
        """
        viewer.need(Role.CURATOR, "edit the catalogue")
        _check_names(self._repository.catalogue.catalogue(), entry)
        with found_in_texts(self._repository):
            return bool(self._repository.catalogue.save(replace(entry, basis=Basis.STATED, remembered=False)))

    def preview_import(self, viewer: Viewer, content: bytes, name: str) -> ImportPlan:
        """Return what taking in a sheet would change; nothing is changed. Raises NotAllowed, InvalidRequest."""
        viewer.need(Role.CURATOR, "import a catalogue")
        return plan_import(self._repository.catalogue.catalogue(), content, name)

    @audited(Deed.DECIDED, of="content")
    def take_in(self, viewer: Viewer, content: bytes, name: str) -> ImportPlan:
        """Take in a sheet and return what it changed. Raises NotAllowed, InvalidRequest."""
        viewer.need(Role.CURATOR, "import a catalogue")
        return import_catalogue(self._repository, content, name)

    def _need_sight(self, viewer: Viewer, subject: Subject, name: str) -> None:
        """Refuse who may not decide, and names that stand nowhere this viewer sees, as if they were nowhere."""
        viewer.need(Role.CURATOR, _DECIDE)
        if self.catalogue(viewer).entry(subject, name) is None and not self._is_proposed(viewer, subject, name):
            raise NotFound(
                f"There is no {subject.value} '{name}' here.",
                where="names",
                remedy="List what is known, or what is to be decided: throughline catalogue list",
            )

    def _is_proposed(self, viewer: Viewer, subject: Subject, name: str) -> bool:
        in_sight = (subject, name_key(name)) in self._repository.names.named(viewer)
        return (
            in_sight
            or self._mentioned(viewer, subject, name) is not None
            or (subject is Subject.SYSTEM and is_on_a_journey(self._repository, viewer, name))
        )

    def _mentioned(self, viewer: Viewer, subject: Subject, name: str) -> NameProposal | None:
        """Return the proposal of that name among those that texts only mention, or None."""
        found = self._found.proposals(viewer)
        return next((item for item in found if (item.subject, name_key(item.name)) == (subject, name_key(name))), None)

    def _aliases(self, viewer: Viewer, subject: Subject, name: str) -> tuple[str, ...]:
        """Return other ways in which texts write a name that no catalogue holds; none for one that is an entry."""
        if self.catalogue(viewer).entry(subject, name) is not None:
            return ()
        mentioned = self._mentioned(viewer, subject, name)
        return mentioned.aliases if mentioned else ()

    def _as_written(self, viewer: Viewer, subject: Subject, name: str) -> str:
        """Return a name as the text or the catalogue writes it, whatever its case here."""
        entry = self.catalogue(viewer).entry(subject, name)
        if entry is not None and name_key(entry.name) == name_key(name):
            return entry.name
        proposals = with_mentioned(self._repository.names.proposals(viewer), self._found.proposals(viewer))
        written = (item.name for item in proposals if item.subject is subject)
        return next((other for other in written if name_key(other) == name_key(name)), name)


def _check_names(known: Catalogue, entry: Entry) -> None:
    """Raise InvalidRequest when one of the names of an entry is another one's."""
    for name in (entry.name, *entry.aliases):
        other = known.entry(subject_of(entry), name)
        if other is not None and name_key(other.name) != name_key(entry.name):
            raise InvalidRequest(
                f"'{name}' is a name of another entry.", where=entry.name, remedy="Merge the two, or leave it out."
            )


def _entries_of(known: Catalogue, item: NameProposal) -> list[LookAlike]:
    """Return the entries that go by another way in which texts write a name: it is most likely one of them."""
    found = {entry.name: form for form in item.aliases if (entry := known.entry(item.subject, form)) is not None}
    return [LookAlike(name=name, why=f"texts write {form} for both") for name, form in found.items()]


def _provided(entries: Sequence[Entry], currents: dict[str, str]) -> dict[str, list[str]]:
    """Return the names of services or systems by the key of the organisation that has them today."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if not isinstance(entry, Organisation) and entry.organisation:
            key = name_key(entry.organisation)
            found[name_key(currents.get(key, entry.organisation))].append(entry.name)
    return found
