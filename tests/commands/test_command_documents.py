"""docs/cli.md and docs/settings.md say what there is, and nothing else."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
from click.testing import CliRunner

import cli
from commands.root import SECTIONS
from settings import SETTINGS

DOCUMENTS = Path(__file__).resolve().parents[2] / "docs"


def test_every_command_and_option_is_documented():
    sections = dict(command_sections())
    for name, command in commands(cli.throughline):
        assert name in sections, f"docs/cli.md has no section '{name}'"
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else []:
                assert option in sections[name], f"docs/cli.md does not tell of {option} of '{name}'"


def test_no_command_is_documented_that_does_not_exist():
    assert set(dict(command_sections())) == {name for name, _ in commands(cli.throughline)}


def test_the_help_lists_each_command_once_under_what_it_is_for():
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(cli.throughline.commands)
    told = CliRunner().invoke(cli.throughline, ["--help"]).output
    assert all(re.search(rf"^  {name} +\S", told, re.MULTILINE) for name in listed)
    assert [told.index(f"{title}:") for title in SECTIONS] == sorted(told.index(f"{title}:") for title in SECTIONS)


def test_the_version_is_that_of_the_package_and_where_none_is_installed_it_says_so(monkeypatch):
    told = CliRunner().invoke(cli.throughline, ["--version"])
    assert (told.exit_code, told.output) == (0, f"throughline {version('throughline')}\n")
    monkeypatch.setattr("commands.root.version", lambda name: version(f"no-{name}"))
    assert "not installed" in CliRunner().invoke(cli.throughline, ["--version"]).output


def test_what_commands_count_is_one_or_many():
    counted = "cases|codes|events|files|marks|observations|organisations|quotations|selections|sources|steps|studies"
    found = [
        line.strip()
        for file in sorted((DOCUMENTS.parent / "commands").glob("*.py"))
        for line in file.read_text().splitlines()
        if re.search(rf"\{{(?![A-Z_]+\}})[^{{}}]*\}} (?:{counted})\b", line)
    ]
    assert found == [], "domain.wording.count says one or many"


def test_every_setting_is_documented():
    text = (DOCUMENTS / "settings.md").read_text()
    assert set(re.findall(r"THROUGHLINE_[A-Z_]+", text)) == {setting.variable for setting in SETTINGS}


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its full name, without the groups themselves."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def command_sections() -> Iterator[tuple[str, str]]:
    """Yield (command, text) for each section of docs/cli.md that is headed by a command."""
    pieces = re.split(r"(?m)^## `(.+?)`$", (DOCUMENTS / "cli.md").read_text())
    yield from zip(pieces[1::2], pieces[2::2], strict=True)
