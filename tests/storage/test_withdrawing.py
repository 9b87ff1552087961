import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.audit import Deed
from domain.catalogue import Organisation
from domain.codes import Code, Selection
from domain.consent import Consent, LawfulBasis, Tier
from domain.errors import NotAllowed, NotFound, StorageFailed, Withdrawn
from domain.evidence import Basis, Contribution, SourceText, Subject
from domain.hand_overs import HandOver, HandOverKind
from domain.insights import Assignment, GivenName, ThemeStatus, Topic, TopicRun
from domain.journeys import Journey, JourneyStatus, RejectedPainPoint, Step, StepBasis, SuggestedStep
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from domain.text import MaskedText, TextSpan
from domain.withdrawal import Reason, Receipt, TombstoneKind, participant_key
from storage import schema
from storage.audit import SqlAudit
from storage.catalogue import SqlCatalogue
from storage.findings.codes import SqlCodes
from storage.findings.decisions import SqlDecisions
from storage.names import SqlNames
from storage.studies.publishing import SqlPublishing
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run

TEXTS = ("The grobnitz form asks twice.", "Nobody answers the phone.", "The zyxwquorum page lost it all.")
WHO = ("P1", "P2", "P1")
MINE = frozenset({"Harbour Office"})


@pytest.fixture
def withdrawals(database):
    return SqlWithdrawals(database)


def shared(**fields):
    return a_source(TEXTS, said_by=WHO, **fields)


def a_receipt(source, label=None, *, name="wd_1", reason=Reason.WITHDRAWN):
    study = source.study.id
    key = participant_key(study, label) if label else None
    return Receipt(id=name, study_id=study, participant=key, reason=reason, at="2026-01-01T00:00:00+00:00", by="Asha")


def take_out(withdrawals, source, label=None, **fields):
    return withdrawals.remove(a_receipt(source, label, **fields), recall=())


def everything_in(database):
    """Return all that stands in any table, as text."""
    with database.reading() as connection:
        return "\n".join(
            repr(row) for table in schema.metadata.sorted_tables for row in connection.execute(select(table))
        )


def test_a_shared_source_is_rewritten_without_the_participant(evidence, withdrawals, database):
    source = shared()
    evidence.save_source(source)
    take_out(withdrawals, source, "p1")
    view = evidence.source(LOCAL_VIEWER, source.id)
    assert view.text.strip() == "Nobody answers the phone."
    (left,) = view.observations
    assert left.id == source.observations[1].id
    assert left.span.of(view.text) == left.text
    assert withdrawals.rewritten(source.study.id) == [view.text.encode()]
    assert "grobnitz" not in everything_in(database)
    assert "zyxwquorum" not in everything_in(database)


def test_what_was_asked_moves_with_the_text_and_goes_with_what_is_cut(evidence, withdrawals):
    lines = ("P1: It was slow.", "Q: Why?", "P2: They rang.", "P1: Never.", "Q: Sure?", "P2: Quite sure.")
    source = a_source(lines, said_by=["P1", None, "P2", "P1", None, "P2"])
    said = source.observations
    asked = (TextSpan(start=said[0].span.start, end=said[1].span.end), said[4].span)
    kept = (replace(said[2], asked=asked[0]), said[3], replace(said[5], asked=asked[1]))
    source = replace(source, observations=(said[0], *kept))
    evidence.save_source(source)
    take_out(withdrawals, source, "P1")
    view = evidence.source(LOCAL_VIEWER, source.id)
    assert [item.asked.of(view.text).strip() for item in view.observations] == ["Q: Why?", "Q: Sure?"]


def test_the_name_above_their_words_goes_too(evidence, withdrawals, database):
    source = shared()
    canonical = f"P1\n\n{TEXTS[0]}\n\nP2\n\n{TEXTS[1]}\n\nP1\n\n{TEXTS[2]}"
    spans = [TextSpan(start=canonical.index(text), end=canonical.index(text) + len(text)) for text in TEXTS]
    spoken = replace(
        source,
        text=SourceText(canonical=canonical, masked=MaskedText(text=canonical)),
        observations=tuple(replace(item, span=span) for item, span in zip(source.observations, spans, strict=True)),
        contributions=tuple(Contribution(span=span, participant=who) for span, who in zip(spans, WHO, strict=True)),
    )
    evidence.save_source(spoken)
    take_out(withdrawals, spoken, "P1")
    left = evidence.source(LOCAL_VIEWER, source.id).text
    assert left.strip() == f"P2\n\n{TEXTS[1]}"
    assert withdrawals.rewritten(source.study.id) == [left.encode()]


