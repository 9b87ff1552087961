"""A study's own codes beside the codebook: how much each is on, and which pattern of ours it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.coded import KeptText
from domain.codes import Code
from domain.decisions import Verdict, standing_links
from domain.errors import InvalidRequest, NotFound
from use_cases.auditing import audited
from use_cases.evidence.publishing import Publishing
from use_cases.repository import Repository


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyCode:
    """A code of a study and the ``observations`` that it is on, in reading order.

    ``patterns`` are those of which people said that some of these are evidence, with how many, the most first.
    """

    code: Code
    observations: tuple[str, ...] = ()
    patterns: tuple[tuple[str, int], ...] = ()


class StudyCodes:
    """The codes that people put on a study's texts in another tool. Saying what they are decides on their evidence."""

    def __init__(self, repository: Repository, publishing: Publishing) -> None:
        self._repository = repository
        self._publishing = publishing

    def rows(self, viewer: Viewer, study_id: str) -> list[StudyCode]:
        """Return a study's own codes in their order. Raises NotFound when this viewer may not see the study."""
        self._publishing.study(viewer, study_id)
        coded = _coded(self._repository.codes.texts(viewer, study_id))
        said: dict[str, list[str]] = {}
        for link in standing_links(self._repository.decisions.links(viewer)):
            if link.verdict is Verdict.EVIDENCE:
                said.setdefault(link.observation_id, []).append(link.subject)
        known = {pattern.id for pattern in self._repository.codebook.patterns}
        rows = []
        for code in self._repository.codes.codes(viewer, study_id):
            held = tuple(coded.get(code.id, ()))
            counts = Counter(subject for each in held for subject in said.get(each, ()) if subject in known)
            rows.append(StudyCode(code=code, observations=held, patterns=tuple(counts.most_common())))
        return rows

    @audited(Deed.DECIDED, of="study_id", told=("code", "pattern"))
    def is_pattern(self, viewer: Viewer, study_id: str, code: str, pattern: str) -> None:
        """Decide that the observations with a code are evidence of a pattern.

        What a person said before of one of them and this pattern is left as they said it. Each is a decision of its
        own, to be taken back by itself. Raises NotAllowed, NotFound, InvalidRequest where nothing is new.
        """
        viewer.need(Role.RESEARCHER, "say what is evidence")
        row = self._row(viewer, study_id, code)
        if self._repository.codebook.pattern(pattern) is None:
            raise NotFound("There is no such pattern in the codebook.", where=pattern, remedy="Choose one from it.")
        links = standing_links(self._repository.decisions.links(viewer))
        decided = {link.observation_id for link in links if link.subject == pattern}
        new = [each for each in row.observations if each not in decided]
        if not new:
            raise InvalidRequest(
                "This code is on no observation that nobody has decided on yet.",
                where="the code",
                remedy="Choose another code or another pattern.",
            )
        self._repository.decisions.decide_all(viewer, new, of=pattern)

    @audited(Deed.DECIDED, of="study_id", told=("code", "pattern"))
    def is_not_pattern(self, viewer: Viewer, study_id: str, code: str, pattern: str) -> None:
        """Take back that the observations with a code are evidence of a pattern, whoever said so.

        A decision that moved one of them there from another pain point says more, and stands.
        Raises NotAllowed, NotFound, InvalidRequest where nobody said so.
        """
        viewer.need(Role.RESEARCHER, "take a decision back")
        row = self._row(viewer, study_id, code)
        links = standing_links(self._repository.decisions.links(viewer))
        moved = {link.act for link in links if link.verdict is Verdict.NOT_EVIDENCE}
        said = [link for link in links if link.subject == pattern and link.verdict is Verdict.EVIDENCE]
        acts = {link.act for link in said if link.observation_id in row.observations} - moved
        if not acts:
            raise InvalidRequest(
                "Nobody said so.", where="the code", remedy="Choose one of the patterns it is said to be."
            )
        for act in sorted(acts):
            self._repository.decisions.take_back(viewer, act)

    def _row(self, viewer: Viewer, study_id: str, code: str) -> StudyCode:
        row = next((row for row in self.rows(viewer, study_id) if row.code.id == code), None)
        if row is None:
            raise NotFound("This study has no such code.", where=code, remedy="Choose one of its own codes.")
        return row


def _coded(texts: Sequence[KeptText]) -> dict[str, list[str]]:
    """Return by code the observations that a selection with it touches, in reading order."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for item in text.observations:
            touching = [
                each for each in text.selections if each.span.start < item.span.end and item.span.start < each.span.end
            ]
            for code in dict.fromkeys(name for each in touching for name in each.codes):
                found.setdefault(code, []).append(item.id)
    return found
