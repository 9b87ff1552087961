"""Grouping of many observations with BERTopic, guided by the codebook. Imported only when a run begins: it is heavy."""

import io
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import umap
from bertopic import BERTopic
from sklearn.feature_extraction.text import CountVectorizer

from domain.insights import UNGROUPED
from insights.theming import placing, silhouette_cut
from insights.theming.grouping import Grouping, Guides, Stages, unit_rows

if TYPE_CHECKING:
    from domain.ports import Labels, Matrix

NEIGHBOURS, DIMENSIONS, EPOCHS = 15, 5, 300
EVENED = 0.25
"""How far the directions of a corpus are evened out: 0 leaves them, 1 gives each the same weight."""
KEYWORDS = 10
KEPT_COMPILED = (
    umap.umap_.smooth_knn_dist,
    umap.umap_.compute_membership_strengths,
    umap.layouts._nb_optimize_layout_euclidean_single_epoch,
)
"""What UMAP compiles anew in each process, unless it is told to keep it: that takes longer than a small run."""
_BLOCK_ROWS = 1024
_TELL_SECONDS = 0.5


def keep_compiled() -> None:
    """Have Numba keep what it compiles for a run beside its source or in its cache folder, where either is writable."""
    for function in KEPT_COMPILED:
        with suppress(RuntimeError):  # there is nowhere to keep it: it is compiled, as before
            function.enable_caching()


keep_compiled()


def group_many(texts: Sequence[str], vectors: "Matrix", guides: Guides, *, seed: int, stages: Stages) -> Grouping:
    """Return topics of ``texts`` (n) by their ``vectors`` (n, d); the same input and seed give the same topics.

    Four of the ``stages`` pass: who is near whom, laid out, grouped, described. Telling of them may end the run.
    """
    reducer = _Reducer(seed, stages)
    clusterer = _Clusterer(unit_rows(np.asarray(vectors, dtype=np.float32)), guides, reducer, stages)
    model = BERTopic(
        umap_model=reducer,
        hdbscan_model=clusterer,
        vectorizer_model=CountVectorizer(stop_words="english", token_pattern=r"(?u)\b[^\W\d_]{3,}\b"),
        top_n_words=KEYWORDS,
        calculate_probabilities=False,
    )
    found, _ = model.fit_transform(list(texts), clusterer.units)
    labels = tuple(int(label) for label in found)
    stages.next()
    return Grouping(
        labels=labels,
        guided=_renumbered(clusterer, labels),
        keywords={number: _keywords(model, number) for number in sorted(set(labels) - {UNGROUPED})},
        parameters=(*reducer.parameters, *_PARAMETERS),
    )


_PARAMETERS = (
    ("evened", str(EVENED)),
    ("linkage", "ward"),
    ("fewest_groups", str(silhouette_cut.FEWEST_GROUPS)),
    ("most_groups", str(silhouette_cut.MOST_GROUPS)),
    ("as_good", str(silhouette_cut.AS_GOOD)),
    ("guided_similarity", str(placing.GUIDED_SIMILARITY)),
    ("sure_similarity", str(placing.SURE_SIMILARITY)),
    ("almost_as_near", str(placing.ALMOST_AS_NEAR)),
    ("join_similarity", str(placing.JOIN_SIMILARITY)),
    ("stay_similarity", str(placing.STAY_SIMILARITY)),
    ("fewest_members", str(placing.FEWEST_MEMBERS)),
)


class _Reducer:
    """UMAP over evened vectors, exact in who is near whom."""

    def __init__(self, seed: int, stages: Stages) -> None:
        self._seed, self._stages = seed, stages
        self.neighbours: Labels = np.empty((0, 0), dtype=np.int32)
        self.parameters: tuple[tuple[str, str], ...] = ()

    def fit_transform(self, vectors: "Matrix", y: object = None) -> "Matrix":
        settings = {
            "n_neighbors": min(NEIGHBOURS, len(vectors) - 1),
            "n_components": DIMENSIONS,
            "min_dist": 0.0,
            "metric": "cosine",
            "n_epochs": EPOCHS,
            "init": "pca",
        }
        self.parameters = tuple((f"umap_{name}", str(value)) for name, value in settings.items())
        evened = evened_out(vectors)
        nearest = _exact_neighbours(evened, min(NEIGHBOURS, len(vectors) - 1), self._stages)
        self.neighbours = nearest[0]
        self._stages.next()
        with warnings.catch_warnings():
            # Without a search index UMAP warns that it cannot place new points: it is never asked to.
            warnings.filterwarnings("ignore", message=r"precomputed_knn\[2\]", category=UserWarning)
            model = umap.UMAP(
                **settings,
                random_state=self._seed,
                n_jobs=1,
                precomputed_knn=nearest,
                tqdm_kwds={"disable": False, "file": _Rounds(self._stages), "mininterval": _TELL_SECONDS},
            )
            placed: Matrix = model.fit_transform(evened)
        self._stages.next()
        return placed


