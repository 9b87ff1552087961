"""Steps that a person gives in a file. Everything here is fictional."""

import pytest

from domain.catalogue import Catalogue, Organisation
from domain.limits import Limits
from language import close_names
from use_cases.journeys.given_steps import read_given_steps


@pytest.mark.parametrize("name", ["steps.txt", "steps.md"])
def test_a_text_that_begins_as_a_workbook_does_is_a_list_of_steps(name):
    given = read_given_steps(b"PKI certificate: ask for it\nPKI certificate: wait", name, Limits(), Catalogue())
    assert [(one.stage, one.step) for one in given.outlines] == [
        ("PKI certificate", "ask for it"),
        ("PKI certificate", "wait"),
    ]


def test_organisations_that_are_not_known_are_told_with_their_row_and_the_nearest_name():
    sheet = b"Step,Organisation\nAsk,Calder Counsil\nWait,calder council\nPay,\n"
    known = Catalogue(organisations=(Organisation(name="Calder Council"),))
    given = read_given_steps(sheet, "steps.csv", Limits(), known)
    assert [one.organisation for one in given.outlines] == ["Calder Counsil", "calder council", None]
    (told,) = given.unknown
    assert "row 2: 'Calder Counsil' is not known here, and was taken as it is written." in told
    assert told.endswith("The nearest known: Calder Council.")


def test_the_nearest_names_are_looked_up_once_for_all_steps_of_one_organisation(monkeypatch):
    asked = []
    monkeypatch.setattr(close_names.NearestNames, "of", lambda self, wanted, **_: asked.append(wanted) or [])
    rows = "".join(f"Step {number},Calder Counsil\n" for number in range(60))
    given = read_given_steps(f"Step,Organisation\n{rows}".encode(), "steps.csv", Limits(), Catalogue())
    assert (len(given.unknown), asked) == (60, ["calder counsil"])
