"""Missions: made and kept by curators, seen by everyone, the first thing to narrow by."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.catalogue import name_key
from domain.dates import typed_date
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Study
from domain.identity import mission_id
from domain.insights import PainPoint
from domain.missions import MOST_MEASURES, Coverage, Measure, Mission, Opportunity, Weights
from domain.publishing import StudyChange
from domain.search import ObservationFilter
from domain.text import fold
from use_cases.auditing import audited
from use_cases.catalogue.said_of_points import claims_on, owners_of
from use_cases.evidence.publishing import Publishing
from use_cases.repository import Repository
from use_cases.typed_words import TypedWords

_KEEP = "make or change missions"
_LINK = re.compile(r"https?://\S+")
_FIELDS = {"target": "target", "as of": "as_of", "source": "source"}
_LIST_THEM = "List them: throughline missions list"


class Missions:
    """What people do with missions. A mission keeps its name: studies, journeys and links go by it."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def all(self, viewer: Viewer) -> list[Mission]:
        """Return every mission by name; its group only to those who may see it."""
        return self._repository.missions.missions(viewer)

    def find(self, viewer: Viewer, named: str) -> Mission:
        """Return the mission with that name or identifier. Raises NotFound that tells the nearest names."""
        known = self.all(viewer)
        for mission in known:
            if mission.id == named or name_key(mission.name) == name_key(named):
                return mission
        raise _unknown(named, [mission.name for mission in known])

    def name(self, viewer: Viewer, named: str) -> str:
        """Return the name to narrow by: of a mission on record, or one that studies in sight bear. Raises NotFound."""
        known = [mission.name for mission in self.all(viewer) if named in {mission.id, mission.name}]
        if known:
            return known[0]
        names = {name_key(mission.name): mission.name for mission in self.all(viewer)}
        for study in self._repository.evidence.studies(viewer):
            if study.mission:
                names.setdefault(name_key(study.mission), study.mission)
        if name_key(named) not in names:
            raise _unknown(named, list(names.values()))
        return names[name_key(named)]

    @audited(Deed.CHANGED_MISSION, of="mission", told=("mission",))
    def create(self, viewer: Viewer, mission: Mission) -> Mission:
        """Add a mission and return it as kept. Raises NotAllowed, and InvalidRequest when there is one of its name."""
        viewer.need(Role.CURATOR, _KEEP)
        if any(mission.id == other.id for other in self.all(viewer)):
            raise InvalidRequest(
                f"There is a mission '{mission.name}' already.", where="its name", remedy="Change that one instead."
            )
        return self._keep(viewer, mission)

    @audited(Deed.CHANGED_MISSION, of="mission", told=("mission",))
    def update(self, viewer: Viewer, mission: Mission) -> Mission:
        """Replace what is said of a mission but its name, its group included. Raises NotAllowed, NotFound."""
        viewer.need(Role.CURATOR, _KEEP)
        return self._keep(viewer, mission, self.find(viewer, mission.id))

    def _keep(self, viewer: Viewer, mission: Mission, before: Mission | None = None) -> Mission:
        """Keep a mission; what is typed anew may hold no personal data."""
        typed = TypedWords(self._repository)
        if before is None:
            typed.check("its name", mission.name)
        if before is None or mission.outcome != before.outcome:
            typed.check("its outcome", mission.outcome)
        for measure in mission.measures:
            if before is None or measure not in before.measures:
                source = "" if _LINK.fullmatch(measure.source) else measure.source
                said = (measure.name, measure.value, measure.target, source)
                typed.check(f"the measure '{measure.name}'", ". ".join(filter(None, said)))
        known = self._repository.catalogue.catalogue()
        bodies = dict.fromkeys(known.current(name) for name in mission.organisations)
        kept = replace(mission, organisations=tuple(bodies))
        self._repository.missions.save(kept, by=viewer)
        return kept

    # what belongs to it

    def studies(self, viewer: Viewer, mission: Mission) -> list[Study]:
        """Return the studies of a mission that this viewer may see, newest first."""
        return [
            study
            for study in self._repository.evidence.studies(viewer)
            if study.mission and name_key(study.mission) == name_key(mission.name)
        ]

    @audited(Deed.CHANGED_MISSION, of="mission")
    def add_study(self, viewer: Viewer, mission: Mission, named: str) -> Study:
        """Make a study, by identifier or title, part of a mission and return it as kept.

        The researchers of its own team may, and nobody else: a study that is open to a mission's group would come into
        the sight of other people. Raises NotFound, NotAllowed.
        """
        study = self._study(viewer, named)
        return Publishing(self._repository).change(viewer, study.id, StudyChange(mission=mission.name))

    def _study(self, viewer: Viewer, named: str) -> Study:
        seen = self._repository.evidence.studies(viewer)
        found = [study for study in seen if study.id == named] or [
            study for study in seen if name_key(study.title) == name_key(named)
        ]
        if not found:
            raise NotFound(f"There is no study '{named}' here.", where="STUDY", remedy="Name one by its title.")
        if len(found) > 1:
            ids = ", ".join(f"{study.id} ({study.organisation})" for study in found)
            raise InvalidRequest(
                f"{len(found)} studies are called '{named}'.", where="STUDY", remedy=f"Use an identifier: {ids}."
            )
        return found[0]

    def coverage(self, viewer: Viewer, mission: Mission | None = None) -> list[Coverage]:
        """Return how much research concerns each organisation, those of the mission first and blank ones too.

        Within both, the most researched first. Without a mission, every organisation that research concerns.
        """
        where = ObservationFilter(missions=frozenset({mission.name})) if mission else None
        counts = self._repository.coverage.coverage(viewer, where)
        known = self._repository.catalogue.catalogue()
        names = {
            name_key(study.organisation): study.organisation for study in self._repository.evidence.studies(viewer)
        }
        names |= {name_key(entry.name): entry.name for entry in known.organisations}
        bodies = [known.current(name) for name in mission.organisations] if mission else []
        expected = {name_key(name): name for name in bodies}
        blank = {key: Coverage(organisation=name, studies=0, observations=0) for key, name in expected.items()}
        found = [
            replace(each, organisation=expected.get(key, names.get(key, key)), expected=key in expected)
            for key, each in (blank | counts).items()
        ]
        return sorted(found, key=lambda row: (not row.expected, -row.studies, row.organisation.casefold()))

    def next(
        self, points: Sequence[PainPoint], weights: Weights | None = None, *, limit: int | None = None
    ) -> list[Opportunity]:
        """Return the pain points given as opportunities, the one to take up first at the top."""
        from insights.sharing.priorities import priorities

        owners, claims = owners_of(self._repository, points), claims_on(self._repository, points)
        return priorities(points, weights or Weights(), owners=owners, claims=claims)[:limit]


