"""What is due for deletion: a notice wherever people look after studies; deleting is always somebody's own click."""

import streamlit as st

from domain.access import Role, Viewer
from domain.consent import Due
from use_cases.app import UseCases
from views import links, words
from views.markup import label


def show(app: UseCases, viewer: Viewer) -> None:
    """Say how much is due now or soon in studies this viewer may withdraw from; nothing where nothing is."""
    due = app.withdrawals.due(viewer) if viewer.may(Role.RESEARCHER) else []
    if not due:
        return
    now = sum(item.overdue for item in due)
    later = len(due) - now
    said = [f"{words.count(now, 'thing')} can be deleted now"] if now else []
    said += [f"{words.count(later, 'thing')} will be due soon"] if later else []
    st.warning(f"How long research is kept: {words.listed(said)}.", icon=":material/event_busy:")
    links.to(links.WITHDRAWALS, "See what is due", icon=":material/person_remove:")


def told(item: Due) -> str:
    """Return one thing that is due, in words for Markdown."""
    when = "kept until" if item.overdue else "due after"
    return f"**{label(item.study)}**: {item.tier.label}, {when} {words.date(item.day)}"
