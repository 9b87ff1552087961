"""Job payloads: domain objects as plain JSON values and back, so that a job outlives the process that queued it."""

from dataclasses import asdict
from typing import Any

from domain.access import Marking, Role, Viewer, Visibility
from domain.asking import NO_SIGNS, Ask, AskKind, Cited, Cue, Signs
from domain.consent import Consent, LawfulBasis
from domain.evidence import Account, Basis, FileAccount, Outcome, Refusal, Standing
from domain.journeys import Branch, Channel, StepOutline
from domain.masking import MaskingDecision, MaskingDecisions
from domain.proposals import FileDescription, FileProposal, Finding, StagedFile
from domain.tables import ColumnMapping, MappingBasis, Meaning, SavedMapping, TableMapping
from domain.text import TextSpan

Payload = dict[str, Any]


def viewer_payload(viewer: Viewer) -> Payload:
    """Return a viewer as JSON values."""
    return {**asdict(viewer), "teams": sorted(viewer.teams), "missions": sorted(viewer.missions)}


def viewer_of(payload: Payload) -> Viewer:
    """Return the viewer that :func:`viewer_payload` wrote."""
    sets = {name: frozenset(payload[name]) for name in ("teams", "missions")}
    return Viewer(**{**payload, **sets, "role": Role(payload["role"])})


def staged_of(payload: Payload) -> StagedFile:
    """Return a staged file."""
    refusal = payload.get("refusal")
    return StagedFile(**{**payload, "refusal": Refusal(**refusal) if refusal else None})


def description_of(payload: Payload) -> FileDescription:
    """Return a file's description."""
    return FileDescription(
        **{
            **payload,
            "about": tuple(payload["about"]),
            "standing": Standing(payload["standing"]) if payload["standing"] else None,
            "visibility": Visibility(payload["visibility"]) if payload["visibility"] else None,
            "marking": Marking(payload["marking"]) if payload.get("marking") else None,
            "consent": _consent_of(payload["consent"]) if payload.get("consent") else None,
            "metadata": tuple((key, value) for key, value in payload["metadata"]),
            "mappings": tuple(saved_mapping_of(row) for row in payload.get("mappings", ())),
            "columns": tuple((name, Meaning(meaning)) for name, meaning in payload.get("columns", ())),
            "masking": decisions_of(payload.get("masking")),
        }
    )


def saved_mapping_of(payload: Payload) -> SavedMapping:
    """Return what somebody decided on the columns of a table."""
    return SavedMapping(
        signature=payload["signature"],
        meanings=tuple(map(Meaning, payload["meanings"])),
        columns=tuple(payload.get("columns", ())),
    )


def table_of(payload: Payload) -> TableMapping:
    """Return what the columns of a table are taken for."""
    columns = tuple(
        ColumnMapping(**{**row, "meaning": Meaning(row["meaning"]), "samples": tuple(row["samples"])})
        for row in payload["columns"]
    )
    return TableMapping(**{**payload, "columns": columns, "basis": MappingBasis(payload["basis"])})


def _consent_of(payload: Payload) -> Consent:
    return Consent(**{**payload, "basis": LawfulBasis(payload["basis"]) if payload["basis"] else None})


def decisions_of(payload: Payload | None) -> MaskingDecisions | None:
    """Return what a person decided on masking; None when nobody did."""
    if payload is None:
        return None
    made = (MaskingDecision(**{**each, "span": TextSpan(**each["span"])}) for each in payload["made"])
    return MaskingDecisions(made=tuple(made), text=payload["text"])


def outline_of(payload: Payload) -> StepOutline:
    """Return a step's outline."""
    read: Payload = {
        **payload,
        "touchpoints": tuple(payload.get("touchpoints", ())),
        "systems": tuple(payload.get("systems", ())),
        "channel": Channel(payload.get("channel", Channel.UNKNOWN)),
        "standing": Standing(payload.get("standing", Standing.UNKNOWN)),
        "branch": Branch(payload["branch"]) if payload.get("branch") else None,
        "extras": tuple((name, text) for name, text in payload.get("extras", ())),
    }
    return StepOutline(**read)


def account_of(payload: Payload) -> Account:
    """Return the account of an ingest."""
    return Account(files=tuple(file_account_of(file) for file in payload["files"]))


def file_account_of(payload: Payload) -> FileAccount:
    """Return the account of one file."""
    return FileAccount(
        **{
            **payload,
            "outcome": Outcome(payload["outcome"]),
            "refusals": _refusals(payload["refusals"]),
            "redactions": _pairs(payload["redactions"]),
            "warnings": tuple(payload["warnings"]),
            "followed": tuple(payload.get("followed", ())),
            "signs": signs_of(payload.get("signs")),
        }
    )


def proposal_of(payload: Payload) -> FileProposal:
    """Return what a check found of one file."""
    return FileProposal(
        **{
            **payload,
            "file": staged_of(payload["file"]),
            "description": description_of(payload["description"]),
            "organisation_basis": Basis(payload["organisation_basis"]),
            "refusals": _refusals(payload["refusals"]),
            "warnings": tuple(payload["warnings"]),
            "redactions": _pairs(payload["redactions"]),
            "findings": tuple(
                Finding(**{**finding, "span": TextSpan(**finding["span"])}) for finding in payload["findings"]
            ),
            "tables": tuple(table_of(row) for row in payload.get("tables", ())),
            "signs": signs_of(payload.get("signs")),
        }
    )


def signs_of(payload: Payload | None) -> Signs:
    """Return the signs in a file; none where an earlier version looked for none."""
    if payload is None:
        return NO_SIGNS
    pairs = {name: tuple((key, value) for key, value in payload[name]) for name in ("ties", "held")}
    asks = tuple(_ask_of(row) for row in payload["asks"])
    return Signs(**{**payload, **pairs, "cue": Cue(payload["cue"]), "sketch": tuple(payload["sketch"]), "asks": asks})


def _ask_of(payload: Payload) -> Ask:
    lists = {name: tuple(payload[name]) for name in ("files", "options", "reasons")}
    passages = tuple(Cited(**{**row, "span": TextSpan(**row["span"])}) for row in payload["passages"])
    return Ask(**{**payload, **lists, "kind": AskKind(payload["kind"]), "passages": passages})


def _refusals(rows: list[Payload]) -> tuple[Refusal, ...]:
    return tuple(Refusal(**row) for row in rows)


def _pairs(rows: list[list[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in rows)
