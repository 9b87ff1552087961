"""What whoever leads a session says, and the lines of a head: read, shown, and no evidence. Everything is fictional."""

import pytest

from domain.evidence import Passage, PassageRole, ReadSource, SourceFile
from ingest.opening import NOBODY_LEADS, OpenedFile, open_file
from ingest.reading import read_source
from language.sentences import SentenceSplitter
from tests.builders import a_study
from tests.ingest.every_format import docx_of, odt_of, pdf_of

HEAD = ("Participant: P04, carer for her mother", "Date: 14 March 2026", "Interviewer: Orla Brackwater", "Age: 52")
ASKED = (
    "Interviewer: Thank you. Was the website confusing?",
    "Interviewer: That sounds hard. Could you tell me more?",
)
ANSWERED = ("P04: It asked me for the address three times.", "P04: The letter came six weeks late.")
TURNS = (*HEAD, ASKED[0], ANSWERED[0], ASKED[1], ANSWERED[1])
VTT = """WEBVTT

00:01.000 --> 00:02.000
<v {0}>Was the website confusing?

00:03.000 --> 00:04.000
<v {1}>It asked me for the address three times.

00:05.000 --> 00:06.000
<v {0}>I see. Could you tell me more?

00:07.000 --> 00:08.000
<v {1}>The letter came six weeks late.

00:09.000 --> 00:10.000
<v {0}>And what did you do then?

00:11.000 --> 00:12.000
<v {1}>We rang the ferry desk every day.
"""


def opened(content: str | bytes, name: str = "talk.txt") -> OpenedFile:
    return open_file(SourceFile(name=name, content=content.encode() if isinstance(content, str) else content))


def source_of(content: str | bytes, name: str = "talk.txt") -> ReadSource:
    file = SourceFile(name=name, content=content.encode() if isinstance(content, str) else content)
    return read_source(file, study=a_study(), masker=None, sentences=SentenceSplitter())


def body(*lines: str, name: str = "talk.txt") -> list[str]:
    return [each.text for each in opened("\n\n".join(lines), name).passages if each.role is PassageRole.BODY]


def asked_of(passages: tuple[Passage, ...]) -> list[str]:
    return [each.text for each in passages if each.role is PassageRole.INTERVIEWER]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("talk.txt", "\n".join(TURNS).encode()),
        ("talk.md", "\n\n".join(TURNS).encode()),
        ("talk.docx", docx_of(*TURNS)),
        ("talk.odt", odt_of(*TURNS)),
        ("talk.pdf", pdf_of(*TURNS)),
    ],
)
def test_only_what_the_participant_says_is_an_observation_and_the_whole_transcript_stays(name: str, content: bytes):
    source = source_of(content, name)
    said = [each.text for each in source.observations if "winter" not in each.text]
    assert said == list(ANSWERED)
    assert source.read == len(source.observations)
    assert all(line in source.text.masked.text for line in TURNS)


def test_an_observation_knows_what_was_asked_before_it():
    source = source_of("\n".join(TURNS))
    said = [each.asked.of(source.text.masked.text) if each.asked else None for each in source.observations]
    assert said == list(ASKED)


def test_a_transcript_in_a_table_has_its_speakers_and_no_question_is_an_answer():
    rows = [
        "Time,Speaker,Text",
        "00:01,Interviewer,Was it hard to find the form on the website?",
        "00:09,P08,I could not find it and rang the ferry desk.",
        "00:21,Interviewer,Could you tell me a little more about that?",
        "00:30,P08,They sent the same papers back to me twice.",
    ]
    source = source_of("\n".join(rows), "talk.csv")
    assert [(each.participant, each.text) for each in source.observations] == [
        ("P08", "I could not find it and rang the ferry desk."),
        ("P08", "They sent the same papers back to me twice."),
    ]
    assert source.text.canonical.count("Interviewer") == 2


