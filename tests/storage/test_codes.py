"""A study's own codes and the selections on its sources: kept as they came, brought up to date, seen by who may."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.codes import Code, Selection
from domain.text import TextSpan
from storage.findings.codes import SqlCodes
from tests.builders import a_source, a_study, a_viewer

WAITING = Code(id="c-1", name="Waiting", colour="#A1B2C3")
ASKED = Code(id="c-2", name="Asked again", parent="c-1", is_codable=False, description="For the same proof")
MARKED = Selection(id="s-1", span=TextSpan(start=4, end=8), codes=("c-2",), description="often", by="Tilda")


@pytest.fixture
def kept(database) -> SqlCodes:
    return SqlCodes(database)


def coded(**fields):
    return replace(a_source(), **{"codes": (WAITING, ASKED), "selections": (MARKED,), **fields})


def test_codes_and_selections_come_back_as_they_were(evidence, kept):
    source = coded()
    evidence.save_source(source)
    assert kept.codes(LOCAL_VIEWER, source.study.id) == [WAITING, ASKED]
    (text,) = kept.texts(LOCAL_VIEWER, source.study.id)
    assert text.selections == (MARKED,)
    assert text.observations == source.observations
    assert text.text == source.text.masked.text


def test_a_newer_file_replaces_selections_and_renames_codes_and_takes_none_away(evidence, kept):
    evidence.save_source(coded())
    newer = coded(
        digest="f" * 64, codes=(replace(WAITING, name="Waiting long"), Code(id="c-3", name="New")), selections=()
    )
    evidence.save_source(newer)
    names = [code.name for code in kept.codes(LOCAL_VIEWER, newer.study.id)]
    assert names == ["Waiting long", "Asked again", "New"]
    assert kept.texts(LOCAL_VIEWER, newer.study.id)[0].selections == ()


def test_a_codebook_is_added_once(evidence, kept):
    source = a_source()
    evidence.save_source(source)
    assert (kept.add(source.study.id, [WAITING, ASKED]), kept.add(source.study.id, [WAITING])) == (2, 0)


def test_who_may_not_see_a_study_sees_none_of_its_codes_and_texts(evidence, kept):
    source = coded(study=a_study(visibility=Visibility.TEAM))
    evidence.save_source(source)
    stranger = a_viewer(organisation="Another Office")
    assert kept.codes(stranger, source.study.id) == []
    assert kept.texts(stranger, source.study.id) == []