def mission_from(
    *,
    name: str,
    outcome: str = "",
    organisations: Sequence[str] = (),
    measures: Sequence[Measure] = (),
    people: Sequence[str] = (),
    weights: Weights | None = None,
) -> Mission:
    """Return a mission of what a person said, blanks taken out. Raises InvalidRequest for what cannot be."""
    said = fold(name)
    if not said:
        raise InvalidRequest("A mission needs a name.", where="its name", remedy="Name it in a few words.")
    if len(measures) > MOST_MEASURES:
        raise InvalidRequest(
            f"A mission has at most {MOST_MEASURES} measures, not {len(measures)}.",
            where="its measures",
            remedy="Keep those by which you would know that it has succeeded.",
        )
    return Mission(
        id=mission_id(said),
        name=said,
        outcome=outcome.strip(),
        organisations=tuple(dict.fromkeys(filter(None, map(fold, organisations)))),
        measures=tuple(measures),
        people=tuple(dict.fromkeys(filter(None, map(fold, people)))),
        weights=weights or Weights(),
    )


def read_measure(text: str) -> Measure:
    """Return the measure that was written as "name=value; target=...; as of=...; source=...".

    All but the name may be left out. Raises InvalidRequest.
    """
    first, *rest = (part.strip() for part in text.split(";"))
    name, _, value = (part.strip() for part in first.partition("="))
    said: dict[str, str] = {}
    for part in filter(None, rest):
        key, _, words = (piece.strip() for piece in part.partition("="))
        if key.casefold() not in _FIELDS:
            raise InvalidRequest(
                f"'{key}' is nothing a measure has.",
                where=f"--measure {name}",
                remedy=f"Use {', '.join(_FIELDS)}, each with = and its value.",
            )
        said[_FIELDS[key.casefold()]] = words
    return measure_from(name=name, value=value, **said)


def measure_from(*, name: str, value: str = "", target: str = "", as_of: str = "", source: str = "") -> Measure:
    """Return a measure of what a person said. Raises InvalidRequest without a name or with a date that is none."""
    try:
        return Measure(
            name=fold(name), value=value.strip(), target=target.strip(), source=source.strip(),
            as_of=typed_date(as_of, f"the measure '{fold(name)}'"),
        )  # fmt: skip
    except ValueError as error:
        raise InvalidRequest(str(error), where=f"the measure '{fold(name)}'", remedy="Give it a name.") from None


def _unknown(named: str, known: Sequence[str]) -> NotFound:
    near = get_close_matches(name_key(named), [name_key(name) for name in known], n=3, cutoff=0.5)
    words = set(re.findall(r"\w{4,}", name_key(named)))
    meant = [name for name in known if name_key(name) in near or words & set(re.findall(r"\w{4,}", name_key(name)))][:3]
    did = f"Did you mean {' or '.join(repr(name) for name in meant)}? " if meant else ""
    return NotFound(f"There is no mission '{named}'.", where="missions", remedy=did + _LIST_THEM)
