"""Grouping of many observations with BERTopic, guided by the codebook. Imported only when a run begins: it is heavy."""

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import hdbscan
import numpy as np
import umap
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from sklearn.feature_extraction.text import CountVectorizer

from domain.insights import UNGROUPED
from insights.grouping import Grouping, Guides, membership, unit_rows

if TYPE_CHECKING:
    from domain.ports import Matrix

GUIDED_SIMILARITY = 0.45
"""The cosine from which an observation belongs to a pattern's topic."""
JOIN_SIMILARITY = 0.55
"""The cosine to the middle of a topic from which an observation that was left over joins it."""
STAY_SIMILARITY = 0.35
"""The cosine to the middle of a found topic below which an observation is not like it after all."""
NEIGHBOURS, DIMENSIONS, EPOCHS = 15, 5, 100
KEYWORDS = 10
_BLOCK_ROWS = 1024
_LARGEST_SHARE = 0.5
"""When one group holds more of the points than this, the finer groups within it are taken."""
_MOST_ROWS_COMPARED_EXACTLY = 30_000


def group_many(
    texts: Sequence[str], vectors: "Matrix", guides: Guides, *, seed: int, stage: Callable[[], None]
) -> Grouping:
    """Return topics of ``texts`` (n) by their ``vectors`` (n, d); the same input and seed give the same topics.

    ``stage`` is called after each of three stages: vectors reduced, grouped, described.
    """
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    reducer = _Reducer(seed, stage)
    clusterer = _Clusterer(len(texts), stage)
    model = BERTopic(
        embedding_model=_GuideEmbedder(guides),
        zeroshot_topic_list=list(guides.titles) or None,
        zeroshot_min_similarity=GUIDED_SIMILARITY,
        umap_model=reducer,
        hdbscan_model=clusterer,
        vectorizer_model=CountVectorizer(stop_words="english", token_pattern=r"(?u)\b[^\W\d_]{3,}\b"),
        top_n_words=KEYWORDS,
        calculate_probabilities=False,
    )
    found, _ = model.fit_transform(list(texts), vectors)
    guided = _guided(found, vectors, guides)
    labels = _with_leftovers(model, texts, [int(label) for label in found], vectors)
    labels = _without_strangers(labels, guided, vectors)
    stage()
    return Grouping(
        labels=tuple(labels),
        guided=guided,
        keywords={number: _keywords(model, number) for number in sorted(set(labels) - {UNGROUPED})},
        parameters=(*reducer.parameters, *clusterer.parameters, *_PARAMETERS),
    )


_PARAMETERS = (
    ("guided_similarity", str(GUIDED_SIMILARITY)),
    ("join_similarity", str(JOIN_SIMILARITY)),
    ("stay_similarity", str(STAY_SIMILARITY)),
)


class _GuideEmbedder(BaseEmbedder):  # type: ignore[misc]
    """Gives BERTopic the vectors of its zero-shot titles, so that it needs no embedding library."""

    def __init__(self, guides: Guides) -> None:
        super().__init__()
        self._rows = dict(zip(guides.titles, guides.vectors, strict=True))

    def embed(self, documents: Sequence[str], verbose: bool = False) -> "Matrix":
        return np.stack([self._rows[title] for title in documents])


class _Reducer:
    """UMAP that remembers what it placed.

    BERTopic fits all vectors and then asks to place the ones that no guide took. Those are among the fitted, and
    placing them anew takes longer than the fit did.
    """

    def __init__(self, seed: int, stage: Callable[[], None]) -> None:
        self._seed, self._stage = seed, stage
        self._places: dict[bytes, Matrix] = {}
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
        nearest = (None, None, None)
        if len(vectors) <= _MOST_ROWS_COMPARED_EXACTLY:
            nearest = _exact_neighbours(vectors, settings["n_neighbors"])
        with warnings.catch_warnings():
            # Without a search index UMAP warns that it cannot place new points: it is never asked to.
            warnings.filterwarnings("ignore", message=r"precomputed_knn\[2\]", category=UserWarning)
            model = umap.UMAP(**settings, random_state=self._seed, n_jobs=1, precomputed_knn=nearest)
            placed = model.fit_transform(vectors)
        self._places = {row.tobytes(): place for row, place in zip(vectors, placed, strict=True)}
        self._stage()
        return placed

    def transform(self, vectors: "Matrix") -> "Matrix":
        return np.stack([self._places[row.tobytes()] for row in vectors])