def test_where_another_column_says_whose_session_it_is_the_speaker_says_who_asks():
    rows = [
        "Participant,Speaker,Text",
        "P08,Interviewer,Was it hard to find the form on the website?",
        "P08,Participant,I could not find it and rang the ferry desk.",
        "P09,Interviewer,Could you tell me a little more about that?",
        "P09,Participant,They sent the same papers back to me twice.",
    ]
    source = source_of("\n".join(rows), "talk.csv")
    assert [each.participant for each in source.observations] == ["P08", "P09"]
    assert [each.asked is not None for each in source.observations] == [True, True]


@pytest.mark.parametrize("label", ["Orla", "Orla Brackwater", "OB"])
def test_an_interviewer_whom_the_head_names_is_known_by_name_first_name_or_initials(label: str):
    turns = [line.replace("Interviewer:", f"{label}:") for line in TURNS[len(HEAD) :]]
    assert body(*HEAD, *turns) == list(ANSWERED)


@pytest.mark.parametrize(
    ("first", "second"), [("Orla Brackwater", "Jory Tarn"), ("P1", "P2"), ("Speaker 1", "Speaker 2")]
)
def test_where_no_label_says_who_leads_whoever_asks_is_a_participant_and_all_is_evidence(first: str, second: str):
    found = opened(VTT.format(first, second), "talk.vtt")
    assert {each.participant for each in found.passages if each.role is PassageRole.BODY} == {first, second}
    assert not asked_of(found.passages)
    assert found.told == (NOBODY_LEADS,)


@pytest.mark.parametrize(
    "turns",
    [
        ("Jane: We rang twice.", "Tom: I wrote.", "Jane: Did they answer?", "Tom: No."),
        ("Jane: Why did nobody ring?", "Jane: Is that so hard?", "Jane: I asked them twice."),
        ("Jane: Who knows?", "Tom: Why do they ask?", "Jane: What for?", "Tom: Who answers?"),
        ("We rang twice. Why?", "They never said. Why?"),
    ],
)
def test_where_nobody_mostly_asks_nothing_is_said_of_who_leads(turns: tuple[str, ...]):
    assert not opened("\n\n".join(turns)).told


def test_answers_in_columns_that_end_as_questions_have_nobody_who_leads():
    rows = [
        "Respondent ID,Why?,What else?",
        "1,Who knows what it was?,Why do they ask me?",
        "2,It was slow.,It was long.",
    ]
    assert not opened("\n".join(rows), "answers.csv").told


def test_where_no_label_begins_an_answer_only_the_questions_are_the_interviewers():
    answers = ("I filled in the form twice.", "Nobody rang back.", "I went to the desk.")
    asked = ("Q: How did it go?", "Q: Did anybody help?")
    assert body(asked[0], answers[0], asked[1], *answers[1:]) == list(answers)
    assert body("Q: How did it go?", "A: I filled it in twice.", "Q: And then?", "A: Nobody rang.") == [
        "A: I filled it in twice.",
        "A: Nobody rang.",
    ]


def test_what_an_observer_notes_and_an_interpreter_says_for_somebody_is_evidence():
    beside = ("Observer: She scrolls past the button twice.", "Interpreter: She says the letter was in English.")
    assert body(*TURNS, *beside) == [*ANSWERED, *beside]


def test_a_sentence_in_a_head_is_a_note():
    notes = ("Service: the berth list was slow for everybody.", "Pain point: three letters for one berth")
    assert body("Date: 14 March 2026", "Method: interviews by phone", *notes) == list(notes)


UNLABELLED = ("Daughter: She waited for the letter for six weeks.", "We rang the ferry desk every day.")


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n- "])
def test_what_follows_an_interviewers_line_under_another_label_or_none_is_evidence(between: str):
    turns = (between.join((ASKED[0], *UNLABELLED)), ANSWERED[0], between.join((ASKED[1], *UNLABELLED)), ANSWERED[1])
    found = source_of("\n\n".join(turns), "talk.md" if between == "\n- " else "talk.txt")
    said = " ".join(each.text for each in found.observations)
    assert all(said.count(line.removeprefix("Daughter: ")) == 2 for line in UNLABELLED)
    assert not any(line in said for line in ASKED)


