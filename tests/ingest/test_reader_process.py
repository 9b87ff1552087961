"""Readers run where they can be killed: whatever a file does to them, it is refused and the next one is read."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from domain.files import RefusedMember
from domain.limits import Limits
from ingest.opening import open_file
from ingest.reader_process import Readers
from tests.ingest.every_format import GOOD, LATE, csv_of, zip_of

NOTES = SourceFile(name="notes.md", content=f"# Notes\n\n{LATE}\n".encode())


@pytest.fixture
def readers():
    made = Readers()
    yield made
    made.close()


def test_every_format_is_opened_there_as_it_is_here(readers):
    for row in GOOD:
        file = SourceFile(name=row.name, content=row.make())
        assert readers.open(file) == open_file(file), row.name


def test_one_process_reads_file_after_file_and_ends_with_its_owner(readers):
    readers.open(NOTES)
    (first,) = readers._idle
    readers.open(NOTES)
    assert readers._idle == [first] and first.files == 2
    readers.close()
    assert not first.is_alive()


def test_a_process_that_was_killed_is_replaced(readers):
    readers.open(NOTES)
    readers._idle[0]._process.kill()
    readers._idle[0]._process.wait()
    assert readers.open(NOTES).passages


@pytest.fixture
def slow_csv() -> SourceFile:
    """A table that takes a good while to read: many short answers, all different."""
    lines = "\n".join(f"{number},The letter about fee number {number} came late again." for number in range(400_000))
    return SourceFile(name="slow.csv", content=f"Who,What was hard?\n{lines}".encode())


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(slow_csv):
    readers = Readers(Limits(seconds=1))
    try:
        with pytest.raises(UnreadableSource, match="longer than 1 seconds") as caught:
            readers.open(slow_csv)
        assert "Split it" in caught.value.remedy
        readers.limits = Limits()
        assert readers.open(NOTES).passages
    finally:
        readers.close()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(slow_csv):
    readers = Readers(Limits(memory_bytes=150_000_000))
    try:
        with pytest.raises(UnreadableSource, match="more memory than 150 MB"):
            readers.open(slow_csv)
        assert readers.open(NOTES).passages
    finally:
        readers.close()


def test_an_archive_is_taken_apart_there(readers):
    file = SourceFile(name="pack.zip", content=zip_of(("a.md", NOTES.content), ("../b.md", b"never")))
    kept, refused = readers.expand(file)
    assert (kept.name, kept.content) == ("pack.zip/a.md", NOTES.content)
    assert isinstance(refused, RefusedMember) and "leads out" in refused.refusal.reason
    assert list(readers.expand(NOTES)) == [NOTES]


def test_nothing_of_a_file_is_written_or_said(readers, tmp_path, capfd):
    readers.open(SourceFile(name="sentinel.csv", content=csv_of("Zanzibar never answers the telephone there.")))
    readers.close()
    out, err = capfd.readouterr()
    assert "Zanzibar" not in out + err


def test_a_reader_ends_when_its_owner_is_killed(tmp_path: Path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from domain.evidence import SourceFile\nfrom ingest.reader_process import Readers\n"
        "readers = Readers(); readers.open(SourceFile(name='a.txt', content=b'The letter came late.'))\n"
        "print(readers._idle[0]._process.pid, flush=True); sys.stdin.read()\n"
    )
    project = str(Path(__file__).parents[2])
    owner = subprocess.Popen([sys.executable, "-c", program, project], stdin=-1, stdout=subprocess.PIPE, text=True)
    reader = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    until = time.monotonic() + 30
    while is_there(reader) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_there(reader)


def is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_names_of_files_play_no_part(readers):
    (document,) = [row.make() for row in GOOD if row.name == "report.docx"]
    opened = readers.open(SourceFile(name="notes.txt", content=document))
    assert opened.media_type.endswith("wordprocessingml.document")
