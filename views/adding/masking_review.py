"""The text of a checked file as others will read it, each find marked; a person unmasks, generalises or masks more."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from domain.masking import (
    GENERALISED,
    IDENTIFYING,
    LONGEST_WORDING_CHARACTERS,
    OTHER,
    PERSON,
    MaskingDecision,
    MaskingDecisions,
    in_brackets,
    places_of,
    text_digest,
    type_in_words,
    with_decision,
)
from domain.proposals import FileProposal, Redaction
from domain.text import TextSpan
from use_cases.app import UseCases
from views import links, state, words
from views.adding import masking_text
from views.markup import label

PAGE = links.ADD_AND_CHECK
PART_CHARACTERS = 12_000
"""How much of a long text stands on the screen at a time."""
MODES = {
    Redaction.ON: "Mask what is found",
    Redaction.SUGGEST: "Only suggest",
    Redaction.OFF: "Leave everything as it stands",
}
MASKED, AS_IT_STANDS, OWN_WORDS = "masked", "as it stands", "own words"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One marked place: what stands there for others (None: the words as they are), and whether a person said so."""

    span: TextSpan
    type: str
    placeholder: str | None
    decided: bool = False


def choose_mode(app: UseCases) -> Redaction:
    """Ask what masking does with the files of this check, and return it."""
    chosen = st.segmented_control(
        "Masking", list(MODES), format_func=MODES.__getitem__, default=app.settings.redaction, required=True,
        key=state.key(PAGE, "masking"),
    )  # fmt: skip
    return chosen or app.settings.redaction


def decisions(proposal: FileProposal) -> MaskingDecisions | None:
    """Return what was decided on this file here; None when it was not looked into."""
    return _kept().get(_name(proposal))


def show(proposal: FileProposal, mode: Redaction) -> None:
    """Show the text with its finds, and what to do with the one that is chosen."""
    st.markdown("### The text as it would be kept")
    if not proposal.text:
        st.info("There is no text: the file could not be read. Why, and what to do, stands below.")
        return
    made = _made(proposal)
    entries = entries_of(proposal, made, mode)
    st.caption(summary(entries, mode))
    start = _part(proposal)
    chosen = _chosen(proposal, entries)
    masking_text.show(
        pieces_of(proposal.text, entries, TextSpan(start=start, end=start + PART_CHARACTERS), mode),
        chosen=chosen,
        label="The text as it would be kept; what is marked can be chosen",
        key=_key(proposal, "text"),
        on_choice=lambda: _take_choice(proposal),
        on_selection=lambda: _take_selection(proposal),
    )
    suggested = [each for each in entries if not each.decided and each.placeholder]
    if (
        mode is Redaction.SUGGEST
        and suggested
        and st.button(
            f"Mask all {len(suggested)} that are suggested", key=_key(proposal, "accept"), icon=":material/done_all:"
        )
    ):
        accepted = (MaskingDecision(span=each.span, placeholder=each.placeholder, type=each.type) for each in suggested)
        _keep(proposal, *accepted)
        st.rerun()
    if chosen is not None:
        _ask(proposal, entries, chosen, mode)
    _offer_more(proposal)


def entries_of(proposal: FileProposal, made: Sequence[MaskingDecision], mode: Redaction) -> list[Entry]:
    """Return what is marked, in order: decisions, and the finds that no decision touches."""
    entries = [Entry(span=each.span, type=each.type, placeholder=each.placeholder, decided=True) for each in made]
    for find in proposal.findings:
        touched = any(find.span.start < each.span.end and each.span.start < find.span.end for each in made)
        if not find.decided and not touched and (mode is not Redaction.OFF or find.type == IDENTIFYING):
            entries.append(Entry(span=find.span, type=find.type, placeholder=find.placeholder))
    return sorted(entries, key=lambda entry: entry.span)


def summary(entries: Sequence[Entry], mode: Redaction) -> str:
    """Return in words what is masked, suggested, pointed out and decided."""
    found = Counter(each.type for each in entries if not each.decided and each.type != IDENTIFYING)
    pointed_out = sum(each.type == IDENTIFYING and not each.decided for each in entries)
    told = []
    if mode is Redaction.OFF:
        told.append("Nothing is masked but what you decide on.")
    elif found:
        verb = "Masked" if mode is Redaction.ON else "Suggested"
        told.append(
            f"{verb}: " + words.listed([f"{n} × {type_in_words(name)}" for name, n in sorted(found.items())]) + "."
        )
    else:
        told.append("No personal data was found. Read it all the same.")
    if pointed_out:
        told.append(f"{words.count(pointed_out, 'phrase')} may identify someone without a name: look at each.")
    if decided := sum(each.decided for each in entries):
        told.append(f"{words.count(decided, 'place')} decided by you or before you.")
    return " ".join(told)


