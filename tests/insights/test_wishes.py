"""What people need, recommend and praise about a difficulty is gathered beside it. All bodies are fictional."""

from dataclasses import replace

import pytest

from domain.access import Marking
from domain.catalogue import Catalogue, Organisation
from domain.decisions import DecidedLink, Verdict
from domain.evidence import Kind
from insights.codebook import load_codebook
from insights.coding.wish_cues import worded_as_wishes
from insights.coding.wish_grammar import parsed
from insights.coding.wish_lacks import told_as_lacking
from insights.objectives import load_objectives, load_wordings
from insights.sharing.pain_points import find_pain_points
from insights.sharing.wishes import find_wishes, select_wishes
from tests.insights.coded_evidence import a_codebook, a_pattern, coded, evidence_of, vectors_of
from tests.insights.test_pain_points import CANAL, FOREST, HARBOUR, the_planted_corpus

TWO_PATTERNS = a_codebook(a_pattern(1), a_pattern(2))


def told(text, organisation=HARBOUR, *, kind=Kind.NEED, pattern="PAT_01", fit=0.9, **fields):
    return evidence_of(text, organisation, coding=coded(pattern, fit, kind=kind, pain_point=0.1), **fields)


def matched_as_a_difficulty(text):
    """A need that the coder did not find worded as one: how right the difficulty is was looked into."""
    need = told(text)
    fits = tuple(replace(fit, right=0.4) for fit in need.coding.patterns)
    return replace(need, coding=replace(need.coding, patterns=fits))


def some_needs():
    return [
        told("Boat owners want the office to keep their address.", HARBOUR, date="2024-05"),
        told("Crews would like to give their address once.", CANAL, date="2025-01"),
        told("Campers want a shorter form.", FOREST, pattern="PAT_02"),
    ]


def told_by_wording(kind, text):
    return bool(worded_as_wishes([text], {0: kind}))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Owners want to see when the permit runs out.", Kind.NEED),
        ("Clerks need one list of the moorings.", Kind.NEED),
        ("Lock-keepers would like to be asked beforehand.", Kind.NEED),
        ("Whoever steers should be able to, and the crew needs to know the depth.", Kind.NEED),
        ("It would help to know the price beforehand.", Kind.NEED),
        ("A letter that says what is still missing.", Kind.NEED),
        ("Somebody to show us round the harbour.", Kind.NEED),
        ("Send me one leaflet with the tides.", Kind.NEED),
        ("The form should ask for the address once.", Kind.RECOMMENDATION),
        ("(H) Recommendation: show the price on the first page.", Kind.RECOMMENDATION),
        ("Print the tides on the back of the permit.", Kind.RECOMMENDATION),
        ("Everybody found the new form easy to fill in.", Kind.POSITIVE),
        ("The counter worked well for all nine.", Kind.POSITIVE),
        ("Everybody renewed without difficulty.", Kind.POSITIVE),
    ],
)
def test_wording_and_grammar_tell_a_need_a_recommendation_and_praise_whoever_wants_it(text, kind):
    assert told_by_wording(kind, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Owners do not need the map.", Kind.NEED),
        ("We need to understand what owners do next.", Kind.NEED),
        ("Owners open the letter at the weekend.", Kind.NEED),
        ("Most preferred the harbour to the canal.", Kind.NEED),
        ("This should make the form shorter for everyone.", Kind.RECOMMENDATION),
        ("Should the form ask for the address once?", Kind.RECOMMENDATION),
        ("Try the new form with five more owners.", Kind.RECOMMENDATION),
        ("Enter your number and keep your letter.", Kind.RECOMMENDATION),
        ("work out the way on their own", Kind.RECOMMENDATION),
        ("Improve it.", Kind.RECOMMENDATION),
        ("Everybody found the form easy, but nobody sent it.", Kind.POSITIVE),
        ("The price was not clear to anyone.", Kind.POSITIVE),
        ("They refused straight away.", Kind.POSITIVE),
        ("Simple mistakes cost me my claim.", Kind.POSITIVE),
        ("It is clear they lied.", Kind.POSITIVE),
        ("Easy to get wrong.", Kind.POSITIVE),
        ("Owners want one form.", Kind.BEHAVIOUR),
    ],
)
def test_what_only_sounds_like_one_is_none(text, kind):
    assert not told_by_wording(kind, text)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Clerks need to see the tides.", "Clerks cannot see the tides."),
        ("Owners would like a shorter form.", "Owners have no shorter form."),
        ("The form should ask once.", "The form does not ask once."),
        ("A letter that says what is missing.", "There is no letter that says what is missing."),
        ("Print the tides. (High)", "They do not print the tides"),
        ("Print the tides. High", "They do not print the tides"),
        ("Clerks should not have to retype it.", "Clerks have to retype it."),
        ("The form shouldn't ask twice.", "The form does ask twice."),
        ("People must not be asked twice.", "People are asked twice."),
        ("The address must never be asked for again.", "The address is asked for again."),
        ("The user asked why the form was sent.", "The user asked why the form was sent."),
        ("We need more time.", "We have not enough time."),
        ("Letters in size M", "Letters in size M"),
        ("Owners do not need a map.", "Owners do not need a map."),
    ],
)
def test_a_wish_is_told_as_the_difficulty_that_it_would_mend(text, lacking):
    [document] = parsed([text])
    assert told_as_lacking(text, document) == lacking


