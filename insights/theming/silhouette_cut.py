"""A tree of groups by Ward's method, cut where its groups stand apart best: no number of groups is told."""

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import pairwise_distances
from sklearn.neighbors import kneighbors_graph

if TYPE_CHECKING:
    from domain.ports import Floats, Labels, Matrix

AS_GOOD = 0.97
"""The share of the best silhouette from which a cut is as good: of those the finest is taken, for people merge topics
more easily than they split them."""
FEWEST_GROUPS, MOST_GROUPS = 0.5, 2.0
"""How many groups there may be, in square roots of the number of points. Two unlike corpora in one part best into two
groups, which tells nobody anything; and nobody reads a group for every third sentence."""
_FAR_LINKS, _NEAR_LINKS = 5, 10
_ROWS_LOOKED_AT = 4_000
_BLOCK_ROWS = 500
_STEP = 1.05
"""Each count of groups that is looked at is at least so many times the one before."""


def best_cut(points: "Matrix", links: "Labels", meanwhile: Callable[[], None]) -> "Labels":
    """Return a group's number, from 0, for each of the ``points`` (n, d), n at least 8; same input, same groups.

    Only groups that hold neighbours are joined: those in ``links`` (n, k), or the nearest among the points.
    ``meanwhile`` is called now and then and may raise.
    """
    merges = _merges(points, links)
    meanwhile()
    cuts = {count: cut(merges, count) for count in _counts(len(points))}
    scores = silhouettes(points, cuts, meanwhile)
    best = max(scores.values())
    return cuts[max(count for count, score in scores.items() if score >= min(best, AS_GOOD * best))]


def _merges(points: "Matrix", links: "Labels") -> "Labels":
    """Return which two groups each step joins (n - 1, 2): points are numbered from 0, groups on from n."""
    links = links[:, : _FAR_LINKS + 1]
    rows = np.repeat(np.arange(len(points)), links.shape[1])
    graph = csr_matrix((np.ones(links.size), (rows, links.ravel())), shape=(len(points), len(points)))
    graph = graph + kneighbors_graph(points, min(_NEAR_LINKS, len(points) - 1))
    model = AgglomerativeClustering(n_clusters=2, linkage="ward", connectivity=graph, compute_full_tree=True)
    with warnings.catch_warnings():
        # Copies of one text that are only linked with each other are joined to what is nearest, as they should be.
        warnings.filterwarnings("ignore", message="the number of connected components", category=UserWarning)
        children: Labels = model.fit(points).children_
        return children


def cut(merges: "Labels", count: int) -> "Labels":
    """Return each point's group (n) where ``count`` groups are left, numbered in the order of their first points."""
    points = len(merges) + 1
    kept = merges[: points - count]
    group = np.arange(points + len(kept))
    for step in range(len(kept) - 1, -1, -1):
        group[kept[step]] = group[points + step]
    _, firsts, labels = np.unique(group[:points], return_index=True, return_inverse=True)
    renumbered: Labels = np.argsort(np.argsort(firsts))[labels]
    return renumbered


def _counts(points: int) -> list[int]:
    finest = max(2, int(MOST_GROUPS * points**0.5))
    counts = [max(2, int(FEWEST_GROUPS * points**0.5))]
    while counts[-1] < finest:
        counts.append(min(finest, max(counts[-1] + 1, int(counts[-1] * _STEP))))
    return counts


def silhouettes(points: "Matrix", cuts: dict[int, "Labels"], meanwhile: Callable[[], None]) -> dict[int, float]:
    """Return the mean silhouette, in [-1, 1], of each cut of one tree, by its count of groups.

    Rousseeuw (1987): how much nearer a point is to its own group than to the next one, by mean distances. Distances
    are summed once, for the finest groups, of which all others are made; of many points an even draw is looked at.
    """
    finest = cuts[max(cuts)]
    rows = np.unique(np.linspace(0, len(points) - 1, min(len(points), _ROWS_LOOKED_AT)).astype(int))
    member = csr_matrix((np.ones(len(finest)), (np.arange(len(finest)), finest)))
    parts = []
    for block in np.array_split(rows, max(1, len(rows) // _BLOCK_ROWS)):
        meanwhile()
        parts.append((member.T @ pairwise_distances(points, points[block])).T)
    sums = np.vstack(parts)
    _, firsts = np.unique(finest, return_index=True)
    scores = {}
    for count, labels in cuts.items():
        meanwhile()
        scores[count] = _silhouette(sums, labels[firsts], labels, rows)
    return scores


def _silhouette(sums: "Floats", joined: "Labels", labels: "Labels", rows: "Labels") -> float:
    own, sizes = labels[rows], np.bincount(labels)
    totals = np.zeros((len(rows), len(sizes)))
    np.add.at(totals.T, joined, sums.T)
    places = np.arange(len(rows))
    within = totals[places, own] / np.maximum(sizes[own] - 1, 1)
    totals /= sizes
    totals[places, own] = np.inf
    beside = totals.min(axis=1)
    apart = np.where(sizes[own] > 1, (beside - within) / np.maximum(np.maximum(beside, within), 1e-12), 0.0)
    return float(apart.mean())
