"""Questions that a workshop works on, "How might we ...": by the steps of a journey, then across it."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.wording import count, listed

ACROSS = "Across the journey"
MOST_IN_A_GROUP = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class SprintPrompt:
    """A question about one difficulty: the identifier and title of its pain point, and the observations that show it.

    ``steps`` are the orders of the steps where it is met.
    """

    question: str
    pain_point: str
    title: str
    observation_ids: tuple[str, ...]
    steps: tuple[int, ...]

    @property
    def in_own_words(self) -> bool:
        """Tell whether the difficulty has no name: its question quotes the one observation that tells it."""
        return self.pain_point in self.observation_ids


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptGroup:
    """The questions of a step, or across the journey where ``step`` is None, the gravest difficulty first.

    ``rest`` counts the other difficulties of the step about which nothing is asked, ``rest_named`` those of them that
    are pain points with a name, and ``elsewhere`` its pain points that are asked about in another group.
    """

    step: int | None
    name: str
    prompts: tuple[SprintPrompt, ...]
    rest: int = 0
    rest_named: int = 0
    elsewhere: int = 0

    @property
    def rest_in_words(self) -> str:
        """Return how many difficulties are on no question here, of each sort; nothing where all are asked about."""
        if not self.rest:
            return ""
        unnamed = self.rest - self.rest_named
        told = count(unnamed, "difficulty", "difficulties")
        sorts = [
            count(self.rest_named, "more pain point") if self.rest_named else "",
            f"{told} told in people's own words alone" if unnamed else "",
            f"{count(self.elsewhere, 'pain point')} asked about elsewhere" if self.elsewhere else "",
        ]
        said = listed(list(filter(None, sorts)))
        return f"Besides on this step: {said}" if self.prompts else f"No question: {said}"


def prompts_counted(groups: Iterable[PromptGroup]) -> str:
    """Return in words how many questions there are: "1 question to work on"."""
    return f"{count(sum(len(group.prompts) for group in groups), 'question')} to work on"
