"""Pain points are found where several bodies tell the same difficulty, gravest first. All bodies are fictional."""

import random
from dataclasses import replace

import numpy as np
import pytest

from domain.catalogue import UNRECORDED, Catalogue, Organisation
from domain.decisions import DecidedLink, Verdict
from domain.evidence import Coding, Kind, Level, PatternFit, SaidKind, Severity, Standing
from domain.insights import Assignment, Confidence, Sharing, ThemeRow, ThemeStatus, Topic, TopicRun
from domain.wording import seen_in, shared_how
from insights.sharing.evidence_choice import LEAD, SHOWN
from insights.sharing.pain_points import find_pain_points, limit_evidence, select
from tests.insights.coded_evidence import a_codebook, a_pattern, coded, evidence_of, vectors_of

HARBOUR, CANAL, FOREST = "Harbour Office", "Canal Board", "Forest Trust"
ASKED_AGAIN = {
    HARBOUR: (
        "Boat owners type the same address again on every mooring form.",
        "We enter the same address again although the office already holds it.",
    ),
    CANAL: (
        "Barge crews give the same address again for each lock permit they want.",
        "Keepers copy the same address again from last year's permit.",
    ),
    FOREST: (
        "Visitors write the same address again for firewood and for fishing.",
        "Volunteers ask campers for the same address again at every gate.",
    ),
}
SLOW_SCREENS = (
    "The mooring screen freezes for minutes on busy mornings.",
    "Officers wait while the berth screen freezes and reloads.",
)


def the_planted_corpus(**coding):
    return [
        evidence_of(text, organisation, study=f"{organisation} interviews {n}", coding=coded(**coding))
        for organisation, texts in ASKED_AGAIN.items()
        for n, text in enumerate(texts)
    ]


def points_of(evidence, codebook=None, run=None):
    return find_pain_points(evidence, codebook=codebook or a_codebook(), run=run, vectors=vectors_of(evidence))


def test_a_difficulty_told_by_three_bodies_in_their_own_words_is_one_shared_point():
    [point] = points_of(the_planted_corpus())
    assert point.id == "pp_01"
    assert {count.name for count in point.organisations} == {HARBOUR, CANAL, FOREST}
    assert (point.observations, point.studies, point.sharing) == (6, 6, Sharing.IN_COMMON)
    assert not point.single_source


def test_a_shared_difficulty_comes_before_an_equally_grave_one_of_a_single_body():
    alone = [evidence_of(text, coding=coded("PAT_02")) for text in SLOW_SCREENS]
    points = points_of([*alone, *the_planted_corpus()], a_codebook(a_pattern(1), a_pattern(2)))
    assert [(point.pattern, point.sharing) for point in points] == [
        ("PAT_01", Sharing.IN_COMMON),
        ("PAT_02", Sharing.SINGLE),
    ]


def test_evidence_of_no_organisation_on_record_is_shown_and_makes_nothing_shared():
    own = [item for item in the_planted_corpus() if item.organisation == HARBOUR]
    told = [evidence_of(text, UNRECORDED, coding=coded()) for text in ASKED_AGAIN[CANAL]]
    [point] = points_of([*own, *told])
    assert {count.name for count in point.organisations} == {HARBOUR, UNRECORDED}
    assert (point.spread, point.sharing) == (1, Sharing.SINGLE)
    assert not any(reason.startswith("2 organisations") for reason in point.reasons)
    assert not select([point], min_organisations=2)


def test_one_stray_sentence_does_not_make_a_body_share_a_difficulty():
    stray = evidence_of("Anglers said the shop shuts early.", "River Club", coding=coded(fit=0.3, pain_point=0.6))
    [point] = points_of([*the_planted_corpus(), stray])
    assert "River Club" not in {count.name for count in point.organisations}
    assert stray.id not in {fit.evidence.id for fit in point.evidence}


