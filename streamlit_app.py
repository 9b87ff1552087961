"""The app: page settings, navigation, and one edge where errors are told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from use_cases.app import UseCases
from views import cached, downloads, errors, filters, insight_marks, job_status, links, state
from views.adding import add_and_check
from views.codebook import about_run, codebook, themes
from views.journeys import journey_network, journey_room
from views.knowing import insights, what_do_we_know
from views.managing import audit, organisations, people, sign_in, work
from views.missions import home, mission
from views.pain_points import confirming, pain_points
from views.studies import source, studies, withdrawals

STYLE = Path(__file__).parent / "views" / "style.css"
KEEPS_FOCUS = Path(__file__).parent / "views" / "keep_focus.html"
ICON = Path(__file__).parent / "views" / "icon.svg"
"""Our own: browsers load a Material icon named here from elsewhere."""
MAIN, MORE, HIDDEN = "", "More", "hidden"

Render = Callable[[UseCases], None]

PAGES: tuple[tuple[str, str, str, str, Render], ...] = (
    (MAIN, links.HOME, "Home", ":material/home:", home.render),
    (MAIN, links.MISSION, "Mission", ":material/flag:", mission.render),
    (MAIN, links.WHAT_DO_WE_KNOW, "What do we know?", ":material/search:", what_do_we_know.render),
    (MAIN, links.PAIN_POINTS, "Pain points", ":material/priority_high:", pain_points.render),
    (MAIN, links.INSIGHTS, "Insights", ":material/lightbulb:", insights.render),
    (MAIN, links.JOURNEY_ROOM, "Journey room", ":material/route:", journey_room.render),
    (MAIN, links.ADD_AND_CHECK, "Add and check", ":material/note_add:", add_and_check.render),
    (MORE, links.JOURNEY_NETWORK, "Behind the journeys", ":material/hub:", journey_network.render),
    (MORE, links.TO_CONFIRM, "To confirm", ":material/fact_check:", confirming.render),
    (MORE, links.THEMES, "Themes", ":material/category:", themes.render),
    (MORE, links.CODEBOOK, "Codebook", ":material/menu_book:", codebook.render),
    (MORE, links.STUDIES, "Studies", ":material/folder_open:", studies.render),
    (MORE, links.ORGANISATIONS, "Organisations", ":material/account_balance:", organisations.render),
    (MORE, links.WORK, "Work", ":material/pending_actions:", work.render),
    (MORE, links.PEOPLE, "People", ":material/groups:", people.render),
    (MORE, links.WITHDRAWALS, "Withdrawals", ":material/person_remove:", withdrawals.render),
    (MORE, links.AUDIT, "Audit", ":material/history:", audit.render),
    (HIDDEN, links.ABOUT_RUN, "About this run", ":material/scatter_plot:", about_run.render),
    (HIDDEN, links.SOURCE, "Source", ":material/description:", source.render),
)
"""Where each page stands in the menu, its address, its title, its icon, and what shows it."""


def main() -> None:
    """Show the app over the repository that the settings name."""
    st.set_page_config(page_title="Throughline", page_icon=ICON, layout="wide")
    with errors.PageBoundary():
        app = cached.use_cases()
        sign_in.refuse_open_network(app)
        show(app)


def show(app: UseCases, *, first: str = links.HOME) -> None:
    """Show the page that the address names, ``first`` when it names none."""
    st.html(STYLE)
    viewer = None
    with errors.PageBoundary():
        viewer = sign_in.let_in(app)
    if viewer is None and not app.has_sign_in:
        return
    if viewer is None:
        way_in = partial(sign_in.render, app)
        doors = [st.Page(way_in, title="Sign in", url_path=name, default=name == first) for _, name, *_ in PAGES]
        st.navigation(doors, position="hidden").run()
        return
    pages = {
        name: st.Page(
            partial(render, app),
            title=title,
            icon=icon,
            url_path=name,
            default=name == first,
            visibility="hidden" if place == HIDDEN else "visible",
        )
        for place, name, title, icon, render in PAGES
    }
    st.session_state[state.PAGES] = pages
    menu = {group: [pages[name] for place, name, *_ in PAGES if place == group] for group in (MAIN, MORE)}
    menu[MAIN] += [pages[name] for place, name, *_ in PAGES if place == HIDDEN]
    chosen = st.navigation(menu, position="top")
    if chosen.title != "Home":
        st.set_page_config(page_title=f"{chosen.title} · Throughline")
    under_way = st.container(key="under-way")
    with errors.PageBoundary():
        filters.show(app, viewer, chosen.url_path or first)
        chosen.run()
        insight_marks.show_chosen(chosen.url_path or first)
    downloads.show_failures()
    with st.container(key="foot"):
        sign_in.show_foot(app, viewer)
        st.html(KEEPS_FOCUS, unsafe_allow_javascript=True)
    with under_way, errors.PageBoundary():  # last, because opening the job store is what takes longest
        job_status.show_mark(app, viewer)


if __name__ == "__main__":
    main()
