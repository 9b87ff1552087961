"""A journey as slides, read back shape by shape, and drawn by LibreOffice where it is installed."""

import io
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE

from domain.access import Marking
from domain.hand_overs import Gap, HandOver, HandOverKind, How
from domain.journeys import Branch, Channel, StepPainPoint, SuggestedStep
from domain.placed_evidence import PlacedEvidence
from domain.sureness import ONLY_GUESSES
from exports.journey_html import JourneyPage, journey_html
from exports.journey_map_slides import COLUMNS_A_SLIDE
from exports.journey_pptx import STRONGEST, journey_slides
from exports.slides import FONT, INK
from tests.drawn_journeys import what_passes_across, what_passes_within
from tests.planted_journeys import a_guessed_step, a_journey, a_long_journey, a_step, an_observation

DAY = "2026-11-28"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def opened(journey):
    return Presentation(io.BytesIO(journey_slides(journey, made_on=DAY))).slides


def titles(made):
    return [slide.shapes.title.text_frame.text for slide in made]


def named(slide, start):
    return {shape.name: shape for shape in slide.shapes if shape.name.startswith(start)}


def test_the_map_is_made_of_lanes_cards_and_connectors_that_hold_to_them():
    about, chart, *_ = opened(a_journey())
    assert "Made on" in [row.cells[0].text_frame.text for row in about.shapes[-2].table.rows]
    assert set(named(chart, "Lane ")) == {"Lane Harbour Permit Office", "Lane Hull Survey Agency", "Lane Not known"}
    cards = named(chart, "Step ")
    assert (
        cards["Step 1"].text_frame.text == "1. Ask for a permit\npost · 2 quotations\n1 pain point: Letters are retyped"
    )
    assert cards["Step 2"].text_frame.text == "2. Have the hull surveyed\nassumed"
    assert (cards["Step 1"].line.dash_style, cards["Step 2"].line.dash_style is None) == (None, False)
    lines = named(chart, "Arrow ")
    assert set(lines) == {"Arrow 1 to 2", "Arrow 2 to 3"}
    assert lines["Arrow 1 to 2"].shape_type == MSO_SHAPE_TYPE.LINE
    assert lines["Arrow 1 to 2"].begin_x == cards["Step 1"].left + cards["Step 1"].width
    assert lines["Arrow 1 to 2"].end_x == cards["Step 2"].left


def test_a_wide_journey_goes_over_several_slides_and_everything_stays_on_them():
    journey = a_long_journey(16, 7)
    made = list(opened(journey))
    maps = [slide for slide in made if named(slide, "Lane ")]
    assert [len(named(slide, "Step ")) for slide in maps] == [COLUMNS_A_SLIDE] * 3 + [1]
    presentation = Presentation(io.BytesIO(journey_slides(journey, made_on=DAY)))
    for shape in (shape for slide in presentation.slides for shape in slide.shapes):
        assert shape.left >= 0 and shape.left + shape.width <= presentation.slide_width
        assert shape.top + shape.height <= presentation.slide_height, shape.name
    notes = maps[0].notes_slide.notes_text_frame.text
    assert journey.steps[0].step in notes  # too long for its card


def test_a_step_shows_its_strongest_evidence_first_and_keeps_the_rest_in_the_notes():
    step = a_step(1, "Ask", evidence=[an_observation(number, f"Quay {number} was full.") for number in range(7)])
    ranked = tuple(replace(item, score=0.35 + number / 10) for number, item in enumerate(step.evidence))
    accepted = replace(ranked[0], accepted_by="Ada")
    [slide] = [
        slide
        for slide in opened(a_journey([replace(step, evidence=(accepted, *ranked[1:]))]))
        if slide.shapes.title.text_frame.text == "Step 1: Ask"
    ]
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    words = [row.cells[0].text_frame.text for row in list(table.rows)[1:]]
    assert words == ["“Quay 0 was full.”", *(f"“Quay {number} was full.”" for number in (6, 5, 4, 3))]
    assert len(words) == STRONGEST
    assert "“Quay 1 was full.”" in slide.notes_slide.notes_text_frame.text
    assert "2 quotations more in the speaker's notes." in all_words(slide)


def of_step(step):
    [slide] = [slide for slide in opened(a_journey([step])) if slide.shapes.title.text_frame.text.startswith("Step 1")]
    return slide


