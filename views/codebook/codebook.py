"""The codebook: the difficulties that evidence is told apart by, for everyone to read and for curators to change."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.codebook_edits import EditVerdict
from domain.evidence import Evidence, Level
from domain.insights import Codebook, PainPoint, Pattern
from domain.jobs import JobKind
from use_cases.app import UseCases
from use_cases.findings.codebook import EditRow
from views import cached, filters, job_status, links, markup, quotation, state, still_read, undoing, words
from views.codebook import codebook_forms, codebook_intake, learning
from views.markup import label
from views.viewer import current_viewer

PAGE = links.CODEBOOK
EXAMPLES_SHOWN = 6
EVIDENCE_SHOWN = 10
SAID = {
    EditVerdict.CHANGED: "changed",
    EditVerdict.ADDED: "added",
    EditVerdict.RETIRED: "retired",
}


def render(app: UseCases) -> None:
    """Show the families with their patterns, or the one that the address names, and what people changed."""
    viewer = current_viewer()
    st.title("Codebook")
    st.html(
        '<p class="tl-lead">The difficulties people meet again and again in public services, each with a name and a '
        "definition. Evidence from every organisation is held against them: that is how a pain point of one is known "
        "again in another.</p>"
    )
    job_status.show_named(app, viewer)
    codebook = cached.codebook(app, viewer=viewer, revision=app.revision())
    points = {
        point.pattern: point
        for point in cached.pain_points(app, viewer=viewer, revision=app.revision(), mission=filters.mission_name())
        if point.pattern
    }
    _show_last(app, viewer)
    _show_behind(app, viewer)
    named = state.parameter(state.PATTERN)
    if named:
        _show_named(app, viewer, codebook, points, named)
    else:
        _show_all(app, viewer, codebook, points)
        learning.show(app, viewer)
    _show_history(app, viewer, named)


def _show_behind(app: UseCases, viewer: Viewer) -> None:
    """Say that evidence is being read, or was coded by an earlier codebook, and offer to have it coded anew."""
    doing = still_read.show(app, viewer)
    if JobKind.CODE in doing or not cached.codebook_is_behind(app, revision=app.revision()):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=state.key(PAGE, "behind")):
        st.markdown(
            "Some evidence was matched with an earlier state of the codebook, or of what was learned. Names and "
            "definitions show at once; what fits which pattern is as it was until the evidence is coded anew."
        )
        if not viewer.may(Role.CURATOR):
            st.caption("A curator can have it coded anew.")
        elif st.button("Code the evidence anew", key=state.key(PAGE, "code"), type="primary"):
            job_status.remember(app.queue_coding(viewer))


def _show_all(app: UseCases, viewer: Viewer, codebook: Codebook, points: dict[str, PainPoint]) -> None:
    families = sorted({pattern.family for pattern in codebook.patterns})
    asked = st.text_input(
        "Find a pattern",
        key=state.key(PAGE, "find"),
        placeholder="chasing, letter, re-keying…",
        icon=":material/search:",
    )
    found = [pattern for pattern in codebook.patterns if pattern.tells(asked)]
    all_said = f"{words.count(len(codebook.patterns), 'pattern')} in {words.count(len(families), 'family', 'families')}"
    st.caption((f"{len(found):,} of {all_said}" if asked else all_said) + f" · version {label(codebook.version)}")
    with st.container(horizontal=True):
        links.to(links.STUDIES, "Codes of single studies", icon=":material/folder_open:")
        links.to(links.THEMES, "Themes beyond the codebook", icon=":material/category:")
    if viewer.may(Role.CURATOR):
        with st.expander("Add a pattern", icon=":material/add:", key=state.key(PAGE, "new")):
            codebook_forms.add(app, viewer, codebook)
    codebook_intake.show(app, viewer)
    if not found:
        st.info("No pattern tells that. Try a word that people would say, or fewer words.", icon=":material/info:")
    for family in families:
        own = [pattern for pattern in found if pattern.family == family]
        if own:
            with st.expander(
                f"{label(family)} ({len(own)})", expanded=bool(asked), key=state.key(PAGE, family, bool(asked))
            ):
                for pattern in own:
                    _show_row(pattern, points.get(pattern.id))


def _show_row(pattern: Pattern, point: PainPoint | None) -> None:
    with st.container(gap=None):
        links.here(
            label(pattern.title),
            key=state.key(PAGE, "open", pattern.id),
            parameters={state.PATTERN: pattern.id},
            without=[state.PATTERN],
        )
        st.caption(label(f"{pattern.definition} {_evidence_of(point)}"))


def _evidence_of(point: PainPoint | None) -> str:
    if point is None:
        return "No evidence of it here yet."
    spread = words.count(point.spread, "organisation")
    return f"{words.count(point.observations, 'observation')} here, {spread}."


def _show_named(app: UseCases, viewer: Viewer, codebook: Codebook, points: dict[str, PainPoint], named: str) -> None:
    links.here("All patterns", key=state.key(PAGE, "all"), icon=":material/arrow_back:", without=[state.PATTERN])
    pattern = codebook.pattern(named)
    if pattern is None:
        _show_gone(codebook, named)
        return
    point = points.get(pattern.id)
    st.header(label(pattern.title), anchor=False)
    st.caption(label(f"{pattern.family} · {pattern.id}"))
    st.markdown(label(pattern.definition))
    if pattern.applies:
        st.markdown(f"**It applies when:** {label(pattern.applies)}")
    if pattern.not_when:
        st.markdown(f"**And when not:** {label(codebook.with_titles(pattern.not_when))}")
    st.html(
        markup.facts(
            [
                ("Where it bites", _where_it_bites(pattern)),
                ("How bad it is", words.SEVERITY[pattern.severity]),
                ("Evidence here", _evidence_of(point)),
            ]
        )
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if point is not None:
            to = {state.PAIN_POINT: point.id}
            links.to(links.PAIN_POINTS, "Look at its pain point", icon=":material/priority_high:", parameters=to)
        links.copy(PAGE, {state.PATTERN: pattern.id})
    _show_neighbours(codebook, pattern)
    _show_examples(pattern)
    _show_said(app, viewer, pattern)
    if viewer.may(Role.CURATOR):
        st.subheader("Change it", anchor=False)
        codebook_forms.change(app, viewer, codebook, pattern)


def _where_it_bites(pattern: Pattern) -> str:
    said = words.LEVEL[pattern.level]
    return f"{said}, between organisations" if pattern.sits_between and pattern.level is not Level.BETWEEN else said


def _show_gone(codebook: Codebook, named: str) -> None:
    old = next((each for each in codebook.retired if each.id == named), None)
    if old is None:
        st.warning("There is no such pattern in the codebook.", icon=":material/info:")
        return
    st.warning("This pattern was retired.", icon=":material/info:")
    for name in old.became:
        _to_pattern(codebook, name, "instead")


def _show_neighbours(codebook: Codebook, pattern: Pattern) -> None:
    if pattern.near:
        st.subheader("Near neighbours", anchor=False)
        st.caption("What it is easily mistaken for.")
        with st.container(gap=None):
            for name in pattern.near:
                _to_pattern(codebook, name, "near")


def _to_pattern(codebook: Codebook, name: str, why: str) -> None:
    other = codebook.pattern(name)
    if other is not None:
        links.here(
            label(other.title),
            key=state.key(PAGE, why, name),
            icon=":material/arrow_forward:",
            parameters={state.PATTERN: name},
            without=[state.PATTERN],
        )


def _show_examples(pattern: Pattern) -> None:
    st.subheader("Examples", anchor=False)
    st.caption("Invented sentences on different subjects, so that the difficulty is known whatever it is about.")
    every = st.session_state.get(state.key(PAGE, "every", pattern.id))
    shown = pattern.examples if every else pattern.examples[:EXAMPLES_SHOWN]
    st.markdown(
        "\n".join(
            f"- {label(each.text)}" + (" *(from evidence that you may see)*" if each.observation else "")
            for each in shown
        )
    )
    if len(pattern.examples) > EXAMPLES_SHOWN:
        st.toggle(f"Show all {len(pattern.examples)}", key=state.key(PAGE, "every", pattern.id))
    if pattern.counter_examples:
        st.subheader("Counter-examples", anchor=False)
        st.caption("Evidence that you may see, which only sounds like this difficulty.")
        st.markdown("\n".join(f"- {label(each.text)}" for each in pattern.counter_examples))


def _show_said(app: UseCases, viewer: Viewer, pattern: Pattern) -> None:
    said = cached.said_of_pattern(app, viewer=viewer, revision=app.revision(), pattern=pattern.id)
    if said.belongs or said.does_not:
        st.subheader("What people said", anchor=False)
        if viewer.may(Role.CURATOR):
            st.caption(
                "One press makes a sentence an example or a counter-example. Only whoever may see it sees it there."
            )
        _show_evidence(app, viewer, pattern, "What people said belongs here", said.belongs, as_example=True)
        _show_evidence(app, viewer, pattern, "What people said does not", said.does_not, as_example=False)


def _show_evidence(
    app: UseCases, viewer: Viewer, pattern: Pattern, title: str, items: Sequence[Evidence], *, as_example: bool
) -> None:
    if not items:
        return
    with st.expander(f"{title} ({len(items):,})", key=state.key(PAGE, title)):
        for item in items[:EVIDENCE_SHOWN]:
            offer = partial(_offer_to_take_up, app, viewer, pattern, item, as_example=as_example)
            quotation.show(item, beside=offer, key=state.key(PAGE, "said", pattern.id, item.id))
        if len(items) > EVIDENCE_SHOWN:
            st.caption(f"The first {EVIDENCE_SHOWN} of them.")


def _offer_to_take_up(app: UseCases, viewer: Viewer, pattern: Pattern, item: Evidence, *, as_example: bool) -> None:
    """Offer to make a sentence an example or a counter-example, to curators; one that is one is said to be."""
    if any(each.observation == item.id for each in (*pattern.examples, *pattern.counter_examples)):
        st.caption("It stands among the examples." if as_example else "It stands among the counter-examples.")
    elif viewer.may(Role.CURATOR) and st.button(
        "Use as example" if as_example else "Use as counter-example",
        key=state.key(PAGE, "take-up", pattern.id, item.id),
        type="tertiary",
        icon=":material/format_quote:",
    ):
        undoing.do(
            lambda: app.patterns.take_up(viewer, pattern.id, item.id, as_example=as_example),
            remembered_as=state.LAST_ON_CODEBOOK,
        )


def _show_last(app: UseCases, viewer: Viewer) -> None:
    act = st.session_state.get(state.LAST_ON_CODEBOOK)
    rows = cached.codebook_history(app, viewer=viewer, revision=app.revision()) if act else []
    last = next((row for row in rows if row.edit.act == act and row.taken_back is None), None)
    if last is not None:
        undoing.notice(
            _told(last),
            partial(app.patterns.take_back, viewer, last.edit.act),
            act=last.edit.act,
            remembered_as=state.LAST_ON_CODEBOOK,
        )


def _show_history(app: UseCases, viewer: Viewer, named: str | None) -> None:
    undoing.show_history(
        cached.codebook_history(app, viewer=viewer, revision=app.revision(), pattern=named),
        lambda row: undoing.Decision(
            act=row.edit.act, said=_told(row) + _in_new_words(row), by=_by(row), stands=row.taken_back is None
        ),
        partial(app.patterns.take_back, viewer),
        page=PAGE,
        may_undo=viewer.may(Role.CURATOR),
        remembered_as=state.LAST_ON_CODEBOOK,
    )


def _told(row: EditRow) -> str:
    parts = words.changed(row.edit.change)
    what = f": {', '.join(parts)}" if parts and row.edit.verdict is EditVerdict.CHANGED else ""
    others = f" With it {words.count(row.others, 'other pattern')}: a codebook was taken in." if row.others else ""
    return f"{words.quoted(row.title)} {SAID[row.edit.verdict]}{what}.{others}"


def _in_new_words(row: EditRow) -> str:
    if row.edit.verdict is not EditVerdict.CHANGED:
        return ""
    said = words.in_new_words(row.edit.change)
    return f" In new words: {'; '.join(said)}." if said else ""


def _by(row: EditRow) -> str:
    back = row.taken_back
    decided = (row.edit.decided_by, row.edit.decided_at)
    return undoing.by(*decided, *((back.decided_by, back.decided_at) if back else ()))
