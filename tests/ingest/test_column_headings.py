"""Headings of columns of a survey are words, whatever stands beside them; one that is a name of somebody is masked."""

import pytest

from domain.evidence import SourceFile
from domain.tables import ColumnMapping, Meaning, TableMapping
from ingest._column_headings import plain_headings
from ingest.masking import PresidioMasker
from ingest.reading import read_source
from language.sentences import SentenceSplitter
from tests.builders import a_study

ORDINARY = (
    "Submitted", "Started", "Completed", "Status", "Score", "Respondent ID", "Device", "Region", "Duration", "Language",
    "Start time", "Completion time", "Progress", "Channel", "Collector", "Gender", "Age group", "Browser", "Referrer",
    "Segment", "Consent", "Rating", "NPS", "Outcome", "Country", "Ward", "Band", "Tenure", "Seq", "Recontact", "Wave",
    "Quota", "Timestamp", "IP address", "User agent", "Last page", "Date submitted", "Postcode area", "Recorded date",
)  # fmt: skip


def a_table(*names: str) -> TableMapping:
    columns = tuple(ColumnMapping(name=name, meaning=Meaning.ATTRIBUTE) for name in names)
    return TableMapping(signature="tb_1", columns=columns)


@pytest.mark.parametrize("name", ORDINARY)
def test_what_tools_call_their_columns_is_plainly_words(name: str):
    assert plain_headings([a_table(name)]) == {name}


@pytest.mark.parametrize(
    "name", ["Sarah", "Mark", "Grant", "Dawn Whitlock", "Did Grace help you?", "Dr Okonjo", "Mr Ward"]
)
def test_what_may_name_somebody_is_not(name: str):
    assert not plain_headings([a_table(name)])


def test_headings_stay_beside_names_that_are_masked():
    rows = (
        "Respondent ID,Town,Submitted,Referrer,Ward,Seq,Case officer,What was hardest?",
        "R1,Ashdown,2026-03-01,desk,North,1,Dana Whitlock,Ms Ward lost my letter at the berth desk.",
        "R2,Wexcombe,2026-03-02,post,South,2,Tom Harcastle,Nobody rang me back for many weeks.",
        "R3,Ashdown,2026-03-03,desk,North,3,Dana Whitlock,The form asked for it all twice.",
    )
    source = read_source(
        SourceFile(name="survey.csv", content="\n".join(rows).encode()),
        study=a_study(),
        masker=PresidioMasker(),
        sentences=SentenceSplitter(),
    )
    assert [column.name for column in source.tables[0].columns] == rows[0].split(",")
    assert {name for item in source.observations for name, _ in item.attributes} >= {"Referrer", "Ward"}
    shown = source.text.masked.text
    assert "Submitted: 2026-03-01" in shown and "Seq: 1" in shown
    assert not any(name in shown for name in ("Whitlock", "Harcastle", "Ms Ward"))


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Participant,Faith,What was hardest?", ("Faith,Strong,{0}", "Grace,Weak,{1}")),
        ("Respondent ID,Ward,Case officer,What was hardest?", ("R1,North,Ward,{0}", "R2,South,Tom Harcastle,{1}")),
    ],
)
def test_a_heading_that_is_somebodys_name_in_a_cell_too_is_read_as_a_name(head: str, rows: tuple[str, ...]):
    name = "Faith" if "Faith" in head else "Ward"
    answers = ("My letter was lost at the berth desk.", "Nobody rang me back for many weeks.")
    read: list[str] = []

    class Reads(PresidioMasker):
        def find(self, text, *, people=()):
            read.append(text)
            return super().find(text, people=people)

    read_source(
        SourceFile(name="survey.csv", content="\n".join([head, *(row.format(*answers) for row in rows)]).encode()),
        study=a_study(),
        masker=Reads(),
        sentences=SentenceSplitter(),
    )
    assert name in read[0].split("\n\n") and name.lower() not in read[0].split()
