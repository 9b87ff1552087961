"""Steps that a person gives in a file. Everything here is fictional."""

import pytest

from domain.limits import Limits
from use_cases.given_steps import read_given_steps


@pytest.mark.parametrize("name", ["steps.txt", "steps.md"])
def test_a_text_that_begins_as_a_workbook_does_is_a_list_of_steps(name):
    given = read_given_steps(b"PKI certificate: ask for it\nPKI certificate: wait", name, Limits())
    assert [(one.stage, one.step) for one in given.outlines] == [
        ("PKI certificate", "ask for it"),
        ("PKI certificate", "wait"),
    ]
