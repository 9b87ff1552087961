"""Files that say what the columns of another hold: recognised, and followed where they fit. Everything is fictional."""

import pytest

from domain.errors import DescribesAnother
from domain.tables import GuidedColumn, Meaning, TableGuide, TableHints
from tests.ingest.table_files import body, meanings, opened, table, workbook

LEVEL, WHY = "How far do you back longer hours at the quay?", "Why do you back longer hours at the quay, or not?"
ANSWERS = [
    ["Ref", "Answering as", LEVEL, WHY],
    ["R1", "Resident", "Fully", "The last boat leaves before my shift ends."],
    ["R2", "Trader", "Hardly", "Nobody buys anything here after six."],
]
LETTERS = {
    "Demographic": [["Demographics"], ["Column ID", "Title"], ["B", "Role"]],
    "Hybrid_questions": [
        ["Hybrid questions"],
        ["Column ID - open part", "Number", "Title of the question", "Column ID - multiple choice part"],
        ["D", 1, "Longer hours: how far, and why?", "C"],
    ],
}


def guide_of(name, content, source="digest") -> TableGuide:
    with pytest.raises(DescribesAnother) as refused:
        opened(name, content)
    assert "together" in refused.value.remedy and refused.value.tables
    assert not any(each.has_evidence for each in refused.value.tables)
    guide = refused.value.guide
    return TableGuide(columns=guide.columns, wordings=guide.wordings, source=source)


def following(rows, *guides, name="answers.csv"):
    return opened(name, table(rows), TableHints(guides=guides))


def test_columns_by_letter_are_what_a_file_that_came_along_says_of_them():
    file = following(ANSWERS, guide_of("questions.xlsx", workbook(**LETTERS)))
    assert meanings(file) == ["respondent", "attribute", "attribute", "question"]
    first = body(file)[0]
    assert first.headings == ("Longer hours: how far, and why?",)
    assert first.attributes == (("Role", "Resident"), ("Longer hours: how far, and why?", "Fully"))
    assert file.tables[0].guide == "digest" and file.tables[0].columns[3].reason == "another file says so"


def test_questions_are_found_by_their_words_when_columns_have_moved():
    letters = {"Open_questions": [["Column ID", "Number", "Title"], ["K", 2, WHY], ["L", 3, "What else?"]],
               "Demographic": [["Column ID", "Title"], ["A", "Answering as"], ["M", "Age"]]}  # fmt: skip
    file = following(ANSWERS, guide_of("questions.xlsx", workbook(**letters)))
    assert file.tables[0].guide == "digest"
    assert [p.headings for p in body(file)] == [(WHY,), (WHY,)]


def test_questions_by_code_are_worded_by_a_file_that_lists_them_for_wide_and_long_tables():
    listed = table([["Question number", "Question text"], ["Q1", LEVEL], ["Q2", WHY]])
    guide = guide_of("questions.csv", listed)
    assert guide.wordings == (("1", LEVEL), ("2", WHY))
    wide = following([["Ref", "Q1", "Q2"], *[[row[0], row[2], row[3]] for row in ANSWERS[1:]]], guide)
    assert (body(wide)[0].headings, body(wide)[0].attributes) == ((WHY,), ((LEVEL, "Fully"),))
    long = [["Respondent", "Question", "Answer"]]
    for ref, _, level, why in ANSWERS[1:]:
        long += [[ref, "Q1", level], [ref, "Q2", why]]
    assert [p.headings for p in body(following(long, guide))] == [(WHY,), (WHY,)]


@pytest.mark.parametrize(
    "guide",
    [
        TableGuide(columns=tuple(GuidedColumn(at=at, meaning=Meaning.QUESTION) for at in (0, 40))),
        TableGuide(columns=tuple(GuidedColumn(at=at, meaning=Meaning.QUESTION, wording=f"Why {at}?") for at in (0, 1))),
        TableGuide(wordings=(("31", LEVEL), ("32", WHY))),
    ],
)
def test_what_is_said_of_another_table_is_not_followed(guide):
    file = following(ANSWERS, guide)
    assert file.tables[0].guide == "" and [p.headings for p in body(file)] == [(WHY,), (WHY,)]


def test_of_two_guides_the_one_that_fits_better_is_followed_and_a_person_goes_before_both():
    poor = TableGuide(wordings=(("q9", "Another question"),), source="poor")
    fit = guide_of("questions.xlsx", workbook(**LETTERS), source="fit")
    assert following(ANSWERS, poor, fit).tables[0].guide == "fit"
    hints = TableHints(guides=(fit,), columns=(("Answering as", Meaning.IGNORE),))
    assert meanings(opened("a.csv", table(ANSWERS), hints))[1] == "ignore"


def test_a_list_of_what_people_asked_is_evidence_and_so_is_a_guide_of_which_a_person_says_so():
    asked = table([["ID", "Question"], ["1", "Why is my pass late again?"], ["2", "Who runs the north quay now?"]])
    assert len(body(opened("asked.csv", asked))) == 2
    listed = table([["Question number", "Question text"], ["Q1", LEVEL], ["Q2", WHY]])
    hints = TableHints(columns=(("Question text", Meaning.QUESTION),))
    assert [p.text for p in body(opened("questions.csv", listed, hints))] == [LEVEL, WHY]


def test_a_workbook_with_a_guide_and_answers_under_any_name_is_read_by_it():
    file = opened("all.xlsx", workbook(Form_results=ANSWERS, About=[["How to read this"]], **LETTERS))
    assert [p.headings for p in body(file)] == [("Form results", "Longer hours: how far, and why?")] * 2