def test_one_sentence_alone_that_names_two_bodies_makes_nothing_shared():
    texts = (
        f"{HARBOUR} rings {CANAL} for each address again.",
        f"{HARBOUR} waits until {CANAL} gives the number again.",
    )
    both = [evidence_of(text, HARBOUR, also_about=(CANAL,), coding=coded("PAT_02")) for text in texts]
    codebook = a_codebook(a_pattern(2))
    [alone] = points_of(both[:1], codebook)
    assert [count.name for count in alone.organisations] == [HARBOUR]
    [twice] = points_of(both, codebook)
    assert {count.name for count in twice.organisations} == {HARBOUR, CANAL}
    [judged] = find_pain_points(
        both[:1], codebook=codebook, run=None, vectors=vectors_of(both[:1]), decided=[ruled(both[0])]
    )
    assert {count.name for count in judged.organisations} == {HARBOUR, CANAL}


def test_one_sentence_that_fits_very_well_is_enough():
    single = evidence_of("Divers give the same address again for every wreck permit.", "Reef Bureau", coding=coded())
    [point] = points_of([*the_planted_corpus(), single])
    assert REEF in {count.name for count in point.organisations}
    assert any("one quotation only from Reef Bureau" in reason for reason in point.reasons)


def said_once(*bodies, pattern="PAT_02"):
    """One sentence of each body that fits very well, of a study of its own."""
    texts = zip(bodies, SLOW_SCREENS, strict=False)
    grave = coded(pattern, severity=Severity.HIGH)
    return [evidence_of(text, body, study=f"{body} visit", coding=grave) for body, text in texts]


def ruled(item, verdict=Verdict.EVIDENCE, pattern="PAT_02"):
    return DecidedLink(
        nth=1, act="dc_1", observation_id=item.id, subject=pattern, verdict=verdict, decided_by="Ada", decided_at="2025"
    )


def test_what_each_body_says_once_is_weak_and_does_not_head_the_list_however_grave():
    """One misread sentence is half of it; the planted one costs less, and three bodies tell it twice."""
    codebook = a_codebook(a_pattern(1), a_pattern(2, severity=Severity.HIGH))
    thin = said_once(HARBOUR, CANAL)
    points = points_of([*thin, *the_planted_corpus()], codebook)
    assert [(point.pattern, point.is_thin, point.is_lead) for point in points] == [
        ("PAT_01", False, False),
        ("PAT_02", True, False),
    ]
    assert points[1].confidence is Confidence.WEAK
    assert "one quotation only from Canal Board and Harbour Office, and nobody has confirmed them" in points[1].reasons


def test_a_person_who_confirms_one_of_them_puts_it_where_its_consequence_says():
    codebook = a_codebook(a_pattern(1), a_pattern(2, severity=Severity.HIGH))
    thin = said_once(HARBOUR, CANAL)
    evidence = [*thin, *the_planted_corpus()]
    points = find_pain_points(
        evidence, codebook=codebook, run=None, vectors=vectors_of(evidence), decided=[ruled(thin[0])]
    )
    assert [(point.pattern, point.is_thin) for point in points] == [("PAT_02", False), ("PAT_01", False)]
    assert points[0].confidence is Confidence.MODERATE


def test_merging_a_theme_confirms_none_of_its_sentences():
    thin = said_once(HARBOUR, CANAL)
    merged = [replace(ruled(item), nth=nth, by_merging=True) for nth, item in enumerate(thin, start=1)]
    found = {}
    for decided in (merged, [*merged, replace(ruled(thin[0]), nth=3)]):
        [point] = find_pain_points(
            thin,
            codebook=a_codebook(a_pattern(1), a_pattern(2)),
            run=None,
            vectors=vectors_of(thin),
            decided=decided,
        )
        found[len(decided)] = (point.is_thin, [fit.is_judged for fit in point.evidence].count(True))
    assert found == {2: (True, 0), 3: (False, 1)}


def test_a_body_that_says_it_twice_is_enough_not_to_be_thin():
    more = evidence_of("Clerks reload the frozen berth screen.", HARBOUR, study="Second visit", coding=coded("PAT_02"))
    [point] = points_of([*said_once(HARBOUR, CANAL), more], a_codebook(a_pattern(1), a_pattern(2)))
    assert not point.is_thin


