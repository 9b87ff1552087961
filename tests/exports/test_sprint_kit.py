"""What goes to a workshop: every observation on a card, with its source and its marking, and nothing that can run."""

import csv
import io
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from domain.access import Marking
from domain.evidence import Kind
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from domain.sprint_prompts import ACROSS, PromptGroup, SprintPrompt
from exports.board_csv import board_csv
from exports.evidence_cards_html import card_page
from exports.evidence_cards_pdf import card_pdf
from exports.evidence_cards_pptx import card_slides, wall_slides
from exports.sprint_kit import NO_STEP, Sort, is_choice, sprint_kit
from ingest.board_back import board_back, mark
from tests.planted_journeys import an_observation

NASTY = "=HYPERLINK(\"http://example.test\") <script>alert('x')</script>"
PROMPT = "How might we answer letters sooner?"
EVERYWHERE = "How might we tell people where a case stands?"


def placed(number, text="The tide was late.", kind=Kind.BEHAVIOUR, **fields):
    return PlacedEvidence(evidence=replace(an_observation(number, text, kind), **fields), score=0.5)


def a_journey(*more):
    waiting = placed(1, "Letters take nine weeks.", Kind.PAIN_POINT, marking=Marking.OFFICIAL_SENSITIVE)
    shared = placed(2, "Nobody said that it had come.", Kind.PAIN_POINT)
    points = (
        StepPainPoint(id="pp_1", title="Nobody says where a case stands", observation_ids=("obs_002",)),
        StepPainPoint(id="obs_001", title="Letters take nine weeks.", observation_ids=("obs_001",)),
    )
    evidence = (placed(3, NASTY), waiting, shared, *more)
    steps = (
        Step(
            order=1,
            stage="Apply",
            step="Ask for a permit",
            basis=StepBasis.EVIDENCE,
            evidence=evidence,
            pain_points=points,
        ),
        Step(order=2, stage="Apply", step="Wait", basis=StepBasis.EVIDENCE, evidence=(shared,)),
        Step(order=3, stage="Berth", step="Moor"),
    )
    tray = (placed(4, "It rained."),)
    return Journey(
        id="jn_1", title="Mooring a boat", actor="Skipper", status=JourneyStatus.DRAFT, steps=steps, tray=tray
    )


def a_prompt(question, name, *observations, steps=(1,)):
    title = "Letters take nine weeks"
    return SprintPrompt(question=question, pain_point=name, title=title, observation_ids=observations, steps=steps)


def a_kit(*more):
    first = PromptGroup(
        step=1, name="1. Ask for a permit", prompts=(a_prompt(PROMPT, "PAT_04", "obs_001"),), rest=len(more) + 1
    )
    everywhere = a_prompt(EVERYWHERE, "PAT_03", "obs_002", steps=(1, 2, 3))
    across = PromptGroup(step=None, name=ACROSS, prompts=(everywhere,))
    return sprint_kit(a_journey(*more), [first, across], made_on="2026-11-28", whole=True)


def a_chosen_kit():
    """Return the kit of a journey of one step with more of all kinds than a room reads, and its whole kit."""
    kinds = [Kind.PAIN_POINT] * 6 + [Kind.NEED] * 2 + [Kind.METHOD]
    evidence = [
        replace(placed(10 + nth, f"The {kind.value} of tide {nth}.", kind), score=0.9 - nth / 100)
        for nth, kind in enumerate(kinds)
    ]
    evidence.append(replace(placed(30, "Somebody kept this.", Kind.PAIN_POINT), accepted_by="Ada", score=0.4))
    evidence.append(replace(placed(31, "Only a guess.", Kind.POSITIVE), score=0.1))
    points = tuple(
        StepPainPoint(id=f"pp_{nth}", title=f"Trouble {nth}", observation_ids=(f"obs_{10 + nth:03d}",))
        for nth in range(5)
    )
    step = Step(
        order=1, stage="Berth", step="Moor", basis=StepBasis.EVIDENCE, evidence=tuple(evidence), pain_points=points
    )
    journey = replace(a_journey(), steps=(step, Step(order=2, stage="Berth", step="Wait")))
    return [sprint_kit(journey, [], made_on="2026-11-28", whole=whole) for whole in (False, True)]


def test_a_room_has_the_best_of_each_step_what_people_kept_first_and_each_kind_in_turn():
    chosen, _ = a_chosen_kit()
    quoted = [card.text for card in chosen.cards if card.evidence]
    assert sorted(quoted) == [
        "Somebody kept this.", "The need of tide 6.", "The pain_point of tide 0.", "The pain_point of tide 1."
    ]  # fmt: skip
    assert [card.text for card in chosen.cards if not card.evidence] == ["Trouble 0", "Trouble 1", "Trouble 2"]


