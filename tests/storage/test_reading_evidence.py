from dataclasses import replace

import pytest
from sqlalchemy import event

from domain.access import LOCAL_VIEWER
from domain.catalogue import UNRECORDED, Organisation
from domain.evidence import About, Basis, Coding, Kind, Level, PatternFit, Severity, Standing, Subject
from domain.search import ObservationFilter
from storage.findings.decisions import SqlDecisions
from tests.builders import a_source, a_study
from tests.stored import store_study

CODED = Coding(
    kind=Kind.PAIN_POINT,
    pain_point=0.9,
    severity=Severity.HIGH,
    level=Level.BETWEEN,
    workaround=True,
    gravity=0.8,
    patterns=(PatternFit(pattern="PAT_03", fit=0.8, right=0.6), PatternFit(pattern="PAT_07", fit=0.3)),
)


def test_evidence_carries_its_neighbours_its_study_and_what_it_is_about(evidence):
    study = a_study(date="2025-03-01", service="Permits", sample_size=9, standing=Standing.LIVE, retells="Older study")
    about = [
        About(name="Council"),
        About(name="Case file", subject=Subject.SYSTEM, basis=Basis.PROPOSED),
        About(name="Coast Guard"),
    ]
    source = a_source(["First.", "Second.", "Third."], study=study, about=about, name="day one/notes.md")
    evidence.save_source(source)
    (found,) = evidence.evidence(LOCAL_VIEWER, [source.observations[1].id])
    assert (found.before, found.text, found.after) == ("First.", "Second.", "Third.")
    assert (found.organisation, found.organisations, found.systems) == (
        "Council",
        ("Council", "Coast Guard"),
        ("Case file",),
    )
    assert (found.researched_by, found.study, found.service, found.date) == (
        "Harbour Office",
        study.title,
        "Permits",
        "2025-03-01",
    )
    assert (found.sample_size, found.standing, found.retells) == (9, Standing.LIVE, "Older study")
    assert (found.source, found.locator, found.ordinal) == ("notes.md", "line 2", 1)
    assert found.span.of(source.text.masked.text) == found.text
    assert (found.coding, found.kind) == (None, Kind.OTHER)


def test_the_first_and_the_last_have_no_neighbour_beyond_their_source(evidence):
    evidence.save_source(a_source(["Another source."], name="other.md"))
    source = a_source(["First.", "Last."])
    evidence.save_source(source)
    first, last = evidence.evidence(LOCAL_VIEWER, [item.id for item in source.observations])
    assert (first.before, last.after) == ("", "")


def test_what_an_interviewer_asked_stands_between_neighbours(evidence, database):
    source = a_source(["P1: It was slow.", "Interviewer: Why?", "P1: They rang late.", "P1: It rained."])
    first, question, second, third = source.observations
    asked = replace(second, asked=question.span)
    evidence.save_source(replace(source, observations=(first, asked, third)))
    slow, late, rained = evidence.evidence(LOCAL_VIEWER, [item.id for item in (first, second, third)])
    assert slow.after == late.before.replace(slow.text, "").strip() + "\n\n" + late.text
    assert late.before == f"{slow.text}\n\nInterviewer: Why?"
    assert (rained.before, late.after) == (late.text, rained.text)
    assert evidence.source(LOCAL_VIEWER, source.id).observations[1].asked == question.span


def test_a_long_transcript_is_read_once_for_what_was_asked_in_it(evidence, database):
    source = a_source(
        [line for n in range(40) for line in (f"Interviewer: \U0001f642 Why {n}?", f"P1: It was slow {n}.")]
    )
    pairs = zip(source.observations[::2], source.observations[1::2], strict=True)
    answers = [replace(answer, asked=question.span) for question, answer in pairs]
    evidence.save_source(replace(source, observations=tuple(answers)))
    sent: list[str] = []
    with database.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: sent.append(said[2].casefold()))
    found = evidence.evidence(LOCAL_VIEWER, [item.id for item in answers])
    assert [item.before.split("\n\n")[-1] for item in found] == [f"Interviewer: \U0001f642 Why {n}?" for n in range(40)]
    assert sum("sources.masked" in statement for statement in sent) == 1
    assert not any("substr" in statement for statement in sent)


