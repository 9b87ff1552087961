"""A study's own codes: how much each is on, and said to be a pattern of ours, kept with who and when and undone."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role
from domain.codes import Code, Selection
from domain.decisions import Verdict
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.text import TextSpan
from exports.refi_qda import guid_of
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from use_cases.running.bootstrap import open_use_cases

TEXTS = ("The form asks twice.", "Nobody answers the phone.", "The letter came late.", "It was sunny.")
AGAIN, WAITING, UNUSED = (Code(id=guid_of("test", name), name=name) for name in ("Asked again", "Waiting", "Unused"))
STUDY = a_study()
COLLEAGUE = a_viewer(teams=frozenset({STUDY.team_name}))


@pytest.fixture
def app(new_repository):
    opened = open_use_cases(Settings.from_environment(new_repository, environment={}))
    source = a_source(TEXTS, study=STUDY)
    # One selection runs from within the second sentence into the third.
    marked = [(AGAIN, 0, 8), (WAITING, 30, 55), (WAITING, 60, 62)]
    selections = tuple(
        Selection(id=guid_of("s", str(nth)), span=TextSpan(start=start, end=end), codes=(code.id,))
        for nth, (code, start, end) in enumerate(marked)
    )
    opened.repository.evidence.save_source(replace(source, codes=(AGAIN, WAITING, UNUSED), selections=selections))
    yield opened
    opened.close()


def rows(app, viewer=LOCAL_VIEWER):
    return {row.code.name: row for row in app.study_codes.rows(viewer, STUDY.id)}


def ids(app):
    return {item.text: item.id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}


def standing(app, pattern="PAT_01"):
    said = app.patterns.said_of(LOCAL_VIEWER, pattern)
    return {item.text for item in said.belongs}


def test_a_code_is_on_each_observation_that_a_selection_with_it_touches(app):
    found, known = rows(app), ids(app)
    assert {name: row.observations for name, row in found.items()} == {
        "Asked again": (known[TEXTS[0]],),
        "Waiting": (known[TEXTS[1]], known[TEXTS[2]]),
        "Unused": (),
    }


def test_a_code_that_is_a_pattern_makes_its_observations_evidence_of_it_until_taken_back(app):
    app.study_codes.is_pattern(COLLEAGUE, STUDY.id, WAITING.id, "PAT_01")
    assert standing(app) == {TEXTS[1], TEXTS[2]}
    assert rows(app)["Waiting"].patterns == (("PAT_01", 2),)
    links = app.repository.decisions.links(LOCAL_VIEWER)
    assert {(link.decided_by, link.verdict) for link in links} == {(COLLEAGUE.name, Verdict.EVIDENCE)}
    assert len({link.act for link in links}) == 2
    app.study_codes.is_not_pattern(COLLEAGUE, STUDY.id, WAITING.id, "PAT_01")
    assert standing(app) == set()
    assert rows(app)["Waiting"].patterns == ()


def test_what_a_person_said_of_one_sentence_stands_against_its_code(app):
    known = ids(app)
    app.repository.decisions.decide(LOCAL_VIEWER, known[TEXTS[1]], not_of=["PAT_01"])
    app.study_codes.is_pattern(LOCAL_VIEWER, STUDY.id, WAITING.id, "PAT_01")
    assert standing(app) == {TEXTS[2]}


def test_what_cannot_be_said_of_a_code_is_told(app):
    say = app.study_codes.is_pattern
    with pytest.raises(InvalidRequest, match="no observation"):
        say(LOCAL_VIEWER, STUDY.id, UNUSED.id, "PAT_01")
    with pytest.raises(NotFound, match="no such code"):
        say(LOCAL_VIEWER, STUDY.id, guid_of("test", "other"), "PAT_01")
    with pytest.raises(NotFound, match="no such pattern"):
        say(LOCAL_VIEWER, STUDY.id, WAITING.id, "PAT_999")
    with pytest.raises(InvalidRequest, match="Nobody said so"):
        app.study_codes.is_not_pattern(LOCAL_VIEWER, STUDY.id, WAITING.id, "PAT_01")
    with pytest.raises(NotAllowed):
        say(a_viewer(role=Role.READER), STUDY.id, WAITING.id, "PAT_01")
    assert app.repository.decisions.links(LOCAL_VIEWER) == []


def test_codes_of_a_study_that_one_may_not_see_are_not_there(app):
    app.publishing.unpublish(COLLEAGUE, STUDY.id)
    for use in (
        app.study_codes.rows,
        lambda viewer, study: app.study_codes.is_pattern(viewer, study, WAITING.id, "PAT_01"),
    ):
        with pytest.raises(NotFound):
            use(a_viewer(name="A stranger"), STUDY.id)
