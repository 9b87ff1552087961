"""The shared codebook to other tools and back: nothing lost, everything told before it is done, each intake undone."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.codebook_edits import EditVerdict, PatternChange, example_key
from domain.codes import Code
from domain.errors import InvalidRequest, NotAllowed, UnreadableSource
from domain.evidence import Level, Severity
from domain.pattern_text import described_pattern
from exports.refi_qda import codebook_file, guid_of
from settings import Settings
from tests.builders import a_viewer
from tests.pattern_drafts import DRAFT as SHORT_DRAFT
from tests.pattern_drafts import OWN
from use_cases.findings.codebook_intake import NO_FAMILY, Intake
from use_cases.running.bootstrap import open_use_cases

CURATOR = Viewer(name="Imogen Sallow", role=Role.CURATOR, sees_everything=True)
DRAFT = replace(SHORT_DRAFT, near=("PAT_01", "PAT_05"), level=Level.BETWEEN, severity=Severity.HIGH)
FOREIGN = """Definition: People queue where no queue is needed.
They learn it only at the desk.

When to use: Someone waited for nothing.
Exclusion criteria: A queue that everyone needs.
Examples:
- We stood for an hour and needed only a stamp.
- too short
• The desk sent me home, the form was online.
"""


@pytest.fixture
def opened(tmp_path):
    """Open the use cases over a data directory of this name, empty at first."""
    apps = []

    def opening(name="here"):
        apps.append(open_use_cases(Settings.from_environment(tmp_path / name, environment={})))
        return apps[-1]

    yield opening
    for app in apps:
        app.close()


def written_out(app):
    return app.exchange.codebook(LOCAL_VIEWER).content


def told(app):
    """Return all that a codebook says of each pattern, by its title; identifiers of people's own may differ."""
    codebook = app.codebook()
    titles = {pattern.id: pattern.title for pattern in codebook.patterns}
    return {
        pattern.title: (
            pattern.definition,
            pattern.applies,
            codebook.with_titles(pattern.not_when),
            {titles[name] for name in pattern.near},
            pattern.family,
            pattern.level,
            pattern.sits_between,
            pattern.severity,
            {example.text for example in pattern.examples},
        )
        for pattern in codebook.patterns
    }


def a_code(name="Queues for nothing", description=FOREIGN, **fields):
    return Code(id=guid_of("test", name), name=name, description=description, **fields)


def a_file(*codes):
    return codebook_file(codes, origin="Another tool 3")


def row_of(plan, title):
    return next(row for row in plan.rows if row.title == title)


def test_what_we_write_out_we_read_back_as_nothing_new(opened):
    app = opened()
    app.patterns.add(CURATOR, DRAFT)
    plan = app.codebook_intake.plan(CURATOR, written_out(app))
    assert [row.title for row in plan.rows if row.intake is not Intake.SAME] == []
    assert plan.count(Intake.SAME) == len(app.codebook().patterns)


def test_a_code_that_holds_personal_data_is_left_out_and_told_and_an_example_alone(opened):
    app = opened()
    rung = "Ring Elowen Trask on 07700 900123 about it."
    names = (
        a_code("Queues for Elowen Trask"),
        a_code("Queues again", FOREIGN.replace("People queue", rung + " People queue")),
        a_code("Queues for nothing", FOREIGN + f"- {rung}\n"),
    )
    _, plan = app.codebook_intake.take_in(CURATOR, a_file(*names))
    assert [row.intake for row in plan.rows] == [Intake.LEFT_OUT, Intake.LEFT_OUT, Intake.ADDED]
    found = "personal data: a person's name (Elowen Trask)"
    assert all(any(found in note for note in row.notes) for row in plan.rows)
    assert b"Elowen" not in written_out(app)


def test_another_installation_gets_what_was_changed_added_and_dropped_here(opened):
    here, there = opened("here"), opened("there")
    here.patterns.add(CURATOR, DRAFT)
    here.patterns.add(
        CURATOR,
        replace(DRAFT, title="Letters cross in the post", near=(), examples=tuple(f"{each} Twice." for each in OWN)),
    )
    old = here.codebook().pattern("PAT_01").examples[0]
    here.patterns.change(
        CURATOR,
        "PAT_01",
        PatternChange(
            title="Told again",
            severity=Severity.LOW,
            between=True,
            examples=("I told the harbour desk and the island desk.",),
            dropped=(example_key(old),),
        ),
    )
    there.patterns.add(
        CURATOR,
        replace(DRAFT, title="Something of their own", near=(), examples=tuple(f"{each} Thrice." for each in OWN)),
    )
    there.codebook_intake.take_in(CURATOR, written_out(here))
    found = told(there)
    own = found.pop("Something of their own")
    assert found == told(here)
    assert own[0] == DRAFT.definition


def test_a_shipped_example_with_an_invented_name_comes_back_from_a_file(opened):
    app = opened()
    named = next(each for each in app.codebook().pattern("PAT_83").examples if each.text.startswith("If Brenda"))
    content = written_out(app)
    app.patterns.change(CURATOR, "PAT_83", PatternChange(dropped=(example_key(named),)))
    app.codebook_intake.take_in(CURATOR, content)
    assert named.text in [each.text for each in app.codebook().pattern("PAT_83").examples]


