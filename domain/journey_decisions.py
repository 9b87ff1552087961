"""What people decided on a journey, through all its versions: what drafting it anew leaves as they said it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.journey_files import Sides


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """By name alone, never by value: what was undone is not among it.

    ``steps`` are, by step, fields that drafting fills, and others that people changed or emptied; ``hand_overs`` the
    same of what passes between a step and the next, none where they kept evidence there and said nothing. ``own`` are
    hand-overs with sides of their own that people put there, spoke of, or kept evidence at, ``removed`` those they took
    off. ``suggestions`` are suggested steps they took or dropped, each with its observations; ``to_tray`` is what came
    to the tray by their doing. ``is_any`` says that somebody changed anything, ``names_actor`` that they said whose
    journey it is.
    """

    is_any: bool = False
    is_titled: bool = False
    names_actor: bool = False
    steps: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hand_overs: Mapping[Sides, frozenset[str]] = field(default_factory=dict)
    own: frozenset[Sides] = frozenset()
    removed: frozenset[Sides] = frozenset()
    suggestions: tuple[tuple[str, frozenset[str]], ...] = ()
    to_tray: frozenset[str] = frozenset()
