"""What tests of every package share."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real notes to measure on; they are not part of the project, so their tests are skipped without them."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real notes are not beside this checkout (../shared/data)")
    return SHARED_DATA
