"""What people agreed to when they took part, how long what they said is kept, and what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.dates import stated_day

NOT_RECORDED = "not recorded"
"""Stands where a study does not say."""


class LawfulBasis(StrEnum):
    """Why personal data may be handled at all: the bases of UK GDPR, Article 6(1), in its order."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTERESTS = "vital_interests"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTERESTS = "legitimate_interests"

    @property
    def label(self) -> str:
        """Return the words used on screens."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Consent:
    """What a study says of its participants' data. Every field may be blank: it is then not recorded.

    ``covers`` is what they agreed to, in words; ``not_heard`` who did not take part and should have been heard.
    ``raw_until`` and ``insight_until`` are ISO days, the last on which the originals, and then what was learnt of
    them, are kept. Originals go first, so the one day never comes after the other.
    """

    basis: LawfulBasis | None = None
    covers: str | None = None
    raw_until: str | None = None
    insight_until: str | None = None
    not_heard: str | None = None

    def __post_init__(self) -> None:
        for day in (self.raw_until, self.insight_until):
            if day is not None:
                checked_calendar_day(day)
        if self.raw_until and self.insight_until and self.raw_until > self.insight_until:
            raise ValueError("The originals are deleted first: their day cannot come after that of what was learnt.")

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was said."""
        return self == Consent()


NOTHING_RECORDED = Consent()
"""What a study says of which nobody has said anything yet."""


WRITTEN = ("lawful_basis", "consent_covers", "raw_until", "insight_until", "not_heard")
"""Under which names a manifest, a workbook and the command line say it."""


def consent_written(said: Mapping[str, str | None]) -> Consent | None:
    """Return what is said under the names of ``WRITTEN``, None when nothing is. Raises ValueError for what is none."""
    basis, covers, raw_until, insight_until, not_heard = ((said.get(name) or "").strip() or None for name in WRITTEN)
    consent = Consent(
        basis=LawfulBasis("_".join(basis.lower().replace("_", " ").split())) if basis else None,
        covers=covers,
        raw_until=stated_day(raw_until, "raw_until"),
        insight_until=stated_day(insight_until, "insight_until"),
        not_heard=not_heard,
    )
    return None if consent.is_blank else consent


def checked_calendar_day(value: str) -> str:
    """Return ``value`` when it is an ISO day of the calendar, such as 2027-03-01. Raises ValueError."""
    try:
        is_day = len(value) == len("2027-03-01") and bool(date.fromisoformat(value))
    except ValueError:
        is_day = False
    if not is_day:
        raise ValueError(f"'{value}' is not a day such as 2027-03-01.")
    return value


class Tier(StrEnum):
    """What is kept of a study: the originals and their full text, or all that was learnt from them."""

    RAW = "raw"
    INSIGHT = "insight"

    @property
    def label(self) -> str:
        """Return the words used on screens."""
        return {Tier.RAW: "the originals and their full text", Tier.INSIGHT: "everything that is kept of it"}[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """One thing to be deleted: which tier of which study, and the ISO day on which it is kept for the last time.

    ``overdue`` says that this day has passed, so that it may be deleted now.
    """

    study_id: str
    study: str
    team: str
    tier: Tier
    day: str
    overdue: bool


def due_tiers(consent: Consent, *, today: str, notice_days: int) -> list[tuple[Tier, str, bool]]:
    """Return what is due on the ISO day ``today``, or within ``notice_days`` of it: tier, last day, whether it passed.

    Originals come first. A day that is not recorded is never due.
    """
    last = (date.fromisoformat(today) + timedelta(days=notice_days)).isoformat()
    days = ((Tier.RAW, consent.raw_until), (Tier.INSIGHT, consent.insight_until))
    return [(tier, day, day < today) for tier, day in days if day is not None and day <= last]