def test_every_pattern_of_the_codebook_has_an_objective_of_its_own():
    objectives = load_objectives()
    assert set(objectives) == {pattern.id for pattern in load_codebook().patterns}
    assert len({words.casefold() for words in objectives.values()}) == len(objectives)


def test_no_wording_of_an_objective_is_used_twice():
    wordings = [words.casefold() for told in load_wordings().values() for words in told]
    assert len(set(wordings)) == len(wordings)


def test_needs_about_one_difficulty_stand_together_most_widely_told_first():
    first, second = find_wishes(some_needs(), codebook=TWO_PATTERNS)
    assert (first.id, first.kind, first.pain_point, first.spread) == ("need_01", Kind.NEED, "pp_01", 2)
    assert (first.years, first.studies, first.observations) == ((2024, 2025), 2, 2)
    assert {fit.evidence.text for fit in first.evidence} == {item.text for item in some_needs()[:2]}
    assert (second.id, second.spread) == ("need_02", 1)


def test_only_what_enough_organisations_tell_is_listed_and_only_of_the_kind_that_was_asked_for():
    advice = told("The form should ask for the address once.", kind=Kind.RECOMMENDATION)
    wishes = find_wishes([*some_needs(), advice], codebook=TWO_PATTERNS)
    assert [wish.id for wish in select_wishes(wishes, kind=Kind.NEED)] == ["need_01"]
    assert [wish.id for wish in select_wishes(wishes, kind=Kind.NEED, min_organisations=1)] == ["need_01", "need_02"]
    assert [wish.id for wish in select_wishes(wishes, kind=Kind.RECOMMENDATION, min_organisations=1)] == ["rec_01"]
    assert select_wishes(wishes, kind=Kind.NEED, min_organisations=1, limit=1) == [wishes[0]]


def test_the_order_in_which_evidence_comes_makes_no_difference():
    needs = some_needs()
    assert find_wishes(needs, codebook=TWO_PATTERNS) == find_wishes(needs[::-1], codebook=TWO_PATTERNS)


def test_what_was_done_said_twice_fits_nothing_or_is_worded_otherwise_is_no_wish():
    items = [
        told("Simplify the form: we moved the address up.", kind=Kind.RECOMMENDATION),
        told("Owners want one form.", HARBOUR),
        told("Owners want  one FORM.", HARBOUR, study="Another study"),
        told("Owners want one counter.", pattern=None),
        matched_as_a_difficulty("Owners want one clerk."),
        evidence_of("Owners want one number.", coding=None),
    ]
    [wish] = find_wishes(items, codebook=TWO_PATTERNS)
    assert (wish.observations, wish.spread) == (1, 1)


