"""Transcripts with times: who said what, when, in whole sentences, each word once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile, Study
from domain.identity import study_id
from ingest.reading import read_passages, read_source
from language.sentences import SentenceSplitter

# Every organisation and person here is fictional.
STUDY = Study(id=study_id("Ferry Office", "Calls"), title="Calls", organisation="Ferry Office")

TRANSCRIPT = """WEBVTT - A call about a pass
Kind: captions

NOTE Recorded with consent

STYLE
::cue { color: red }

REGION
id:left

1
00:00:01.000 --> 00:00:03.000
<v Researcher>How did you find it

2
00:00:03.000 --> 00:00:05.000 align:start
<v Researcher>when you rang?</v>

01:05.500 --> 01:08.000
<v.loud Harbour Master>They <i>sent</i> him
to the post &amp; telegraph office. And then</v>

01:08.100 --> 01:09.000
<v Harbour Master>back to us.</v> <v Researcher>Right then, go on.</v>
"""


def read(content: str | bytes, name: str = "call.vtt") -> list[Passage]:
    return pieces(content, name)[0]


def pieces(content: str | bytes, name: str = "call.vtt") -> tuple[list[Passage], list[Refusal]]:
    return read_passages(SourceFile(name=name, content=content.encode() if isinstance(content, str) else content))


def spoken(passages: list[Passage]) -> list[tuple[str, str, str]]:
    return [(p.locator, " ".join(p.headings), p.text) for p in passages if is_said(p)]


def is_said(passage: Passage) -> bool:
    """An interviewer's name above their words has their role too, and no heading."""
    return passage.role is PassageRole.BODY or (passage.role is PassageRole.INTERVIEWER and passage.headings != ())


def cues(*texts: str) -> str:
    """A transcript whose cues follow one another, two seconds each."""
    times = [f"00:{at * 2 // 60:02}:{at * 2 % 60:02}.000" for at in range(len(texts) + 1)]
    return "WEBVTT\n\n" + "\n\n".join(f"{times[at]} --> {times[at + 1]}\n{text}" for at, text in enumerate(texts))


def test_turns_are_whole_sentences_at_the_time_they_begin_under_who_speaks():
    assert spoken(read(TRANSCRIPT)) == [
        ("00:00:01", "Researcher", "How did you find it when you rang?"),
        ("00:01:05", "Harbour Master", "They sent him to the post & telegraph office. And then back to us."),
        ("00:01:08", "Researcher", "Right then, go on."),
    ]


def test_a_change_of_speaker_stands_in_the_source_and_is_no_evidence():
    headings = [piece.text for piece in read(TRANSCRIPT) if not piece.headings]
    assert headings == ["Researcher", "Harbour Master", "Researcher"]


def test_who_speaks_is_a_participant_unless_they_do_the_research():
    said = {p.headings[0]: p.participant for p in read(TRANSCRIPT) if p.headings}
    assert said == {"Researcher": None, "Harbour Master": "Harbour Master"}
    asking = ["Interviewer 2", "Note-taker", "Lead researcher", "Moderator (Ferry Office)", "Co-facilitator"]
    assert [p.participant for p in read(cues(*(f"<v {who}>Go on then." for who in asking)))] == [None] * 10
    assert read(cues("<v P07>We wait for the list."))[1].participant == "P07"


def test_notes_styles_and_regions_are_no_speech():
    text = " ".join(piece.text for piece in read(TRANSCRIPT))
    assert not any(word in text for word in ("consent", "color", "left", "Kind"))


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    assert read(b"\xef\xbb\xbf" + TRANSCRIPT.replace("\n", "\r\n").encode()) == read(TRANSCRIPT)


def test_a_new_sentence_of_the_same_speaker_has_its_own_time():
    said = read(cues("<v Clerk>We wait for the list.", "<v Clerk>It never comes", "<v Clerk>before noon."))
    assert spoken(said) == [
        ("00:00:00", "Clerk", "We wait for the list."),
        ("00:00:02", "Clerk", "It never comes before noon."),
    ]


def test_a_line_that_stays_on_screen_is_read_once():
    rolling = cues(
        " \nwe rang<00:00:01.000><c> the office</c>",
        "we rang the office\n ",
        "we rang the office\nand<00:00:05.000><c> nobody</c> came",
        "and nobody came\nuntil the Friday",
    )
    assert [text for _, _, text in spoken(read(rolling))] == ["we rang the office and nobody came until the Friday"]


def test_a_caption_that_grows_word_by_word_is_read_once():
    growing = cues("The list", "The list comes late", "The list comes late every week.")
    assert [text for _, _, text in spoken(read(growing))] == ["The list comes late every week."]


def test_the_same_words_after_a_pause_are_said_twice():
    content = "WEBVTT\n\n00:01.000 --> 00:02.000\nNobody rang back.\n\n00:30.000 --> 00:31.000\nNobody rang back.\n"
    assert [place for place, _, _ in spoken(read(content))] == ["00:00:01", "00:00:30"]


def test_a_name_before_the_words_is_a_speaker_when_it_comes_twice():
    content = cues("Harbour Master: We lost the list.", "Remember: it was a Sunday.", "Harbour Master: It came back.")
    assert [(who, text) for _, who, text in spoken(read(content))] == [
        ("Harbour Master", "We lost the list."),
        ("Harbour Master", "Remember: it was a Sunday."),
        ("Harbour Master", "It came back."),
    ]


