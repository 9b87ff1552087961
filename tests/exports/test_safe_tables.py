"""CSV files in which nothing runs."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Coding, Kind, SaidKind
from exports.cells import cell_text, safe_text
from exports.tables import EVIDENCE_COLUMNS, evidence_cells, table_csv
from tests.planted_journeys import an_observation


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\x00=1", "  =1", "＝1", "\n=1"])
def test_text_that_could_run_is_written_as_text(words):
    assert safe_text(words) == "'" + words.replace("\x00", "")


@pytest.mark.parametrize("words", ["", "tide", "a=1", "1-2", "’tis", "é"])
def test_harmless_text_is_left_as_it_is(words):
    assert safe_text(words) == words


@given(st.text(max_size=60))
def test_no_cell_of_any_text_begins_with_a_sign_that_runs(words):
    [[shown]] = read(table_csv([words], [])) or [[""]]
    assert shown[:1] not in ("=", "+", "-", "@", "\t", "\r", "\0")
    assert shown.lstrip()[:1] not in ("=", "+", "-", "@")


def test_numbers_stay_numbers_and_none_is_an_empty_cell():
    assert read(table_csv(["a", "b", "c"], [[-3, 0.5, None]])) == [["a", "b", "c"], ["-3", "0.5", ""]]


def test_evidence_is_a_row_an_observation_with_words_commas_and_lines_kept():
    words = 'She said "wait", then\nleft — 港口'
    header, row = read(table_csv(EVIDENCE_COLUMNS, [evidence_cells(an_observation(1, words))]))
    assert tuple(header) == EVIDENCE_COLUMNS
    assert dict(zip(header, row, strict=True))["text"] == words
    assert dict(zip(header, row, strict=True))["kind"] == "behaviour"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"coding": Coding(kind=Kind.PAIN_POINT, pain_point=0.6)}, "may be a pain point"),
        ({"coding": Coding(kind=Kind.PAIN_POINT, pain_point=0.9)}, "reads like a pain point"),
        ({"coding": None}, "kind not yet said"),
        ({"said_kind": SaidKind(kind=Kind.NEED, by="Robin", at="2026-11-30")}, "need, said by a person"),
    ],
)
def test_the_last_column_of_evidence_says_how_sure_its_kind_is_and_who_said_it(said, told):
    item = replace(an_observation(1, "The tide was late."), **said)
    header, row = read(table_csv(EVIDENCE_COLUMNS, [evidence_cells(item)]))
    assert (header[-1], row[-1]) == ("kind_as_told", told)


def test_the_file_opens_with_a_byte_order_mark():
    assert table_csv(["a"], []).startswith(b"\xef\xbb\xbf")


@given(st.text(max_size=60))
def test_a_cell_holds_nothing_that_xml_cannot(words):
    assert not set(cell_text(words)) & {"\x00", "\x0b", "\x1f", "\ufffe"}


def test_what_stands_around_an_observation_is_in_no_table():
    item = replace(an_observation(1), before="What was said before.", after="What was said then.")
    told = table_csv(EVIDENCE_COLUMNS, [evidence_cells(item)]).decode()
    assert item.text in told
    assert "What was said" not in told
