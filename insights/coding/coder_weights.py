"""What training left for the coder to judge kinds by, read once and checked."""

import hashlib
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ModelUnusable
from insights.encoders import KIND_HEAD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

WEIGHTS_FILE = Path(__file__).with_name("coder.npz")


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """What training left: one column a kind (in the order of ``Kind``), then one a severity, lowest first.

    ``vectors`` (384, 11), ``words`` (rows, 11) reached through ``word_rows`` (buckets,), ``cues`` (cues, 11),
    ``bias`` (11,). ``slope`` and ``shift`` turn the log odds of a difficulty into a calibrated probability.
    """

    vectors: "NDArray[np.float32]"
    words: "NDArray[np.float32]"
    word_rows: "NDArray[np.int32]"
    cues: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"
    slope: float
    shift: float
    training: str
    digest: str


@lru_cache(maxsize=1)
def weights_digest() -> str:
    """Return the SHA-256 of the weights file. Raises ModelUnusable when it is missing."""
    try:
        return hashlib.sha256(WEIGHTS_FILE.read_bytes()).hexdigest()
    except OSError as error:
        raise _unusable() from error


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights of the package. Raises ModelUnusable when they are missing or damaged."""
    import numpy as np

    try:
        with np.load(WEIGHTS_FILE, allow_pickle=False) as kept:
            return Weights(
                vectors=kept["vectors"].astype(np.float32),
                words=kept["words"].astype(np.float32),
                word_rows=kept["word_rows"].astype(np.int32),
                cues=kept["cues"].astype(np.float32),
                bias=kept["bias"].astype(np.float32),
                slope=float(kept["slope"]),
                shift=float(kept["shift"]),
                training=str(kept["training"]),
                digest=weights_digest(),
            )
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise _unusable() from error


def _unusable(name: str = WEIGHTS_FILE.name, made_by: str = "insights.training.train_coder") -> ModelUnusable:
    return ModelUnusable(
        "The coder's weights cannot be read.",
        where=name,
        remedy=f"Install the project again, or train them with 'python -m {made_by}'.",
    )


@lru_cache(maxsize=1)
def load_head() -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    """Return the (384, kinds) weights and the (kinds,) bias that turn vectors of the encoder of kinds into scores.

    Raises ModelUnusable when they are missing or damaged.
    """
    import numpy as np

    try:
        with np.load(KIND_HEAD, allow_pickle=False) as kept:
            return kept["weights"].astype(np.float32), kept["bias"].astype(np.float32)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise _unusable(KIND_HEAD.name, "insights.training.train_kinds") from error


def head_scores(vectors: "Matrix") -> "Matrix":
    """Return (n, kinds) scores of vectors (n, 384) that the encoder of kinds made."""
    weights, bias = load_head()
    return vectors.astype("float32") @ weights + bias
