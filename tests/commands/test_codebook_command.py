from domain.access import LOCAL_VIEWER
from domain.codebook_edits import PatternChange
from settings import Settings
from use_cases.running.bootstrap import open_use_cases


def edited(folder):
    app = open_use_cases(Settings.from_environment(folder, environment={}))
    app.patterns.change(LOCAL_VIEWER, "PAT_01", PatternChange(title="Told to the flimbrantis desk again"))
    app.close()
    return folder


def test_the_codebook_in_force_is_listed_searched_and_shown_with_its_history(throughline, tmp_path):
    data = edited(tmp_path)
    every = throughline(data, "codebook", "patterns", "--json").document
    assert len(every["patterns"]) == 132
    assert "-edited-" in every["version"]
    (found,) = throughline(data, "codebook", "patterns", "--find", "FLIMBRANTIS desk", "--json").document["patterns"]
    shown = throughline(data, "codebook", "show", "PAT_01", "--json").document
    assert found.items() <= shown.items()
    assert [(edit["verdict"], edit["taken_back"]) for edit in shown["history"]] == [("changed", False)]


def test_an_exported_codebook_is_the_one_in_force(throughline, tmp_path):
    data = edited(tmp_path)
    assert throughline(data, "codebook", "export", "-o", str(tmp_path / "out.qdc")).status == 0
    assert "flimbrantis" in (tmp_path / "out.qdc").read_text(encoding="utf-8")


def test_a_pattern_that_is_none_is_told_with_its_remedy(throughline, tmp_path):
    said = throughline(tmp_path, "codebook", "show", "PAT_999")
    assert said.status == 1
    assert "no such pattern" in said.errors
    assert "Remedy:" in said.errors


def test_an_exported_codebook_is_taken_in_elsewhere_after_a_look_and_taken_back(throughline, tmp_path):
    here, there, file = tmp_path / "here", tmp_path / "there", str(tmp_path / "out.qdc")
    assert throughline(edited(here), "codebook", "export", "-o", file).status == 0
    looked = throughline(there, "codebook", "import", file, "--dry-run", "--json").document
    assert looked["act"] is None
    assert [row["pattern"] for row in looked["codes"] if row["intake"] == "changed"] == ["PAT_01"]
    title = throughline(there, "codebook", "show", "PAT_01", "--json").document["title"]
    assert "flimbrantis" not in title
    done = throughline(there, "codebook", "import", file, "--json").document
    assert done["codes"] == looked["codes"]
    assert "flimbrantis" in throughline(there, "codebook", "show", "PAT_01", "--json").document["title"]
    again = throughline(there, "codebook", "import", file)
    assert again.status == 1
    assert "Nothing of this file" in again.errors and "All of it stands there already" in again.errors
    assert throughline(there, "codebook", "undo", done["act"]).status == 0
    assert throughline(there, "codebook", "show", "PAT_01", "--json").document["title"] == title


def test_a_file_that_is_no_codebook_is_told_with_its_remedy(throughline, tmp_path):
    (tmp_path / "bad.qdc").write_bytes(b"<CodeBook><Codes>")
    said = throughline(tmp_path / "data", "codebook", "import", str(tmp_path / "bad.qdc"))
    assert said.status == 1
    assert "Remedy:" in said.errors
    assert throughline(tmp_path / "data", "codebook", "import", "x.qdc", "--study", "s", "--dry-run").status == 2
