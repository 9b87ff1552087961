"""Signing in and out, and what every page says of who is looking."""

from html import escape

import streamlit as st

from domain.access import LOCAL_VIEWER, Viewer
from domain.errors import NotAllowed
from use_cases.app import UseCases
from views import errors, state
from views.markup import label
from views.viewer import recognise

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PAGE = "sign_in"


def let_in(app: UseCases) -> Viewer | None:
    """Return who is looking, with a line that says so where people sign in; None when the page is to be ``render``."""
    try:
        viewer = recognise(app)
    except NotAllowed:
        if app.has_sign_in:
            return None  # the way in tells it
        raise
    if viewer is not None and app.has_sign_in:
        _show_who(app, viewer)
    return viewer


def render(app: UseCases) -> None:
    """Show the way in."""
    try:
        recognise(app)
    except NotAllowed as error:
        errors.show(error)
        _offer_sign_out("Sign in as somebody else")
        return
    _offer_sign_in(app)


def refuse_open_network(app: UseCases) -> None:
    """Raise NotAllowed when other machines could reach an app in which nobody signs in."""
    address = st.config.get_option("server.address")
    if not app.has_sign_in and address not in LOOPBACK:
        raise NotAllowed(
            "This app is offered to other machines, and nobody signs in.",
            where=f"the address {address or 'of every network'}",
            remedy="Start it with: throughline serve. To offer it to others, set up sign-in first: "
            "the documentation says how, under “Who sees what”.",
        )


def show_foot(app: UseCases, viewer: Viewer) -> None:
    """Say at the foot of a page what holds where nobody signs in."""
    if app.has_sign_in:
        return
    if viewer == LOCAL_VIEWER:
        st.caption("There is no sign-in here: everyone at this machine sees everything that is saved, drafts too.")
    else:
        st.caption(
            f"A setting makes the app act as {label(viewer.name)}, {viewer.role.value}. There is no sign-in here: "
            "everyone at this machine acts as them."
        )


def _offer_sign_in(app: UseCases) -> None:
    st.title("Throughline")
    st.html(
        '<p class="tl-lead">One place for what research in government has found. What you may see here depends on '
        "who you are, so sign in first.</p>"
    )
    if st.button("Sign in", key=state.key(PAGE, "in"), type="primary", icon=":material/login:"):
        with errors.PageBoundary():
            app.people.check_sign_in()
            if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
                raise NotAllowed(
                    "The app was started without what signing in needs.",
                    where="Streamlit's secrets",
                    remedy="Whoever runs Throughline starts it with: throughline serve",
                )
            st.login()
    st.caption(
        "Back on this page after signing in? Then it was refused: you left it, chose another account, or the sign-in "
        "service does not know this app. Try again; if it stays so, tell whoever runs Throughline, whose log of the "
        "app says why. A sign-in holds for 12 hours."
    )


def _show_who(app: UseCases, viewer: Viewer) -> None:
    known = app.people.is_known(viewer)
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        where = f", {viewer.organisation}" if viewer.organisation else ""
        st.html(f'<p class="tl-who">{escape(f"{viewer.name}: {viewer.role.value}{where}")}</p>', width="content")
        _offer_sign_out("Sign out")
    if not known:
        ask = " or ".join(app.people.administrators()) or "whoever runs Throughline"
        st.info(
            "You are signed in, and not on record here yet. You see what is open to everyone signed in. To see what "
            f"your organisation and your missions share, ask {label(ask)} to add you as: {label(viewer.name)}",
            icon=":material/badge:",
        )


def _offer_sign_out(words: str) -> None:
    st.button(words, key=state.key(PAGE, "out"), type="tertiary", icon=":material/logout:", on_click=st.logout)