def test_a_kit_of_the_best_says_how_many_there_are_in_all_and_its_files_do_so_alike():
    chosen, whole = a_chosen_kit()
    assert (len(chosen.cards), chosen.of, len(whole.cards)) == (7, 16, 16)
    said = "These are the best 7 of 16 cards of this journey."
    assert (chosen.choice, whole.choice) == (said, "")
    assert (chosen.counted, whole.counted) == ("3 pain points, 4 quotations", "5 pain points, 11 quotations")
    assert [step.name for step in chosen.steps] == ["1. Moor", "2. Wait"]
    assert [step.chosen_in_words for step in chosen.steps] == ["7 of 15 cards", ""]
    assert "Berth: 1. Moor · 7 of 15 cards" in words_of(wall_slides(chosen))[1][0]
    on_wall = "\n".join(words for words, _ in words_of(wall_slides(chosen)))
    assert all(card.text in on_wall for card in chosen.cards)
    for written in (told_in_slides(card_slides), told_in_slides(wall_slides), told_in_page, told_in_pdf, told_in_board):
        assert [written(kit).count(said) for kit in (chosen, whole)] == [1, 0]
        assert "best" not in written(whole)


def told_in_slides(writer):
    return lambda kit: "\n".join(words for words, _ in words_of(writer(kit)))


def told_in_page(kit):
    page = card_page(kit).decode()
    return page[page.index("<main>") :]


def told_in_pdf(kit):
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(card_pdf(kit))]
    return " ".join("\n".join(pages).split())


def told_in_board(kit):
    return "\n".join(row["Text"] for row in rows_of(kit))


def words_of(content):
    """Return for each slide its words on shapes, and its notes."""
    made = Presentation(io.BytesIO(content))
    return [
        (
            "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame),
            slide.notes_slide.notes_text_frame.text,
        )
        for slide in made.slides
    ]


def rows_of(kit, link=lambda evidence: ""):
    return list(csv.DictReader(io.StringIO(board_csv(kit, link=link).decode("utf-8-sig"))))


def test_every_observation_has_one_card_with_its_source_and_a_pain_point_with_a_name_one_too():
    cards = a_kit().cards
    quoted = [card.evidence.id for card in cards if card.evidence]
    assert sorted(quoted) == ["obs_001", "obs_002", "obs_003", "obs_004"]
    assert next(card for card in cards if card.evidence and card.evidence.id == "obs_002").steps == (
        "1. Ask for a permit",
        "2. Wait",
    )
    (named,) = [card for card in cards if card.text == "Nobody says where a case stands"]
    assert (named.sort, named.source) == (Sort.PAIN_POINT, "1 observation on this step: Northmoor Lab")
    assert all(card.source for card in cards)


def test_a_prompt_stands_on_the_step_of_its_pain_point():
    first = a_kit().steps[0]
    (prompt,) = [card for card in first.cards if card.sort is Sort.PROMPT]
    assert (prompt.text, prompt.source, prompt.marking) == (
        PROMPT,
        "From the pain point: Letters take nine weeks · Besides on this step: 1 difficulty told in people's own words "
        "alone",
        Marking.OFFICIAL_SENSITIVE,
    )


def test_what_is_asked_across_the_journey_has_a_place_after_the_steps_and_names_them():
    assert [step.name for step in a_kit().steps][-2:] == [ACROSS, NO_STEP]
    (prompt,) = a_kit().steps[-2].cards
    assert (prompt.text, prompt.source) == (
        EVERYWHERE, "From the pain point: Letters take nine weeks, on steps 1, 2 and 3",
    )  # fmt: skip


def test_a_question_that_quotes_a_sentence_says_where_that_comes_from():
    quoting = PromptGroup(step=1, name="1. Ask for a permit", prompts=(a_prompt(PROMPT, "obs_001", "obs_001"),))
    kit = sprint_kit(a_journey(), [quoting], made_on="2026-11-28", whole=True)
    (prompt,) = [card for card in kit.cards if card.sort is Sort.PROMPT]
    assert prompt.source == next(card.source for card in kit.cards if card.evidence and card.evidence.id == "obs_001")


def test_cards_and_wall_hold_all_the_words_and_the_marking_of_what_they_quote():
    kit = a_kit()
    for content in (card_slides(kit), wall_slides(kit)):
        slides = words_of(content)
        said = "\n".join(words for words, _ in slides)
        for card in kit.cards:
            assert card.text in said
            assert card.source in said
        assert all(Marking.OFFICIAL_SENSITIVE.value in words for words, _ in slides)


