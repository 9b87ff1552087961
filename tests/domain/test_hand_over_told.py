"""What evidence at a hand-over tells of identifiers, agreements and trouble, where people have not said it."""

from dataclasses import replace

import pytest

from domain.evidence import Kind, Standing
from domain.hand_over_told import HandOverTold, identifier_words, legal_basis_words, told_at, trouble_words
from domain.hand_overs import HandOver, HandOverKind
from domain.placed_evidence import PlacedEvidence
from tests.planted_journeys import an_observation


def a_hand_over(*texts, kind=Kind.BEHAVIOUR, standing=Standing.UNKNOWN, **fields):
    evidence = tuple(
        PlacedEvidence(evidence=replace(an_observation(nth, text, kind), standing=standing), score=0.5)
        for nth, text in enumerate(texts)
    )
    return HandOver(
        from_step=1, to_step=2, giver="Permit Office", taker="Berth Desk", kind=HandOverKind.ORGANISATION,
        evidence=evidence, **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They quote the booking reference.", ("booking reference",)),
        ("Each list goes by National Insurance number.", ("National Insurance number",)),
        ("Case numbers differ: our case number is not theirs.", ("Case numbers",)),
        ("A UPRN would tell which berth.", ("UPRN",)),
        ("The number of boats grew, for reference.", ()),
    ],
)
def test_identifiers_are_told_as_they_are_written_each_once(text, named):
    assert told_at(a_hand_over(text)).identifiers == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("No data-sharing agreement covers it.", ("data-sharing agreement",)),
        ("The agreement to share data has lapsed.", ("agreement to share data",)),
        ("It is done under the Harbours and Piers Act 1847.", ("Harbours and Piers Act 1847",)),
        ("It is done under the Harbours Act 1847.", ("Harbours Act 1847",)),
        ("Nobody knows the legal basis.", ("legal basis",)),
        ("They act together, as The Act says.", ()),
    ],
)
def test_agreements_and_laws_are_told(text, named):
    assert told_at(a_hand_over(text)).agreements == named


def test_trouble_is_what_is_hard_today():
    item = a_hand_over("Letters get wet.", "Boats wait.", kind=Kind.PAIN_POINT)
    assert [each.text for each in told_at(item).troubles] == ["Letters get wet.", "Boats wait."]
    assert trouble_words(item) == "not put in words yet; 2 quotations of its evidence tell of it"
    assert trouble_words(replace(item, trouble="Damp.")) == "Damp."
    for standing in (Standing.FIXED, Standing.PROTOTYPE):
        assert told_at(a_hand_over("Letters get wet.", kind=Kind.PAIN_POINT, standing=standing)).troubles == ()


def test_what_people_said_stands_and_what_nobody_tells_is_unsaid():
    item = a_hand_over("They quote the booking reference under a memorandum of understanding.")
    assert identifier_words(item, unsaid="not known") == "not known; evidence names “booking reference”"
    assert legal_basis_words(item, unsaid="not known") == "not known; evidence speaks of “memorandum of understanding”"
    said = replace(item, identifier="hull number", legal_basis="Harbours Act")
    assert (identifier_words(said, unsaid="not known"), legal_basis_words(said, unsaid="")) == (
        "hull number",
        "Harbours Act",
    )
    assert identifier_words(a_hand_over(), unsaid="not known") == "not known"
    assert (told_at(a_hand_over()), trouble_words(a_hand_over())) == (HandOverTold(), "none told")


def test_all_of_it_in_words_a_line_each():
    item = a_hand_over("By booking reference and case number, without written consent.", kind=Kind.PAIN_POINT)
    assert told_at(item).words == (
        "Names “booking reference” and “case number”.",
        "Speaks of “written consent”.",
        "Trouble: By booking reference and case number, without written consent.",
    )
