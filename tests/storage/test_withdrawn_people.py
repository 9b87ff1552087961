"""What names or describes a withdrawn participant goes, whatever line it stands in; what others said stays."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER
from domain.errors import Withdrawn
from domain.evidence import Contribution, Outcome, SourceText
from domain.identity import sha256_of, source_id
from domain.masking import PERSON, places_of
from domain.text import MaskedText, Replacement, TextSpan
from domain.withdrawal import ABOUT_THEM, NAMES
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source, a_study, an_observation
from tests.storage.test_withdrawing import a_receipt, everything_in, take_out

HEAD = (
    "Date: 3 March",
    "Participant: P04, Gwendolyn Tarrabrook, carer for Osric Tarrabrook",
    "Interviewer: Hamish Oldacre",
    "Consent: quoting without names",
)
ASKED = "Interviewer: Gwendolyn, did anybody ring you back?"
ALONE = (*HEAD, "Interviewer: How was the form?", "P04: It asked twice.", ASKED, "P04: Nobody rang back.")
TOGETHER = (
    "Date: 3 March",
    "Participant: P04, Gwendolyn Tarrabrook, carer for Osric Tarrabrook",
    "Age: 54",
    "Participant: P05, Ned Fallowby",
    "Age: 61",
    "P04: It asked twice.",
    ASKED,
    "P05: I saw Gwendolyn wait at the quay.",
    "Afterwards P04 was too tired to go on.",
)
PEOPLE = {"[name 1]": ("Gwendolyn Tarrabrook", "Gwendolyn"), "[name 2]": ("Osric Tarrabrook",),
          "[name 3]": ("Hamish Oldacre",), "[name 4]": ("Ned Fallowby",)}  # fmt: skip


@pytest.fixture
def withdrawals(database):
    return SqlWithdrawals(database)


def a_transcript(lines, *, masked=True, labels=("P04", "P05", "Participant"), name="talk.txt"):
    """A transcript of these paragraphs, each an observation of whoever its label names; names masked or not."""
    study = a_study()
    canonical = "\n\n".join(lines)
    found = {}
    for placeholder, forms in PEOPLE.items() if masked else ():
        for form in forms:
            for span in places_of(form, canonical):
                if not any(span.start < end and start < span.end for start, end in found):
                    found[span.start, span.end] = placeholder
    replacements = [
        Replacement(span=TextSpan(start=start, end=end), type=PERSON, placeholder=placeholder)
        for (start, end), placeholder in sorted(found.items())
    ]
    text = SourceText(canonical=canonical, masked=MaskedText.of(canonical, replacements))
    items, said, at = [], [], 0
    for ordinal, line in enumerate(lines):
        span = TextSpan(start=at, end=at + len(line))
        shown = text.masked.to_masked(span)
        who = next((label for label in labels if line.startswith(f"{label}:")), None)
        item = an_observation(shown.of(text.masked.text), study=study, name=name, ordinal=ordinal, participant=who)
        items.append(replace(item, span=shown))
        said += [Contribution(span=span, participant=who)] if who else []
        at += len(line) + 2
    return replace(
        a_source(["."], study=study, name=name, content_digest=sha256_of(canonical.encode())),
        id=source_id(study.id, name),
        text=text,
        observations=tuple(items),
        contributions=tuple(said),
    )


@pytest.mark.parametrize("masked", [True, False])
def test_a_transcript_whose_head_says_that_it_is_theirs_goes_whole_and_that_is_said_before(
    evidence, withdrawals, database, masked
):
    source = a_transcript(ALONE, masked=masked)
    other = a_source(["Somewhere else."], name="other.md")
    for each in (source, other):
        evidence.save_source(each)
    extent = withdrawals.extent(LOCAL_VIEWER, source.study.id, a_receipt(source, "P04").participant)
    assert extent.whole_files == ("talk.txt",)
    assert extent.count("observations") == len(ALONE)
    take_out(withdrawals, source, "P04")
    assert not any(name in everything_in(database) for name in ("Tarrabrook", "Gwendolyn", "Osric"))
    assert [item.text for item in evidence.all_evidence(LOCAL_VIEWER)] == ["Somewhere else."]


@pytest.mark.parametrize("masked", [True, False])
def test_of_a_transcript_of_two_what_names_or_describes_one_goes_and_the_other_stays(
    evidence, withdrawals, database, masked
):
    source = a_transcript(TOGETHER, masked=masked)
    evidence.save_source(source)
    done = take_out(withdrawals, source, "P04")
    left = everything_in(database)
    assert not any(name in left for name in ("Tarrabrook", "Gwendolyn", "Osric", "Age: 54", "too tired"))
    name = "[name 1]" if masked else "[name withdrawn]"
    ned = "[name 4]" if masked else "Ned Fallowby"
    view = evidence.source(LOCAL_VIEWER, source.id)
    assert view.text.split("\n\n") == [
        "Date: 3 March",
        f"Participant: P05, {ned}",
        "Age: 61",
        f"Interviewer: {name}, did anybody ring you back?",
        f"P05: I saw {name} wait at the quay.",
    ]
    assert all(item.span.of(view.text) == item.text for item in view.observations)
    (content,) = withdrawals.rewritten(source.study.id)
    assert "Ned Fallowby" in content.decode() and "Gwendolyn" not in content.decode()
    assert [(row.removed, row.left) for row in done.stores if row.store == NAMES] == [(2, 0)]
    assert [row.removed for row in done.stores if row.store == ABOUT_THEM] == [3]


def test_where_nobody_else_takes_part_and_no_head_says_whose_a_name_is_all_names_go(evidence, withdrawals, database):
    lines = ("Findings on moorings", "P04: It asked twice.", "Interviewer: And then, Gwendolyn?", "The form is long.")
    source = a_transcript(lines)
    evidence.save_source(source)
    take_out(withdrawals, source, "P04")
    assert "Gwendolyn" not in everything_in(database)
    assert evidence.source(LOCAL_VIEWER, source.id).text.split("\n\n") == [
        "Findings on moorings", "Interviewer: And then, [name 1]?", "The form is long.",
    ]  # fmt: skip


def test_a_name_that_somebody_left_as_it_stands_goes_from_what_others_said(evidence, withdrawals, database):
    source = a_transcript(TOGETHER)
    at = source.text.canonical.rindex("Gwendolyn")
    kept = [
        replace(item, type="KEPT", placeholder="Gwendolyn", decided=True) if item.span.start == at else item
        for item in source.text.masked.replacements
    ]
    text = replace(source.text, masked=MaskedText.of(source.text.canonical, kept))
    moved = []
    for item in source.observations:
        span = text.masked.to_masked(source.text.masked.to_canonical(item.span))
        moved.append(replace(item, span=span, text=span.of(text.masked.text)))
    left = replace(source, text=text, observations=tuple(moved))
    evidence.save_source(left)
    take_out(withdrawals, left, "P04")
    assert "Gwendolyn" not in everything_in(database)


def test_a_report_in_which_one_is_quoted_is_not_taken_for_theirs(evidence, withdrawals):
    lines = ("Name: Moorings review", "Date: 3 March", "The form is long.", "P04: It asked twice.", "Desks shut early.")
    source = a_transcript(lines)
    evidence.save_source(source)
    take_out(withdrawals, source, "P04")
    assert "Desks shut early." in evidence.source(LOCAL_VIEWER, source.id).text


def test_whoever_is_named_by_the_head_alone_can_be_withdrawn(evidence, withdrawals, database):
    lines = ("Participant: P04, carer", "Interviewer: How was the form?", "Participant: It asked twice.",
             "Interviewer: Why?", "Participant: It never said.")  # fmt: skip
    source = a_transcript(lines)
    evidence.save_source(source)
    take_out(withdrawals, source, "P04")
    assert "asked twice" not in everything_in(database)
    with pytest.raises(Withdrawn):
        evidence.save_source(a_transcript(("Participant: P04", "Interviewer: And now?"), name="new.txt"))


def rows_of(withdrawals):
    return withdrawals.participants(LOCAL_VIEWER, a_study().id)


def test_participants_are_told_apart_by_file_number_and_first_words_and_found_by_what_a_head_calls_them(
    evidence, withdrawals
):
    evidence.save_source(a_transcript(ALONE))
    (row,) = rows_of(withdrawals)
    assert (row.names, row.files, row.observations) == (("P04", "[name 1]"), ("talk.txt",), 2)
    assert row.first_words == "It asked twice."
    assert withdrawals.studies_of(LOCAL_VIEWER, "p04") == withdrawals.studies_of(LOCAL_VIEWER, "[name 1]") != []


def test_whoever_is_only_called_participant_stands_under_the_code_of_each_files_head(evidence, withdrawals):
    for code, name in (("P04", "one.txt"), ("P11", "two.txt")):
        lines = (f"Participant: {code}, carer", "Interviewer: How was it?", f"Participant: It asked {code} twice.",
                 "Interviewer: Why?", "Participant: It never said why it did, nor who reads it.")  # fmt: skip
        evidence.save_source(a_transcript(lines, name=name))
    rows = rows_of(withdrawals)
    assert [(row.label, row.files, row.observations) for row in rows] == [
        ("P04", ("one.txt",), 3), ("P11", ("two.txt",), 3),
    ]  # fmt: skip


def test_the_interviewer_of_a_transcript_is_not_offered(evidence, withdrawals):
    lines = ("Interviewer: Hamish Oldacre", "Participant: P04", "[name 3]: How was the form?", "P04: It asked twice.",
             "[name 3]: And then?")  # fmt: skip
    head = a_transcript(lines, labels=("[name 3]", "P04", "Participant"))
    evidence.save_source(head)
    assert [row.label for row in rows_of(withdrawals)] == ["P04"]


HOSTED = (
    "Participant: P04, Gwendolyn Tarrabrook",
    "P04: The letter came six weeks late.",
    "Host: I was told that at the ferry desk by my sister Osric.",
    "P04: It asked me for the address three times.",
    "Host: The zyxwquorum desk told me so.",
)


def a_hosted_talk():
    """A transcript in which a host says what is evidence, and is no participant."""
    source = a_transcript(HOSTED)
    at = [source.text.masked.to_canonical(item.span) for item in source.observations if item.text.startswith("Host:")]
    hosts = tuple(Contribution(span=span, participant="Host", takes_part=False) for span in at)
    return replace(source, contributions=tuple(sorted((*source.contributions, *hosts), key=lambda item: item.span)))


def test_a_host_is_listed_with_what_they_said_and_goes_by_their_label(evidence, withdrawals, database):
    source = a_hosted_talk()
    evidence.save_source(source)
    rows = withdrawals.participants(LOCAL_VIEWER, source.study.id)
    listed = {row.label: (row.observations, row.first_words) for row in rows}
    assert listed["Host"] == (2, "I was told that at the ferry desk by my…")
    assert withdrawals.studies_of(LOCAL_VIEWER, "host") == [(source.study.id, source.study.title)]
    take_out(withdrawals, source, "Host")
    left = evidence.source(LOCAL_VIEWER, source.id).text
    head = HOSTED[0].replace("Gwendolyn Tarrabrook", "[name 1]")
    assert [line for line in left.split("\n") if line] == [head, HOSTED[1], HOSTED[3]]
    assert "zyxwquorum" not in everything_in(database)
    with pytest.raises(Withdrawn):
        evidence.save_source(source)


def test_a_host_beside_them_keeps_nothing_of_a_participant_who_takes_part_alone(evidence, withdrawals, database):
    source = a_hosted_talk()
    evidence.save_source(source)
    extent = withdrawals.extent(LOCAL_VIEWER, source.study.id, a_receipt(source, "P04").participant)
    assert extent.whole_files == ("talk.txt",)
    take_out(withdrawals, source, "P04")
    assert "letter" not in everything_in(database) and evidence.all_evidence(LOCAL_VIEWER) == []


def test_withdrawing_an_observer_leaves_the_participant_of_a_file_without_turns(evidence, withdrawals):
    lines = ("Participant: P04, aged 60", "She said that the form asked twice.", "Observer: The desk was shut.")
    source = a_transcript(lines)
    seen = source.text.masked.to_canonical(source.observations[2].span)
    source = replace(source, contributions=(Contribution(span=seen, participant="Observer", takes_part=False),))
    evidence.save_source(source)
    take_out(withdrawals, source, "Observer")
    left = evidence.source(LOCAL_VIEWER, source.id).text
    assert [line for line in left.split("\n") if line] == list(lines[:2])


def test_what_was_stored_before_hosts_had_labels_gets_them_when_it_is_added_again(evidence, withdrawals):
    source = a_hosted_talk()
    before = replace(source, contributions=tuple(item for item in source.contributions if item.takes_part))
    evidence.save_source(before)
    account = evidence.save_source(source)
    assert (account.kept, account.duplicates, account.superseded) == (0, len(HOSTED), 0)
    assert "Host" in {row.label for row in withdrawals.participants(LOCAL_VIEWER, source.study.id)}
    assert evidence.save_source(source).outcome is Outcome.DUPLICATE
