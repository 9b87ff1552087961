"""The documents agree with the project: packages, modules, links, commands and the form of decision records."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"]
    if path.is_file()
)
RECORDS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_MODULE = re.compile(r"`((?:[a-z_]+/)+(?:[a-z_]+\.(?:py|json|toml|md))?)`|`([a-z_]+\.(?:py|toml))`")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return _FENCED.sub("", text)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_between_documents_leads_somewhere(document: Path):
    targets = _LINK.findall(without_code(document.read_text(encoding="utf-8")))
    local = [target.partition("#")[0] for target in targets if not re.match(r"https?:|mailto:|#", target)]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_document_names_a_path_of_one_machine(document: Path):
    assert re.findall(r"(?<![\w.])/(?:home|root|work|tmp|Users)/\S*", document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_module_and_folder_that_is_named_exists(name: str):
    named = {folder or file for folder, file in _MODULE.findall(without_code(text_of(name)))}
    assert named
    assert sorted(path for path in named - {"ingest/readers/_yourformat.py"} if not (ROOT / path).exists()) == []


def test_the_architecture_names_every_package_and_top_module():
    packages = {name.partition(".")[0] for name in PROJECT["tool"]["setuptools"]["packages"]}
    modules = {f"{name}.py" for name in PROJECT["tool"]["setuptools"]["py-modules"]}
    architecture = text_of("ARCHITECTURE.md")
    assert [name for name in sorted(packages) if f"{name}/" not in architecture] == []
    assert [name for name in sorted(modules) if name not in architecture] == []


def test_the_architecture_is_one_page():
    assert len(text_of("ARCHITECTURE.md").split()) < 900


def test_twelve_decisions_are_recorded_and_listed():
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))
    assert len(RECORDS) >= 12
    index = text_of("docs/decisions/README.md")
    for record in RECORDS:
        title = record.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"[{title}]({record.name})" in index


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_record_has_its_four_headings_and_a_status(record: Path):
    text = record.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Rejected, and why"]
    assert re.search(r"^Status: (accepted|replaced by \d{4})$", text, flags=re.MULTILINE)
    assert len(text.split()) < 600


def test_the_readme_shows_the_two_commands():
    readme = text_of("README.md")
    assert "make run" in readme
    assert "make test" in readme


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(name: str):
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text_of(name), flags=re.MULTILINE))
    assert named
    assert sorted(named - targets) == []


def test_every_command_in_the_readme_exists():
    named = set(re.findall(r"\bthroughline ([a-z][a-z-]+)(?: ([a-z]+))?", text_of("README.md")))
    known = commands()
    assert named
    assert sorted(first for first, _ in named if first not in known) == []


def commands() -> set[str]:
    """The names of commands and groups, as the command line registers them."""
    from click import Group

    import cli

    assert isinstance(cli.throughline, Group)
    return set(cli.throughline.commands)


def test_the_readme_names_every_format_that_is_read():
    from ingest.readers import READERS

    readme = text_of("README.md")
    suffixes = sorted(suffix for reader in READERS for suffix in reader.suffixes)
    assert [suffix for suffix in suffixes if f"`{suffix}`" not in readme] == []


def test_the_quotations_in_the_readme_are_exact():
    planted = json.loads(text_of("examples/planted.json"))["pain_points"]
    told = {sentence for plant in planted for part in plant["evidence"] for sentence in part["sentences"]}
    quoted = re.findall(r"^   - [^:]+: (.+)$", text_of("README.md"), flags=re.MULTILINE)
    assert quoted
    assert [sentence for sentence in quoted if sentence not in told] == []


def test_the_change_log_has_the_version_of_the_project():
    assert f"## [{PROJECT['project']['version']}]" in text_of("CHANGELOG.md")


@pytest.mark.parametrize("model", sorted((ROOT / "insights").glob("*.onnx")), ids=lambda path: path.stem)
def test_a_model_made_from_another_comes_with_what_that_ones_licence_asks_for(model: Path):
    """Apache: a copy of the licence, shipped beside it; MIT: its notice; both: what was changed."""
    card = model.with_suffix(".md").read_text(encoding="utf-8")
    assert "**changed**" in card
    if "[Apache License 2.0](LICENSE-APACHE-2.0.txt)" not in card:
        assert "MIT License. Copyright" in card
        return
    assert "END OF TERMS AND CONDITIONS" in (model.parent / "LICENSE-APACHE-2.0.txt").read_text(encoding="utf-8")
    assert "*.txt" in PROJECT["tool"]["setuptools"]["package-data"]["*"]