def test_a_letter_gives_up_its_bytes_when_its_attachment_held_their_words(evidence, withdrawals):
    letter = a_source(["Here is the transcript."], name="talk.eml", content_digest="e" * 64)
    attached = shared(name="talk.eml/talk.vtt")
    beside = a_source(["Something else."], name="talk.emlx", content_digest="f" * 64)
    for each in (letter, attached, beside):
        evidence.save_source(each)
    done = take_out(withdrawals, attached, "P1")
    assert {row.store: row.removed for row in done.stores}["sources rewritten"] == 2
    assert set(withdrawals.unnamed_digests("wd_1")) == {letter.digest, attached.digest}
    assert evidence.source(LOCAL_VIEWER, letter.id).text == "Here is the transcript."
    assert "Here is the transcript." in {text.decode() for text in withdrawals.rewritten(letter.study.id)}
    with pytest.raises(Withdrawn):
        evidence.save_source(letter)


def test_what_is_known_of_them_goes_where_it_stands_above_their_answers(evidence, withdrawals, database):
    source = shared()
    facts = (("Age", "zyxwquorum"), ("How often?", "weekly"))
    canonical = f"Age: zyxwquorum; How often?: weekly\n\n{TEXTS[0]}\n\nAge: 40; How often?: weekly\n\n{TEXTS[1]}"
    spans = [TextSpan(start=canonical.index(text), end=canonical.index(text) + len(text)) for text in TEXTS[:2]]
    answers = replace(
        source,
        text=SourceText(canonical=canonical, masked=MaskedText(text=canonical)),
        observations=(
            replace(source.observations[0], span=spans[0], attributes=facts),
            replace(source.observations[1], span=spans[1], attributes=(("Age", "40"), facts[1])),
        ),
        contributions=(),
    )
    evidence.save_source(answers)
    take_out(withdrawals, answers, "P1")
    assert evidence.source(LOCAL_VIEWER, source.id).text == f"Age: 40; How often?: weekly\n\n{TEXTS[1]}"
    assert "zyxwquorum" not in everything_in(database)


def test_a_file_that_is_called_after_them_is_called_as_it_is_shown(evidence, withdrawals, database):
    said_by = ("[name 1]", "P2", "[name 1]")
    named = replace(a_source(TEXTS, said_by=said_by, name="Zyxwquorum and P2.vtt"), shown_name="[name 1] and P2.vtt")
    evidence.save_source(named)
    take_out(withdrawals, named, "[name 1]")
    assert evidence.source(LOCAL_VIEWER, named.id).name == "[name 1] and P2.vtt"
    assert "zyxwquorum" not in everything_in(database).casefold()


def test_what_quotes_them_in_common_words_goes_and_what_shares_a_few_words_stays(evidence, withdrawals, journeys):
    source = a_source(["Nobody ever told me why.", "Nobody answers.", "Ever since, she told me: why ask?"], said_by=WHO)
    evidence.save_source(source)
    steps = tuple(
        Step(order=order, stage="Asking", step=step)
        for order, step in ((1, "nobody EVER told me"), (2, "Nobody told me"))
    )
    journey = Journey(id="jn_1", title="Asking", actor="Caller", status=JourneyStatus.DRAFT, steps=steps)
    journeys.save(journey, by=LOCAL_VIEWER)
    evidence.save_source(a_source(["Nobody was told me why ever."], name="other.md"))
    take_out(withdrawals, source, "P1")
    left = journeys.journey(LOCAL_VIEWER, "jn_1")
    assert [step.step for step in left.steps] == ["Step 1 (its words were withdrawn)", "Nobody told me"]


def test_other_studies_with_such_a_file_or_label_are_named_to_whoever_may_withdraw_from_them(evidence, withdrawals):
    source = shared()
    twin = a_source(TEXTS, study=a_study("Twin"), said_by=("", "P7", ""))
    label = a_source(["Another."], study=a_study("Label"), said_by=["p1"])
    theirs = a_source(TEXTS, study=a_study("Elsewhere", "Museum"), said_by=WHO)
    nothing = a_source(["Nothing of it."], study=a_study("None"), said_by=["P11"])
    for each in (source, twin, label, theirs, nothing):
        evidence.save_source(each)
    mine = a_viewer("Asha", teams=MINE)
    assert [title for _, title in withdrawals.also_in(mine, source.study.id, "P1")] == ["Label", "Twin"]
    assert [title for _, title in withdrawals.also_in(mine, source.study.id, None)] == ["Twin"]


