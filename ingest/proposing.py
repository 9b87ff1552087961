"""Filling in what nobody said of a file: proposals from its own words, marked as such, for a person to check."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.access import Marking, Visibility, full_team_name
from domain.asking import Ask, AskKind
from domain.catalogue import UNRECORDED, Catalogue
from domain.consent import NOTHING_RECORDED, WRITTEN, Consent, consent_written
from domain.errors import UnreadableSource
from domain.evidence import About, Basis, SourceFile, Standing, Study, Subject
from domain.identity import study_id
from domain.proposals import UNSAID, FileDescription
from ingest.glimpse import Glimpse, glimpse_of_name
from ingest.odd_dates import date_of
from ingest.opening import open_file
from ingest.service_names import folder_of, is_generic
from language.catalogue_names import names_of
from language.dictionary import reads_as_english

_FEWEST_MENTIONS = 3
_OPENING_CHARACTERS = 600

UNSAID_ORGANISATION = UNRECORDED
"""Stands where nobody has said who did the research and nothing in the file says it."""
ANOTHER_LANGUAGE = (
    "It reads as another language than English: it is kept as it is, but no difficulty in it is recognised, masking "
    "overlooks more of it, and a question in English hardly finds it. Add a translation of it as well, if there is one."
)
_UNREAD_CONSENT = "What the file says of lawful basis or days of deletion cannot be read, and was left open."


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A file as it would be saved: its study, what it is about, and what a person should check.

    ``description`` is what was said, completed by what the file suggests; ``organisation_basis`` tells which.
    ``folder`` is the one it stood in that may name a service. ``asks`` are what a person has to decide.
    """

    study: Study
    about: tuple[About, ...]
    description: FileDescription
    organisation_basis: Basis
    warnings: tuple[str, ...] = ()
    folder: str = ""
    asks: tuple[Ask, ...] = ()


def propose(file: SourceFile, said: FileDescription, known: Catalogue, *, seen: Glimpse | None = None) -> Described:
    """Return a description of a file: what was said, else what its front matter, headings, name and words suggest.

    A date that is none ("2025-16-10") is never mended by guess: it stays open, with a warning. Raises nothing for a
    file that cannot be read: only its name is used then. ``seen`` is a first look at it; without it the file is
    opened in this process.
    """
    seen = seen or _look(file)
    organisation, basis = _organisation(said, seen, known)
    date, warnings, asks = date_of(said, seen)
    stated = said.study or seen.fact("study")
    title = stated or seen.title
    service = said.service or _service(seen, known)
    consent, unread = _consent(said, seen)
    warnings = (*warnings, *unread)
    folder = folder_of(f"{said.folder or ''}/{file.name}")
    if asked := _service_ask(service, folder, known):
        warnings, asks = (*warnings, asked.told), (*asks, asked)
    if basis is Basis.ASSUMED:
        warnings = (*warnings, UNSAID["organisation"])
    warnings = (*warnings, *_not_understood(said, seen))
    if not reads_as_english(seen.text):
        warnings = (*warnings, ANOTHER_LANGUAGE)
    if not stated:
        warnings = (*warnings, UNSAID["study"])
    full = replace(
        said,
        organisation=organisation,
        study=title,
        date=date,
        service=service,
        method=said.method or seen.fact("method"),
        sample_size=_count(seen.fact("sample_size")) if said.sample_size is None else said.sample_size,
        standing=said.standing or _standing(seen.fact("standing")),
        marking=said.marking or _marking(seen.fact("marking")),
        consent=consent,
    )
    return Described(
        study=_study(full, basis),
        about=_about(said.about, known),
        description=full,
        organisation_basis=basis,
        warnings=warnings,
        folder=folder,
        asks=asks,
    )


def _not_understood(said: FileDescription, seen: Glimpse) -> Iterator[str]:
    """Yield what to ask of facts that the file states and nobody can use: they stay open, and are not guessed."""
    taking_part, standing = seen.fact("sample_size"), seen.fact("standing")
    if said.sample_size is None and taking_part and _count(taking_part) is None:
        yield "How many people took part is not stated as a whole number: it stays open."
    if said.standing is None and standing and _standing(standing) is None:
        yield f"Whether the findings still hold is stated in other words than {', '.join(Standing)}: it stays open."
    marking = seen.fact("marking")
    if said.marking is None and marking and _marking(marking) is None:
        yield f"Its marking is stated in other words than {', '.join(Marking)}: it stays open. Choose the nearest."


