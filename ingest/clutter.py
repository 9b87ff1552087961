"""What computers leave beside people's files: nobody means to add it, in a folder or in an archive."""

_BEGINNINGS = ("~$", ".", "__MACOSX")
_NAMES = frozenset({"thumbs.db", "desktop.ini"})


def is_clutter(name: str) -> bool:
    """Tell whether a file or folder of this name is hidden, or an office program's or system's own."""
    return name.startswith(_BEGINNINGS) or name.casefold() in _NAMES
