"""Learning of kinds and severities that people said, as people see and decide it."""

from dataclasses import dataclass

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.evidence import Evidence
from domain.jobs import JobKind
from domain.learned import LearningState, LearningVerdict
from domain.said_lessons import LearningAbout, SaidLearning, SaidTeaching
from use_cases.auditing import audited
from use_cases.findings.learnings import check_basis
from use_cases.findings.said_learning import said_by_people
from use_cases.repository import Repository
from use_cases.running.jobs import Jobs


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownSaidChange:
    """A sentence that would be called ``after`` where it is called ``before``: values of kinds, or of severities."""

    evidence: Evidence
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidLearningView:
    """Where learning of kinds, or of severities, stands; see :class:`use_cases.findings.learnings.LearningView`."""

    about: LearningAbout
    teaching: SaidTeaching
    proposed: SaidLearning | None = None
    in_force: SaidLearning | None = None
    rests: bool = False
    learned_from: int = 0
    history: tuple[SaidLearning, ...] = ()


class SaidLearnings:
    """What the coder learns of kinds and severities. Everyone reads how it stands; curators decide."""

    def __init__(self, repository: Repository, jobs: Jobs) -> None:
        self._repository = repository
        self._jobs = jobs

    def view(self, about: LearningAbout) -> SaidLearningView:
        """Return where learning stands. Its numbers are totals over all published studies."""
        from insights.coding.said_learning import teaching_of_said

        every = self._repository.said_learnings.learnings(about)
        held = next((each for each in every if each.state is LearningState.IN_FORCE), None)
        lessons = self._repository.lessons
        return SaidLearningView(
            about=about,
            teaching=teaching_of_said(said_by_people(self._repository, about)),
            proposed=every[0] if every and every[0].state is LearningState.OPEN else None,
            in_force=held,
            rests=held is not None and held.basis != self._repository.coder_basis,
            learned_from=len(lessons.kinds if about is LearningAbout.KINDS else lessons.severities),
            history=tuple(every),
        )

    def changes(self, viewer: Viewer, learning: SaidLearning) -> list[ShownSaidChange]:
        """Return a few sentences that this viewer may see and a learning would call otherwise.

        One that somebody coded by hand meanwhile is none of them: that holds, whatever the coder says.
        """
        named = [change.observation for change in learning.changes]
        seen = {item.id: item for item in self._repository.evidence.evidence(viewer, named)} if named else {}
        return [
            ShownSaidChange(evidence=seen[change.observation], before=change.before, after=change.after)
            for change in learning.changes
            if change.observation in seen and not seen[change.observation].said_kind
        ]

    def adopt(self, viewer: Viewer, about: LearningAbout, learning: str) -> str:
        """Let what was learned hold from now on; return the job that codes the evidence anew.

        Raises NotAllowed, NotFound, and InvalidRequest for what holds already or was learned over other judges.
        """
        check_basis(self._repository.said_learnings.learnings(about), learning, self._repository.coder_basis)
        self._decide(viewer, about, learning, LearningVerdict.ADOPTED)
        return self._jobs.queue(viewer, JobKind.CODE, "what was learned was adopted", {})

    def leave(self, viewer: Viewer, about: LearningAbout, learning: str) -> None:
        """Leave a proposal alone. Raises NotAllowed, NotFound, InvalidRequest for one that was decided on."""
        self._decide(viewer, about, learning, LearningVerdict.LEFT)

    def withdraw(self, viewer: Viewer, about: LearningAbout, learning: str) -> str:
        """Go back to the coder as shipped; return the job that codes the evidence anew.

        Raises NotAllowed, NotFound, InvalidRequest for what does not hold.
        """
        self._decide(viewer, about, learning, LearningVerdict.WITHDRAWN)
        return self._jobs.queue(viewer, JobKind.CODE, "what was learned was withdrawn", {})

    @audited(Deed.DECIDED, of="learning", told=("about", "verdict"))
    def _decide(self, viewer: Viewer, about: LearningAbout, learning: str, verdict: LearningVerdict) -> None:
        viewer.need(Role.CURATOR, "decide on what the coder learns")
        self._repository.said_learnings.decide(viewer, about, learning, verdict)
