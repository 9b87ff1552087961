"""The command line keeps to its public interface."""

import json

import pytest

CONTRACT_INGEST = {"files", "read", "kept", "refused", "duplicates", "seconds", "details"}
CONTRACT_RESULT = {
    "observation_id",
    "text",
    "score",
    "organisation",
    "service",
    "study",
    "source",
    "locator",
    "kind",
    "date",
    "before",
    "after",
}


def test_the_account_of_an_ingest_balances_for_the_whole_and_each_file(throughline, tmp_path, notes):
    account = throughline(tmp_path / "data", "ingest", str(notes), "--json").document
    assert account.keys() >= CONTRACT_INGEST
    assert account["read"] == account["kept"] + account["refused"] + account["duplicates"]
    for file in account["details"]:
        assert file["read"] == file["observations"] + len(file["refusals"]) + file["duplicates"]
    assert {file["status"] for file in account["details"]} == {"kept"}


def test_adding_a_folder_again_keeps_nothing(throughline, tmp_path, notes):
    first = throughline(tmp_path / "data", "ingest", str(notes), "--json").document
    again = throughline(tmp_path / "data", "ingest", str(notes), "--json").document
    assert again["kept"] == 0
    assert again["duplicates"] == first["kept"]
    assert {file["status"] for file in again["details"]} == {"duplicate"}


def test_a_corrected_file_replaces_what_changed(throughline, tmp_path, notes):
    data = tmp_path / "data"
    throughline(data, "ingest", str(notes))
    text = (notes / "clinic.txt").read_text().replace("ring the ward", "ring the ward every day")
    (notes / "clinic.txt").write_text(text)
    again = throughline(data, "ingest", str(notes), "--json").document
    clinic = next(file for file in again["details"] if file["path"].endswith("clinic.txt"))
    assert (clinic["observations"], clinic["superseded"]) == (1, 1)
    words = throughline(data, "search", "ring the ward", "--json").document["results"]
    assert [result["text"] for result in words if "ring the ward" in result["text"]] == [
        "Nobody tells a patient whether the referral has arrived, so they ring the ward every day."
    ]


def test_what_is_asked_of_files_is_told_in_words_once_for_all_that_have_it(throughline, tmp_path):
    folder = tmp_path / "berths"
    folder.mkdir()
    for name in ("a.md", "b.md"):
        (folder / name).write_text(f"# {name}\n\nOwners wait at the quay for a berth number.\n")
    rows = ["file,organisation,study,date", "a.md,Harbour Board,Berths,2025-16-10", "b.md,Harbour Board,Quays,"]
    (folder / "manifest.csv").write_text("\n".join(rows))
    told = throughline(tmp_path / "data", "ingest", str(folder)).output
    assert "a.md: manifest.csv, row 2: '2025-16-10' is no date. Give the study one." in told
    assert told.count("Nobody has said when the research was done.") == 1
    assert "b.md: Nobody has said when the research was done." in told


def test_a_search_gives_exact_words_with_their_place(throughline, filled):
    answer = throughline(filled, "search", "nobody confirms that a form was received", "--json").document
    assert answer.keys() >= {"query", "took_ms", "mode", "results"}
    best = answer["results"][0]
    assert best.keys() >= CONTRACT_RESULT
    assert "arrived" in best["text"]
    assert best["locator"].startswith("line")
    assert best["source"] in {"council.md", "clinic.txt"}


def test_what_says_the_same_stands_once_only_where_that_is_asked_for(throughline, tmp_path):
    for study in ("Spring", "Autumn"):
        text = f"{study} notes\n\nPeople rang the office to ask whether the letter had come.\n"
        arguments = ("ingest", "-", "--study", study, "--organisation", "Tide Office", "--redaction", "off")
        assert throughline(tmp_path, *arguments, stdin=text).status == 0
    asked = ("search", "people rang the office to ask for the letter", "--limit", "4")
    plain = throughline(tmp_path, *asked, "--json").document["results"]
    letters = [result["observation_id"] for result in plain if "letter" in result["text"]]
    assert len(letters) == 2 and all("also" not in result for result in plain)
    best = throughline(tmp_path, *asked, "--fold", "--json").document["results"][0]
    assert [best["observation_id"], *best["also"]] == letters
    assert "also in 1 other place" in throughline(tmp_path, *asked, "--fold").output


