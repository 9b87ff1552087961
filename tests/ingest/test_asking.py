"""What is asked of a person who adds files: proposed with its reasons, once for all files it holds for."""

import datetime

import pytest

from domain.asking import Ask, AskKind, Cue, Signs
from domain.catalogue import Catalogue, Organisation, Service
from domain.consent import Consent
from domain.dates import agree, days_between, meanings
from domain.evidence import SourceFile, Study
from domain.proposals import FileDescription, StagedFile
from ingest.asking import asked
from ingest.glimpse import Glimpse
from ingest.odd_dates import date_of
from ingest.one_study import NamedSigns, stem_of, title_of
from ingest.previewing import preview
from ingest.retelling import cue_of, fingerprint, share_in, sketch_of
from ingest.service_names import folder_of, is_generic
from language.sentences import SentenceSplitter

# Every organisation and person here is fictional.
SENTENCES = SentenceSplitter()
KNOWN = Catalogue(
    organisations=(Organisation(name="Harbour Board"),), services=(Service(name="Tide line", aliases=("tideline",)),)
)
LONG = "The ferry to the outer island number {} left before anybody could buy a ticket on the pier."


def a_file(name: str, text: str = "They waited a long while.", **said: object) -> tuple[NamedSigns, str]:
    proposal = preview(
        SourceFile(name=name, content=text.encode()),
        staged=StagedFile(name=name, digest="0" * 64, size=1),
        said=FileDescription(**said),  # type: ignore[arg-type]
        sentences=SENTENCES,
        known=KNOWN,
    )
    return NamedSigns(name=proposal.shown_name, signs=proposal.signs), proposal.text


def questions(*files: tuple[NamedSigns, str], known: tuple[Study, ...] = ()) -> list[Ask]:
    return asked([file for file, _ in files], known, lambda at: files[at][1])


def of_kind(asks: list[Ask], kind: AskKind) -> list[Ask]:
    return [ask for ask in asks if ask.kind is kind]


# one study


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("ferry-round-1.md", ("ferry",)),
        ("Ferry round 2.docx", ("ferry",)),
        ("2025-05-01 ferry interview 3.md", ("ferry",)),
        ("pack.zip/notes/P07.vtt", ("p",)),
        ("ferry-journey-v12.md", ("ferry", "journey")),
        ("ferry.md", None),
        ("2025.md", None),
    ],
)
def test_names_of_a_series_share_their_words(name, stem):
    assert stem_of(name) == stem


def test_files_whose_names_differ_in_numbers_are_asked_about_once():
    (ask,) = questions(a_file("ferry-1.md"), a_file("ferry-2.md"), a_file("ferry-3.md"), a_file("lighthouse.md"))
    assert (ask.kind, ask.files) == (AskKind.ONE_STUDY, (0, 1, 2))
    assert "differ only in numbers (ferry)" in ask.reasons[0]


def test_rounds_years_apart_are_not_taken_for_one_study():
    old = a_file("ferry-1.md", "---\ndate: 2019-01-01\n---\nThey waited.")
    new = a_file("ferry-2.md", "---\ndate: 2025-01-01\n---\nThey waited.")
    assert of_kind(questions(old, new), AskKind.ONE_STUDY) == []


def test_what_somebody_said_is_not_asked_again():
    assert questions(a_file("ferry-1.md", study="One"), a_file("ferry-2.md", study="Two")) == []


def test_a_folder_ties_its_files_only_when_all_of_them_are_near_in_time():
    near = [
        a_file(f"pier/{name}.md", f"---\ndate: 2025-03-0{day}\n---\nWords here.") for name, day in (("a", 1), ("b", 4))
    ]
    assert len(of_kind(questions(*near), AskKind.ONE_STUDY)) == 1
    far = a_file("pier/c.md", "---\ndate: 2022-03-01\n---\nWords here.")
    assert of_kind(questions(*near, far), AskKind.ONE_STUDY) == []


def test_the_same_fact_on_top_ties_files_of_different_names():
    tied = [a_file(f"{name}.md", f"---\nproject: Pier works\n---\n# {name}\n\nWords.") for name in ("Ropes", "Lamps")]
    (ask,) = questions(*tied)
    assert ask.reasons == ("they say the same project on top",)


def test_the_study_that_a_file_names_on_top_is_its_study():
    assert a_file("a.md", "---\nstudy: Pier works\ntitle: Other\n---\nWords.")[0].signs.title == "Pier works"


@pytest.mark.parametrize(
    ("titles", "names", "title"),
    [
        (["Pier works - round 1", "Pier works - round 2"], ["a-1.md", "a-2.md"], "Pier works"),
        (["Ropes", "Lamps"], ["pier-works-1.md", "pier-works-2.md"], "Pier works"),
        (["Ropes", "Lamps"], ["ropes.md", "lamps.md"], "Ropes"),
        (["Ropes", "Lamps"], ["ferry 1.md", "ferry 2.md"], "Ferry"),
        (["Ropes", "Lamps"], ["interview 1.md", "interview 2.md"], "Ropes"),
    ],
)
def test_the_title_of_several_files_is_what_they_share(titles, names, title):
    assert title_of(titles, names) == title


