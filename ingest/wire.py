"""How the reader process and its owner talk: frames of bytes, and values as JSON. Nothing in them is ever executed."""

import json
import struct
import types
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import IO, Any, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

_LENGTH = struct.Struct(">Q")

Message: TypeAlias = dict[str, Any]


def send(stream: IO[bytes], message: Message, content: bytes | None = None) -> None:
    """Write a message and, when there is one, the bytes that go with it."""
    written = json.dumps({**message, "content": content is not None}).encode("ascii")
    for frame in (written,) if content is None else (written, content):
        stream.write(_LENGTH.pack(len(frame)))
        stream.write(frame)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Message, bytes]:
    """Return the next message and its bytes, empty when it has none. Raises EOFError when the other side has gone."""
    message: Message = json.loads(_frame(stream))
    return message, _frame(stream) if message.pop("content") else b""


def _frame(stream: IO[bytes]) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found


def plain(value: Any) -> Any:
    """Return frozen domain values as what JSON has; the names of fields are kept."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _hints(type(value))}
    if isinstance(value, tuple | list | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return value.value if isinstance(value, Enum) else value


def restored(kind: Any, value: Any) -> Any:
    """Return the value of that type which :func:`plain` wrote. Raises TypeError or ValueError for anything else."""
    if value is None:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: restored(hint, value[name]) for name, hint in _hints(kind).items()})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return restored(next(each for each in inner if each is not type(None)), value)
    if origin in {tuple, frozenset}:
        several = inner[1:] == (...,) or origin is frozenset
        kinds = [inner[0]] * len(value) if several else inner
        return origin(restored(each, item) for each, item in zip(kinds, value, strict=True))
    if origin is not None:
        return {key: restored(inner[1], each) for key, each in value.items()}
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(cast(Any, kind))}
