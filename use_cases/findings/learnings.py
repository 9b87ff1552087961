"""Learning from decisions, as people see and decide it: what is proposed, what holds, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.errors import InvalidRequest
from domain.evidence import Evidence
from domain.jobs import JobKind
from domain.learned import LearningState, LearningVerdict
from domain.lessons import Learning, Teaching
from domain.said_lessons import SaidLearning
from use_cases.auditing import audited
from use_cases.findings.learning import decided_on_patterns
from use_cases.repository import Repository
from use_cases.running.jobs import Jobs


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownChange:
    """A sentence that would be evidence no more, or newly, and the title of the pattern it is about."""

    evidence: Evidence
    title: str
    is_won: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LearningView:
    """Where learning stands: what there is to learn from, what is proposed, what holds, and what came before.

    ``rests`` says that what was adopted was learned over judges of another version and has no effect.
    """

    teaching: Teaching
    proposed: Learning | None = None
    in_force: Learning | None = None
    rests: bool = False
    learned_from: int = 0
    history: tuple[Learning, ...] = ()


class Learnings:
    """What the coder learns from decisions. Everyone reads how it stands; curators decide."""

    def __init__(self, repository: Repository, jobs: Jobs) -> None:
        self._repository = repository
        self._jobs = jobs

    def view(self) -> LearningView:
        """Return where learning stands. Its numbers are totals over all published studies."""
        from insights.coding.learning import teaching_of

        every = self._repository.learnings.learnings()
        held = next((each for each in every if each.state is LearningState.IN_FORCE), None)
        latest = every[0] if every and every[0].state is LearningState.OPEN else None
        return LearningView(
            teaching=teaching_of(decided_on_patterns(self._repository)),
            proposed=latest,
            in_force=held,
            rests=held is not None and held.basis != self._repository.coder_basis,
            learned_from=len(self._repository.lessons.lessons),
            history=tuple(every),
        )

    def changes(self, viewer: Viewer, learning: Learning) -> list[ShownChange]:
        """Return a few sentences that this viewer may see and a learning shows newly, or no more."""
        codebook = self._repository.codebook
        named = list({change.observation for change in learning.changes})
        seen = {item.id: item for item in self._repository.evidence.evidence(viewer, named)} if named else {}
        found = [
            (change, seen.get(change.observation), codebook.pattern(change.pattern)) for change in learning.changes
        ]
        return [
            ShownChange(evidence=item, title=pattern.title, is_won=change.is_won)
            for change, item, pattern in found
            if item is not None and pattern is not None
        ]

    def adopt(self, viewer: Viewer, learning: str) -> str:
        """Let what was learned hold from now on; return the job that codes the evidence anew.

        Raises NotAllowed, NotFound, and InvalidRequest for what holds already or was learned over other judges.
        """
        check_basis(self._repository.learnings.learnings(), learning, self._repository.coder_basis)
        self._decide(viewer, learning, LearningVerdict.ADOPTED)
        return self._coding(viewer, "what was learned was adopted")

    def leave(self, viewer: Viewer, learning: str) -> None:
        """Leave a proposal alone. Raises NotAllowed, NotFound, InvalidRequest for one that was decided on."""
        self._decide(viewer, learning, LearningVerdict.LEFT)

    def withdraw(self, viewer: Viewer, learning: str) -> str:
        """Go back to the coder as shipped; return the job that codes the evidence anew.

        Raises NotAllowed, NotFound, InvalidRequest for what does not hold.
        """
        self._decide(viewer, learning, LearningVerdict.WITHDRAWN)
        return self._coding(viewer, "what was learned was withdrawn")

    @audited(Deed.DECIDED, of="learning", told=("verdict",))
    def _decide(self, viewer: Viewer, learning: str, verdict: LearningVerdict) -> None:
        viewer.need(Role.CURATOR, "decide on what the coder learns")
        self._repository.learnings.decide(viewer, learning, verdict)

    def _coding(self, viewer: Viewer, why: str) -> str:
        return self._jobs.queue(viewer, JobKind.CODE, why, {})


def check_basis(learnings: Sequence[Learning | SaidLearning], identifier: str, basis: str) -> None:
    """Raise InvalidRequest where the learning of this name was made over other judges than ``basis`` names."""
    if any(each.id == identifier and each.basis != basis for each in learnings):
        raise InvalidRequest(
            "This was learned with judges of another version of the program.",
            where=identifier,
            remedy="Learn from the decisions anew: throughline codebook learn",
        )
