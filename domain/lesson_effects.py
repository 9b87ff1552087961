"""What learning would bring, in one word."""

from enum import StrEnum

CLEAR_ERRORS = 2.0
"""A gain of so many standard errors is no accident."""


class Effect(StrEnum):
    """What learning would bring, on decisions that were not learned from.

    ``LESS_PRECISE`` judges better as a whole, but less of what it would show is right: that is never called a gain.
    """

    GAIN = "gain"
    LOSS = "loss"
    LESS_PRECISE = "less precise"
    UNCLEAR = "unclear"


def falls(shipped: float | None, learned: float | None) -> bool:
    """Tell whether a precision falls: to less, or to none because nothing would be shown. None is nothing shown."""
    return shipped is not None and (learned is None or learned < shipped)