def test_a_filter_keeps_to_one_organisation(throughline, filled):
    answer = throughline(filled, "search", "systems", "--organisation", "Wenning Clinic", "--json").document
    assert {result["organisation"] for result in answer["results"]} == {"Wenning Clinic"}


def test_a_search_keeps_to_what_each_option_asks_for(throughline, filled):
    def is_difficulty(result):
        return result["kind"] == "pain_point"

    everything = throughline(filled, "search", "systems", "--json").document["results"]
    assert 0 < sum(map(is_difficulty, everything)) < len(everything)
    for options, passes in [
        (("--researched-by", "wenning clinic"), lambda result: result["researched_by"] == "Wenning Clinic"),
        (("--severity", "low", "--severity", "medium", "--severity", "high"), is_difficulty),
        (("--level", "between", "--severity", "low", "--kind", "positive"), lambda result: False),
        (("--standing", "live", "--standing", "prototype", "--standing", "unknown"), lambda result: True),
        (("--method", "a method that nobody states"), lambda result: False),
        (("--system", "a system that nobody names"), lambda result: False),
    ]:
        found = throughline(filled, "search", "systems", *options, "--json").document["results"]
        expected = {result["observation_id"] for result in everything if passes(result)}
        assert {result["observation_id"] for result in found} == expected, options


def test_a_search_tells_how_far_it_answers_and_does_not_pass_off_the_nearest_as_an_answer(throughline, filled):
    found = throughline(filled, "search", "people give the same address to three teams")
    assert found.output.startswith(("Answered.", "Partly answered."))
    nearest = throughline(filled, "search", "zeppelin zoology")
    assert nearest.output.startswith("Nothing found that plainly answers this. What comes nearest:")


def test_a_name_that_nothing_is_known_by_is_told_beside_finding_nothing(throughline, filled):
    said = throughline(filled, "search", "systems", "--organisation", "Wening Clinic", "--system", "Nowhere")
    assert "No organisation is known as 'Wening Clinic' (--organisation)." in said.errors
    assert "No system is known as 'Nowhere' (--system)." in said.errors
    assert "is known as" not in throughline(filled, "search", "systems", "--organisation", "wenning clinic").errors


def test_a_search_in_a_folder_that_holds_nothing_says_so_and_names_the_folder(throughline, tmp_path):
    said = throughline(tmp_path / "elsewhere", "search", "address").output
    assert "elsewhere" in said and "--data-dir" in said and "Try other words" not in said


@pytest.mark.parametrize("command", [("catalogue", "list"), ("studies", "list"), ("pain-points",), ("search", "forms")])
def test_a_command_in_a_folder_that_is_not_there_says_so_and_how_to_begin_once(throughline, tmp_path, command):
    mistyped = tmp_path / "daat"
    said = throughline(mistyped, *command, "--json")
    assert said.status == 0 and said.document is not None
    assert f"There was no folder {mistyped}" in said.errors
    assert "throughline ingest" in said.errors and "--data-dir" in said.errors
    assert "There was no folder" not in throughline(mistyped, *command, "--json").errors


def test_who_begins_a_repository_is_not_told_that_there_was_none(throughline, tmp_path):
    assert "There was no folder" not in throughline(tmp_path / "one", "init").errors
    assert "There was no folder" not in throughline(tmp_path / "two", "ingest", "-", stdin="The lift is broken.").errors


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_named_as_the_data_directory_is_told_to_be_one(throughline, tmp_path, inside):
    file = tmp_path / "notes.txt"
    file.write_text("The lift is broken.")
    said = throughline(file / inside, "catalogue", "list")
    assert said.status == 1
    assert said.errors.startswith("'notes.txt' is a file, and everything is kept in a folder.\nWhere: ")
    assert "Remedy: Name a folder" in said.errors and "may write" not in said.errors
    assert file.read_text() == "The lift is broken."


def test_a_data_directory_of_a_name_too_long_to_be_is_a_problem_and_no_crash(throughline, tmp_path):
    said = throughline(tmp_path / ("n" * 300), "catalogue", "list")
    assert said.status == 1
    assert "cannot be made" in said.errors and "--data-dir DIR" in said.errors