def _exact_neighbours(vectors: "Matrix", count: int) -> "tuple[Matrix, Matrix]":
    """Return places and cosine distances, both (n, count), of each row's nearest rows, itself first.

    Exact products are quicker than UMAP's own approximate search up to tens of thousands of rows, chiefly because
    nothing has to be compiled for them, and they do not depend on chance.
    """
    units = unit_rows(vectors)
    places = np.empty((len(units), count), dtype=np.int32)
    distances = np.empty((len(units), count), dtype=np.float32)
    for start in range(0, len(units), _BLOCK_ROWS):
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
    """HDBSCAN with sizes chosen from the corpus; too few points to hold a group are all left ungrouped."""

    def __init__(self, observations: int, stage: Callable[[], None]) -> None:
        self._size = max(5, int(observations**0.5 / 6))
        self._samples = max(2, self._size // 3)
        self._selection = "eom"
        self._stage = stage
        self.labels_: Matrix = np.empty(0, dtype=int)

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Return the settings, with the way of choosing groups that was used in the end."""
        return (
            ("hdbscan_min_cluster_size", str(self._size)),
            ("hdbscan_min_samples", str(self._samples)),
            ("hdbscan_cluster_selection_method", self._selection),
        )

    def fit(self, points: "Matrix", y: object = None) -> "_Clusterer":
        self.labels_ = np.full(len(points), UNGROUPED)
        if len(points) >= 2 * self._size:
            self.labels_ = self._grouped(points)
            if np.bincount(self.labels_ + 1)[1:].max(initial=0) > _LARGEST_SHARE * len(points):
                self._selection = "leaf"
                self.labels_ = self._grouped(points)
        self._stage()
        return self

    def _grouped(self, points: "Matrix") -> "Matrix":
        model = hdbscan.HDBSCAN(
            min_cluster_size=self._size,
            min_samples=self._samples,
            cluster_selection_method=self._selection,
            core_dist_n_jobs=1,
        )
        return model.fit(points).labels_


def _guided(found: Sequence[int], vectors: "Matrix", guides: Guides) -> dict[int, int]:
    """Return which guide each guided topic came from, told by its members: BERTopic keeps it in a private field."""
    if not len(guides.titles):
        return {}
    likeness = unit_rows(vectors) @ guides.vectors.T
    best, near = likeness.argmax(axis=1), likeness.max(axis=1) >= GUIDED_SIMILARITY
    numbers = np.asarray(found)
    guided = {}
    for number in sorted(set(found) - {UNGROUPED}):
        members = numbers == number
        if near[members].mean() > 0.5:
            guided[int(number)] = int(np.bincount(best[members]).argmax())
    return guided


def _with_leftovers(model: BERTopic, texts: Sequence[str], found: list[int], vectors: "Matrix") -> list[int]:
    """Return the labels, with those left over joined to a topic they are near to; the far ones stay ungrouped."""
    if UNGROUPED not in found or set(found) == {UNGROUPED}:
        return found
    joined = model.reduce_outliers(
        list(texts), found, strategy="embeddings", embeddings=vectors, threshold=JOIN_SIMILARITY
    )
    return [int(label) for label in joined]


def _without_strangers(labels: list[int], guided: dict[int, int], vectors: "Matrix") -> list[int]:
    """Return the labels, with those ungrouped that UMAP placed together only because they are like nothing else."""
    near = membership(vectors, tuple(labels))
    return [
        label if label in guided or sure >= STAY_SIMILARITY else UNGROUPED
        for label, sure in zip(labels, near, strict=True)
    ]


def _keywords(model: BERTopic, number: int) -> tuple[str, ...]:
    return tuple(word for word, weight in model.get_topic(number) or [] if word and weight > 0)
