"""What is asked of evidence for a journey: the words of its title and steps, and their vectors, put in several ways."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.journeys import StepOutline
from journey_maps.drafting.stems import stems_of
from journey_maps.outlines import step_queries

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

WORDINGS = (
    "People have trouble when they need to {}",
    "Staff have to {} by hand",
    "How people {}",
    "Users were confused or worried when they {}",
    "Currently, {}",
)
"""The ways in which research tells of a step. A step's name alone is short, and near to little of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is asked for a journey and its steps, in the order of its outlines; vectors are unit rows.

    ``told`` (m, d) is the mean of a step's wordings and so shorter than 1, ``in_place`` (m, d) the step with its stage
    and the journey, ``title`` (d,) the journey itself. The stems are those of the content words of title and steps.
    ``actor`` is whose journey it is, None where nobody said; ``linked`` are the studies that came of workshops on it,
    and ``called`` all names that each step has or had, as far as that is known.
    """

    told: "Matrix"
    in_place: "Matrix"
    title: "Vector"
    title_stems: frozenset[str] = frozenset()
    step_stems: tuple[frozenset[str], ...] = ()
    actor: str | None = None
    linked: frozenset[str] = frozenset()
    called: tuple[frozenset[str], ...] = ()

    def __len__(self) -> int:
        return len(self.told)

    def of(self, steps: Sequence[int]) -> "Asked":
        """Return what is asked for some steps alone, by their places."""
        own = list(steps)
        return replace(
            self,
            told=self.told[own],
            in_place=self.in_place[own],
            step_stems=tuple(self.step_stems[step] for step in own if self.step_stems),
            called=tuple(self.called[step] for step in own if self.called),
        )


def what_to_ask(title: str, outlines: Sequence[StepOutline], embed: Callable[[Sequence[str]], "Matrix"]) -> Asked:
    """Return what to compare evidence with; ``embed`` gives a unit row a text. No outlines: the title alone."""
    names = [f"{outline.step[:1].casefold()}{outline.step[1:]}" for outline in outlines]
    worded = [wording.format(name) for name in names for wording in WORDINGS]
    rows = embed([title, *step_queries(title, outlines), *worded])
    in_place, told = rows[1 : 1 + len(outlines)], rows[1 + len(outlines) :]
    return Asked(
        told=np.asarray(told.reshape(len(outlines), len(WORDINGS), rows.shape[1]).mean(axis=1)),
        in_place=np.asarray(in_place),
        title=np.asarray(rows[0]),
        title_stems=stems_of(title),
        step_stems=tuple(stems_of(outline.step) for outline in outlines),
    )
