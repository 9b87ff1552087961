"""What is known of a question and of a draft plan, over a repository of their own. Everything here is fictional."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Marking, Role, Visibility
from domain.consent import Consent
from domain.errors import InvalidRequest, UnreadableSource
from domain.evidence import Coding, Kind, Level, PatternFit, Severity, SourceFile, Standing
from domain.people import Team
from domain.search import Known, ObservationFilter, SearchMode
from domain.wording import known_in_short
from tests.builders import a_source, a_study, a_viewer
from use_cases.app import UseCases
from use_cases.evidence import indexing
from use_cases.knowing.knowing import MOST_QUESTIONS

QUESTION = "Do people wait for the letter?"
WAITED = ("People waited weeks for the letter and were never told why.", "Nobody said when the letter would come.")
PRAISED = "The letter was clear and people liked it."
TRIED = "We changed the letter and fewer people rang about it."
METHOD = "We asked nine people at the quay about the letter."


def coded(kind: Kind, **fields) -> Coding:
    severity = Severity.HIGH if kind is Kind.PAIN_POINT else None
    fits = (PatternFit(pattern="PAT_01", fit=0.9),)
    return Coding(kind=kind, pain_point=0.95, severity=severity, level=Level.SERVICE, patterns=fits, **fields)


def add(app: UseCases, study, texts: dict[str, Kind], name="notes.md") -> None:
    source = a_source(list(texts), study=study, name=name)
    app.repository.evidence.save_source(source)
    indexing.embed_pending(app.repository)
    codings = {item.id: coded(texts[item.text]) for item in source.observations}
    app.repository.evidence.save_codings("by hand", codings)
    indexing.index_pending(app.repository)


@pytest.fixture
def told(app: UseCases) -> UseCases:
    """A repository with three studies; one says whom it did not hear, one tells an earlier study again."""
    app.repository.people.save_team(Team(organisation="Museum", name="Finds", contact="finds@museum.example"))
    permits = a_study(
        "Permits", date="2023-05", sample_size=9, consent=Consent(not_heard="Nobody without a telephone"),
        contact="harbour@office.example",
    )  # fmt: skip
    add(app, permits, {**dict.fromkeys(WAITED, Kind.PAIN_POINT), METHOD: Kind.METHOD})
    again = {f"Again: {text}": Kind.PAIN_POINT for text in WAITED}
    berths = a_study("Berths", "Museum", date="2025", team="Museum › Finds", marking=Marking.OFFICIAL)
    add(app, berths, {**again, PRAISED: Kind.POSITIVE, TRIED: Kind.RECOMMENDATION})
    retold = a_study("A summary", retells="Permits", marking=Marking.OFFICIAL_SENSITIVE)
    add(app, retold, {"It was said that people waited for a letter.": Kind.PAIN_POINT}, name="summary.md")
    return app


def known(app: UseCases, query: str = QUESTION, *, viewer=LOCAL_VIEWER, where=None, all_kinds=False):
    answer = app.search(viewer, query, where=where)
    wider = None if answer.results else app.search(viewer, query)
    found = app.knowing.known(viewer, answer, wider=wider, all_kinds=all_kinds)
    return app.knowing.with_beside(viewer, found, app.all_pain_points(viewer), app.themes(viewer))


def texts(found) -> list[str]:
    return [item.text for item in found.quotations]


def test_what_is_found_stands_by_organisation_in_exact_words(told):
    found = known(told)
    assert found.known.is_something
    assert {voice.organisation for voice in found.voices} == {"Harbour Office", "Museum"}
    assert set(WAITED) < set(texts(found))
    assert METHOD not in texts(found) and found.hidden == 1
    assert METHOD in texts(known(told, all_kinds=True))


def test_what_is_second_hand_does_not_lead(told):
    office = next(voice for voice in known(told).voices if voice.organisation == "Harbour Office")
    assert office.quotations[-1].evidence.study == "A summary"
    assert office.studies == 1


def test_what_says_almost_the_same_is_folded_within_an_organisation(told):
    add(told, a_study("Permits, again"), {WAITED[0].upper(): Kind.PAIN_POINT})
    found = known(told)
    office = next(voice for voice in found.voices if voice.organisation == "Harbour Office")
    folded = [quoted for quoted in office.quotations if quoted.again]
    assert [(quoted.evidence.text.casefold(), len(quoted.again)) for quoted in folded] == [(WAITED[0].casefold(), 1)]
    assert {item.text for item in found.hits} >= {WAITED[0], WAITED[0].upper()}


def test_what_differs_in_a_number_or_a_denial_stands_on_its_own(told):
    denied = "People waited weeks for the letter and were told why."
    add(told, a_study("Permits, again"), {denied: Kind.PAIN_POINT})
    assert {WAITED[0], denied} <= set(texts(known(told)))


def test_pain_points_among_the_hits_are_counted(told):
    (met,) = known(told).points
    assert met.hits == 5 == met.point.observations
    assert met.point.pattern == "PAT_01"


def test_what_was_tried_and_what_speaks_against_stand_beside_it(told):
    found = known(told)
    title = found.points[0].point.title
    assert [(each.attempt.evidence.text, each.about) for each in found.tried] == [(TRIED, title)]
    assert [(each.evidence.text, each.against) for each in found.against] == [(PRAISED, title)]


def test_praise_speaks_against_nothing_where_neither_question_nor_answer_is_about_a_difficulty(told):
    add(told, a_study("Ferries", "Ferry Board"), {"The ferry to the island runs on time.": Kind.POSITIVE}, name="f.md")
    found = known(
        told,
        "Does the ferry to the island run on time?",
        where=ObservationFilter(organisations=frozenset({"Ferry Board"})),
    )
    assert "The ferry to the island runs on time." in texts(found)
    assert found.against == ()


def test_against_the_question_whether_something_works_speaks_that_it_did_not(told):
    failed = "The bell on the quay made no difference: skippers still missed the ferry."
    liked = "Skippers liked the bell on the quay."
    add(told, a_study("Bells", "Ferry Board"), {failed: Kind.RECOMMENDATION, liked: Kind.POSITIVE}, name="b.md")
    found = known(told, "What evidence is there that the bell on the quay works?")
    assert [(each.evidence.text, each.is_failure) for each in found.against] == [(failed, True)]


def test_what_has_nothing_to_do_with_the_question_names_nobody_to_ask(told):
    answer = told.search(LOCAL_VIEWER, "How do volcanoes erupt under glaciers?")
    found = told.knowing.known(LOCAL_VIEWER, answer)
    assert (found.known, found.ask) == (Known.NOTHING, ())
    assert found.nearest is not None


def test_a_question_that_was_asked_before_does_not_answer_itself(told):
    asked = ("How do deaf skippers book a berth?", "Do deaf skippers book a berth by themselves?")
    add(told, a_study("A plan", "Ferry Board"), dict.fromkeys(asked, Kind.QUESTION), name="plan.md")
    assert known(told, asked[0]).known is Known.NOTHING
    answer = "Deaf skippers book a berth by letter."
    add(told, a_study("Deaf skippers", "Ferry Board"), {answer: Kind.BEHAVIOUR}, name="deaf.md")
    assert known(told, asked[0]).known is Known.ANSWERED


def test_a_question_for_a_number_that_nobody_tells_is_partly_answered_and_says_so(told):
    found = known(told, "How many people wait for the letter?")
    assert (found.known, found.lacks_number) == (Known.PARTLY, True)
    assert known_in_short(found).endswith("No number was found.")
    add(told, a_study("Counts"), {"14 of 20 people waited for the letter.": Kind.BEHAVIOUR}, name="counts.md")
    assert not known(told, "How many people wait for the letter?").lacks_number


def test_of_how_many_that_have_the_words_the_quotations_are_the_best_is_said(told):
    answer = told.search(LOCAL_VIEWER, "the letter", limit=2)
    assert answer.is_selection
    assert (answer.speaking.observations, answer.speaking.studies) == (8, 2)
    short = known_in_short(told.knowing.known(LOCAL_VIEWER, answer))
    assert short.endswith("best of 8 that speak of it, in 2 studies.")
    everything = told.search(LOCAL_VIEWER, "the letter", limit=50)
    assert told.knowing.known(LOCAL_VIEWER, everything).best_of is None
    museum = ObservationFilter(organisations=frozenset({"Museum"}))
    assert told.search(LOCAL_VIEWER, "the letter", where=museum).speaking.observations == 4


def test_studies_are_told_with_sample_and_whom_they_did_not_hear(told):
    found = known(told)
    assert {behind.study.title: behind.hits for behind in found.studies} == {"Permits": 2, "Berths": 4, "A summary": 1}
    assert found.not_heard == [("Permits", "Nobody without a telephone")]
    assert found.silent == 2
    assert found.years == (2023, 2025)


def test_the_teams_whose_studies_tell_are_whom_to_ask(told):
    asked = {contact.team: (contact.contact, contact.studies) for contact in known(told).ask}
    assert asked["Museum › Finds"] == ("finds@museum.example", ("Berths",))
    assert asked["Harbour Office"][0] == "harbour@office.example"


def test_the_marking_is_the_highest_of_all_that_stands_in_it(told):
    assert known(told).marking is Marking.OFFICIAL_SENSITIVE
    of_museum = ObservationFilter(organisations=frozenset({"Museum"}))
    answer = told.search(LOCAL_VIEWER, QUESTION, where=of_museum)
    assert told.knowing.known(LOCAL_VIEWER, answer).marking is Marking.OFFICIAL


def test_where_nothing_is_found_the_nearest_study_is_told_and_whom_to_ask(told):
    found = known(told, where=ObservationFilter(since="2030"))
    assert found.known is Known.NOTHING
    assert list(found.voices) == [] and found.points == ()
    assert found.nearest is not None and "letter" in found.nearest.text
    assert [found.nearest.study in contact.studies for contact in found.ask] == [True]


def test_where_nothing_that_was_found_answers_nothing_is_said_beside_it(told):
    answer = replace(told.search(LOCAL_VIEWER, QUESTION), known=Known.NOTHING)
    found = told.knowing.known(LOCAL_VIEWER, answer)
    found = told.knowing.with_beside(LOCAL_VIEWER, found, told.all_pain_points(LOCAL_VIEWER))
    assert found.nearest == answer.results[0].evidence
    assert found.points == found.tried == found.against == ()
    assert len(found.ask) == 1


def test_an_empty_repository_knows_nothing_and_names_nobody(app: UseCases):
    found = known(app)
    assert (found.known, found.nearest, found.ask, found.studies) == (Known.NOTHING, None, (), ())


def test_a_hidden_study_leaves_nothing_in_what_is_known(told):
    hidden = a_study("Secret", visibility=Visibility.TEAM, consent=Consent(not_heard="The hidden crew"))
    add(told, hidden, {"The hidden letter was late by weeks.": Kind.PAIN_POINT}, name="hidden.md")
    assert "hidden letter" in repr(known(told)) and "hidden crew" in repr(known(told))
    reader = a_viewer("kai@museum.example", organisation="Museum", role=Role.READER)
    seen = repr(known(told, viewer=reader))
    assert "hidden letter" not in seen and "hidden crew" not in seen and "Secret" not in seen


def test_what_was_only_seen_in_a_prototype_does_not_lead(told):
    said = "People waited for the letter of the first try-out."
    add(told, a_study("Try-out", standing=Standing.PROTOTYPE), {said: Kind.PAIN_POINT}, name="tryout.md")
    office = next(voice for voice in known(told).voices if voice.organisation == "Harbour Office")
    assert office.quotations[0].evidence.text != said


# draft plans

PLAN = b"""# A plan

