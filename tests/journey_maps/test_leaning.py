"""What leans on what, drawn: every journey, system and organisation once, what stops without a system, and no more."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Marking
from domain.dependencies import BackboneSystem, Dependencies, StepPlace
from domain.errors import InvalidRequest
from exports.picture import png
from journey_maps.drawing.leaning import MOST, NOT_KNOWN, described, draw_leaning
from journey_maps.network.dependencies import dependencies_of
from tests.drawn_journeys import a_full_journey
from tests.planted_journeys import a_long_journey

SVG = "{http://www.w3.org/2000/svg}"


def a_place(journey, step, body="Quay Trust"):
    return StepPlace(journey_id=f"jn_{journey}", journey=f"Journey {journey}", step_id=f"s{step}", order=step,
                     step=f"Step {step}", organisation=body)  # fmt: skip


def a_system(name, *steps, stops=()):
    bodies = tuple(sorted({place.organisation for place in steps if place.organisation}))
    return BackboneSystem(name=name, steps=steps, organisations=bodies, services=(), stops=tuple(stops), halts=())


def leaning(*systems):
    return Dependencies(journeys=1, steps=1, backbone=systems)


def read(drawn):
    """The names of boxes, by what their titles say, and the lines, each with its class and width."""
    tree = ElementTree.fromstring(drawn)
    told = [group.findtext(f"{SVG}title") or "" for group in tree.iter(f"{SVG}g")]
    lines = [(line.get("class"), float(line.get("stroke-width", 0))) for line in tree.iter(f"{SVG}path")]
    return told, [line for line in lines if line[0].startswith("lean")]


def test_a_box_stands_for_each_and_a_line_for_each_pair():
    first, second = a_place(1, 1), a_place(2, 1, "Tide Court")
    told, lines = read(draw_leaning(leaning(a_system("DocketWay", first, second), a_system("WardLine", first))))
    assert sorted(told) == sorted([
        "Journey 1; 2 uses of these systems", "Journey 2; 1 use of these systems",
        "DocketWay; 2 steps of 2 journeys", "WardLine; 1 step of 1 journey",
        "Tide Court; 1 use of these systems", "Quay Trust; 2 uses of these systems",
    ])  # fmt: skip
    assert len(lines) == 6


def test_what_stops_is_told_by_colour_sign_and_words_on_its_lines_and_box_alone():
    alone, other = a_place(1, 1), a_place(2, 1, "Tide Court")
    drawn = draw_leaning(leaning(a_system("DocketWay", alone, other, stops=[alone]), a_system("WardLine", other)))
    told, lines = read(drawn)
    assert "DocketWay; 2 steps of 2 journeys; 1 step stops without it" in told
    assert [kind for kind, _ in lines].count("lean alone") == 2 == len(lines) - 4
    assert drawn.count('class="warning"') == 2 and drawn.count('class="lacking"') == 1


def test_a_line_is_wider_the_more_steps_lean_up_to_a_limit():
    few, many = [a_place(1, n) for n in range(3)], [a_place(2, n) for n in range(300)]
    _, lines = read(draw_leaning(leaning(a_system("DocketWay", *few, *many, a_place(3, 1)))))
    widths = sorted(width for _, width in lines[:3])
    assert widths[0] < widths[1] < widths[2] <= 9


def test_of_many_the_first_are_drawn_and_the_rest_is_counted():
    places = [a_place(n, 1, f"Body {n}") for n in range(30)]
    found = leaning(*(a_system(f"System {n}", *places) for n in range(20)))
    told, _ = read(draw_leaning(found))
    assert sum(name.startswith("System ") for name in told) == MOST
    assert f"{30 - MOST + 1} more journeys; {(30 - MOST + 1) * MOST} uses of these systems" in told
    assert f"{30 - MOST + 1} more organisations; {(30 - MOST + 1) * MOST} uses of these systems" in told
    assert f"Systems, {MOST} of 20" in draw_leaning(found)
    assert described(found).endswith("12 more systems in the list.")


def test_an_organisation_that_is_not_known_stands_last_and_says_so():
    told, _ = read(draw_leaning(leaning(a_system("DocketWay", a_place(1, 1, None), a_place(1, 2)))))
    assert told[-1] == f"{NOT_KNOWN}; 1 use of these systems"


def test_a_marking_goes_along_and_names_are_safe():
    nasty = replace(a_place(1, 1), journey='<script>alert("x")</script> & more')
    drawn = draw_leaning(leaning(a_system("A&B <b>", nasty)), marking=Marking.OFFICIAL_SENSITIVE)
    assert "OFFICIAL-SENSITIVE" in drawn and "<script" not in drawn
    assert read(drawn)[0][0].startswith('<script>alert("x")')
    assert png(drawn).startswith(b"\x89PNG")


def test_without_systems_it_says_so_and_an_unknown_theme_is_refused():
    assert "No step of these journeys names a system yet." in draw_leaning(leaning())
    assert described(leaning()) == "No step of these journeys names a system yet."
    with pytest.raises(InvalidRequest, match="'sepia'"):
        draw_leaning(leaning(), theme="sepia")


@pytest.mark.parametrize("theme", ["light", "dark", "auto", "projector"])
def test_real_dependencies_are_drawn_in_every_theme_the_same_each_time(theme):
    found = dependencies_of([a_full_journey(), a_long_journey(40, 12)])
    assert found.backbone
    drawn = draw_leaning(found, theme=theme)
    assert drawn == draw_leaning(found, theme=theme)
    for system in found.backbone[:MOST]:
        assert f"{system.title}: " in described(found)


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 20), st.integers(0, 12)), max_size=12), max_size=12)
)
def test_no_box_lies_on_another_and_no_line_leaves_the_drawing(leant):
    systems = [
        a_system(f"System {n}", *(a_place(j, s, f"Body {b}" if b else None) for j, s, b in steps))
        for n, steps in enumerate(leant)
        if steps
    ]
    drawn = draw_leaning(leaning(*systems))
    tree = ElementTree.fromstring(drawn)
    height = float(tree.get("height", 0))
    boxes = [[float(box.get(name, 0)) for name in ("x", "y", "width", "height")] for box in tree.iter(f"{SVG}rect")][1:]
    for nth, (x, y, _, tall) in enumerate(boxes):
        assert y >= 0 and y + tall <= height
        for other_x, other_y, _, other_tall in boxes[nth + 1 :]:
            assert x != other_x or y + tall <= other_y or other_y + other_tall <= y
    for line in tree.iter(f"{SVG}path"):
        if (line.get("class") or "").startswith("lean"):
            numbers = [float(each) for each in re.findall(r"[\d.]+", line.get("d", ""))]
            assert all(0 <= each <= height for each in numbers[1::2])
