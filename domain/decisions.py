"""What people decided on evidence and themes. Decisions are added, never changed: a further one takes one back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from domain.evidence import Kind, Severity, Standing
from domain.insights import ThemeStatus


class Verdict(StrEnum):
    """What a person said of an observation as evidence of a difficulty, or that they took it back."""

    EVIDENCE = "evidence"
    NOT_EVIDENCE = "not evidence"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedLink:
    """A person's word on whether an observation is evidence of a difficulty.

    ``subject`` is the identifier of a pattern or a theme. Links that were decided together, and what takes them back,
    bear one ``act``. ``nth`` orders them, from 1; ``decided_at`` is an ISO moment in UTC. ``by_merging`` says that it
    came with the merging of a theme, so that nobody judged the observation alone.
    """

    nth: int
    act: str
    observation_id: str
    subject: str
    verdict: Verdict
    decided_by: str
    decided_at: str
    by_merging: bool = False

    def __post_init__(self) -> None:
        if self.nth < 1:
            raise ValueError(f"Decisions are counted from 1, not {self.nth}.")
        if not all((self.act, self.observation_id, self.subject, self.decided_by, self.decided_at)):
            raise ValueError("A decision needs an act, an observation, a subject, and who decided when.")


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedKind:
    """A person's word on what an observation is; a row without a ``kind`` takes back what its act said.

    ``severity`` is of pain points alone. ``act``, ``nth`` and ``decided_at`` are as in :class:`DecidedLink`, and
    ``nth`` orders both.
    """

    nth: int
    act: str
    observation_id: str
    kind: Kind | None
    decided_by: str
    decided_at: str
    severity: Severity | None = None

    def __post_init__(self) -> None:
        if not all((self.act, self.observation_id, self.decided_by, self.decided_at)):
            raise ValueError("A decision needs an act, an observation, and who decided when.")
        if self.severity is not None and self.kind is not Kind.PAIN_POINT:
            raise ValueError("Only a pain point has a severity.")

    @property
    def verdict(self) -> Verdict:
        """Return whether it says something or takes something back."""
        return Verdict.TAKEN_BACK if self.kind is None else Verdict.EVIDENCE


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedMark:
    """A person's word on an observation's standing, or on whether it tells of a workaround: one of the two a row.

    A row with neither takes back what its act said. ``act``, ``nth`` and ``decided_at`` are as in :class:`DecidedLink`.
    """

    nth: int
    act: str
    observation_id: str
    decided_by: str
    decided_at: str
    standing: Standing | None = None
    workaround: bool | None = None

    def __post_init__(self) -> None:
        if not all((self.act, self.observation_id, self.decided_by, self.decided_at)):
            raise ValueError("A decision needs an act, an observation, and who decided when.")
        if self.standing is not None and self.workaround is not None:
            raise ValueError("A mark is of the standing or of a workaround, not of both.")

    @property
    def verdict(self) -> Verdict:
        """Return whether it says something or takes something back."""
        nothing = self.standing is None and self.workaround is None
        return Verdict.TAKEN_BACK if nothing else Verdict.EVIDENCE


Said: TypeAlias = DecidedLink | DecidedKind | DecidedMark
"""A person's word on an observation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceAct:
    """What a person did with one observation at once: of which subjects it is no evidence, of which it is, what it is.

    ``kind``, ``standing`` and ``workaround`` are None where they said nothing of it. ``taken_back_by`` and
    ``taken_back_at`` are empty while it stands.
    """

    act: str
    observation_id: str
    not_of: tuple[str, ...]
    of: tuple[str, ...]
    decided_by: str
    decided_at: str
    taken_back_by: str = ""
    taken_back_at: str = ""
    kind: Kind | None = None
    severity: Severity | None = None
    standing: Standing | None = None
    workaround: bool | None = None

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


def evidence_acts(
    links: Iterable[DecidedLink], kinds: Iterable[DecidedKind] = (), marks: Iterable[DecidedMark] = ()
) -> list[EvidenceAct]:
    """Return what was done with each observation, whether or not it was taken back, the latest first."""
    every: list[Said] = [*links, *kinds, *marks]
    groups: dict[tuple[str, str], list[Said]] = {}
    for said in sorted(every, key=lambda said: said.nth):
        groups.setdefault((said.act, said.observation_id), []).append(said)
    found = [_act(group) for group in groups.values() if group[0].verdict is not Verdict.TAKEN_BACK]
    return found[::-1]


