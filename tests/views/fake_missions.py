"""What missions, ownership and news need of a repository, in memory: the use cases over it are the real ones."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import numpy as np
from fake_codebook import FakeCodebookEdits
from fake_evidence import A_PATTERN, AGENCY, ANOTHER_PATTERN, COUNCIL, REGISTRY, a_catalogue, a_study, some_evidence
from fake_insights import FakeInsights, FakeWatches
from fake_themes import FakeThemes

from domain.access import Role, Viewer
from domain.catalogue import Catalogue
from domain.codebook_edits import in_force
from domain.decisions import DecidedKind, DecidedLink, DecidedMark, Verdict, evidence_acts, standing_links
from domain.evidence import (
    Evidence,
    Kind,
    Observation,
    SaidKind,
    SaidStanding,
    SaidWorkaround,
    Severity,
    Standing,
    Study,
)
from domain.identity import mission_id
from domain.insights import Codebook
from domain.missions import Claim, Coverage, Measure, Mission, OwnerStatus, PainPointOwner
from domain.news import NewsItem
from domain.people import Team
from domain.publishing import Publication, StudyEdit, StudyRow
from domain.search import ObservationFilter
from ingest.opening import open_file

NOW = "2025-04-02T10:00:00+00:00"


def a_mission(name: str = "Telling government once", **fields: object) -> Mission:
    known = {
        "outcome": "A family tells government once that someone has died.",
        "organisations": (REGISTRY, AGENCY, "Brackenmere Health Trust"),
        "measures": (
            Measure(name="Families who tell it once", value="12%", target="80%", as_of="2025-03"),
            Measure(name="Days until the first payment"),
        ),
    } | fields
    return Mission(id=mission_id(name), name=name, **known)  # type: ignore[arg-type]


class FakeMissions:
    def __init__(self) -> None:
        self.kept: dict[str, Mission] = {}

    def missions(self, viewer: Viewer) -> list[Mission]:
        shown = viewer.may(Role.CURATOR)
        return [mission if shown else replace(mission, people=()) for mission in self.kept.values()]

    def save(self, mission: Mission, *, by: Viewer) -> bool:
        new = mission.id not in self.kept
        self.kept[mission.id] = mission
        return new


class FakeOwnership:
    def __init__(self) -> None:
        self.said: dict[tuple[str, str], Claim] = {}
        self.owned: dict[tuple[str, str], PainPointOwner] = {}

    def claims(self, pain_points: Sequence[str]) -> list[Claim]:
        return [claim for (point, _), claim in sorted(self.said.items()) if point in pain_points]

    def owners(self, pain_points: Sequence[str]) -> list[PainPointOwner]:
        return [owner for (point, _), owner in sorted(self.owned.items()) if point in pain_points]

    def claim(self, pain_point: str, organisation: str, *, by: Viewer, note: str = "") -> None:
        self.said[pain_point, organisation] = Claim(
            pain_point=pain_point, organisation=organisation, said_by=by.name, said_at=NOW, note=note
        )

    def withdraw_claim(self, pain_point: str, organisation: str) -> None:
        self.said.pop((pain_point, organisation), None)

    def set_owner(self, pain_point: str, organisation: str, status: OwnerStatus, *, by: Viewer) -> None:
        self.owned[pain_point, organisation] = PainPointOwner(
            pain_point=pain_point, organisation=organisation, status=status, said_by=by.name, said_at=NOW
        )

    def remove_owner(self, pain_point: str, organisation: str) -> None:
        self.owned.pop((pain_point, organisation), None)


class FakeStudies:
    """Studies for whoever looks, and their change: the parts of two ports that missions need."""

    def __init__(self, studies: Sequence[Study]) -> None:
        self.kept = {study.id: study for study in studies}
        self.held: dict[str, list[Study]] = {}

    def studies(self, viewer: Viewer) -> list[Study]:
        return list(self.kept.values())

    def rows(self, viewer: Viewer) -> list[StudyRow]:
        return [StudyRow(study=study, publication=Publication.PUBLISHED, mine=True) for study in self.kept.values()]

    def evidence(self, viewer: Viewer, ids: Sequence[str]) -> list[Evidence]:
        return [item for item in some_evidence() if item.id in ids]

    def visible_ids(
        self, viewer: Viewer, where: ObservationFilter, *, among: Sequence[str] | None = None
    ) -> frozenset[str]:
        return frozenset(item.id for item in some_evidence() if item.kind in where.kinds and item.id in (among or ()))

    def uncoded(self, version: str, *, limit: int | None = None) -> list[Observation]:
        return []

    def holding(self, viewer: Viewer, digests: Collection[str]) -> dict[str, list[Study]]:
        return {digest: found for digest, found in self.held.items() if digest in digests}

    def own_study(self, viewer: Viewer, study_id: str) -> Study:
        return self.kept[study_id]

    def edits(self, viewer: Viewer, study_id: str) -> list[StudyEdit]:
        return []

    def change(self, viewer: Viewer, study_id: str, decide: Callable[[Study], Study]) -> Study:
        self.kept[study_id] = decide(self.kept[study_id])
        return self.kept[study_id]


class FakeDecisions:
    """Decisions on evidence in memory, with what is added and never changed."""

    def __init__(self) -> None:
        self.kept: list[DecidedLink] = []

        self.said: list[DecidedKind] = []
        self.marked: list[DecidedMark] = []

    def links(self, viewer: Viewer) -> list[DecidedLink]:
        return list(self.kept)

    def kinds(self, viewer: Viewer) -> list[DecidedKind]:
        return list(self.said)

    def marks(self, viewer: Viewer) -> list[DecidedMark]:
        return list(self.marked)

    def mark(self, viewer: Viewer, observation: str, said: Standing | bool) -> str:
        act = f"dc_{self._next}"
        what = {"standing": said} if isinstance(said, Standing) else {"workaround": said}
        self._mark(viewer, act, observation, **what)
        return act

    def _mark(self, viewer: Viewer, act: str, observation: str, **what) -> None:
        self.marked.append(
            DecidedMark(
                nth=self._next, act=act, observation_id=observation, decided_by=viewer.name, decided_at=NOW, **what
            )
        )

    def marks_on(self, observation: str) -> dict[str, object]:
        acts = [act for act in evidence_acts((), (), self.marked) if act.observation_id == observation and act.stands]
        found: dict[str, object] = {}
        for act in reversed(acts):
            who = {"by": act.decided_by, "at": act.decided_at}
            if act.standing is not None:
                found |= {"said_standing": SaidStanding(standing=act.standing, **who), "standing": act.standing}
            if act.workaround is not None:
                found["said_workaround"] = SaidWorkaround(is_one=act.workaround, **who)
        return found

    def said_of(self, observation: str) -> SaidKind | None:
        acts = [act for act in evidence_acts((), self.said) if act.observation_id == observation and act.stands]
        if not acts or acts[0].kind is None:
            return None
        said = acts[0]
        return SaidKind(kind=said.kind, severity=said.severity, by=said.decided_by, at=said.decided_at)

    def places_of(self, viewer: Viewer, observation: str) -> list[str]:
        said = [link for link in standing_links(self.kept) if link.observation_id == observation]
        return [link.subject for link in said if link.verdict is Verdict.EVIDENCE]

    def code(
        self,
        viewer: Viewer,
        observation: str,
        kind: Kind,
        severity: Severity | None = None,
        *,
        of: Iterable[str] = (),
    ) -> str:
        act = f"dc_{self._next}"
        self._say(viewer, act, observation, kind, severity)
        if kind is not Kind.PAIN_POINT:
            places = [link.subject for link in standing_links(self.kept) if link.observation_id == observation]
            self._add(viewer, act, observation, places, Verdict.NOT_EVIDENCE)
        self._add(viewer, act, observation, of, Verdict.EVIDENCE)
        return act

    def decide(self, viewer: Viewer, observation: str, *, not_of: Iterable[str] = (), of: Iterable[str] = ()) -> str:
        act = f"dc_{self._next}"
        self._add(viewer, act, observation, not_of, Verdict.NOT_EVIDENCE)
        self._add(viewer, act, observation, of, Verdict.EVIDENCE)
        return act

    def take_back(self, viewer: Viewer, act: str) -> None:
        for link in [link for link in self.kept if link.act == act]:
            self._add(viewer, act, link.observation_id, [link.subject], Verdict.TAKEN_BACK)
        for said in [said for said in self.said if said.act == act]:
            self._say(viewer, act, said.observation_id, None, None)
        for mark in [mark for mark in self.marked if mark.act == act]:
            self._mark(viewer, act, mark.observation_id)

    @property
    def _next(self) -> int:
        return len(self.kept) + len(self.said) + len(self.marked) + 1

    def _say(self, viewer: Viewer, act: str, observation: str, kind: Kind | None, severity: Severity | None) -> None:
        self.said.append(
            DecidedKind(
                nth=self._next,
                act=act,
                observation_id=observation,
                kind=kind,
                severity=severity,
                decided_by=viewer.name,
                decided_at=NOW,
            )
        )

    def _add(self, viewer: Viewer, act: str, observation: str, subjects: Iterable[str], verdict: Verdict) -> None:
        for subject in subjects:
            self.kept.append(
                DecidedLink(
                    nth=self._next,
                    act=act,
                    observation_id=observation,
                    subject=subject,
                    verdict=verdict,
                    decided_by=viewer.name,
                    decided_at=NOW,
                )
            )


@dataclass
class FakeRepository:
    """What those use cases ask of a repository. ``happened`` is told as news; ``previous_visit`` ended then."""

    empty: bool = False
    missions: FakeMissions = field(default_factory=FakeMissions)
    ownership: FakeOwnership = field(default_factory=FakeOwnership)
    decisions: FakeDecisions = field(default_factory=FakeDecisions)
    happened: list[NewsItem] = field(default_factory=list)
    said: list[NewsItem] = field(default_factory=list)
    fresh: frozenset[str] = frozenset()
    previous_visit: str | None = "2025-03-30T09:00:00+00:00"
    noted_visits: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        found = [] if self.empty else [a_study(name) for name in (REGISTRY, AGENCY, COUNCIL)]
        self.evidence = self.publishing = FakeStudies(found)
        known = Catalogue() if self.empty else a_catalogue()
        team = Team(organisation=REGISTRY, name="Research", contact="research@registry.example")
        self.catalogue = SimpleNamespace(catalogue=lambda: known)
        self.people = SimpleNamespace(teams=lambda: [team])
        self.coverage = SimpleNamespace(coverage=self._coverage)
        self.coder = SimpleNamespace(version="coder-fictional")
        self.codebook_edits = FakeCodebookEdits()
        self.themes = FakeThemes()
        self.insights = FakeInsights()
        self.watches = FakeWatches()
        self.embedder = SimpleNamespace(name="fictional")
        self.masker_sparing = lambda known: SimpleNamespace(find=lambda text: [])
        self.vectors = SimpleNamespace(vectors=lambda name, ids: (list(ids), np.eye(len(ids), dtype=np.float32)))
        self.audit = SimpleNamespace(add=lambda *said: None, beside=lambda *said: nullcontext())
        self.readers = SimpleNamespace(open=open_file)
        self.visits = SimpleNamespace(record=self._noted, last=lambda person, now: self.previous_visit)
        self.news = SimpleNamespace(
            since=lambda viewer, moment, where=None: list(self.happened),
            said_since=lambda moment: list(self.said),
            new_observations=lambda viewer, moment, where=None: self.fresh,
        )

    def _noted(self, person: str, now: str) -> str | None:
        self.noted_visits.append(person)
        return self.previous_visit

    @property
    def codebook(self) -> Codebook:
        shipped = Codebook(version="fictional", patterns=(A_PATTERN, ANOTHER_PATTERN))
        return in_force(shipped, self.codebook_edits.edits(), {})

    def _coverage(self, viewer: Viewer, where: object = None) -> dict[str, Coverage]:
        names = [] if self.empty else [REGISTRY, AGENCY, COUNCIL]
        return {name.casefold(): Coverage(organisation=name, studies=2, observations=3) for name in names}
