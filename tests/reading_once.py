"""Models that read the same batch once for all tests of a process: fixtures store the same few sentences for each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from vector_store import embedding
from vector_store.pair_judging import MiniLmPairJudge

MOST_READ = 20_000
"""Batches and lists of pairs that are kept, a few kilobytes each."""

_read: dict[Any, Any] = {}
_unit_means, _judge = embedding._unit_means, MiniLmPairJudge.judge


@contextmanager
def reading_once() -> Iterator[None]:
    """Have the packaged models give what they gave before for what they read before, bit by bit."""
    with patch.object(embedding, "_unit_means", _means_once), patch.object(MiniLmPairJudge, "judge", _judged_once):
        yield


def _means_once(session: Any, tokens: Sequence[Any]) -> Any:
    asked = (id(session), *(each.tobytes() for each in tokens))
    return _once(asked, lambda: _unit_means(session, list(tokens)))


def _judged_once(judge: MiniLmPairJudge, pairs: Sequence[tuple[str, str]]) -> Any:
    if pairs:
        judge._model.read()  # whose files may be gone meanwhile
    return _once((judge.name, *pairs), lambda: _judge(judge, pairs)).copy()


def _once(asked: Any, read: Any) -> Any:
    if asked not in _read:
        if len(_read) >= MOST_READ:
            _read.clear()
        _read[asked] = read()
    return _read[asked]
