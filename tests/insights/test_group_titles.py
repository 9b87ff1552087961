"""Titles of groups without a pattern: what is wrong for whom, or that they tell no difficulty. All invented."""

import pytest

from domain.evidence import Coding, Kind
from insights.coding.sure_difficulties import is_sure, says_it_went_well
from insights.theming.group_titles import group_title, tells_a_difficulty
from tests.insights.coded_evidence import evidence_of


def told(text, *, chance=0.9, kind=Kind.PAIN_POINT):
    return evidence_of(text, coding=Coding(kind=kind, pain_point=chance))


def titled(*evidence, near=None, usual=0.5, keywords=("ferry", "tide")):
    return group_title(evidence, near or {item.id: 0.7 for item in evidence}, keywords, usual=usual)


def test_a_title_says_what_is_wrong_for_whom_before_what_is_nearer_to_the_middle():
    plain = told("Skippers cannot see whether the harbour office has received their licence.")
    vague = told("And then it was the same old story over there.")
    assert titled(vague, plain, near={vague.id: 0.8, plain.id: 0.7}) == (
        "“Skippers cannot see whether the harbour office has received their licence”"
    )


def test_a_recommendation_gives_no_title_where_a_difficulty_is_told():
    advice = told("Show every skipper the tide table on the first page.", kind=Kind.RECOMMENDATION, chance=0.1)
    pains = [told("The ferry clerk types the tide table again."), told("Nobody sends the ferry crew a tide table.")]
    assert titled(advice, *pains, near={advice.id: 0.9} | {item.id: 0.5 for item in pains})[1:-1] in {
        item.text[:-1] for item in pains
    }


def test_praise_that_was_coded_as_a_difficulty_is_not_what_a_group_is_called():
    praise = told("The new ferry page does what it says.", chance=0.75)
    pain = told("The ferry page lost what skippers had typed.", chance=0.75)
    assert titled(praise, pain, near={praise.id: 0.9, pain.id: 0.7}) == f"“{pain.text[:-1]}”"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (Kind.POSITIVE, "Mostly praise: ferry, tide"),
        (Kind.RECOMMENDATION, "Mostly recommendations: ferry, tide"),
        (Kind.METHOD, "Mostly how the research was done: ferry, tide"),
    ],
)
def test_a_group_that_tells_no_difficulty_says_what_it_tells_instead(kind, title):
    others = [told(f"The ferry came at {n}.", kind=kind, chance=0.1) for n in range(4)]
    assert titled(told("The ferry was late."), *others) == title


def test_a_group_of_every_kind_is_called_so():
    kinds = (Kind.POSITIVE, Kind.METHOD, Kind.NEED)
    assert titled(*(told("The ferry came.", kind=kind, chance=0.1) for kind in kinds)) == (
        "Remarks of several kinds: ferry, tide"
    )


def test_what_is_not_coded_yet_is_quoted():
    assert titled(evidence_of("The ferry came at noon again.")) == "“The ferry came at noon again”"


def test_how_many_difficulties_make_a_group_one_about_them_depends_on_the_corpus():
    assert tells_a_difficulty(3, 30, usual=0.2)
    assert not tells_a_difficulty(3, 30, usual=0.6)
    assert not tells_a_difficulty(1, 3, usual=0.2)


@pytest.mark.parametrize(
    "text",
    [
        "It was grand, two minutes and I was out.",
        "So I can stop carrying that map about.",
        "The new page for moorings does what it says, and people rang to say so.",
    ],
)
def test_praise_and_relief_are_known_by_their_wording(text):
    assert says_it_went_well(text)
    assert not is_sure(told(text))


@pytest.mark.parametrize("text", ["It is not easy to moor.", "The clerk was lovely but the form was lost."])
def test_a_denial_or_a_contrast_is_no_praise(text):
    assert not says_it_went_well(text)
    assert is_sure(told(text))


def test_a_difficulty_that_the_coder_is_hardly_sure_of_is_none_on_its_own():
    assert not is_sure(told("They write to him still.", chance=0.6))


@pytest.mark.parametrize(
    "text",
    [
        "My pension dropped by a third.",
        "The website went down from Friday.",
        "It is easy to miss the deadline.",
        "Easier to give up.",
        "The letter was easy to lose.",
    ],
)
def test_a_loss_and_what_is_easy_to_get_wrong_are_no_praise(text):
    assert not says_it_went_well(text)


def test_fewer_calls_are_praise():
    assert says_it_went_well("Calls about the tide fell by half.")