def _act(group: Sequence[Said]) -> EvidenceAct:
    first = group[0]
    back = next((said for said in group if said.verdict is Verdict.TAKEN_BACK), None)
    links = [said for said in group if isinstance(said, DecidedLink)]
    kind = next((said for said in group if isinstance(said, DecidedKind) and said.kind), None)
    marks = [said for said in group if isinstance(said, DecidedMark)]
    return EvidenceAct(
        act=first.act,
        observation_id=first.observation_id,
        not_of=tuple(link.subject for link in links if link.verdict is Verdict.NOT_EVIDENCE),
        of=tuple(link.subject for link in links if link.verdict is Verdict.EVIDENCE),
        decided_by=first.decided_by,
        decided_at=first.decided_at,
        taken_back_by=back.decided_by if back else "",
        taken_back_at=back.decided_at if back else "",
        kind=kind.kind if kind else None,
        severity=kind.severity if kind else None,
        standing=next((mark.standing for mark in marks if mark.standing is not None), None),
        workaround=next((mark.workaround for mark in marks if mark.workaround is not None), None),
    )


class ThemeVerdict(StrEnum):
    """What a person made of a theme.

    ``PROPOSED`` puts it back. ``KEPT`` says that something in it was decided, so that it is to be known again.
    """

    ACCEPTED = "accepted"
    RENAMED = "renamed"
    REJECTED = "rejected"
    MERGED = "merged"
    SPLIT = "split off"
    PROPOSED = "proposed"
    KEPT = "kept"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedTheme:
    """A person's word on a theme. ``title`` is what they named it, ``description`` what they wrote to it.

    A description of None says nothing of it, an empty one takes it off.

    ``into`` is the theme it was merged into or split from.

    ``act``, ``nth`` and ``decided_at`` are as in :class:`DecidedLink`.
    """

    nth: int
    act: str
    theme: str
    verdict: ThemeVerdict
    decided_by: str
    decided_at: str
    title: str = ""
    into: str | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        if not all((self.act, self.theme, self.decided_by, self.decided_at)):
            raise ValueError("A decision needs an act, a theme, and who decided when.")
        if self.verdict is ThemeVerdict.RENAMED and not self.title.strip():
            raise ValueError("A renamed theme needs a title.")
        if self.verdict is ThemeVerdict.MERGED and self.into in {None, self.theme}:
            raise ValueError("A theme is merged into another one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeState:
    """What stands of the decisions on one theme. ``title`` is empty, ``description`` None where nobody wrote one.

    The description is empty where a person took it off.

    Without ``decided_at`` nothing stands: it is the model's proposal and no more.
    """

    status: ThemeStatus = ThemeStatus.PROPOSED
    title: str = ""
    into: str | None = None
    decided_by: str = ""
    decided_at: str = ""
    description: str | None = None


def taken_back(decisions: Iterable[DecidedTheme]) -> dict[str, DecidedTheme]:
    """Return by act what took it back."""
    return {said.act: said for said in decisions if said.verdict is ThemeVerdict.TAKEN_BACK}


def state_of(decisions: Sequence[DecidedTheme]) -> ThemeState:
    """Return what stands of the decisions on one theme, each of which changes only what it is about."""
    gone = taken_back(decisions)
    status, title, into, last, kept = ThemeStatus.PROPOSED, "", None, None, None
    described: str | None = None
    for said in sorted(decisions, key=lambda said: said.nth):
        if said.act in gone:
            continue
        if said.verdict is ThemeVerdict.KEPT:
            kept = said
            continue
        last = said
        if said.verdict is ThemeVerdict.PROPOSED:
            status, title, described, into = ThemeStatus.PROPOSED, "", None, None
        elif said.verdict is ThemeVerdict.MERGED:
            into = said.into
        elif said.verdict is ThemeVerdict.REJECTED:
            status = ThemeStatus.REJECTED
        elif said.verdict is not ThemeVerdict.RENAMED:
            status = ThemeStatus.ACCEPTED
        title = said.title or title
        described = described if said.description is None else said.description
    by = last or kept
    if by is None:
        return ThemeState()
    return ThemeState(
        status=status,
        title=title,
        into=into,
        decided_by=by.decided_by,
        decided_at=by.decided_at,
        description=described,
    )
