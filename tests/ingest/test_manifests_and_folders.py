"""What an ingest takes in, and what a manifest says of it."""

from pathlib import Path

import pytest

from domain.access import Visibility
from domain.errors import InvalidManifest, InvalidRequest, UnreadableSource
from domain.evidence import Standing
from domain.proposals import FileDescription
from ingest.folders import FoundFile, find_files
from ingest.manifest import read_manifest


def manifest(text: str):
    return read_manifest(text.encode(), "manifest.csv")


def folder(root: Path, **files: str) -> Path:
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_md", ".md").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def test_a_manifest_describes_each_file():
    told = manifest(
        "file,organisation,service,study,date,about,visibility,sample_size,standing,participant,kind,Colour\n"
        "a.md,Ferry Office,Passes,Autumn visits,2024-05,Harbour Board; Tide line,open,12,fixed,P3,interview,blue\n"
    )
    assert told.rows["a.md"] == FileDescription(
        organisation="Ferry Office",
        service="Passes",
        study="Autumn visits",
        date="2024-05",
        about=("Harbour Board", "Tide line"),
        visibility=Visibility.OPEN,
        sample_size=12,
        standing=Standing.FIXED,
        participant="P3",
        metadata=(("kind", "interview"), ("colour", "blue")),
    )
    assert told.unknown_columns == ("colour",)


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("name,study\na.md,x\n", "row 1", "no column named file"),
        ("file,date,date\na.md,2024,2024\n", "row 1", "Two columns"),
        ("file,visibility\na.md,secret\n", "row 2", "'secret' is no visibility"),
        ("file,sample_size\na.md,about ten\n", "row 2", "no sample size"),
        ("file,sample_size\na.md,-3\n", "row 2", "no sample size"),
        ("file,standing\na.md,live\n\nb.md,gone\n", "row 4", "no standing"),
        ("file,study\na.md,x\n./a.md,y\n", "row 3", "named in row 2 already"),
        ("file,study\n,x\n", "row 2", "names no file"),
        ("", "manifest.csv", "empty"),
    ],
)
def test_a_wrong_manifest_says_which_row_and_what_to_do(text, where, problem):
    with pytest.raises(InvalidManifest, match=problem) as caught:
        manifest(text)
    assert where in caught.value.where and caught.value.remedy


def test_a_date_that_is_none_is_asked_about_and_never_mended(tmp_path):
    folder(tmp_path, a_md="x", manifest_csv="file,date,study\na.md,2025-16-10,Visits\n")
    (found,) = find_files([tmp_path]).files
    assert (found.said.date, found.said.study) == (None, "Visits")
    assert any("row 2" in warning and "2025-16-10" in warning for warning in found.warnings)


def test_a_folder_is_walked_without_its_hidden_files_and_its_manifest(tmp_path):
    folder(tmp_path, b_md="x", deep__a_md="x", manifest_csv="file,study\nb.md,Visits\ndeep/a.md,Calls\n")
    (tmp_path / ".hidden.md").write_text("x")
    (tmp_path / "~$lock.docx").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.md").write_text("x")
    found = find_files([tmp_path])
    assert [(f.name, f.said.study, f.warnings) for f in found.files] == [("b.md", "Visits", ()), ("a.md", "Calls", ())]


@pytest.mark.parametrize("first", ["", "sep={}\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_manifest_may_part_its_cells_as_spreadsheets_do(tmp_path, mark, first):
    folder(tmp_path, a_md="x", manifest_csv=f"{first.format(mark)}file{mark}study\na.md{mark}Visits\n")
    assert [f.said.study for f in find_files([tmp_path]).files] == ["Visits"]


def test_a_folder_named_twice_is_taken_in_once_and_hidden_manifests_are_not_read(tmp_path):
    folder(tmp_path, a_md="x", manifest_csv="file,mood\na.md,calm\n", sub__b_md="x")
    (tmp_path / ".old").mkdir()
    (tmp_path / ".old" / "manifest.csv").write_text("file\ngone.md\n")
    found = find_files([tmp_path, tmp_path, tmp_path / "sub"])
    assert [file.name for file in found.files] == ["a.md", "b.md"]
    assert len(found.warnings) == 1


def test_a_file_larger_than_is_taken_in_is_not_even_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_001)
    (found,) = find_files([tmp_path]).files
    with pytest.raises(UnreadableSource, match="50 MB"):
        found.read()


def test_a_file_without_a_row_is_taken_in_with_a_warning(tmp_path):
    folder(tmp_path, a_md="x", b_md="x", manifest_csv="file,study,mood\na.md,Visits,calm\n")
    found = find_files([tmp_path])
    assert [len(f.warnings) for f in found.files] == [0, 1]
    assert found.warnings == ("manifest.csv: kept as study details: mood.",)


def test_a_row_that_names_a_missing_file_stops_the_whole_ingest(tmp_path):
    folder(tmp_path, a_md="x", manifest_csv="file\na.md\ngone.md\n")
    with pytest.raises(InvalidManifest, match="There is no file") as caught:
        find_files([tmp_path])
    assert caught.value.where == "manifest.csv, row 3"


def test_a_row_cannot_reach_outside_the_folder(tmp_path):
    folder(tmp_path, secret_md="x", inner__a_md="x", inner__manifest_csv="file\na.md\n../secret.md\n")
    with pytest.raises(InvalidManifest, match="There is no file"):
        find_files([tmp_path / "inner"])


def test_the_manifest_of_an_inner_folder_goes_before_the_outer_one(tmp_path):
    folder(
        tmp_path,
        manifest_csv="file,study\nin/a.md,Outer\n",
        in__a_md="x",
        in__manifest_csv="file,study\na.md,Inner\n",
    )
    assert [f.said.study for f in find_files([tmp_path]).files] == ["Inner"]


def test_a_manifest_given_by_hand_may_describe_more_than_is_taken_in_now(tmp_path):
    folder(tmp_path, a_md="x", b_md="x", list_csv="file,study\na.md,Visits\nb.md,Calls\n")
    found = find_files([tmp_path / "b.md"], tmp_path / "list.csv")
    assert [(f.name, f.said.study) for f in found.files] == [("b.md", "Calls")]


def test_files_of_one_name_and_study_are_told_apart_by_their_folder(tmp_path):
    folder(tmp_path, one__notes_md="x", two__notes_md="y", two__other_md="z")
    assert [f.name for f in find_files([tmp_path]).files] == ["one/notes.md", "two/notes.md", "other.md"]
    named = find_files([tmp_path / "one/notes.md", tmp_path / "two/notes.md"])
    assert [f.name for f in named.files] == ["one/notes.md", "two/notes.md"]


def test_files_of_one_name_in_two_studies_keep_their_name(tmp_path):
    folder(tmp_path, one__n_md="x", two__n_md="y", manifest_csv="file,study\none/n.md,First\ntwo/n.md,Second\n")
    assert [f.name for f in find_files([tmp_path]).files] == ["n.md", "n.md"]


def test_a_path_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(InvalidRequest, match=r"gone\.md"):
        find_files([tmp_path / "gone.md"])


def test_a_file_named_twice_is_taken_in_once(tmp_path):
    folder(tmp_path, a_md="x")
    assert len(find_files([tmp_path, tmp_path / "a.md"]).files) == 1


def test_a_file_that_went_meanwhile_is_an_unreadable_source(tmp_path):
    with pytest.raises(UnreadableSource, match="cannot be opened"):
        FoundFile(path=tmp_path / "gone.md", name="gone.md").read()
