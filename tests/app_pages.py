"""Pages of the app, opened as Streamlit's own test bench opens them."""

from functools import cache
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
"""Each run of a page reads the metadata of every installed package, which takes it longer than the page itself."""


def app_page(app: Any, page: str, parameters: dict[str, str | list[str]], *, seconds: int) -> AppTest:
    """Return a page over some use cases, run once with parameters in its address."""
    test = AppTest.from_function(_page, args=(app, page), default_timeout=seconds)
    for name, value in parameters.items():
        test.query_params[name] = value
    return test.run()


def _page(app, page):  # type: ignore[no-untyped-def] # its source is run alone, where no name is imported
    import streamlit_app

    streamlit_app.show(app, first=page)
