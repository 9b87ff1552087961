"""Briefs of pain points as slides and as a Word document, read back. Everything here is fictional."""

import io
from dataclasses import replace
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from domain.access import Marking
from domain.consent import Consent
from domain.evidence import Severity, Standing
from domain.insights import Attempt, AttemptOutcome, Fit
from domain.missions import Claim, OwnerStatus, PainPointOwner
from domain.people import Contact
from exports.brief import Brief, BriefPoint, quoted_in
from exports.brief_docx import brief_document
from exports.brief_pptx import brief_slides
from tests.builders import a_study
from tests.planted_pain_points import a_pain_point, told_by

HARBOUR, MUSEUM = "Harbour Office", "Museum of Tides"
QUAY, LOCKS = "Quay Board", "Trust of Locks"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
NO_FILL_BUT_A_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
SENSITIVE = Marking.OFFICIAL_SENSITIVE
WRITERS = [pytest.param(brief_slides, id="pptx"), pytest.param(brief_document, id="docx")]


def a_point(**fields):
    return a_pain_point({HARBOUR: (5, 2), MUSEUM: (2, 1)}, **fields)


def a_brief(*points, **fields):
    known = {
        "made_on": "2026-03-09",
        "scope": "Everything in this repository, drafts too",
        "narrowed": ("Mission: Safe harbours", "Found in at least 2 organisations"),
        "points": points or (BriefPoint(point=a_point()),),
        "found": 12,
        "versions": (("Codebook", "codebook-abc"), ("Coder", "coder-def"), ("Run of topics", "run_1, seed 1")),
    }
    return Brief(**{**known, **fields})


def beside(point, **fields):
    owner = PainPointOwner(
        pain_point=point.id, organisation=HARBOUR, status=OwnerStatus.PROPOSED, said_by="rui", said_at="2026-01-01"
    )
    claims = tuple(
        Claim(pain_point=point.id, organisation=name, said_by="ana", said_at="2026-02-01") for name in (QUAY, LOCKS)
    )
    studies = (
        a_study("Study 1", sample_size=17, date="2024-05", consent=Consent(not_heard="Nobody who works at night")),
        a_study("Study 2", date="2025"),
        a_study("Study 3", sample_size=24, date="2025-01-09", retells="Study 2"),
    )
    told = {
        "owners": (owner,),
        "claims": claims,
        "studies": studies,
        "contacts": (Contact(organisation=HARBOUR, team="Harbour Lab", contact="lab@harbour.example", studies=()),),
        "usual": Severity.MEDIUM,
    }
    return BriefPoint(point=point, **{**told, **fields})


def xml_of(content, folder="ppt/slides/"):
    with ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith(folder) and name.endswith(".xml")]
        return [etree.fromstring(archive.read(name)) for name in names]


def words_of(slide):
    """Return the paragraphs of a slide or of its notes."""
    return [
        "".join(each.text or "" if each.tag == f"{A}t" else "\n" for each in paragraph.iter(f"{A}t", f"{A}br"))
        for paragraph in slide.iter(f"{A}p")
    ]


def said_in(content):
    """Return every word of a brief of either form, its notes too."""
    with ZipFile(io.BytesIO(content)) as archive:
        is_slides = "ppt/presentation.xml" in archive.namelist()
    if is_slides:
        parts = [*xml_of(content), *xml_of(content, "ppt/notesSlides/")]
        return "\n".join(words for part in parts for words in words_of(part))
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


@pytest.mark.parametrize("write", WRITERS)
def test_a_brief_says_what_it_is_before_anything_else(write):
    said = said_in(write(a_brief()))
    for words in (
        "9 March 2026", "1 pain point, the first of 12", "Mission: Safe harbours", "in at least 2 organisations",
        "Everything in this repository", "codebook-abc", "coder-def", "run_1, seed 1",
    ):  # fmt: skip
        assert words in said


def test_slides_say_by_what_they_were_made_in_the_notes_of_the_first_one():
    content = brief_slides(a_brief())
    assert "coder-def" not in "\n".join(words_of(xml_of(content)[0]))
    assert {"Codebook: codebook-abc", "Coder: coder-def"} <= {*words_of(xml_of(content, "ppt/notesSlides/")[0])}