class _Rounds(io.StringIO):
    """The file that UMAP's progress bar writes to: nothing is kept, and a run can be ended between two rounds."""

    def __init__(self, stages: Stages) -> None:
        super().__init__()
        self._stages = stages

    def write(self, text: str) -> int:
        self._stages.meanwhile()
        return len(text)


def evened_out(vectors: "Matrix") -> "Matrix":
    """Return ``vectors`` (n, d) as unit rows without what all have in common, and the directions they share damped.

    Each principal direction is divided by a power of its variance: partial whitening (Su et al. 2021, of sentences).
    All rows the same: rows of zeros.
    """
    apart = vectors - vectors.mean(axis=0)
    strengths, directions = np.linalg.eigh(apart.T @ apart)
    kept = strengths > max(strengths[-1], 0.0) * 1e-6
    scale = np.zeros_like(strengths)
    scale[kept] = strengths[kept] ** (-EVENED / 2)
    return np.ascontiguousarray(unit_rows(apart @ (directions * scale)), dtype=np.float32)


def _exact_neighbours(vectors: "Matrix", count: int, stages: Stages) -> "tuple[Labels, Matrix]":
    """Return places and cosine distances, both (n, count), of each row's nearest rows, itself first.

    Exact products are quicker than UMAP's own approximate search up to tens of thousands of rows, chiefly because
    nothing has to be compiled for them, and they do not depend on chance.
    """
    units = unit_rows(vectors)
    places = np.empty((len(units), count), dtype=np.int32)
    distances = np.empty((len(units), count), dtype=np.float32)
    for start in range(0, len(units), _BLOCK_ROWS):
        stages.meanwhile()
        rows = np.arange(start, min(start + _BLOCK_ROWS, len(units)))
        apart = 1.0 - units[rows] @ units.T
        apart[np.arange(len(rows)), rows] = -1.0
        near = np.argpartition(apart, count - 1, axis=1)[:, :count]
        found = np.take_along_axis(apart, near, axis=1)
        order = np.lexsort((near, found), axis=1)
        places[rows] = np.take_along_axis(near, order, axis=1)
        distances[rows] = np.take_along_axis(found, order, axis=1).clip(min=0.0)
    return places, distances


class _Clusterer:
    """The cluster model that BERTopic asks: groups that stand apart best, then each text where it belongs."""

    def __init__(self, units: "Matrix", guides: Guides, reducer: _Reducer, stages: Stages) -> None:
        self.units = units
        self._guides, self._reducer, self._stages = guides, reducer, stages
        self.guided: dict[int, int] = {}
        self.labels_: Labels = np.empty(0, dtype=int)

    def fit(self, points: "Matrix", y: object = None) -> "_Clusterer":
        found = silhouette_cut.best_cut(points, self._reducer.neighbours, self._stages.meanwhile)
        settled = placing.placed(self.units, found, self._guides)
        self.labels_, self.guided = settled.labels, settled.guided
        self._stages.next()
        return self


def _renumbered(clusterer: _Clusterer, labels: Sequence[int]) -> dict[int, int]:
    """Return which guide each guided topic came from: BERTopic numbers topics anew, largest first."""
    first = {label: int(np.flatnonzero(clusterer.labels_ == label)[0]) for label in clusterer.guided}
    return {labels[first[label]]: guide for label, guide in clusterer.guided.items()}


def _keywords(model: BERTopic, number: int) -> tuple[str, ...]:
    return tuple(word for word, weight in model.get_topic(number) or [] if word and weight > 0)
