"""A file in; its passages, masked text, observations and refusals out."""

import hashlib
from bisect import bisect_left
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
    PassageRole,
    ReadSource,
    Refusal,
    SourceFile,
    SourceText,
    Study,
)
from domain.identity import digest, observation_id, source_id
from domain.ports import Masker
from domain.text import TextSpan, fold
from ingest.canonical import Canonical
from ingest.opening import OpenedFile, open_file
from ingest.proposing import Described, propose
from ingest.readers._sections import names_nobody
from ingest.shielding import Choices, Shield
from ingest.splitting import Candidate, candidates
from ingest.subjects import Subjects
from language.sentences import SentenceSplitter

_FILE_DIGITS = 6


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
    or else about the organisation that did the research. ``said_by`` is the participant of the whole file, whatever
    name they have in it; where the file tells of several, it is whose the rest is. ``opened`` is what its reader
    gave; without it the file is opened in this process. The study's title, the file's name and headings are masked
    together with the text, so that one person has one placeholder. ``choices`` is what people decided on the
    masking. Raises UnreadableSource.
    """
    opened = opened or open_file(file)
    canonical = Canonical.of(_said_by(opened.passages, said_by))
    found = candidates(canonical, sentences)
    beside = candidates(canonical, sentences, role=PassageRole.INTERVIEWER)
    refusals = (*(each.refusal for each in found if each.refusal), *opened.refusals)
    shield = Shield.over(
        masker,
        canonical,
        title=study.title,
        name=file.name,
        codes=opened.codes,
        tables=opened.tables,
        places=[*(each.passage.locator for each in canonical.placed), *(each.where for each in refusals)],
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
        observations=tuple(_observations(file, study, canonical, (*found, *beside), shield, subjects)),
        refusals=tuple(replace(each, where=shield.place(each.where)) for each in refusals),
        contributions=tuple(_contributions(canonical, shield, source_id(study.id, file.name))),
        codes=tuple(shield.code(code) for code in opened.codes),
        selections=tuple(_selections(canonical, shield)),
        tables=tuple(shield.table(table) for table in opened.tables),
    )


def read_passages(file: SourceFile) -> tuple[list[Passage], list[Refusal]]:
    """Return a file's passages and what its reader refused. Raises UnreadableSource, also when it holds no words."""
    opened = open_file(file)
    return list(opened.passages), list(opened.refusals)


def _said_by(passages: Sequence[Passage], participant: str | None) -> Sequence[Passage]:
    """Return passages with the participant that was stated of the file, unless it tells of several itself.

    Whoever withdraws as P07 is gone then, though a transcript calls them by their name.
    """
    if participant is None:
        return passages
    alone = len({each.participant for each in passages if each.participant}) <= 1
    return [replace(each, participant=participant if alone else each.participant or participant) for each in passages]


def _observations(
    file: SourceFile,
    study: Study,
    canonical: Canonical,
    found: Sequence[Candidate],
    shield: Shield,
    subjects: Subjects,
) -> list[Observation]:
    """Return what becomes of candidates.

    What an interviewer says becomes nothing, and still counts among equal sentences: an identifier that it had as an
    observation never passes to whoever repeats it.
    """
    asked = [each.span for each in canonical.placed if each.passage.role is PassageRole.INTERVIEWER]
    after = 0
    seen: Counter[str] = Counter()
    observations: list[Observation] = []
    for candidate in sorted(found, key=lambda each: each.span):
        if candidate.refusal:
            continue
        words = candidate.span.of(canonical.text)
        nth = seen[fold(words)]
        seen[fold(words)] += 1
        if candidate.passage.role is PassageRole.INTERVIEWER:
            continue
        span = shield.masked.to_masked(candidate.span)
        between = _between(asked, after, candidate.span.start)
        after = candidate.span.end
        observations.append(
            Observation(
                id=observation_id(study.id, file.name, words, nth),
                source_id=source_id(study.id, file.name),
                study_id=study.id,
                ordinal=len(observations),
                text=span.of(shield.masked.text),
                span=span,
                locator=shield.place(candidate.passage.locator),
                headings=shield.headings(candidate.passage.headings),
                about=subjects.of(words, candidate.passage.headings),
                participant=shield.participant(candidate.passage.participant),
                attributes=shield.attributes(candidate.passage.attributes),
                asked=shield.masked.to_masked(between) if between else None,
            )
        )
    return observations


def _between(spans: Sequence[TextSpan], after: int, before: int) -> TextSpan | None:
    """Return from where the first to where the last of these spans stands between two places; None without any."""
    first = bisect_left(spans, after, key=lambda span: span.start)
    last = bisect_left(spans, before, key=lambda span: span.start)
    return TextSpan(start=spans[first].start, end=spans[last - 1].end) if first < last else None


def _contributions(canonical: Canonical, shield: Shield, source: str) -> Iterator[Contribution]:
    """Yield whose each passage is. Whoever answers under "A" alone is somebody of this file, and of no other."""
    for placed in canonical.placed:
        said_by, speaker = placed.passage.participant, placed.passage.speaker
        label = shield.participant(said_by or speaker)
        if label and said_by is None and speaker and names_nobody(speaker):
            label = f"{label} (file {digest(source, length=_FILE_DIGITS)})"
        if label:
            yield Contribution(span=placed.span, participant=label, takes_part=said_by is not None)


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
