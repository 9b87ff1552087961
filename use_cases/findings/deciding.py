"""What people decide on evidence: this is not it, it belongs there; who decided is kept, and each can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.decisions import EvidenceAct, evidence_acts
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Evidence, Kind, Severity, Standing
from domain.insights import PainPoint, ThemeRow, ThemeStatus
from use_cases.auditing import audited
from use_cases.findings.theming import theme_acts, themes
from use_cases.repository import Repository

GONE = "a group that is not found any more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What evidence may be decided to belong to or not: a pattern of the codebook, or a theme or topic without one."""

    subject: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionRow:
    """A decision on evidence as it is listed: the act, the observation, and the titles of what it is on."""

    act: EvidenceAct
    evidence: Evidence
    not_of: tuple[str, ...]
    of: tuple[str, ...]


class Decisions:
    """Decisions on evidence: what it is, and of what. Nobody decides on what they do not see."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def on_evidence(self, viewer: Viewer) -> list[DecisionRow]:
        """Return what people decided on the evidence this viewer may see, the latest first, what was taken back too.

        What came with the splitting or merging of a theme is told with the theme.
        """
        by_theme = theme_acts(self._repository, viewer)
        decisions = self._repository.decisions
        every = evidence_acts(decisions.links(viewer), decisions.kinds(viewer), decisions.marks(viewer))
        acts = _each_once(every, but=by_theme)
        seen = {
            item.id: item
            for item in self._repository.evidence.evidence(viewer, list({act.observation_id for act in acts}))
        }
        titles = {each.subject: each.title for each in self._places(themes(self._repository, viewer))} if acts else {}
        return [
            DecisionRow(
                act=act,
                evidence=seen[act.observation_id],
                not_of=tuple(titles.get(subject, GONE) for subject in act.not_of),
                of=tuple(titles.get(subject, GONE) for subject in act.of),
            )
            for act in acts
            if act.observation_id in seen
        ]

    def places(self, viewer: Viewer) -> list[Place]:
        """Return where evidence may be said to belong, by title: every pattern, and the accepted themes without one."""
        accepted = [row for row in themes(self._repository, viewer) if row.status is ThemeStatus.ACCEPTED]
        return sorted(self._places(accepted), key=lambda place: (place.title.casefold(), place.subject))

    @audited(Deed.DECIDED, of="observation_id", told=("point",))
    def not_this(self, viewer: Viewer, point: PainPoint, observation_id: str) -> str:
        """Decide that an observation is no evidence of a pain point; return the act's identifier.

        Raises NotAllowed, and NotFound for an observation that is none of its evidence.
        """
        viewer.need(Role.RESEARCHER, "say what is evidence")
        _check_shown(point, observation_id)
        return self._repository.decisions.decide(viewer, observation_id, not_of=[point.subject])

    @audited(Deed.DECIDED, of="observation_id", told=("point",))
    def confirm(self, viewer: Viewer, point: PainPoint, observation_id: str) -> str:
        """Decide that an observation is evidence of the pain point it stands at; return the act's identifier.

        It stays evidence whatever a later run says of it. Raises NotAllowed, and NotFound for what is none of its
        evidence.
        """
        viewer.need(Role.RESEARCHER, "say what is evidence")
        _check_shown(point, observation_id)
        return self._repository.decisions.decide(viewer, observation_id, of=[point.subject])

    @audited(Deed.DECIDED, of="observation_id", told=("point", "subject"))
    def belongs_to(self, viewer: Viewer, point: PainPoint, observation_id: str, subject: str) -> str:
        """Decide that evidence of a pain point belongs to another pattern or theme; return the act's identifier.

        Raises NotAllowed, NotFound for what is not there, InvalidRequest for the place it is in already.
        """
        viewer.need(Role.RESEARCHER, "say what is evidence")
        _check_shown(point, observation_id)
        if subject == point.subject:
            raise InvalidRequest(
                "It is evidence of that already.", where=point.title, remedy="Choose another pain point."
            )
        self._check_place(viewer, subject)
        return self._repository.decisions.decide(viewer, observation_id, not_of=[point.subject], of=[subject])

    @audited(Deed.DECIDED, of="observation_id", told=("kind", "severity", "subject"))
    def code(
        self,
        viewer: Viewer,
        observation_id: str,
        kind: Kind,
        *,
        severity: Severity | None = None,
        subject: str | None = None,
    ) -> str:
        """Decide what an observation is, how grave, and of which pattern or theme it is evidence; return the act.

        It holds against any coder, and for the same words elsewhere. A severity that is left out stays as somebody said
        it. What is no pain point is no evidence of one any more; said to be one again, it is again evidence of what it
        was, and as grave. Raises NotAllowed, NotFound, and InvalidRequest where
        a severity or a pattern is said of what is no pain point.
        """
        viewer.need(Role.RESEARCHER, "say what an observation is")
        if kind is not Kind.PAIN_POINT and (severity or subject):
            raise InvalidRequest(
                "Only a pain point is grave, or evidence of a pattern.",
                where=kind.label,
                remedy="Say that it is a pain point, or leave severity and pattern out.",
            )
        if subject:
            self._check_place(viewer, subject)
        return self._repository.decisions.code(viewer, observation_id, kind, severity, of=[subject] if subject else ())

    @audited(Deed.DECIDED, of="observation_id", told=("standing",))
    def say_standing(self, viewer: Viewer, observation_id: str, standing: Standing) -> str:
        """Decide whether an observation is still true; return the act.

        It holds against its words and what is stated of its study, and for the same words elsewhere. Raises NotAllowed
        and NotFound.
        """
        viewer.need(Role.RESEARCHER, "say whether an observation is still true")
        return self._repository.decisions.mark(viewer, observation_id, standing)

    @audited(Deed.DECIDED, of="observation_id", told=("is_one",))
    def say_workaround(self, viewer: Viewer, observation_id: str, is_one: bool) -> str:
        """Decide whether an observation tells of a workaround; return the act.

        It holds against any coder, and for the same words elsewhere. Raises NotAllowed and NotFound.
        """
        viewer.need(Role.RESEARCHER, "say what is a workaround")
        return self._repository.decisions.mark(viewer, observation_id, is_one)

    def standing_marks(self, viewer: Viewer) -> dict[str, str]:
        """Return by observation the latest act on its standing or on a workaround that stands."""
        acts = evidence_acts((), (), self._repository.decisions.marks(viewer))
        return {act.observation_id: act.act for act in reversed(acts) if act.stands}

    def standing_codes(self, viewer: Viewer) -> dict[str, str]:
        """Return by observation the act whose word on what it is stands, of those that this viewer may see."""
        acts = evidence_acts((), self._repository.decisions.kinds(viewer))
        return {act.observation_id: act.act for act in reversed(acts) if act.stands}

    def places_of(self, viewer: Viewer, observation_id: str) -> list[str]:
        """Return of which patterns and themes people said that an observation is evidence, in order.

        They are identifiers alone, as ``places`` has the titles; one may be of a theme that is not among those.
        """
        return self._repository.decisions.places_of(viewer, observation_id)

    @audited(Deed.DECIDED, of="act")
    def take_back(self, viewer: Viewer, act: str) -> None:
        """Take a decision on evidence back. Raises NotAllowed, NotFound, InvalidRequest where that was done before."""
        viewer.need(Role.RESEARCHER, "take a decision back")
        if act in theme_acts(self._repository, viewer):
            raise NotFound("There is no such decision here.", where=act, remedy="Choose one from what people decided.")
        self._repository.decisions.take_back(viewer, act)

    def _check_place(self, viewer: Viewer, subject: str) -> None:
        """Raise NotFound where ``places`` would not have a pattern or theme. No title is made for it: no text read."""
        if self._repository.codebook.pattern(subject) is not None:
            return
        rows = self._repository.themes.themes(viewer)
        if all(row.id != subject or row.pattern or row.status is not ThemeStatus.ACCEPTED for row in rows):
            raise NotFound("There is no such pattern or theme here.", where=subject, remedy="Choose one from the list.")

    def _places(self, rows: Iterable[ThemeRow]) -> list[Place]:
        """Return every pattern, and those of the themes that follow none."""
        patterns = [Place(subject=pattern.id, title=pattern.title) for pattern in self._repository.codebook.patterns]
        return patterns + [Place(subject=row.id, title=row.title) for row in rows if row.pattern is None]


def _each_once(acts: Iterable[EvidenceAct], *, but: frozenset[str]) -> list[EvidenceAct]:
    """Return acts in order without those named; one that holds for the same words elsewhere is told once."""
    kept: dict[str, EvidenceAct] = {}
    for act in reversed(list(acts)):
        if act.act not in but:
            kept.setdefault(act.act, act)
    return list(kept.values())[::-1]


def _check_shown(point: PainPoint, observation_id: str) -> None:
    if all(fit.evidence.id != observation_id for fit in point.evidence):
        raise NotFound(
            "This observation is no evidence of the pain point.",
            where=point.title,
            remedy="Open the pain point anew: somebody else may have decided on it.",
        )
