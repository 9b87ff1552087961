"""What the tests of the pages share: a page opened over a fake, as a person would open it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app_pages import app_page

sys.path.insert(0, str(Path(__file__).parent))

from fake_use_cases import FakeUseCases

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def nothing_cached() -> None:
    """Let no test see what another one's use cases said."""
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def open_page() -> Iterator[Open]:
    """Open a page over some use cases, with parameters in its address."""

    def open_one(app: FakeUseCases, page: str, **parameters: str | list[str]) -> AppTest:
        return app_page(app, page, parameters, seconds=20)

    yield open_one


@pytest.fixture
def populated() -> FakeUseCases:
    return FakeUseCases()


@pytest.fixture
def empty() -> FakeUseCases:
    return FakeUseCases(empty=True)