def test_a_heading_that_any_notes_may_have_is_no_title():
    titles = [
        a_file("pier-results.md", f"# {h}\n\nWords.")[0].signs.title for h in ("Who we interviewed", "Background")
    ]
    assert titles == ["Pier results", "Pier results"]
    assert a_file("a.md", "# Ropes and lamps\n\nWords.")[0].signs.title == "Ropes and lamps"


# a retelling


@pytest.mark.parametrize(
    ("title", "text", "cue"),
    [
        ("Ferry research so far", "", Cue.PLAIN),
        ("Ferry", "This post summarises what we did last year.", Cue.PLAIN),
        ("Ferry", "# Research summary\n\nWords.", Cue.PLAIN),
        ("Ferry", "In round 2 we found A. In earlier research, B. We saw C in the first round. D was so.", Cue.PLAIN),
        ("Ferry", "In earlier research we found that boats are late. " + "Boats are late again. " * 12, Cue.NONE),
        ("Ferry playback", "", Cue.WEAK),
        ("What we learned about ferries", "", Cue.WEAK),
        ("Ferry interviews", "She asked for a summary of her booking.", Cue.NONE),
    ],
)
def test_wording_tells_of_a_retelling(title, text, cue):
    assert cue_of(title, text) is cue


def test_a_plain_retelling_is_asked_about_even_when_nobody_knows_of_what():
    (ask,) = questions(a_file("ferry.md", "# Ferry research so far\n\nBoats are late."))
    assert (ask.kind, ask.options) == (AskKind.RETELLS, ())


def test_a_summary_is_asked_about_with_the_study_that_it_names():
    study = a_file("a.md", "# Waiting on the outer pier\n\nThey waited long for a boat there.")
    summary = a_file("b.md", "# Playback\n\nAfter Waiting on the outer pier we changed the timetable.")
    summary_alone = a_file("b.md", "# Playback\n\nWe changed the timetable.")
    (ask,) = questions(study, summary)
    assert (ask.kind, ask.files, ask.options) == (AskKind.RETELLS, (1,), ("Waiting on the outer pier",))
    assert questions(study, summary_alone) == []


def test_passages_that_stand_in_another_file_too_make_it_a_retelling():
    whole = a_file("a.md", "# Ropes\n\n" + "\n\n".join(LONG.format(n) for n in "abcdefgh"))
    part = a_file("b.md", "# Lamps\n\n" + "\n\n".join(LONG.format(n).upper() for n in "abcd"))
    (ask,) = questions(whole, part)
    assert (ask.kind, ask.files, ask.options) == (AskKind.RETELLS, (1,), ("Ropes",))
    assert "4 of its 4" in ask.reasons[0]


def test_a_stored_study_is_told_of_only_when_it_may_be_seen():
    signs = Signs(title="Lamps", passages=4, held=(("st_1", 4),))
    seen = Study(id="st_1", title="Ropes", organisation="Harbour Board")
    (ask,) = asked([NamedSigns(name="b.md", signs=signs)], [seen], lambda at: "")
    assert ask.options == ("Ropes",)
    assert asked([NamedSigns(name="b.md", signs=signs)], [], lambda at: "") == []


def test_a_sketch_compares_passages_by_their_words_alone():
    assert fingerprint("[name 1]  said\nSO") == fingerprint("[name 27] said so")
    many = sketch_of([f"passage {n}" for n in range(3_000)])
    few = sketch_of([f"passage {n}" for n in range(300)])
    assert share_in(few, many)[1] == 1.0
    assert share_in(few, sketch_of(["other"])) == (0, 0.0)
    assert share_in((), few) == (0, 0.0)


# who was not heard


@pytest.mark.parametrize(
    "heading",
    [
        "Limitations",
        "Limitations of this research",
        "What this user research is missing",
        "Who we did not speak to",
        "Gaps in our evidence",
        "Research gaps",
        "Groups we have not reached",
        "Not heard from",
        "Underserved groups missing",
    ],
)
def test_a_section_that_says_what_is_missing_is_cited_with_its_place(heading):
    file, text = a_file("a.md", f"# Ferry\n\n## {heading}\n\nOnly people with a car came.\n\n## Next\n\nMore boats.")
    (ask,) = questions((file, text))
    assert ask.kind is AskKind.NOT_HEARD
    assert [(each.place, each.span.of(text)) for each in ask.passages] == [("line 5", "Only people with a car came.")]


