"""The fields in which people say what participants agreed to, and how long it is kept."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from domain.consent import NOT_RECORDED, Consent, LawfulBasis
from domain.errors import InvalidRequest

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


def ask(said: Consent, key: Callable[[str], str]) -> Callable[[], Consent]:
    """Show the fields, filled in with what is known; return what gives what they say then.

    That raises InvalidRequest for days in the wrong order.
    """
    bases = [None, *LawfulBasis]
    basis = st.selectbox(
        "Lawful basis (UK GDPR)",
        bases,
        index=bases.index(said.basis),
        format_func=lambda choice: choice.label if choice else NOT_RECORDED,
        key=key("basis"),
    )
    covers = st.text_input("What consent covers, in words", said.covers or "", key=key("covers"))
    left, right = st.columns(2)
    with left:
        raw = _day("Originals kept until", said.raw_until, key("raw"))
    with right:
        insight = _day("What was learnt kept until", said.insight_until, key("insight"))
    not_heard = st.text_area("Who was not heard", said.not_heard or "", key=key("unheard"), height=80)
    st.caption("All of it may stay blank. Originals go first. Nothing is deleted without somebody's click.")

    def filled_in() -> Consent:
        try:
            return Consent(
                basis=basis,
                covers=covers.strip() or None,
                raw_until=raw,
                insight_until=insight,
                not_heard=not_heard.strip() or None,
            )
        except ValueError as error:
            raise InvalidRequest(str(error), where="the days", remedy="Choose another day.") from None

    return filled_in


def _day(title: str, value: str | None, key: str) -> str | None:
    chosen = st.date_input(
        title,
        value=date.fromisoformat(value) if value else None,
        key=key,
        format="DD/MM/YYYY",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
    )
    return chosen.isoformat() if isinstance(chosen, date) else None
