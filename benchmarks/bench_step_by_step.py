"""Published step-by-steps in and out: prints what of each file differs afterwards."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exports.journey_step_by_step import step_by_step_document
from journey_maps.files.step_by_step import read_step_by_step

FILES = Path(__file__).parents[2] / "shared" / "data" / "journeys"
_SAID_ELSEWHERE = {"notes", "items", "contents", "title", "logic", "optional", "steps", "journey"}


def main() -> None:
    """Read, write and read again each file of a folder, the first argument; exit 1 if anything differs."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FILES
    lost = 0
    for path in sorted(folder.glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        written = step_by_step_document(read_step_by_step(said, path.name).journey)
        again = step_by_step_document(read_step_by_step(written, path.name).journey)
        differs = [*_differences(said, written), *(["it changes when it is read again"] if again != written else [])]
        links = sum(len(step.get("items") or ()) for step in said["steps"])
        print(f"{path.name}: {len(said['steps'])} steps, {links} links; {len(differs)} differences")
        for line in differs:
            print(f"  {line}")
        lost += len(differs)
    raise SystemExit(1 if lost else 0)


def _differences(said: dict[str, Any], written: dict[str, Any]) -> Iterator[str]:
    """Yield what a file with notes and items says and what was written does not, or says otherwise."""
    if said["journey"] != written["title"]:
        yield f"title: {written['title']}"
    yield from (key for key in said.keys() - _SAID_ELSEWHERE if written.get(key) != said[key])
    if len(said["steps"]) != len(written["steps"]):
        yield f"{len(written['steps'])} steps"
    for old, new in zip(said["steps"], written["steps"], strict=False):
        where = f"step {old['order']}"
        yield from (f"{where}, {key}" for key in ("title", "logic", "optional") if old[key] != new[key])
        yield from (f"{where}, {key}" for key in old.keys() - _SAID_ELSEWHERE if new.get(key) != old[key])
        notes = [part["text"] for part in new["contents"] if part["type"] == "paragraph"]
        items = [item for part in new["contents"] if part["type"] == "list" for item in part["contents"]]
        if notes != old["notes"]:
            yield f"{where}: paragraphs"
        if items != old["items"]:
            yield f"{where}: links"


if __name__ == "__main__":
    main()
