"""What is proposed of files and asked of a person, never taken silently; and the signs in a file that it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from domain.text import TextSpan


class AskKind(StrEnum):
    """What is asked: in the order in which a person is asked."""

    ONE_STUDY = "one_study"
    RETELLS = "retells"
    DATE = "date"
    SERVICE = "service"
    NOT_HEARD = "not_heard"


class Cue(StrEnum):
    """How plainly a file says that it tells earlier research again."""

    NONE = "none"
    WEAK = "weak"
    PLAIN = "plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """A passage of a file: where it stands, its span in the canonical text, its words where they are filled in.

    No job holds the words; whoever shows them reads them anew, masked.
    """

    place: str
    span: TextSpan
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """One question: what is proposed of which files, and why. Nothing of it holds until a person accepts.

    ``files`` are positions in the batch. ``options`` are the values proposed, best first: the title of the one study,
    the study retold, a date, a service; none where a person has to say it. ``told`` is the whole question in words.
    """

    kind: AskKind
    told: str
    files: tuple[int, ...] = ()
    options: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    passages: tuple[Cited, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What a file tells of itself that means something beside other files, or is for a person to decide.

    ``title`` is the study's, masked; ``said_title`` tells that somebody said it. ``ties`` are facts on top that tie
    files together, their values as fingerprints. ``sketch`` holds fingerprints of its longer passages, ``passages``
    how many there are, and ``held`` how many of them stand in other studies, by identifier. Holds no research text.
    """

    title: str = ""
    said_title: bool = False
    study_id: str = ""
    organisation: str = ""
    service: str | None = None
    date: str | None = None
    folder: str = ""
    ties: tuple[tuple[str, int], ...] = ()
    cue: Cue = Cue.NONE
    sketch: tuple[int, ...] = ()
    passages: int = 0
    held: tuple[tuple[str, int], ...] = ()
    asks: tuple[Ask, ...] = ()


NO_SIGNS = Signs()
"""Of a file in which nobody looked for any, or which nobody can read."""
