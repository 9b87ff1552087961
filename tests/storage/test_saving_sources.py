import shutil
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.access import LOCAL_VIEWER, Visibility
from domain.errors import NotFound, StorageFailed
from domain.evidence import About, Basis, Coding, Kind, Outcome, Refusal, SourceText, Standing, Subject
from domain.identity import digest
from domain.text import MaskedText, Replacement, TextSpan
from storage import SqlEvidence, open_database
from tests.builders import a_source, a_study
from tests.stored import store_study

EMPTY_ANSWER = Refusal(where="row 14", reason="empty answer", remedy="nothing to do")


def stored_texts(evidence):
    return sorted(evidence.texts()[1])


def balanced(account, source):
    return account.read == account.kept + account.duplicates + len(account.refusals) == source.read


def test_a_source_comes_back_as_it_was(evidence):
    source = a_source(
        about=[About(name="Council"), About(name="Case file", subject=Subject.SYSTEM, basis=Basis.PROPOSED)],
        headings=("Findings", "Waiting"),
        study=a_study(
            date="2025-03",
            method="interviews",
            sample_size=25_000_000_000,
            service="Permits",
            standing=Standing.LIVE,
            retells="An older study",
            mission="Shorter waits",
            draft=True,
            metadata=(("country", "Nowhere"), ("colour", "blue")),
            organisation_basis=Basis.PROPOSED,
        ),
    )
    assert evidence.save_source(source).kept == 2
    view = evidence.source(LOCAL_VIEWER, source.id)
    assert view.study == source.study
    assert view.observations == source.observations
    assert view.text == source.text.masked.text
    assert evidence.studies(LOCAL_VIEWER) == [source.study]


def test_who_said_it_and_what_is_known_of_them_are_kept_and_follow_a_revision(evidence):
    def said(**of_the_first):
        source = a_source()
        first, second = source.observations
        return replace(source, observations=(replace(first, **of_the_first), second))

    evidence.save_source(said(participant="P07", attributes=(("Region", "North"), ("Age", "30 to 39"))))
    first, second = evidence.all_evidence(LOCAL_VIEWER)
    known = {item.text: (item.participant, item.attributes) for item in (first, second)}
    assert known == {
        "The form asks twice.": ("P07", (("Region", "North"), ("Age", "30 to 39"))),
        "Nobody answers the phone.": (None, ()),
    }
    assert evidence.save_source(said(participant="P07", attributes=(("Region", "South"),))).duplicates == 2
    (changed,) = [item for item in evidence.evidence(LOCAL_VIEWER, [first.id, second.id]) if item.participant]
    assert changed.attributes == (("Region", "South"),)
    assert evidence.source(LOCAL_VIEWER, changed.source_id).observations[0].attributes == (("Region", "South"),)


def test_the_account_says_what_was_kept_refused_and_masked(evidence):
    canonical = "Ms Vale waited."
    masking = [Replacement(span=TextSpan(start=0, end=7), type="PERSON", placeholder="[person]")]
    masked = MaskedText.of(canonical, masking)
    source = a_source([masked.text], refusals=[EMPTY_ANSWER])
    account = evidence.save_source(replace(source, text=SourceText(canonical=canonical, masked=masked)))
    assert (account.outcome, account.kept, account.refusals) == (Outcome.KEPT, 1, (EMPTY_ANSWER,))
    assert account.redactions == (("PERSON", 1),)
    assert account.read == source.read == 2


def test_the_same_content_again_adds_nothing_and_changes_nothing(evidence):
    source = a_source(refusals=[EMPTY_ANSWER])
    evidence.save_source(source)
    before = evidence.revision()
    account = evidence.save_source(source)
    assert (account.outcome, account.kept, account.duplicates) == (Outcome.DUPLICATE, 0, 2)
    assert balanced(account, source)
    assert evidence.revision() == before
    assert evidence.count(LOCAL_VIEWER) == 2


def test_the_same_content_under_another_name_in_the_study_adds_nothing(evidence):
    evidence.save_source(a_source(name="notes.md"))
    account = evidence.save_source(a_source(name="copy of notes.md"))
    assert (account.outcome, account.duplicates) == (Outcome.DUPLICATE, 2)
    assert evidence.holdings(LOCAL_VIEWER).sources == 1


def test_another_teams_copy_is_theirs_and_nothing_is_said_of_the_first(evidence):
    evidence.save_source(a_source(study=a_study(organisation="Harbour Office")))
    account = evidence.save_source(a_source(study=a_study(organisation="Lighthouse Board")))
    assert (account.outcome, account.kept, account.duplicates, account.warnings) == (Outcome.KEPT, 2, 0, ())
    assert evidence.count(LOCAL_VIEWER) == 4


