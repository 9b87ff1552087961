"""Who says what in flowing text: turns of speech in notes, documents and transcripts. Everything here is fictional."""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Passage, PassageRole, SourceFile
from ingest.masking import PresidioMasker
from ingest.readers._turns import with_speakers
from ingest.reading import read_passages, read_source
from language.sentences import SentenceSplitter
from tests.builders import a_study
from tests.ingest.every_format import docx_of, odt_of, pdf_of, rtf_of

TURNS = ("Interviewer: Did you write first?", "P1: We rang the ferry desk twice.", "P2: I wrote to them in May.")
WHO = [None, "P1", "P2"]


def read(content: str | bytes, name: str = "group.md") -> list[Passage]:
    return read_passages(SourceFile(name=name, content=content.encode() if isinstance(content, str) else content))[0]


def said(content: str | bytes, name: str = "group.md") -> list[str | None]:
    spoken = {PassageRole.BODY, PassageRole.INTERVIEWER}
    return [passage.participant for passage in read(content, name) if passage.role in spoken]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("group.md", "\n\n".join(TURNS).encode()),
        ("lines.md", "\n".join(TURNS).encode()),
        ("bullets.md", "\n".join(f"- {turn}" for turn in TURNS).encode()),
        ("group.txt", "\n".join(TURNS).encode()),
        ("group.docx", docx_of(*TURNS)),
        ("group.odt", odt_of(*TURNS)),
        ("group.rtf", rtf_of(*TURNS)),
        ("group.pdf", pdf_of(*TURNS)),
    ],
)
def test_every_format_of_flowing_text_knows_who_speaks(name: str, content: bytes):
    assert said(content, name)[: len(WHO)] == WHO


@pytest.mark.parametrize(
    ("first", "second", "speakers"),
    [
        ("P 1: We rang twice.", "P01: And again.", ["P 1", "P 1"]),
        ("Participant 3 - we rang twice.", "Participant 4 – we wrote.", ["Participant 3", "Participant 4"]),
        ("Respondent B: We rang.", "Respondent C: We wrote.", ["Respondent B", "Respondent C"]),
        ("User 2: I rang twice.", "Citizen 4: I wrote once.", ["User 2", "Citizen 4"]),
        ("**P1:** We rang twice.", "**P2** (carer): I wrote.", ["P1", "P2"]),
        ("[00:12:05] Jane: We rang twice.", "[00:12:40] Tomasz: I wrote.", ["Jane", "Tomasz"]),
        ("Jane Smith 0:05\nWe rang twice.", "Tomasz Nowak 0:12\nI wrote.", ["Jane Smith", "Tomasz Nowak"]),
        ("Jane S   0:05\nWe rang twice.", "Maureen B.   0:12\nI wrote.", ["Jane S", "Maureen B."]),
        ("Smith, Jane   0:05\nWe rang.", "Baker, Tom (Housing)   0:12\nNo.", ["Smith, Jane", "Baker, Tom"]),
        ("0:0:1.5 --> 0:0:3.2  \nJane  \nWe rang.", "0:0:4.0 --> 0:0:6.0  \nSam Lee  \nNo.", ["Jane", "Sam Lee"]),
    ],
)  # fmt: skip
def test_labels_are_written_in_many_ways(first: str, second: str, speakers: list[str]):
    assert said(f"{first}\n\n{second}\n") == speakers


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Note: the desk was closed.", "Example: a letter.", "Pain point: nobody rang back.", "Note: it rained."),
        ("Q1: Did you ring?", "Most did.", "Q2: Did you write?", "Some did."),
        ("Date: 3 May", "Step 1: ring the desk", "Step 2: write to them", "Interviewer: Jane Smith", "Participant: P3"),
        ("Goal: find the ferry.", "Need: a timetable.", "Goal: get a refund.", "Need: an address."),
        ("User: presses the button.", "System: saves.", "User: goes back.", "System: asks."),
        ("Q: Can I bring a dog?", "A: Yes, on deck.", "Q: Is it free?", "A: No."),
        ("# Priorities", "P1: Mend the gate", "P2: Paint the desk"),
        ("P1 - high: mend the gate", "P2 - low: paint the desk"),
        ("# Agenda", "10:00 Jane Smith: welcome", "10:30 Tomasz Nowak: demo", "11:00 Jane Smith: end"),
        ("# Actions", "Jane: ring the desk", "Sam: write to them", "Jane: tell Sam"),
        ("# Opening hours", "Monday 9:00", "Tuesday 9:30"),
        ("# Visits", "Friday, June 9:00", "May, Monday 9:30"),
        ("P45: given by whoever employed them.", "Jane: was there once.", "It was a long queue."),
        ("P1 and P2: both rang.", "P1, P2: both wrote."),
        ("Manchester - the desk was closed.", "York - it was open."),
    ],
)
def test_other_labels_are_nobody(paragraphs: tuple[str, ...]):
    assert not any(said("\n\n".join(paragraphs)))


