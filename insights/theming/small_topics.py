"""Grouping of a few observations without chance: the codebook first, then what is alike in meaning and words."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.insights import UNGROUPED
from insights.theming.grouping import Grouping, Guides, unit_rows

if TYPE_CHECKING:
    from domain.ports import Floats, Matrix

GUIDED_SIMILARITY = 0.45
"""The cosine from which an observation belongs to a pattern's group."""
WIDEST_GROUP = 0.6
"""The mean distance (1 - similarity) up to which two groups are joined."""
WORD_SHARE = 0.2
"""How much of the similarity is of words; the rest is of meaning."""
FEWEST_MEMBERS = 3
KEYWORDS = 10


def group_few(texts: Sequence[str], vectors: "Matrix", guides: Guides) -> Grouping:
    """Return groups of ``texts`` (n) by their ``vectors`` (n, d). The same input gives the same groups; n may be 0."""
    import numpy as np

    units = unit_rows(np.asarray(vectors, dtype=np.float64))
    words, terms = _words(texts)
    likeness = units @ guides.vectors.T.astype(np.float64)
    names: list[tuple[str, int] | None] = [None] * len(texts)
    rest = []
    for row in range(len(texts)):
        best = int(likeness[row].argmax()) if likeness.shape[1] else 0
        if likeness.shape[1] and likeness[row, best] >= GUIDED_SIMILARITY:
            names[row] = ("guided", best)
        else:
            rest.append(row)
    for row, cluster in zip(rest, _clusters(units[rest], words[rest]), strict=True):
        names[row] = ("found", cluster)
    labels, guided = _numbered(names)
    return Grouping(
        labels=labels,
        guided=guided,
        keywords=_keywords(labels, words, terms),
        parameters=(
            ("guided_similarity", str(GUIDED_SIMILARITY)),
            ("widest_group", str(WIDEST_GROUP)),
            ("word_share", str(WORD_SHARE)),
            ("fewest_members", str(FEWEST_MEMBERS)),
        ),
    )


def _words(texts: Sequence[str]) -> tuple["Floats", list[str]]:
    """Return TF-IDF rows (n, terms) of unit length and their terms; no column when every word is a stop word."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True, token_pattern=r"(?u)\b[^\W\d_]{3,}\b")
    analyse = vectorizer.build_analyzer()
    if not any(analyse(text) for text in texts):
        return np.zeros((len(texts), 0)), []
    rows = vectorizer.fit_transform(texts).toarray()
    return rows, list(vectorizer.get_feature_names_out())


def _clusters(units: "Floats", words: "Floats") -> list[int]:
    if len(units) < 2:
        return [0] * len(units)
    from sklearn.cluster import AgglomerativeClustering

    similarity = (1 - WORD_SHARE) * (units @ units.T) + WORD_SHARE * (words @ words.T)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=WIDEST_GROUP
    )
    return [int(label) for label in model.fit_predict((1 - similarity).clip(min=0))]


def _numbered(names: list[tuple[str, int] | None]) -> tuple[tuple[int, ...], dict[int, int]]:
    """Return numbers from 0 for the groups: guided ones in the codebook's order, then the others, largest first."""
    sizes = Counter(name for name in names if name is not None)
    large = [name for name, size in sizes.items() if size >= FEWEST_MEMBERS]
    first = {name: names.index(name) for name in large}
    guided = sorted((name for name in large if name[0] == "guided"), key=lambda name: name[1])
    found = sorted((name for name in large if name[0] == "found"), key=lambda name: (-sizes[name], first[name]))
    numbers = {name: number for number, name in enumerate([*guided, *found])}
    labels = tuple(UNGROUPED if name is None else numbers.get(name, UNGROUPED) for name in names)
    return labels, {numbers[name]: name[1] for name in guided}


def _keywords(labels: tuple[int, ...], words: "Matrix", terms: list[str]) -> dict[int, tuple[str, ...]]:
    import numpy as np

    found: dict[int, tuple[str, ...]] = {}
    numbers = np.asarray(labels)
    for label in sorted(set(labels) - {UNGROUPED}):
        weights = words[numbers == label].mean(axis=0)
        order = sorted(range(len(terms)), key=lambda place: (-weights[place], terms[place]))
        found[label] = tuple(terms[place] for place in order[:KEYWORDS] if weights[place] > 0)
    return found
