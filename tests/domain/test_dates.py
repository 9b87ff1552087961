"""Dates as people type them: taken where they are plain, never guessed where they may be two."""

import pytest

from domain.dates import in_words, read_date, typed_date, typed_day
from domain.errors import InvalidRequest


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("14/03/26", "2026-03-14"),
        ("14.3.2026", "2026-03-14"),
        ("14-03-2026", "2026-03-14"),
        ("14 March 2026", "2026-03-14"),
        ("14th of March 2026", "2026-03-14"),
        (" Saturday  14 Mar 2026 ", "2026-03-14"),
        ("Sat., 14 March 2026", "2026-03-14"),
        ("Thurs 12 March 2026", "2026-03-12"),
        ("2026/03", "2026-03"),
        ("14-Mar-2026", "2026-03-14"),
        ("March 14, 2026", "2026-03-14"),
        ("2026-03-14", "2026-03-14"),
        ("2026-03-04", "2026-03-04"),
        ("2026/3/14", "2026-03-14"),
        ("3.3.26", "2026-03-03"),
        ("14/03/99", "1999-03-14"),
        ("March 2026", "2026-03"),
        ("Sept 2026", "2026-09"),
        ("03/2026", "2026-03"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("", None),
        (None, None),
    ],
)
def test_a_plain_date_is_taken_in_any_usual_form(written, date):
    assert typed_date(written, "When") == date


@pytest.mark.parametrize(
    "written",
    [
        "Tue, 31 Mar 2026 16:22:10 +0000", "31 Mar 2026 16:22:10 GMT", "Tue, 31 Mar 2026 16:22 +0100 (BST)",
        "Tuesday, March 31, 2026 4:22 PM", "31 March 2026 at 16:22",
    ],
)  # fmt: skip
def test_the_date_of_a_mail_is_read_without_its_time_of_day(written):
    assert read_date(written) == "2026-03-31"


def test_a_mail_of_a_weekday_that_was_another_has_no_date():
    assert read_date("Mon, 31 Mar 2026 16:22:10 +0000") is None


@pytest.mark.parametrize("written", ["04/03/2026", "4.3.26", "4-3-2026"])
def test_a_date_that_may_be_two_is_refused_with_both(written):
    with pytest.raises(InvalidRequest) as refused:
        typed_date(written, "When")
    assert refused.value.problem == f"'{written}' may mean 4 March 2026 or 3 April 2026."
    assert "month as a word" in refused.value.remedy


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2026", "31 February 2026", "13/13/2026", "March", "14 March", "soon", "2026 spring",
        "00/2025", "0 March 2025", "13/00/2025", "00/03/2025", "2025/00", "2025-00-01", "0/0/25",
        "Sunset 3 March 2026", "Monthly 3 March 2026", "Sunday March 2026", "2025/26",
        "31 March 2026 16:22",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_forms_that_are(written):
    with pytest.raises(InvalidRequest, match="is not a date") as refused:
        typed_date(written, "When")
    assert "14 March 2026" in refused.value.remedy
    assert refused.value.where == "When"


def test_a_date_the_wrong_way_round_is_refused_with_what_it_may_have_been():
    with pytest.raises(InvalidRequest) as refused:
        typed_date("2025-16-10", "When")
    assert "If you mean 16 October 2025" in refused.value.remedy


def test_a_day_with_the_wrong_weekday_is_refused_with_the_day_it_may_have_been():
    with pytest.raises(InvalidRequest, match="is not a date") as refused:
        typed_date("Monday 3 March 2026", "When")
    assert "If you mean 3 March 2026" in refused.value.remedy


def test_a_financial_year_is_not_taken_for_a_month():
    with pytest.raises(InvalidRequest) as refused:
        typed_date("2011/12", "When")
    assert refused.value.problem == "'2011/12' may mean December 2011, or the financial year that began in 2011."
    assert refused.value.remedy == "Write December 2011, or 2011 for the year in which it began."


def test_a_month_is_no_day():
    assert typed_day("1 May 2026", "Not before") == "2026-05-01"
    with pytest.raises(InvalidRequest, match="names no day"):
        typed_day("May 2026", "Not before")


def test_a_date_is_said_at_its_precision():
    assert [in_words(date) for date in ("2026", "2026-03", "2026-03-04")] == ["2026", "March 2026", "4 March 2026"]
