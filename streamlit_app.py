"""The app: page settings, navigation, and one edge where errors are told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from use_cases.app import UseCases
from views import (
    add_and_check,
    cached,
    errors,
    home,
    journey_room,
    links,
    pain_points,
    source,
    state,
    what_do_we_know,
)

STYLE = Path(__file__).parent / "views" / "style.css"

Render = Callable[[UseCases], None]

PAGES: tuple[tuple[str, str, str, Render], ...] = (
    (links.HOME, "Home", ":material/home:", home.render),
    (links.WHAT_DO_WE_KNOW, "What do we know?", ":material/search:", what_do_we_know.render),
    (links.PAIN_POINTS, "Pain points", ":material/priority_high:", pain_points.render),
    (links.JOURNEY_ROOM, "Journey room", ":material/route:", journey_room.render),
    (links.ADD_AND_CHECK, "Add and check", ":material/note_add:", add_and_check.render),
    (links.SOURCE, "Source", ":material/description:", source.render),
)


def main() -> None:
    """Show the app over the repository that the settings name."""
    st.set_page_config(page_title="Throughline", page_icon=":material/timeline:", layout="wide")
    with errors.PageBoundary():
        show(cached.use_cases())


def show(app: UseCases, *, first: str = links.HOME) -> None:
    """Show the page that the address names, ``first`` when it names none."""
    st.html(STYLE)
    pages = {
        name: st.Page(
            partial(render, app),
            title=title,
            icon=icon,
            url_path=name,
            default=name == first,
            visibility="hidden" if name == links.SOURCE else "visible",
        )
        for name, title, icon, render in PAGES
    }
    st.session_state[state.PAGES] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    with errors.PageBoundary():
        chosen.run()


if __name__ == "__main__":
    main()