def test_nothing_is_changed_before_it_is_taken_in_and_one_undo_takes_all_of_it_back(opened):
    app = opened()
    before = app.codebook()
    changed = Code(id=guid_of("pattern", "PAT_01"), name="Told once more", description="People tell it once more.")
    content = a_file(a_code(), changed)
    plan = app.codebook_intake.plan(CURATOR, content)
    assert app.codebook() == before
    assert [(row.title, row.intake, row.pattern) for row in plan.rows] == [
        ("Queues for nothing", Intake.ADDED, None),
        ("Told once more", Intake.CHANGED, "PAT_01"),
    ]
    act, done = app.codebook_intake.take_in(CURATOR, content)
    assert done == plan
    assert app.codebook().pattern("PAT_01").definition == "People tell it once more."
    assert app.codebook().pattern("PAT_01").applies == before.pattern("PAT_01").applies
    [row] = app.patterns.history(LOCAL_VIEWER)
    assert (row.edit.act, row.others, row.edit.decided_by) == (act, 1, CURATOR.name)
    [own] = app.patterns.history(LOCAL_VIEWER, "PAT_01")
    assert (own.edit.verdict, own.edit.act) == (EditVerdict.CHANGED, act)
    app.patterns.take_back(CURATOR, act)
    assert app.codebook() == before


def test_a_code_of_another_tool_is_read_by_the_headings_that_researchers_write(opened):
    app = opened()
    family = Code(id=guid_of("test", "Waiting"), name="Waiting")
    plan = app.codebook_intake.plan(CURATOR, a_file(family, a_code(parent=family.id)))
    [row] = plan.rows
    assert row.change == PatternChange(
        title="Queues for nothing",
        definition="People queue where no queue is needed. They learn it only at the desk.",
        applies="Someone waited for nothing.",
        not_when="A queue that everyone needs.",
        family="Waiting",
        level=Level.SERVICE,
        severity=Severity.MEDIUM,
        examples=("We stood for an hour and needed only a stamp.", "The desk sent me home, the form was online."),
    )
    assert row.notes == (
        "Without example 2. This is no sentence that shows the difficulty.",
        "Still to be said here: level, severity, 1 example.",
    )


def test_a_code_without_a_description_is_left_out_and_says_what_to_do(opened):
    app = opened()
    content = a_file(a_code(description=""))
    [row] = app.codebook_intake.plan(CURATOR, content).rows
    assert (row.intake, row.change.says_nothing) == (Intake.LEFT_OUT, True)
    assert "write there what the difficulty is" in row.notes[0]
    with pytest.raises(InvalidRequest, match="Nothing of this file") as told:
        app.codebook_intake.take_in(CURATOR, content)
    assert "needs a description" in told.value.remedy
    assert app.patterns.history(LOCAL_VIEWER) == []


def test_the_same_title_is_the_same_pattern_and_twice_in_a_file_it_counts_once(opened):
    app = opened()
    title = app.codebook().pattern("PAT_02").title
    again = Code(id=guid_of("test", "again"), name=title, description="Said again.")
    plan = app.codebook_intake.plan(CURATOR, a_file(a_code(title.upper(), "Said otherwise."), again))
    assert [(row.intake, row.pattern) for row in plan.rows] == [(Intake.CHANGED, "PAT_02"), (Intake.LEFT_OUT, None)]
    assert plan.rows[0].change.title == title.upper()


def test_a_code_at_the_top_has_a_family_that_says_where_it_came_from(opened):
    app = opened()
    app.codebook_intake.take_in(CURATOR, a_file(a_code()))
    assert app.codebook().pattern("PAT_1001").family == NO_FAMILY


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (a_code(description="word " * 300), "too long"),
        (a_code("Name " * 50, "Something is wrong."), "too long"),
    ],
)
def test_what_breaks_a_rule_of_the_codebook_is_left_out_and_the_rest_is_taken(opened, code, why):
    app = opened()
    plan = app.codebook_intake.plan(CURATOR, a_file(code, a_code("Another", "Something else is wrong.")))
    assert [row.intake for row in plan.rows] == [Intake.LEFT_OUT, Intake.ADDED]
    assert why in plan.rows[0].notes[0]


def test_an_example_that_is_one_already_is_left_out_and_says_so(opened):
    app = opened()
    taken = app.codebook().pattern("PAT_03").examples[0].text
    [row] = app.codebook_intake.plan(CURATOR, a_file(a_code(description=f"It is wrong.\nExample: {taken}"))).rows
    assert row.change.examples == ()
    assert "an example of PAT_03 already" in row.notes[0]


@pytest.mark.parametrize("content", [b"", b"no codebook", b"<Project/>", b"<CodeBook><Codes>", b"PK\x03\x04"])
def test_a_file_that_is_no_codebook_is_refused(opened, content):
    with pytest.raises(UnreadableSource) as refused:
        opened().codebook_intake.plan(CURATOR, content)
    assert refused.value.remedy


def test_curators_alone_take_codebooks_in(opened):
    app = opened()
    for use in (app.codebook_intake.plan, app.codebook_intake.take_in):
        with pytest.raises(NotAllowed):
            use(a_viewer(), a_file(a_code()))


def test_a_description_without_headings_is_a_definition():
    assert described_pattern("They wait.\nThey wait again.").definition == "They wait. They wait again."
    assert described_pattern("") == described_pattern("\n \n")