@pytest.mark.parametrize("write", WRITERS)
def test_a_pain_point_has_its_facts_reasons_attempts_owner_and_who_was_not_heard(write):
    tried = Attempt(evidence=told_by(MUSEUM, 9, text="A text message went out at noon."), outcome=AttemptOutcome.WORKED)
    said = said_in(write(a_brief(beside(a_point(attempts=(tried,))))))
    for words in (
        "1. Letters come after the date they speak of", "People read of a date when it is past.",
        f"Seen in evidence about {HARBOUR} and {MUSEUM}.", "in common", "Stops people or harms them", "still true",
        "moderate", "2 organisations in 3 studies", "41", "2024 to 2025", f"{HARBOUR} (proposed)",
        "It seems to have worked", "“A text message went out at noon.”", "Nobody who works at night (Study 1)",
        "2 studies behind it do not say who was not heard.",
    ):  # fmt: skip
        assert words in said


@pytest.mark.parametrize("write", WRITERS)
def test_a_pain_point_has_what_speaks_against_it_us_too_its_studies_and_whom_to_ask(write):
    against = tuple(Fit(evidence=told_by(MUSEUM, nth), organisation=MUSEUM, fit=0.5) for nth in range(20, 24))
    said = said_in(write(a_brief(beside(a_point(against=against)))))
    for words in (
        *(f"“{fit.evidence.text}”" for fit in against[:3]), "1 more on record.",
        f"2 organisations say “us too”, without evidence yet: {QUAY} and {LOCKS}.",
        "3 independent studies, years 2024 to 2025: Study 1 (2024, 17 took part); "
        "Study 2 (2025, does not state how many took part); "
        "Study 3 (2025, 24 took part, retells “Study 2”, so it counts with that).",
        "Harbour Lab: lab@harbour.example", "the codebook says “slows or misleads people” of such difficulties",
        "Why this confidence: 2 organisations in 3 studies.",
    ):  # fmt: skip
        assert words in said
    assert against[3].evidence.text not in said


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_against_and_nothing_tried_are_told_as_nothing_read(write):
    said = said_in(write(a_brief(BriefPoint(point=a_point()))))
    assert "Nothing that was read speaks against it. Nobody may have looked for it." in said
    assert "Nothing that was read tells what was tried." in said
    assert "No other organisation says “us too”." in said


CAUTIONS = [
    ({"single_source": True}, "One study is all there is. Treat it as a lead, not as a finding."),
    ({"is_lead": True}, "It is a lead, not a finding"),
    ({"is_thin": True}, "Each organisation has one quotation here, and nobody has confirmed one yet."),
]


@pytest.mark.parametrize(("fields", "warning"), CAUTIONS)
@pytest.mark.parametrize("write", WRITERS)
def test_what_is_to_be_read_with_care_says_so(write, fields, warning):
    assert warning in said_in(write(a_brief(BriefPoint(point=a_point(**fields)))))
    assert warning not in said_in(write(a_brief(BriefPoint(point=a_point()))))


@pytest.mark.parametrize("write", WRITERS)
def test_a_quotation_says_who_placed_it_and_that_only_its_file_names_the_organisation(write):
    placed = Fit(evidence=told_by(HARBOUR, 1), organisation=HARBOUR, fit=1.0, by_person=True)
    stated = told_by(MUSEUM, 2, stated=(HARBOUR, MUSEUM))
    whole = Fit(evidence=stated, organisation=MUSEUM, fit=0.9, of_whole_file=True)
    said = said_in(write(a_brief(BriefPoint(point=a_point(evidence=(placed, whole))))))
    assert "confirmed by a person" in said
    assert f"stated of the whole file, about {HARBOUR} and {MUSEUM}" in said


@pytest.mark.parametrize("write", WRITERS)
def test_how_many_studies_state_a_sample_stands_beside_the_sum(write):
    sizes = (12, 29, None)
    evidence = tuple(
        Fit(evidence=told_by(HARBOUR, nth, study=f"Study {nth}", sample_size=size), organisation=HARBOUR, fit=0.9)
        for nth, size in enumerate(sizes)
    )
    assert "41, stated by 2 of 3 studies" in said_in(write(a_brief(BriefPoint(point=a_point(evidence=evidence)))))


