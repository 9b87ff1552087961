"""Insights: claims that people write on evidence, with all that was ever said of each.

Versions are added, never changed: whoever follows a link to an insight finds it, whatever became of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.access import Marking, Visibility
from domain.evidence import Evidence, checked_day, studies_in
from domain.insights import Confidence

MOST_EVIDENCE = 200
"""So many observations may stand on either side of an insight: more than that nobody reads."""
MOST_RECOMMENDATIONS = 20
WITHDRAWN_CLAIM = "Claim withdrawn"
"""Stands in the place of a claim that told what only withdrawn research says."""


class InsightState(StrEnum):
    """How far an insight is. A draft, peer-reviewed or not, is its team's alone; superseded ones were published."""

    DRAFT = "draft"
    REVIEWED = "peer-reviewed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"

    @property
    def is_public(self) -> bool:
        """Tell whether others than its team may see it, as far as its reach goes."""
        return self in {InsightState.PUBLISHED, InsightState.SUPERSEDED}


class InsightDeed(StrEnum):
    """What somebody did to an insight: each leaves a version."""

    WRITTEN = "written"
    CHANGED = "changed"
    REVIEWED = "peer-reviewed"
    PUBLISHED = "published"
    UNPUBLISHED = "made a draft again"
    REACH_CHANGED = "shown to others"
    SUPERSEDED = "superseded"
    TAKEN_BACK = "taken back"


class Side(StrEnum):
    """What an observation does to a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """What should change, and who could change it; ``who`` may be empty: nobody has said yet."""

    what: str
    who: str = ""

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise ValueError("A recommendation says what should change.")


@dataclass(frozen=True, kw_only=True, slots=True)
class InsightWords:
    """What its author says. ``review_by`` is the ISO day by which somebody should look whether it still holds.

    ``because`` says why one may be so sure; ``whom`` and ``where`` for whom and where it holds, ``organisations`` which
    of those on record. All but the claim may be empty.
    """

    claim: str
    reasoning: str = ""
    confidence: Confidence = Confidence.MODERATE
    because: str = ""
    whom: str = ""
    where: str = ""
    organisations: tuple[str, ...] = ()
    review_by: str | None = None
    recommendations: tuple[Recommendation, ...] = ()

    def __post_init__(self) -> None:
        if not self.claim.strip():
            raise ValueError("An insight makes a claim.")
        if len(self.recommendations) > MOST_RECOMMENDATIONS:
            raise ValueError(f"An insight has at most {MOST_RECOMMENDATIONS} recommendations.")
        checked_day(self.review_by)


@dataclass(frozen=True, kw_only=True, slots=True)
class InsightEvidence:
    """The observations that an insight rests on, by identifier, the first to be read first, and those against it."""

    supporting: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        every = self.supporting + self.against
        if len(set(every)) < len(every):
            raise ValueError("An observation stands on one side of an insight, and once.")
        if max(len(self.supporting), len(self.against)) > MOST_EVIDENCE:
            raise ValueError(f"At most {MOST_EVIDENCE} observations stand on either side of an insight.")

    @property
    def every(self) -> tuple[str, ...]:
        """Return all of them, what supports it first."""
        return self.supporting + self.against


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """Who may see an insight once it is published, and whose it is until then.

    ``team`` is a full name; None leaves it its author's alone. ``mission`` is the one it belongs to, if any.
    """

    visibility: Visibility = Visibility.TEAM
    team: str | None = None
    mission: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PeerReview:
    """Who, other than its authors, looked at which version of an insight and stands by it, and when (ISO, UTC)."""

    by: str
    at: str
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InsightVersion:
    """An insight as it stood after one deed, the ``nth`` from 1; ``at`` is an ISO moment in UTC.

    ``as_of`` is the version that it repeats, itself unless something was taken back. ``said_in`` is the version whose
    words and evidence it has: a review of an earlier one does not cover it. ``superseded_by`` names an insight.
    """

    nth: int
    by: str
    at: str
    deed: InsightDeed
    as_of: int
    said_in: int
    state: InsightState
    words: InsightWords
    reach: Reach
    review: PeerReview | None = None
    superseded_by: str | None = None

    @property
    def is_reviewed(self) -> bool:
        """Tell whether a peer stands by these very words and this evidence."""
        return self.review is not None and self.review.version == self.said_in


@dataclass(frozen=True, kw_only=True, slots=True)
class Insight:
    """An insight as somebody may see it: its newest version, and the evidence that is in their sight.

    ``hidden`` and ``hidden_against`` count what they may not see, ``withdrawn`` what is not there any more: withdrawn,
    or gone with an earlier version of its file; ``to_look_at`` tells that some of that went after its words were said:
    its author has not answered it yet. ``marking`` is the highest of all its evidence, hidden or not.
    ``mine`` says that they may change it.
    """

    id: str
    made_by: str
    made_at: str
    version: InsightVersion
    evidence: InsightEvidence = InsightEvidence()
    hidden: int = 0
    hidden_against: int = 0
    withdrawn: int = 0
    to_look_at: bool = False
    marking: Marking | None = None
    mine: bool = False

    @property
    def words(self) -> InsightWords:
        """Return what it says."""
        return self.version.words

    @property
    def state(self) -> InsightState:
        """Return how far it is."""
        return self.version.state

    def is_overdue(self, today: str) -> bool:
        """Tell whether its review date has passed on an ISO day; a superseded one is looked at no more."""
        due = self.words.review_by
        return due is not None and due < today and self.state is not InsightState.SUPERSEDED


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownInsight:
    """An insight with the evidence that is in its reader's sight, and what came after and before it.

    ``successor`` is the insight that supersedes it, where they may see that; ``replaces`` are those it supersedes.
    """

    insight: Insight
    supporting: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    successor: Insight | None = None
    replaces: tuple[Insight, ...] = ()

    @property
    def quoted(self) -> tuple[Evidence, ...]:
        """Return all the evidence in it, what supports it first."""
        return self.supporting + self.against


@dataclass(frozen=True, kw_only=True, slots=True)
class InsightMention:
    """An insight that an observation stands in, for a mark beside it."""

    id: str
    claim: str
    state: InsightState
    side: Side


def borne_confidence(supporting: Iterable[Evidence]) -> Confidence:
    """Return how sure evidence lets a claim be before its author has said: one quotation, or one study, is weak.

    No evidence: weak.
    """
    return Confidence.MODERATE if studies_in(supporting) > 1 else Confidence.WEAK


def authors_of(versions: Iterable[InsightVersion]) -> frozenset[str]:
    """Return who wrote or changed the words or the evidence of an insight: none of them is its peer."""
    wrote = {InsightDeed.WRITTEN, InsightDeed.CHANGED}
    return frozenset(version.by for version in versions if version.deed in wrote)


def before_last(versions: Sequence[InsightVersion]) -> InsightVersion | None:
    """Return the version that taking back the last deed leads to; None where only the writing itself is left."""
    by_number = {version.nth: version for version in versions}
    newest = by_number[max(by_number)]
    earlier = by_number.get(newest.as_of - 1)
    return by_number[earlier.as_of] if earlier else None
