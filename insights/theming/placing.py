"""Where each text of a grouping belongs in the end: with a known pattern, with its group, with another, or nowhere."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.insights import UNGROUPED
from insights.theming.grouping import Guides, unit_rows

if TYPE_CHECKING:
    from domain.ports import Floats, Labels, Matrix

GUIDED_SIMILARITY = 0.45
"""The cosine from which an observation may belong to a pattern's topic."""
SURE_SIMILARITY = 0.65
"""The cosine from which it does, whatever else it is like."""
ALMOST_AS_NEAR = 0.8
"""The share of its nearness to the others of its group from which a pattern is as near to an observation. A pattern is
told in other subjects' words, so that a text is seldom nearer to it than to what else is said of its own subject."""
STAY_SIMILARITY = 0.35
"""The cosine to the middle of a found topic below which an observation is not like it after all."""
JOIN_SIMILARITY = 0.55
"""The cosine to the middle of a topic from which an observation that was left over joins it."""
FEWEST_MEMBERS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Groups of n texts: ``labels`` (n) hold a number or -1; ``guided`` says which guide made which of them."""

    labels: "Labels"
    guided: dict[int, int]


def placed(units: "Matrix", found: "Labels", guides: Guides) -> Placed:
    """Return the groups of texts by their unit vectors (n, d) and the groups ``found`` (n, numbers from 0).

    A text goes to a known pattern that it is near to, when that is almost as near as the rest of its own group: what
    is close to each other in the corpus is not cut up by patterns. What is far from its group joins one it is near
    to, or stays ungrouped.
    """
    near = _nearness_to_others(units, found)
    labels, guided = _guided(units, found, near, guides)
    strangers = (near < STAY_SIMILARITY) & ~np.isin(labels, list(guided))
    labels = np.where(strangers, UNGROUPED, labels)
    numbers, sizes = np.unique(labels, return_counts=True)
    labels = np.where(np.isin(labels, numbers[sizes < FEWEST_MEMBERS]), UNGROUPED, labels)
    return Placed(labels=_joined(units, labels), guided={label: guided[label] for label in guided if label in labels})


def _nearness_to_others(units: "Matrix", labels: "Labels") -> "Floats":
    """Return how near (n) each text is to the middle of the others in its group: a cosine, 0 for one that is alone."""
    sums = np.zeros((labels.max() + 1, units.shape[1]))
    np.add.at(sums, labels, units)
    near: Floats = np.einsum("nd,nd->n", unit_rows(sums[labels] - units), units)
    return near


def _guided(units: "Matrix", found: "Labels", near: "Floats", guides: Guides) -> tuple["Labels", dict[int, int]]:
    """Return the labels with those of known patterns, numbered after the others, and which guide each of these is."""
    if not guides.titles:
        return found, {}
    likeness = units @ guides.vectors.T
    best, fit = likeness.argmax(axis=1), likeness.max(axis=1)
    takes = (fit >= GUIDED_SIMILARITY) & (fit >= np.minimum(ALMOST_AS_NEAR * near, SURE_SIMILARITY))
    counts = np.bincount(best[takes], minlength=len(guides.titles))
    takes &= counts[best] >= FEWEST_MEMBERS
    first = int(found.max()) + 1
    labels = np.where(takes, first + best, found)
    return labels, {first + int(guide): int(guide) for guide in np.unique(best[takes])}


def _joined(units: "Matrix", labels: "Labels") -> "Labels":
    """Return the labels, with those left over joined to a group they are near to; the far ones stay ungrouped."""
    numbers = np.unique(labels[labels != UNGROUPED])
    left = np.flatnonzero(labels == UNGROUPED)
    if not len(numbers) or not len(left):
        return labels
    middles = unit_rows(np.stack([units[labels == number].mean(axis=0) for number in numbers]))
    likeness = units[left] @ middles.T
    joined = labels.copy()
    joined[left] = np.where(likeness.max(axis=1) >= JOIN_SIMILARITY, numbers[likeness.argmax(axis=1)], UNGROUPED)
    return joined