def test_what_follows_goes_on_with_the_same_speaker_up_to_the_next_label_or_heading():
    after = ["Nobody answered, and:", "- the desk was shut", "Note: they laughed.", "# After", "It rained."]
    text = "\n\n".join(["They came in pairs.", *TURNS, *after])
    assert said(text) == [None, None, "P1", "P2", "P2", None, None]
    assert next(p for p in read(text) if p.text == "Nobody answered, and:").participant == "P2"


def test_a_code_among_other_notes_says_whose_one_note_is_and_no_more():
    text = "- P4: could not find the desk\n- The map was liked\n- Signs were missed\n- The app was slow\n"
    assert said(text) == ["P4", None, None, None]


def test_a_heading_that_is_a_participants_code_says_whose_session_stands_under_it():
    text = (
        "# Visits\n\n## Participant 3\n\nFound the desk.\n\n### Paying\n\nPaid in cash.\n\n## Findings\n\nAll paid.\n"
    )
    assert said(text) == ["Participant 3", "Participant 3", None]


def test_a_name_alone_on_its_line_speaks_the_words_below_and_stays_as_it_is():
    lines = [
        "Jane Smith",
        "We rang twice.",
        "Tomasz Nowak",
        "I wrote.",
        "Jane Smith",
        "Nobody answered.",
        "Tomasz Nowak",
        "No.",
    ]
    passages = read("\n\n".join(lines), "meeting.txt")
    assert [(p.text, p.participant) for p in passages] == [
        (line, lines[at - at % 2]) for at, line in enumerate(lines)
    ]  # fmt: skip


def test_a_table_of_speakers_and_what_they_said_in_a_word_document():
    made = docx.Document()
    rows = [("Speaker", "Text"), ("Jane", "We rang twice."), ("Interviewer", "Why?"), ("Tomasz", "I wrote.")]
    table = made.add_table(rows=len(rows), cols=2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, texts, strict=True):
            cell.text = words
    made.add_paragraph("After that the desk closed.")
    stream = io.BytesIO()
    made.save(stream)
    assert said(stream.getvalue(), "group.docx") == ["Jane", None, "Tomasz", None]


def test_a_heading_that_names_nobody_who_speaks_ends_a_turn():
    text = "\n\n".join([*TURNS, "# Summary", "Both waited.", *TURNS, "# Brellix", "It is a shop."])
    assert said(text) == [*WHO, None, *WHO, None]


def test_what_an_interviewer_goes_on_to_ask_is_not_the_words_of_whose_session_it_is():
    turns = (
        "Interviewer: Hello.",
        "Did you ring?",
        "Participant: I did.",
        "Interviewer: When?",
        "Participant: In May.",
    )
    assert said("\n\n".join(["# P3", *turns])) == [None, None, "P3", None, "P3"]


def test_a_row_of_somebody_who_is_not_known_is_not_given_to_who_spoke_before():
    rows = ["| Speaker | Text |", "| - | - |", "| P1 | We rang. |", "| | And again. |", "| Skipper | I saw them. |"]
    assert said("\n".join(rows)) == ["P1", "P1", None]


def test_a_footnote_is_in_nobodys_turn():
    passages = [Passage(text=turn, locator="paragraph 1") for turn in TURNS]
    beside = Passage(text="The desk has closed since.", locator="footnote 1")
    assert with_speakers([*passages, beside])[-1] == beside


def test_several_who_speak_in_one_paragraph_are_parted_at_their_lines():
    passages = read("The group met.\nP1: We rang twice.\nAgain in May.\nP2: I wrote.\n")
    assert [(p.locator, p.participant, p.text) for p in passages] == [
        ("line 1", None, "The group met."),
        ("line 2", "P1", "P1: We rang twice.\nAgain in May."),
        ("line 4", "P2", "P2: I wrote."),
    ]


TIMED = (
    ("[00:03:35] Interviewer: Did you write first?", "[00:03:41] P03: I waited nine weeks.", "[00:04:05] P03: I did."),
    ("(0:03:35) Interviewer: Did you write first?", "(0:03:41) P03: I waited nine weeks.", "(0:04:05) P03: I did."),
    ("00:03:35 Interviewer: Did you write first?", "00:03:41 P03: I waited nine weeks.", "00:04:05 P03: I did."),
    ("Interviewer [03:35]: Did you write first?", "P03 [03:41]: I waited nine weeks.", "P03 [04:05]: I did."),
    ("Interviewer: [03:35] Did you write first?", "P03: [03:41] I waited nine weeks.", "P03: [04:05] I did."),
    ("[03:35]\nInterviewer: Did you write first?", "[03:41]\nP03: I waited nine weeks.", "[04:05]\nP03: I did."),
    ("Interviewer  3:35\nDid you write first?", "P03  3:41\nI waited nine weeks.", "P03  4:05\nI did."),
)  # fmt: skip


