"""Warm what is slow the first time: compiled bytecode, and the machine code that UMAP and HDBSCAN compile and keep."""

import tempfile
from pathlib import Path

SENTENCES = (
    "The {0} office asks for the same form again.",
    "People wait weeks to hear from the {0} team.",
    "Nobody could say who decides about the {0} case.",
    "Staff copy {0} details from one system to another.",
    "The {0} letter did not say what happens next.",
)
SUBJECTS = tuple(f"{first} {second}" for first in ("tax", "school", "court", "grant") for second in "abcdefghijklmno")


def warm() -> None:
    """Load each model once and fit a tiny topic model. Nothing is kept but caches."""
    from domain.catalogue import Catalogue
    from domain.evidence import Evidence
    from domain.text import TextSpan
    from settings import Settings
    from use_cases.repository import Repository

    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Settings.from_environment(Path(folder)))
        texts = [sentence.format(subject) for subject in SUBJECTS for sentence in SENTENCES]
        repository.sentences.split(texts[:5])
        repository.masker_sparing(Catalogue()).find("Jo Bloggs can be reached at jo@example.org.")
        vectors = repository.embedder.embed(texts)
        evidence = [
            Evidence(
                id=f"obs_{number}",
                text=text,
                source_id="src",
                source="warm.txt",
                locator="line 1",
                span=TextSpan(start=0, end=len(text)),
                ordinal=number,
                headings=(),
                study_id="st",
                study="Warming",
                researched_by="Nobody",
                organisation="Nobody",
                organisations=("Nobody",),
            )
            for number, text in enumerate(texts)
        ]
        repository.topic_modeller.fit(evidence, vectors, seed=1)
        repository.close()


if __name__ == "__main__":
    warm()
