"""Files that hold others are taken apart, so that each file inside has a row and an account of its own."""

from collections.abc import Iterator
from dataclasses import replace

from domain.errors import UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.files import RefusedMember
from domain.limits import DEFAULT_LIMITS, Limits
from domain.ports import Container
from ingest.readers import CONTAINERS, READERS
from ingest.readers._content import RATIO_FROM_BYTES, check_length
from ingest.readers._nature import sight_of


def expand(file: SourceFile, limits: Limits = DEFAULT_LIMITS) -> Iterator[SourceFile | RefusedMember]:
    """Yield a file itself, or what is in it when it holds others, archives in archives opened too, in their order.

    Members have the path that leads to them ("pack.zip/notes/a.md"). A file that is read and holds others (a letter
    with attachments) comes first, then those. What cannot be taken out is yielded as refused; raises nothing.
    """
    yield from _Budget(file, limits).expand(file, depth=0)


class _Budget:
    """What one file may still come to, all archives in it together."""

    def __init__(self, file: SourceFile, limits: Limits) -> None:
        self._limits = limits
        self._bytes = min(limits.expanded_bytes, max(RATIO_FROM_BYTES, limits.ratio * len(file.content)))
        self._entries = limits.entries

    def expand(self, file: SourceFile, *, depth: int) -> Iterator[SourceFile | RefusedMember]:
        """Yield a file or its members; ``depth`` counts the archives it stands in."""
        try:
            check_length(len(file.content), self._limits)
            seen = sight_of(file)
            container = next((each for each in CONTAINERS if each.recognises(seen)), None)
            if container is None:
                yield file
                return
            self._check_depth(depth)
            if any(reader.recognises(seen) for reader in READERS):
                yield file
            yield from self._members(container, file, depth)
        except UnreadableSource as error:
            refusal = Refusal(where=error.where or "whole file", reason=error.problem, remedy=error.remedy)
            yield RefusedMember(name=file.name, refusal=refusal)

    def _members(self, container: Container, file: SourceFile, depth: int) -> Iterator[SourceFile | RefusedMember]:
        empty = True
        for member in container.members(file, self._left()):
            empty = False
            inside = replace(member, name=f"{file.name}/{member.name}")
            if isinstance(inside, RefusedMember):
                self._entries -= 1
                yield inside
            else:
                self._take(inside)
                yield from self.expand(inside, depth=depth + 1)
        if empty and not any(reader.recognises(sight_of(file)) for reader in READERS):
            raise UnreadableSource(
                "The archive holds no files.", where="whole file", remedy="Check that the right one was packed."
            )

    def _left(self) -> Limits:
        return replace(self._limits, expanded_bytes=max(1, self._bytes), entries=max(1, self._entries))

    def _take(self, member: SourceFile) -> None:
        self._bytes -= len(member.content)
        self._entries -= 1
        if self._bytes < 0 or self._entries < 0:
            raise UnreadableSource(
                "The archive holds more than is taken in at once.",
                where="whole file",
                remedy="Split it into several, or add the files one by one. What came before this is taken in.",
            )

    def _check_depth(self, depth: int) -> None:
        if depth >= self._limits.nesting:
            raise UnreadableSource(
                f"More than {self._limits.nesting} archives or mails stand one inside another.",
                where="whole file",
                remedy="Take out the inner ones, then add them by themselves.",
            )
