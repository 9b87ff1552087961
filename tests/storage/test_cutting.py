from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Contribution, SourceText
from domain.text import MaskedText, Replacement, TextSpan
from storage.withdrawal.cutting import cut_source, paragraphs_that

PIECES = st.lists(
    st.tuples(st.text("abc \n", min_size=1, max_size=9).filter(str.strip), st.sampled_from("PQR")), min_size=1
)


def built(pieces, names=()):
    """Return a source of pieces, each said by somebody, with some of its words masked, and whose each piece is."""
    contributions, at = [], 0
    for text, who in pieces:
        contributions.append(Contribution(span=TextSpan(start=at, end=at + len(text)), participant=who))
        at += len(text) + 2
    canonical = "\n\n".join(text for text, _ in pieces)
    replacements = []
    for name in names:
        start = canonical.index(name)
        span = TextSpan(start=start, end=start + len(name))
        replacements.append(Replacement(span=span, type="PERSON", placeholder="[PERSON]"))
    replacements.sort(key=lambda item: item.span)
    return SourceText(canonical=canonical, masked=MaskedText.of(canonical, replacements)), contributions


def without(who, pieces, names=()):
    text, contributions = built(pieces, names)
    return cut_source(text, contributions, gone=lambda label: label == who, besides=())


def test_what_one_said_goes_and_what_the_others_said_stays():
    cut = without("P", [("Ines waited.", "P"), ("Omar rang Ines.", "Q"), ("It was late.", "P")], ("Omar",))
    assert cut.text.canonical == "Omar rang Ines."
    assert cut.text.masked.text == "[PERSON] rang Ines."
    assert MaskedText.of(cut.text.canonical, cut.text.masked.replacements) == cut.text.masked


def test_spans_of_the_others_move_with_the_text():
    pieces = [("One.", "P"), ("Two Omar.", "Q"), ("Three.", "P"), ("Four.", "R")]
    text, contributions = built(pieces, ("Omar",))
    cut = cut_source(text, contributions, gone=lambda label: label == "P", besides=())
    was = text.masked.to_masked(contributions[3].span)
    assert cut.shifted(was).of(cut.text.masked.text) == "Four."
    assert [item.span.of(cut.text.canonical) for item in cut.contributions] == ["Two Omar.", "Four."]


def test_a_name_that_reaches_over_the_border_goes_whole():
    text, contributions = built([("Ask Omar", "P"), ("Vale at the desk", "Q")])
    span = TextSpan(start=4, end=14)
    masked = MaskedText.of(text.canonical, [Replacement(span=span, type="PERSON", placeholder="[PERSON]")])
    source = SourceText(canonical=text.canonical, masked=masked)
    cut = cut_source(source, contributions, gone=lambda label: label == "P", besides=())
    assert (cut.text.canonical, cut.text.masked.text) == (" at the desk", " at the desk")


@given(PIECES)
def test_cutting_one_out_leaves_exactly_what_the_others_said(pieces):
    cut = without("P", pieces)
    assert cut.text.canonical == cut.text.masked.text
    assert [item.span.of(cut.text.canonical) for item in cut.contributions] == [t for t, who in pieces if who != "P"]
    words = [word for text, who in pieces if who != "P" for word in text.split()]
    assert cut.text.canonical.split() == words


def test_a_speakers_name_above_their_words_is_found():
    text = "Omar:\n\nIt was late.\n\nInes\n\nOmar rang."
    spans = paragraphs_that(text, lambda label: label == "Omar")
    assert [span.of(text) for span in spans] == ["Omar:"]


def test_nothing_to_take_out_leaves_the_source_as_it_was():
    text, contributions = built([("One.", "Q")])
    cut = cut_source(text, contributions, gone=lambda label: False, besides=())
    assert (cut.text, list(cut.contributions), cut.masked_cuts) == (text, contributions, ())
