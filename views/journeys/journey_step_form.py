"""The form of a step: what people say of it anew, each field by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from domain.access import Viewer
from domain.evidence import Standing, Subject
from domain.journey_edits import ChangeStep
from domain.journeys import Branch, Channel, Journey, Step
from use_cases.app import UseCases
from views import cached, links, state, words
from views.journeys import journey_changing

Word = TypeVar("Word", bound=StrEnum)
PAGE = links.JOURNEY_ROOM
FIELDS = {
    "step": "What is done",
    "stage": "Stage",
    "actor": "Who does it",
    "organisation": "Organisation",
    "service": "Service",
    "systems": "Systems",
    "channel": "Channel",
    "touchpoints": "Touchpoints",
    "standing": "State",
    "owner": "Owner",
    "wait_days": "Days of waiting before it",
    "branch": "How it stands to the step before",
    "optional": "Not everyone does this",
    "sub_journey": "Journey that tells it in full",
    "note": "Note",
}
"""What the form asks, in order, and the field of a step that each fills."""
NOT_KNOWN = ""


def show(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    """Show the form of a step, which begins with what the step said when its drawer was opened."""
    seen = journey_changing.opened(journey, step.id)
    began = seen.step_of(step.id)
    said = [(title, _in_words(getattr(step, name))) for name, title in FIELDS.items()]
    before = [(title, _in_words(getattr(began, name))) for name, title in FIELDS.items()]
    journey_changing.show_others_words(before, said, key=state.key(PAGE, "refresh", step.id))
    with (
        st.expander("Change what is said of this step", icon=":material/edit:", key=state.key(PAGE, "edit")),
        st.form(state.key(PAGE, "step-form", step.id, seen.version), border=False),
    ):
        left, right = st.columns(2)
        with left:
            _ask_what(seen, began)
            _ask_who(app, viewer, seen, began)
        with right:
            _ask_how(app, viewer, seen, began)
        st.text_area("Note", value=began.note, key=field_key(seen, began, "note"), height=80)
        st.form_submit_button(
            "Save",
            key=state.key(PAGE, "save-step"),
            type="primary",
            icon=":material/save:",
            on_click=_save,
            args=(app, viewer, seen, began),
        )


def field_key(journey: Journey, step: Step, name: str) -> str:
    """Return the key of a field; it is another one once the form begins anew."""
    return state.key(PAGE, "field", name, step.id, journey.version)


def one_of(
    title: str, known: Iterable[str], now: str | None, *, key: str, said: Mapping[str, str] | None = None
) -> None:
    """Let a name be chosen among those that are known, in their order after "not known", or a new one be typed.

    ``said`` says the known ones in other words, and then no new one is taken.
    """
    names = list(dict.fromkeys((NOT_KNOWN, *known, *([now] if now else []))))
    st.selectbox(
        title,
        names,
        index=names.index(now or NOT_KNOWN),
        format_func=lambda name: (said or {}).get(name, name) or "not known",
        accept_new_options=said is None,
        key=key,
    )


def choose_word(title: str, now: Word, said: Mapping[Word, str], *, key: str) -> None:
    """Let one of the words of a vocabulary be chosen, as screens say them; ``now`` is the one that holds."""
    choices = list(type(now))
    st.selectbox(title, choices, index=choices.index(now), format_func=said.__getitem__, key=key)


def offered(app: UseCases, viewer: Viewer, journey: Journey, subject: Subject) -> list[str]:
    """Return the names of a subject that may be chosen: those on this journey first, then the catalogue's."""
    entries = cached.catalogue(app, viewer=viewer, revision=app.revision()).entries(subject)
    here = sorted({name for name in _on_the_map(journey, subject) if name}, key=str.casefold)
    return list(dict.fromkeys((*here, *sorted((entry.name for entry in entries), key=str.casefold))))


def _on_the_map(journey: Journey, subject: Subject) -> Iterator[str | None]:
    for step in journey.steps:
        if subject is Subject.ORGANISATION:
            yield from (step.organisation, step.owner)
        elif subject is Subject.SERVICE:
            yield step.service
        else:
            yield from step.systems
    if subject is Subject.ORGANISATION:
        for item in journey.hand_overs:
            yield from (item.controller, item.giver_owner, item.taker_owner)


