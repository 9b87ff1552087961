"""The page for withdrawals: other studies are named before anything goes, and one that is not finished can be."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from domain.access import LOCAL_VIEWER
from domain.errors import NotFound
from domain.withdrawal import Extent, ParticipantRow, Reason, Receipt, StoreRow


def a_receipt(*, complete):
    stores = (StoreRow(store="observations", removed=3, left=0 if complete else 1),)
    return Receipt(
        id="wd_1",
        study_id="st_1",
        participant="f" * 64,
        reason=Reason.WITHDRAWN,
        at="2026-01-01T00:00:00+00:00",
        by="local",
        stores=stores,
        complete=complete,
    )


@pytest.fixture
def finished(populated):
    """Which withdrawals somebody asked to be finished."""
    asked: list[str] = []

    def finish(viewer, identifier):
        asked.append(identifier)
        raise NotFound("The job is the fake's.", where="the fake", remedy="Nothing to do.")

    populated.withdrawals = SimpleNamespace(
        due=lambda viewer: [],
        receipts=lambda viewer: [],
        finish=finish,
        participants=lambda viewer, study: [ParticipantRow(label="P1", observations=3, sources=1)],
        preview=lambda viewer, study, who: Extent(
            study_id=study, study="Moorings", counts=(("observations", 3),), also_in=(("st_2", "Berths in winter"),)
        ),
    )
    return asked


@pytest.mark.parametrize("complete", [True, False])
def test_a_withdrawal_that_is_not_finished_can_be_finished_from_its_receipt(open_page, populated, finished, complete):
    populated.withdrawals.receipt = lambda viewer, identifier: a_receipt(complete=complete)
    test = open_page(populated, "withdrawals", withdrawal="wd_1")
    buttons = [button for button in test.button if button.key == "withdrawals-finish-wd_1"]
    assert bool(buttons) is not complete
    for button in buttons:
        button.click().run()
    assert finished == ([] if complete else ["wd_1"])


def test_a_receipt_names_the_study_and_the_stores_that_held_something(open_page, populated, finished):
    study = populated.publishing.studies(LOCAL_VIEWER)[0].study
    stores = (StoreRow(store="observations", removed=3, left=0), StoreRow(store="vectors", removed=0, left=0))
    receipt = replace(a_receipt(complete=True), study_id=study.id, stores=stores)
    populated.withdrawals.receipt = lambda viewer, identifier: receipt
    test = open_page(populated, "withdrawals", withdrawal="wd_1")
    said = "\n".join(str(element.proto.body) for element in test.get("html"))
    assert f"{study.title} ({study.id})" in said
    assert "observations" in said and "vectors" not in said
    assert any(caption.value == "1 other store held nothing of it." for caption in test.caption)


def test_other_studies_with_such_a_file_or_label_are_named_before_anything_goes(open_page, populated, finished):
    test = open_page(populated, "withdrawals")
    study = next(option for option in test.selectbox(key="withdrawals-study-").options if option != "choose")
    test.selectbox(key="withdrawals-study-").select(study).run()
    who = next(box for box in test.selectbox if (box.key or "").startswith("withdrawals-who-"))
    who.select("P1").run()
    assert any("Berths in winter" in said.value for said in test.info)


def test_a_participant_is_offered_with_identifiers_file_number_and_first_words(open_page, populated, finished):
    row = ParticipantRow(
        label="[name 1]", observations=3, sources=1, files=("talk.docx",), also=("P04",), first_words="It asked twice."
    )
    populated.withdrawals.participants = lambda viewer, study: [row]
    populated.withdrawals.preview = lambda viewer, study, who: Extent(
        study_id=study, study="Moorings", whole_files=("talk.docx",), insights_marked=2
    )
    test = open_page(populated, "withdrawals")
    study = next(option for option in test.selectbox(key="withdrawals-study-").options if option != "choose")
    test.selectbox(key="withdrawals-study-").select(study).run()
    who = next(box for box in test.selectbox if (box.key or "").startswith("withdrawals-who-"))
    assert "[name 1] / P04 · talk.docx · 3 observations · “It asked twice.”" in who.options
    who.select("[name 1]").run()
    said = " ".join(each.value for each in test.info)
    assert "all of it goes" in said and "talk" in said and "2 insights will be marked" in said


def test_what_they_said_can_be_read_before_it_goes(open_page, populated, finished):
    one = populated.search(LOCAL_VIEWER, "certificate").results[0].evidence
    asked = []
    populated.withdrawals.words = lambda viewer, study, who: asked.append(who) or [one] * 23
    test = open_page(populated, "withdrawals")
    study = next(option for option in test.selectbox(key="withdrawals-study-").options if option != "choose")
    test.selectbox(key="withdrawals-study-").select(study).run()
    next(box for box in test.selectbox if (box.key or "").startswith("withdrawals-who-")).select("P1").run()
    assert "Their words (3)" in [each.label for each in test.expander]
    assert asked == [], "they are read once they are unfolded"
    test.session_state["withdrawals-words-st_brackenmere-P1"] = True
    test.run()
    assert asked == ["P1"]
    assert "And 3 more." in [each.value for each in test.caption]
    assert sum("<blockquote>" in str(each.proto.body) for each in test.get("html")) == 20
