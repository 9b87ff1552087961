"""Who is looking. The one place to change when people sign in."""

from domain.access import LOCAL_VIEWER, Viewer

HAS_SIGN_IN = False
"""Whether people sign in. Without it, everyone at this machine is one viewer who sees everything."""


def current_viewer() -> Viewer:
    """Return the person on whose behalf this page reads."""
    return LOCAL_VIEWER