def test_neighbours_are_found_where_numbers_have_gaps(evidence):
    source = a_source(["First.", "Second."])
    first, second = source.observations
    evidence.save_source(replace(source, observations=(first, replace(second, ordinal=7))))
    assert [item.before for item in evidence.evidence(LOCAL_VIEWER, [second.id])] == ["First."]


def test_evidence_comes_in_the_order_asked_and_unknown_ones_are_left_out(evidence):
    source = a_source([f"Sentence {n}." for n in range(1200)])
    evidence.save_source(source)
    ids = [item.id for item in source.observations][::-1]
    assert [item.id for item in evidence.evidence(LOCAL_VIEWER, [*ids, "obs_unknown"])] == ids
    assert evidence.visible_ids(LOCAL_VIEWER, among=[*ids[:1000], "obs_unknown"]) == frozenset(ids[:1000])
    assert evidence.evidence(LOCAL_VIEWER, []) == []


def test_without_anything_said_evidence_is_about_whoever_did_the_research(evidence):
    evidence.save_source(a_source(["One."], about=[About(name="Case file", subject=Subject.SYSTEM)]))
    (found,) = evidence.all_evidence(LOCAL_VIEWER)
    assert (found.organisation, found.organisations) == ("Harbour Office", ("Harbour Office",))


def test_a_service_that_only_the_evidence_names_is_its_service(evidence):
    evidence.save_source(a_source(["One."], about=[About(name="Moorings", subject=Subject.SERVICE)]))
    assert [item.service for item in evidence.all_evidence(LOCAL_VIEWER)] == ["Moorings"]


def test_the_coding_comes_back_and_a_newer_word_replaces_the_older(evidence):
    source = a_source(["One.", "Two."])
    evidence.save_source(source)
    one, two = (item.id for item in source.observations)
    evidence.save_codings("v1", {one: CODED, two: CODED, "obs_gone": CODED})
    assert evidence.uncoded("v1") == []
    newer = replace(CODED, kind=Kind.POSITIVE, severity=None)
    evidence.save_codings("v2", {one: newer})
    assert [item.coding for item in evidence.evidence(LOCAL_VIEWER, [one, two])] == [newer, CODED]
    assert [item.id for item in evidence.uncoded("v2")] == [two]


@pytest.mark.parametrize(
    ("of_the_study", "coded", "shown"),
    [
        (Standing.LIVE, Standing.UNKNOWN, Standing.LIVE),
        (Standing.LIVE, Standing.FIXED, Standing.FIXED),
        (Standing.UNKNOWN, Standing.PROTOTYPE, Standing.PROTOTYPE),
        (Standing.UNKNOWN, Standing.UNKNOWN, Standing.UNKNOWN),
    ],
)
def test_the_coders_word_on_standing_goes_before_the_studys(evidence, of_the_study, coded, shown):
    source = a_source(["One."], study=a_study(standing=of_the_study))
    evidence.save_source(source)
    evidence.save_codings("v1", {source.observations[0].id: replace(CODED, standing=coded)})
    assert [item.standing for item in evidence.all_evidence(LOCAL_VIEWER)] == [shown]


def test_all_evidence_and_texts_come_by_identifier(evidence):
    evidence.save_source(a_source([f"Sentence {n}." for n in range(30)]))
    ids, texts = evidence.texts()
    everything = evidence.all_evidence(LOCAL_VIEWER)
    assert ids == sorted(ids) == [item.id for item in everything]
    assert texts == [item.text for item in everything]
    assert [item.id for item in evidence.uncoded("v1")] == ids


def test_studies_come_newest_first_then_by_title_and_undated_ones_last(evidence, database):
    for title, date in [("b", "2024"), ("a", "2024"), ("undated", None), ("newest", "2025-02")]:
        store_study(database, a_study(title, date=date))
    assert [study.title for study in evidence.studies(LOCAL_VIEWER)] == ["newest", "a", "b", "undated"]


def test_holdings_count_the_organisations_that_evidence_is_about(evidence):
    evidence.save_source(a_source(["One."], about=[About(name="Council"), About(name="Coast Guard")]))
    evidence.save_source(a_source(["Two."], about=[About(name="COUNCIL")], name="two.md"))
    assert evidence.holdings(LOCAL_VIEWER).organisations == 2
    evidence.save_source(a_source(["Three."], name="three.md"))
    assert evidence.holdings(LOCAL_VIEWER).organisations == 3
    evidence.save_source(a_source(["The kiosk has no ramp."], study=a_study("Kiosks", UNRECORDED), name="kiosk.md"))
    assert evidence.holdings(LOCAL_VIEWER).organisations == 3, "research by nobody on record is no organisation more"


