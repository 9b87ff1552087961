"""The specimens, each taken or refused and why, and a document of 872 pages: times, and memory of reader and owner.

    python -m benchmarks specimens [--folder FOLDER] [--pages 872]

The folder holds files of every format as other programs make them; it is no part of the project. Each file goes the way
of an upload: taken apart and opened in a reader process, then split here, masking off.
"""

import argparse
import io
import resource
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.research_sentences import SHARED_DATA
from domain.errors import UnreadableSource
from domain.evidence import ReadSource, SourceFile, Study
from domain.files import RefusedMember
from domain.identity import study_id
from ingest.reader_process import Readers

if TYPE_CHECKING:
    from language.sentences import SentenceSplitter

STUDY = Study(id=study_id("Harbour Office", "Specimens"), title="Specimens", organisation="Harbour Office")
PAGES = 872
LINES_A_PAGE = 30


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks specimens")
    parser.add_argument("--folder", type=Path, default=SHARED_DATA / "specimens")
    parser.add_argument("--pages", type=int, default=PAGES)
    options = parser.parse_args()
    if options.folder.is_dir():
        print_specimens(options.folder)
    else:
        print("The specimens are not beside this checkout (../shared/data/specimens).")
    print_long_documents(options.pages)


def print_specimens(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / "manifest.csv")
    began = time.perf_counter()
    taken = 0
    readers = Readers()
    try:
        for path in files:
            started = time.perf_counter()
            told = list(outcomes(readers, SourceFile(name=path.name, content=path.read_bytes())))
            taken += any(was_taken for was_taken, _ in told)
            print(f"{path.relative_to(folder)!s:58} {time.perf_counter() - started:5.2f} s  {told[0][1]}")
            for _, inside in told[1:]:
                print(f"{'':68} {inside}")
    finally:
        readers.close()
    seconds = time.perf_counter() - began
    print(f"{len(files)} files: {taken} taken, {len(files) - taken} refused, {seconds:.1f} s")


def outcomes(readers: Readers, file: SourceFile) -> Iterator[tuple[bool, str]]:
    """Yield whether a file or a file in it is taken, and what is kept, or why not."""
    for member in readers.expand(file):
        inside = member.name.removeprefix(f"{file.name}/")
        called = f"{inside}: " if inside != file.name else ""
        if isinstance(member, RefusedMember):
            yield False, f"{called}REFUSED {member.refusal.reason} {member.refusal.remedy}"
            continue
        try:
            source = read(readers, member)
        except UnreadableSource as error:
            yield False, f"{called}REFUSED {error.problem} {error.remedy}"
            continue
        yield True, f"{called}kept {len(source.observations)}, refused {len(source.refusals)}"


def read(readers: Readers, file: SourceFile) -> ReadSource:
    from ingest.reading import read_source

    return read_source(file, study=STUDY, masker=None, sentences=sentences(), opened=readers.open(file))


@cache
def sentences() -> "SentenceSplitter":
    from language.sentences import SentenceSplitter

    return SentenceSplitter()


def print_long_documents(pages: int) -> None:
    for name, content in ((f"{pages} pages.pdf", long_pdf(pages)), (f"{pages} pages.docx", long_docx(pages))):
        sentences()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        readers = Readers()
        began = time.perf_counter()
        try:
            source = read(readers, SourceFile(name=name, content=content))
            peak = peak_of(readers)
        finally:
            readers.close()
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"{name}, {len(content) / 1e6:.1f} MB: kept {len(source.observations)}, "
            f"{time.perf_counter() - began:.1f} s, reader process {peak}, "
            f"this process from {before // 1024} to {own // 1024} MB at most"
        )


def peak_of(readers: Readers) -> str:
    """Return the most memory that the reader process has had, where the system tells."""
    if sys.platform != "linux":
        return "not told by this system"
    (process,) = readers._idle
    status = Path(f"/proc/{process._process.pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return f"{int(kilobytes) // 1024} MB at most"


def lines_of(page: int) -> Iterator[str]:
    """Yield lines that differ by more than numbers: else they would be taken for what stands on each page."""
    for at in range(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE):
        berth = "".join(chr(ord("a") + at // 26**place % 26) for place in range(4))
        yield f"The skipper at berth {berth} said that the letter came after the fee was due."


def long_pdf(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for page in range(1, pages + 1):
        for at, line in enumerate(lines_of(page)):
            canvas.drawString(60, 780 - 24 * at, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def long_docx(pages: int) -> bytes:
    import docx

    document = docx.Document()
    body = document.element.body
    for page in range(1, pages + 1):
        for line in lines_of(page):
            paragraph = body.makeelement(_W + "p")
            run = paragraph.makeelement(_W + "r")
            text = run.makeelement(_W + "t")
            text.text = line
            run.append(text)
            paragraph.append(run)
            body.insert(len(body) - 1, paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


if __name__ == "__main__":
    main()