def test_an_interviewer_goes_on_by_asking_and_what_stands_below_a_label_alone_is_theirs():
    asked = ("Interviewer: Thank you for that.", "What did the ferry desk say?")
    passages = opened("\n\n".join((*asked, ANSWERED[0], "Interviewer:", "Tell me more of it.", ANSWERED[1]))).passages
    assert asked_of(passages) == [*asked, "Interviewer:", "Tell me more of it."]
    assert [each.text for each in passages if each.role is PassageRole.BODY] == list(ANSWERED)


@pytest.mark.parametrize(
    "label", ["Research participant", "Host", "Host family", "Researcher notes", "Interviewer note", "Me", "I1"]
)
def test_a_label_that_only_begins_as_an_interviewers_is_none(label: str):
    said = "They sent the same papers back to me twice."
    turns = ("Interviewer: How did it go?", f"{label}: {said}", ANSWERED[0], "Interviewer: And then?", ANSWERED[1])
    assert any(said in text for text in body(*turns))
    assert [each.text for each in source_of(VTT.format("Interviewer", label), "talk.vtt").observations][:1] == [
        "It asked me for the address three times."
    ]
    rows = f"Time,Speaker,Text\n00:01,Interviewer,Was it hard to find the form?\n00:09,{label},{said}\n"
    assert [each.text for each in source_of(rows, "talk.csv").observations] == [said]


def whose(source: ReadSource, label: str) -> list[str]:
    """What a source holds under a label of somebody who takes no part in it."""
    held = [each for each in source.contributions if each.participant == label and not each.takes_part]
    return [each.span.of(source.text.canonical) for each in held]


@pytest.mark.parametrize("label", ["Host", "Interpreter", "Observer", "Note taker"])
def test_whoever_speaks_under_a_label_of_the_research_can_be_withdrawn_and_is_no_participant(label: str):
    said = "They sent the same papers back to me twice."
    captions = source_of(VTT.format(label, "P04"), "talk.vtt")
    notes = source_of("\n\n".join((*TURNS, f"{label}: {said}", "That was in May.")))
    assert whose(captions, label)[0] == "Was the website confusing?"
    assert whose(notes, label) == [f"{label}: {said}", "That was in May."]
    for source in (captions, notes):
        assert {each.participant for each in source.contributions if each.takes_part} == {"P04"}
        assert {each.participant for each in source.observations} == {"P04", None}


def test_what_an_interpreter_says_is_theirs_of_whom_the_file_was_said_to_be():
    file = SourceFile(name="talk.vtt", content=VTT.format("Interpreter", "Ann").encode())
    source = read_source(file, study=a_study(), masker=None, sentences=SentenceSplitter(), said_by="P04")
    assert {(each.participant, each.takes_part) for each in source.contributions} == {("P04", True)}


def test_an_answer_under_the_letter_a_can_be_withdrawn_and_an_interviewer_cannot():
    turns = ("Q: How did it go?", "A: I filled it in twice.", "Q: And then?", "A: Nobody rang.")
    source, other = (source_of("\n\n".join(turns), name) for name in ("talk.txt", "visit.txt"))
    (label,) = {each.participant for each in source.contributions}
    assert label.startswith("A (file ") and whose(source, label) == [turns[1], turns[3]]
    assert label not in {each.participant for each in other.contributions}


@pytest.mark.parametrize("above", ["Participant: P03, a carer", "# P03"])
def test_an_answer_under_the_letter_a_is_the_one_participants_whom_the_file_names(above: str):
    turns = ("Q: How did it go?", "A: I filled it in twice.", "Q: And then?", "A: Nobody rang.")
    name = "talk.md" if above.startswith("#") else "talk.txt"
    source = source_of("\n\n".join((above, *turns)), name)
    assert [each.text for each in source.observations if each.participant == "P03"] == [turns[1], turns[3]]
    assert {(each.participant, each.takes_part) for each in source.contributions} == {("P03", True)}