def test_what_a_person_says_is_no_pain_point_is_no_evidence_and_what_they_say_is_one_is():
    taken, *rest = the_planted_corpus()
    no_pain = replace(taken, said_kind=SaidKind(kind=Kind.POSITIVE, by="Ada", at="2025"))
    read_as_method = evidence_of(
        "Anglers give the same address again at each pond.", HARBOUR, coding=coded(kind=Kind.METHOD, pain_point=0.1)
    )
    said = replace(read_as_method, said_kind=SaidKind(kind=Kind.PAIN_POINT, by="Ada", at="2025"))
    [point] = points_of([no_pain, *rest, said])
    ids = {fit.evidence.id for fit in point.evidence}
    assert taken.id not in ids
    assert said.id in ids


def test_the_severity_that_a_person_said_counts_in_place_of_the_one_that_was_read():
    items = the_planted_corpus(severity=Severity.LOW)
    grave = [
        replace(item, said_kind=SaidKind(kind=Kind.PAIN_POINT, severity=Severity.HIGH, by="Ada", at="2025"))
        for item in items
    ]
    [before], [after] = points_of(items), points_of(grave)
    assert before.severity.rank < after.severity.rank


def weakly_told(*bodies, pattern="PAT_02"):
    below = (LEAD.good + SHOWN.good) / 2
    texts = zip(bodies, SLOW_SCREENS, strict=False)
    return [
        evidence_of(variant, body, study=f"{body} visit {n}", coding=coded(pattern, fit=below))
        for body, text in texts
        for n, variant in enumerate((text, f"{text} Staff sigh."))
    ]


def test_what_only_weaker_evidence_tells_of_two_bodies_is_a_lead_and_comes_last():
    lead = weakly_told(HARBOUR, CANAL)
    points = points_of([*lead, *the_planted_corpus()], a_codebook(a_pattern(1), a_pattern(2, severity=Severity.HIGH)))
    assert [point.pattern for point in points] == ["PAT_01", "PAT_02"]
    assert points[1].confidence is Confidence.WEAK
    assert [point.is_lead for point in points] == [False, True]
    assert points[1].reasons[0].startswith("a lead only")
    assert {fit.evidence.id for fit in points[1].evidence} == {item.id for item in lead}


def test_weaker_evidence_of_one_body_alone_is_not_even_a_lead():
    assert points_of(weakly_told(HARBOUR)) == []
    [point] = points_of([*weakly_told("Reef Bureau", pattern="PAT_01"), *the_planted_corpus()])
    assert "Reef Bureau" not in {count.name for count in point.organisations}


def test_a_sentence_repeated_in_many_files_is_one_voice():
    text = ASKED_AGAIN[HARBOUR][0]
    repeated = [
        evidence_of(variant, "Lighthouse Service", study=f"Copy {n}", coding=coded(fit=0.4, pain_point=0.75))
        for n, variant in enumerate((text, text.upper(), f"  {text.replace(' ', '  ')}"))
    ]
    [point] = points_of([*the_planted_corpus(), *repeated])
    assert point.observations == 6
    assert "Lighthouse Service" not in {count.name for count in point.organisations}


def test_needs_recommendations_and_unsure_sentences_are_no_evidence():
    others = [
        evidence_of("People want the same address kept again.", coding=coded(kind=Kind.NEED, severity=None)),
        evidence_of("Do not ask for the same address again.", coding=coded(kind=Kind.RECOMMENDATION, severity=None)),
        evidence_of("Perhaps the same address again.", coding=coded(pain_point=0.4)),
        evidence_of("Nobody has coded the same address again.", coding=None),
    ]
    [point] = points_of([*the_planted_corpus(), *others])
    assert point.observations == 6


def test_what_has_been_mended_does_not_lead():
    mended = [
        evidence_of(text, organisation, coding=coded("PAT_02", severity=Severity.HIGH), standing=Standing.FIXED)
        for organisation in (HARBOUR, CANAL)
        for text in (f"The {organisation} map froze and lost routes.", f"Routes on the {organisation} map were lost.")
    ]
    codebook = a_codebook(a_pattern(1), a_pattern(2, severity=Severity.HIGH))
    points = points_of([*mended, *the_planted_corpus()], codebook)
    assert [(point.pattern, point.standing) for point in points] == [
        ("PAT_01", Standing.UNKNOWN),
        ("PAT_02", Standing.FIXED),
    ]