## Research questions

- Do people wait for the letter?
- Who mends the quay?
"""


def test_each_question_of_a_plan_is_looked_into_in_its_order(told):
    plan = told.knowing.plan(SourceFile(name="plan.md", content=PLAN))
    found = told.knowing.of_plan(LOCAL_VIEWER, plan)
    assert [(question.text, question.where) for question, _, _ in found] == [
        ("Do people wait for the letter?", "line 5"),
        ("Who mends the quay?", "line 6"),
    ]
    first = found[0][2]
    assert first.known.is_something and first.points and first.ask
    assert texts(first) and set(texts(first)) <= {result.evidence.text for result in found[0][1].results}


def test_a_plan_stores_nothing(told):
    before = told.overview(LOCAL_VIEWER), told.revision(), len(told.audit.entries(LOCAL_VIEWER))
    told.knowing.of_plan(LOCAL_VIEWER, told.knowing.plan(SourceFile(name="plan.md", content=PLAN)))
    assert (told.overview(LOCAL_VIEWER), told.revision(), len(told.audit.entries(LOCAL_VIEWER))) == before


def test_a_plan_without_any_question_is_told_with_what_to_do(told):
    with pytest.raises(InvalidRequest) as refused:
        told.knowing.plan(SourceFile(name="folder/plan.txt", content=b"We visit the harbour in May."))
    assert refused.value.where == "plan.txt"
    assert "question mark" in refused.value.remedy


def test_a_plan_that_nobody_can_read_is_told(told):
    with pytest.raises(UnreadableSource):
        told.knowing.plan(SourceFile(name="plan.docx", content=b"PK\x03\x04 broken"))


def test_of_a_very_long_plan_it_is_told_how_many_questions_are_left_out(told):
    content = "\n".join(f"- What happens at quay number {number}?" for number in range(MOST_QUESTIONS + 3)).encode()
    plan = told.knowing.plan(SourceFile(name="plan.md", content=content))
    assert (len(plan.questions), plan.left_out) == (MOST_QUESTIONS, 3)


def test_a_question_in_words_of_no_language_is_answered_or_told(told):
    answer = told.search(LOCAL_VIEWER, "\u202e???\u0007" + "x" * 10_000, mode=SearchMode.KEYWORD)
    assert told.knowing.known(LOCAL_VIEWER, answer).known is Known.NOTHING