def test_a_source_that_is_all_theirs_goes_and_so_does_a_study_that_is_left_empty(evidence, withdrawals):
    own = a_source(["Only mine."], name="own.md", said_by=["P1"])
    evidence.save_source(own)
    done = take_out(withdrawals, own, "P1")
    assert {row.store: row.removed for row in done.stores}["sources removed"] == 1
    assert evidence.studies(LOCAL_VIEWER) == []


def test_a_whole_study_goes_and_others_stay(evidence, withdrawals):
    source = shared()
    other = a_source(["Somewhere else."], study=a_study("Another"))
    for each in (source, other):
        evidence.save_source(each)
    take_out(withdrawals, source)
    assert [study.title for study in evidence.studies(LOCAL_VIEWER)] == ["Another"]
    assert [item.text for item in evidence.all_evidence(LOCAL_VIEWER)] == ["Somewhere else."]


def test_words_that_only_they_used_leave_topics_journeys_and_claims(evidence, withdrawals, themes, journeys, database):
    source = shared()
    evidence.save_source(source)
    ids = [item.id for item in source.observations]
    themes.save_run(
        TopicRun(
            id="run_1",
            seed=1,
            method="by hand",
            parameters=(),
            versions=(),
            topics=(Topic(number=0, title="grobnitz", keywords=("grobnitz", "phone"), size=3),),
            assignments=tuple(Assignment(observation_id=name, topic=0, probability=1.0) for name in ids),
            started_at="2026-01-01T00:00:00",
            seconds=1.0,
        )
    )
    found = {item.id: item for item in evidence.all_evidence(LOCAL_VIEWER)}
    placed = tuple(PlacedEvidence(evidence=found[name], score=0.9) for name in ids)
    steps = (
        Step(order=1, stage="Asking", step="Meet the zyxwquorum page", basis=StepBasis.EVIDENCE, evidence=placed),
        Step(order=2, stage="Asking", step="Ring the office"),
    )
    journey = Journey(id="jn_1", title="Asking", actor="Caller", status=JourneyStatus.DRAFT, steps=steps)
    journeys.save(journey, by=LOCAL_VIEWER)
    take_out(withdrawals, source, "P1")
    run = themes.latest_run()
    assert [(topic.title, topic.keywords, topic.size) for topic in run.topics] == [("phone", ("phone",), 1)]
    left = journeys.journey(LOCAL_VIEWER, "jn_1")
    assert [item.evidence.id for item in left.steps[0].evidence] == [ids[1]]
    assert left.steps[0].step == "Step 1 (its words were withdrawn)"
    assert left.steps[1].step == "Ring the office"
    assert "zyxwquorum" not in everything_in(database)


def test_words_that_only_they_used_leave_what_tells_why_evidence_stands_where_it_does(
    evidence, withdrawals, journeys, database
):
    source = shared()
    evidence.save_source(source)
    found = {item.id: item for item in evidence.all_evidence(LOCAL_VIEWER)}
    kept = source.observations[1].id
    placed = (PlacedEvidence(evidence=found[kept], score=0.9, reason="under “Zyxwquorum”"),)
    near = (PlacedEvidence(evidence=found[kept], score=0.5, reason="tells it"),)
    step = Step(
        order=1, stage="Asking", step="Meet the grobnitz", basis=StepBasis.EVIDENCE, evidence=placed,
        extras=(("Zyxwquorum", "yes"), ("Cost", "3")),
    )  # fmt: skip
    suggested = SuggestedStep(step="Ring", stage="Asking", after=None, evidence=near, reason="told after “grobnitz”")
    journey = Journey(
        id="jn_1", title="Asking", actor="Caller", status=JourneyStatus.DRAFT, steps=(step,), suggested=(suggested,)
    )
    journeys.save(journey, by=LOCAL_VIEWER)
    take_out(withdrawals, source, "P1")
    left = journeys.journey(LOCAL_VIEWER, "jn_1")
    assert [(item.evidence.id, item.reason) for item in left.steps[0].evidence] == [(kept, "")]
    assert left.steps[0].extras == (("Cost", "3"),)
    assert [(item.step, item.reason) for item in left.suggested] == [("Ring", "")]
    assert "grobnitz" not in everything_in(database) and "yxwquorum" not in everything_in(database)


