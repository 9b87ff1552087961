"""Closed answers counted: what a survey asked besides, and what was said, organisation by organisation."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAttribute:
    """An attribute and its commonest values, commonest first; ``distinct`` counts all of them."""

    name: str
    values: tuple[str, ...]
    distinct: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerCount:
    """How often one value of an attribute was given where evidence concerns one organisation.

    ``people`` are those who wrote something and are told apart by the source; where it tells nobody apart, their
    answers are counted. ``observations`` are what they said.
    """

    value: str
    organisation: str
    people: int
    observations: int
