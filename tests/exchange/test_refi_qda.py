"""Projects of analysis tools: what goes out comes back and is valid; other tools' habits are read right."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.coded import Case, CodedProject, CodedText
from domain.codes import Code, Selection, checked_guid
from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from domain.limits import Limits
from domain.text import TextSpan
from exports.refi_qda import codebook_file, guid_of, project_file
from ingest.readers._qdpx import QdpxContainer
from ingest.refi_qda import read_codebook, read_project

MADE_AT = "2026-11-23T09:00:00Z"
WORDS = "I told the ferry office twice.\nThe harbour office asked again."
PROJECT = "urn:QDA-XML:project:1.0"
A, B, C, D = (f"{digit * 8}-{digit * 4}-4{digit * 3}-8{digit * 3}-{digit * 12}" for digit in "1234")

CODES = (
    Code(id=A, name="Difficulties", is_codable=False, description="What goes wrong"),
    Code(id=B, name="Asked again", parent=A, colour="#AA0033"),
    Code(id=C, name="Waiting"),
)


def a_project(**fields) -> CodedProject:
    selection = Selection(
        id=guid_of("s1"), span=TextSpan(start=0, end=30), codes=(B,), by="Orla Finch", description="!"
    )
    text = CodedText(id=guid_of("t1"), name="Interview 1", text=WORDS, selections=(selection,), codes=(C,),
                     attributes=(("Service", "Moorings"),))  # fmt: skip
    case = Case(id=guid_of("c1"), name="P01", attributes=(("Region", "North"),), texts=(text.id,),
                selections=(selection.id,))  # fmt: skip
    memo = CodedText(id=guid_of("m1"), name="Memo", text="Look at the hand-over.")
    known = {"codes": CODES, "texts": (text,), "cases": (case,), "memos": (memo,), "description": "A made-up study"}
    return CodedProject(name="Ferries", origin="Throughline", **{**known, **fields})


def opened(content: bytes) -> tuple[bytes, zipfile.ZipFile]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return archive.read("project.qde"), archive


def back(content: bytes):
    document, archive = opened(content)
    names = {name.rpartition("/")[2]: name for name in archive.namelist()}
    return read_project(document, lambda name: archive.read(names[name]) if name in names else None)


def read(document: str, **files: bytes):
    return read_project(document.encode(), lambda name: files.get(name.replace(".", "_")))


def a_document(*sources: str, codes: str = "", users: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{PROJECT}" name="Demo">'
        f"{users}{codes}<Sources>{''.join(sources)}</Sources></Project>"
    )


def a_text(path: str, *selections: tuple[int, int, str], guid: str = A) -> str:
    inner = "".join(
        f'<PlainTextSelection guid="{guid_of(str(at))}" name="{name}" startPosition="{start}" endPosition="{end}"/>'
        for at, (start, end, name) in enumerate(selections)
    )
    return f'<TextSource guid="{guid}" name="Interview" plainTextPath="{path}">{inner}</TextSource>'


def quoted(project: CodedProject) -> list[str]:
    return [selection.span.of(text.text) for text in project.texts for selection in text.selections]


def test_what_goes_out_comes_back():
    content, losses = project_file(a_project(), made_at=MADE_AT)
    assert losses == []
    assert back(content) == (a_project(), [])


def test_the_same_project_gives_the_same_bytes():
    assert project_file(a_project(), made_at=MADE_AT) == project_file(a_project(), made_at=MADE_AT)


plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=200)


@st.composite
def projects(draw):
    codes, guids = [], st.uuids().map(str)
    for name in draw(st.lists(plain, max_size=5)):
        parent = draw(st.sampled_from([None, *(code.id for code in codes)]))
        codes.append(Code(id=draw(guids), name=name.strip(), parent=parent, is_codable=draw(st.booleans())))
    texts = []
    for words in draw(st.lists(lines, max_size=3)):
        spans = draw(st.lists(st.tuples(st.integers(0, len(words)), st.integers(0, len(words))), max_size=3))
        chosen = st.lists(st.sampled_from([code.id for code in codes]), unique=True) if codes else st.just([])
        selections = tuple(
            Selection(id=draw(guids), span=TextSpan(start=min(span), end=max(span)), codes=tuple(draw(chosen)), by="A")
            for span in spans
            if span[0] != span[1]
        )
        texts.append(CodedText(id=draw(guids), name=draw(plain).strip(), text=words, selections=selections))
    return CodedProject(name="Any", origin="Throughline", codes=tuple(codes), texts=tuple(texts))


def in_tree_order(codes):
    """Codes as a tree is read: each before those below it."""
    return {code.id: code for code in codes}


@settings(max_examples=60)
@given(projects())
def test_any_project_comes_back(project):
    found, losses = back(project_file(project, made_at=MADE_AT)[0])
    assert losses == []
    assert in_tree_order(found.codes) == in_tree_order(project.codes)
    assert found.texts == project.texts


def test_a_codebook_comes_back_and_an_empty_one_is_no_file():
    assert read_codebook(codebook_file(CODES, origin="Throughline")) == (list(CODES), [])
    with pytest.raises(ValueError):
        codebook_file((), origin="Throughline")


def test_no_container_is_empty_and_a_category_is_not_codable():
    document, _ = opened(project_file(a_project(texts=(), cases=(), memos=(), codes=()), made_at=MADE_AT)[0])
    assert not re.search(rb"<(Users|CodeBook|Codes|Variables|Cases|Sources|Notes|Sets)\b", document)
    document, _ = opened(project_file(a_project(), made_at=MADE_AT)[0])
    assert b'name="Difficulties" isCodable="false"' in document


def test_characters_that_xml_cannot_hold_are_left_out_and_told():
    content, losses = project_file(a_project(description="A bell: \x07"), made_at=MADE_AT)
    assert [(loss.what, loss.count) for loss in losses] == [("control characters in names", 1)]
    assert back(content)[0].description == "A bell:"


@pytest.mark.notes
@pytest.mark.parametrize("project", [a_project(), a_project(cases=(), memos=(), codes=())])
def test_what_we_write_is_valid_by_the_standards_schemas(project, shared_data):
    from lxml import etree

    schemas = shared_data / "specimens" / "refi-qda"
    document, _ = opened(project_file(project, made_at=MADE_AT)[0])
    etree.XMLSchema(etree.parse(schemas / "Project.xsd")).assertValid(etree.fromstring(document))
    codebook = etree.fromstring(codebook_file(CODES, origin="Throughline"))
    etree.XMLSchema(etree.parse(schemas / "Codebook.xsd")).assertValid(codebook)


@pytest.mark.parametrize(
    "path", ["internal://a.txt", "a.txt", "internal://Sources/a.txt", " internal://a.txt "], ids=repr
)
def test_a_path_is_read_with_and_without_its_prefix(path):
    project, losses = read(a_document(a_text(path, (2, 6, "told"))), a_txt=WORDS.encode())
    assert (quoted(project), losses) == (["told"], [])


@pytest.mark.parametrize("path", ["relative:///a.txt", "absolute:///etc/a.txt", " Relative:///a.txt"])
def test_a_path_to_another_place_is_not_followed_and_told(path):
    asked = []
    project, losses = read_project(a_document(a_text(path)).encode(), lambda name: asked.append(name) or b"x")
    assert (project.texts, asked) == ((), [])
    assert losses[0].what == "texts outside the project file"


def test_a_text_that_is_missing_is_told():
    project, losses = read(a_document(a_text("internal://gone.txt")))
    assert (project.texts, [loss.what for loss in losses]) == (
        (),
        ["texts that are not in the project file, or not in UTF-8"],
    )


def test_a_byte_order_mark_is_not_counted():
    project, _ = read(a_document(a_text("a.txt", (2, 6, "told"))), a_txt=b"\xef\xbb\xbf" + WORDS.encode())
    assert quoted(project) == ["told"]
    assert project.texts[0].text == WORDS


WINDOWS = "One\r\nTwo\r\nThree words here\r\n"


@pytest.mark.parametrize(
    ("start", "end"), [pytest.param(8, 19, id="one for both"), pytest.param(10, 21, id="one for each")]
)
def test_line_ends_count_as_the_tool_counted_them(start, end):
    project, losses = read(a_document(a_text("a.txt", (start, end, "Three words"))), a_txt=WINDOWS.encode())
    assert (quoted(project), losses) == (["Three words"], [])
    assert "\r" not in project.texts[0].text


def test_without_quotations_to_compare_a_line_end_counts_as_one():
    project, _ = read(a_document(a_text("a.txt", (8, 19, ""))), a_txt=WINDOWS.encode())
    assert quoted(project) == ["Three words"]


def test_a_place_past_the_end_of_its_text_is_told():
    project, losses = read(a_document(a_text("a.txt", (2, 6, "told"), (50, 5000, ""))), a_txt=WORDS.encode())
    assert quoted(project) == ["told"]
    assert [loss.what for loss in losses] == ["passages whose place is not in their text"]


def test_guids_in_braces_and_capitals_are_the_same():
    codes = f'<CodeBook><Codes><Code guid="{{{B.upper()}}}" name="Asked" isCodable="true"/></Codes></CodeBook>'
    source = (
        f'<TextSource guid="{A}" name="I"><PlainTextContent>{WORDS}</PlainTextContent>'
        f'<PlainTextSelection guid="{C}" startPosition="2" endPosition="6">'
        f'<Coding guid="{D}"><CodeRef targetGUID="{B}"/></Coding></PlainTextSelection></TextSource>'
    )
    project, _ = read(a_document(source, codes=codes))
    assert project.texts[0].selections[0].codes == (B,) == (project.codes[0].id,)


def test_sound_film_pictures_sets_and_links_are_told():
    sources = (
        f'<PictureSource guid="{A}" path="internal://a.png"/>'
        f'<AudioSource guid="{B}"><Transcript guid="{C}" name="T" plainTextPath="a.txt"/></AudioSource>'
    )
    document = a_document(sources).replace(
        "</Sources>", f'</Sources><Links><Link guid="{D}"/></Links><Sets><Set guid="{D}" name="S"/></Sets>'
    )
    project, losses = read(document, a_txt=WORDS.encode())
    assert [text.text for text in project.texts] == [WORDS]
    assert {loss.what for loss in losses} == {"pictures", "sound recordings", "links", "sets"}


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("<Project", "damaged"),
        ("<html/>", "not the REFI-QDA"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Project xmlns="urn:QDA-XML:project:1.0" name="&a;"/>', "entities"),
    ],
)
def test_what_is_no_project_is_told(document, problem):
    with pytest.raises(UnreadableSource) as caught:
        read(document)
    assert problem in caught.value.problem and caught.value.remedy


def test_a_text_inside_the_project_file_is_counted_as_its_tool_counted_it():
    """XML reads CRLF as LF, so only the quotations tell that a tool counted two."""
    source = (
        f'<TextSource guid="{A}" name="I"><PlainTextContent>One\nTwo\nThree words here</PlainTextContent>'
        f'<PlainTextSelection guid="{C}" name="Three words" startPosition="10" endPosition="21"/></TextSource>'
    )
    project, losses = read(a_document(source))
    assert (quoted(project), losses) == (["Three words"], [])


def test_astral_letters_before_a_selection_count_one_each():
    said = "\U0001f600\U0001f600 told them twice"
    project, _ = read(a_document(a_text("a.txt", (3, 7, "told"))), a_txt=said.encode())
    assert quoted(project) == ["told"]


def test_selections_that_overlap_or_have_no_guid_stay_apart():
    bare = '<PlainTextSelection startPosition="{}" endPosition="{}"/>'
    twice = f'<PlainTextSelection guid="{B}" startPosition="0" endPosition="1"/>'
    source = (
        f'<TextSource guid="{A}" name="I"><PlainTextContent>{WORDS}</PlainTextContent>'
        f"{bare.format(2, 16)}{bare.format(7, 30)}{bare.format(7, 10)}{twice}{twice}</TextSource>"
    )
    selections = read(a_document(source))[0].texts[0].selections
    assert [(each.span.start, each.span.end) for each in selections] == [(2, 16), (7, 30), (7, 10), (0, 1), (0, 1)]
    assert len({each.id for each in selections}) == len(selections)


def test_identifiers_that_are_no_guids_become_guids_and_still_point_to_each_other():
    codes = '<CodeBook><Codes><Code guid="code-1" name="Asked" isCodable="true"/></Codes></CodeBook>'
    source = (
        f'<TextSource guid="text-1" name="I"><PlainTextContent>{WORDS}</PlainTextContent>'
        '<PlainTextSelection guid="here" startPosition="2" endPosition="6">'
        '<Coding guid="c"><CodeRef targetGUID="CODE-1"/></Coding></PlainTextSelection></TextSource>'
    )
    project, losses = read(a_document(source, codes=codes))
    selection = project.texts[0].selections[0]
    assert selection.codes == (project.codes[0].id,)
    assert [checked_guid(each) for each in (project.texts[0].id, selection.id, *selection.codes)]
    assert losses == []


def test_everything_that_is_not_kept_of_a_project_is_told():
    marks = f'<Coding guid="{D}"><CodeRef targetGUID="{B}"/></Coding>'
    unknown = f'<Coding guid="{D}" creatingUser="{D}"><CodeRef targetGUID="{C}"/><NoteRef targetGUID="{A}"/></Coding>'
    sources = (
        f'<PictureSource guid="{A}"><PictureSelection guid="{B}">{marks}</PictureSelection></PictureSource>'
        f'<AudioSource guid="{B}"><AudioSelection guid="{C}">{marks}</AudioSelection></AudioSource>'
        f'<PDFSource guid="{C}"><PDFSelection guid="{D}">{marks}<Representation guid="{B}"/></PDFSelection>'
        f'<PDFSelection guid="{A}"/><Representation guid="{A}"><PlainTextContent>{WORDS}</PlainTextContent>'
        f'<PlainTextSelection guid="{A}" startPosition="0" endPosition="4">{unknown}</PlainTextSelection>'
        "</Representation></PDFSource>"
    )
    beside = (
        f'<Variables><Variable guid="{A}" name="Age" typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="{B}" name="P01"><Description>Rows a boat</Description>'
        f'<CodeRef targetGUID="{B}"/></Case></Cases><Sources>'
    )
    codes = f'<CodeBook><Codes><Code guid="{B}" name="Asked" isCodable="true"/></Codes></CodeBook>'
    _, losses = read(a_document(sources, codes=codes).replace("<Sources>", beside))
    assert {loss.what: loss.count for loss in losses} == {
        "cases without a text": 1,
        "codes on cases": 1,
        "codes that the codebook does not have": 1,
        "descriptions of cases": 1,
        "links of notes to what they are about": 1,
        "marked areas of PDF pages": 1,
        "marked parts of pictures": 1,
        "marked parts of sound recordings": 1,
        "pictures": 1,
        "sound recordings": 1,
        "types of variables": 1,
        "who put on single codes": 1,
    }


def test_what_is_selected_in_a_transcript_is_found_by_its_points_in_time():
    source = (
        f'<AudioSource guid="{A}"><Transcript guid="{B}" name="T"><PlainTextContent>{WORDS}</PlainTextContent>'
        f'<SyncPoint guid="{C}" timeStamp="0" position="2"/><SyncPoint guid="{D}" timeStamp="9" position="6"/>'
        f'<TranscriptSelection guid="{A}" fromSyncPoint="{C}" toSyncPoint="{D}"/></Transcript></AudioSource>'
    )
    assert quoted(read(a_document(source))[0]) == ["told"]


def test_what_a_picture_is_said_to_show_is_read():
    words = f'<TextDescription guid="{B}"><PlainTextContent>{WORDS}</PlainTextContent></TextDescription>'
    project, _ = read(a_document(f'<PictureSource guid="{A}" name="Queue">{words}</PictureSource>'))
    assert [(text.name, text.text) for text in project.texts] == [("Queue", WORDS)]


@pytest.mark.parametrize("origin", ["Throughline", "Another tool"])
def test_a_text_alone_keeps_of_the_projects_description_the_marking_that_we_wrote_and_no_more(origin):
    project = replace(a_project(description="OFFICIAL-SENSITIVE\nWith Mary Grobnitz of Moorings."), origin=origin)
    content, _ = project_file(project, made_at=MADE_AT)
    source = SourceFile(name="ferries.qdpx", content=content)
    texts = [each for each in QdpxContainer().members(source, Limits()) if isinstance(each, SourceFile)]
    assert len(texts) == 2
    assert not [text.name for text in texts if b"Grobnitz" in text.content]
    kept = [text.name for text in texts if b"OFFICIAL-SENSITIVE" in text.content]
    assert kept == ([text.name for text in texts] if origin == "Throughline" else [])