def test_words_and_evidence_of_theirs_leave_what_rests_of_a_journey(evidence, withdrawals, journeys, database):
    source = shared()
    evidence.save_source(source)
    found = {item.id: item for item in evidence.all_evidence(LOCAL_VIEWER)}
    told = tuple(PlacedEvidence(evidence=found[item.id], score=0.5) for item in source.observations)
    resting = HandOver(
        from_step=1, to_step=3, giver="Council", taker="Court", kind=HandOverKind.ORGANISATION,
        trouble="The grobnitz again", legal_basis="An act", evidence=told,
    )  # fmt: skip
    steps = tuple(Step(order=order, stage="", step=f"Step {order}") for order in (1, 2, 3))
    journey = Journey(
        id="jn_1", title="Asking", actor="Caller", status=JourneyStatus.DRAFT, steps=steps, resting=(resting,)
    )
    journeys.save(journey, by=LOCAL_VIEWER)
    take_out(withdrawals, source, "P1")
    (left,) = journeys.journey(LOCAL_VIEWER, "jn_1").resting
    assert ([item.evidence.id for item in left.evidence], left.trouble, left.legal_basis) == (
        [source.observations[1].id], "", "An act",
    )  # fmt: skip
    assert "grobnitz" not in everything_in(database)


def test_their_evidence_leaves_what_was_taken_off_and_that_a_pain_point_was_taken_off_stays(
    evidence, withdrawals, journeys, database
):
    source = shared()
    evidence.save_source(source)
    gone, kept = (item.id for item in source.observations[:2])
    at = {"step_id": "s1", "by": "Ada", "at": "2026-01-02"}
    off = tuple(RejectedEvidence(observation_id=name, to_step_id="s2", **at) for name in (gone, kept))
    points = (
        RejectedPainPoint(id="pp_1", title="The grobnitz again", observation_ids=(gone,), **at),
        RejectedPainPoint(id="pp_2", title="Slow", observation_ids=(gone, kept), **at),
        RejectedPainPoint(id="pp_3", title="Late", observation_ids=(gone,), **at),
    )
    steps = tuple(Step(order=order, stage="", step=f"Step {order}") for order in (1, 2))
    journey = Journey(
        id="jn_1", title="Asking", actor="Caller", status=JourneyStatus.DRAFT, steps=steps, rejected=off,
        rejected_pain_points=points,
    )  # fmt: skip
    journeys.save(journey, by=LOCAL_VIEWER)
    take_out(withdrawals, source, "P1")
    left = journeys.journey(LOCAL_VIEWER, "jn_1")
    assert [row.observation_id for row in left.rejected] == [kept]
    assert [(row.id, row.title, row.observation_ids) for row in left.rejected_pain_points] == [
        ("pp_1", "Title withdrawn", ()), ("pp_2", "Slow", (kept,)), ("pp_3", "Title withdrawn", ()),
    ]  # fmt: skip
    assert "grobnitz" not in everything_in(database)


def test_a_name_that_only_they_used_is_no_other_name_of_what_it_was_merged_into(evidence, withdrawals, database):
    source = shared()
    evidence.save_source(source)
    SqlCatalogue(database).save(
        Organisation(name="Harbour Office", aliases=("The Office",)), Organisation(name="Phone Desk", aliases=("Desk",))
    )
    names = SqlNames(database)
    names.merge(Subject.ORGANISATION, "Grobnitz", "Harbour Office", by=LOCAL_VIEWER)
    names.merge(Subject.ORGANISATION, "Phones", "Phone Desk", by=LOCAL_VIEWER, aliases=("Zyxwquorum", "The Phone"))
    take_out(withdrawals, source, "P1")
    known = SqlCatalogue(database).catalogue()
    assert known.entry(Subject.ORGANISATION, "Harbour Office").aliases == ("The Office",)
    assert set(known.entry(Subject.ORGANISATION, "Phone Desk").aliases) == {"Desk", "Phones", "The Phone"}
    assert [decision.name for decision in names.decisions()] == ["Phones"]
    assert not re.search("grobnitz|zyxwquorum", everything_in(database), re.IGNORECASE)
    names.undo(Subject.ORGANISATION, "Phones")
    assert SqlCatalogue(database).catalogue().entry(Subject.ORGANISATION, "Phone Desk").aliases == ("Desk",)


