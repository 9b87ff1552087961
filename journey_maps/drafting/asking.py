"""What is asked of evidence for each step, as vectors: the step's own words, put in several ways and in its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.journeys import StepOutline
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
class StepVectors:
    """The vectors of a journey's steps: unit rows, in the order of its outlines.

    ``told`` (m, d) is the mean of a step's wordings and so shorter than 1, ``in_place`` (m, d) the step with its stage
    and the journey, ``title`` (d,) the journey itself.
    """

    told: "Matrix"
    in_place: "Matrix"
    title: "Vector"

    def __len__(self) -> int:
        return len(self.told)

    def of(self, steps: Sequence[int]) -> "StepVectors":
        """Return those of some steps alone, by their places."""
        own = list(steps)
        return StepVectors(told=self.told[own], in_place=self.in_place[own], title=self.title)


def vectors_of_steps(
    title: str, outlines: Sequence[StepOutline], embed: Callable[[Sequence[str]], "Matrix"]
) -> StepVectors:
    """Return what to compare evidence with; ``embed`` gives a unit row a text. No outlines: no rows."""
    names = [f"{outline.step[:1].casefold()}{outline.step[1:]}" for outline in outlines]
    worded = [wording.format(name) for name in names for wording in WORDINGS]
    rows = embed([title, *step_queries(title, outlines), *worded])
    in_place, told = rows[1 : 1 + len(outlines)], rows[1 + len(outlines) :]
    return StepVectors(
        told=np.asarray(told.reshape(len(outlines), len(WORDINGS), rows.shape[1]).mean(axis=1)),
        in_place=np.asarray(in_place),
        title=np.asarray(rows[0]),
    )
