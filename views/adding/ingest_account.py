"""The account after saving: everything that was read was kept, was here already, or was refused with a reason."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import Account, FileAccount, Outcome, Refusal
from domain.masking import type_in_words
from domain.publishing import Publication
from use_cases.app import UseCases
from use_cases.findings.theming import met_elsewhere
from views import cached, links, state, tables, words
from views.adding import notices
from views.markup import label, table
from views.studies.studies import later_words, state_words

BECAME = {
    Outcome.KEPT: "kept",
    Outcome.DUPLICATE: "here already, unchanged",
    Outcome.REFUSED: "could not be read",
}


LED_TO_AT_MOST = 5
"""How many of the studies that were added to are led to, each by its title."""
MET_AT_MOST = 5
"""How many pain points that others have met are listed."""
NAMED_AT_MOST = 4
"""How many organisations that have met one are named, each a way to what its evidence says."""
_IN_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def show(app: UseCases, viewer: Viewer, account: Account) -> None:
    """Show what became of each file, what was refused and why, who has met the same, and what to do next."""
    st.header("What became of it", anchor=False)
    said = (
        f"**{words.count(account.kept, 'observation')} kept** of {account.read:,} read. "
        f"{account.refused:,} refused, {account.duplicates:,} here already."
    )
    if account.kept or account.duplicates:
        st.success(said, icon=":material/check_circle:")
    else:
        st.warning(said, icon=":material/error:")
    head = ("File", "What became of it", "Kept", "Here already", "Refused", "Masked")
    tables.show("Each file", head, [_row(file) for file in account.files], key="account")
    _show_studies(app, viewer, account)
    notices.show((file.path, file.warnings) for file in account.files)
    show_refusals([(file.path, refusal) for file in account.files for refusal in file.refusals])
    _show_who_met_the_same(app, viewer, account)
    st.header("What next?", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        links.to(links.WHAT_DO_WE_KNOW, "Ask what else is known", icon=":material/search:")
        links.to(links.PAIN_POINTS, "What do organisations share?", icon=":material/priority_high:")
        if viewer.may(Role.CURATOR):
            links.to(links.ORGANISATIONS, "Which bodies do the texts name?", icon=":material/account_balance:")
        links.here("Add more", key=state.key(links.ADD_AND_CHECK, "more"), icon=":material/note_add:")


def _show_studies(app: UseCases, viewer: Viewer, account: Account) -> None:
    """Show a way to each study that the files are in now, and what can be done there; the first few of many."""
    held = {file.study_id for file in account.files if file.study_id}
    rows = [row for row in app.publishing.studies(viewer) if row.study.id in held]
    if not rows:
        return
    st.header("Where it is now", anchor=False)
    for row in rows[:LED_TO_AT_MOST]:
        to = {state.STUDY: row.study.id}
        links.to(links.STUDIES, label(row.study.title), icon=":material/folder_open:", parameters=to)
        said = (state_words(row, viewer), later_words(row, viewer))
        st.caption(" · ".join([*(label(text) for text in said if text), words.count(row.observations, "observation")]))
    if len(rows) > LED_TO_AT_MOST:
        links.to(links.STUDIES, f"All studies, {len(rows) - LED_TO_AT_MOST:,} more of these", icon=":material/folder:")
    if any(row.publication is Publication.DRAFT for row in rows):
        st.markdown("On its page you read it as others will, publish it, and change its title, date or description.")
    else:
        st.markdown("On its page you read it as others do, and change who sees it, its title, date or description.")


def _show_who_met_the_same(app: UseCases, viewer: Viewer, account: Account) -> None:
    sources = frozenset(file.source_id for file in account.files if file.source_id)
    points = cached.pain_points(app, viewer=viewer, revision=app.revision())
    met = met_elsewhere(points, sources)
    st.header("Who else has seen this?", anchor=False)
    if not met:
        st.markdown("No other study here tells of the same. That may also mean that nobody has looked.")
        return
    for point, organisations in met[:MET_AT_MOST]:
        links.to(
            links.PAIN_POINTS, label(point.title), icon=":material/priority_high:",
            parameters={state.PAIN_POINT: point.id},
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{met_by(len(organisations))}:")
            for name in organisations[:NAMED_AT_MOST]:
                to = {state.PAIN_POINT: point.id, state.ORGANISATION: name}
                links.to(links.PAIN_POINTS, label(name), parameters=to)
            if len(organisations) > NAMED_AT_MOST:
                st.caption(f"and {len(organisations) - NAMED_AT_MOST} more")
    if len(met) > MET_AT_MOST:
        st.caption(f"And {words.count(len(met) - MET_AT_MOST, 'more pain point')}.")


def met_by(organisations: int) -> str:
    """Return in words how many other organisations have met a pain point: "Two organisations have met this"."""
    number = _IN_WORDS[organisations] if organisations < len(_IN_WORDS) else str(organisations)
    return f"{number} {'organisation has' if organisations == 1 else 'organisations have'} met this"


def show_refusals(refusals: Sequence[tuple[str, Refusal]]) -> None:
    """Show what was refused: file, places, reason and remedy; what has one reason in one file stands in one line.

    Nothing refused: nothing shown. The table to take along has a line for each.
    """
    if not refusals:
        return
    places: dict[tuple[str, str, str], list[str]] = {}
    for file, refusal in refusals:
        places.setdefault((file, refusal.reason, refusal.remedy), []).append(refusal.where)
    lines = [(file, len(where), words.few(where), why, remedy) for (file, why, remedy), where in places.items()]
    title = "What was refused, and why"
    st.html(table(title, ("File", "How many", "Where", "Why", "What to do"), lines))
    rows = [(file, refusal.where, refusal.reason, refusal.remedy) for file, refusal in refusals]
    tables.offer(title, ("File", "Where", "Why", "What to do"), rows, key="refusals")


def _row(file: FileAccount) -> tuple[object, ...]:
    masked = ", ".join(f"{number} × {type_in_words(name)}" for name, number in file.redactions) or "nothing"
    return (file.path, BECAME[file.outcome], file.kept, file.duplicates, len(file.refusals), masked)
