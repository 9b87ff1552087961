"""The table of every format, read by itself: what a file says is kept word for word, or the refusal tells why."""

import pytest

from domain.errors import UnreadableSource
from domain.evidence import SourceFile, Study
from domain.files import RefusedMember
from domain.identity import study_id
from domain.limits import Limits
from ingest.expanding import expand
from ingest.readers import suffixes
from ingest.reading import read_source
from language.sentences import SentenceSplitter
from tests.ingest.every_format import ARCHIVES, FILES, LATE, MadeFile, every_row, file_of, zip_of

STUDY = Study(id=study_id("Harbour Office", "Moorings"), title="Moorings", organisation="Harbour Office")
SENTENCES = SentenceSplitter()


@pytest.mark.parametrize("row", FILES, ids=str)
def test_a_file_is_kept_word_for_word_or_refused_with_a_remedy(row: MadeFile):
    file = SourceFile(name=row.name, content=row.make())
    if row.refused:
        with pytest.raises(UnreadableSource, match=row.refused) as caught:
            read(file)
        assert caught.value.where and caught.value.remedy
        assert "never" not in str(caught.value) and "due" not in str(caught.value)
        return
    kept = [observation.text for observation in read(file).observations]
    assert [sentence for sentence in row.says if sentence not in kept] == []
    assert not any("never" in text for text in kept)


@pytest.mark.parametrize("row", ARCHIVES, ids=str)
def test_each_file_in_an_archive_is_a_file_of_its_own(row: MadeFile):
    expected = every_row([row])
    found = {item.name: item for item in expand(SourceFile(name=row.name, content=row.make()))}
    assert list(found) == list(expected)
    for name, item in found.items():
        if isinstance(item, RefusedMember):
            assert expected[name].refused and expected[name].refused in item.refusal.reason
            assert item.refusal.where and item.refusal.remedy
        else:
            assert set(expected[name].says) <= {observation.text for observation in read(item).observations}


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(entries=2), "more than 2 parts"),
        (Limits(expanded_bytes=100), "unpacks to more"),
        (Limits(source_bytes=100), "at most"),
    ],
)
def test_an_archive_beyond_a_limit_is_refused_as_a_whole(limits: Limits, problem: str):
    content = zip_of(*((f"{number}.txt", LATE.encode()) for number in range(3)))
    (refused,) = expand(SourceFile(name="pack.zip", content=content), limits)
    assert isinstance(refused, RefusedMember) and problem in refused.refusal.reason


def test_archives_in_archives_share_what_one_may_come_to():
    inner = zip_of(*((f"{number}.txt", bytes([number]) * 900_000) for number in range(8)))
    outer = zip_of(*((f"{number}.zip", inner) for number in range(6)))
    found = list(expand(SourceFile(name="pack.zip", content=outer), Limits(ratio=1_000)))
    taken = sum(len(item.content) for item in found if not isinstance(item, RefusedMember))
    assert taken <= 1_000 * len(outer)
    assert any(isinstance(item, RefusedMember) and "more than is taken in" in item.refusal.reason for item in found)


def test_every_ending_that_is_taken_in_has_a_row():
    made = {SourceFile(name=row.name, content=b"").suffix for row in (*FILES, *ARCHIVES)}
    other = {".markdown", ".text", ".htm", ".xhtml", ".ott", ".pptm", ".ppsx", ".potx"}
    assert set(suffixes()) - made - other == set()


def test_names_in_the_table_are_unique():
    names = [row.name.casefold() for row in (*FILES, *ARCHIVES)]
    assert len(names) == len(set(names))
    assert file_of("a.txt", b"x").make() == b"x"


def read(file: SourceFile):
    return read_source(file, study=STUDY, masker=None, sentences=SENTENCES)
