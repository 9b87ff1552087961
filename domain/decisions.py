"""What people decided on evidence. Decisions are added and never changed: one is taken back by a further one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a person said of an observation as evidence of a difficulty, or that they took it back."""

    EVIDENCE = "evidence"
    NOT_EVIDENCE = "not evidence"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedLink:
    """A person's word on whether an observation is evidence of a difficulty.

    ``subject`` is the identifier of a pattern or a theme. Links that were decided together, and what takes them back,
    bear one ``act``. ``nth`` orders them, from 1; ``decided_at`` is an ISO moment in UTC.
    """

    nth: int
    act: str
    observation_id: str
    subject: str
    verdict: Verdict
    decided_by: str
    decided_at: str

    def __post_init__(self) -> None:
        if self.nth < 1:
            raise ValueError(f"Decisions are counted from 1, not {self.nth}.")
        if not all((self.act, self.observation_id, self.subject, self.decided_by, self.decided_at)):
            raise ValueError("A decision needs an act, an observation, a subject, and who decided when.")


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceAct:
    """What a person did with one observation at once: of which subjects it is no evidence, and of which it is.

    ``taken_back_by`` and ``taken_back_at`` are empty while it stands.
    """

    act: str
    observation_id: str
    not_of: tuple[str, ...]
    of: tuple[str, ...]
    decided_by: str
    decided_at: str
    taken_back_by: str = ""
    taken_back_at: str = ""

    @property
    def stands(self) -> bool:
        """Tell whether nobody took it back."""
        return not self.taken_back_at


def standing_links(links: Iterable[DecidedLink]) -> list[DecidedLink]:
    """Return the word that stands on each observation and subject: the latest that was not taken back, by ``nth``."""
    ordered = sorted(links, key=lambda link: link.nth)
    taken_back = {(link.act, link.observation_id) for link in ordered if link.verdict is Verdict.TAKEN_BACK}
    latest = {
        (link.observation_id, link.subject): link
        for link in ordered
        if link.verdict is not Verdict.TAKEN_BACK and (link.act, link.observation_id) not in taken_back
    }
    return sorted(latest.values(), key=lambda link: link.nth)


def evidence_acts(links: Iterable[DecidedLink]) -> list[EvidenceAct]:
    """Return what was done with each observation, whether or not it was taken back, the latest first."""
    groups: dict[tuple[str, str], list[DecidedLink]] = {}
    for link in sorted(links, key=lambda link: link.nth):
        groups.setdefault((link.act, link.observation_id), []).append(link)
    found = [_act(group) for group in groups.values() if group[0].verdict is not Verdict.TAKEN_BACK]
    return found[::-1]


def _act(group: Sequence[DecidedLink]) -> EvidenceAct:
    first = group[0]
    back = next((link for link in group if link.verdict is Verdict.TAKEN_BACK), None)
    return EvidenceAct(
        act=first.act,
        observation_id=first.observation_id,
        not_of=tuple(link.subject for link in group if link.verdict is Verdict.NOT_EVIDENCE),
        of=tuple(link.subject for link in group if link.verdict is Verdict.EVIDENCE),
        decided_by=first.decided_by,
        decided_at=first.decided_at,
        taken_back_by=back.decided_by if back else "",
        taken_back_at=back.decided_at if back else "",
    )
