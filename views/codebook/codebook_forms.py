"""What curators fill in to change the codebook: a pattern's fields, a new pattern, what takes a retired one's place."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from domain.access import Viewer
from domain.codebook_edits import PatternChange, example_key
from domain.errors import ThroughlineError
from domain.evidence import Evidence, Level, Severity
from domain.insights import Codebook, Pattern, ThemeRow
from use_cases.app import UseCases
from use_cases.findings.codebook import difference
from views import errors, links, state, undoing, words

PAGE = links.CODEBOOK
TITLE = "Title: what is wrong for whom"
EXAMPLES = "New examples, a sentence a line"
NAMING = "Name the neighbour it is mistaken for by its identifier, such as PAT_12."
BETWEEN = (
    "No single organisation can mend it: it takes two of them. What bites between organisations sits there anyhow; a "
    "rule or a service may, too."
)
OWN_WORDS = "Sentences of your own on different subjects. Everyone who signs in sees them: copy none from notes."


def change(app: UseCases, viewer: Viewer, codebook: Codebook, pattern: Pattern) -> None:
    """Show a pattern's fields to change, and the way to retire it."""
    # The version is part of the key: after an edit the form begins anew from what stands.
    with st.expander("Its words, examples and neighbours", key=state.key(PAGE, "edit", pattern.id)):
        with st.form(state.key(PAGE, "form", pattern.id, codebook.version), border=False):
            said = _fields(codebook, pattern, state.key("of", pattern.id, codebook.version))
            named = {example_key(each): each.text for each in (*pattern.examples, *pattern.counter_examples)}
            dropped = st.multiselect(
                "Examples and counter-examples that no longer serve",
                list(named),
                format_func=named.__getitem__,
                key=state.key(PAGE, "drop", pattern.id, codebook.version),
            )
            wanted = replace(said, dropped=tuple(dropped))
            saved = st.form_submit_button("Save", type="primary", key=state.key(PAGE, "save", pattern.id))
        if saved:
            _do(lambda: app.patterns.change(viewer, pattern.id, difference(pattern, wanted)))
    with st.expander("Retire it", key=state.key(PAGE, "retire", pattern.id)):
        titles = _titles(codebook, but=pattern.id)
        became = st.multiselect(
            "What takes its place", list(titles), format_func=titles.__getitem__,
            key=state.key(PAGE, "became", pattern.id),
            help="None where the difficulty is no longer looked for.",
        )  # fmt: skip
        st.caption("What people decided on its evidence is kept. Its identifier is never used again.")
        if st.button("Retire this pattern", key=state.key(PAGE, "do-retire", pattern.id)):
            _do(lambda: app.patterns.retire(viewer, pattern.id, tuple(became)))


def add(app: UseCases, viewer: Viewer, codebook: Codebook) -> None:
    """Show an empty pattern to fill in."""
    with st.form(state.key(PAGE, "form", "new"), border=False):
        said = _fields(codebook, None, "new")
        if st.form_submit_button("Add to the codebook", type="primary", key=state.key(PAGE, "add", "new")):
            try:
                act, pattern = app.patterns.add(viewer, said)
            except ThroughlineError as error:
                errors.show(error)
                return
            st.session_state[state.LAST_ON_CODEBOOK] = act
            state.set_parameter(state.PATTERN, pattern)
            st.rerun()


