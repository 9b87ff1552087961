"""What evidence on a step tells beside its fields: what was tried there, and how it felt."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class StepTold:
    """What the evidence on a step tells, made anew from it each time and never an edit.

    ``attempts`` are the observations that tell of something tried, ``feeling`` how often which feeling was said, in
    words; empty where none tells of any.
    """

    attempts: tuple[str, ...] = ()
    feeling: str = ""


NOTHING_TOLD = StepTold()
