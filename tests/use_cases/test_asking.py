"""What a batch asks of the person who adds it: on the check page, and in the report of the command line."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, MAINTENANCE, Role, Viewer, Visibility
from domain.asking import AskKind
from domain.evidence import SourceFile
from domain.proposals import FileDescription, Redaction
from use_cases.evidence.adding import add_paths
from use_cases.evidence.asking import asked_of_check
from use_cases.evidence.ingesting import check_file, save_file, stage, without_words
from use_cases.running.payloads import proposal_of

# Every organisation and person here is fictional.
KNOWN = "\n\n".join(f"The {word} ferry left long before anybody on the pier could buy a ticket." for word in "abcd")
MISSING = "# Ropes\n\nBoats are late.\n\n## Limitations\n\nSarah Okafor brought only people who own a car."
STRANGER = Viewer(name="stranger", organisation="Harbour Board", role=Role.RESEARCHER)


@pytest.fixture
def repository(app):
    return app.repository


def checked(repository, viewer, **texts: str):
    """Return files as a check shows them, by way of what its job holds."""
    from dataclasses import asdict

    said = FileDescription(organisation="Harbour Board")
    proposals = []
    for name, text in texts.items():
        (staged,) = stage(repository, [SourceFile(name=f"{name}.md", content=text.encode())])
        found = check_file(repository, viewer, staged, replace(said, team=None))
        payload = asdict(without_words(found))
        assert "Okafor" not in str(payload)
        proposals.append(proposal_of(payload))
    return proposals


def stored(repository, visibility: Visibility) -> None:
    (staged,) = stage(repository, [SourceFile(name="known.md", content=KNOWN.encode())])
    said = FileDescription(study="Known ferries", organisation="Ferry Office", visibility=visibility)
    save_file(repository, MAINTENANCE, staged, said, Redaction.OFF)


@pytest.mark.parametrize(("visibility", "options"), [(Visibility.OPEN, [("Known ferries",)]), (Visibility.TEAM, [])])
def test_a_stored_study_is_named_only_to_whoever_may_see_it(repository, visibility, options):
    stored(repository, visibility)
    asks = asked_of_check(repository, STRANGER, checked(repository, STRANGER, again="# Again\n\n" + KNOWN))
    assert [ask.options for ask in asks if ask.kind is AskKind.RETELLS] == options


def test_who_was_not_heard_is_shown_in_the_words_that_others_would_read(repository):
    (ask,) = asked_of_check(repository, LOCAL_VIEWER, checked(repository, LOCAL_VIEWER, ropes=MISSING))
    assert [(each.place, each.words) for each in ask.passages] == [
        ("line 7", "[name 1] brought only people who own a car.")
    ]


def test_the_command_line_reports_what_it_asks_and_stores_nothing_of_it(app, tmp_path):
    folder = tmp_path / "buoy-hire"
    folder.mkdir()
    for name, text in (("pier-1.md", MISSING), ("pier-2.md", "---\ndate: 2025-16-10\n---\n# Lamps\n\nThey were dark.")):
        (folder / name).write_text(text, encoding="utf-8")
    result = add_paths(app, LOCAL_VIEWER, [str(folder)], on_progress=lambda progress: None)
    asked = {each["kind"]: each for each in result["asked"]}
    assert set(asked) == {"one_study", "date", "service", "not_heard"}
    assert len(asked["one_study"]["files"]) == len(asked["service"]["files"]) == 2
    assert asked["not_heard"]["places"] == ["line 7"]
    assert asked["date"]["options"] == ["2025-10-16"]
    assert any("--study" in warning for warning in result["warnings"])
    warnings = [" ".join(file["warnings"]) for file in result["files"]]
    assert "line 7" in warnings[0] and "2025-16-10" in warnings[1] and "buoy hire" in warnings[0]
    studies = app.studies(LOCAL_VIEWER)
    assert {study.title for study in studies} == {"Ropes", "Lamps"}
    assert [(study.service, study.date, study.consent.not_heard) for study in studies] == [(None, None, None)] * 2
