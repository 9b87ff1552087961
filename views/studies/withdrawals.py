"""Withdrawals: what would go, taking it out, the receipt; and what has been kept for long enough."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Role, Viewer
from domain.consent import Due
from domain.jobs import JobStatus
from domain.publishing import StudyRow
from domain.withdrawal import Extent, ParticipantRow, Receipt
from domain.wording import few
from use_cases.app import UseCases
from views import errors, job_status, links, quotation, state, words
from views.markup import facts, label, table
from views.studies import due_notice
from views.viewer import current_viewer

PAGE = links.WITHDRAWALS
WHOLE = "the whole study"
WORDS_SHOWN = 20
CANNOT_REACH = (
    "Files that were exported must be asked back. Backups made before still hold it: a restore takes it out again "
    "before anybody can read it. What other teams hold is theirs to withdraw."
)


def render(app: UseCases) -> None:
    """Show the receipt or the job that the address names, else what is due, the way to withdraw, and receipts."""
    viewer = current_viewer()
    st.title("Withdrawals")
    if not viewer.may(Role.RESEARCHER):
        st.info("Researchers withdraw from studies of their teams, curators from all they see.", icon=":material/lock:")
        return
    job = job_status.show_named(app, viewer)
    if job and job.status is JobStatus.DONE:
        with errors.PageBoundary():
            for receipt in app.withdrawals.receipts_of(viewer, job.id):
                _show_receipt(app, viewer, receipt)
        links.here("Withdraw something else", key=state.key(PAGE, "again"), icon=":material/arrow_back:")
        return
    if job and not job.status.ended:
        return
    named = state.parameter(state.WITHDRAWAL)
    if named:
        with errors.PageBoundary():
            receipt = app.withdrawals.receipt(viewer, named)
            _show_receipt(app, viewer, receipt)
            if not receipt.complete:
                _offer_finishing(app, viewer, named)
            _offer_allowing(app, viewer, named)
        links.here("All withdrawals", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
        return
    st.html('<p class="tl-lead">When somebody withdraws, what they said goes from everywhere.</p>')
    _show_due(app, viewer, app.withdrawals.due(viewer))
    _ask(app, viewer)
    _show_receipts(app.withdrawals.receipts(viewer))


def _show_due(app: UseCases, viewer: Viewer, due: Sequence[Due]) -> None:
    if not due:
        return
    st.header("Due for deletion", anchor=False)
    now = [item for item in due if item.overdue]
    st.markdown("\n".join(f"- {due_notice.told(item)}" for item in due))
    if not now:
        st.caption("Nothing may be deleted yet. This is the notice.")
        return
    sure = st.checkbox(
        f"Delete {words.count(len(now), 'thing')} whose time is over, originals first. It cannot be undone.",
        key=state.key(PAGE, "due-sure"),
    )
    if st.button("Delete what is due", key=state.key(PAGE, "due"), icon=":material/delete:", disabled=not sure):
        with errors.PageBoundary():
            job = app.withdrawals.queue_due(viewer)
            if job:
                job_status.remember(job)


def _ask(app: UseCases, viewer: Viewer) -> None:
    st.header("Withdraw", anchor=False)
    rows = [row for row in app.publishing.studies(viewer) if row.mine or viewer.may(Role.CURATOR)]
    if not rows:
        st.info("There is no study that you may withdraw from.", icon=":material/folder_off:")
        return
    study = _chosen_study(rows)
    if study is None:
        return
    with errors.PageBoundary():
        people = {row.label: row for row in app.withdrawals.participants(viewer, study.study.id)}
        who = st.selectbox(
            "Who, or what",
            [None, *people, WHOLE],
            format_func=lambda choice: told_of(people[choice]) if choice in people else choice or "choose",
            key=state.key(PAGE, "who", study.study.id),
            help="Participants stand here under the labels that are shown beside what they said, with their file, how "
            "much they said and how it begins. Type an identifier, a file or a word to find one. Whom a transcript "
            "calls its interviewer is left out.",
        )
        if not people:
            st.caption("This study's sources do not say who said what, so only the whole of it can be withdrawn.")
        if who is not None:
            _confirm(app, viewer, study, None if who == WHOLE else who)


def _chosen_study(rows: Sequence[StudyRow]) -> StudyRow | None:
    by_id = {row.study.id: row for row in rows}
    options = [None, *by_id]
    named = state.parameter(state.STUDY)
    chosen = st.selectbox(
        "Study",
        options,
        index=options.index(named) if named in by_id else 0,
        format_func=lambda name: f"{by_id[name].study.title} ({by_id[name].study.team_name})" if name else "choose",
        key=state.key(PAGE, "study", named or ""),
    )
    return by_id[chosen] if chosen else None


def _confirm(app: UseCases, viewer: Viewer, row: StudyRow, who: str | None) -> None:
    """Say what would go, and take it out once somebody is sure."""
    extent = app.withdrawals.preview(viewer, row.study.id, who)
    key = state.key(PAGE, row.study.id, who or "all")
    with st.container(border=True, key=state.key("extent", key)):
        st.markdown(f"This will remove **{label(told(extent))}**.")
        rows = [(name, count) for name, count in extent.counts if count]
        st.html(table("What would go", ("What", "How many"), rows))
        if extent.whole_files:
            files = ", ".join(label(name) for name in extent.whole_files)
            st.info(
                f"The head of a file says that it is theirs, so all of it goes, questions and notes included: {files}."
            )
        if extent.insights_marked or extent.insights_cut:
            st.info(told_of_insights(extent))
        if extent.exports:
            st.warning(f"{words.count(extent.exports, 'exported file')} held it and must be asked back.")
        if extent.also_in:
            named = ", ".join(label(title) for _, title in extent.also_in)
            st.info(f"Such a file or label is in other studies too, each to be withdrawn from for itself: {named}.")
        _offer_words(app, viewer, row.study.id, who, number=extent.count("observations"))
        st.caption(CANNOT_REACH)
        sure = st.checkbox("I am sure. It cannot be undone.", key=state.key(key, "sure"))
        pressed = st.button(
            "Withdraw", key=state.key(key, "go"), type="primary", icon=":material/person_remove:", disabled=not sure
        )
    if pressed:
        job_status.remember(app.withdrawals.queue(viewer, row.study.id, who))


def _offer_words(app: UseCases, viewer: Viewer, study: str, who: str | None, *, number: int) -> None:
    """Let what would go be read, its first quotations whole and the rest counted; read once it is unfolded."""
    if not number:
        return
    name = "All its words" if who is None else "Their words"
    fold = st.expander(
        f"{name} ({number:,})", key=state.key(PAGE, "words", study, who or "all"), icon=":material/format_quote:",
        on_change="rerun",
    )  # fmt: skip
    if not fold.open:
        return
    with fold:
        said = app.withdrawals.words(viewer, study, who)
        for evidence in said[:WORDS_SHOWN]:
            quotation.show(evidence)
        if len(said) > WORDS_SHOWN:
            st.caption(f"And {len(said) - WORDS_SHOWN:,} more.")


def told(extent: Extent) -> str:
    """Return what a withdrawal takes out, in a sentence's words."""
    touched = extent.count("sources removed") + extent.count("sources rewritten")
    said = f"{words.count(extent.count('observations'), 'observation')} from {words.count(touched, 'source')}"
    if rewritten := extent.count("sources rewritten"):
        said += f", of which {rewritten} will be written anew without them"
    return said