def test_a_study_of_a_prototype_marks_its_findings_so():
    evidence = [
        evidence_of(text, organisation, coding=coded(), standing=Standing.PROTOTYPE)
        for organisation, texts in ASKED_AGAIN.items()
        for text in texts
    ]
    assert [point.standing for point in points_of(evidence)] == [Standing.PROTOTYPE]


def test_between_comes_before_in_common_when_the_consequence_is_the_same():
    between = [
        evidence_of(text, organisation, study=f"{organisation} {n}", coding=coded("PAT_02", level=Level.BETWEEN))
        for organisation in (HARBOUR, CANAL, FOREST)
        for n, text in enumerate(
            (
                f"Tow requests from {organisation} to the police reach nobody.",
                f"No other body answers tow requests sent by {organisation}.",
            )
        )
    ]
    codebook = a_codebook(a_pattern(1), a_pattern(2, level=Level.BETWEEN))
    points = points_of([*the_planted_corpus(), *between], codebook)
    assert [point.sharing for point in points] == [Sharing.BETWEEN, Sharing.IN_COMMON]


def test_a_rule_that_sits_between_bodies_is_told_as_between_and_still_bites_as_a_rule():
    corpus = [replace(item, text=f"{item.text} So do two other bodies.") for item in the_planted_corpus()]
    [point] = points_of(corpus, a_codebook(a_pattern(1, level=Level.RULE, between=True)))
    assert (point.sharing, point.level) == (Sharing.BETWEEN, Level.RULE)
    [own_copies] = points_of(corpus, a_codebook(a_pattern(1, level=Level.RULE)))
    assert own_copies.sharing is Sharing.IN_COMMON


BETWEEN = a_codebook(a_pattern(1, level=Level.BETWEEN))


def test_what_tells_of_each_bodys_own_departments_is_in_common_and_says_why():
    [point] = points_of(the_planted_corpus(), BETWEEN)
    assert (point.sharing, point.level) == (Sharing.IN_COMMON, Level.SERVICE)
    assert "no quotation tells of more than one organisation, so it counts as in common" in point.reasons
    assert seen_in(point).endswith("too few of these quotations name the other one to count it so.")
    assert "between by nature" in shared_how(point)


def test_a_rule_that_sits_between_bodies_is_no_copy_of_each_where_its_quotations_name_no_other():
    [point] = points_of(the_planted_corpus(), a_codebook(a_pattern(1, level=Level.RULE, between=True)))
    assert point.sharing is Sharing.IN_COMMON
    assert "between by nature" in shared_how(point)


def test_what_need_not_lie_between_bodies_is_each_ones_own_copy():
    [point] = points_of(the_planted_corpus(), a_codebook(a_pattern(1)))
    assert seen_in(point).endswith("Each organisation has its own copy of this difficulty.")
    assert shared_how(point) == "in common"


@pytest.mark.parametrize(
    ("of_two", "sharing", "why"),
    [
        (1, Sharing.IN_COMMON, "only 1 of 6 quotations tells of more than one organisation"),
        (2, Sharing.BETWEEN, "2 of 6 quotations tell of more than one organisation"),
        (3, Sharing.BETWEEN, ""),
    ],
)
def test_it_is_between_as_far_as_several_quotations_or_half_tell_of_two_bodies(of_two, sharing, why):
    plain = the_planted_corpus()
    told = [replace(item, text=f"The police say so too. {item.text}") for item in plain[:of_two]]
    [point] = points_of([*told, *plain[of_two:]], BETWEEN)
    assert point.sharing is sharing
    assert any(reason.startswith(why) for reason in point.reasons)
    assert bool(why) is any("more than one organisation" in reason for reason in point.reasons)


def test_a_sentence_that_names_another_body_than_the_one_it_is_about_tells_of_two():
    named = [
        evidence_of(f"Crews carry slips to the Port Office {when}.", CANAL, study=when, coding=coded())
        for when in ("each spring", "whenever a lock floods")
    ]
    [point] = points_by_name([*named, *the_planted_corpus()], BETWEEN)
    assert point.sharing is Sharing.BETWEEN