@pytest.mark.parametrize("write", WRITERS)
def test_up_to_three_quotations_an_organisation_are_exact_with_their_source(write):
    point = a_point()
    said = said_in(write(a_brief(BriefPoint(point=point))))
    ours = [fit.evidence for fit in point.evidence if fit.organisation == HARBOUR]
    for evidence in ours[:3]:
        assert f"“{evidence.text}”" in said
        assert f"harbour-visit.md, {evidence.locator}" in said
    assert not any(evidence.text in said for evidence in ours[3:])
    assert quoted_in([point]) == sorted(e.id for e in (*ours[:3], *(f.evidence for f in point.evidence[5:])))


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_brief_gives_the_same_bytes(write):
    assert write(a_brief()) == write(a_brief())


@pytest.mark.parametrize("write", WRITERS)
def test_a_brief_of_nothing_can_be_opened_and_says_so(write):
    assert "0 pain points" in said_in(write(a_brief(points=(), found=0)))


@pytest.mark.parametrize("write", WRITERS)
def test_words_that_look_like_markup_or_that_no_xml_holds_are_written_as_words(write):
    odd = "<b>Late</b> & \x00\x0b\ud800 \"quoted\" 'twice' ]]> &amp; é — 港"
    evidence = (
        Fit(evidence=told_by("<i>Port</i>", 1, text=odd, source="a&b.md"), organisation="<i>Port</i>", fit=0.9),
    )
    point = a_pain_point({"<i>Port</i>": (1, 1)}, title="=1+1 <x>", evidence=evidence)
    said = said_in(write(a_brief(BriefPoint(point=point), scope="<&>")))
    assert "‘<b>Late</b> &  \"quoted\" 'twice' ]]> &amp; é — 港’" in said
    assert "1. =1+1 <x>" in said
    assert "<i>Port</i>" in said
    assert "a&b.md" in said


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=80))
def test_any_words_give_a_file_that_opens(words):
    point = a_pain_point({words: (1, 1)}, title=words, description=words)
    studies = (a_study("Study 1", consent=Consent(not_heard=words)),)
    against = (Fit(evidence=told_by(words, 8, text=words), organisation=words, fit=0.5),)
    brief = a_brief(BriefPoint(point=replace(point, against=against), studies=studies), scope=words)
    assert len(xml_of(brief_slides(brief))) == 2
    assert Document(io.BytesIO(brief_document(brief))).paragraphs


# markings


def test_the_highest_marking_stands_at_head_and_foot_of_every_slide():
    marked = BriefPoint(point=a_point(marking=SENSITIVE))
    plain = BriefPoint(point=a_point(marking=Marking.OFFICIAL))
    for slide in xml_of(brief_slides(a_brief(plain, marked))):
        assert words_of(slide).count(SENSITIVE.value) >= 2
    assert not any("OFFICIAL" in word for slide in xml_of(brief_slides(a_brief())) for word in words_of(slide))


def test_the_highest_marking_stands_at_head_and_foot_of_every_page():
    marked = BriefPoint(point=a_point(marking=SENSITIVE))
    (section,) = Document(io.BytesIO(brief_document(a_brief(marked)))).sections
    assert section.header.paragraphs[0].text == SENSITIVE.value
    assert section.footer.paragraphs[0].text.startswith(SENSITIVE.value)
    (section,) = Document(io.BytesIO(brief_document(a_brief()))).sections
    assert section.header.paragraphs[0].text == ""


@pytest.mark.parametrize("write", WRITERS)
def test_a_quotation_that_is_not_live_says_so(write):
    def said(standing):
        evidence = told_by(HARBOUR, 1, standing=standing)
        point = a_pain_point({HARBOUR: (1, 1)}, evidence=(Fit(evidence=evidence, organisation=HARBOUR, fit=0.9),))
        return said_in(write(a_brief(BriefPoint(point=point))))

    assert "· seen in a prototype only" in said(Standing.PROTOTYPE)
    assert "· said to be mended" in said(Standing.FIXED)
    assert "· seen in a prototype only" not in said(Standing.LIVE)


@pytest.mark.parametrize("write", WRITERS)
def test_a_quotation_bears_the_marking_of_its_study(write):
    evidence = told_by(HARBOUR, 1, marking=Marking.OFFICIAL, researched_by="Tide Lab")
    point = a_pain_point({HARBOUR: (1, 1)}, evidence=(Fit(evidence=evidence, organisation=HARBOUR, fit=0.9),))
    assert "researched by Tide Lab · OFFICIAL" in said_in(write(a_brief(BriefPoint(point=point))))