def test_new_content_under_the_same_name_supersedes_observation_by_observation(evidence, vectors):
    first = a_source(["It stays.", "It goes.", "It stays too."])
    evidence.save_source(first)
    ids = [item.id for item in first.observations]
    vectors.save_vectors("model", ids, np.eye(3, 4, dtype=np.float32))
    evidence.save_codings("v1", {item: Coding(kind=Kind.NEED, pain_point=0.1) for item in ids})

    second = a_source(["It is new.", "It stays.", "It stays too."])
    account = evidence.save_source(second)

    assert (account.outcome, account.kept, account.duplicates, account.superseded) == (Outcome.KEPT, 1, 2, 1)
    assert balanced(account, second)
    assert evidence.source(LOCAL_VIEWER, second.id).observations == second.observations
    assert vectors.vectors("model")[0] == sorted([ids[0], ids[2]])
    assert [item.text for item in evidence.uncoded("v1")] == ["It is new."]


def test_words_masked_anew_keep_their_identifier_and_lose_vector_and_coding(evidence, vectors):
    canonical = "Ms Vale waited."
    first = a_source([canonical, "The queue was long."])
    evidence.save_source(first)
    ids = [item.id for item in first.observations]
    vectors.save_vectors("model", ids, np.eye(2, dtype=np.float32))
    evidence.save_codings("v1", {item: Coding(kind=Kind.NEED, pain_point=0.1) for item in ids})

    shown = a_source(["[person] waited.", "The queue was long."], content_digest=first.digest)
    masked_anew = replace(
        shown,
        text=replace(first.text, masked=shown.text.masked),
        observations=tuple(
            replace(item, id=old.id) for item, old in zip(shown.observations, first.observations, strict=True)
        ),
    )
    account = evidence.save_source(masked_anew)

    assert (account.outcome, account.kept, account.duplicates, account.superseded) == (Outcome.KEPT, 0, 2, 0)
    assert [item.text for item in evidence.uncoded("v1")] == ["[person] waited."]
    assert vectors.vectors("model")[0] == [ids[1]]
    assert "Ms Vale" not in " ".join(stored_texts(evidence))


def test_what_evidence_is_about_changes_when_someone_states_it(evidence):
    evidence.save_source(a_source(about=[About(name="Council")]))
    guessed = a_source(about=[About(name="Parish", basis=Basis.PROPOSED)])
    assert evidence.save_source(guessed).outcome is Outcome.DUPLICATE
    evidence.save_source(a_source(about=[About(name="Coast Guard")]))
    assert {item.organisation for item in evidence.all_evidence(LOCAL_VIEWER)} == {"Coast Guard"}


def test_a_source_without_observations_is_refused_and_leaves_the_earlier_revision(evidence):
    kept = a_source()
    evidence.save_source(kept)
    empty = replace(kept, observations=(), digest=digest("other", length=64), refusals=(EMPTY_ANSWER,))
    account = evidence.save_source(empty)
    assert (account.outcome, account.read, account.superseded) == (Outcome.REFUSED, 1, 0)
    assert account.warnings
    assert evidence.count(LOCAL_VIEWER) == 2


def test_a_study_that_is_there_is_filled_in_and_otherwise_kept(evidence):
    evidence.save_source(a_source(study=a_study(date="2024", metadata=(("country", "Nowhere"),))))
    said = a_study(date="2025", sample_size=12, metadata=(("country", "Elsewhere"), ("colour", "blue")))
    account = evidence.save_source(a_source(["Something else."], study=said, name="more.md"))
    (study,) = evidence.studies(LOCAL_VIEWER)
    assert (study.date, study.sample_size) == ("2024", 12)
    assert study.metadata == (("country", "Nowhere"), ("colour", "blue"))
    assert any("date" in warning for warning in account.warnings)


@pytest.mark.parametrize(
    ("dates", "date", "told"),
    [
        (("2026-03-14", "2026-04"), "2026", "of 2026-03-14 and of 2026-04: it is dated 2026 now"),
        (("2026-03-14", "2026-03-20"), "2026-03", "it is dated 2026-03 now"),
        (("2026-03-14", "2026"), "2026", "it is dated 2026 now"),
        (("2026", "2026-03-14"), "2026", "not taken: date"),
        (("2026-03-14", "2025-03-14"), "2026-03-14", "not taken: date"),
        ((None, "2026-03"), "2026-03", ""),
        (("2026-03", None), "2026-03", ""),
    ],
)
def test_a_study_is_dated_by_what_the_dates_of_its_files_share(evidence, dates, date, told):
    for nth, each in enumerate(dates):
        account = evidence.save_source(
            a_source([f"Line {nth} of the file."], name=f"{nth}.md", study=a_study(date=each))
        )
    [study] = evidence.studies(LOCAL_VIEWER)
    assert study.date == date
    assert [told in warning for warning in account.warnings] == ([True] if told else [])