def add_of_theme(
    app: UseCases, viewer: Viewer, codebook: Codebook, theme: ThemeRow, evidence: Sequence[Evidence]
) -> None:
    """Show a pattern to fill in that takes a theme's place; some of its evidence can serve as examples.

    A title that is a person's is there to begin with. The model's is a quotation, which not everybody may see who
    reads the codebook.
    """
    texts = {item.id: item.text for item in evidence}
    with st.form(state.key(PAGE, "form", theme.id), border=False):
        said = _fields(
            codebook, None, theme.id, title=theme.title if theme.title_is_own else "", definition=theme.description
        )
        picked = st.multiselect(
            "Evidence that serves as example",
            list(texts),
            format_func=texts.__getitem__,
            key=state.key(PAGE, "picked", theme.id),
            help="Only whoever may see it sees the sentence. When it is withdrawn, it goes from here too.",
        )
        whole = st.checkbox(
            "Every quotation of the theme's pain point is evidence of it, by your word",
            value=True,
            key=state.key(PAGE, "whole", theme.id),
            help="Without the tick, those alone that you pick as examples. What else tells it is found once the "
            "evidence is coded anew.",
        )
        if st.form_submit_button("Add to the codebook", type="primary", key=state.key(PAGE, "add", theme.id)):
            wanted = replace(said, observations=tuple(picked))
            undoing.do(
                lambda: _put_in_its_place(app, viewer, theme, wanted, whole=whole), remembered_as=state.LAST_TO_PATTERN
            )


def _put_in_its_place(app: UseCases, viewer: Viewer, theme: ThemeRow, wanted: PatternChange, *, whole: bool) -> str:
    """Make a pattern of a theme and return the act; the notice of an earlier act on themes makes room for its own."""
    act, _ = app.review.make_pattern(viewer, theme.id, wanted, examples_alone=not whole)
    st.session_state[state.LAST_ON_THEMES] = None
    return act


def _fields(
    codebook: Codebook, pattern: Pattern | None, of: str, *, title: str = "", definition: str = ""
) -> PatternChange:
    """Show the fields of a pattern, those of a new one empty but for what is given; return what they say."""

    def key(name: str) -> str:
        return state.key(PAGE, name, of)

    def text(name: str, words_shown: str, help_shown: str | None = None, *, else_: str = "") -> str:
        held = str(getattr(pattern, name)) if pattern else else_
        return st.text_area(words_shown, value=held, key=key(name), help=help_shown)

    families = sorted({each.family for each in codebook.patterns})
    levels, severities = [*Level], [*Severity]
    named = st.text_input(TITLE, value=pattern.title if pattern else title, key=key("title"), max_chars=200)
    return PatternChange(
        title=named,
        definition=text("definition", "Definition", else_=definition),
        applies=text("applies", "It applies when"),
        not_when=text("not_when", "It does not when", NAMING),
        near=_near(codebook, pattern, key("near")),
        family=st.selectbox(
            "Family", families, index=families.index(pattern.family) if pattern else None, key=key("family"),
            accept_new_options=True,
        ),
        level=st.selectbox(
            "Where it bites", levels, index=levels.index(pattern.level) if pattern else None,
            format_func=words.LEVEL.__getitem__, key=key("level"),
        ),
        between=st.checkbox(
            "It sits between organisations", value=pattern.sits_between if pattern else False, key=key("between"),
            help=BETWEEN,
        ),
        severity=st.selectbox(
            "How bad it is", severities, index=severities.index(pattern.severity) if pattern else None,
            format_func=words.SEVERITY.__getitem__, key=key("severity"),
        ),
        examples=tuple(filter(str.strip, st.text_area(EXAMPLES, key=key("examples"), help=OWN_WORDS).splitlines())),
    )  # fmt: skip


def _near(codebook: Codebook, pattern: Pattern | None, key: str) -> tuple[str, ...]:
    titles = _titles(codebook, but=pattern.id if pattern else "")
    held = [name for name in pattern.near if name in titles] if pattern else []
    return tuple(st.multiselect("Near neighbours", list(titles), default=held, format_func=titles.__getitem__, key=key))


def _titles(codebook: Codebook, *, but: str) -> dict[str, str]:
    return {each.id: f"{each.title} ({each.id})" for each in codebook.patterns if each.id != but}


def _do(work: Callable[[], str]) -> None:
    undoing.do(work, remembered_as=state.LAST_ON_CODEBOOK)
