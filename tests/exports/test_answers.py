"""What is known as Markdown, text, slides and a Word document, read back. Everything here is fictional."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation

from domain.access import Marking
from domain.evidence import Kind
from domain.insights import Attempt, AttemptOutcome
from domain.known import Contrary, MetPoint, Quoted, StudyBehind, Tried, Voice, WhatIsKnown
from domain.people import Contact
from domain.search import Known, Speaking
from domain.wording import age, why_marked
from exports.answer_brief import AnswerBrief, quoted_in, studies_in
from exports.answer_docx import answer_document
from exports.answer_pptx import answer_slides
from exports.answer_text import answer_markdown, answer_text
from tests.builders import a_study
from tests.planted_journeys import an_observation
from tests.planted_pain_points import a_pain_point

HARBOUR, MUSEUM = "Harbour Office", "Museum of Tides"
WRITERS = [
    pytest.param(answer_markdown, id="md"),
    pytest.param(answer_slides, id="pptx"),
    pytest.param(answer_document, id="docx"),
]
TITLE = a_pain_point({HARBOUR: (1, 1)}).title


def said(number, text, organisation=HARBOUR, **fields):
    return an_observation(number, text, organisation=organisation, organisations=(organisation,), **fields)


def an_answer(question="Do people wait for the tide?", **fields):
    late = said(1, "The tide was late for everyone.", date="2023-05", sample_size=9)
    sign = said(2, "Nobody reads the sign.", MUSEUM, marking=Marking.OFFICIAL)
    known = {
        "question": question,
        "known": Known.ANSWERED,
        "voices": tuple(
            Voice(organisation=item.organisation, quotations=(Quoted(evidence=item, order=at),))
            for at, item in enumerate((late, sign), start=1)
        ),
        "studies": (
            StudyBehind(study=a_study("Tides", HARBOUR, date="2023-05", sample_size=9, method="interviews"), hits=2),
        ),
        "ask": (
            Contact(organisation=MUSEUM, team="Museum › Finds", contact="finds@museum.example", studies=("Tides",)),
        ),
        "points": (MetPoint(point=a_pain_point({HARBOUR: (1, 1)}), hits=2),),
        "tried": (
            Tried(attempt=Attempt(evidence=said(3, "We moved the sign."), outcome=AttemptOutcome.WORKED), about=TITLE),
        ),
        "against": (Contrary(evidence=said(4, "The tide came on time.", kind=Kind.POSITIVE), against=TITLE),),
    }
    return WhatIsKnown(**{**known, **fields})


def a_brief(*answers, **fields):
    known = {"made_on": "2026-03-09", "scope": "Everything", "narrowed": (), "answers": answers or (an_answer(),)}
    return AnswerBrief(**{**known, **fields})


def words_of(content: bytes) -> str:
    if content[:2] != b"PK":
        return content.decode().replace("\\", "")
    with ZipFile(io.BytesIO(content)) as archive:
        is_slides = "ppt/presentation.xml" in archive.namelist()
    if is_slides:
        return "\n".join(_slide_words(Presentation(io.BytesIO(content))))
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    edges = [section.header.paragraphs[0].text, section.footer.paragraphs[0].text]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs), *edges])


def _slide_words(presentation):
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("write", WRITERS)
def test_every_form_says_the_same(write):
    shown = words_of(write(a_brief()))
    for words in (
        "Do people wait for the tide?",
        "Answered: 2 quotations about 2 organisations from 1 study, 2023 to 2025.",
        "“The tide was late for everyone.”",
        "harbour-visit.md, line 2",
        "2 years old",
        "sample of 9",
        f"{TITLE}: 2 quotations found",
        "We moved the sign.",
        f"It seems to have worked ({TITLE})",
        f"Speaks against “{TITLE}”",
        "1 study does not say who was not heard.",
        "Tides: Harbour Office, May 2023, interviews, sample of 9",
        "Museum › Finds, finds@museum.example: Tides",
    ):
        assert words in shown, words


@pytest.mark.parametrize("write", WRITERS)
def test_the_marking_stands_on_the_whole_and_beside_the_quotation(write):
    shown = words_of(write(a_brief()))
    assert shown.count("OFFICIAL") >= 4
    assert any("harbour-visit.md, line 3" in line and "OFFICIAL" in line for line in shown.splitlines())
    plain = an_answer(voices=an_answer().voices[:1])
    assert "OFFICIAL" not in words_of(write(a_brief(plain)))


@pytest.mark.parametrize("write", WRITERS)
def test_a_marking_that_no_quotation_has_is_told_with_what_raises_it(write):
    counted = a_pain_point({HARBOUR: (1, 1)}, marking=Marking.OFFICIAL_SENSITIVE)
    shown = " ".join(words_of(write(a_brief(an_answer(points=(MetPoint(point=counted, hits=2),))))).split())
    assert f"OFFICIAL-SENSITIVE, for what is counted of “{TITLE}”; what is quoted is OFFICIAL" in shown
    assert "what is quoted" not in words_of(write(a_brief()))


def test_what_is_told_of_a_study_raises_the_marking_too():
    study = a_study("Tides", HARBOUR, marking=Marking.OFFICIAL_SENSITIVE)
    told = an_answer(studies=(StudyBehind(study=study, hits=2),))
    assert why_marked([told]) == "for what is told of “Tides”; what is quoted is OFFICIAL"


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_answers_give_the_same_bytes(write):
    assert write(a_brief()) == write(a_brief())


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    "hostile", ["# no heading", "<b>bold</b> & *this*", "1. one\n- two", "\x00null\x0b", "=1+1", "\u202eturned"]
)
def test_whatever_a_quotation_holds_stays_words(write, hostile):
    voice = Voice(organisation="[Odd](http://x)", quotations=(Quoted(evidence=said(1, hostile), order=1),))
    shown = write(a_brief(an_answer(hostile, voices=(voice,))))
    if shown[:2] == b"PK":
        assert hostile.replace("\x00", "").replace("\x0b", "").split("\n")[0] in words_of(shown)
        return
    text = shown.decode()
    assert "\n# no heading" not in text and "<b>" not in text.replace("\\<b\\>", "") and "](http" not in text
    assert not [line for line in text.splitlines() if line.startswith("> - ")]


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_found_is_said_with_what_comes_nearest(write):
    nearest = said(7, "The quay was painted.")
    nothing = replace(an_answer("Who mends the bridge?"), known=Known.NOTHING, voices=(), nearest=nearest)
    shown = words_of(write(a_brief(nothing)))
    assert "Nothing found." in shown and "The nearest that research tells" in shown
    assert "“The quay was painted.”" in shown
    assert "What was tried" not in shown and "Studies behind it" not in shown
    assert "Museum › Finds, finds@museum.example" in shown


def test_quotations_that_have_no_room_on_one_slide_go_on_to_the_next():
    many = tuple(Quoted(evidence=said(n, f"Number {n}: {'the tide was late ' * 12}"), order=n) for n in range(1, 30))
    long = Quoted(evidence=said(40, "A long tale. " * 900), order=40)
    voice = Voice(organisation=HARBOUR, quotations=(*many, long))
    presentation = Presentation(io.BytesIO(answer_slides(a_brief(an_answer("Why? " * 80, voices=(voice,))))))
    tables = [shape for slide in presentation.slides for shape in slide.shapes if shape.name == "Who says what"]
    assert len(tables) > 3
    height = presentation.slide_height
    assert all(table.top + table.height <= height for table in tables)
    shown = "\n".join(_slide_words(presentation))
    assert all(quoted.evidence.text.strip() in shown for quoted in (*many, long))
    assert "Too long for a slide" in shown


def boxes_beside(answer):
    last = list(Presentation(io.BytesIO(answer_slides(a_brief(answer)))).slides)[-1]
    return {
        shape.text_frame.paragraphs[0].text: shape
        for shape in last.shapes
        if shape.has_text_frame and shape.text_frame.paragraphs[0].runs and "Marking" not in shape.name
    }


def test_what_stands_beside_the_quotations_is_as_large_as_it_can_be_whole_and_each_thing_apart():
    studies = tuple(StudyBehind(study=a_study(f"Tides {n}", HARBOUR, method="interviews"), hits=1) for n in range(40))
    few, many = boxes_beside(an_answer()), boxes_beside(an_answer(studies=studies))
    assert [found["Whom to ask"].text_frame.paragraphs[1].runs[0].font.size.pt for found in (few, many)] == [14, 10]
    assert "more in the speaker's notes." in many["Studies behind it"].text_frame.text
    assert many["Studies behind it"].text_frame.paragraphs[2].space_before.pt > 0


def test_four_things_beside_the_quotations_stand_in_one_row():
    found = boxes_beside(an_answer(tried=(), against=()))
    beside = [found[name] for name in ("Pain points among the quotations", "Studies behind it", "Whom to ask")]
    assert len({shape.top for shape in beside}) == 1 and len({shape.left for shape in beside}) == 3


def test_text_to_paste_has_the_exact_words_their_source_and_the_marking():
    lines = answer_text(a_brief()).splitlines()
    assert lines[0] == lines[-1] == "OFFICIAL"
    assert lines[2] == "Do people wait for the tide?"
    assert "“The tide was late for everyone.”" in lines
    assert lines[lines.index("“Nobody reads the sign.”") + 1].endswith("OFFICIAL")


def test_text_to_paste_says_first_by_what_its_question_was_narrowed():
    lines = answer_text(replace(a_brief(), narrowed=("About: Berth Office", "From: 2024"))).splitlines()
    assert lines[:2] == ["OFFICIAL", "Narrowed by: About: Berth Office; From: 2024"]
    assert lines[3] == "Do people wait for the tide?"
    assert not [line for line in answer_text(a_brief()).splitlines() if "Narrowed" in line]


def test_only_what_is_chosen_is_quoted():
    chosen = an_answer().with_only({"obs_002"})
    shown = answer_markdown(a_brief(chosen, is_chosen=True)).decode()
    assert "Nobody reads the sign." in shown and "The tide was late" not in shown
    assert "chosen by whoever made this" in shown


@pytest.mark.parametrize("write", WRITERS)
def test_what_is_taken_along_in_part_says_how_much_was_found_in_all(write):
    short = "Answered: 2 quotations about 2 organisations from 1 study, 2023 to 2025."
    part = an_answer().with_only({"obs_002"})
    shown = words_of(write(a_brief(part, is_chosen=True)))
    assert f"{short} 1 of these 2 quotations stands here: chosen." in shown
    assert "1 question, 1 of 2 quotations: chosen by whoever made this" in shown
    whole = words_of(write(a_brief(an_answer().with_at_most(3))))
    assert short in whole and "stand here" not in whole


@pytest.mark.parametrize("write", WRITERS)
def test_of_how_many_the_quotations_are_the_best_goes_along(write):
    best = an_answer(best_of=Speaking(observations=102, studies=17))
    told = "1 study, 2023 to 2025; the 2 that answer best of 102 that speak of it, in 17 studies."
    assert told in words_of(write(a_brief(best)))
    assert told in words_of(write(a_brief(best.with_only({"obs_002"}), is_chosen=True)))
    assert told in answer_text(a_brief(best.quotations_alone()))


@pytest.mark.parametrize("write", WRITERS)
def test_what_speaks_against_and_is_quoted_above_is_named_there_and_not_quoted_again(write):
    late = next(an_answer().quotations)
    shown = words_of(write(a_brief(an_answer(against=(Contrary(evidence=late, is_failure=True),)))))
    assert shown.count("The tide was late for everyone.") == 1
    assert f"Tells what did not work: quoted above about {HARBOUR} ({late.source}, {late.locator})" in shown


def test_what_is_left_out_of_an_organisation_is_counted():
    first = an_answer().voices[0]
    more = replace(an_answer(), voices=(replace(first, quotations=first.quotations * 5),))
    shown = answer_markdown(a_brief(more.with_at_most(3))).decode()
    assert "3 of 5 quotations, from 1 study" in shown
    assert "3 of these 5 quotations stand here: the strongest of each organisation." in shown
    assert more.with_at_most(3).with_at_most(1).extent.quotations == 5


@pytest.mark.parametrize("write", WRITERS)
def test_a_quotation_can_be_checked_where_this_installation_is_reached(write):
    late = next(an_answer().quotations)
    address = f"https://notes.example/source?source={late.source_id}&observation={late.id}"
    content = write(a_brief(address="https://notes.example"))
    assert address in links_of(content)
    assert "notes.example" not in links_of(write(a_brief()))


def links_of(content: bytes) -> str:
    if content[:2] != b"PK":
        return content.decode()
    with ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith((".rels", ".xml"))]
    return "".join(parts).replace("&amp;", "&")


def test_text_to_paste_names_where_to_check_each_quotation():
    lines = answer_text(a_brief(address="https://notes.example")).splitlines()
    after = lines[lines.index("“Nobody reads the sign.”") + 2]
    assert after.startswith("https://notes.example/source?") and after.endswith("observation=obs_002")


def test_a_file_tells_the_audit_of_everything_that_it_quotes():
    assert quoted_in([an_answer()]) == ["obs_001", "obs_002", "obs_003", "obs_004"]
    assert set(studies_in([an_answer()])) == {a_study("Tides", HARBOUR).id, said(1, "x").study_id}


@pytest.mark.parametrize(
    ("day", "old"),
    [
        ("2026-03-01", ""),
        ("2025-03-10", ""),
        ("2025-03-09", "1 year old"),
        ("2024", "1 year old"),
        ("2024-02", "2 years old"),
        (None, ""),
    ],
)
def test_an_age_is_in_whole_years_and_never_too_old(day, old):
    assert age(day, "2026-03-09") == old


def test_at_most_so_many_quotations_of_each_organisation_are_kept():
    first = an_answer().voices[0]
    more = replace(first, quotations=first.quotations * 5)
    assert [len(voice.quotations) for voice in replace(an_answer(), voices=(more,)).with_at_most(3).voices] == [3]