def test_evidence_that_names_two_bodies_sits_between_them():
    evidence = [
        evidence_of(text, HARBOUR, also_about=(CANAL,), study=f"Hand-over {n}", coding=coded())
        for n, text in enumerate(ASKED_AGAIN[HARBOUR])
    ]
    [point] = points_of(evidence)
    assert point.sharing is Sharing.BETWEEN
    assert {count.name for count in point.organisations} == {HARBOUR, CANAL}


OF_BOTH = Catalogue(organisations=(Organisation(name=HARBOUR, aliases=("Port Office",)), Organisation(name=CANAL)))


def of_file(text, *, headings=(), stated=(CANAL, HARBOUR), **fields):
    """A sentence of a file that was stated to be about the Canal Board and the Harbour Office."""
    item = evidence_of(text, stated[0], also_about=stated[1:], study="Joint notes", stated=stated, coding=coded())
    return replace(item, headings=headings, **fields)


def points_by_name(evidence, codebook=None):
    return find_pain_points(
        evidence, codebook=codebook or a_codebook(), run=None, vectors=vectors_of(evidence), known=OF_BOTH
    )


def test_organisations_stated_of_a_whole_file_share_nothing_that_its_sentences_do_not_say_of_them():
    evidence = [of_file(text) for text in ASKED_AGAIN[FOREST]]
    [point] = points_by_name(evidence)
    assert point.sharing is Sharing.SINGLE
    assert [(count.name, count.observations) for count in point.organisations] == [(CANAL, 2)]
    assert [fit.of_whole_file for fit in point.evidence] == [True, True]
    assert point.reasons[-1].startswith(f"2 quotations are of files stated to be about {CANAL} and {HARBOUR}")


def test_a_sentence_or_a_heading_that_names_one_of_them_is_about_that_one():
    in_words = of_file("Port Office clerks ask for the same address again.")
    under_heading = of_file(ASKED_AGAIN[FOREST][0], headings=("Canal Board: the lock desk",))
    [point] = points_by_name([in_words, under_heading])
    assert {fit.organisation: fit.evidence.id for fit in point.evidence} == {
        HARBOUR: in_words.id,
        CANAL: under_heading.id,
    }
    assert not any(fit.of_whole_file for fit in point.evidence)


def test_a_sentence_that_names_none_of_them_stands_with_one_that_counts_without_it():
    own = [item for item in the_planted_corpus() if item.organisation == HARBOUR]
    [point] = points_by_name([*own, of_file(ASKED_AGAIN[FOREST][0])])
    assert [(count.name, count.observations) for count in point.organisations] == [(HARBOUR, 3)]
    assert point.sharing is Sharing.SINGLE


REEF = "Reef Bureau"


@pytest.mark.parametrize("others", [(HARBOUR, REEF), (REEF, HARBOUR), (FOREST, REEF)])
def test_sentences_that_name_none_share_nothing_among_themselves_whatever_was_stated_of_their_files(others):
    first, second = (
        replace(item, coding=coded(fit=0.6))
        for item in (of_file(ASKED_AGAIN[FOREST][0]), of_file(ASKED_AGAIN[CANAL][1], stated=others))
    )
    [point] = points_by_name([first, second])
    both_may_be = HARBOUR in others
    assert [(count.name, count.observations) for count in point.organisations] == (
        [(HARBOUR, 2)] if both_may_be else [(point.organisations[0].name, 1)]
    )


def test_a_sentence_of_which_none_that_counts_was_stated_adds_no_organisation():
    own = [item for item in the_planted_corpus() if item.organisation == HARBOUR]
    [point] = points_by_name([*own, of_file(ASKED_AGAIN[FOREST][0], stated=(FOREST, REEF))])
    assert [(count.name, count.observations) for count in point.organisations] == [(HARBOUR, 2)]


def test_one_organisation_stated_of_a_file_counts_as_before():
    evidence = [*the_planted_corpus(), *(of_file(text, stated=(REEF,)) for text in ASKED_AGAIN[FOREST])]
    [point] = points_by_name([replace(item, text=f"{item.text} Truly.") for item in evidence])
    assert REEF in {count.name for count in point.organisations}
    assert not any(fit.of_whole_file for fit in point.evidence)


