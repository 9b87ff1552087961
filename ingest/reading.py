"""A file in; its passages, masked text, observations and refusals out."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.catalogue import Catalogue
from domain.codes import Selection
from domain.evidence import (
    About,
    Contribution,
    Observation,
    Passage,
    ReadSource,
    Refusal,
    SourceFile,
    SourceText,
    Study,
)
from domain.identity import observation_id, source_id
from domain.ports import Masker
from domain.text import TextSpan, fold
from ingest.canonical import Canonical
from ingest.opening import OpenedFile, open_file
from ingest.proposing import Described, propose
from ingest.shielding import Choices, Shield
from ingest.splitting import Candidate, candidates
from ingest.subjects import Subjects
from language.sentences import SentenceSplitter


def read_source(  # noqa: PLR0913 - each argument is one fact of the ingest; a bundle would only hide them
    file: SourceFile,
    *,
    study: Study,
    about: Sequence[About] = (),
    masker: Masker | None,
    sentences: SentenceSplitter,
    known: Catalogue | None = None,
    said_by: str | None = None,
    opened: OpenedFile | None = None,
    choices: Choices | None = None,
) -> ReadSource:
    """Return a file read, masked and split. ``masker`` None leaves personal data as it stands.

    ``about`` is what the description states; without it each observation is about what its words or headings name,
    or else about the organisation that did the research. ``said_by`` is the participant of the whole file; what the
    file itself says of a passage goes before it. ``opened`` is what its reader gave; without it the file is opened in
    this process. The study's title, the file's name and headings are masked together with the text, so that one
    person has one placeholder. ``choices`` is what people decided on the masking. Raises UnreadableSource.
    """
    opened = opened or open_file(file)
    canonical = Canonical.of(opened.passages)
    found = candidates(canonical, sentences)
    shield = Shield.over(
        masker,
        canonical,
        title=study.title,
        name=file.name,
        said_by=said_by,
        codes=opened.codes,
        tables=opened.tables,
        choices=choices,
    )
    subjects = Subjects(stated=about, study=study, known=known or Catalogue())
    return ReadSource(
        id=source_id(study.id, file.name),
        study=replace(study, title=shield.title),
        name=file.name,
        shown_name=shield.name,
        digest=hashlib.sha256(file.content).hexdigest(),
        media_type=opened.media_type,
        text=SourceText(canonical=canonical.text, masked=shield.masked),
        observations=tuple(_observations(file, study, canonical.text, found, shield, subjects, said_by)),
        refusals=(*(c.refusal for c in found if c.refusal), *opened.refusals),
        contributions=tuple(_contributions(canonical, shield, said_by)),
        codes=tuple(shield.code(code) for code in opened.codes),
        selections=tuple(_selections(canonical, shield)),
        tables=tuple(shield.table(table) for table in opened.tables),
    )


def read_passages(file: SourceFile) -> tuple[list[Passage], list[Refusal]]:
    """Return a file's passages and what its reader refused. Raises UnreadableSource, also when it holds no words."""
    opened = open_file(file)
    return list(opened.passages), list(opened.refusals)


def _observations(
    file: SourceFile,
    study: Study,
    canonical: str,
    found: Sequence[Candidate],
    shield: Shield,
    subjects: Subjects,
    said_by: str | None,
) -> list[Observation]:
    seen: Counter[str] = Counter()
    observations: list[Observation] = []
    for candidate in found:
        if candidate.refusal:
            continue
        words = candidate.span.of(canonical)
        nth = seen[fold(words)]
        seen[fold(words)] += 1
        span = shield.masked.to_masked(candidate.span)
        observations.append(
            Observation(
                id=observation_id(study.id, file.name, words, nth),
                source_id=source_id(study.id, file.name),
                study_id=study.id,
                ordinal=len(observations),
                text=span.of(shield.masked.text),
                span=span,
                locator=candidate.passage.locator,
                headings=shield.headings(candidate.passage.headings),
                about=subjects.of(words, candidate.passage.headings),
                participant=shield.participant(candidate.passage.participant or said_by),
                attributes=shield.attributes(candidate.passage.attributes),
            )
        )
    return observations


def _contributions(canonical: Canonical, shield: Shield, said_by: str | None) -> Iterator[Contribution]:
    for placed in canonical.placed:
        if participant := shield.participant(placed.passage.participant or said_by):
            yield Contribution(span=placed.span, participant=participant)


def _selections(canonical: Canonical, shield: Shield) -> Iterator[Selection]:
    """Yield people's selections with spans of the masked text; parts of one in several passages become one again."""
    parts: dict[str, list[Selection]] = {}
    for placed in canonical.placed:
        for part in placed.passage.selections:
            at = placed.span.start
            span = TextSpan(start=part.span.start + at, end=part.span.end + at)
            parts.setdefault(part.id, []).append(replace(part, span=span))
    for pieces in parts.values():
        span = TextSpan(start=pieces[0].span.start, end=pieces[-1].span.end)
        yield shield.selection(replace(pieces[0], span=shield.masked.to_masked(span)))


__all__ = ["Described", "propose", "read_passages", "read_source"]
