"""What goes with a journey that is deleted, told before it goes."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyExtent:
    """What one viewer may know of what goes with a journey.

    ``version`` is the newest of its ``versions``. ``others`` are titles of journeys that plan a change of it or tell a
    step by it, ``studies`` those of workshops on it: they stay, and lead here no more. ``owned_gaps`` counts those that
    somebody was proposed or accepted to see to.
    """

    id: str
    title: str
    version: int
    is_published: bool
    others: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    owned_gaps: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """Return what goes, a sentence each."""
        versions = "its only version" if self.version == 1 else f"its {self.version} versions"
        who = " Those who read it now will not find it any more." if self.is_published else ""
        told = [
            f"The map goes with {versions}, and with all that people kept, took off and said on it.{who}",
            "Its link leads nowhere then, and pain points and insights name it no more. Their evidence stays.",
        ]
        if self.owned_gaps:
            told.append(f"So does who sees to its gaps: {self.owned_gaps} of them {_has(self.owned_gaps)} somebody.")
        if self.others:
            told.append(f"{_quoted(self.others)} {_stays(self.others)}, and {_leads(self.others)} to it no more.")
        if self.studies:
            told.append(f"{_quoted(self.studies)} {_stays(self.studies)}, and {_leads(self.studies)} to it no more.")
        told.append("This is final and cannot be undone: take it along as a file first if you may need it again.")
        return tuple(told)


def _quoted(titles: tuple[str, ...]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def _stays(titles: tuple[str, ...]) -> str:
    return "stays" if len(titles) == 1 else "stay"


def _leads(titles: tuple[str, ...]) -> str:
    return "leads" if len(titles) == 1 else "lead"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