def test_the_consequence_weighs_more_than_the_number_of_sentences():
    many = [
        evidence_of(f"The {thing} on every {place} looks rather pale.", organisation, coding=coded("PAT_02"))
        for organisation in (HARBOUR, CANAL, FOREST)
        for thing in ("legend", "button", "heading")
        for place in ("screen", "timetable", "poster")
    ]
    codebook = a_codebook(a_pattern(1, severity=Severity.HIGH), a_pattern(2, severity=Severity.LOW))
    points = points_of([*many, *the_planted_corpus(severity=Severity.HIGH)], codebook)
    assert points[0].pattern == "PAT_01"
    assert points[1].observations > points[0].observations


def leaning(items, gravity):
    return [replace(item, coding=replace(item.coding, gravity=gravity)) for item in items]


def test_of_one_severity_what_leans_to_harm_comes_before_and_a_person_stands_above_it():
    items = the_planted_corpus(severity=Severity.MEDIUM)
    [mild], [usual], [grave] = (points_of(leaning(items, gravity)) for gravity in (0.2, None, 0.9))
    assert mild.score < usual.score < grave.score
    [as_medium] = points_of(leaning(items, 0.5))
    assert as_medium.score == usual.score
    said = SaidKind(kind=Kind.PAIN_POINT, severity=Severity.LOW, by="Ada", at="2025")
    [below] = points_of([replace(item, said_kind=said) for item in leaning(items, 0.9)])
    assert below.score < mild.score


def test_the_worst_quotation_does_not_set_the_severity():
    evidence = the_planted_corpus(severity=Severity.LOW)
    worst = evidence_of("Crews lost a day giving the same address again.", coding=coded(severity=Severity.HIGH))
    [point] = points_of([*evidence, worst], a_codebook(a_pattern(severity=Severity.LOW)))
    assert point.severity is Severity.LOW


def test_a_study_that_retells_another_counts_with_it():
    first, again = ASKED_AGAIN[HARBOUR]
    evidence = [
        evidence_of(first, study="The long survey", sample_size=900, coding=coded()),
        evidence_of(again, study="A talk about it", retells="The long survey", sample_size=900, coding=coded()),
    ]
    [point] = points_of(evidence)
    assert (point.studies, point.participants, point.single_source) == (1, 900, True)
    assert point.confidence is Confidence.WEAK
    assert "only one study" in point.reasons


def test_participants_are_summed_over_studies_and_never_inferred():
    first, again = ASKED_AGAIN[HARBOUR]
    stated = [
        evidence_of(first, study="Spring", sample_size=8, date="2023-04", coding=coded()),
        evidence_of(again, study="Autumn", sample_size=5, date="2024", coding=coded()),
    ]
    [point] = points_of(stated)
    assert (point.participants, point.years) == (13, (2023, 2024))
    [unstated] = points_of(the_planted_corpus())
    assert (unstated.participants, unstated.years) == (None, ())


def test_evidence_takes_organisations_in_turn_and_counts_a_near_repeat_of_one_team_as_the_same_voice():
    near = evidence_of("Boat owners type the same address again on every mooring form now.", coding=coded(fit=0.5))
    [point] = points_of([*the_planted_corpus(), near])
    assert {fit.organisation for fit in point.evidence[:3]} == {HARBOUR, CANAL, FOREST}
    assert near.id not in {fit.evidence.id for fit in point.evidence}
    assert point.observations == len(point.evidence) == 6


ROUNDS = [f"In round {n} crews typed the berth number twice on every form." for n in ("one", "two")]


def test_boilerplate_of_one_team_is_one_voice_and_leaves_a_thin_finding_thin():
    rounds = [evidence_of(text, CANAL, study=text, coding=coded("PAT_02")) for text in ROUNDS]
    once = evidence_of(SLOW_SCREENS[0], HARBOUR, coding=coded("PAT_02"))
    [point] = points_of([*rounds, once], a_codebook(a_pattern(1), a_pattern(2)))
    assert {count.name: count.observations for count in point.organisations} == {CANAL: 1, HARBOUR: 1}
    assert (point.is_thin, point.confidence) == (True, Confidence.WEAK)