def test_a_name_that_only_they_used_is_in_no_decision_whose_place_another_took(evidence, withdrawals, database):
    source, names = shared(), SqlNames(database)
    evidence.save_source(source)
    SqlCatalogue(database).remember(Organisation(name="Phones", aliases=("Grobnitz", "Lines"), basis=Basis.PROPOSED))
    names.reject(Subject.ORGANISATION, "Phones", by=LOCAL_VIEWER)
    names.confirm(Subject.ORGANISATION, "Phones", by=LOCAL_VIEWER)
    take_out(withdrawals, source, "P1")
    assert "grobnitz" not in everything_in(database).casefold()
    for _ in range(2):
        names.undo(Subject.ORGANISATION, "Phones")
    assert SqlCatalogue(database).catalogue().entry(Subject.ORGANISATION, "Phones").aliases == ("Lines",)


def test_a_name_that_somebody_put_into_the_catalogue_stays_whatever_was_said_of_it_elsewhere(
    evidence, withdrawals, database
):
    source = shared()
    evidence.save_source(source)
    SqlNames(database).reject(Subject.ORGANISATION, "Grobnitz", by=LOCAL_VIEWER)
    SqlCatalogue(database).save(Organisation(name="Harbour Office", aliases=("Grobnitz",)))
    take_out(withdrawals, source, "P1")
    assert SqlCatalogue(database).catalogue().entry(Subject.ORGANISATION, "Harbour Office").aliases == ("Grobnitz",)


def test_what_others_wrote_of_their_study_goes_for_a_long_quotation_alone(evidence, withdrawals):
    said = "P1: I said that as part of the research in Zyxwquorum, and nobody of the ferry desk rang me back."
    source = a_source([said, "P2: It asked twice."], said_by=["P1", "P2"])
    evidence.save_source(source)
    kept = {"method": "Interviews in Zyxwquorum", "description": "Recordings are part of the research on piers."}
    quoting = "Somebody told us that nobody of the ferry desk rang me back."
    others = [
        a_source(["The pier is closed."], study=a_study("Piers", **kept)),
        a_source(["The quay is closed."], study=a_study("Quays", method=quoting)),
    ]
    for other in others:
        evidence.save_source(other)
    take_out(withdrawals, source, "P1")
    left = {study.id: study for study in evidence.studies(LOCAL_VIEWER)}
    piers, quays = (left[other.study.id] for other in others)
    assert (piers.method, piers.description) == (kept["method"], kept["description"])
    assert quays.method is None


def test_a_writers_name_goes_with_a_withdrawn_observation_that_it_was_made_from(
    evidence, withdrawals, themes, database
):
    source = shared()
    evidence.save_source(source)
    theirs, other = source.observations[0].id, source.observations[1].id
    run = a_run("run", [[theirs], [other]])
    given = [
        GivenName(title=title, description="Callers give up.", by="a model", observations=(name,))
        for title, name in (("Forms plague callers", theirs), ("Calls go unanswered", other))
    ]
    topics = tuple(replace(topic, given=given[topic.number] if topic.number >= 0 else None) for topic in run.topics)
    themes.save_run(replace(run, topics=topics))
    take_out(withdrawals, source, "P1")
    assert "plague" not in everything_in(database)
    assert {topic.number: topic.given for topic in themes.latest_run().topics}[1] == given[1]
    assert "Calls go unanswered" in {row.title for row in themes.themes(LOCAL_VIEWER)}


def test_decisions_on_withdrawn_words_go_and_are_counted_and_others_stay(evidence, withdrawals, database):
    source = shared()
    evidence.save_source(source)
    decisions = SqlDecisions(database)
    for item in source.observations:
        decisions.decide(LOCAL_VIEWER, item.id, not_of=["PAT_01"], of=["PAT_02"])
    done = take_out(withdrawals, source, "P1")
    assert {row.store: row.removed for row in done.stores}["decisions on evidence"] == 4
    assert {link.observation_id for link in decisions.links(LOCAL_VIEWER)} == {source.observations[1].id}
    assert withdrawals.left(frozenset(item.id for item in source.observations[::2])) == {}


