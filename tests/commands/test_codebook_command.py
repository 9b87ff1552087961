from domain.access import LOCAL_VIEWER
from domain.codebook_edits import PatternChange
from settings import Settings
from use_cases.bootstrap import open_use_cases


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
