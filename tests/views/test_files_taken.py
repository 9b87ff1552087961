"""Files that leave by a button: each is written down with what it holds, when it is taken and not when offered."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import streamlit as st
from docx import Document
from openpyxl import load_workbook

import views
from domain.errors import InvalidRequest

PAGES = [
    ("pain_points", {}, "pain-points as csv"),
    ("pain_points", {}, "evidence as xlsx"),
    ("pain_points", {}, "pain-points-brief as docx"),
    ("pain_points", {}, "pain-point-brief as pptx"),
    ("pain_points", {"show": "by_organisation"}, "heat-map as xlsx"),
    ("pain_points", {"show": "by_organisation"}, "pain-points-brief as pptx"),
    ("pain_points", {"show": "need"}, "need as csv"),
    ("pain_points", {"show": "need"}, "wish-evidence as xlsx"),
    ("journey_room", {"journey": "jn_1"}, "steps as csv"),
    ("journey_room", {"journey": "jn_1", "show": "hand_overs"}, "hand-overs as xlsx"),
    ("journey_room", {"journey": "jn_1", "show": "kit"}, "journey jn_1 as cards of the kit"),
    ("journey_room", {"journey": "jn_1", "show": "kit"}, "journey jn_1 as board of the kit"),
    ("journey_room", {"journey": "jn_1", "show": "versions"}, "jn_1 as html"),
    ("journey_room", {"journey": "jn_1"}, "jn_1 as svg"),
    ("what_do_we_know", {"q": "certificate"}, "quotations as csv"),
    ("journey_network", {}, "behind-journeys as xlsx"),
    ("journey_network", {}, "leaning as svg"),
    ("journey_network", {}, "gaps as csv"),
]


@pytest.fixture
def offered(monkeypatch):
    """What each button would give, by its key."""
    given = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, **named: given.update({named["key"]: data}))
    return given


@pytest.mark.parametrize(("page", "address", "what"), PAGES)
def test_what_is_taken_is_written_down_with_what_it_holds(open_page, populated, offered, page, address, what):
    opened = open_page(populated, page, **address)
    for panel in [button for button in opened.button if button.label == "Take it along"]:
        panel.click().run()
    assert not opened.exception
    assert offered and populated.exports == []
    for take in offered.values():
        assert take()
    assert what in populated.exports
    assert len(populated.exports) == len(offered)


def test_a_table_that_tells_of_studies_or_quotes_says_which(open_page, populated, offered):
    for page, address in (("pain_points", {}), ("journey_room", {"journey": "jn_1"})):
        open_page(populated, page, **address)
        for take in offered.values():
            take()
    listed = [point for point in populated.all_pain_points(populated.viewer()) if point.spread > 1]
    assert set(populated.exported_studies["pain-points as csv"]) == {
        fit.evidence.study_id for point in listed for fit in point.evidence
    }
    journey = populated.journey(populated.viewer(), "jn_1")
    assert populated.exported_observations["steps as csv"] == list(journey.rests_on) != []


def test_no_page_offers_a_file_past_the_places_that_write_it_down():
    """A new button for a file has to go through ``views.tables``, or be added here once it writes down what leaves."""
    assert that_call("downloads.offer(") == {
        "tables", "audit", "codebook_intake", "journey_bar", "journey_kit", "original", "study_exchange", "watches",
    }  # fmt: skip


def test_every_button_for_a_file_is_made_and_named_in_one_place():
    assert that_call("st.download_button(") == {"downloads"}
    assert that_call("file_name(") == that_call("downloads.offer(") - {"original"}  # named as it was received


def that_call(what: str) -> set[str]:
    folder = Path(views.__file__).parent
    return {path.stem for path in folder.rglob("*.py") if what in path.read_text(encoding="utf-8")}


NAMES = [
    ("journey_room", {"journey": "jn_1"}, "journey_room-download-pptx", "when-someone-dies-map-{}.pptx"),
    (
        "journey_room",
        {"journey": "jn_1"},
        "journey_room-download-step-by-step",
        "when-someone-dies-step-by-step-{}.json",
    ),
    ("journey_room", {"journey": "jn_1"}, "take-steps-csv", "when-someone-dies-steps-{}.csv"),
    ("journey_room", {"journey": "jn_1", "show": "kit"}, "journey_room-kit-board", "when-someone-dies-board-{}.csv"),
    ("pain_points", {}, "take-pain-points-csv", "pain-points-{}.csv"),
    (
        "pain_points",
        {"pain_point": "pp_again"},
        "take-pain-point-brief-docx",
        "people-tell-the-same-thing-again-to-each-organisation-brief-{}.docx",
    ),
    ("what_do_we_know", {"q": "certificate"}, "take-quotations-csv", "certificate-quotations-{}.csv"),
    ("what_do_we_know", {"q": "certificate"}, "take-answer-docx", "certificate-what-is-known-{}.docx"),
]


@pytest.mark.parametrize(("page", "address", "key", "name"), NAMES)
def test_a_file_is_named_after_what_it_is_with_the_day(open_page, populated, monkeypatch, page, address, key, name):
    named = {}
    monkeypatch.setattr(st, "download_button", lambda *_, key, file_name, **__: named.update({key: file_name}))
    opened = open_page(populated, page, **address)
    for panel in [button for button in opened.button if button.label == "Take it along"]:
        panel.click().run()
    assert named[key] == name.format(datetime.now(UTC).date())


def test_the_file_of_pain_points_counts_in_numbers_and_says_what_is_a_lead(open_page, populated, offered):
    why = "a lead only: too little sure evidence to call it shared"
    populated.points = [replace(point, is_lead=True, reasons=(why, "3 studies")) for point in populated.points]
    open_page(populated, "pain_points")
    head, first, *_ = load_workbook(BytesIO(offered["take-pain-points-xlsx"]())).active.values
    row = dict(zip(head, first, strict=True))
    assert row["Why this confidence"] == f"{why}; 3 studies"
    assert (row["Studies"], row["Observations"], row["People in these studies"]) == (3, 5, "not recorded")


def test_the_brief_of_a_pain_point_holds_that_one_alone(open_page, populated, offered):
    open_page(populated, "pain_points", pain_point="pp_again")
    document = Document(BytesIO(offered["take-pain-point-brief-docx"]()))
    titles = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert len(titles) == 2 and populated.points[0].title in titles[0] and titles[1] == "How it was made"
    quoted = {fit.evidence.id for fit in populated.points[0].evidence}
    assert set(populated.exported_observations["pain-point-brief as docx"]) == quoted


FAILS = [
    (InvalidRequest("The map is too wide.", where="the map", remedy="Take it by pages."), "InvalidRequest"),
    (KeyError("words of a participant"), "KeyError"),
]


@pytest.mark.parametrize(("error", "kind"), FAILS)
def test_a_file_that_cannot_be_made_tells_why_once_on_a_page_that_lives_on(
    open_page, populated, offered, monkeypatch, caplog, error, kind
):
    def fail(*_, **__):
        raise error

    opened = open_page(populated, "journey_room", journey="jn_1")
    next(button for button in opened.button if button.label == "Take it along").click().run()
    monkeypatch.setattr(populated, "export_journey", fail)
    with pytest.raises(Exception, match="its page tells why") as refused:
        offered["journey_room-download-png"]()
    assert refused.value.__context__ is None  # Streamlit logs what it catches
    opened.run()
    (told,) = [shown.value for shown in opened.error]
    assert "“Picture” could not be made" in told and "What to do:" in told
    assert ("Where: the map" in told) == (kind == "InvalidRequest") and (f"({kind})" in told) == (kind == "KeyError")
    assert opened.title[0].value == "When someone dies" and not opened.exception
    assert "words of a participant" not in told + caplog.text
    opened.run()
    assert not opened.error


def test_what_could_not_be_made_is_forgotten_once_it_is_made(open_page, populated, offered, monkeypatch):
    opened = open_page(populated, "journey_room", journey="jn_1")
    next(button for button in opened.button if button.label == "Take it along").click().run()
    take = offered["journey_room-download-png"]
    with monkeypatch.context() as broken, pytest.raises(Exception, match="its page tells why"):
        broken.setattr(populated, "export_journey", None)
        take()
    assert take()
    opened.run()
    assert not opened.error