def _ask_what(journey: Journey, step: Step) -> None:
    st.text_input(FIELDS["step"], value=step.step, key=field_key(journey, step, "step"))
    stages = [each.stage for each in journey.steps if each.stage]
    one_of(FIELDS["stage"], stages, step.stage or None, key=field_key(journey, step, "stage"))
    st.text_input(
        FIELDS["actor"], value=step.actor or "", placeholder=journey.actor, key=field_key(journey, step, "actor")
    )
    branches: list[Branch | None] = [None, *Branch]
    st.selectbox(
        FIELDS["branch"],
        branches,
        index=branches.index(step.branch),
        format_func=lambda branch: words.BRANCH[branch] if branch else "it follows it",
        key=field_key(journey, step, "branch"),
    )
    st.checkbox(FIELDS["optional"], value=step.optional, key=field_key(journey, step, "optional"))
    wait = field_key(journey, step, "wait_days")
    if step.wait_days is not None:  # as state, not as its default: a field with a default cannot be emptied
        st.session_state.setdefault(wait, float(step.wait_days))
    st.number_input(
        FIELDS["wait_days"],
        min_value=0.0,
        value=None,
        step=1.0,
        format="%g",
        placeholder="not known",
        key=wait,
    )


def _ask_who(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    names = offered(app, viewer, journey, Subject.ORGANISATION)
    one_of(FIELDS["organisation"], names, step.organisation, key=field_key(journey, step, "organisation"))
    one_of(FIELDS["owner"], names, step.owner, key=field_key(journey, step, "owner"))


def _ask_how(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    services = offered(app, viewer, journey, Subject.SERVICE)
    one_of(FIELDS["service"], services, step.service, key=field_key(journey, step, "service"))
    _ask_many("systems", offered(app, viewer, journey, Subject.SYSTEM), step.systems, journey, step)
    _ask_many("touchpoints", (), step.touchpoints, journey, step)
    choose_word(FIELDS["channel"], step.channel, words.CHANNEL, key=field_key(journey, step, "channel"))
    choose_word(FIELDS["standing"], step.standing, words.STANDING, key=field_key(journey, step, "standing"))
    titles = {row.id: row.title for row in app.journeys(viewer) if row.id != journey.id}
    titled = {step.sub_journey or NOT_KNOWN: "one that you may not see", **titles, NOT_KNOWN: "none"}
    key = field_key(journey, step, "sub_journey")
    one_of(FIELDS["sub_journey"], titles, step.sub_journey, key=key, said=titled)


def _ask_many(name: str, known: Sequence[str], now: Sequence[str], journey: Journey, step: Step) -> None:
    st.multiselect(
        FIELDS[name],
        list(dict.fromkeys((*known, *now))),
        default=list(now),
        placeholder="Choose or type",
        accept_new_options=True,
        key=field_key(journey, step, name),
    )


def _save(app: UseCases, viewer: Viewer, seen: Journey, step: Step) -> None:
    """Save the fields that were changed, and no other: what somebody else said of the rest meanwhile stays."""
    said: dict[str, object] = {}
    for name in FIELDS:
        value = _value(name, st.session_state.get(field_key(seen, step, name)))
        if value != _value(name, getattr(step, name)):
            said[name] = value
    if said:
        journey_changing.change(app, viewer, seen, ChangeStep(step_id=step.id, **said))  # type: ignore[arg-type]


def _value(name: str, given: object) -> object:
    """Return what a field says as a change says it: empty text or below 0 for what is not known."""
    if name == "wait_days":
        return -1.0 if given is None else given
    if isinstance(given, list | tuple):
        return tuple(given)
    if isinstance(given, str) and not isinstance(given, Channel | Standing | Branch):
        return given.strip()
    return "" if given is None else given


def _in_words(value: object) -> str:
    if isinstance(value, Channel):
        return words.CHANNEL[value]
    if isinstance(value, Standing):
        return words.STANDING[value]
    if isinstance(value, Branch):
        return words.BRANCH[value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return words.listed(value)
    return f"{value:g}" if isinstance(value, float) else str(value or "")
