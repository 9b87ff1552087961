"""Builders of coded evidence for tests of topics and pain points. Every body and every sentence is fictional."""

import hashlib

import numpy as np

from domain.evidence import Coding, Evidence, Kind, Level, PatternFit, Severity, Standing
from domain.identity import digest
from domain.insights import Codebook, Example, Pattern
from domain.text import TextSpan

DIMENSIONS = 48


class WordEmbedder:
    """Obeys the Embedder port: texts that share words are alike. Each word has a direction of its own."""

    name = "words-48"
    dimensions = DIMENSIONS

    def embed(self, texts, *, progress=None):
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.stack([_vector(text) for text in texts])


def _vector(text):
    words = text.lower().replace(".", "").replace(",", "").split()
    total = sum((_direction(word) for word in words if len(word) > 3), np.zeros(DIMENSIONS, dtype=np.float32))
    return total / (np.linalg.norm(total) or np.float32(1.0))


def _direction(word):
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).standard_normal(DIMENSIONS).astype(np.float32)


def a_pattern(
    number=1,
    title=None,
    *,
    level=Level.SERVICE,
    severity=Severity.MEDIUM,
    examples=("An example.",),
    between=False,
):
    return Pattern(
        id=f"PAT_{number:02d}",
        title=title or f"Difficulty number {number}",
        definition=f"What difficulty number {number} is.",
        applies="Whenever it is told.",
        not_when="Not when another difficulty is told (PAT_99).",
        near=("PAT_99",),
        family="Invented",
        level=level,
        severity=severity,
        examples=tuple(Example(subject=f"subject {n}", text=text) for n, text in enumerate(examples)),
        between=between,
    )


def a_codebook(*patterns):
    return Codebook(version="codebook-test", patterns=patterns or (a_pattern(),))


def coded(pattern="PAT_01", fit=0.9, *, kind=Kind.PAIN_POINT, pain_point=0.95, severity=Severity.MEDIUM, **fields):
    patterns = (PatternFit(pattern=pattern, fit=fit),) if pattern else ()
    return Coding(kind=kind, pain_point=pain_point, severity=severity, patterns=patterns, **fields)


def evidence_of(
    text,
    organisation="Harbour Office",
    *,
    study=None,
    coding=None,
    also_about=(),
    date=None,
    standing=Standing.UNKNOWN,
    ordinal=0,
    headings=(),
    **fields,
):
    study = study or f"A study of {organisation}"
    return Evidence(
        id="obs_" + digest(organisation, study, text),
        text=text,
        source_id="src_" + digest(study, length=16),
        source="notes.md",
        locator="line 1",
        span=TextSpan(start=0, end=len(text)),
        ordinal=ordinal,
        headings=headings,
        study_id="st_" + digest(study, length=12),
        study=study,
        researched_by=organisation,
        organisation=organisation,
        organisations=(organisation, *also_about),
        date=date,
        standing=standing,
        coding=coding,
        **fields,
    )


def vectors_of(evidence):
    return [item.id for item in evidence], WordEmbedder().embed([item.text for item in evidence])
