"""Reading files end to end: what stands in them comes out as observations that lead back to the words."""

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from domain.catalogue import Catalogue, Organisation, Service
from domain.errors import UnreadableSource
from domain.evidence import About, Basis, Passage, PassageRole, ReadSource, SourceFile, Study, Subject
from domain.identity import observation_id, study_id
from domain.text import Replacement, TextSpan
from ingest.canonical import Canonical
from ingest.folders import find_files
from ingest.reading import propose, read_passages, read_source
from ingest.splitting import candidates
from language.sentences import SentenceSplitter

ROOT = Path(__file__).parents[2]
SENTENCES = SentenceSplitter()

# Every organisation and person here is fictional.
STUDY = Study(id=study_id("Ferry Office", "Passes"), title="Passes", organisation="Ferry Office")

MARKDOWN = """---
title: Renewing a ferry pass
description: People over 60 renew their pass by post.
date: 2024-05-01
tags:
  - passes
---

[[toc]]

## What we heard

People **did not know** they could [renew online](https://ferry.example/renew). They rang us instead.

They told us that:

- the letter comes too late &amp; too often
- staff retype the form. It takes an hour.

> "I gave up. I just drove." – a pass holder

| Step | Trouble |
|---|---|
| Paying | The card machine refuses foreign cards |

![A pass holder at the quay](quay.jpg)

<!-- ask Sam about this -->

{% from "screens/macro.njk" import screens with context %}
{{ screens({
  items: [
    {
      text: "Start",
      caption: "The start page. <br /><br /><b>User research</b><br /><br />Users looked for the price first",
      img: { src: "1.png" }
    }
  ]
}) }}
"""


def read(name: str, content: str | bytes, **more) -> ReadSource:
    file = SourceFile(name=name, content=content.encode() if isinstance(content, str) else content)
    return read_source(file, study=STUDY, masker=None, sentences=SENTENCES, **more)


def texts(source: ReadSource) -> list[str]:
    return [observation.text for observation in source.observations]


def word_document() -> bytes:
    document = docx.Document()
    document.add_heading("Interview with a skipper", level=1)
    document.add_paragraph("The crew keeps a paper list. Nobody reads the screen.")
    document.add_paragraph("Why they do so:")
    document.add_paragraph("the screen is too dark at night", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        table._cells, ["Step", "Trouble", "Boarding", "Two people count the same passes"], strict=True
    ):
        cell.text = text
    inner = table.rows[1].cells[1].add_table(rows=1, cols=1)
    inner.rows[0].cells[0].text = "the counts seldom agree at all"
    document.sections[0].header.paragraphs[0].text = "Notes of the Ferry Office"
    paragraph = document.add_paragraph("They ring the harbour to be sure.")
    document.add_comment(paragraph.runs, text="The harbour does not always answer.", author="Observer", initials="O")
    return saved(document)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    board = book.active
    board.title = "Board"
    for row in [["Stage", "Note"], ["Arriving", "No sign says where to queue"], [3, "Queue is in the rain"]]:
        board.append(row)
    board["B3"].comment = Comment("Two people slipped there last winter", "Observer")
    hidden = book.create_sheet("Parked")
    hidden.sheet_state = "hidden"
    hidden["B7"] = "The late boat waits for nobody"
    return saved(book)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


SURVEY = """Age;Answer;Rating
34;The form asks for my address twice. I gave it before.;2
51;;4
29;Nobody told me the pass had run out;1
"""

NOTES = """FERRY NOTES

Interviewer: What happened next?
P3: I waited for an hour,
and then the boat had gone.

They need to:
- see when the boat leaves
- know where to wait
"""

