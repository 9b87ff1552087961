"""The whole ingest of the research notes, masking off, against the packaged embedder alone on the same texts.

    python -m benchmarks.bench_ingest

Both sides in one run: the plain embedder, the whole ingest (a fresh process, from files to searchable), the plain
embedder again; the two plain times are averaged, so that a machine that slows down slows both sides.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.bench_embedding import plain_embedder
from benchmarks.research_sentences import SHARED_DATA
from domain.access import MAINTENANCE

PROJECT = Path(__file__).resolve().parents[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data)]
        ingest = [*command, "ingest", str(SHARED_DATA / "research_notes"), "--redaction", "off", "--json"]
        embed = plain_embedder()
        embed(["warm"])
        began = time.perf_counter()
        account = json.loads(subprocess.run(ingest, check=True, capture_output=True, text=True).stdout)
        whole = time.perf_counter() - began
        texts = stored_texts(data)
        plain = [timed(embed, texts) for _ in range(2)]
        began = time.perf_counter()
        again = json.loads(subprocess.run(ingest, check=True, capture_output=True, text=True).stdout)
        repeated = time.perf_counter() - began
    print(f"{account['files']} files, {account['read']} read, {account['kept']} kept, {account['refused']} refused")
    print("stages: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in account["stages"].items()))
    print(f"plain packaged embedder alone, {len(texts)} texts: {plain[0]:.1f} s and {plain[1]:.1f} s")
    print(f"whole ingest, masking off: {whole:.1f} s")
    print(f"ratio  {whole / (sum(plain) / 2):.2f} (whole ingest over plain embedder; at most 1.3 is asked)")
    print(f"again: {again['kept']} kept, {again['duplicates']} already there, {repeated:.1f} s")


def stored_texts(data: Path) -> list[str]:
    from settings import Settings
    from use_cases.running.bootstrap import open_use_cases

    app = open_use_cases(Settings.from_environment(data))
    try:
        return [evidence.text for evidence in app.repository.evidence.all_evidence(MAINTENANCE)]
    finally:
        app.close()


def timed(embed: Callable[[list[str]], object], texts: list[str]) -> float:
    began = time.perf_counter()
    embed(texts)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