def _consent(said: FileDescription, seen: Glimpse) -> tuple[Consent | None, tuple[str, ...]]:
    """Return what was said of participants' data, else what the file says; what is no basis or day stays open."""
    if said.consent:
        return said.consent, ()
    try:
        return consent_written({name: seen.fact(name) for name in WRITTEN}), ()
    except ValueError:
        return None, (_UNREAD_CONSENT,)


def _count(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() else None


def _standing(written: str | None) -> Standing | None:
    return Standing(written) if written in set(Standing) else None


def _marking(written: str | None) -> Marking | None:
    named = "-".join((written or "").upper().replace("-", " ").split())
    return Marking(named) if named in set(Marking) else None


def _look(file: SourceFile) -> Glimpse:
    try:
        return open_file(file).glimpse
    except UnreadableSource:
        return glimpse_of_name(file.name)


def _study(description: FileDescription, basis: Basis) -> Study:
    organisation, title = description.organisation or UNSAID_ORGANISATION, description.study or "Untitled"
    team = full_team_name(organisation, description.team) if description.team else None
    return Study(
        id=study_id(organisation, title, team),
        title=title,
        organisation=organisation,
        organisation_basis=basis,
        service=description.service,
        date=description.date,
        method=description.method,
        sample_size=description.sample_size,
        standing=description.standing or Standing.UNKNOWN,
        retells=description.retells,
        mission=description.mission,
        team=team,
        contact=description.contact,
        marking=description.marking,
        visibility=description.visibility or Visibility.TEAM,
        draft=description.draft,
        embargo=description.embargo,
        consent=description.consent or NOTHING_RECORDED,
        metadata=description.metadata,
    )


def _organisation(said: FileDescription, seen: Glimpse, known: Catalogue) -> tuple[str, Basis]:
    if said.organisation:
        return said.organisation, Basis.STATED
    written = seen.fact("organisation", "organization", "department", "agency")
    if written and not known.is_rejected(Subject.ORGANISATION, written):
        return written, Basis.PROPOSED
    names = names_of(known)
    if named := [about.name for about in names.within(seen.title) if about.subject is Subject.ORGANISATION]:
        return named[0], Basis.PROPOSED
    counted = Counter(about.name for about in names.within(seen.text) if about.subject is Subject.ORGANISATION)
    (first, times), (_, next_times) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    opening = {about.name for about in names.within(seen.text[:_OPENING_CHARACTERS])}
    if first in opening and times >= _FEWEST_MENTIONS and times >= 2 * next_times:
        return first, Basis.PROPOSED
    return UNSAID_ORGANISATION, Basis.ASSUMED


def _service(seen: Glimpse, known: Catalogue) -> str | None:
    written = seen.fact("service")
    if written and not known.is_rejected(Subject.SERVICE, written):
        return written
    named: Iterable[About] = names_of(known).within(seen.title)
    return next((about.name for about in named if about.subject is Subject.SERVICE), None)


def _service_ask(service: str | None, folder: str, known: Catalogue) -> Ask | None:
    """Return the question whether a folder names the service, or whether what was said names one at all."""
    if service:
        told = f"“{service}” looks like a folder or a round of research, not like a service."
        return Ask(kind=AskKind.SERVICE, told=told) if is_generic(service) else None
    if not folder or known.is_rejected(Subject.SERVICE, folder):
        return None
    match = names_of(known).exactly(folder)
    if match and match.subject is not Subject.SERVICE:
        return None
    name = match.name if match else folder
    told = f"The folder “{folder}” may name the service. Nothing in the file says so."
    return Ask(kind=AskKind.SERVICE, told=told, options=(name,))


def _about(names: Sequence[str], known: Catalogue) -> tuple[About, ...]:
    """Return what was stated, under the catalogue's own names; a name that is not in it is an organisation's."""
    found: dict[About, None] = {}
    for name in names:
        match = names_of(known).exactly(name) or About(name=name)
        found.setdefault(About(name=match.name, subject=match.subject, basis=Basis.STATED))
    return tuple(found)