def test_digests_name_the_bytes_of_every_source(evidence):
    one, two = a_source(["One."]), a_source(["Two."], name="two.md")
    evidence.save_source(one)
    evidence.save_source(two)
    assert evidence.digests() == {one.digest, two.digest}


def test_a_revision_about_someone_else_is_found_under_them_alone(evidence):
    evidence.save_source(a_source(["One.", "Two."], about=[About(name="Council")]))
    evidence.save_source(a_source(["Two.", "Three."], about=[About(name="Coast Guard")]))
    assert evidence.count(LOCAL_VIEWER, ObservationFilter(organisations=frozenset({"Council"}))) == 0
    assert evidence.count(LOCAL_VIEWER, ObservationFilter(organisations=frozenset({"Coast Guard"}))) == 2


@pytest.fixture
def filled(evidence):
    """Four observations that differ in everything a reader may narrow to, named by their text."""
    council = a_study(
        "Waiting", "Council", service="Permits", mission="Shorter waits", date="2024-05-10", method="Interviews",
        standing=Standing.LIVE,
    )  # fmt: skip
    board = a_study("Calling", "Lighthouse Board", date="2025", method="Diary study")
    case_file = About(name="Case file", subject=Subject.SYSTEM)
    evidence.save_source(a_source(["own"], study=council, about=[About(name="Council"), case_file]))
    evidence.save_source(a_source(["on the board"], study=council, name="b.md", about=[About(name="Lighthouse Board")]))
    evidence.save_source(a_source(["board's own"], study=board))
    service = [About(name="Permits", subject=Subject.SERVICE)]
    evidence.save_source(a_source(["undated"], study=a_study("Undated", "Museum"), about=service))
    said = {
        "own": CODED,
        "on the board": replace(
            CODED, patterns=(), severity=Severity.LOW, level=Level.SERVICE, standing=Standing.FIXED
        ),
        "undated": replace(CODED, kind=Kind.POSITIVE, severity=None, standing=Standing.PROTOTYPE, patterns=()),
    }
    evidence.save_codings("v1", {item.id: said[item.text] for item in evidence.uncoded("v1") if item.text in said})
    return evidence


FILTERS = [
    (ObservationFilter(), {"own", "on the board", "board's own", "undated"}),
    (ObservationFilter(organisations=frozenset({"council"})), {"own"}),
    (ObservationFilter(organisations=frozenset({"LIGHTHOUSE  board"})), {"on the board", "board's own"}),
    (ObservationFilter(organisations=frozenset({"Council", "Museum"})), {"own", "undated"}),
    (ObservationFilter(services=frozenset({"permits"})), {"own", "on the board", "undated"}),
    (ObservationFilter(kinds=frozenset({Kind.PAIN_POINT, Kind.NEED})), {"own", "on the board"}),
    (ObservationFilter(systems=frozenset({"CASE file"})), {"own"}),
    (ObservationFilter(systems=frozenset({"Permits"})), set()),
    (ObservationFilter(researched_by=frozenset({"COUNCIL"})), {"own", "on the board"}),
    (ObservationFilter(researched_by=frozenset({"Lighthouse Board", "Museum"})), {"board's own", "undated"}),
    (ObservationFilter(methods=frozenset({"interviews", "Survey"})), {"own", "on the board"}),
    (ObservationFilter(methods=frozenset({"Diary"})), set()),
    (ObservationFilter(severities=frozenset({Severity.LOW})), {"on the board"}),
    (ObservationFilter(severities=frozenset(Severity)), {"own", "on the board"}),
    (ObservationFilter(levels=frozenset({Level.BETWEEN})), {"own"}),
    (ObservationFilter(levels=frozenset(Level)), {"own", "on the board"}),
    (ObservationFilter(levels=frozenset({Level.BETWEEN}), severities=frozenset({Severity.LOW})), set()),
    (ObservationFilter(patterns=frozenset({"PAT_07", "PAT_12"})), {"own"}),
    (ObservationFilter(patterns=frozenset({"PAT_0"})), set()),
    (ObservationFilter(patterns=frozenset({"PAT%07"})), set()),
    (ObservationFilter(matched=True), {"own"}),
    (ObservationFilter(kinds=frozenset({Kind.OTHER}), matched=True), set()),
    (ObservationFilter(kinds=frozenset({Kind.OTHER})), set()),
    (ObservationFilter(studies=frozenset({a_study("Calling", "Lighthouse Board").id})), {"board's own"}),
    (ObservationFilter(studies=frozenset({"waiting"})), {"own", "on the board"}),
    (ObservationFilter(missions=frozenset({"shorter waits"})), {"own", "on the board"}),
    (ObservationFilter(since="2025"), {"board's own"}),
    (ObservationFilter(since="2025-03"), {"board's own"}),
    (ObservationFilter(since="2024-05-10", until="2024-05-10"), {"own", "on the board"}),
    (ObservationFilter(since="2024-05-11", until="2024"), set()),
    (ObservationFilter(until="2024"), {"own", "on the board"}),
    (ObservationFilter(until="2024-05"), {"own", "on the board"}),
    (ObservationFilter(organisations=frozenset({"Lighthouse Board"}), until="2024"), {"on the board"}),
]