# slides


def places_of(slide):
    """Return where shapes stand that say so: name, left, top, right, bottom in inches."""
    for shape in slide.iter(f"{P}sp", f"{P}graphicFrame"):
        place = next(shape.iter(f"{A}off"), None)
        if place is not None:
            size = next(shape.iter(f"{A}ext"))
            left, top = int(place.get("x")) / 914400, int(place.get("y")) / 914400
            name = next(shape.iter(f"{P}cNvPr")).get("name")
            yield name, left, top, left + int(size.get("cx")) / 914400, top + int(size.get("cy")) / 914400


def a_full_point(words, *, kind="and Waterways Inspection Authority"):
    bodies = [f"{name} {kind}" for name in ("Harbour", "Lock", "Museum", "Canal", "Quay")]
    evidence = tuple(
        Fit(evidence=told_by(body, nth, text=words), organisation=body, fit=0.9) for body in bodies for nth in range(3)
    )
    long = "Letters that speak of a date come when the date is long past and nobody can say why that is so, again"
    return a_pain_point(dict.fromkeys(bodies, (3, 2)), title=long, description=f"{long}. {long}.", evidence=evidence)


@pytest.mark.parametrize("words", ["Late.", "The letter came late. " * 12, "The letter came late. " * 200])
def test_nothing_stands_off_a_slide_or_on_something_else(words):
    tried = tuple(Attempt(evidence=told_by(MUSEUM, nth, text=words), outcome=AttemptOutcome.FAILED) for nth in range(3))
    against = tuple(Fit(evidence=told_by(MUSEUM, nth, text=words), organisation=MUSEUM, fit=0.5) for nth in range(3))
    point = replace(a_full_point(words), attempts=tried, against=against, single_source=True)
    for slide in xml_of(brief_slides(a_brief(beside(point)))):
        places = list(places_of(slide))
        for name, left, top, right, bottom in places:
            assert left >= 0 and top >= 0 and right <= 13.334 and bottom <= 7.5, name
        for name, left, top, right, bottom in places:
            for other, *there in places:
                apart = right <= there[0] or there[2] <= left or bottom <= there[1] + 0.001 or there[3] <= top + 0.001
                assert name == other or apart, (name, other)


def test_many_organisations_many_owners_and_many_filters_leave_everything_in_its_place():
    bodies = [f"Board of the {nth}th harbour and of all that lies behind it" for nth in range(20)]
    point = a_pain_point(dict.fromkeys(bodies, (1, 1)))
    owner = PainPointOwner(
        pain_point="pp_7", organisation=bodies[0], status=OwnerStatus.PROPOSED, said_by="rui", said_at="2026-01-01"
    )
    owners = tuple(replace(owner, organisation=body) for body in bodies)
    claims = tuple(Claim(pain_point="pp_7", organisation=body, said_by="ana", said_at="2026-02-01") for body in bodies)
    narrowed = tuple(f"Said by people of whom is known: {body}" for body in bodies)
    content = brief_slides(a_brief(BriefPoint(point=point, owners=owners, claims=claims), narrowed=narrowed))
    first, slide = xml_of(content)
    for each in (first, slide):
        assert all(bottom <= 7.5 for *_, bottom in places_of(each))
    facts = next(bottom for name, *_, bottom in places_of(slide) if name == "Facts")
    assert facts <= 6.1
    assert words_of(slide).count("20 organisations") == 2
    notes = "\n".join(words_of(xml_of(content, "ppt/notesSlides/")[1]))
    assert all(f"{body} (proposed)" in notes for body in bodies)
    sentences = next(line for line in words_of(slide) if "Seen in evidence" in line)
    assert f"{bodies[2]} and 17 more. Each organisation" in sentences


def test_what_has_no_room_on_a_slide_stands_whole_in_the_notes_and_the_slide_says_so():
    words = "The letter came late. " * 12
    content = brief_slides(a_brief(BriefPoint(point=a_full_point(words))))
    _, slide = (words_of(each) for each in xml_of(content))
    _, notes = (words_of(each) for each in xml_of(content, "ppt/notesSlides/"))
    assert sum(words in line for line in notes) == 15
    shown = sum(line == f"“{words}”" for line in slide)
    assert f"{15 - shown} quotations more in the speaker's notes." in slide
    assert all(line.endswith("”") for line in slide if line.startswith("“"))


