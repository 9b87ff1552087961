"""After adding findings: who has met the same, each a way to what its evidence says."""

from dataclasses import replace

import pytest
from fake_evidence import AGENCY, COUNCIL, REGISTRY

from domain.evidence import Account, FileAccount, Outcome
from domain.jobs import JobKind
from views.adding.ingest_account import met_by


@pytest.fixture
def added(populated):
    """What was added tells of a pain point that two other organisations tell of."""
    point = populated.points[0]
    fits = [
        replace(fit, evidence=replace(fit.evidence, source_id="src_new" if fit.organisation == REGISTRY else "src_old"))
        for fit in point.evidence
    ]
    populated.points = [replace(point, evidence=tuple(fits))]
    account = Account(files=(FileAccount(path="new.md", outcome=Outcome.KEPT, kept=2, source_id="src_new"),))
    populated.ingest_account = lambda viewer, identifier: account
    populated.job = lambda viewer, identifier: replace(populated.rows["job_1"], id=identifier)
    populated._queued(JobKind.INGEST, "1 file")
    return populated


def test_it_is_said_how_many_organisations_have_met_it_with_ways_to_their_evidence(open_page, added):
    test = open_page(added, "add_and_check", job="job_1")
    assert not test.exception
    assert "Two organisations have met this:" in [text.value for text in test.markdown]
    ways = {link.proto.label: link.proto.query_string for link in test.get("page_link")}
    assert {AGENCY, COUNCIL} <= set(ways) and REGISTRY not in ways
    assert "pain_point=pp_again" in ways[AGENCY] and "organisation=Pensions" in ways[AGENCY]
    assert "pain_point=pp_again" in ways["People tell the same thing again to each organisation"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "One organisation has met this"),
        (2, "Two organisations have met this"),
        (12, "12 organisations have met this"),
    ],
)
def test_a_number_of_organisations_is_said_in_words(number, words):
    assert met_by(number) == words
