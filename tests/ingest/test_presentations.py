"""Presentations: slides under their titles, notes whole, boards in the order people read them."""

from pathlib import Path

import pytest

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.limits import Limits
from ingest.opening import open_file
from ingest.reading import read_passages
from tests.ingest.every_format import pptx_of, shape_of

# Every organisation and person here is fictional.
INCH = 914_400
TABLE = """<p:graphicFrame><p:xfrm><a:off x="0" y="9000000"/></p:xfrm><a:graphic><a:graphicData><a:tbl>
<a:tr><a:tc><a:txBody><a:p><a:r><a:t>Step</a:t></a:r></a:p></a:txBody></a:tc>
<a:tc><a:txBody><a:p><a:r><a:t>Trouble</a:t></a:r></a:p></a:txBody></a:tc></a:tr>
<a:tr><a:tc><a:txBody><a:p><a:r><a:t>Pay</a:t></a:r></a:p></a:txBody></a:tc>
<a:tc><a:txBody><a:p><a:r><a:t>Card </a:t></a:r><a:br/><a:r><a:t>fails</a:t></a:r></a:p></a:txBody></a:tc></a:tr>
</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"""


def group(*shapes: str, name: str = "Group 4", at: tuple[int, int] = (0, 0), inner: tuple[int, int] = (0, 0)) -> str:
    measures = f'<a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="100" cy="100"/><a:chOff x="{inner[0]}" y="{inner[1]}"/>'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="4" name="{name}"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{measures}'
        f'<a:chExt cx="100" cy="100"/></a:xfrm></p:grpSpPr>{"".join(shapes)}</p:grpSp>'
    )


def read(content: bytes) -> tuple[list[Passage], list[Refusal]]:
    return read_passages(SourceFile(name="board.pptx", content=content))


def told(content: bytes) -> list[tuple[str, tuple[str, ...], str]]:
    return [(p.locator, p.headings, p.text) for p in read(content)[0] if p.role is PassageRole.BODY]


def test_what_is_on_a_slide_stands_under_its_title_wherever_the_title_is():
    body = shape_of("They said:", "it is slow", "it is late", holds="body", at=(0, INCH))
    slides = pptx_of(
        body + shape_of("Fees", holds="title", at=(0, 5 * INCH)) + TABLE, shape_of("Nobody rang back", box=True)
    )
    assert told(slides) == [
        ("slide 1", ("Fees", "They said:"), "it is slow"),
        ("slide 1", ("Fees", "They said:"), "it is late"),
        ("slide 1, table 1, row 2", ("Fees", "Step – Trouble"), "Pay – Card fails"),
        ("slide 2", (), "Nobody rang back"),
    ]


def test_notes_are_read_in_rows_from_the_top_and_stay_whole():
    notes = (
        shape_of("third, below", at=(0, 3 * INCH)),
        shape_of("second, at the right", at=(4 * INCH, INCH + 20)),
        shape_of("First, at the left.", "It has two lines.", at=(0, INCH)),
    )
    passages, _ = read(pptx_of("".join(notes)))
    assert [(p.text, p.whole) for p in passages] == [
        ("First, at the left.\nIt has two lines.", True),
        ("second, at the right", True),
        ("third, below", True),
    ]


def test_a_group_of_notes_stands_under_the_box_that_names_it_and_its_places_are_those_of_the_slide():
    inside = (shape_of("pay by card", at=(50, 60)), shape_of("pay by post", at=(10, 5)))
    named = group(shape_of("Paying", box=True, at=(0, 0)), *inside, at=(0, 2 * INCH), inner=(0, 0))
    called = group(group(shape_of("wait in the rain", at=(10, 10))), name="Waiting at the quay", at=(0, 0))
    alone = shape_of("On its own", at=(0, 4 * INCH))
    assert [(headings, text) for _, headings, text in told(pptx_of(named + called + alone))] == [
        (("Waiting at the quay",), "wait in the rain"),
        (("Paying",), "pay by post"),
        (("Paying",), "pay by card"),
        ((), "On its own"),
    ]


def test_speaker_notes_comments_charts_and_drawings_of_words_follow_their_slide():
    rels = "".join(
        f'<Relationship Id="r{at}" Type="x/{kind}" Target="../{part}"/>'
        for at, (kind, part) in enumerate(
            [("notesSlide", "n.xml"), ("comments", "c.xml"), ("chart", "h.xml"), ("diagramData", "d.xml")]
        )
    )
    note = shape_of("Tell them of the fee", holds="body") + shape_of("7", holds="sldNum")
    content = pptx_of(
        shape_of("Fees", holds="title") + '<p:graphicFrame><c r:id="r2" r:dm="r3"/></p:graphicFrame>',
        more={
            "ppt/slides/_rels/slide1.xml.rels": f"<Relationships>{rels}</Relationships>",
            "ppt/n.xml": f"<p:notes NAMES><p:cSld><p:spTree>{note}</p:spTree></p:cSld></p:notes>",
            "ppt/c.xml": "<p:cmLst NAMES><p:cm><p:text>Ask the harbour</p:text></p:cm></p:cmLst>",
            "ppt/h.xml": "<c NAMES><a:t>Calls in May</a:t><v>Late</v><v>17</v><v>Late</v></c>",
            "ppt/d.xml": '<d NAMES xmlns:m="u"><m:t><a:p><a:r><a:t>Ask for the form</a:t></a:r></a:p></m:t></d>',
        },
    )
    assert [(p.locator, p.role.value, p.text) for p in read(content)[0]][1:] == [
        ("slide 1, chart", "caption", "Calls in May; Late"),
        ("slide 1", "body", "Ask for the form"),
        ("slide 1, notes", "body", "Tell them of the fee"),
        ("slide 1, comment 1", "body", "Ask the harbour"),
    ]


def test_a_slide_that_is_only_a_picture_is_told_and_a_described_picture_is_context():
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="3" name="Picture 3"{}/></p:nvPicPr></p:pic>'
    content = pptx_of(picture.format(""), picture.format(' descr="A queue at the quay"'), shape_of("Words", box=True))
    passages, refusals = read(content)
    first = passages[0]
    assert (first.locator, first.text, first.role) == ("slide 2", "A queue at the quay", PassageRole.CAPTION)
    assert [(r.where, r.reason) for r in refusals] == [("slide 1", "a slide without text")]


def test_more_slides_than_are_read_are_refused():
    slides = [shape_of("One more", box=True)] * 4
    with pytest.raises(UnreadableSource, match="slides"):
        open_file(SourceFile(name="a.pptx", content=pptx_of(*slides)), Limits(pages=3))


@pytest.mark.notes
def test_presentations_of_another_hand_are_read(shared_data: Path):
    folder = shared_data / "specimens/pptx"
    assert told((folder / "fake-power-point-table.pptx").read_bytes())[0][2] == "Red – Green – Blue"
    nested = read((folder / "group-shapes-nested.pptx").read_bytes())[0]
    assert sorted(p.text for p in nested) == list("ABCDEFGHIJ") and all(p.whole for p in nested)
    assert len(told((folder / "fake-power-point.pptx").read_bytes())) == 5
