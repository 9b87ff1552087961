"""Identifiers that come from content, so that adding the same thing twice adds nothing."""

import hashlib
from collections.abc import Iterable

from domain.text import fold

_SEPARATOR = "\x1f"


def digest(*parts: str, length: int = 20) -> str:
    """Return the first ``length`` hexadecimal digits of the SHA-256 of the parts, kept apart by a separator."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:length]


def pain_point_id(subject: str) -> str:
    """Return the identifier of the pain point that is made of a pattern or a theme."""
    theme = subject.removeprefix("th_")
    return f"pp_t{theme}" if theme != subject else "pp_" + subject.removeprefix("PAT_")


def subject_of_pain_point(name: str) -> str:
    """Return the pattern or theme that a pain point is made of; what names no pain point is returned as it is."""
    if name.startswith("pp_t"):
        return "th_" + name.removeprefix("pp_t")
    return "PAT_" + name.removeprefix("pp_") if name.startswith("pp_") else name


def organisation_id(name: str) -> str:
    """Return the identifier of an organisation; names that differ only in case or white space are one."""
    return "org_" + digest(fold(name).casefold(), length=12)


def study_id(organisation: str, title: str, team: str | None = None, *, nth: int = 1) -> str:
    """Return the identifier of a study: its title within the team that answers for it and who did the research.

    ``nth`` counts, from 1, the studies that came under these three: earlier ones may have moved to other teams.
    """
    names = (organisation, title) if team is None else (organisation, title, team)
    names = names if nth == 1 else (*names, str(nth))
    return "st_" + digest(*(fold(name).casefold() for name in names), length=12)


def source_id(study: str, name: str) -> str:
    """Return the identifier of a source: its name within its study. New content under the name is a revision."""
    return "src_" + digest(study, name, length=16)


def observation_id(study: str, source_name: str, canonical_text: str, nth: int) -> str:
    """Return an identifier that survives re-import; ``nth`` counts equal passages of one source from 0."""
    return "obs_" + digest(study, source_name, fold(canonical_text), str(nth))


def group_id(observations: Iterable[str]) -> str:
    """Return the identifier of a group of observations, at least one.

    Two groups share it about as often as they overlap (Broder, 1997, min-wise hashing), so that a group mostly keeps it
    when another run draws it a little differently.
    """
    return "th_" + min(digest(identifier) for identifier in observations)


def mission_id(name: str) -> str:
    """Return the identifier of a mission; names that differ only in case or white space are one."""
    return "ms_" + digest(fold(name).casefold(), length=12)


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal: the name under which originals are kept."""
    return hashlib.sha256(content).hexdigest()