@pytest.mark.parametrize(
    "sentence",
    [
        "We did not speak to anyone who uses a screen reader.",
        "The team was unable to recruit people from the outer island.",
        "Our sample was limited to people with a car.",
        "We haven’t yet tested with users who cannot read.",
        "None of the participants had a disability.",
    ],
)
def test_a_sentence_that_says_who_was_not_heard_is_cited(sentence):
    file, text = a_file("a.md", f"# Ferry\n\nBoats are late. {sentence} They sank.")
    (ask,) = questions((file, text))
    assert [each.span.of(text) for each in ask.passages] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Participants did not speak to their doctor before sailing.",
        "None of the participants were aware of the second pier.",
        "We did not include hint text on the form.",
        "The limitations of the old timetable annoyed everybody.",
        "She said nobody had heard from the office.",
    ],
)
def test_a_finding_is_not_taken_for_what_is_missing(sentence):
    assert questions(a_file("a.md", f"# Ferry\n\n{sentence}")) == []


def test_who_was_not_heard_is_not_asked_once_it_was_said():
    said = Consent(not_heard="people without a car")
    assert questions(a_file("a.md", "# Ferry\n\n## Limitations\n\nOnly cars came along.", consent=said)) == []


# dates


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("03/04/2025", ("2025-04-03", "2025-03-04")),
        ("25/04/2025", ("2025-04-25",)),
        ("2025-16-10", ("2025-10-16",)),
        ("2025-03-04", ("2025-03-04", "2025-04-03")),
        ("2025-02-30", ()),
        ("soon", ()),
        (None, ()),
    ],
)
def test_what_a_date_may_mean(written, days):
    assert meanings(written) == days


TODAY = datetime.date(2026, 6, 15)


@pytest.mark.parametrize(
    ("inside", "named", "date", "options"),
    [
        ("2025-16-10", None, None, ("2025-10-16",)),
        ("03/04/2025", None, None, ("2025-04-03", "2025-03-04")),
        ("03/04/2025", "2025-04", "2025-04", ("2025-04", "2025-04-03", "2025-03-04")),
        ("2025-03-01", "2024-11", "2025-03-01", ("2025-03-01", "2024-11")),
        ("2025-03-01", "2025-03", "2025-03-01", None),
        (None, "2025-16-10", None, ("2025-10-16",)),
        ("2025-10-16", "2025-16-10", "2025-10-16", None),
        ("2026-06-16", None, "2026-06-16", ("2026-06-16",)),
        ("2027", None, "2027", ("2027",)),
        ("2026", None, "2026", None),
        ("2026-06-15", None, "2026-06-15", None),
    ],
)
def test_odd_dates_are_asked_about(inside, named, date, options):
    seen = Glimpse(title="Ferry", facts={"date": inside} if inside else {}, name_date=named)
    found, warnings, asks = date_of(FileDescription(), seen, today=TODAY)
    assert found == date
    assert [ask.options for ask in asks] == ([] if options is None else [options])
    assert all(ask.told in warnings for ask in asks)


def test_a_date_said_by_a_person_is_asked_about_only_when_it_has_not_come():
    seen = Glimpse(title="Ferry", facts={"date": "2020"})
    assert date_of(FileDescription(date="2023"), seen, today=TODAY) == ("2023", (), ())
    assert date_of(FileDescription(date="2032"), seen, today=TODAY)[2][0].options == ("2032",)


def test_dates_are_compared_at_their_precision():
    assert agree("2025", "2025-04-01") and not agree("2025-03", "2025-04-01")
    assert (days_between("2025", "2025-12"), days_between("2025-01-31", "2025-03")) == (0, 29)


# services


@pytest.mark.parametrize("name", ["notes", "sprint17", "Round 2", "results", "final", "2025", "P07", "user interviews"])
def test_a_generic_name_is_never_proposed_as_a_service(name):
    assert is_generic(name)
    assert folder_of(f"{name}/a.md") == ""


def test_the_nearest_folder_that_may_name_a_service_is_proposed_marked_and_asked_once():
    files = [a_file(f"pack.zip/buoy-hire/round 2/{name}.md", f"# {name}\n\nWords.") for name in ("Ropes", "Lamps")]
    (ask,) = questions(*files)
    assert (ask.kind, ask.files, ask.options) == (AskKind.SERVICE, (0, 1), ("buoy hire",))
    assert "The folder “buoy hire” may name the service" in ask.told
    assert [file.signs.service for file, _ in files] == [None, None]


def test_a_folder_takes_the_catalogues_name_and_never_an_organisations():
    (ask,) = questions(a_file("tideline/a.md", "# Ropes\n\nWords."))
    assert ask.options == ("Tide line",)
    assert questions(a_file("Harbour Board/a.md", "# Ropes\n\nWords.")) == []


def test_a_service_that_is_named_like_a_folder_is_asked_about():
    (ask,) = questions(a_file("a.md", "# Ropes\n\nWords.", service="Sprint17"))
    assert (ask.kind, ask.options) == (AskKind.SERVICE, ())


def test_where_a_file_stood_counts_like_its_path():
    (ask,) = questions(a_file("a.md", "# Ropes\n\nWords.", folder="2025/buoy-hire/08"))
    assert ask.options == ("buoy hire",)
