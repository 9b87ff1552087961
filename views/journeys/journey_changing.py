"""Changing a journey from the screen: what was told of it, and a change that waits because somebody was quicker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

import streamlit as st

from domain.access import Viewer
from domain.errors import ChangedMeanwhile, ThroughlineError
from domain.hand_overs import HandOver
from domain.journey_edits import (
    PLACES,
    ChangeHandOver,
    ChangeJourney,
    ChangeStep,
    DropSuggestion,
    JourneyEdit,
    JourneyVersion,
    TakeSuggestion,
)
from domain.journey_resting import resting_in_words
from domain.journeys import Journey, StepBasis
from use_cases.app import UseCases
from views import errors, links, state, undoing, words
from views.journeys import journey_panels
from views.markup import label

PAGE = links.JOURNEY_ROOM


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Changes that wait for whoever made them: the journey as they saw it had been changed meanwhile."""

    journey: str
    seen: int
    edits: tuple[JourneyEdit, ...]


def change(app: UseCases, viewer: Viewer, seen: Journey, *edits: JourneyEdit) -> bool:
    """Make changes to a journey as this viewer saw it, before the page is drawn anew; tell whether they are made.

    Where somebody changed the same thing meanwhile, the changes are held until the viewer says what becomes of them;
    where they changed something else, both stand and the viewer is told. A problem is told on the page.
    """
    with errors.PageBoundary():
        try:
            now = app.journey_editing.edit(viewer, seen.id, *edits, version=seen.version)
        except ChangedMeanwhile:
            return _after_somebody_else(app, viewer, seen, edits)
        except ThroughlineError as error:
            st.session_state[state.JOURNEY_TOLD] = error
            return False
        if rested := resting_in_words(seen, now):
            st.session_state[state.JOURNEY_TOLD] = "\n\n".join(map(label, rested))
        forget_opened()
        return True
    return False


def act_as_seen(
    app: UseCases,
    viewer: Viewer,
    seen: Journey,
    work: Callable[..., object],
    *arguments: object,
    did: str = "undone",
) -> bool:
    """Undo, redo, go back or delete, if the journey still is as this viewer saw it; else tell what others did.

    What is undone is the last change, whoever made it: nobody shall undo what they have not seen.
    """
    with errors.PageBoundary():
        try:
            work(viewer, seen.id, *arguments, version=seen.version)
        except ChangedMeanwhile:
            meanwhile = _since(app.journey_editing.versions(viewer, seen.id), seen.version)
            told = f"Nothing was {did}, because others changed this journey meanwhile. Look, then press again:"
            st.session_state[state.JOURNEY_TOLD] = f"{told}\n\n{_in_words(meanwhile)}"
            forget_opened()
            return False
        except ThroughlineError as error:
            st.session_state[state.JOURNEY_TOLD] = error
            return False
        forget_opened()
        return True
    return False


def forget_opened() -> None:
    """Let forms show the journey as it is now, and close what was open for a change."""
    journey_panels.close()
    st.session_state[state.JOURNEY_OPENED] = None


def opened(journey: Journey, drawer: str) -> Journey:
    """Return the journey as it was when a drawer was opened, without its evidence: what its form began with.

    It stays so until its own changes are made, or another drawer is opened: a form that changed under the hands of
    whoever fills it in would lose what they wrote.
    """
    held: tuple[str, str, Journey] | None = st.session_state.get(state.JOURNEY_OPENED)
    if held and held[:2] == (journey.id, drawer) and held[2].version <= journey.version:
        return held[2]
    plain = _without_evidence(journey)
    st.session_state[state.JOURNEY_OPENED] = (journey.id, drawer, plain)
    return plain