def all_words(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def cells_of(slide):
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    return [row.cells[0] for row in list(table.rows)[1:]]


def test_a_guess_is_not_shown_as_evidence_and_stands_in_the_notes_as_what_it_is():
    step = a_step(1, "Ask", evidence=[an_observation(1, "The quay was full."), an_observation(2, "Gulls are loud.")])
    sure, guess = step.evidence
    slide = of_step(replace(step, evidence=(sure, replace(guess, score=0.2))))
    assert [cell.text_frame.text for cell in cells_of(slide)] == ["“The quay was full.”"]
    assert "1 that may belong elsewhere in the speaker's notes." in all_words(slide)
    assert "A guess, which may belong elsewhere: “Gulls are loud.”" in slide.notes_slide.notes_text_frame.text
    only = of_step(replace(step, evidence=(replace(guess, score=0.2),)))
    assert cells_of(only)[0].text_frame.text == ONLY_GUESSES


def test_a_step_with_only_guesses_is_dashed_on_the_map_and_counted_apart():
    about, chart, *_ = opened(a_journey([a_guessed_step(1), a_step(2), a_step(3, evidence=[an_observation(3)])]))
    dashes = {name: shape.line.dash_style for name, shape in named(chart, "Step ").items()}
    assert dashes["Step 1"] == dashes["Step 2"] is not None and dashes["Step 3"] is None
    assert "3, of which 1 assumed and 1 with only guesses: these are dashed" in [
        row.cells[1].text_frame.text for row in about.shapes[-2].table.rows
    ]


def test_a_quotation_that_is_cut_stands_whole_in_the_notes_and_short_ones_in_larger_type():
    words = "The harbour office asked again for the form. " * 40
    long = of_step(a_step(1, "Ask", evidence=[an_observation(1, words)]))
    assert cells_of(long)[0].text_frame.text.endswith("…” Whole in the speaker's notes.")
    assert words.strip() in long.notes_slide.notes_text_frame.text
    short = of_step(a_step(1, "Ask", evidence=[an_observation(1, "It was full.")]))
    sizes = [cells_of(slide)[0].text_frame.paragraphs[0].runs[0].font.size.pt for slide in (short, long)]
    assert sizes == [16, 16]
    many = of_step(a_step(1, "Ask", evidence=[an_observation(number, words[:450]) for number in range(5)]))
    assert cells_of(many)[0].text_frame.paragraphs[0].runs[0].font.size.pt < 16


def test_words_written_from_right_to_left_run_so_and_end_at_the_right():
    slide = of_step(
        a_step(1, "Ask", evidence=[an_observation(1, "يجب على كل أسرة"), an_observation(2, "It was full.")])
    )
    turned, usual = (cell.text_frame.paragraphs[0]._p.pPr for cell in cells_of(slide))
    assert (turned.get("rtl"), turned.get("algn")) == ("1", "r")
    assert (usual.get("rtl"), usual.get("algn")) == (None, "l")


def test_a_name_that_has_room_on_its_card_is_not_cut():
    names = ["Settle the dead person's dues and get clearance for the mooring", "Ask", "Pay", "Wait", "Sail"]
    bodies = ["Harbour", "Survey", "Register", "Council", "Harbour"]
    pains = tuple(StepPainPoint(id=f"pp_{n}", title="Letters are retyped", observation_ids=()) for n in range(3))
    told = [an_observation(number) for number in range(15)]
    steps = [
        a_step(nth, name, organisation=body, channel=Channel.POST, evidence=told, pain_points=pains)
        for nth, (name, body) in enumerate(zip(names, bodies, strict=True), start=1)
    ]
    [chart] = [slide for slide in opened(a_journey(steps)) if named(slide, "Lane ")]
    assert named(chart, "Step ")["Step 1"].text_frame.text.startswith(f"1. {names[0]}\n")


def test_where_a_map_goes_on_from_stands_beside_the_name_of_the_lane_and_not_on_it():
    for slide in opened(a_long_journey(16, 7)):
        names = named(slide, "Name of lane ").values()
        for word in named(slide, "From step ").values():
            assert all(word.left >= name.left + name.width for name in names)


def test_numbers_of_slides_are_written_in_the_letters_of_the_slides():
    [number] = named(next(iter(opened(a_journey()))), "Slide number").values()
    assert FONT in [each.get("typeface") for each in number._element.iter(f"{A}latin")]


def test_hand_overs_and_gaps_are_tables_that_go_on_where_they_are_long():
    journey = a_long_journey()
    made = list(opened(journey))
    rows = [
        row.cells[0].text_frame.text
        for slide in made
        if slide.shapes.title.text_frame.text == "Hand-overs"
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert rows == [f"H{number}" for number in range(1, len(journey.hand_overs) + 1)]
    assert titles(made)[-1] == "Gaps"


def test_what_passes_within_a_step_is_marked_on_its_card_and_told_in_the_table():
    made = opened(what_passes_within(a_journey()))
    said = named(made[1], "Step 3")["Step 3"].text_frame.text
    assert "H3 within · H4 within" in said
    told = next(slide for slide in made if slide.shapes.title.text_frame.text == "Hand-overs")
    table = next(shape for shape in told.shapes if shape.has_table).table
    assert [row.cells[1].text_frame.text for row in table.rows][1] == "Within 1: Survey inbox → Survey Book"


def test_what_is_missing_where_things_pass_within_or_across_stands_on_the_card_in_the_colour_of_warning():
    within = named(opened(what_passes_within(a_journey()))[1], "Step ")["Step 1"].text_frame.paragraphs
    across = named(opened(what_passes_across(a_journey(), [(0, 2), (2, 0), (2, 0)]))[1], "Step ")
    told = next(each for each in within if each.text == "H1: no data link")
    assert (told.runs[0].font.bold, told.runs[0].font.color.rgb) == (True, RGBColor.from_string("A63A14"))
    assert "H4: no data link" in across["Step 3"].text_frame.text
    assert "no data link" not in across["Step 2"].text_frame.text


def test_what_passes_across_is_marked_on_both_cards_and_told_in_the_table():
    made = opened(what_passes_across(a_journey(), [(0, 2), (2, 0)]))
    first, third = (named(made[1], f"Step {order}")[f"Step {order}"].text_frame.text for order in (1, 3))
    assert "H2 to 3" in first and "H3 from 3" in first
    assert "H2 from 1" in third and "H3 to 1" in third
    told = next(slide for slide in made if slide.shapes.title.text_frame.text == "Hand-overs")
    table = next(shape for shape in told.shapes if shape.has_table).table
    assert [row.cells[1].text_frame.text for row in table.rows][3] == "3 → 1: Survey Diary → Council Tax System"


def test_the_marking_stands_at_head_and_foot_of_every_slide():
    secret = replace(an_observation(1), marking=Marking.OFFICIAL_SENSITIVE)
    for slide in opened(a_journey([a_step(1, "Ask", evidence=[secret]), a_step(2, "Wait")])):
        marks = [shape for shape in slide.shapes if shape.name.startswith("Marking at")]
        assert [mark.text_frame.text for mark in marks] == [Marking.OFFICIAL_SENSITIVE.value] * 2


def test_a_step_done_instead_and_an_empty_journey_can_be_drawn():
    steps = [a_step(1, "Ask"), a_step(2, "Ring"), a_step(3, "Write", branch=Branch.OR), a_step(4, "Wait")]
    chart = opened(a_journey(steps))[1]
    assert set(named(chart, "Arrow ")) == {"Arrow 1 to 2", "Arrow 1 to 3", "Arrow 2 to 4", "Arrow 3 to 4"}
    assert "or · assumed" in named(chart, "Step 3")["Step 3"].text_frame.text
    assert titles(opened(a_journey([], gaps=()))) == ["Mooring a boat"]


def words_of(slide, start):
    return {name: shape.text_frame.text for name, shape in named(slide, start).items()}


def test_an_arrow_says_how_things_pass_and_in_the_colour_of_warning_what_is_missing():
    chart = opened(a_journey())[1]
    assert words_of(chart, "Passes ") == {"Passes to step 2": "H1: data, re-keyed"}
    (missing,) = named(chart, "Missing ").values()
    assert missing.text_frame.text == "no data link"
    colours = {run.font.color.rgb for run in missing.text_frame.paragraphs[0].runs}
    assert colours == {named(chart, "Arrow ")["Arrow 1 to 2"].line.color.rgb} != {RGBColor.from_string(INK)}


def test_an_arrow_that_goes_on_elsewhere_leaves_its_slide_and_says_where_to():
    steps = [a_step(number, f"Wait {number}", organisation=f"Quay {number % 2}") for number in range(1, 8)]
    passing = HandOver(from_step=5, to_step=6, giver="Quay 1", taker="Quay 0", kind=HandOverKind.ORGANISATION,
                       how=How.PAPER, gap=Gap.NO_OWNER)  # fmt: skip
    _, first, second, *_ = opened(a_journey(steps, hand_overs=(passing,)))
    assert words_of(first, "Passes from") == {"Passes from step 5": "H1: on paper"}
    assert words_of(first, "Goes on ") == {"Goes on from step 5": "no owner\nto step 6, next slide"}
    assert words_of(second, "From step ") == {"From step 5": "from 5"}
    assert "Arrow 5 to 6" in named(first, "Arrow ") and "Arrow 5 to 6" in named(second, "Arrow ")


def test_no_arrow_crosses_a_card():
    steps = [a_step(1, "Ask"), *(a_step(at, f"Way {at}", branch=Branch.OR if at > 2 else None) for at in (2, 3, 4)),
             a_step(5, "Wait"), a_step(6, "As well", branch=Branch.AND), a_step(7, "End")]  # fmt: skip
    for slide in list(opened(a_journey(steps)))[1:3]:
        cards = named(slide, "Step ").values()
        for arrow in named(slide, "Arrow ").values():
            for card in cards:
                inside = arrow.left < card.left + card.width and card.left < arrow.left + arrow.width
                assert not inside, (arrow.name, card.name)


def test_names_stand_in_one_size_on_a_slide_and_keep_number_and_first_letters_when_they_are_cut():
    steps = [a_step(number, "Ask", organisation=f"Quay {number}") for number in range(1, 6)]
    steps[3] = replace(steps[3], step="W" * 400)
    chart = opened(a_journey(steps))[1]
    first = [card.text_frame.paragraphs[0] for card in named(chart, "Step ").values()]
    assert len({paragraph.runs[0].font.size for paragraph in first}) == 1
    assert re.fullmatch("4. W{20,}…", first[3].text)
    assert "W" * 400 in chart.notes_slide.notes_text_frame.text


def test_every_slide_of_a_map_has_the_same_lanes_in_the_same_order_where_they_fit():
    names = ["Quay", "Trust", "Quay", "Quay", "Trust", "Office", "Trust"]
    steps = [a_step(number, f"Wait {number}", organisation=name) for number, name in enumerate(names, start=1)]
    lanes = [list(named(slide, "Lane ")) for slide in opened(a_journey(steps)) if named(slide, "Lane ")]
    assert lanes == [["Lane Quay", "Lane Trust", "Lane Office"]] * 2


def test_the_same_journey_on_the_same_day_gives_the_same_bytes():
    assert journey_slides(a_journey(), made_on=DAY) == journey_slides(a_journey(), made_on=DAY)


def test_libreoffice_opens_every_slide(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: nothing can draw the slides here")
    pdfium = pytest.importorskip("pypdfium2")
    path = tmp_path / "map.pptx"
    path.write_bytes(journey_slides(a_long_journey(16, 7), made_on=DAY))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    drawn = pdfium.PdfDocument(tmp_path / "map.pdf")
    assert len(drawn) == len(Presentation(path).slides)
    assert "Wait at quay 1" in drawn[1].get_textpage().get_text_range().replace("\r\n", " ")


def test_slides_and_page_count_alike_what_stands_on_the_steps():
    journey = a_journey()
    beside = PlacedEvidence(evidence=an_observation(3, study_id="st_2", study="Another"), score=0.5)
    suggested = SuggestedStep(step="Moor", stage="", after=None, evidence=(beside,))
    journey = replace(journey, tray=(beside,), suggested=(suggested,))
    held = "2 quotations from 1 study on its steps"
    title = next(iter(opened(journey)))
    (table,) = [shape.table for shape in title.shapes if shape.has_table]
    assert held in [row.cells[1].text for row in table.rows]
    assert held in journey_html(JourneyPage(journey=journey, drawing="<svg></svg>"))


def test_names_that_no_file_can_hold_and_a_title_that_no_property_can_are_drawn():
    steps = [a_step(1, "Apply\x00", stage="Ask\x01", organisation="Quay\x02Trust"), a_step(2, "Wait")]
    made = opened(a_journey(steps, title="Moor " * 100))
    assert named(made[1], "Lane ").keys() >= {"Lane QuayTrust"}
