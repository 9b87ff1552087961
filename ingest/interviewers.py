"""What to say of a file in which whoever leads the session speaks: their words are context."""

from collections.abc import Sequence

from domain.evidence import Passage, PassageRole


def told_of(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return what to say of the words of interviewers; nothing where there are none."""
    if not any(passage.role is PassageRole.INTERVIEWER for passage in passages):
        return ()
    return (
        "What the interviewer says stays in the text as context: it is not counted as what people said, and is no "
        "evidence.",
    )