def test_the_wall_has_a_place_for_each_step_and_for_what_is_on_none():
    slides = words_of(wall_slides(a_kit()))
    heads = [words.split("\n")[0] for words, _ in slides]
    assert heads == ["Apply: 1. Ask for a permit", "Apply: 2. Wait", "Berth: 3. Moor", ACROSS, NO_STEP]
    assert "it is an assumption" in slides[2][0]


@pytest.mark.parametrize("length", [900, 4_000, 30_000])
def test_no_words_are_cut_however_long_they_are(length):
    long = "They waited at the quay. " * (length // 25)
    kit = a_kit(placed(9, long.strip()))
    for content in (card_slides(kit), wall_slides(kit)):
        assert any(long.strip() in words or long.strip() in notes for words, notes in words_of(content))


def test_no_card_reaches_beyond_its_slide():
    kit = a_kit(*(placed(number, f"Told {number} times over at the quay. " * number) for number in range(10, 60)))
    for content in (card_slides(kit), wall_slides(kit)):
        made = Presentation(io.BytesIO(content))
        for slide in made.slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= made.slide_width
                assert shape.top + shape.height <= made.slide_height


def type_of(words, content):
    """Return how large the type is in which these words stand on a card, and how high that card is, in inches."""
    [found] = [
        (run.font.size.pt, shape.height / 914_400)
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.text == words and run.font.size.pt > 8
    ]
    return found


def test_cards_and_a_wall_with_room_to_spare_are_written_to_be_read_across_a_room():
    kit, full = a_kit(), a_kit(*(placed(number, "Told at the quay. " * 6) for number in range(10, 40)))
    assert type_of("It rained.", card_slides(kit))[0] >= 24
    assert type_of("Letters take nine weeks.", wall_slides(kit))[0] >= 16
    assert type_of("Letters take nine weeks.", wall_slides(full))[0] < 16


def test_a_card_that_refers_to_the_notes_is_no_higher_than_it_needs_to_be():
    kit = a_kit(placed(9, "They waited at the quay. " * 400))
    wall = wall_slides(kit)
    assert type_of("Too long for a card: in the speaker's notes.", wall)[1] < 1.5
    assert type_of("Letters take nine weeks.", wall)[0] >= 16  # nor does it make the others small


def test_slides_of_a_journey_with_a_long_title_are_numbered_and_cut_at_a_word():
    long = (
        "Coming to live on a houseboat at Northmoor, from the first call to the yearly check, with all that follows it"
    )
    kit = replace(a_kit(), title=long)
    heads = [words.split("\n")[0] for words, _ in words_of(card_slides(kit))]
    assert heads[0].endswith(" …: evidence cards 1") and heads[1].endswith(" …: evidence cards 2")
    assert heads[0].removesuffix(" …: evidence cards 1") in {long[:at] for at, each in enumerate(long) if each == " "}


def test_the_same_kit_gives_the_same_bytes():
    assert card_slides(a_kit()) == card_slides(a_kit())
    assert wall_slides(a_kit()) == wall_slides(a_kit())


def test_a_journey_without_evidence_gives_files_that_say_so():
    kit = sprint_kit(replace(a_journey(), steps=(), tray=()), [], made_on="2026-11-28")
    assert "No cards yet." in words_of(card_slides(kit))[0][0]
    assert b"No cards yet." in card_page(kit)


def test_the_page_to_print_holds_no_mark_up_of_others():
    page = card_page(a_kit()).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<article") == len(a_kit().cards)


def test_a_board_has_a_note_a_card_in_the_frame_of_its_step_and_no_cell_runs():
    rows = rows_of(a_kit(), link=lambda evidence: f"https://notes.example/source?observation={evidence.id}")
    assert [row["Frame"] for row in rows if row["Text"] == "Nobody said that it had come."] == [
        "1. Ask for a permit",
        "2. Wait",
    ]
    assert next(row for row in rows if row["Text"] == PROMPT)["Colour"] == "blue"
    assert next(row for row in rows if "HYPERLINK" in row["Text"])["Text"].startswith("'=")
    assert next(row for row in rows if row["Text"] == "It rained.")["Link"].endswith("observation=obs_004")


def test_a_board_that_comes_back_brings_only_what_was_written_there():
    kit = a_kit()
    out = board_csv(kit, link=lambda evidence: "")
    head, *rows = csv.reader(io.StringIO(out.decode("utf-8-sig")))
    written = [["A  bell, rung; by the sea", "2. Wait", "green", "", "sticky note", "", "", ""]]
    table = io.StringIO()
    csv.writer(table).writerows([head, *rows, *written])
    back = board_back("board.csv", table.getvalue().encode(), {mark(card.text) for card in kit.cards}.__contains__)
    assert (back.left, back.ours) == (1, len(rows))
    assert list(csv.reader(io.StringIO(back.content.decode("utf-8-sig")))) == [head, *written]


NOTES = st.text(alphabet="ab \",;|\t\n'=.", max_size=40).map(lambda text: f"a{text}")
QUOTED = st.one_of(NOTES, NOTES.map(lambda text: f'"{text}, and all I heard was tide."'))


@settings(max_examples=60)
@given(st.lists(QUOTED, min_size=1, max_size=6), QUOTED)
@example(told=['"A pilot I\'d never met spoke, and all I heard was tide."'], note="a")
def test_an_export_with_one_more_row_brings_exactly_that_row(told, note):
    evidence = tuple(placed(number, text) for number, text in enumerate(told, start=20))
    moor = Step(order=1, stage="Berth", step="Moor", basis=StepBasis.EVIDENCE, evidence=evidence)
    kit = sprint_kit(replace(a_journey(), steps=(moor,), tray=()), [], made_on="2026-11-28", whole=True)
    ours = {mark(card.text) for card in kit.cards}
    row = [f"{note} bell", "2. Wait", "green", "", "sticky note", "", "", ""]
    table = io.StringIO(newline="")
    csv.writer(table).writerow(row)
    back = board_back(
        "board.csv", board_csv(kit, link=lambda evidence: "") + table.getvalue().encode(), ours.__contains__
    )
    head, *written = csv.reader(io.StringIO(back.content.decode("utf-8-sig"), newline=""))
    assert (head[0], written, back.ours) == ("Text", [row], len(rows_of(kit)))


def test_a_note_in_quotation_marks_with_a_comma_is_one_cell_of_a_board_that_comes_back():
    note = '"A pilot I\'d never met spoke, and all I heard was tide."'
    board = f'Text,Frame,Colour\n""{note}"",2. Wait,orange\nA bell,2. Wait,green\n'
    back = board_back("board.csv", board.encode(), {mark(note)}.__contains__)
    assert (back.left, back.ours) == (1, 1)


def test_what_a_board_said_of_its_choice_is_no_new_note_when_it_comes_back():
    chosen, _ = a_chosen_kit()
    first = next(iter(rows_of(chosen)))
    assert (first["Text"], first["Frame"]) == (chosen.choice, "About these notes")
    assert all(map(is_choice, (chosen.choice, "THESE are the  best 1,096 of 2,290 cards of this journey.")))
    assert not is_choice("These are the best boats of this journey.")
    assert is_choice(mark(chosen.choice))


def test_a_board_whose_first_line_says_what_parts_its_cells_comes_back_without_that_line():
    back = board_back("board.csv", b"sep=;\nText;Colour\nRing, then wait;green\n", lambda text: False)
    assert list(csv.reader(io.StringIO(back.content.decode("utf-8-sig")))) == [
        ["Text", "Colour"],
        ["Ring, then wait", "green"],
    ]


def test_a_board_of_one_column_that_says_what_parts_its_cells_is_not_parted_at_commas():
    text = "sep=;\nText\nRing, then wait\nWrite, then ring\n"
    back = board_back("board.csv", text.encode(), {mark("Ring, then wait")}.__contains__)
    assert (back.left, back.ours) == (1, 1)
    assert back.content.decode("utf-8-sig") == 'Text\r\n"Write, then ring"\r\n'


@pytest.mark.parametrize(
    ("board", "back_again", "left"),
    [
        ("A gull ate it\r\nSomeone sang\r\n", "Text\r\nA gull ate it\r\nSomeone sang\r\n", 2),
        ("It rained.\r\nA gull ate it\r\n", "Text\r\nA gull ate it\r\n", 1),
        ("A gull ate it\r\n", "Text\r\nA gull ate it\r\n", 1),
        ("Frame 1\r\nIt rained.\r\nA gull ate it\r\n", "Frame 1\r\nA gull ate it\r\n", 1),
    ],
)
def test_a_board_of_one_column_without_a_header_keeps_its_first_note(board, back_again, left):
    back = board_back("board.csv", board.encode(), {mark("It rained.")}.__contains__)
    assert (back.content.decode("utf-8-sig"), back.left) == (back_again, left)


@pytest.mark.parametrize("name", ["board.xlsx", "board.csv"])
def test_a_board_with_nothing_new_or_in_another_form_is_refused_with_a_way_out(name):
    kit = a_kit()
    with pytest.raises(Exception, match=r"new|table in text") as refused:
        board_back(name, board_csv(kit, link=lambda evidence: ""), {mark(card.text) for card in kit.cards}.__contains__)
    assert refused.value.remedy