def pieces_of(text: str, entries: Sequence[Entry], part: TextSpan, mode: Redaction) -> list[masking_text.Piece]:
    """Return a part of the text as others will read it, in runs; what begins in the part stands in it whole."""
    pieces, at = [], part.start
    for place, entry in enumerate(entries):
        if not (at <= entry.span.start < part.end):
            continue
        pieces.append(masking_text.Piece(text=text[at : entry.span.start]))
        shown = entry.placeholder if _is_replaced(entry, mode) else None
        pieces.append(
            masking_text.Piece(
                text=shown or entry.span.of(text), place=place, style=_style(entry, mode), title=_title(entry, mode)
            )
        )
        at = entry.span.end
    return [piece for piece in (*pieces, masking_text.Piece(text=text[at : max(at, part.end)])) if piece.text]


def _is_replaced(entry: Entry, mode: Redaction) -> bool:
    return entry.placeholder is not None and (entry.decided or mode is Redaction.ON)


def _style(entry: Entry, mode: Redaction) -> str:
    if entry.decided:
        return "tl-decided" if entry.placeholder else "tl-left"
    if entry.type == IDENTIFYING:
        return "tl-identifying"
    return "tl-found" if mode is Redaction.ON else "tl-suggested"


def _title(entry: Entry, mode: Redaction) -> str:
    if entry.decided:
        return "decided: " + (type_in_words(entry.type) if entry.placeholder else "stays as it is")
    if entry.type == IDENTIFYING or mode is Redaction.ON:
        return type_in_words(entry.type)
    return f"{type_in_words(entry.type)}, would become {entry.placeholder}"


def _ask(proposal: FileProposal, entries: Sequence[Entry], chosen: int, mode: Redaction) -> None:
    """Ask what others shall read in the chosen place."""
    place = st.selectbox(
        "What is marked", range(len(entries)), index=chosen,
        key=_key(proposal, "choice", mode.value, str(_turn(proposal))),
        format_func=lambda at: _told(proposal.text, entries[at], at),
    )  # fmt: skip
    if place != chosen:
        st.session_state[_key(proposal, "place")] = place
        st.rerun()
    entry = entries[place]
    written = entry.span.of(proposal.text)
    offered = _suggestion(proposal, entry)
    ways = [*([MASKED] if offered else []), AS_IT_STANDS, OWN_WORDS]
    told = {
        MASKED: f"Masked: {offered}",
        AS_IT_STANDS: "As it stands",
        OWN_WORDS: "My own words, more general",
    }
    at = f"{entry.span.start}-{entry.span.end}"
    way = st.radio(
        f"What others read in the place of “{label(written)}”", ways, format_func=told.__getitem__,
        index=ways.index(_way(entry, offered, mode)), horizontal=True, key=_key(proposal, "way", mode.value, at),
    )  # fmt: skip
    wording = ""
    if way == OWN_WORDS:
        wording = st.text_input(
            "Your wording", max_chars=LONGEST_WORDING_CHARACTERS - 2, placeholder="someone who uses a wheelchair",
            help="It stands in square brackets, so that nobody takes it for a quotation.",
            key=_key(proposal, "wording", at),
        )  # fmt: skip
    same = places_of(written, proposal.text)
    everywhere = len(same) > 1 and st.checkbox(
        f"In all {len(same)} places where these words stand", value=True, key=_key(proposal, "all", at)
    )
    if st.button("Decide", key=_key(proposal, "decide"), icon=":material/check:"):
        if way == OWN_WORDS and not wording.strip():
            st.error("Write what others shall read.")
            return
        new = _decision(entry, way, wording, offered)
        spans = same if everywhere else [entry.span]
        _keep(proposal, *(MaskingDecision(span=span, placeholder=new.placeholder, type=new.type) for span in spans))
        st.rerun()


def _decision(entry: Entry, way: str, wording: str, offered: str | None) -> MaskingDecision:
    if way == OWN_WORDS:
        return MaskingDecision(span=entry.span, placeholder=in_brackets(wording), type=GENERALISED)
    placeholder = offered if way == MASKED else None
    return MaskingDecision(span=entry.span, placeholder=placeholder, type=entry.type)


