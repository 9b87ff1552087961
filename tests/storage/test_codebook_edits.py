import pytest

from domain.access import LOCAL_VIEWER
from domain.codebook_edits import EditVerdict, PatternChange
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Level, Severity
from storage.findings.codebook_edits import SqlCodebookEdits
from tests.builders import a_viewer

EVERYTHING = PatternChange(
    title="Two letters contradict each other",
    definition="Letters of one body say different things.",
    applies="Someone holds both letters.",
    not_when="Not when two bodies wrote.",
    family="Words and guidance",
    near=("PAT_01",),
    level=Level.RULE,
    between=True,
    severity=Severity.LOW,
    examples=("The second letter took back what the first had said.",),
    observations=("obs_1",),
    dropped=("0123",),
    became=("PAT_02",),
)


@pytest.fixture
def edits(database):
    return SqlCodebookEdits(database)


def test_an_edit_comes_back_with_every_field_and_with_who_made_it(edits):
    act, pattern = edits.edit(a_viewer(), EditVerdict.CHANGED, lambda before: ("PAT_07", EVERYTHING))
    (kept,) = edits.edits()
    assert (kept.act, kept.pattern, kept.verdict, kept.change) == (act, pattern, EditVerdict.CHANGED, EVERYTHING)
    assert kept.decided_by == "Asha Vale"
    assert kept.decided_at.startswith("20")


def test_an_edit_is_taken_back_by_a_further_row_and_only_once(edits):
    act, _ = edits.edit(LOCAL_VIEWER, EditVerdict.CHANGED, lambda before: ("PAT_07", EVERYTHING))
    edits.take_back(LOCAL_VIEWER, act)
    assert [each.verdict for each in edits.edits()] == [EditVerdict.CHANGED, EditVerdict.TAKEN_BACK]
    with pytest.raises(InvalidRequest):
        edits.take_back(LOCAL_VIEWER, act)
    with pytest.raises(NotFound):
        edits.take_back(LOCAL_VIEWER, "dc_unknown")


def test_what_is_refused_leaves_no_row_and_counts_no_change(edits, evidence):
    def refuse(_):
        raise NotFound("There is no such pattern.", where="PAT_999")

    before = evidence.revision()
    with pytest.raises(NotFound):
        edits.edit(LOCAL_VIEWER, EditVerdict.CHANGED, refuse)
    assert (edits.edits(), evidence.revision()) == ([], before)