@pytest.mark.parametrize("label", ["Interviewer (notes)", "Researcher, comments", "Interviewer notes"])
def test_what_an_interviewer_writes_down_is_evidence(label: str):
    note = f"{label}: She gave up at the second page."
    assert note in body(*TURNS, note)


@pytest.mark.parametrize(
    "label", ["Lead interviewer", "User researcher", "Co-moderator", "Facilitator 2", "Interviewer (Orla)", "UR", "Q"]
)
def test_an_interviewer_may_be_called_by_role_number_or_name_beside_it(label: str):
    assert asked_of(opened(VTT.format(label, "P04"), "talk.vtt").passages)[1:2] == ["Was the website confusing?"]


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("Respondent ID,Speaker,What did you think of the talk?", ("R1,Facilitator", "R2,Researcher", "R3,Researcher")),
        ("Speaker,What did you think of the talk?", ("Facilitator", "Researcher", "Researcher")),
        ("Speaker,Comment", ("Facilitator", "Researcher", "Researcher")),
        ("Participant,Speaker,Text", ("P1,Facilitator", "P2,Researcher", "P3,Orla Brackwater")),
    ],
)
def test_what_is_answered_about_a_talk_is_evidence_whoever_gave_it(head: str, before: tuple[str, ...]):
    answers = (
        "The talk was far too long for us.",
        "Nobody could hear the back row.",
        "We learnt how berths are shared.",
    )
    rows = [head, *(f"{who},{answer}" for who, answer in zip(before, answers, strict=True))]
    source = source_of("\n".join(rows), "talks.csv")
    assert [each.text for each in source.observations] == list(answers)
    assert all(each.participant for each in source.observations)


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Observer: Ann Hill", "AH"),
        ("Note taker: Ann Hill", "Ann"),
        ("Conducted by: User Research Team", "User"),
        ("Researcher: User Research Team", "User"),
        ("Transcribed by: Ann Hill", "Ann Hill"),
        ("Interviewer: External Agency", "External"),
        ("Interviewer: Contractor", "Contractor"),
    ],
)
def test_whom_a_head_names_as_observer_or_team_is_no_interviewer(head: str, label: str):
    turns = (ASKED[0], *(f"{label}: {line[5:]}" for line in ANSWERED), ASKED[1], ANSWERED[0])
    assert [each.removeprefix(f"{label}: ") for each in body("Date: 14 March 2026", head, *turns)] == [
        *(line[5:] for line in ANSWERED),
        ANSWERED[0],
    ]


def test_initials_that_an_observer_has_too_are_no_interviewers():
    turns = (ASKED[0], f"OB: {ANSWERED[0][5:]}", ASKED[1], f"OB: {ANSWERED[1][5:]}")
    said = body("Date: 14 March 2026", "Interviewer: Orla Brackwater", "Observer: Otto Brill", *turns)
    assert len(said) == len(ANSWERED)


def test_a_sentence_that_a_participant_repeats_keeps_the_identifier_it_had_and_takes_none_of_the_interviewers():
    said = "They sent the papers back twice."
    asked_first = VTT.format("{0}", "P04").replace("Was the website confusing?", said).replace(ANSWERED[0][5:], said)
    as_evidence = {
        each.text: each.id for each in source_of(asked_first.format("Orla Brackwater"), "talk.vtt").observations
    }
    as_context = source_of(asked_first.format("Interviewer"), "talk.vtt").observations
    assert as_context[0].text == said
    assert as_context[0].id == as_evidence[said]


def test_a_dash_in_captions_ends_what_the_interviewer_says():
    cues = VTT.format("Interviewer", "P04").replace("<v P04>", "- ")
    assert [each.text for each in source_of(cues, "talk.vtt").observations] == [
        "It asked me for the address three times.",
        "The letter came six weeks late.",
        "We rang the ferry desk every day.",
    ]