def test_nearly_the_same_words_of_two_teams_are_two_voices_and_both_are_shown():
    teams = [
        evidence_of(text, CANAL, study=text, team=team, coding=coded())
        for text, team in zip(ROUNDS, ("Lock team", "Barge team"), strict=True)
    ]
    [point] = points_of(teams)
    assert point.observations == len(point.evidence) == 2


def test_a_retelling_in_nearly_the_same_words_is_no_further_voice_whoever_retells():
    first = evidence_of(ROUNDS[0], CANAL, study="Rounds", team="Lock team", coding=coded())
    again = evidence_of(ROUNDS[1], CANAL, study="A talk", retells="Rounds", team="Talk team", coding=coded())
    [point] = points_of([first, again])
    assert point.observations == 1


def test_the_same_words_in_the_research_of_two_bodies_count_for_both():
    text = "We wait until the map has loaded."
    own = [evidence_of(text, body, study=f"{body} visit", coding=coded("PAT_02")) for body in (HARBOUR, CANAL)]
    [point] = points_of(own, a_codebook(a_pattern(1), a_pattern(2)))
    assert {count.name for count in point.organisations} == {HARBOUR, CANAL}
    assert point.sharing is Sharing.IN_COMMON


def test_limiting_evidence_keeps_the_counts_and_the_best_of_each_organisation():
    [point] = points_of(the_planted_corpus())
    limited = limit_evidence(point, 1)
    assert [fit.organisation for fit in limited.evidence] == [fit.organisation for fit in point.evidence[:3]]
    assert limited.observations == point.observations
    assert limit_evidence(point, 0).evidence == ()


def test_filters_narrow_without_reordering():
    evidence = [*the_planted_corpus(), *(evidence_of(text, coding=coded("PAT_02")) for text in SLOW_SCREENS)]
    points = points_of(evidence, a_codebook(a_pattern(1), a_pattern(2, level=Level.SCREEN)))
    assert [point.pattern for point in select(points)] == ["PAT_01"]
    assert [point.pattern for point in select(points, min_organisations=1)] == ["PAT_01", "PAT_02"]
    assert [point.pattern for point in select(points, min_organisations=1, level=Level.SCREEN)] == ["PAT_02"]
    assert select(points, sharing=Sharing.BETWEEN) == []
    assert select(points, standing=Standing.LIVE) == []
    assert select(points, limit=0) == []


def a_run(evidence, topic):
    return TopicRun(
        id="run_1",
        seed=1,
        method="bertopic",
        parameters=(),
        versions=(),
        topics=(topic,),
        assignments=tuple(Assignment(observation_id=item.id, topic=topic.number, probability=0.8) for item in evidence),
        started_at="2025-01-01T00:00:00+00:00",
        seconds=1.0,
    )


def unfamiliar_difficulty():
    return [
        evidence_of(
            f"{who} of the {organisation} say tide tables disagree with sluice tables {when}.",
            organisation,
            coding=coded(None),
        )
        for organisation in (HARBOUR, CANAL)
        for who, when in (("Pilots", "in spring"), ("Skippers", "after storms"), ("Wardens", "every autumn"))
    ]


def test_a_topic_that_nobody_accepted_is_no_pain_point():
    evidence = unfamiliar_difficulty()
    topic = Topic(number=4, title="Tide, sluice, tables", keywords=("tide", "sluice", "tables"), size=6)
    assert points_of(evidence, run=a_run(evidence, topic)) == []


def an_accepted_theme(evidence, **fields):
    return ThemeRow(
        id="th_tide",
        title="Tide and sluice tables disagree",
        keywords=("tide", "sluice"),
        status=ThemeStatus.ACCEPTED,
        topic=4,
        pattern=None,
        observations=len(evidence),
        organisations=2,
        members=tuple(item.id for item in evidence),
        **fields,
    )


def of_the_theme(evidence, *, decided=(), **fields):
    points = find_pain_points(
        evidence,
        codebook=a_codebook(),
        run=None,
        vectors=vectors_of(evidence),
        themes=[an_accepted_theme(evidence, **fields)],
        decided=decided,
    )
    return [(point.description, {fit.evidence.id for fit in point.evidence}) for point in points]


