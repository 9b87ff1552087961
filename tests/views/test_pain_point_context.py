"""What stands beside the evidence of a pain point: what was tried about it, and who was not heard."""

from dataclasses import replace

import pytest
from fake_evidence import A_PATTERN, a_pain_point, a_study, some_evidence
from test_pages import everything_said

from domain.consent import Consent
from domain.evidence import Coding, Kind, Severity
from domain.insights import Attempt, AttemptOutcome
from domain.wording import quoted, why_severity


def test_what_was_tried_stands_beside_the_evidence_in_its_own_words_with_whether_it_worked(open_page, populated):
    tried = some_evidence()[2]
    populated.points = [
        replace(a_pain_point(), attempts=(Attempt(evidence=tried, outcome=AttemptOutcome.FAILED),)),
    ]
    test = open_page(populated, "pain_points", pain_point="pp_again")
    said = everything_said(test)
    assert "It seems not to have worked" in said
    assert [heading.value for heading in test.subheader].count("What was tried") == 1


def test_where_nothing_was_tried_or_speaks_against_it_that_is_said_under_no_heading(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_again")
    assert "What was tried" not in [heading.value for heading in test.subheader]
    assert "Nothing that was read speaks against it or tells what was tried." in everything_said(test)


def test_only_what_is_not_on_record_is_said_not_to_be(open_page, populated):
    tried = Attempt(evidence=some_evidence()[2], outcome=AttemptOutcome.FAILED)
    populated.points = [replace(a_pain_point(), attempts=(tried,))]
    said = everything_said(open_page(populated, "pain_points", pain_point="pp_again"))
    assert "Nothing that was read speaks against it. Nobody may have looked for it." in said


def test_a_pain_point_says_why_it_is_as_grave_as_it_is(open_page, populated):
    populated.points = [replace(a_pain_point(), pattern=A_PATTERN.id)]
    said = everything_said(open_page(populated, "pain_points", pain_point="pp_again")).replace("\\", "")
    assert (
        "Why “Stops people or harms them”: the codebook says “stops people or harms them” of such difficulties" in said
    )
    assert "of such difficulties; its observations read as “stops people or harms them” (5)" in said


def test_gravity_rests_on_the_observations_alone_where_there_is_no_pattern():
    assert why_severity(a_pain_point(), None).startswith("its observations read as ")
    assert why_severity(replace(a_pain_point(), evidence=()), None) == ""


@pytest.mark.parametrize(
    ("gravity", "told"),
    [(0.7, ", leaning to the graver together"), (0.3, ", leaning to the milder together"), (0.5, ""), (None, "")],
)
def test_where_the_observations_lean_together_is_told(gravity, told):
    point = a_pain_point()
    items = [
        replace(fit, evidence=replace(fit.evidence, coding=a_medium_coding(gravity), said_kind=None))
        for fit in point.evidence
    ]
    assert why_severity(replace(point, evidence=tuple(items)), None).endswith(f"(5){told}")


def a_medium_coding(gravity):
    return Coding(kind=Kind.PAIN_POINT, pain_point=0.9, severity=Severity.MEDIUM, gravity=gravity)


def test_what_is_about_two_organisations_is_counted_once_among_how_grave_it_reads():
    point = a_pain_point()
    twice = [replace(fit, organisation="Museum") for fit in point.evidence]
    assert why_severity(replace(point, evidence=(*point.evidence, *twice)), None) == why_severity(point, None)


def test_a_title_that_is_a_quotation_stands_in_its_own_marks_alone():
    assert quoted("“We wait for a stamp”") == quoted("We wait for a stamp") == "“We wait for a stamp”"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nobody's desk takes it", "“Nobody's desk takes it”"),
        ("“We wait for a stamp”", "“We wait for a stamp”"),
        ('"We wait for a stamp"', '"We wait for a stamp"'),
        ("‘We wait for a stamp’", "‘We wait for a stamp’"),
        ("“Nobody rings,” he said, “so we wait.”", "‘“Nobody rings,” he said, “so we wait.”’"),
        ('The clerk says "come back" to all', '‘The clerk says "come back" to all’'),
        ("“We wait for a …", "‘“We wait for a …’"),
    ],
)
def test_a_quotation_has_marks_once_and_keeps_its_words(text, said):
    assert quoted(text) == said and text in said


def test_who_was_not_heard_is_gathered_from_the_studies_and_silence_is_counted(open_page, populated, monkeypatch):
    first, second, *_ = {item.organisation for item in a_pain_point_evidence()}
    spoken = replace(a_study(first), consent=Consent(not_heard="Nobody under thirty took part."))
    monkeypatch.setattr(populated, "studies", lambda viewer: [spoken, a_study(second)])
    test = open_page(populated, "pain_points", pain_point="pp_again")
    said = everything_said(test)
    assert "Nobody under thirty took part." in said.replace("\\", "")
    assert "1 study behind it does not say who was not heard" in said


def test_when_no_study_says_who_was_not_heard_that_is_said(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_again")
    assert "None of the studies behind it says who was not heard" in everything_said(test)


def a_pain_point_evidence():
    return [fit.evidence for fit in a_pain_point().evidence]