def test_a_pattern_that_is_not_in_the_codebook_is_a_problem_and_finds_nothing(throughline, filled):
    said = throughline(filled, "search", "systems", "--pattern", "PAT_9999")
    assert said.status == 1
    assert "PAT_9999" in said.errors and "codebook" in said.errors
    assert throughline(filled, "search", "systems", "--pattern", "PAT_01", "--level", "between").status == 0
    assert throughline(filled, "search", "systems", "--level", "everywhere").status == 2


def test_a_batch_answers_each_question_under_its_identifier(throughline, filled):
    lines = "\n".join(
        json.dumps({"id": number, "query": words}) for number, words in enumerate(["address", "referral"])
    )
    answers = throughline(filled, "search", "--batch", "-", "--json", stdin=lines).document
    assert [(answer["id"], answer["query"]) for answer in answers] == [("0", "address"), ("1", "referral")]


def test_code_tells_kind_and_patterns_and_stores_nothing(throughline, filled):
    before = throughline(filled, "search", "glasshouse", "--json").document["results"]
    line = json.dumps({"id": "a", "text": "Glasshouse growers have to send the same plan to three offices."})
    (coding,) = throughline(filled, "code", "--input", "-", "--json", stdin=line).document
    assert coding["id"] == "a"
    assert coding["kind"] == "pain_point"
    assert 0 <= coding["pain_point"] <= 1
    assert throughline(filled, "search", "glasshouse", "--json").document["results"] == before


def test_pasted_text_is_taken_from_standard_input(throughline, tmp_path):
    text = "Drivers queue for an hour at the gate.\n\nThe permit desk closes at noon."
    account = throughline(
        tmp_path / "data", "ingest", "-", "--organisation", "Fictional Port", "--study", "Gate", "--json", stdin=text
    ).document
    assert account["kept"] == 2


def test_redact_tells_what_it_found_and_where(throughline, tmp_path):
    text = "Write to mary.bloggs@example.org about QQ123456C."
    document = throughline(tmp_path / "data", "redact", "--input", "-", "--json", stdin=text).document
    assert "mary.bloggs" not in document["text"]
    found = {item["type"]: text[item["start"] : item["end"]] for item in document["found"]}
    assert found["EMAIL_ADDRESS"] == "mary.bloggs@example.org"


def test_a_catalogue_is_imported_and_listed(throughline, tmp_path):
    sheet = tmp_path / "bodies.csv"
    sheet.write_text("kind,name,organisation,aliases\n,Calder Council,,CC;the council\nsystem,Ledger,Calder Council,\n")
    throughline(tmp_path / "data", "catalogue", "import", str(sheet))
    listed = throughline(tmp_path / "data", "catalogue", "list", "--json").document
    assert listed["organisations"][0]["aliases"] == ["CC", "the council"]
    assert listed["systems"][0]["organisation"] == "Calder Council"


def test_a_journey_is_drafted_listed_shown_and_exported(throughline, filled, tmp_path):
    steps = tmp_path / "steps.txt"
    steps.write_text("Moving: Tell the council the new address\nMoving: Wait to hear whether the form arrived\n")
    drafted = throughline(
        filled, "journeys", "draft", "--title", "Moving house", "--steps", str(steps), "--json"
    ).document
    assert next(step["step"] for step in drafted["steps"]) == "Tell the council the new address"
    assert drafted["id"] in {row["id"] for row in throughline(filled, "journeys", "list", "--json").document}
    assert throughline(filled, "journeys", "show", drafted["id"], "--json").document == drafted
    for form in ("json", "svg", "xlsx"):
        out = tmp_path / f"map.{form}"
        assert throughline(filled, "journeys", "export", drafted["id"], "--format", form, "-o", str(out)).status == 0
        assert out.stat().st_size > 500


def test_the_doctor_finds_a_sound_repository_sound(throughline, filled):
    said = throughline(filled, "doctor", "--json")
    assert said.status == 0, said.output
    assert said.document["ok"]


def test_wrong_usage_ends_with_status_2(throughline, tmp_path):
    assert throughline(tmp_path, "search").status == 2
    assert throughline(tmp_path, "ingest").status == 2
    assert throughline(tmp_path, "no-such-command").status == 2


