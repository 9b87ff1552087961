"""What the two ways of grouping observations share: guides made of the codebook, and the groups they return."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from domain.insights import UNGROUPED, Codebook
from domain.ports import Embedder, Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

Width = TypeVar("Width", bound="np.floating[Any]")
"""Whether numbers have 32 or 64 bits."""

STAGES = 7
"""How many stages a run has: as many as grouping with BERTopic passes; a shorter way skips some."""
_TITLE_WORDS = 3
_STEM_LETTERS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Guides:
    """The codebook as a topic model needs it: one title and one unit vector (d,) for each pattern, in its order."""

    patterns: tuple[str, ...]
    titles: tuple[str, ...]
    vectors: "Matrix"


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouping:
    """Groups of n texts: ``labels`` holds a number a text, or -1 for "not grouped".

    ``guided`` says which guide (by its place) a group came from; ``keywords`` tell each group from the others.
    ``parameters`` are all that the result depends on besides texts, vectors and seed.
    """

    labels: tuple[int, ...]
    guided: dict[int, int]
    keywords: dict[int, tuple[str, ...]]
    parameters: tuple[tuple[str, str], ...]


class Stages:
    """Tells how many of a run's stages are done; telling may raise, which ends the run."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._done = progress, 0
        self.meanwhile()

    def next(self) -> None:
        """Tell that one more is done."""
        self._done = min(self._done + 1, STAGES - 1)
        self.meanwhile()

    def finish(self) -> None:
        """Tell that all are done."""
        self._done = STAGES
        self.meanwhile()

    def meanwhile(self) -> None:
        """Tell the same again: it is called often within a stage, so that none has to be waited for."""
        if self._progress is not None:
            self._progress(self._done, STAGES)


def guides_of(codebook: Codebook, embedder: Embedder) -> Guides:
    """Return one vector a pattern: its title and definition count as much as all of its examples together."""
    import numpy as np

    texts = [f"{pattern.title}. {pattern.definition}" for pattern in codebook.patterns]
    owners = list(range(len(texts)))
    for place, pattern in enumerate(codebook.patterns):
        texts += [example.text for example in pattern.examples]
        owners += [place] * len(pattern.examples)
    embedded = embedder.embed(texts)
    folded = np.array(embedded[: len(codebook.patterns)], dtype=np.float64)
    examples = np.zeros_like(folded)
    np.add.at(examples, owners[len(folded) :], embedded[len(folded) :])
    both = unit_rows(folded) + unit_rows(examples)
    return Guides(
        patterns=tuple(pattern.id for pattern in codebook.patterns),
        titles=tuple(pattern.title for pattern in codebook.patterns),
        vectors=unit_rows(both).astype(np.float32),
    )


def unit_rows(matrix: "NDArray[Width]") -> "NDArray[Width]":
    """Return ``matrix`` (n, d) with each row scaled to length 1; a row of zeros stays as it is."""
    import numpy as np

    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: NDArray[Width] = np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0)
    return scaled


def membership(vectors: "Matrix", labels: tuple[int, ...]) -> list[float]:
    """Return how near each row of ``vectors`` (n, d) is to the middle of its group: cosine in [0, 1], 0 for -1."""
    import numpy as np

    numbers = np.asarray(labels)
    sure = np.zeros(len(numbers))
    units = unit_rows(np.asarray(vectors, dtype=np.float64))
    for label in sorted(set(labels) - {UNGROUPED}):
        rows = numbers == label
        middle = unit_rows(units[rows].mean(axis=0, keepdims=True))[0]
        sure[rows] = units[rows] @ middle
    return [round(float(value), 4) for value in np.clip(sure, 0.0, 1.0)]


def title_of(keywords: tuple[str, ...]) -> str:
    """Return a readable title of the first three keywords that differ in more than their ending."""
    chosen: list[str] = []
    for word in keywords:
        stems = {kept[:_STEM_LETTERS] for kept in chosen}
        if word[:_STEM_LETTERS] not in stems:
            chosen.append(word)
        if len(chosen) == _TITLE_WORDS:
            break
    if not chosen:
        return "Other remarks"
    joined = ", ".join(chosen)
    return joined[0].upper() + joined[1:]
