"""Run every benchmark, one after the other: ``python -m benchmarks [NAME...] [OPTION...]``.

Options go to every benchmark that is named. Some are only run when they are named, for they take long.
"""

import importlib
import sys
from itertools import takewhile

NAMES = ("embedding", "ingest", "search", "coder", "matching", "check", "insights")
WHEN_NAMED = (
    "latency",
    "topics",
    "kills",
    "people",
    "privacy",
    "fuzz",
    "specimens",
    "reading",
    "verdicts",
    "journeys",
    "placed",
    "journey-drawing",
    "journey-network",
    "names",
    "step_by_step",
    "said",
    "gravity",
)


def main() -> None:
    """Run the benchmarks named, or all; each prints its own figures."""
    named = list(takewhile(lambda word: not word.startswith("-"), sys.argv[1:]))
    options = sys.argv[1 + len(named) :]
    for name in named:
        if name not in NAMES + WHEN_NAMED:
            raise SystemExit(f"There is no benchmark '{name}'. There are: {', '.join(NAMES + WHEN_NAMED)}.")
    for name in named or NAMES:
        print(f"== {name} ==", flush=True)
        module = importlib.import_module(f"benchmarks.bench_{name.replace('-', '_')}")
        sys.argv = [sys.argv[0], *options]
        module.main()


if __name__ == "__main__":
    main()