def test_what_a_person_wrote_to_a_theme_describes_its_pain_point():
    evidence = unfamiliar_difficulty()
    [(description, _)] = of_the_theme(evidence, description="Crews read two tables and trust neither.")
    assert description == "Crews read two tables and trust neither."


def test_praise_and_what_the_coder_is_hardly_sure_of_is_no_evidence_of_a_theme_until_a_person_says_so():
    evidence = unfamiliar_difficulty()
    praise = evidence_of("It was grand at the sluice, two minutes.", HARBOUR, coding=coded(None, pain_point=0.9))
    unsure = evidence_of("They hang a tide table there.", HARBOUR, coding=coded(None, pain_point=0.55))
    [(_, shown)] = of_the_theme([*evidence, praise, unsure])
    assert shown == {item.id for item in evidence}
    said = DecidedLink(
        nth=1,
        act="dc_1",
        observation_id=unsure.id,
        subject="th_tide",
        verdict=Verdict.EVIDENCE,
        decided_by="Asha Vale",
        decided_at="2025-04-02",
    )
    [(_, shown)] = of_the_theme([*evidence, praise, unsure], decided=[said])
    assert shown == {item.id for item in [*evidence, unsure]}


def test_a_theme_without_a_pattern_that_people_accepted_is_a_point_under_its_title_and_identifier():
    evidence = unfamiliar_difficulty()
    theme = an_accepted_theme(evidence)
    [point] = find_pain_points(evidence, codebook=a_codebook(), run=None, vectors=vectors_of(evidence), themes=[theme])
    assert (point.id, point.title, point.pattern) == ("pp_ttide", "Tide and sluice tables disagree", None)
    assert point.description == "A theme that people accepted, without a pattern yet. Nobody has described it."
    assert {count.name for count in point.organisations} == {HARBOUR, CANAL}


def test_what_is_evidence_of_a_pattern_stands_under_the_theme_that_people_accepted_with_it_too():
    evidence = unfamiliar_difficulty()
    first, *rest = evidence
    fits = replace(first, coding=replace(first.coding, patterns=(PatternFit(pattern="PAT_01", fit=0.95, right=0.95),)))
    both = [fits, *rest]
    points = find_pain_points(
        both, codebook=a_codebook(a_pattern(1)), run=None, vectors=vectors_of(both), themes=[an_accepted_theme(both)]
    )
    shown = {point.pattern: {fit.evidence.id for fit in point.evidence} for point in points}
    assert first.id in shown["PAT_01"]
    assert shown[None] == {item.id for item in both}


def test_a_second_guess_counts_only_when_it_is_nearly_as_good():
    guesses = (PatternFit(pattern="PAT_01", fit=0.9), PatternFit(pattern="PAT_02", fit=0.1))
    evidence = [
        evidence_of(text, organisation, coding=Coding(kind=Kind.PAIN_POINT, pain_point=0.95, patterns=guesses))
        for organisation, texts in ASKED_AGAIN.items()
        for text in texts
    ]
    points = points_of(evidence, a_codebook(a_pattern(1), a_pattern(2)))
    assert [point.pattern for point in points if not point.is_lead] == ["PAT_01"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_in_which_evidence_comes_changes_nothing(seed):
    evidence = [*the_planted_corpus(), *(evidence_of(text, coding=coded("PAT_02")) for text in SLOW_SCREENS)]
    codebook = a_codebook(a_pattern(1), a_pattern(2))
    shuffled = random.Random(seed).sample(evidence, len(evidence))
    assert points_of(shuffled, codebook) == points_of(evidence, codebook)


def test_evidence_whose_vectors_are_not_there_yet_is_still_found():
    evidence = the_planted_corpus()
    points = find_pain_points(
        evidence, codebook=a_codebook(), run=None, vectors=([], np.zeros((0, 48), dtype=np.float32))
    )
    assert points
    assert all(0.0 <= point.score <= 1.0 for point in points)


def test_no_evidence_gives_no_points():
    assert points_of([]) == []
