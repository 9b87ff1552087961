"""What people type for everybody to read: it may hold no personal data."""

from domain.errors import InvalidRequest
from domain.masking import type_in_words
from domain.wording import listed
from use_cases.repository import Repository


class TypedWords:
    """Refuses words in which masking would replace something. Equal words are looked at once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._found: dict[str, tuple[tuple[str, str], ...]] = {}

    def check(self, where: str, text: str | None) -> None:
        """Raise InvalidRequest for words that hold what looks like personal data, with what it is."""
        found = self._find(text or "")
        if found:
            told = listed([f"{type_in_words(kind)} ({words})" for kind, words in found])
            raise InvalidRequest(
                f"This holds what looks like personal data: {told}.",
                where=where,
                remedy="Others read it: write it without. Where it is none, say it in another word.",
            )

    def _find(self, text: str) -> tuple[tuple[str, str], ...]:
        if text not in self._found:
            masker = self._repository.masker_sparing(self._repository.catalogue.catalogue())
            self._found[text] = tuple(dict.fromkeys((item.type, item.span.of(text)) for item in masker.find(text)))
        return self._found[text]
