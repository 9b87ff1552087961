"""Names that texts only mention: found by how they are written and the words around them, for people to decide on."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from domain.access import Viewer
from domain.catalogue import Entry, name_key
from domain.evidence import Subject
from domain.names import NamedIn, NameProposal
from use_cases.repository import Repository

MOST_TEXTS = 20_000
"""How many observations are looked through; reading that many takes some seconds."""
_KEPT = 4


class FoundNames:
    """What the texts in somebody's sight mention. It is worked out once while they stay as they are."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._kept: dict[tuple[int, frozenset[str]], tuple[NameProposal, ...]] = {}
        self._lock = Lock()

    def proposals(self, viewer: Viewer) -> list[NameProposal]:
        """Return the names that texts in this viewer's sight mention and no entry has, commonest first, then by name.

        One of which some way of writing is an entry's already is proposed for the others. Left out are names that
        people rejected, what names a sort of body and not one, and what is part of a known name or only says whose.
        """
        known = self._repository.catalogue.catalogue()
        forms = {name_key(form) for each in Subject for entry in known.entries(each) for form in _forms(entry)}
        return [
            item
            for item in self._mentioned(viewer)
            if not _is_known(name_key(item.name), forms)
            and not any(known.is_rejected(item.subject, form) for form in (item.name, *item.aliases))
        ]

    def _mentioned(self, viewer: Viewer) -> tuple[NameProposal, ...]:
        visible = self._repository.evidence.visible_ids(viewer)
        key = (self._repository.evidence.texts_revision(), visible)
        with self._lock:
            if key not in self._kept:
                self._kept = dict(list(self._kept.items())[1 - _KEPT :])
                self._kept[key] = self._find(visible)
            return self._kept[key]

    def _find(self, visible: frozenset[str]) -> tuple[NameProposal, ...]:
        from language.names import find_names, is_sort_of_body

        every, told = self._repository.evidence.texts()
        seen = [(name, text) for name, text in zip(every, told, strict=True) if name in visible][:MOST_TEXTS]
        return tuple(
            NameProposal(
                name=thing.name,
                subject=thing.subject,
                found=NamedIn(observations=len(thing.texts)),
                example=seen[thing.texts[0]][0],
                aliases=thing.aliases,
            )
            for thing in find_names([text for _, text in seen])
            if not is_sort_of_body(thing.name)
        )


def _forms(entry: Entry) -> tuple[str, ...]:
    """Return every name that an entry goes by."""
    return (entry.name, *entry.aliases)


def _is_known(key: str, forms: set[str]) -> bool:
    """Tell whether a name is a known one of whatever sort, a part of one, or something "of" one."""
    return any(f" {key} " in f" {form} " or key.endswith((f" of {form}", f" for {form}")) for form in forms)


def with_mentioned(proposed: Sequence[NameProposal], mentioned: Sequence[NameProposal]) -> list[NameProposal]:
    """Return both lists as one, a name once: what is about it counts, and its other ways of writing come along."""
    others = {(item.subject, name_key(item.name)): item for item in mentioned}
    joined = []
    for item in proposed:
        other = others.pop((item.subject, name_key(item.name)), None)
        joined.append(replace(item, aliases=other.aliases) if other else item)
    joined += others.values()
    return sorted(joined, key=lambda item: (-item.found.observations, -item.found.studies, item.name))
