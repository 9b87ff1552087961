"""Run every benchmark, one after the other: ``python -m benchmarks [NAME...]``."""

import importlib
import sys

NAMES = ("embedding", "ingest", "search", "coder", "matching", "insights")


def main() -> None:
    """Run the benchmarks named, or all; each prints its own figures."""
    for name in sys.argv[1:] or NAMES:
        if name not in NAMES:
            raise SystemExit(f"There is no benchmark '{name}'. There are: {', '.join(NAMES)}.")
    for name in sys.argv[1:] or NAMES:
        print(f"== {name} ==", flush=True)
        module = importlib.import_module(f"benchmarks.bench_{name}")
        arguments, sys.argv = sys.argv, sys.argv[:1]
        module.main()
        sys.argv = arguments


if __name__ == "__main__":
    main()