def test_every_organisation_is_heard_before_any_is_heard_twice():
    point = a_full_point("The letter came late. " * 4, kind="Board")
    slide = words_of(xml_of(brief_slides(a_brief(BriefPoint(point=point))))[1])
    heard = [line for line in slide if line.endswith("Board")]
    assert len(set(heard)) == 5 <= len(heard) < 15


def test_a_description_of_any_length_stays_in_its_place_on_a_slide_and_whole_in_the_notes():
    told = "It takes a form for every boat and a stamp for every form. " * 40
    content = brief_slides(a_brief(BriefPoint(point=a_point(description=told.strip()))))
    whom = f"Seen in evidence about {HARBOUR} and {MUSEUM}."
    (line,) = [words for words in words_of(xml_of(content)[1]) if words.startswith(whom)]
    assert len(line) < 1_000 and line.endswith("…")
    assert told.strip() in "\n".join(words_of(xml_of(content, "ppt/notesSlides/")[1]))


def test_a_slide_has_a_title_of_its_own_and_a_table_with_a_head():
    slide = xml_of(brief_slides(a_brief()))[1]
    (title,) = slide.iterfind(f".//{P}ph[@type='title']")
    assert title is not None
    assert [table.find(f"{A}tblPr").attrib for table in slide.iter(f"{A}tbl")] == [{"firstCol": "1"}, {"firstRow": "1"}]
    assert {style.text for style in slide.iter(f"{A}tableStyleId")} == {NO_FILL_BUT_A_GRID}


def test_our_own_reader_reads_the_slides_back():
    from domain.evidence import SourceFile
    from domain.limits import Limits
    from ingest.readers._pptx import PptxReader

    point = a_point()
    read = PptxReader().read(
        SourceFile(name="brief.pptx", content=brief_slides(a_brief(BriefPoint(point=point)))), Limits()
    )
    assert any(point.evidence[0].evidence.text in getattr(passage, "text", "") for passage in read)


# the document


def test_the_headings_of_the_document_skip_no_level():
    document = Document(io.BytesIO(brief_document(a_brief(beside(a_point())))))
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_document_bears_our_name_and_its_day_and_not_those_of_the_library():
    properties = Document(io.BytesIO(brief_document(a_brief()))).core_properties
    assert (properties.author, properties.title, properties.comments) == ("Throughline", "Pain points", "")
    assert properties.created.date().isoformat() == "2026-03-09"


def sizes_of_quotations(content, slide=1):
    """Return how large the type of the quotations is on a slide."""
    return {
        int(run.find(f"{A}rPr").get("sz")) / 100
        for run in xml_of(content)[slide].iter(f"{A}r")
        if (run.findtext(f"{A}t") or "").startswith("“The letter")
    }


def test_a_few_quotations_are_written_larger_and_many_stand_in_type_that_all_fit_in():
    few = a_pain_point({HARBOUR: (1, 1), MUSEUM: (1, 1)})
    many = a_pain_point({f"{HARBOUR} {number}": (3, 2) for number in range(5)})
    assert sizes_of_quotations(brief_slides(a_brief(BriefPoint(point=few)))) == {16}
    assert max(sizes_of_quotations(brief_slides(a_brief(BriefPoint(point=many))))) <= 12


def test_slides_of_several_begin_with_a_list_that_goes_on_where_it_is_long():
    brief = a_brief(*(BriefPoint(point=replace(a_point(), title=f"Trouble {number}")) for number in range(30)))
    told = ["\n".join(words_of(slide)) for slide in xml_of(brief_slides(brief))]
    lists = [words for words in told if words.startswith(("In short", f"{SENSITIVE.value}\nIn short"))]
    assert len(lists) == len(told) - 31 >= 2
    assert "Trouble 0" in told[1] and "Confidence" in lists[-1]
    assert all(f"Trouble {number}" in "\n".join(lists) for number in range(30))
    assert "In short" not in "\n".join(words_of(xml_of(brief_slides(a_brief()))[1]))