def _offer_more(proposal: FileProposal) -> None:
    """Offer to mask words that were missed: typed in, or selected in the text."""
    with st.expander("Mask something that was missed"), st.form(_key(proposal, "more"), border=False):
        missed = st.text_input("The words as they stand in the text", key=_key(proposal, "missed"))
        kind = st.selectbox(
            "What they are", [PERSON, OTHER],
            format_func=lambda each: "a person's name" if each == PERSON else "something else",
            key=_key(proposal, "kind"),
        )  # fmt: skip
        wording = st.text_input(
            "What others read instead (empty: a number for a name, [masked] for the rest)",
            max_chars=LONGEST_WORDING_CHARACTERS - 2, key=_key(proposal, "instead"),
        )  # fmt: skip
        if not st.form_submit_button("Mask these words", icon=":material/ink_eraser:"):
            return
    spans = places_of(missed, proposal.text)
    if not spans:
        st.error("These words do not stand in the text as you wrote them.")
        return
    placeholder = in_brackets(wording) if wording.strip() else ("[name]" if kind == PERSON else "[masked]")
    type_ = GENERALISED if wording.strip() else kind
    _keep(proposal, *(MaskingDecision(span=span, placeholder=placeholder, type=type_) for span in spans))
    st.rerun()


def _told(text: str, entry: Entry, at: int) -> str:
    written = " ".join(entry.span.of(text).split())
    short = written if len(written) <= 60 else f"{written[:59]}…"
    mark = " (decided)" if entry.decided else ""
    return f"{at + 1}. {type_in_words(entry.type)}: {short}{mark}"


def _way(entry: Entry, offered: str | None, mode: Redaction) -> str:
    if entry.decided:
        if entry.placeholder is None:
            return AS_IT_STANDS
        return MASKED if entry.placeholder == offered else OWN_WORDS
    return MASKED if offered and mode is Redaction.ON else AS_IT_STANDS


def _suggestion(proposal: FileProposal, entry: Entry) -> str | None:
    """Return what the machine would put here, or what a person put as a mask; None for a phrase."""
    found = {find.span: find.placeholder for find in proposal.findings if not find.decided}
    return found.get(entry.span) or (entry.placeholder if entry.decided and entry.type != GENERALISED else None)


def _part(proposal: FileProposal) -> int:
    """Return where the part of the text begins that is shown; long texts are leafed through."""
    parts = -(-len(proposal.text) // PART_CHARACTERS)
    if parts == 1:
        return 0
    number = st.number_input(f"Part of the text, of {parts}", 1, parts, key=_key(proposal, "part"))
    return (int(number) - 1) * PART_CHARACTERS


def _chosen(proposal: FileProposal, entries: Sequence[Entry]) -> int | None:
    """Return which mark is chosen: the first until a person chooses; None when nothing is marked."""
    chosen = int(st.session_state.get(_key(proposal, "place"), 0))
    return min(chosen, len(entries) - 1) if entries else None


def _turn(proposal: FileProposal) -> int:
    """Return how often the text was clicked or decided on: the list is drawn anew each time."""
    return int(st.session_state.get(_key(proposal, "turn"), 0))


def _next_turn(proposal: FileProposal) -> None:
    st.session_state[_key(proposal, "turn")] = _turn(proposal) + 1


def _take_choice(proposal: FileProposal) -> None:
    place = st.session_state[_key(proposal, "text")].chosen
    if place is not None:
        st.session_state[_key(proposal, "place")] = int(place)
        _next_turn(proposal)


def _take_selection(proposal: FileProposal) -> None:
    selected = st.session_state[_key(proposal, "text")].selected
    if selected:
        st.session_state[_key(proposal, "missed")] = str(selected)


def _kept() -> dict[str, MaskingDecisions]:
    kept: dict[str, MaskingDecisions] = st.session_state.setdefault(state.MASKING_DECISIONS, {})
    return kept


def _made(proposal: FileProposal) -> tuple[MaskingDecision, ...]:
    """Return the decisions that hold: those made here, or else those that were stored with the file before."""
    here = _kept().get(_name(proposal))
    if here is not None and here.text == text_digest(proposal.text):
        return here.made
    return tuple(
        MaskingDecision(span=find.span, placeholder=find.placeholder, type=find.type)
        for find in proposal.findings
        if find.decided
    )


def _keep(proposal: FileProposal, *new: MaskingDecision) -> None:
    made = with_decision(_made(proposal), *new)
    _next_turn(proposal)
    _kept()[_name(proposal)] = MaskingDecisions(made=made, text=text_digest(proposal.text))


def _name(proposal: FileProposal) -> str:
    return f"{proposal.file.digest} {proposal.file.name}"


def _key(proposal: FileProposal, *parts: str) -> str:
    return state.key(PAGE, "masking", proposal.file.digest[:12], *parts)