def test_words_that_only_they_used_leave_themes_and_what_people_called_them(evidence, withdrawals, themes, database):
    source = shared()
    evidence.save_source(source)
    themes.save_run(a_run("one", [[item.id for item in source.observations]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, title="The grobnitz form")
    _, part = themes.split(LOCAL_VIEWER, row.id, [source.observations[1].id], "Nobody answers")
    take_out(withdrawals, source, "P1")
    titles = {theme.id: theme.title for theme in themes.themes(LOCAL_VIEWER)}
    assert titles[part] == "Nobody answers"
    assert titles[row.id] == "Title withdrawn"
    assert "grobnitz" not in everything_in(database)


def test_marks_move_with_the_text_and_those_on_withdrawn_words_go(evidence, withdrawals, database):
    code = Code(id="0b5e8a1c-6f0d-4f57-9a53-2f1f6f0c7d77", name="zyxwquorum", description="Anything lost")
    source = shared()
    marks = tuple(
        Selection(id=f"0b5e8a1c-6f0d-4f57-9a53-2f1f6f0c7d8{item.ordinal}", span=item.span, codes=(code.id,))
        for item in source.observations
    )
    evidence.save_source(replace(source, codes=(code,), selections=marks))
    take_out(withdrawals, source, "P1")
    (text,) = SqlCodes(database).texts(LOCAL_VIEWER, source.study.id)
    (mark,) = text.selections
    assert mark.span.of(evidence.source(LOCAL_VIEWER, source.id).text) == TEXTS[1]
    assert [item.name for item in SqlCodes(database).codes(LOCAL_VIEWER, source.study.id)] == ["Name withdrawn"]


def test_done_twice_it_changes_nothing_more(evidence, withdrawals, database):
    source = shared()
    evidence.save_source(source)
    first = take_out(withdrawals, source, "P1")
    before = everything_in(database)
    assert take_out(withdrawals, source, "P1") == first
    assert everything_in(database) == before


def test_what_was_withdrawn_may_not_come_back_until_a_person_says_so(evidence, withdrawals):
    source = shared()
    evidence.save_source(source)
    take_out(withdrawals, source, "P1")
    for again in (source, replace(source, digest="f" * 64)):
        with pytest.raises(Withdrawn, match="withdr") as refused:
            evidence.save_source(again)
        assert "wd_1" in refused.value.remedy
    other_title = a_source(TEXTS, said_by=WHO, study=a_study("Under another title"))
    with pytest.raises(Withdrawn):
        evidence.save_source(other_title)
    assert withdrawals.overrule(a_viewer("Asha"), "wd_1") > 0
    assert evidence.save_source(source).kept == 2


def test_a_withdrawn_study_is_refused_whatever_is_added_to_it(evidence, withdrawals):
    source = shared()
    evidence.save_source(source)
    take_out(withdrawals, source)
    with pytest.raises(Withdrawn, match="study was withdrawn"):
        evidence.save_source(a_source(["Something new."], name="new.md"))


SAID = "P1: The grobnitz form asked me for my berth number twice, and then it lost all that I had typed."
ELSE = "P2: Nobody answers the phone."


def spoken(*lines, **fields):
    """A source of these lines, each said by the label it begins with."""
    return a_source(lines, said_by=[line.partition(":")[0] for line in lines], **fields)


MUSEUM = a_study(organisation="Harbor Office")
"""The same study under an organisation that was mistyped: another team."""


@pytest.mark.parametrize(
    "again",
    [
        spoken(SAID, ELSE, study=MUSEUM),
        spoken(SAID, ELSE, study=MUSEUM, name="other.docx", content_digest="b" * 64),
        spoken(ELSE, SAID, "P3: It rains.", study=MUSEUM, content_digest="c" * 64),
        spoken(SAID.replace(" ", "  "), study=MUSEUM, content_digest="d" * 64),
    ],
    ids=["the file", "the text in another file", "their words among others'", "their words alone"],
)
def test_what_was_withdrawn_is_refused_to_another_team_and_nothing_of_the_withdrawal_is_told(
    evidence, withdrawals, again
):
    source = spoken(SAID, ELSE)
    evidence.save_source(source)
    take_out(withdrawals, source, "P1")
    with pytest.raises(Withdrawn) as refused:
        evidence.save_source(again)
    told = f"{refused.value.problem} {refused.value.where} {refused.value.remedy}"
    assert not any(word in told for word in ("wd_1", "withdr", "P1", source.study.id, "Harbour Office"))
    assert refused.value.where and refused.value.remedy
    withdrawals.overrule(a_viewer("Asha"), "wd_1")
    assert evidence.save_source(again).kept == len(again.observations)


def test_another_team_keeps_the_copy_that_it_had_and_may_add_it_again(evidence, withdrawals):
    source = spoken(SAID, ELSE)
    other = spoken(SAID, ELSE, study=MUSEUM)
    for each in (source, other):
        evidence.save_source(each)
    take_out(withdrawals, source)
    assert evidence.save_source(other).duplicates == 2


def test_others_may_say_what_a_few_words_of_somebody_who_withdrew_say(evidence, withdrawals):
    source = spoken(ELSE, "P3: It rains.")
    evidence.save_source(source)
    take_out(withdrawals, source, "P2")
    assert evidence.save_source(spoken(ELSE, "P4: It snows.", study=MUSEUM)).kept == 2


def test_what_went_when_its_time_was_over_is_another_teams_to_add(evidence, withdrawals):
    source = spoken(SAID, ELSE)
    evidence.save_source(source)
    take_out(withdrawals, source, reason=Reason.RETENTION)
    assert evidence.save_source(spoken(SAID, ELSE, study=MUSEUM)).kept == 2


def test_researchers_of_the_team_and_curators_withdraw_and_nobody_else(evidence, withdrawals):
    source = shared(study=a_study(visibility=Visibility.OPEN))
    evidence.save_source(source)
    study = source.study.id
    team = a_viewer("Team", teams=MINE)
    curator = a_viewer("Curator", role=Role.CURATOR, teams=frozenset({"Museum"}))
    for viewer in (team, curator, LOCAL_VIEWER):
        assert withdrawals.extent(viewer, study, None).count("observations") == 3
    for viewer in (a_viewer("Other"), a_viewer("Reader", teams=MINE, role=Role.READER)):
        with pytest.raises(NotAllowed):
            withdrawals.extent(viewer, study, None)
        with pytest.raises(NotAllowed):
            withdrawals.participants(viewer, study)
    with pytest.raises(NotFound):
        withdrawals.extent(team, "st_none", None)


def test_participants_are_listed_by_label(evidence, withdrawals):
    evidence.save_source(shared())
    rows = withdrawals.participants(LOCAL_VIEWER, a_study().id)
    assert [(row.label, row.observations, row.sources) for row in rows] == [("P1", 2, 1), ("P2", 1, 1)]
    assert withdrawals.studies_of(LOCAL_VIEWER, " p2 ") == [(a_study().id, a_study().title)]
    assert withdrawals.studies_of(LOCAL_VIEWER, "P3") == []


def test_receipts_are_read_by_curators_and_whoever_asked(evidence, withdrawals):
    source = shared()
    evidence.save_source(source)
    take_out(withdrawals, source, "P1")
    assert [receipt.id for receipt in withdrawals.receipts(a_viewer("Asha"))] == ["wd_1"]
    assert [receipt.id for receipt in withdrawals.receipts(a_viewer("C", role=Role.CURATOR))] == ["wd_1"]
    with pytest.raises(NotFound):
        withdrawals.receipt(a_viewer("Somebody else"), "wd_1")


def test_originals_go_first_and_a_participant_can_still_be_taken_out(evidence, withdrawals):
    source = shared()
    evidence.save_source(source)
    assert evidence.digests() == {source.digest}
    withdrawals.expire(a_receipt(source, name="wd_raw", reason=Reason.RETENTION))
    assert evidence.digests() == frozenset()
    assert withdrawals.unnamed_digests("wd_raw") == [source.digest]
    assert len(evidence.all_evidence(LOCAL_VIEWER)) == 3
    with pytest.raises(Withdrawn, match="original was deleted"):
        evidence.save_source(source)
    take_out(withdrawals, source, "P1", name="wd_2")
    assert evidence.source(LOCAL_VIEWER, source.id).text.strip() == "Nobody answers the phone."
    assert withdrawals.rewritten(source.study.id) == []


def test_a_name_of_a_file_goes_with_its_original(evidence, withdrawals, database):
    named = replace(shared(name="Zyxgrob Harbour.vtt"), shown_name="[name 4].vtt")
    evidence.save_source(named)
    assert evidence.people_of(named.study.id) == ({"[name 4]": ("Zyxgrob Harbour",)}, 4)
    withdrawals.expire(a_receipt(named, name="wd_raw", reason=Reason.RETENTION))
    assert "Zyxgrob" not in everything_in(database)
    assert evidence.people_of(named.study.id) == ({}, 4)


def test_what_is_due_is_listed_before_and_after_its_day(evidence, withdrawals):
    consent = Consent(basis=LawfulBasis.CONSENT, raw_until="2020-01-01", insight_until="9000-01-01")
    source = shared(study=a_study(consent=consent))
    evidence.save_source(source)
    (due,) = withdrawals.due(LOCAL_VIEWER, notice_days=30)
    assert (due.tier, due.overdue, due.day) == (Tier.RAW, True, "2020-01-01")
    assert withdrawals.due(a_viewer("Stranger"), notice_days=30) == []
    withdrawals.expire(a_receipt(source, reason=Reason.RETENTION))
    assert withdrawals.due(LOCAL_VIEWER, notice_days=30) == []


def test_consent_is_kept_with_its_study_and_filled_in_where_it_was_blank(evidence, database):
    said = Consent(basis=LawfulBasis.PUBLIC_TASK, covers="Quoting without names", raw_until="2027-01-01")
    evidence.save_source(a_source(study=a_study(consent=said)))
    more = Consent(
        basis=LawfulBasis.CONSENT,
        not_heard="People without a telephone",
        raw_until="2026-06-01",
        insight_until="2028-01-01",
    )
    evidence.save_source(a_source(["More."], name="more.md", study=a_study(consent=more)))
    (study,) = evidence.studies(LOCAL_VIEWER)
    assert study.consent == Consent(
        basis=LawfulBasis.PUBLIC_TASK,
        covers="Quoting without names",
        raw_until="2026-06-01",
        insight_until="2028-01-01",
        not_heard="People without a telephone",
    )
    assert SqlPublishing(database).rows(LOCAL_VIEWER)[0].study.consent == study.consent


def test_tombstones_hold_no_word(evidence, withdrawals):
    source = shared()
    evidence.save_source(source)
    take_out(withdrawals, source, "P1")
    kinds = {stone.kind for stone in withdrawals.tombstones()}
    assert kinds == {
        TombstoneKind.PARTICIPANT,
        TombstoneKind.SOURCE,
        TombstoneKind.OBSERVATION,
        TombstoneKind.CONTENT,
    }
    told = repr(withdrawals.tombstones())
    assert not any(word in told for word in ("grobnitz", "zyxwquorum", "P1"))


def test_the_audit_tells_of_a_withdrawal_in_numbers(evidence, withdrawals, database):
    source = shared()
    evidence.save_source(source)
    take_out(withdrawals, source, "P1")
    (entry,) = SqlAudit(database).entries()
    assert (entry.deed, entry.who, entry.subject) == (Deed.WITHDREW, "Asha", "wd_1")
    assert entry.details["removed"]["observations"] == 2


def test_the_audit_is_added_to_and_never_changed(database):
    audit = SqlAudit(database)
    for number in range(3):
        audit.add("Asha", Deed.EXPORTED, f"file {number}", {"rows": number})
    assert [entry.nth for entry in audit.entries()] == [3, 2, 1]
    assert [entry.nth for entry in audit.entries(before=3, limit=1)] == [2]
    assert audit.fault() == ""
    for statement in (
        schema.audit.update().values(who="Somebody else"),
        schema.audit.delete(),
    ):
        with pytest.raises(StorageFailed), database.writing() as connection:
            connection.execute(statement)
    assert audit.fault() == ""


def test_a_changed_entry_and_a_missing_one_show(database):
    audit = SqlAudit(database)
    for number in range(3):
        audit.add("Asha", Deed.EXPORTED, f"file {number}")
    drop = {
        "sqlite": ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
        "postgresql": ["DROP TRIGGER audit_no_change ON audit"],
    }[database.url.get_backend_name()]
    with database.writing() as connection:
        for statement in drop:
            connection.exec_driver_sql(statement)
        connection.execute(schema.audit.delete().where(schema.audit.c.nth == 3))
    assert "after 2" in audit.fault()
    with database.writing() as connection:
        connection.execute(schema.audit.update().where(schema.audit.c.nth == 1).values(who="Somebody else"))
    assert "entry 1" in audit.fault()


def test_exports_are_recalled_by_what_they_held(database):
    audit = SqlAudit(database)
    audit.add("Asha", Deed.EXPORTED, "quotations as csv", {"observations": ["obs_1", "obs_2"]})
    audit.add("Omar", Deed.EXPORTED, "a study as xlsx", {"studies": ["st_1"]})
    audit.add("Omar", Deed.EXPORTED, "people as csv", {})
    assert [item.what for item in audit.exports_with("st_9", frozenset({"obs_2"}))] == ["quotations as csv"]
    assert [item.who for item in audit.exports_with("st_1", frozenset())] == ["Omar"]
