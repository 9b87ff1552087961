"""Looking at originals: for the study's team alone, with a reason, and each look is written down before it is given."""

from domain.access import Viewer
from domain.audit import Deed
from domain.errors import InvalidRequest, NotFound
from domain.evidence import SourceFile
from use_cases.repository import Repository

_REMOVED = "removed"
_REWRITTEN = "rewritten"
REASON_AT_MOST = 200


class Originals:
    """The first of the two tiers: bytes and full text. Everything else in the program reads masked text."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def is_open_to(self, viewer: Viewer, source_id: str) -> bool:
        """Tell whether this viewer may open the original of a source. Asking is no look: it is not written down."""
        return self._repository.originals.is_open_to(viewer, source_id)

    def text(self, viewer: Viewer, source_id: str, reason: str) -> str:
        """Return the full text of a source, unmasked.

        Raises NotFound, NotAllowed, and InvalidRequest without a reason.
        """
        said = _reason(reason)
        original = self._repository.originals.original(viewer, source_id)
        if original.state == _REMOVED:
            raise _gone()
        self._write_down(viewer, source_id, original.study_id, "text", said)
        return original.canonical

    def file(self, viewer: Viewer, source_id: str, reason: str) -> SourceFile:
        """Return the bytes of a source as they were received, or what stands for them once somebody was taken out.

        Raises NotFound, NotAllowed, InvalidRequest without a reason, StorageFailed for bytes that are damaged.
        """
        said = _reason(reason)
        original = self._repository.originals.original(viewer, source_id)
        if original.state == _REMOVED:
            raise _gone()
        name = original.name.rpartition("/")[2]
        content = self._repository.blobs.get(original.digest)
        self._write_down(viewer, source_id, original.study_id, "file", said)
        return SourceFile(name=f"{name}.txt" if original.state == _REWRITTEN else name, content=content)

    def _write_down(self, viewer: Viewer, source_id: str, study_id: str, what: str, reason: str) -> None:
        told = {"study": study_id, "what": what, "reason": reason}
        self._repository.audit.add(viewer.name, Deed.LOOKED_AT_RAW, source_id, told)


def _reason(said: str) -> str:
    reason = " ".join(said.split())
    if not reason:
        raise InvalidRequest(
            "Opening an original needs a reason.",
            where="the reason",
            remedy="Say in a few words why: it is written into the audit with your name. Quote nothing.",
        )
    return reason[:REASON_AT_MOST]


def _gone() -> NotFound:
    return NotFound(
        "The original is not kept any more: its time was over.",
        where="the source",
        remedy="The masked text is still here.",
    )
