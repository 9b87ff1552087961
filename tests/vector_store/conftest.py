"""One model and one set of texts for all tests of search: loading and embedding them takes the time.

All organisations and people in the texts are fictional.
"""

import pytest

from vector_store.embedding import MiniLmEmbedder

TEXTS = (
    "Carers type the same address on the housing form and again on the parking form.",
    "The benefits team at Northmere Council re-keys every change of circumstances by hand.",
    "Nobody at the Harbour Agency could say who owns the letter after it leaves the post room.",
    "A participant gave up when the identity check asked for a passport she does not have.",
    "Staff keep a private spreadsheet because the case system cannot search by postcode.",
    "People liked the progress bar and knew how much was left to do.",
    "The text message looked like a scam, so three of five people deleted it.",
    "Clinic appointments offered online were all in office hours.",
    "The reference MX-4471 on the reminder does not match the one on the bill.",
    "An interpreter was booked for the wrong day and the hearing was adjourned.",
)


@pytest.fixture(scope="session")
def texts():
    return list(TEXTS)


@pytest.fixture(scope="session")
def embedder():
    return MiniLmEmbedder(threads=1)


@pytest.fixture(scope="session")
def ids():
    return [f"obs_{row:02d}" for row in range(len(TEXTS))]


@pytest.fixture(scope="session")
def vectors(embedder, texts):
    return embedder.embed(texts)
