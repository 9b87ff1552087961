"""The options by which commands narrow a search, in one place: those of ``search`` are those of ``watches add``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands.missions import mission_name
from commands.output import attribute_pairs
from commands.root import checked
from commands.typed_dates import as_date
from domain.errors import NotFound
from domain.evidence import Kind, Level, Severity, Standing, Subject
from domain.search import ObservationFilter, check_order

if TYPE_CHECKING:
    from use_cases.app import UseCases

Command = TypeVar("Command", bound=Callable[..., Any])
Member = TypeVar("Member", bound=StrEnum)


def _one_of(members: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([member.value for member in members])


_OPTIONS = (
    click.option("--mission", help="Evidence of studies that belong to it."),
    click.option("--organisation", multiple=True, help="Evidence about this organisation."),
    click.option("--service", multiple=True),
    click.option("--kind", multiple=True, type=_one_of(Kind)),
    click.option("--since", callback=as_date),
    click.option("--until", callback=as_date),
    click.option("--researched-by", multiple=True, help="Evidence of studies that this organisation did."),
    click.option("--method", multiple=True, help="Evidence of studies that state this method."),
    click.option("--study", multiple=True, help="Evidence of this study, by its title or identifier."),
    click.option("--system", multiple=True, help="Evidence about this system."),
    click.option("--pattern", multiple=True, metavar="ID", help="What resembles this pattern of the codebook."),
    click.option("--theme", multiple=True, metavar="ID", help="Evidence in this theme, as `themes list` names it."),
    click.option("--severity", multiple=True, type=_one_of(Severity), help="Difficulties that cost so much."),
    click.option("--level", multiple=True, type=_one_of(Level), help="Difficulties that bite there."),
    click.option("--standing", multiple=True, type=_one_of(Standing), help="Whether it is still true."),
    click.option("--workarounds", is_flag=True, help="What tells of a workaround."),
    click.option("--attribute", multiple=True, metavar="NAME=VALUE", help="Said by people of whom this is known."),
)


def narrowing(command: Command) -> Command:
    """Give a command the options that narrow; it takes them as keywords and hands them to ``narrowed``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def narrowed(said: dict[str, Any]) -> "Callable[[UseCases], ObservationFilter]":
    """Return what gives the filter of these options, once the program is open; what is no date, or ends before it
    begins, is refused at once.

    What is returned raises NotFound for a mission or a pattern that is not there. A theme is looked for where the
    filter is used, for its viewer.
    """
    where = checked(
        lambda: ObservationFilter(
            organisations=frozenset(said["organisation"]),
            services=frozenset(said["service"]),
            systems=frozenset(said["system"]),
            researched_by=frozenset(said["researched_by"]),
            kinds=_members(Kind, said["kind"]),
            severities=_members(Severity, said["severity"]),
            levels=_members(Level, said["level"]),
            standings=_members(Standing, said["standing"]),
            workarounds=said["workarounds"],
            patterns=frozenset(said["pattern"]),
            themes=frozenset(said["theme"]),
            methods=frozenset(said["method"]),
            studies=frozenset(said["study"]),
            attributes=attribute_pairs(said["attribute"]),
            since=said["since"],
            until=said["until"],
        ),
        "--since or --until",
    )
    remedy = "Give an earlier --since, or a later --until."
    check_order(where.since, where.until, where="--since and --until", remedy=remedy)

    def settled(app: "UseCases") -> ObservationFilter:
        mission = mission_name(app, said["mission"])
        _check_patterns(app, where.patterns)
        return replace(where, missions=frozenset({mission} if mission else ()))

    return settled


def unknown_names(app: "UseCases", where: ObservationFilter) -> list[str]:
    """Return a line for each name that narrows a search and that the catalogue does not have: nothing is about it."""
    asked = (
        ("--organisation", Subject.ORGANISATION, where.organisations),
        ("--researched-by", Subject.ORGANISATION, where.researched_by),
        ("--service", Subject.SERVICE, where.services),
        ("--system", Subject.SYSTEM, where.systems),
    )
    if not any(names for _, _, names in asked):
        return []
    known = app.catalogue(app.viewer())
    return [
        f"No {subject.value} is known as '{name}' ({option}). The names are listed by: throughline catalogue list"
        for option, subject, names in asked
        for name in sorted(names)
        if known.entry(subject, name) is None
    ]


def _members(members: type[Member], values: Sequence[str]) -> frozenset[Member]:
    return frozenset(members(value) for value in values)


def _check_patterns(app: "UseCases", patterns: frozenset[str]) -> None:
    if not patterns:
        return
    codebook = app.codebook()
    for identifier in sorted(patterns):
        if codebook.pattern(identifier) is None:
            raise NotFound(
                "There is no such pattern in the codebook.",
                where=f"--pattern {identifier}",
                remedy="Give an identifier from it: throughline codebook patterns",
            )