def test_a_sheet_is_tried_before_it_is_taken_in(throughline, tmp_path):
    sheet, data = tmp_path / "bodies.csv", tmp_path / "data"
    sheet.write_text("name,aliases,note\nCalder Council,CC,x\nWenning Clinic,CC,y\n")
    tried = throughline(data, "catalogue", "import", str(sheet), "--dry-run", "--json").document
    assert (tried["added"], tried["unused_columns"]) == (2, ["note"])
    assert tried["conflicts"] == [{"row": 3, "problem": "'CC' is a name of 'Calder Council' (row 2)"}]
    assert throughline(data, "catalogue", "list", "--json").document["organisations"] == []
    assert throughline(data, "catalogue", "import", str(sheet), "--json").document["added"] == 2
    assert throughline(data, "catalogue", "import", str(sheet), "--json").document["same"] == 2


def test_names_are_decided_on_and_decisions_taken_back(throughline, tmp_path):
    sheet, data = tmp_path / "bodies.csv", tmp_path / "data"
    sheet.write_text("name,aliases\nCalder Council,\nCouncil of Calder,CoC\n")
    throughline(data, "catalogue", "import", str(sheet))
    merged = throughline(data, "catalogue", "merge", "council of calder", "--into", "Calder Council", "--json")
    assert merged.document["decision"] == "merged"
    (body,) = throughline(data, "catalogue", "list", "--json").document["organisations"]
    assert body["aliases"] == ["Council of Calder", "CoC"]
    assert throughline(data, "catalogue", "undo", "Council of Calder").status == 0
    assert len(throughline(data, "catalogue", "list", "--json").document["organisations"]) == 2
    refused = throughline(data, "catalogue", "reject", "Calder Council")
    assert refused.status == 1
    assert "Remedy" in refused.errors
    assert throughline(data, "catalogue", "confirm", "Nobody Knows").status == 1
    assert throughline(data, "catalogue", "list", "--proposed", "--json").document == []


def test_what_is_said_of_columns_is_followed_and_closed_answers_narrow(throughline, tmp_path):
    data, sheet, columns = tmp_path / "data", tmp_path / "survey.csv", tmp_path / "columns.json"
    sheet.write_text("Who,Where,Said\nR1,North,The boat is always late\nR2,South,Nobody told us of the late boat\n")
    columns.write_text('{"Said": "question", "Where": "ignore"}')
    told = throughline(data, "ingest", str(sheet), "--columns", str(columns), "--column", "Where=attribute", "--json")
    assert (told.document["kept"], told.document["refused"]) == (2, 0)
    found = throughline(data, "search", "late boat", "--attribute", "where=south", "--json").document["results"]
    assert [row["text"] for row in found] == ["Nobody told us of the late boat"]
    assert throughline(data, "pain-points", "--attribute", "Where=East", "--json").document == []
    assert throughline(data, "ingest", str(sheet), "--column", "Where=colourful").status == 1
    assert throughline(data, "search", "boat", "--attribute", "Where").status == 2


def test_what_participants_agreed_to_is_said_while_adding(throughline, tmp_path):
    data, text = tmp_path / "data", "The crane was out of order for nine days and nobody told us why."
    words = ("ingest", "-", "--study", "Gate", "--organisation", "Fictional Port")
    wrong = throughline(data, *words, "--raw-until", "2029-01-01", "--insight-until", "2027-01-01", stdin=text)
    assert wrong.status == 1 and "deleted first" in wrong.errors
    said = ("--lawful-basis", "consent", "--consent-covers", "Quoting", "--raw-until", "2027-01-01")
    assert throughline(data, *words, *said, "--not-heard", "Night shift", stdin=text).status == 0
    (study,) = throughline(data, "studies", "list", "--json").document
    assert study["consent"] == {
        "lawful_basis": "consent",
        "covers": "Quoting",
        "raw_until": "2027-01-01",
        "insight_until": None,
        "not_heard": "Night shift",
    }


def test_a_draft_of_what_nothing_here_speaks_of_says_so(throughline, filled):
    title_alone = ("journeys", "draft", "--title")
    of_another = throughline(filled, *title_alone, "Having a tooth out")
    assert of_another.status == 0
    assert "Hardly anything here speaks of this journey" in of_another.errors
    of_these = throughline(filled, *title_alone, "Moving house and telling the council")
    assert "Hardly anything here" not in of_these.errors
