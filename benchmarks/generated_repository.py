"""A large repository made from a seed: texts of our own, written through the storage layer as an ingest would.

An observation is two sentences of the codebook's examples with what surrounds them in notes: a beginning, a place, now
and then the number of a form or the initials of a system. Its vector is the mixture of the two sentences' own vectors
and noise, so that 100,000 need not be embedded; its coding says the first sentence's pattern.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from domain.access import Viewer, Visibility, full_team_name
from domain.evidence import (
    About,
    Coding,
    Kind,
    Level,
    Observation,
    PatternFit,
    ReadSource,
    Severity,
    SourceText,
    Standing,
    Study,
    Subject,
)
from domain.identity import digest, observation_id, source_id, study_id
from domain.ports import Embedder, Matrix
from domain.search import ObservationFilter
from domain.text import MaskedText, TextSpan
from insights.codebook import load_codebook
from settings import Settings
from use_cases.evidence.indexing import index_pending
from use_cases.repository import Repository
from use_cases.running.bootstrap import open_use_cases

STUDIES_OF_EACH, SOURCES_OF_EACH, IN_A_SOURCE = 20, 5, 50
SECTION = 10
BATCH = 5_000
NOISE = 0.45
"""Length of what is added to a mixture of two unit vectors, so that no two observations share a vector."""

ORGANISATIONS = tuple(
    f"{place} {body}"
    for place in ("Harbour", "Meadow", "Northgate", "Riverside", "Stonebridge")
    for body in ("Council", "Pensions Office", "Health Board", "Licensing Agency")
)
MISSIONS = ("When somebody dies", "Starting a business", "Moving home")
SERVICES = tuple(f"{what} {kind}" for what in ("permit", "allowance", "register", "appeal", "licence")
                 for kind in ("renewal", "application", "enquiry"))  # fmt: skip
SYSTEMS = ("CAMS", "TRIDENT", "PAYLINE", "ROSTA", "DOCFLOW", "KEYHOUSE", "ALMA", "VISTRA")
METHODS = ("interviews", "survey", "workshop", "diary study", "usability test")
HEADINGS = ("What people said", "Before they apply", "While they wait", "After the decision", "On the phone")
BEGINNINGS = (
    "", "", "", "One person told us: ", "From the second round. ", "Staff at the counter said so too. ",
    "Several times: ",
    "In the afternoon session. ", "A carer put it this way. ", "Heard again in the pilot. ", "Note of the call: ",
    "Written on a card: ", "A volunteer added: ", "By letter: ", "In the follow-up, ",
)  # fmt: skip
PLACES = (
    "", "", "", " This was at the library.", " That was in the spring.", " It happened on the helpline.",
    " They were at the kiosk then.", " A neighbour was with them.", " They used a borrowed tablet.",
    " The interpreter joined late.", " It was the third attempt.", " They had come by bus.", " The adviser had left.",
)  # fmt: skip
VISIBILITIES = (Visibility.OPEN,) * 10 + (Visibility.MISSION,) * 4 + (Visibility.ORGANISATION,) * 4 + (
    Visibility.TEAM,) * 2  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Material:
    """The sentences that texts are made of, the pattern of each, and their vectors (n, d)."""

    sentences: list[str]
    patterns: list[str]
    vectors: "np.ndarray"

    @classmethod
    def with_vectors_of(cls, embedder: Embedder) -> "Material":
        pairs = [(example.text, pattern.id) for pattern in load_codebook().patterns for example in pattern.examples]
        texts = [text for text, _ in pairs]
        return cls(sentences=texts, patterns=[of for _, of in pairs], vectors=embedder.embed(texts))

    def mixed(self, first: Sequence[int], second: Sequence[int], noise: "np.random.Generator") -> "Matrix":
        """Return unit rows (n, d): the mixture of each pair of sentences, and noise."""
        pair = self.vectors[first] * 0.6 + self.vectors[second] * 0.4
        away = noise.standard_normal(pair.shape, dtype=np.float32)
        pair += NOISE * away / np.linalg.norm(away, axis=1, keepdims=True)
        mixed: Matrix = pair / np.linalg.norm(pair, axis=1, keepdims=True)
        return mixed


@dataclass(frozen=True, kw_only=True)
class Made:
    """An observation with which two sentences it is made of."""

    observation: Observation
    first: int
    second: int


def fill(repository: Repository, how_many: int, *, seed: int) -> dict[str, float]:
    """Write ``how_many`` observations (a multiple of what a study holds is whole), and build the indexes.

    Return the seconds that storing and indexing took.
    """
    material, chance = Material.with_vectors_of(repository.embedder), random.Random(seed)
    noise = np.random.default_rng(seed)
    started = time.perf_counter()
    written, waiting = 0, list[Made]()
    for source, made in _sources(material, chance, how_many):
        repository.evidence.save_source(source)
        waiting += made
        written += len(made)
        if len(waiting) >= BATCH or written >= how_many:
            _save_made(repository, material, waiting, chance, noise)
            waiting = []
            print(f"  {written:,} of {how_many:,} stored", file=sys.stderr, flush=True)
    stored = time.perf_counter()
    index_pending(repository)
    return {"stored": stored - started, "indexed": time.perf_counter() - stored}


def viewers() -> list[Viewer]:
    """Return people of some organisations: what each may see is some two thirds of all."""
    return [
        Viewer(
            name=f"person-{number}",
            organisation=organisation,
            teams=frozenset({full_team_name(organisation, "Research")}),
            missions=frozenset({MISSIONS[number % len(MISSIONS)]}),
        )
        for number, organisation in enumerate(ORGANISATIONS[::4])
    ]


def seven_of_twenty(nth: int) -> ObservationFilter:
    """Return a filter to seven of the organisations, another one for each number up to a few thousand."""
    return ObservationFilter(organisations=frozenset(random.Random(nth).sample(ORGANISATIONS, 7)))


def _sources(material: Material, chance: random.Random, how_many: int) -> Iterator[tuple[ReadSource, list[Made]]]:
    left, number = how_many, 0
    while left > 0:
        organisation = ORGANISATIONS[number % len(ORGANISATIONS)]
        study = _study(organisation, number, chance)
        for nth in range(SOURCES_OF_EACH):
            size = min(IN_A_SOURCE, left)
            if size <= 0:
                return
            left -= size
            yield _source(study, f"notes-{nth}.md", size, material, chance)
        number += 1


def _study(organisation: str, number: int, chance: random.Random) -> Study:
    title = f"Round {number // len(ORGANISATIONS) + 1} of {chance.choice(SERVICES)}"
    team = full_team_name(organisation, "Research") if chance.random() < 0.5 else None
    return Study(
        id=study_id(organisation, f"{title} {number}", team),
        title=f"{title} {number}",
        organisation=organisation,
        service=chance.choice(SERVICES),
        date=f"{chance.randint(2019, 2026)}-{chance.randint(1, 12):02d}",
        method=chance.choice(METHODS),
        sample_size=chance.choice((None, 8, 12, 240)),
        standing=chance.choice((Standing.LIVE, Standing.UNKNOWN)),
        mission=chance.choice(MISSIONS),
        team=team,
        visibility=chance.choice(VISIBILITIES),
    )


def _source(
    study: Study, name: str, size: int, material: Material, chance: random.Random
) -> tuple[ReadSource, list[Made]]:
    made, texts, start = list[Made](), list[str](), 0
    identifier = source_id(study.id, name)
    for ordinal in range(size):
        first, second = chance.randrange(len(material.sentences)), chance.randrange(len(material.sentences))
        text = text_of(material, first, second, chance)
        observation = Observation(
            id=observation_id(study.id, name, f"{ordinal} {text}", 0),
            source_id=identifier,
            study_id=study.id,
            ordinal=ordinal,
            text=text,
            span=TextSpan(start=start, end=start + len(text)),
            locator=f"line {ordinal + 1}",
            headings=(HEADINGS[ordinal // SECTION % len(HEADINGS)],),
            about=_about(chance),
        )
        made.append(Made(observation=observation, first=first, second=second))
        texts.append(text)
        start += len(text) + 1
    whole = "\n".join(texts)
    source = ReadSource(
        id=identifier,
        study=study,
        name=name,
        shown_name=name,
        digest=digest(study.id, name, whole, length=64),
        media_type="text/markdown",
        text=SourceText(canonical=whole, masked=MaskedText.of(whole, ())),
        observations=tuple(item.observation for item in made),
    )
    return source, made


def text_of(material: Material, first: int, second: int, chance: random.Random) -> str:
    parts = [
        chance.choice(BEGINNINGS),
        material.sentences[first],
        " ",
        material.sentences[second],
        chance.choice(PLACES),
    ]
    if chance.random() < 0.1:
        parts.append(f" It was form {chance.choice('BDHKRS')}{chance.choice('ACMTX')}-{chance.randint(100, 999)}.")
    if chance.random() < 0.1:
        parts.append(f" The record is in {chance.choice(SYSTEMS)}.")
    return "".join(parts)


def _about(chance: random.Random) -> tuple[About, ...]:
    named = []
    if chance.random() < 0.4:
        named.append(About(name=chance.choice(ORGANISATIONS)))
    if chance.random() < 0.3:
        named.append(About(name=chance.choice(SERVICES), subject=Subject.SERVICE))
    if chance.random() < 0.15:
        named.append(About(name=chance.choice(SYSTEMS), subject=Subject.SYSTEM))
    return tuple(named)


def _save_made(
    repository: Repository,
    material: Material,
    made: Sequence[Made],
    chance: random.Random,
    noise: "np.random.Generator",
) -> None:
    ids = [item.observation.id for item in made]
    pair = (
        material.vectors[[item.first for item in made]] * 0.6 + material.vectors[[item.second for item in made]] * 0.4
    )
    away = noise.standard_normal(pair.shape).astype(np.float32)
    pair += NOISE * away / np.linalg.norm(away, axis=1, keepdims=True)
    vectors = pair / np.linalg.norm(pair, axis=1, keepdims=True)
    repository.vectors.save_vectors(repository.embedder.name, ids, vectors)
    codings = {item.observation.id: _coding(material.patterns[item.first], chance) for item in made}
    repository.evidence.save_codings(repository.coder.version, codings)


def _coding(pattern: str, chance: random.Random) -> Coding:
    kind = Kind.PAIN_POINT if chance.random() < 0.6 else chance.choice(list(Kind))
    is_difficulty = kind is Kind.PAIN_POINT
    fit = round(chance.uniform(0.05, 0.95), 4)
    return Coding(
        kind=kind,
        pain_point=round(chance.uniform(0.5, 1.0) if is_difficulty else chance.uniform(0.0, 0.5), 4),
        severity=chance.choice(list(Severity)) if is_difficulty else None,
        level=chance.choice(list(Level)),
        patterns=(PatternFit(pattern=pattern, fit=fit, right=fit),) if is_difficulty else (),
    )


def main() -> None:
    """Make a repository: ``python -m benchmarks.generated_repository FOLDER OBSERVATIONS SEED``."""
    folder, how_many, seed = sys.argv[1:]
    app = open_use_cases(Settings.from_environment(Path(folder), environment={}))
    took = fill(app.repository, int(how_many), seed=int(seed))
    app.close()
    print(f"made in seconds: {took['stored']:.0f} to store, {took['indexed']:.0f} to index", flush=True)


if __name__ == "__main__":
    main()