def told_of(row: ParticipantRow) -> str:
    """Return a participant in a line: identifiers, files, how much they said, and how it begins."""
    said = [" / ".join(row.names)]
    if row.files:
        said.append(few(row.files))
    said.append(words.count(row.observations, "observation"))
    if row.first_words:
        said.append(words.quoted(row.first_words))
    return " · ".join(said)


def told_of_insights(extent: Extent) -> str:
    """Return what becomes of insights, in sentences."""
    said = []
    if marked := extent.insights_marked:
        said.append(
            f"{words.count(marked, 'insight')} will be marked as resting on withdrawn evidence: a look for the author."
        )
    if cut := extent.insights_cut:
        said.append(f"{words.count(cut, 'insight')} will lose sentences that quote it, the claim too where it does.")
    return " ".join([*said, "All other words of insights stay."])


def _show_receipts(receipts: Sequence[Receipt]) -> None:
    st.header("Receipts", anchor=False)
    if not receipts:
        st.markdown("Nothing was withdrawn yet.")
    for receipt in receipts:
        whom = "One participant" if receipt.participant else "A whole study"
        when = words.moment(receipt.at, state.timezone())
        links.here(
            label(f"{whom}, {when}, {'complete' if receipt.complete else 'not complete'}"),
            key=state.key(PAGE, "open", receipt.id),
            icon=":material/receipt_long:",
            parameters={state.WITHDRAWAL: receipt.id},
        )


def _show_receipt(app: UseCases, viewer: Viewer, receipt: Receipt) -> None:
    st.header("Receipt", anchor=False)
    if receipt.complete:
        st.success("Every store was looked at afterwards. Nothing of it is left.", icon=":material/task_alt:")
    else:
        st.error("It is not finished, or something of it was found afterwards. Finish it once other work has ended.")
    st.html(
        facts(
            [
                ("Withdrawal", receipt.id),
                ("What", "one participant" if receipt.participant else "a whole study"),
                ("Study", _study_of(app, viewer, receipt)),
                ("Why", {"withdrawn": "withdrawn", "retention": "its time was over"}[receipt.reason.value]),
                ("When", words.moment(receipt.at, state.timezone())),
                ("Asked for by", receipt.by),
            ]
        )
    )
    rows = [(row.store, row.removed, row.left) for row in receipt.stores if row.removed or row.left]
    if rows:
        st.html(table("What was removed", ("Store", "Removed", "Left"), rows))
    if (others := len(receipt.stores) - len(rows)) > 0:
        st.caption(f"{words.count(others, 'other store')} held nothing of it.")
    if receipt.recall:
        recall = [(item.what, item.who, words.moment(item.at, state.timezone())) for item in receipt.recall]
        st.html(table("Files to ask back", ("File", "Taken by", "When"), recall))
    st.caption(CANNOT_REACH)


def _study_of(app: UseCases, viewer: Viewer, receipt: Receipt) -> str:
    """Return the study by its title and identifier; one that is gone by its identifier alone."""
    titles = {row.study.id: row.study.title for row in app.publishing.studies(viewer)}
    title = titles.get(receipt.study_id)
    return f"{title} ({receipt.study_id})" if title else receipt.study_id


def _offer_finishing(app: UseCases, viewer: Viewer, identifier: str) -> None:
    if st.button("Finish this withdrawal", key=state.key(PAGE, "finish", identifier), icon=":material/restart_alt:"):
        job_status.remember(app.withdrawals.finish(viewer, identifier))


def _offer_allowing(app: UseCases, viewer: Viewer, identifier: str) -> None:
    with st.expander("Somebody changed their mind", icon=":material/undo:"):
        st.markdown("Nothing comes back by itself. Once this is allowed, the same files can be added again.")
        if st.button("Allow it to be added again", key=state.key(PAGE, "allow", identifier)):
            lifted = app.withdrawals.allow(viewer, identifier)
            st.success(f"{words.count(lifted, 'mark')} lifted.")