@pytest.mark.parametrize("turns", TIMED)
@pytest.mark.parametrize("form", ["notes.md", "lines.md", "notes.txt", "notes.docx"])
def test_a_time_beside_a_label_is_where_the_words_are_found_and_no_part_of_them(turns: tuple[str, ...], form: str):
    between = "\n\n" if form == "notes.md" else "\n"
    content = docx_of(*turns) if form.endswith(".docx") else between.join(turns).encode()
    passages = [each for each in read(content, form) if each.participant or each.role is PassageRole.INTERVIEWER]
    spoken = [each for each in passages if each.role in {PassageRole.BODY, PassageRole.INTERVIEWER}]
    assert [each.text for each in spoken] == ["Did you write first?", "I waited nine weeks.", "I did."]
    assert [each.participant for each in spoken] == [None, "P03", "P03"]
    assert [each.locator.removeprefix("00:").removeprefix("0:").lstrip("0") for each in spoken] == [
        "3:35", "3:41", "4:05",
    ]  # fmt: skip


def test_a_quotation_of_a_timed_turn_is_its_slice_of_the_text_and_nothing_of_the_label_is_lost():
    text = "[00:03:35] Interviewer: Did you write?\n\n[00:03:41] P03: I waited nine weeks. Nobody wrote to me.\n"
    source = read_source(
        SourceFile(name="talk.txt", content=text.encode()),
        study=a_study("Ferry desk"),
        masker=None,
        sentences=SentenceSplitter(),
    )
    masked = source.text.masked.text
    assert [(each.text, each.locator, each.participant) for each in source.observations] == [
        ("I waited nine weeks.", "00:03:41", "P03"),
        ("Nobody wrote to me.", "00:03:41", "P03"),
    ]
    assert all(each.span.of(masked) == each.text for each in source.observations)
    assert source.observations[0].asked.of(masked) == "Did you write?"
    assert masked.split() == text.split() and not source.refusals


def test_a_row_of_a_table_stays_in_its_place_whatever_time_it_begins_with():
    rows = ("| Said | Seen |", "| - | - |", "| [03:41] P03: I wait. | At home |", "| [04:05] P03: I rang. | By car |")
    passages = read("\n".join(rows))
    assert [(each.locator, each.text) for each in passages if each.participant] == [
        ("line 3", "[03:41] P03: I wait. At home"),
        ("line 4", "[04:05] P03: I rang. By car"),
    ]


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("P03: Every time.", []),
        ("P03: Yes, always.", []),
        ("[00:04] P03: Every time.", []),
        ("P03: Every time. I ring them each week.", ["P03: Every time. I ring them each week."]),
        ("P03: I ring them each week. Every time.", ["P03: I ring them each week. Every time."]),
        ("[00:04] P03: Every time. I ring them each week.", ["Every time. I ring them each week."]),
        ("P03: Nobody rang back. I wrote in May.", ["P03: Nobody rang back.", "I wrote in May."]),
    ],
)
def test_an_answer_of_two_words_goes_with_what_is_said_beside_it_or_is_context(answer: str, kept: list[str]):
    time = "[00:01] " if answer.startswith("[") else ""
    turns = (f"{time}Interviewer: Do you ring?", answer, f"{time}Interviewer: And then?", f"{time}P03: I drove there.")
    source = read_source(
        SourceFile(name="talk.md", content="\n\n".join(turns).encode()),
        study=a_study("Ferry desk"),
        masker=None,
        sentences=SentenceSplitter(),
        said_by="P7",
    )
    *said, _ = source.observations
    assert [each.text for each in said] == kept
    assert [each.reason for each in source.refusals] == ([] if kept else ["fewer than 3 words"])
    assert all(each.span.of(source.text.masked.text) == each.text for each in source.observations)


def test_observations_of_a_name_carry_its_placeholder():
    turns = (
        "[00:01] Jane Smith: We rang them.",
        "[00:09] Tomasz Nowak: I wrote in May.",
        "[00:15] Jane: Nobody ever came.",
    )
    text = "\n\n".join(turns)
    source = read_source(
        SourceFile(name="group.md", content=text.encode()),
        study=a_study("Ferry desk"),
        masker=PresidioMasker(),
        sentences=SentenceSplitter(),
    )
    first, second, third = [item.participant for item in source.observations]
    assert first == third != second
    assert first.startswith("[name ") and second.startswith("[name ")


@pytest.mark.parametrize("odd", ["P1, " * 20_000, "*" * 50_000, "[" * 50_000, "1:1 " * 20_000, "Jane " * 20_000])
def test_an_odd_long_line_is_nobodys(odd: str):
    assert said(f"Before it.\n\n{odd}\n\nAfter it.", "odd.txt").count(None) > 1


@given(st.lists(st.text(alphabet="P12: -\nJaneQ[]0*", min_size=1).filter(str.strip), max_size=6))
def test_no_word_is_lost_whoever_speaks(texts: list[str]):
    before = [Passage(text=text, locator="line 1") for text in texts]
    after = with_speakers(before)
    assert " ".join(p.text for p in after).split() == " ".join(texts).split()
