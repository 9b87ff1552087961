"""What was typed as a date, said as it is understood, so that nobody has to guess how it was read."""

from streamlit.delta_generator import DeltaGenerator

from domain.dates import in_words, typed_date
from domain.errors import InvalidRequest
from views.markup import label


def understood(written: str) -> str:
    """Return a typed date as it is understood, in words; empty where it is none, or says so by itself."""
    try:
        date = typed_date(written, "")
    except InvalidRequest:
        return ""
    words = in_words(date) if date else ""
    return "" if words == " ".join(written.split()) else words


def show_understood(place: DeltaGenerator, written: str) -> None:
    """Show under a field how the date in it is understood; nothing where that goes without saying."""
    if said := understood(written):
        place.caption(f"Understood as {label(said)}.")
