"""Which organisations, services and systems are found in the text of the real notes, and how many of the coded systems.

    python -m benchmarks names [--list]

With ``--list`` every name is printed by department, to be read and judged; else figures alone.
"""

import json
import re
import sys
import time
from collections import Counter

from benchmarks.research_sentences import SHARED_DATA
from language.names import NamedThing, find_names


def main() -> None:
    """Print how many names of each sort are found in each department's notes, and which coded systems are."""
    notes = SHARED_DATA / "research_notes"
    if not notes.is_dir():
        raise SystemExit("The real notes are not beside this checkout (../shared/data): nothing to measure.")
    of_body: dict[str, list[str]] = {}
    for path in sorted(notes.glob("*.md")):
        lines = (line.strip(" -*#>") for line in path.read_text(encoding="utf-8").splitlines())
        of_body.setdefault(path.name.split("__")[0], []).extend(line for line in lines if line)
    found = {}
    for body, texts in of_body.items():
        started = time.perf_counter()
        found[body] = find_names(texts)
        sorts = Counter(thing.subject.value for thing in found[body])
        print(f"{body}: {len(texts):,} lines, {dict(sorted(sorts.items()))}, {time.perf_counter() - started:.1f} s")
        if "--list" in sys.argv:
            print("\n".join(f"  {thing.subject.value}  {thing.count}  {thing.name}" for thing in found[body]))
    coded = json.loads((SHARED_DATA / "coded" / "journey_breast_screening.json").read_text(encoding="utf-8"))
    _tell_recall([system["name"] for system in coded["systems"]], found["nhs-prevention"])


def _tell_recall(coded: list[str], found: list[NamedThing]) -> None:
    """Print how many of the coded systems are found as a system, or as something else, by any form of their names."""
    sorts = {form.casefold(): thing.subject.value for thing in found for form in thing.forms}
    hits: Counter[str] = Counter()
    for name in coded:
        forms = [name, re.sub(r" \(.*", "", name), *re.findall(r"\(([^)]+)\)", name)]
        hits[next((sorts[form.casefold()] for form in forms if form.casefold() in sorts), "not found")] += 1
    print(f"of {len(coded)} systems that a reader coded of one journey: {dict(hits)}")


if __name__ == "__main__":
    main()
