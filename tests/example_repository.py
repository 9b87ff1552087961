"""The example corpus in a repository, made once a run for all its processes: loading it takes as long as many tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]


def copy_of_examples(factory: pytest.TempPathFactory, into: Path) -> Path:
    """Return ``into`` as a data directory of its own, loaded as `make run` does: with themes, a mission, a journey."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = shared / "loaded"
    with FileLock(made.with_suffix(".lock")):
        if not made.exists():
            making = made.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            command = [sys.executable, str(ROOT / "cli.py"), "--data-dir", str(making), "demo", "load"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr[-2000:]
            making.rename(made)
    shutil.copytree(made, into, dirs_exist_ok=True)
    return into
