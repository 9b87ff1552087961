"""Damaged files of every format are read or refused, their account comes out even; ``make fuzz`` tries many more."""

import warnings

import pytest

from benchmarks.bench_fuzz import try_files
from tests.ingest.every_format import ARCHIVES, FILES

ROWS = list(enumerate((*FILES, *ARCHIVES)))
WAYS = 3


@pytest.mark.parametrize(("at", "row"), ROWS, ids=[row.name for _, row in ROWS])
def test_a_damaged_file_is_read_or_refused_and_its_account_comes_out_even(at, row):
    with warnings.catch_warnings():
        tally = try_files(at, 3, 0, WAYS)
    assert (tally.files, dict(tally.causes)) == (WAYS, {})


def test_a_reader_that_breaks_down_or_loses_words_is_noticed(monkeypatch):
    monkeypatch.setattr("ingest.opening.reader_for", lambda file: {}["no such reader"])
    assert try_files(0, 1, 0, 20).crashes > 0
    monkeypatch.undo()
    monkeypatch.setattr("ingest.splitting._of_passage", lambda placed, sentences: iter(()))
    assert try_files(0, 1, 0, 20).unbalanced > 0
