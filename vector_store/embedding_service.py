"""Vectors from an OpenAI-compatible service: what a setting may name in place of a model on this machine."""

import json
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from domain.errors import ModelUnusable
from domain.ports import Progress
from vector_store.embedding import Pulse
from vector_store.onnx_models import encodable

if TYPE_CHECKING:
    import httpx

    from domain.ports import Matrix

TEXTS_AT_ONCE = 64
SECONDS = 60.0
"""How long the service may be silent over one request."""
MOST_CHARACTERS = 8_000
"""What is sent of one text: less than any model in use reads."""
MOST_ANSWER_BYTES = 100_000_000
_WHERE = "THROUGHLINE_EMBEDDING_SERVICE"


class ServiceEmbedder:
    """Asks ``address``/embeddings; follows no redirect, uses no proxy, and sends nothing but the texts.

    ``name`` is what the service calls the model, and its address: that it goes on being that model cannot be checked.
    """

    def __init__(self, address: str, model: str, *, key: str = "") -> None:
        self.name = f"{model} at {urlsplit(address).netloc.rpartition('@')[2]}"
        self._address = f"{address.rstrip('/')}/embeddings"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    @cached_property
    def dimensions(self) -> int:
        """Return how many numbers a vector has, which the service is asked for once. Raises ModelUnusable."""
        with self._client() as client:
            return int(self._vectors(client, ["dimensions"]).shape[1])

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return a float32 array (len(texts), dimensions) of unit rows, in the order given; equal texts are sent once.

        Raises ModelUnusable, with nothing of the texts, when the service cannot be reached or is not understood.
        """
        import numpy as np

        distinct = list(dict.fromkeys(texts))
        if not distinct:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        pulse = Pulse(progress, total=len(distinct))
        parts = []
        with self._client() as client:
            for start in range(0, len(distinct), TEXTS_AT_ONCE):
                parts.append(self._vectors(client, distinct[start : start + TEXTS_AT_ONCE]))
                if parts[-1].shape[1] != parts[0].shape[1]:
                    raise _not_understood()
                pulse.advance(len(parts[-1]))
        rows = {text: row for row, text in enumerate(distinct)}
        return np.concatenate(parts)[[rows[text] for text in texts]]

    @contextmanager
    def _client(self) -> "Iterator[httpx.Client]":
        """Give a client, and raise ModelUnusable for what httpx raises inside the ``with`` block."""
        import httpx

        try:
            with httpx.Client(trust_env=False, timeout=SECONDS, verify=ssl.create_default_context()) as client:
                yield client
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelUnusable(
                "The embedding service cannot be reached, or does not answer in time.",
                where=_WHERE,
                remedy="See that the address is right and the service runs, then try again.",
            ) from error

    def _vectors(self, client: "httpx.Client", texts: list[str]) -> "Matrix":
        # Some services refuse an empty text.
        sent = [encodable(text)[:MOST_CHARACTERS] or " " for text in texts]
        asked = {"model": self._model, "input": sent, "encoding_format": "float"}
        content = bytearray()
        with client.stream("POST", self._address, json=asked, headers=self._headers) as response:
            if response.status_code != 200:
                raise ModelUnusable(
                    f"The embedding service refuses, with status {response.status_code}.",
                    where=_WHERE,
                    remedy="See that address, model and key are those of the service.",
                )
            for part in response.iter_bytes():
                content += part
                if len(content) > MOST_ANSWER_BYTES:
                    raise _not_understood()
        return _unit_rows(bytes(content), len(texts))


def _unit_rows(content: bytes, wanted: int) -> "Matrix":
    """Return the vectors of an answer, each scaled to length 1, in the order in which the texts were sent."""
    import numpy as np

    try:
        said: list[Any] = json.loads(content)["data"]
        rows = np.array([each["embedding"] for each in sorted(said, key=lambda each: each["index"])], dtype=np.float32)
        places = sorted(each["index"] for each in said)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _not_understood() from error
    if places != list(range(wanted)) or rows.ndim != 2 or not rows.shape[1] or not np.isfinite(rows).all():
        raise _not_understood()
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not lengths.all():
        raise _not_understood()
    return np.asarray(rows / lengths, dtype=np.float32)


def _not_understood() -> ModelUnusable:
    return ModelUnusable(
        "The embedding service's answer is not understood.",
        where=_WHERE,
        remedy="See that the service speaks the embeddings protocol, and that the model is one for embeddings.",
    )
