"""Builders of domain objects for tests: what a test does not name is filled in. Everything here is fictional."""

from collections.abc import Sequence

from domain.access import Viewer, Visibility
from domain.evidence import About, Contribution, Observation, ReadSource, Refusal, SourceText, Study
from domain.identity import digest, observation_id, source_id, study_id
from domain.text import MaskedText, TextSpan


def a_study(title="Renewing a permit", organisation="Harbour Office", *, visibility=Visibility.OPEN, **fields) -> Study:
    return Study(
        id=study_id(organisation, title), title=title, organisation=organisation, visibility=visibility, **fields
    )


def an_observation(text: str, *, study: Study, name="notes.md", ordinal=0, start=0, nth=0, **fields) -> Observation:
    return Observation(
        id=observation_id(study.id, name, text, nth),
        source_id=source_id(study.id, name),
        study_id=study.id,
        ordinal=ordinal,
        text=text,
        span=TextSpan(start=start, end=start + len(text)),
        locator=fields.pop("locator", f"line {ordinal + 1}"),
        **fields,
    )


def a_source(
    texts: Sequence[str] = ("The form asks twice.", "Nobody answers the phone."),
    *,
    study: Study | None = None,
    name="notes.md",
    about: Sequence[About] = (),
    refusals: Sequence[Refusal] = (),
    headings: tuple[str, ...] = (),
    content_digest: str | None = None,
    said_by: Sequence[str | None] = (),
) -> ReadSource:
    """A source of these texts, a line each; equal texts are told apart by counting, as on import.

    ``said_by`` names the participant of each text; without it nobody is named.
    """
    study = study or a_study()
    canonical = "\n".join(texts)
    observations, start = [], 0
    for ordinal, text in enumerate(texts):
        nth = [" ".join(other.split()) for other in texts[:ordinal]].count(" ".join(text.split()))
        observations.append(
            an_observation(
                text,
                study=study,
                name=name,
                ordinal=ordinal,
                start=start,
                nth=nth,
                about=tuple(about),
                headings=headings,
                participant=said_by[ordinal] if said_by else None,
            )
        )
        start += len(text) + 1
    return ReadSource(
        id=source_id(study.id, name),
        study=study,
        name=name,
        shown_name=name,
        digest=content_digest or digest(canonical, length=64),
        media_type="text/markdown",
        text=SourceText(canonical=canonical, masked=MaskedText.of(canonical, ())),
        observations=tuple(observations),
        refusals=tuple(refusals),
        contributions=tuple(
            Contribution(span=item.span, participant=item.participant) for item in observations if item.participant
        ),
    )


def a_viewer(name="Asha Vale", **fields) -> Viewer:
    return Viewer(name=name, **fields)