def test_subrip_is_read_with_its_commas_hours_and_dashes():
    content = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n- Is it open yet?\r\n- It opens at nine.\r\n\r\n"
        "2\r\n01:02:03,500 --> 01:02:05,000\r\n{\\an8}We waited <b>outside</b>.\r\n"
    )
    said = spoken(read(content, "call.srt"))
    assert [(place, text) for place, _, text in said] == [
        ("00:00:01", "Is it open yet?"),
        ("00:00:01", "It opens at nine."),
        ("01:02:03", "We waited outside."),
    ]


def test_captions_without_full_stops_are_cut_at_a_pause():
    content = "WEBVTT\n\n00:01.000 --> 00:02.000\nso we waited\n\n00:09.000 --> 00:10.000\nthen he rang again\n"
    assert [text for _, _, text in spoken(read(content))] == ["so we waited", "then he rang again"]


def test_words_without_a_time_are_refused_and_the_rest_is_read():
    passages, refused = pieces(f"{TRANSCRIPT}\nLost words here\n\n00:71:00.000 -> 1\nMore of them\n")
    assert len(spoken(passages)) == 3
    assert [refusal.reason for refusal in refused] == ["words without a time"] * 2
    assert all(refusal.remedy and refusal.where.startswith("line ") for refusal in refused)


@pytest.mark.parametrize(
    ("content", "problem", "remedy"),
    [
        ("Call one\n\n00:01.000 --> 00:02.000\nWe waited.\n", "does not begin", "WEBVTT"),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nWe waited.\n", "does not begin", "WEBVTT"),
        ("WEBVTT\n\nNOTE nothing was said\n", "no cue", ".txt"),
        ("WEBVTT", "no cue", ".txt"),
    ],
)
def test_a_transcript_that_is_none_says_what_to_do(content: str, problem: str, remedy: str):
    with pytest.raises(UnreadableSource, match=problem) as caught:
        read(content)
    assert remedy in caught.value.remedy
    assert "waited" not in str(caught.value)


VOCABULARY = ("the", "ferry", "was", "late", "again.", "nobody", "told", "us?", "yes", "well")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=9)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["", "<v Clerk>", "<v Master>"]), WORDS), min_size=1, max_size=12))
def test_every_word_that_is_said_is_read(turns: list[tuple[str, list[str]]]):
    # A number in each cue keeps any two from being alike, so that none is taken for one that stayed on screen.
    texts = [f"n{at} {' '.join(words)}" for at, (_, words) in enumerate(turns)]
    said = read(cues(*(voice + text for (voice, _), text in zip(turns, texts, strict=True))))
    assert " ".join(p.text for p in said if is_said(p)).split() == " ".join(texts).split()


@settings(max_examples=60)
@given(st.text(alphabet="WEBVTT <v>:-.,0123\n\raé&;", max_size=200))
def test_any_text_is_read_or_refused_with_a_remedy(text: str):
    try:
        pieces(f"WEBVTT\n{text}")
    except UnreadableSource as error:
        assert error.remedy


@pytest.mark.parametrize("voice", ["<v P03>", "P03: "])
def test_words_too_few_to_stand_alone_go_with_what_the_same_speaker_says_beside_them(voice: str):
    told = cues(
        f"{voice}I ring them each week.", f"{voice}Every time.",
        "<v Researcher>Do they answer?", f"{voice}Yes.", f"{voice}Never ever.", f"{voice}They ring off first.",
        "<v Researcher>Always?", f"{voice}Yes, always.",
    )  # fmt: skip
    assert [text for _, who, text in spoken(read(told)) if who == "P03"] == [
        "I ring them each week. Every time.",
        "Yes.",
        "Never ever. They ring off first.",
        "Yes, always.",
    ]


def test_short_words_of_nobody_named_are_joined_to_no_others():
    told = read(cues("We are going to the island.", "Really?", "The ferry leaves at noon."))
    assert [text for _, _, text in spoken(told)] == [
        "We are going to the island.", "Really?", "The ferry leaves at noon.",
    ]  # fmt: skip


def test_what_is_read_is_kept_or_refused():
    file = SourceFile(name="call.vtt", content=f"{TRANSCRIPT}\nLost words here\n".encode())
    found = read_source(file, study=STUDY, masker=None, sentences=SentenceSplitter())
    assert [item.text for item in found.observations] == [
        "They sent him to the post & telegraph office.",
        "And then back to us.",
    ]
    assert [refusal.reason for refusal in found.refusals] == ["words without a time"]
    assert found.media_type == "text/vtt"
    assert all(item.span.of(found.text.masked.text) == item.text for item in found.observations)


@pytest.mark.notes
@pytest.mark.parametrize(
    "name", ["sample.vtt", "captions_with_bom.vtt", "youtube_dl.vtt", "cue_tags.vtt", "sample.srt"]
)
def test_a_transcript_of_another_hand_is_read_without_its_marks(shared_data: Path, name: str):
    text = " ".join(p.text for p in read((shared_data / "specimens" / "transcript" / name).read_bytes(), name))
    assert len(text.split()) >= 8
    assert not any(mark in text for mark in ("-->", "<", "WEBVTT"))
