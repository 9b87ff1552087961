"""What a press does: Streamlit takes work that returns nothing."""

from collections.abc import Callable
from typing import ParamSpec

Given = ParamSpec("Given")


def pressed(work: Callable[Given, object]) -> Callable[Given, None]:
    """Return work as a button calls it: what comes of it is read from the page."""

    def press(*arguments: Given.args, **named: Given.kwargs) -> None:
        work(*arguments, **named)

    return press