def show_told(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show what there is to tell of the last press, and a change that waits."""
    show_words()
    held: Held | None = st.session_state.get(state.JOURNEY_HELD)
    if held and held.journey == journey.id:
        _show_held(app, viewer, journey, held)


def show_words() -> None:
    """Show what went wrong with the last press, what it cost, or what others did meanwhile; once."""
    told = st.session_state.pop(state.JOURNEY_TOLD, None)
    if isinstance(told, ThroughlineError):
        errors.show(told)
    elif told:
        st.success(told, icon=":material/info:")


def _show_held(app: UseCases, viewer: Viewer, journey: Journey, held: Held) -> None:
    with st.container(border=True, key=state.key(PAGE, "held")):
        st.markdown("**Your change waits: somebody changed the same thing while you were at it.** Nothing is lost.")
        st.markdown(_in_words(_since(app.journey_editing.versions(viewer, journey.id), held.seen)))
        with st.container(horizontal=True):
            st.button(
                "Make my change as well",
                key=state.key(PAGE, "held-make"),
                type="primary",
                icon=":material/check:",
                help="What you wrote takes the place of what they wrote there; the rest of theirs stays.",
                on_click=_make_held,
                args=(app, viewer, journey, held),
            )
            st.button("Leave it as they have it", key=state.key(PAGE, "held-leave"), on_click=_leave_held)


def _make_held(app: UseCases, viewer: Viewer, journey: Journey, held: Held) -> None:
    if change(app, viewer, journey, *held.edits):
        st.session_state[state.JOURNEY_HELD] = None


def _leave_held() -> None:
    st.session_state[state.JOURNEY_HELD] = None
    forget_opened()


def _after_somebody_else(app: UseCases, viewer: Viewer, seen: Journey, edits: Sequence[JourneyEdit]) -> bool:
    now = app.journey(viewer, seen.id)
    meanwhile = _since(app.journey_editing.versions(viewer, seen.id), seen.version)
    if any(_says_of_the_same(edit, seen, now) for edit in edits):
        st.session_state[state.JOURNEY_HELD] = Held(journey=seen.id, seen=seen.version, edits=tuple(edits))
        return False
    if not change(app, viewer, now, *edits):
        return False
    cost = st.session_state.get(state.JOURNEY_TOLD)
    told = f"Your change is made. Meanwhile:\n\n{_in_words(meanwhile)}"
    st.session_state[state.JOURNEY_TOLD] = f"{told}\n\n{cost}" if cost else told
    return True


def _since(versions: Sequence[JourneyVersion], seen: int) -> list[JourneyVersion]:
    return [version for version in versions if version.nth > seen]


def _in_words(versions: Sequence[JourneyVersion]) -> str:
    return "\n".join(
        f"- {label(version.did)} ({label(undoing.by(version.by, version.at).rstrip('.'))})" for version in versions
    )


def _says_of_the_same(edit: JourneyEdit, seen: Journey, now: Journey) -> bool:
    """Tell whether somebody changed just what an edit says anew. What is gone is left to the edit itself to refuse."""
    if isinstance(edit, TakeSuggestion | DropSuggestion):
        return [each.step for each in seen.suggested] != [each.step for each in now.suggested]
    try:
        if isinstance(edit, ChangeStep):
            return _differ(edit, seen.step_of(edit.step_id), now.step_of(edit.step_id))
        if isinstance(edit, ChangeHandOver):
            return _differ(edit, _between(seen, edit), _between(now, edit))
    except KeyError:
        return False
    return isinstance(edit, ChangeJourney) and _differ(edit, seen, now)


def _differ(edit: object, seen: object, now: object) -> bool:
    said = [each.name for each in fields(edit) if getattr(edit, each.name) is not None]  # type: ignore[arg-type]
    said = [name for name in said if name not in PLACES]
    return any(getattr(seen, name, None) != getattr(now, name, None) for name in said)


def _between(journey: Journey, edit: ChangeHandOver) -> HandOver | None:
    pair = journey.step_of(edit.from_step).order, journey.step_of(edit.to_step).order
    return next((item for item in journey.hand_overs if item.key == (*pair, edit.hand_over_id)), None)


def _without_evidence(journey: Journey) -> Journey:
    steps = tuple(replace(step, evidence=(), basis=StepBasis.ASSUMPTION, pain_points=()) for step in journey.steps)
    hand_overs = tuple(replace(item, evidence=()) for item in journey.hand_overs)
    return replace(
        journey, steps=steps, hand_overs=hand_overs, tray=(), suggested=(), rejected=(), rejected_pain_points=()
    )


def show_others_words(seen: Sequence[tuple[str, object]], now: Sequence[tuple[str, object]], *, key: str) -> None:
    """Show what others changed, since a drawer was opened, of what its form says; nothing where nothing was."""
    changed = [(name, said) for (name, said), (_, before) in zip(now, seen, strict=True) if said != before]
    if not changed:
        return
    with st.container(border=True):
        told = words.listed([f"{name}: {said or 'not known'}" for name, said in changed])
        st.markdown(f"Somebody changed this while you have it open. Now it says {label(told)}.")
        st.button("Show it as it is now", key=key, icon=":material/refresh:", on_click=forget_opened)
