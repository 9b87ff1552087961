"""Lists of words, written as people read them."""


def word_set(written: str) -> frozenset[str]:
    """Return the words of a text that are parted by white space."""
    return frozenset(written.split())
