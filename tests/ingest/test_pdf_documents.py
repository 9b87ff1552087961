"""PDF documents: paragraphs in reading order with their page; what stands on every page is no evidence."""

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile, Study
from domain.identity import study_id
from domain.limits import Limits
from ingest.opening import open_file
from ingest.reading import read_passages, read_source
from language.sentences import SentenceSplitter

# Every organisation and person here is fictional.
STUDY = Study(id=study_id("Ferry Office", "Report"), title="Report", organisation="Ferry Office")
SIZES = {"h1": ("Helvetica-Bold", 20), "h2": ("Helvetica-Bold", 14), "bold": ("Helvetica-Bold", 11)}
WIDE = "The quay is full of people who have waited since the morning and who ask"


def drawn(draw: Callable[[Canvas], object], **options: Any) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, **options)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def document(*pages: Sequence[str | tuple[str, str]], running: bool = False, **options: Any) -> bytes:
    """A PDF with a line for each text; "" leaves a gap as between paragraphs."""

    def draw(canvas: Canvas) -> None:
        for number, lines in enumerate(pages, start=1):
            if running:
                canvas.setFont("Helvetica", 8)
                canvas.drawString(60, 815, "Ferry Office: yearly report")
                canvas.drawString(280, 25, f"Page {number} of {len(pages)}")
            height = 760
            for line in lines:
                style, text = line if isinstance(line, tuple) else ("", line)
                canvas.setFont(*SIZES.get(style, ("Helvetica", 11)))
                canvas.drawString(60, height, text)
                height -= 14 if text else 18
            canvas.showPage()

    return drawn(draw, **options)


def pieces(content: bytes) -> tuple[list[Passage], list[Refusal]]:
    return read_passages(SourceFile(name="report.pdf", content=content))


def read(content: bytes) -> list[Passage]:
    return pieces(content)[0]


def body(content: bytes) -> list[str]:
    return [piece.text for piece in read(content) if piece.role is PassageRole.BODY]


def test_lines_become_paragraphs_under_their_headings_with_their_page():
    content = document(
        [("h1", "What passengers told us"), "", ("h2", "The quay"), "", WIDE, "where the boat is.", "", "Staff shrug."],
        [("h2", "The desk"), "", "The queue reaches the door."],
    )
    assert [
        (piece.text, piece.locator, piece.headings) for piece in read(content) if piece.role is PassageRole.BODY
    ] == [
        (f"{WIDE} where the boat is.", "page 1", ("What passengers told us", "The quay")),
        ("Staff shrug.", "page 1", ("What passengers told us", "The quay")),
        ("The queue reaches the door.", "page 2", ("What passengers told us", "The desk")),
    ]


def test_bold_words_alone_on_a_line_are_a_heading():
    assert body(document([("bold", "Tickets"), "", "The machine takes no coins."])) == ["The machine takes no coins."]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["They wait for an an-", "swer at the desk."], "They wait for an answer at the desk."),
        (["The form is self-", "explanatory to nobody."], "The form is self-explanatory to nobody."),
        (["A drop-in desk was tried, and the drop-", "in desk helped."], "tried, and the drop-in desk helped."),
        (["Those of the Anglo-", "Norman line went home."], "Those of the Anglo-Norman line went home."),
    ],
)
def test_a_word_that_a_line_end_broke_is_whole_again(lines: list[str], whole: str):
    assert whole in body(document(lines))[0]


def test_a_sentence_that_a_page_end_breaks_is_whole_at_its_first_page():
    content = document([WIDE], ["where the boat is and when it will come in."], running=True)
    assert [(piece.text, piece.locator) for piece in read(content) if piece.role is PassageRole.BODY] == [
        (f"{WIDE} where the boat is and when it will come in.", "page 1")
    ]


def test_what_stands_on_every_page_is_context_once_and_page_numbers_are_left_out():
    content = document(*([f"{name} waits for the boat."] for name in ("A clerk", "A cook", "A nun")), running=True)
    assert body(content) == ["A clerk waits for the boat.", "A cook waits for the boat.", "A nun waits for the boat."]
    assert [piece.text for piece in read(content) if piece.role is not PassageRole.BODY] == [
        "Ferry Office: yearly report"
    ]