@pytest.mark.parametrize("first", list(Visibility))
@pytest.mark.parametrize("second", list(Visibility))
def test_adding_a_file_never_shows_anything_to_more_people_than_was_said(evidence, first, second):
    evidence.save_source(a_source(study=a_study(visibility=first)))
    account = evidence.save_source(a_source(["Something else."], study=a_study(visibility=second), name="more.md"))
    (study,) = evidence.studies(LOCAL_VIEWER)
    narrowest_first = list(Visibility)
    assert narrowest_first.index(study.visibility) == min(map(narrowest_first.index, (first, second)))
    assert bool(account.warnings) == (first is not second)


def test_a_study_may_be_published_and_shown_more_widely_by_saving_it(evidence, database):
    evidence.save_source(a_source(study=a_study(visibility=Visibility.TEAM, draft=True)))
    before = evidence.revision()
    store_study(database, a_study(visibility=Visibility.OPEN))
    assert evidence.studies(LOCAL_VIEWER) == [a_study(visibility=Visibility.OPEN)]
    assert evidence.revision() > before


def test_saving_a_study_as_it_is_changes_nothing(evidence, database):
    store_study(database, a_study())
    before = evidence.revision()
    store_study(database, a_study())
    assert evidence.revision() == before


def test_a_study_cannot_be_given_to_another_organisation(database):
    store_study(database, a_study())
    with pytest.raises(ValueError, match="organisation"):
        store_study(database, replace(a_study(), organisation="Museum"))


def with_anothers_identifier(source, other):
    """A source that cannot be stored to its end: its last observation has the identifier of another source's."""
    *first, last = source.observations
    return replace(source, observations=(*first, replace(last, id=other.observations[0].id)))


def test_a_failure_midway_leaves_a_new_source_unstored(evidence):
    other = a_source(["Something else."], study=a_study("Another study"))
    evidence.save_source(other)
    before = evidence.revision()
    with pytest.raises(StorageFailed, match="refused"):
        evidence.save_source(with_anothers_identifier(a_source(), other))
    assert evidence.studies(LOCAL_VIEWER) == [other.study]
    assert stored_texts(evidence) == ["Something else."]
    assert evidence.revision() == before


def test_a_failure_midway_leaves_the_earlier_revision_whole(evidence):
    other = a_source(["Something else."], study=a_study("Another study"))
    evidence.save_source(other)
    first = a_source(["It stays.", "It goes."])
    evidence.save_source(first)
    before = evidence.revision()
    with pytest.raises(StorageFailed, match="refused"):
        evidence.save_source(with_anothers_identifier(a_source(["It is new.", "It stays.", "It fails."]), other))
    assert evidence.source(LOCAL_VIEWER, first.id).observations == first.observations
    assert evidence.revision() == before


def test_two_observations_of_one_identifier_are_the_callers_mistake(evidence):
    source = a_source()
    twice = replace(source, observations=(source.observations[0],) * 2)
    with pytest.raises(ValueError, match="one identifier"):
        evidence.save_source(twice)


def test_texts_revision_moves_only_with_texts(evidence):
    source = a_source()
    evidence.save_source(source)
    texts, everything = evidence.texts_revision(), evidence.revision()
    evidence.save_codings("v1", {source.observations[0].id: Coding(kind=Kind.NEED, pain_point=0.1)})
    assert evidence.texts_revision() == texts
    assert evidence.revision() > everything


def test_a_source_that_is_not_there_is_not_found(evidence):
    with pytest.raises(NotFound):
        evidence.source(LOCAL_VIEWER, "src_unknown")


sentences = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12).filter(str.strip),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(revisions=st.lists(sentences, min_size=1, max_size=4))
def test_whatever_the_revisions_the_last_is_stored_and_every_account_balances(
    tmp_path_factory, new_sqlite_file, revisions
):
    file = shutil.copyfile(new_sqlite_file, tmp_path_factory.mktemp("revisions") / "notes.db")
    database = open_database(f"sqlite:///{file}")
    evidence = SqlEvidence(database)
    held = 0
    for texts in revisions:
        source = a_source(texts)
        account = evidence.save_source(source)
        assert balanced(account, source)
        held += account.kept - account.superseded
        view = evidence.source(LOCAL_VIEWER, source.id)
        assert view.observations == source.observations
        assert all(item.span.of(view.text) == item.text for item in view.observations)
        assert evidence.count(LOCAL_VIEWER) == held == len(texts)
    assert evidence.save_source(source).outcome is Outcome.DUPLICATE
    assert database.check() == []
    database.close()