def test_the_same_words_in_the_research_of_two_bodies_are_wanted_by_both():
    [wish] = find_wishes([told("Owners want one form.", body) for body in (HARBOUR, CANAL)], codebook=TWO_PATTERNS)
    assert (wish.observations, wish.spread) == (2, 2)


def test_needs_that_name_none_of_several_stated_of_their_files_share_nothing():
    first = told("Owners want one form.", HARBOUR, also_about=(CANAL,), stated=(HARBOUR, CANAL))
    second = told("Crews want one slip.", CANAL, also_about=("Reef Bureau",), stated=(CANAL, "Reef Bureau"))
    [wish] = find_wishes([first, second], codebook=TWO_PATTERNS)
    assert [(count.name, count.observations) for count in wish.organisations] == [(CANAL, 2)]
    [wish] = find_wishes([told("Boats want one gate.", "Forest Trust"), first], codebook=TWO_PATTERNS)
    assert (wish.observations, [count.name for count in wish.organisations]) == (1, ["Forest Trust"])


def test_a_need_in_a_file_stated_to_be_about_two_bodies_is_shared_only_where_it_names_them():
    both = (HARBOUR, CANAL)
    item = told("Owners want one form.", HARBOUR, also_about=(CANAL,), stated=both)
    [wish] = find_wishes([item], codebook=TWO_PATTERNS)
    assert (wish.spread, [fit.of_whole_file for fit in wish.evidence]) == (1, [True])
    known = Catalogue(organisations=tuple(Organisation(name=name) for name in both))
    [wish] = find_wishes(
        [replace(item, text="Owners want one form of the Harbour Office and the Canal Board.")],
        codebook=TWO_PATTERNS,
        known=known,
    )
    assert wish.spread == 2


def test_what_a_person_took_out_of_a_pattern_or_placed_there_as_evidence_is_no_wish_about_it():
    for verdict in Verdict:
        need = told("Owners want one form.")
        link = DecidedLink(
            nth=1,
            act="act_1",
            subject="PAT_01",
            observation_id=need.id,
            verdict=verdict,
            decided_by="Ines",
            decided_at="2025",
        )
        assert find_wishes([need], codebook=TWO_PATTERNS, decided=[link]) == []


def test_the_marking_of_a_wish_is_the_highest_of_its_evidence():
    needs = [told("Owners want one form."), told("Crews want one form.", CANAL, marking=Marking.OFFICIAL_SENSITIVE)]
    [wish] = find_wishes(needs, codebook=TWO_PATTERNS)
    assert wish.marking is Marking.OFFICIAL_SENSITIVE


def test_no_evidence_gives_no_wishes():
    assert find_wishes([], codebook=TWO_PATTERNS) == []


def the_point(*beside):
    evidence = the_planted_corpus()
    [point] = find_pain_points(
        evidence, codebook=a_codebook(), run=None, vectors=vectors_of(evidence), beside=list(beside)
    )
    return point


def test_needs_and_advice_stand_beside_the_pain_point_of_the_same_pattern_and_change_nothing_else():
    need = told("Owners want the office to keep their address.")
    advice = told("The form should ask for the address once.", kind=Kind.RECOMMENDATION)
    point, alone = the_point(need, advice), the_point()
    assert [fit.evidence.id for fit in point.needs] == [need.id]
    assert [fit.evidence.id for fit in point.recommendations] == [advice.id]
    assert (point.observations, point.score, point.reasons) == (alone.observations, alone.score, alone.reasons)
    assert (alone.needs, alone.recommendations, alone.against) == ((), (), ())


def test_praise_from_who_is_named_as_sharing_it_is_a_reason_and_from_others_is_only_shown():
    praise = "Everybody found the address easy to give."
    of_one_that_shares, of_another = (
        the_point(told(praise, kind=Kind.POSITIVE)),
        the_point(told(praise, "Museum", kind=Kind.POSITIVE)),
    )
    assert of_one_that_shares.reasons[-1] == f"evidence from {HARBOUR} also speaks against it"
    assert of_another.reasons == the_point().reasons
    assert [fit.organisation for fit in of_another.against] == ["Museum"]
    assert of_one_that_shares.confidence is of_another.confidence is the_point().confidence
