"""What a file tells of itself that means something beside other files, or is for a person to decide."""

from collections.abc import Callable, Mapping, Sequence

from domain.asking import Ask, AskKind, Cited, Signs
from domain.evidence import ReadSource
from domain.proposals import FileDescription
from ingest.canonical import Canonical
from ingest.opening import OpenedFile
from ingest.proposing import Described
from ingest.retelling import SKETCH_AT_MOST, cue_of, fingerprint, long_passages, sketch_of
from ingest.unheard import unheard

_TYING_FACTS = ("series", "project", "research", "round_of", "study_id", "project_id", "research_id")


HoldersOf = Callable[[Sequence[str]], Mapping[str, int]]
"""Tells in which stored studies some passages stand, and how many of them; only of such as the viewer may see."""


def signs_of(
    said: FileDescription,
    described: Described,
    opened: OpenedFile,
    source: ReadSource,
    holders_of: HoldersOf | None = None,
) -> Signs:
    """Return the signs in a file that was read; ``said`` is what was known of it before."""
    study = source.study
    passages = long_passages(each.text for each in source.observations)
    seen = opened.glimpse
    cited = unheard(Canonical.of(opened.passages))
    return Signs(
        title=study.title,
        said_title=bool(said.study or seen.fact("study")),
        study_id=study.id,
        organisation=study.organisation,
        service=study.service,
        date=study.date,
        folder=described.folder,
        ties=tuple((name, fingerprint(value)) for name in _TYING_FACTS if (value := seen.fact(name))),
        cue=cue_of(seen.title, seen.text),
        sketch=sketch_of(passages),
        passages=len(passages),
        held=tuple(sorted(holders_of(passages[:SKETCH_AT_MOST]).items())) if holders_of else (),
        asks=(*described.asks, *_asked(cited, said)),
    )


def _asked(cited: tuple[Cited, ...], said: FileDescription) -> tuple[Ask, ...]:
    """Return the question who was not heard, unless that was said."""
    if not cited or (said.consent and said.consent.not_heard):
        return ()
    places = ", ".join(dict.fromkeys(each.place for each in cited))
    told = f"It says what this research is missing ({places}). Record it as who was not heard?"
    return (Ask(kind=AskKind.NOT_HEARD, told=told, passages=cited),)