@pytest.mark.parametrize(("where", "expected"), FILTERS)
def test_a_filter_narrows_every_read_alike(filled, where, expected):
    found = filled.all_evidence(LOCAL_VIEWER, where)
    assert {item.text for item in found} == expected
    assert filled.visible_ids(LOCAL_VIEWER, where) == {item.id for item in found}
    assert filled.visible_ids(LOCAL_VIEWER, where, among=filled.texts()[0]) == {item.id for item in found}
    assert filled.count(LOCAL_VIEWER, where) == len(expected)


@pytest.mark.parametrize("standing", Standing)
def test_narrowing_to_a_standing_keeps_what_is_shown_as_such(evidence, standing):
    stated = {each: a_study(f"Stated {each}", standing=each) for each in Standing}
    said = [*Standing, None]
    for study in stated.values():
        evidence.save_source(a_source([f"{study.title}, said {coded}" for coded in said], study=study))
    codings = {
        item.id: replace(CODED, standing=coded)
        for item in evidence.uncoded("v1")
        for coded in Standing
        if item.text.endswith(f"said {coded}")
    }
    evidence.save_codings("v1", codings)
    expected = {item.id for item in evidence.all_evidence(LOCAL_VIEWER) if item.standing is standing}
    assert expected
    assert evidence.visible_ids(LOCAL_VIEWER, ObservationFilter(standings=frozenset({standing}))) == expected
    other = frozenset(Standing) - {standing}
    everything = evidence.visible_ids(LOCAL_VIEWER)
    assert evidence.visible_ids(LOCAL_VIEWER, ObservationFilter(standings=other)) == everything - expected


def test_what_people_decided_of_a_pattern_goes_before_what_the_coder_said(filled, database):
    decisions = SqlDecisions(database)
    ids = {item.text: item.id for item in filled.all_evidence(LOCAL_VIEWER)}
    where = ObservationFilter(patterns=frozenset({"PAT_03"}))

    def fitting():
        return {text for text, name in ids.items() if name in filled.visible_ids(LOCAL_VIEWER, where)}

    refused = decisions.decide(LOCAL_VIEWER, ids["own"], not_of=["PAT_03"])
    assert fitting() == set()
    decisions.decide(LOCAL_VIEWER, ids["undated"], of=["PAT_03"], not_of=["PAT_07"])
    assert fitting() == {"undated"}
    decisions.take_back(LOCAL_VIEWER, refused)
    assert fitting() == {"own", "undated"}
    decisions.decide(LOCAL_VIEWER, ids["undated"], not_of=["PAT_03"])
    assert fitting() == {"own"}


def test_research_is_narrowed_to_who_did_it_by_any_name_and_to_who_succeeded_them(filled, catalogue):
    catalogue.save(
        Organisation(name="Town Council", aliases=("Council",), successor="Combined Authority"),
        Organisation(name="Combined Authority"),
    )
    for name in ("Council", "Town Council", "Combined Authority"):
        found = filled.all_evidence(LOCAL_VIEWER, ObservationFilter(researched_by=frozenset({name})))
        assert {item.text for item in found} == {"own", "on the board"}
        assert {item.researched_by for item in found} == {"Combined Authority"}