def test_bullets_are_passages_of_their_own_under_what_announces_them():
    found = read(
        document(["They told us:", "• the form is long", "• the pen does not", "write", "", "Then they left."])
    )
    assert [(piece.text, piece.headings) for piece in found if piece.role is PassageRole.BODY] == [
        ("the form is long", ("They told us:",)),
        ("the pen does not write", ("They told us:",)),
        ("Then they left.", ()),
    ]


def test_a_second_column_goes_on_where_the_first_ends():
    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(["Passengers wait on the quay and", "nobody at the desk can tell"]):
            canvas.drawString(60, 100 - at * 14 + 100, line)
        for at, line in enumerate(["them when it comes.", "They go home."]):
            canvas.drawString(320, 700 - at * 14, line)

    assert body(drawn(draw))[0].startswith("Passengers wait on the quay and nobody at the desk can tell them when")


def across(left: Sequence[str], right: Sequence[str]) -> bytes:
    """A page on which each line of the left column is written just before the line beside it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(
            60, 760, "Passengers, and the board that keeps the list of boats, do not agree on what is sent"
        )
        for at, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 720 - 14 * at, one)
            canvas.drawString(320, 720 - 14 * at, other)

    return drawn(draw)


def test_columns_that_were_written_across_are_read_one_after_the_other():
    left = (
        "The quay is full of people who have|waited since the morning and who ask|the desk when the next boat comes in."
    )
    right = "The board says that the list is sent|on time and that it is the office that|does not read what it is sent."
    texts = body(across(left.split("|") * 3, right.split("|") * 3))
    assert texts[1].startswith(left.replace("|", " ")) and " ".join(texts[1:]).rpartition("comes in.")[2].startswith(
        " The board says that the list is sent on time and"
    )


def test_the_cells_of_a_table_are_not_taken_for_columns():
    steps, troubles = ["Pay", "Wait", "Board", "Leave", "Land", "Ask", "Ring"], ["The card fails"] * 7
    assert "Pay The card fails" in " ".join(body(across(steps, troubles)))


def test_a_page_that_says_what_an_earlier_one_says_is_told_and_read_once():
    page = ["Nobody at the desk can tell the people who wait when the boat comes.", "", "They go home and ring."]
    passages, refusals = pieces(document(page, ["Another page stands between the two of them."], page, running=True))
    texts = [p.text for p in passages if p.role is PassageRole.BODY]
    assert texts == [page[0], page[2], "Another page stands between the two of them."]
    assert [(r.where, r.reason) for r in refusals] == [("page 3", "the same words as page 1")]


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "grey")), 50, 50, 400, 600)
    canvas.showPage()


def test_a_scan_is_refused_with_advice():
    with pytest.raises(UnreadableSource, match="2 pages but no text") as caught:
        pieces(drawn(lambda canvas: [picture(canvas), picture(canvas)]))
    assert "text recognition" in caught.value.remedy


def test_a_page_that_is_only_a_picture_is_refused_and_the_others_are_read():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "The boat was late.")
        canvas.showPage()
        picture(canvas)

    passages, refused = pieces(drawn(draw))
    assert [piece.text for piece in passages] == ["The boat was late."]
    assert [(refusal.where, refusal.reason) for refusal in refused] == [("page 2", "a page without text")]
    assert "text recognition" in refused[0].remedy


def test_a_locked_file_is_refused_with_advice():
    with pytest.raises(UnreadableSource, match="password") as caught:
        pieces(document(["The boat was late."], encrypt="open-me"))
    assert "without a password" in caught.value.remedy


def test_a_file_that_opens_without_a_password_is_read_though_it_forbids_printing():
    from reportlab.lib.pdfencrypt import StandardEncryption

    guarded = StandardEncryption("", ownerPassword="owner", canPrint=0)
    assert body(document(["The boat was late."], encrypt=guarded)) == ["The boat was late."]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\n...", "damaged"),
        (document(["The boat was late."])[:300], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"", "empty"),
    ],
)
def test_what_is_no_whole_pdf_is_refused_with_a_remedy(content: bytes, problem: str):
    with pytest.raises(UnreadableSource, match=problem) as caught:
        pieces(content)
    assert caught.value.remedy
    assert "late" not in str(caught.value).replace("later", "")


def test_a_pdf_under_another_ending_is_read_as_a_pdf():
    passages, _ = read_passages(SourceFile(name="report.txt", content=document(["The boat was late."])))
    assert [(passage.text, passage.locator) for passage in passages] == [("The boat was late.", "page 1")]


def test_too_many_pages_are_refused():
    content = document(["The boat was late."], ["It left."])
    with pytest.raises(UnreadableSource, match="more than 1 pages"):
        open_file(SourceFile(name="report.pdf", content=content), Limits(pages=1))


def test_what_is_read_is_kept_or_refused():
    content = document(
        [("h1", "The quay"), "", f"{WIDE} when.", "It leaves at noon.", "", "Two words."], ["It is full."], running=True
    )
    file = SourceFile(name="report.pdf", content=content)
    found = read_source(file, study=STUDY, masker=None, sentences=SentenceSplitter())
    assert [item.text for item in found.observations] == [f"{WIDE} when.", "It leaves at noon.", "It is full."]
    assert [refusal.reason for refusal in found.refusals] == ["fewer than 3 words"]
    assert found.media_type == "application/pdf"
    assert all(item.span.of(found.text.masked.text) == item.text for item in found.observations)


def test_several_files_at_once_are_read_as_one_by_one():
    files = [document([f"Boat {number} was late again today."] * 3) for number in range(6)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(body, files)) == [body(file) for file in files]


VOCABULARY = ("ferry", "boats", "came", "late", "again", "while", "people", "waited", "there")
PARAGRAPH = st.lists(st.sampled_from(VOCABULARY), min_size=3)


@settings(max_examples=25)
@given(st.lists(PARAGRAPH.map(lambda words: words[:10]), min_size=1, max_size=40))
def test_every_word_on_the_pages_is_read_in_order(paragraphs: list[list[str]]):
    lines = [text for words in paragraphs for text in (" ".join(words) + ".", "")]
    content = document(*(lines[at : at + 40] for at in range(0, len(lines), 40)))
    assert " ".join(piece.text for piece in read(content)).split() == " ".join(lines).split()


@settings(max_examples=40)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=6))
def test_a_file_with_flipped_bytes_is_read_or_refused(at: int, noise: bytes):
    whole = document(["The boat was late and nobody said why."])
    content = whole[:at] + noise + whole[at + len(noise) :]
    try:
        pieces(content)
    except UnreadableSource as error:
        assert error.remedy


def test_a_raised_mark_does_not_break_its_line():
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 700, "Passengers wait on the quay")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(60 + canvas.stringWidth("Passengers wait on the quay", "Helvetica", 11), 704, "2")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(212, 700, "and nobody tells them when the")
        canvas.drawString(60, 686, "boat will come.")

    assert len(body(drawn(draw))) == 1
    assert body(drawn(draw))[0].endswith("and nobody tells them when the boat will come.")


def test_a_table_of_contents_is_context_and_no_evidence():
    found = read(document(["What passengers say . . . . . . . . . . . 3", "", "The queue reaches the door."]))
    assert [piece.role for piece in found] == [PassageRole.CAPTION, PassageRole.BODY]


def test_a_title_across_two_columns_does_not_make_their_lines_look_short():
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 16)
        canvas.drawString(60, 780, "Waiting on the quay: what passengers of the ferry told us in May")
        canvas.setFont("Helvetica", 11)
        for at, line in enumerate(
            ["Passengers of the ferry told us", "So often that they wait until", "The desk opens that we asked."]
        ):
            canvas.drawString(60, 720 - at * 14, line)

    assert body(drawn(draw)) == [
        "Passengers of the ferry told us So often that they wait until The desk opens that we asked."
    ]


@pytest.mark.notes
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("multi-column-2p.pdf", "1999) is a task that answers factoid questions using a large collection of documents"),
        ("fake-memo.pdf", "3 trucks were used for 15 hours"),
    ],
)
def test_a_document_of_another_hand_is_read_in_order(shared_data: Path, name: str, words: str):
    assert words in " ".join(body((shared_data / "specimens" / "pdf" / name).read_bytes()))


def held(canvas: Canvas, turn: int) -> None:
    """Draw what follows so that it stands upright once the page is held turned by so many right angles, clockwise."""
    width, height = canvas._pagesize
    canvas.translate(*((0, 0), (width, 0), (width, height), (0, height))[turn])
    canvas.rotate(90 * turn)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_page_that_stands_turned_is_read_as_people_hold_it(turn: int):
    said = "The letter about the fee came late and nobody rang back for three weeks in a row after that."

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90 * turn)
        held(canvas, turn)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 480, "The letter about the fee came late and nobody rang back")
        canvas.drawString(60, 466, "for three weeks in a row after that.")
        canvas.drawString(60, 430, "The desk was closed when people came to it.")
        canvas.showPage()

    assert body(drawn(draw)) == [said, "The desk was closed when people came to it."]


def test_words_that_stand_turned_against_the_rest_do_not_break_into_it():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "The ferry was full when the people from the island came")
        canvas.saveState()
        held(canvas, 1)
        canvas.drawString(300, 560, "Draft for the harbour board")
        canvas.restoreState()
        canvas.drawString(60, 686, "to the quay with their letters.")
        canvas.showPage()

    whole = "The ferry was full when the people from the island came to the quay with their letters."
    assert body(drawn(draw)) == [whole, "Draft for the harbour board"]


def test_comments_and_filled_fields_are_read_with_what_the_field_asks():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 760, "Visit to the ferry desk")
        form = canvas.acroForm
        form.textfield(tooltip="What was hard?", value="I waited two hours at the desk.", x=60, y=700, width=300)
        form.textfield(tooltip="Anything else?", value="", x=60, y=650, width=300)
        form.checkbox(tooltip="Agreed", checked=True, x=60, y=600)
        canvas.textAnnotation("The desk had moved by then.", Rect=[60, 500, 200, 520])
        canvas.linkURL("https://ferry.example/", (60, 400, 90, 420))
        canvas.showPage()

    *_, field, comment = read(drawn(draw))
    assert (field.text, field.headings, field.locator) == (
        "I waited two hours at the desk.",
        ("What was hard?",),
        "page 1, field 1",
    )
    assert (comment.text, comment.locator) == ("The desk had moved by then.", "page 1, comment 1")


def test_a_scan_with_a_comment_is_read_for_the_comment_and_its_pages_are_refused():
    def draw(canvas: Canvas) -> None:
        canvas.textAnnotation("The desk had moved by then.", Rect=[60, 500, 200, 520])
        picture(canvas)

    passages, refusals = pieces(drawn(draw))
    assert [passage.text for passage in passages] == ["The desk had moved by then."]
    assert [refusal.reason for refusal in refusals] == ["a page without text"]


def test_a_file_inside_a_document_is_told():
    from pypdfium2 import PdfDocument

    document_of = PdfDocument(document(["The ferry was late and nobody said why."]))
    raw = pytest.importorskip("pypdfium2.raw")
    name = (raw.FPDF_WCHAR * 6)(*map(ord, "a.txt"), 0)
    attached = raw.FPDFDoc_AddAttachment(document_of, name)
    raw.FPDFAttachment_SetFile(attached, document_of, b"inside", 6)
    stream = io.BytesIO()
    document_of.save(stream)
    _, refusals = pieces(stream.getvalue())
    assert [refusal.reason for refusal in refusals] == ["a file inside the document, which is not read"]