EXPECTED = {
    "notes.md": (
        MARKDOWN,
        {
            "People over 60 renew their pass by post.": ("line 3", ("Renewing a ferry pass",)),
            "People did not know they could renew online.": ("line 13", ("Renewing a ferry pass", "What we heard")),
            "They rang us instead.": ("line 13", ("Renewing a ferry pass", "What we heard")),
            "the letter comes too late & too often": (
                "line 17",
                ("Renewing a ferry pass", "What we heard", "They told us that:"),
            ),
            '"I gave up. I just drove." – a pass holder': ("line 20", ("Renewing a ferry pass", "What we heard")),
            "Paying – The card machine refuses foreign cards": (
                "line 24",
                ("Renewing a ferry pass", "What we heard", "Step – Trouble"),
            ),
            "Users looked for the price first": (
                "line 35",
                ("Renewing a ferry pass", "What we heard", "Start", "User research"),
            ),
        },
    ),
    "notes.txt": (
        NOTES,
        {
            "P3: I waited for an hour, and then the boat had gone.": ("line 4", ("FERRY NOTES",)),
            "see when the boat leaves": ("line 8", ("FERRY NOTES", "They need to:")),
        },
    ),
    "survey.csv": (
        SURVEY,
        {
            "The form asks for my address twice. I gave it before.": ("row 2, column Answer", ("Answer",)),
            "Nobody told me the pass had run out": ("row 4, column Answer", ("Answer",)),
        },
    ),
    "board.xlsx": (
        workbook(),
        {
            "No sign says where to queue": ("sheet Board, cell B2", ("Board", "Arriving")),
            "Two people slipped there last winter": ("sheet Board, cell B3, comment", ("Board", "Stage 3")),
            "The late boat waits for nobody": ("sheet Parked, cell B7", ("Parked",)),
        },
    ),
    "interview.docx": (
        word_document(),
        {
            "The crew keeps a paper list.": ("paragraph 2", ("Interview with a skipper",)),
            "the screen is too dark at night": ("paragraph 4", ("Interview with a skipper", "Why they do so:")),
            "Boarding – Two people count the same passes": (
                "table 1, row 2",
                ("Interview with a skipper", "Step – Trouble"),
            ),
            "the counts seldom agree at all": ("table 2, row 1", ("Interview with a skipper",)),
            "The harbour does not always answer.": ("comment 1", ()),
        },
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_format_gives_observations_with_their_place_and_headings(name):
    content, expected = EXPECTED[name]
    found = {o.text: (o.locator, o.headings) for o in read(name, content).observations}
    assert {text: found.get(text) for text in expected} == expected


def test_code_addresses_and_hidden_comments_are_no_observations():
    source = read("notes.md", MARKDOWN)
    assert not re.search(r"\{%|\{\{|\]\(|http|\|--|toc|1\.png|Sam", source.text.canonical)
    assert [(r.where, r.reason) for r in source.refusals if "comment" in r.reason] == [("line 28", "hidden comment")]


def test_a_short_template_caption_is_context_and_a_long_one_is_evidence():
    passages, _ = read_passages(SourceFile(name="n.md", content=b'{{ f({ caption: "As above", alt: "The quay" }) }}'))
    assert [(p.text, p.role) for p in passages] == [
        ("As above", PassageRole.CAPTION),
        ("The quay", PassageRole.CAPTION),
    ]


def test_an_empty_answer_is_refused_and_a_choice_is_context():
    source = read("survey.csv", SURVEY)
    assert [(r.where, r.reason) for r in source.refusals] == [("row 3, column 2", "empty answer")]
    assert "Age: 34; Rating: 2" in source.text.canonical
    assert not any("34" in text for text in texts(source))


def test_a_nul_character_is_told_with_its_line():
    with pytest.raises(UnreadableSource, match="NUL") as told:
        read("notes.txt", "Nobody answers.\nThe desk \x00 was shut.\n")
    assert told.value.where == "line 2"


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0c"])
def test_only_a_line_end_ends_a_row_of_a_table(mark):
    table = (
        f"age,answer,office\n34,The pass came late{mark}and nobody rang back,Quay\n51,The desk was shut at noon,Quay\n"
    )
    source = read("survey.csv", table)
    assert {o.locator.partition(",")[0] for o in source.observations} == {"row 2", "row 3"}
    assert source.text.canonical.count("office: Quay") == 2


def test_deleted_words_of_a_tracked_change_are_not_read():
    document = docx.Document()
    paragraph = document.add_paragraph("The pass is always posted late.")
    deletion = docx.oxml.parse_xml(
        '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="1" w:author="x">'
        "<w:r><w:delText>never</w:delText></w:r></w:del>"
    )
    paragraph._p.append(deletion)
    assert texts(read("a.docx", saved(document))) == ["The pass is always posted late."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_the_encodings_that_offices_use(encoding):
    words = "The café’s till refuses the pass – every Monday, and nobody at the desk knows why it does so."
    assert texts(read("notes.txt", words.encode(encoding))) == [words]


def test_every_candidate_is_kept_or_refused_with_place_reason_and_remedy():
    source = read("notes.txt", "The boat was late again.\n\nToo late.\n\n12 / 34\n\nNobody said why it was late.")
    assert texts(source) == ["The boat was late again.", "Nobody said why it was late."]
    assert [(r.where, r.reason) for r in source.refusals] == [("line 3", "fewer than 3 words"), ("line 5", "no words")]
    assert source.read == 4
    assert all(refusal.remedy for refusal in source.refusals)


def test_equal_passages_have_identities_of_their_own_that_survive_an_edit_elsewhere():
    before = read("n.txt", "The boat was late.\n\nThe boat was late.\n\nThe queue was long.")
    after = read("n.txt", "A new line on top.\n\nThe boat was late.\n\nThe boat was late.\n\nThe queue was short.")
    assert len({o.id for o in before.observations}) == 3
    assert [o.id for o in before.observations[:2]] == [o.id for o in after.observations[1:3]]
    assert before.observations[1].id == observation_id(STUDY.id, "n.txt", "The boat was late.", 1)


KNOWN = Catalogue(
    organisations=(Organisation(name="Harbour Board", aliases=("HB",)), Organisation(name="Ferry Office")),
    services=(Service(name="Tide line"), Service(name="Select")),
)


def test_an_observation_is_about_what_its_words_name():
    source = read(
        "n.txt", "They select a boat.\n\nThe harbour board lost the form.\n\nWe asked them again.", known=KNOWN
    )
    assert [o.about[0] for o in source.observations] == [
        About(name="Ferry Office", basis=Basis.ASSUMED),
        About(name="Harbour Board", basis=Basis.PROPOSED),
        About(name="Ferry Office", basis=Basis.ASSUMED),
    ]


def test_an_observation_is_about_what_its_headings_name_when_its_words_name_nothing():
    source = read("n.md", "# The Tide line\n\nIt rings once and stops.", known=KNOWN)
    assert source.observations[0].about == (
        About(name="Ferry Office", basis=Basis.ASSUMED),
        About(name="Tide line", subject=Subject.SERVICE, basis=Basis.PROPOSED),
    )


def test_what_was_stated_stays_and_bodies_that_the_words_name_come_to_it():
    stated = About(name="Harbour Board")
    named = About(name="Ferry Office", basis=Basis.PROPOSED)
    rang = read("n.md", "# Ferry Office\n\nWe rang for days.\n\nWe rang the Ferry Office.", about=[stated], known=KNOWN)
    assert [item.about for item in rang.observations] == [(stated,), (stated, named)]
    own = read("n.txt", "We rang the Ferry Office.", about=[About(name="ferry office")], known=KNOWN)
    assert own.observations[0].about == (About(name="ferry office"),)


def test_importing_the_reader_loads_no_heavy_library():
    heavy = ("spacy", "presidio_analyzer", "docx", "openpyxl", "lxml", "yaml", "markdown_it", "charset_normalizer")
    program = f"import sys, ingest.previewing, ingest.folders; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


words_of = st.text(alphabet='abcdeé’ .!?,:\n–"()AB123', min_size=1, max_size=80)


def words(pieces) -> Counter:
    return Counter(word for piece in pieces for word in piece.split())


@settings(max_examples=150)
@given(st.lists(words_of, min_size=1, max_size=6))
def test_reading_text_loses_no_words(paragraphs):
    content = "\n\n".join(paragraphs)
    try:
        passages, _ = read_passages(SourceFile(name="n.txt", content=content.encode()))
    except UnreadableSource:
        assert not content.strip()
        return
    canonical = Canonical.of(passages)
    spans = [c.span.of(canonical.text) for c in candidates(canonical, SENTENCES)]
    headings = [p.text for p in passages if p.role is not PassageRole.BODY]
    assert words([*spans, *headings]) == words(p.text for p in passages)


@settings(max_examples=60)
@given(st.lists(words_of, min_size=1, max_size=6))
def test_every_observation_is_a_slice_and_the_account_balances(paragraphs):
    try:
        source = read("n.txt", "\n\n".join(paragraphs))
    except UnreadableSource:
        return
    for observation in source.observations:
        assert observation.text == observation.span.of(source.text.canonical)
    assert [o.ordinal for o in source.observations] == list(range(len(source.observations)))
    assert source.read == len(source.observations) + len(source.refusals)


@settings(max_examples=60)
@given(st.text(alphabet="ab {}%\"'():,\n-#*|<>![]`_&;", max_size=120))
def test_no_markdown_however_odd_stops_the_reader(content):
    try:
        passages, refusals = read_passages(SourceFile(name="n.md", content=content.encode()))
    except UnreadableSource:
        return
    assert all(passage.text.strip() for passage in passages) and all(refusal.remedy for refusal in refusals)


@pytest.mark.notes
def test_the_real_notes_come_out_as_thousands_of_clean_sentences(shared_data: Path):
    sources = []
    for found in find_files([shared_data / "research_notes"]).files:
        file = found.read()
        described = propose(file, found.said, Catalogue())
        sources.append(read_source(file, study=described.study, masker=None, sentences=SENTENCES))
    observations = [(source, o) for source in sources for o in source.observations]
    refusals = Counter(refusal.reason for source in sources for refusal in source.refusals)
    print(f"{len(sources)} files, {len(observations)} observations, refused: {dict(refusals)}")  # noqa: T201
    assert len(sources) == 127 and len(observations) >= 4_000
    assert all(o.span.of(source.text.canonical) == o.text for source, o in observations)
    assert len({o.id for _, o in observations}) == len(observations)
    assert [o.text for _, o in observations if re.search(r"\{%|\{\{|\]\(|http|\|--", o.text)] == []


@pytest.mark.notes
def test_sentences_that_a_reader_of_the_real_notes_marked_are_observations(shared_data: Path):
    folder, found = shared_data / "research_notes", 0
    with (shared_data / "coded/sentence_labels.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    kept = {
        name: {letters(text) for text in texts(read(name, (folder / name).read_bytes()))}
        for name in sorted({row["file"] for row in rows})
    }
    found = sum(letters(row["text"]) in kept[row["file"]] for row in rows)
    print(f"{found} of {len(rows)} marked sentences are observations word for word")  # noqa: T201
    assert found >= 0.93 * len(rows)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"<[^>]+>|https?://\S+", "", text)).casefold()


class TwoVoicesReader:
    """Stands for a format that says who said what, and what is known of them."""

    suffixes = frozenset({".voices"})
    media_type = "text/x-voices"
    is_text = True

    def recognises(self, seen):
        return True

    def read(self, source, limits):
        yield Passage(text="The letter came in a language I cannot read.", locator="row 2", participant="Rhoda Ellery",
                      attributes=(("Who answers", "Rhoda Ellery"), ("Region", "North")))  # fmt: skip
        yield Passage(text="Nobody at the desk could say who holds the file.", locator="row 3")


@pytest.fixture
def voices(monkeypatch):
    monkeypatch.setattr("ingest.opening.reader_for", lambda file: TwoVoicesReader())
    return SourceFile(name="answers.voices", content=b"-")


def test_who_said_it_and_what_is_known_of_them_is_masked_as_the_text_is(voices):
    class Rhoda:
        def find(self, text, *, people=()):
            return [
                Replacement(
                    span=TextSpan(start=at.start(), end=at.end()), type="PERSON", placeholder="[name 1]", score=1
                )
                for at in re.finditer("Rhoda Ellery", text)
            ]

    found = read_source(voices, study=STUDY, masker=Rhoda(), sentences=SENTENCES)
    first, second = found.observations
    assert (first.participant, first.attributes) == ("[name 1]", (("Who answers", "[name 1]"), ("Region", "North")))
    assert (second.participant, second.attributes) == (None, ())


def test_the_participant_stated_of_a_file_goes_before_the_one_name_in_it(voices):
    found = read_source(voices, study=STUDY, masker=None, sentences=SENTENCES, said_by="P07")
    assert [(each.span.of(found.text.canonical)[:10], each.participant) for each in found.contributions] == [
        ("The letter", "P07"),
        ("Nobody at ", "P07"),
    ]


def test_a_file_that_tells_of_several_participants_knows_better(monkeypatch, voices):
    class SeveralVoicesReader(TwoVoicesReader):
        def read(self, source, limits):
            yield from super().read(source, limits)
            yield Passage(text="They sent me to the other desk again.", locator="row 4", participant="Tilda")

    monkeypatch.setattr("ingest.opening.reader_for", lambda file: SeveralVoicesReader())
    found = read_source(voices, study=STUDY, masker=None, sentences=SENTENCES, said_by="P07")
    assert [each.participant for each in found.contributions] == ["Rhoda Ellery", "P07", "Tilda"]


def test_a_sentence_that_nobody_would_read_at_once_is_refused_and_the_rest_is_kept():
    endless = "and the harbour desk " * 6_000
    text = f"Nobody rang me back.\n\n{endless}\n\nThat was all there was.\n"
    source = read("notes.txt", text)
    assert texts(source) == ["Nobody rang me back.", "That was all there was."]
    (refusal,) = source.refusals
    assert refusal.where == "line 3" and "more than 100,000 characters" in refusal.reason
