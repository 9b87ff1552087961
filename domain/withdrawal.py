"""Taking people's words out again: what is asked for, what is left behind to keep them out, and the receipt."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.consent import Tier
from domain.identity import digest
from domain.text import fold

FULL_TEXTS = "full texts"
"""The store in a receipt that only letting go of originals names."""
ABOUT_THEM, NAMES = "lines about them", "places with their name"
"""What goes of a source that others share, besides the participant's own words."""

FEWEST_WORDS = 12
"""Fewer words are said by others too, and could be guessed from what stands for them."""


class Reason(StrEnum):
    """Why something was taken out."""

    WITHDRAWN = "withdrawn"
    RETENTION = "retention"


class TombstoneKind(StrEnum):
    """What a tombstone keeps out of a study: all of it, a participant, a file, a file's originals, an observation.

    CONTENT and SAID keep out the same words in whatever file, study and team: a file's whole text, or all that one
    participant says in it.
    """

    STUDY = "study"
    PARTICIPANT = "participant"
    SOURCE = "source"
    RAW = "raw"
    OBSERVATION = "observation"
    CONTENT = "content"
    SAID = "said"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """A mark that something was taken out of a study, without a word of it: ``key`` is an identifier or a digest.

    ``at`` is an ISO moment in UTC, ``team`` the key of the team that answered for the study. Once a person has
    ``overruled`` it, the same may be added again.
    """

    kind: TombstoneKind
    study: str
    key: str
    withdrawal: str
    at: str
    team: str = ""
    overruled: bool = False


def participant_key(study: str, label: str) -> str:
    """Return what stands for a participant's label within a study; case and white space make no difference."""
    return digest("participant", study, fold(label).casefold(), length=64)


def words_key(text: str) -> str | None:
    """Return what stands for all the words of a text, in whatever study; None for a few words, which others say too."""
    words = re.findall(r"\w+", fold(text).casefold())
    return digest("words", " ".join(words), length=64) if len(words) >= FEWEST_WORDS else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """How much a withdrawal would take out: how many things of each sort, and the exports that would be recalled.

    ``also_in`` are identifiers and titles of other studies that hold a file of it, or a participant of that label:
    each is withdrawn from for itself. ``whole_files`` are shown names of files that go whole, whoever else says
    something in them, because their head says that they are this participant's. ``insights_marked`` rest on it and are
    marked for their authors to look at, ``insights_cut`` quote it and lose those sentences.
    """

    study_id: str
    study: str
    counts: tuple[tuple[str, int], ...] = ()
    exports: int = 0
    also_in: tuple[tuple[str, str], ...] = ()
    whole_files: tuple[str, ...] = ()
    insights_marked: int = 0
    insights_cut: int = 0

    def count(self, sort: str) -> int:
        """Return how many things of a sort it takes out; 0 for a sort it does not name."""
        return dict(self.counts).get(sort, 0)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to take out."""
        return not any(count for _, count in self.counts)


@dataclass(frozen=True, kw_only=True, slots=True)
class ParticipantRow:
    """A participant of a study under the label that is shown of them, with how much stands under it.

    ``files`` are shown names of their sources, ``also`` what the heads of these call them besides, ``first_words`` the
    masked words they begin with.
    """

    label: str
    observations: int
    sources: int
    files: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    first_words: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything they may be named by."""
        return (self.label, *self.also)


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreRow:
    """One store in a receipt: how many things were removed from it, and how many were found there afterwards."""

    store: str
    removed: int
    left: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RecalledExport:
    """A file that left Throughline while it held what was withdrawn: when, what, and who took it."""

    at: str
    who: str
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What a withdrawal did. It holds counts and identifiers, and no word of what was withdrawn.

    ``participant`` is the digest of the participant's label, None for a whole study. ``complete`` says that every
    store was looked at afterwards and nothing of it was found.
    """

    id: str
    study_id: str
    participant: str | None
    reason: Reason
    at: str
    by: str
    stores: tuple[StoreRow, ...] = ()
    recall: tuple[RecalledExport, ...] = ()
    complete: bool = False
    overruled: bool = False

    @property
    def left(self) -> int:
        """Return how many things were found afterwards, over all stores."""
        return sum(row.left for row in self.stores)

    @property
    def tier(self) -> Tier:
        """Return what was taken out: the originals alone, or all of it."""
        return Tier.RAW if any(row.store == FULL_TEXTS for row in self.stores) else Tier.INSIGHT
