"""The architecture drawn in ARCHITECTURE.md, held by the import contracts of pyproject.toml."""

import ast
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_packages_import_in_one_direction_only():
    contracts = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert contracts.returncode == 0, contracts.stdout + contracts.stderr


def test_settings_reach_only_those_who_build_things():
    told = {"use_cases", "commands", "cli.py", "streamlit_app.py"}
    assert {path.relative_to(PROJECT).parts[0] for path in our_modules() if "settings" in imported(path)} <= told


def test_only_the_app_and_its_views_know_streamlit():
    knowing = {path.relative_to(PROJECT).parts[0] for path in our_modules() if "streamlit" in imported(path)}
    assert knowing <= {"views", "streamlit_app.py"}


def test_only_the_settings_read_the_environment():
    readers = [
        path.relative_to(PROJECT).as_posix()
        for path in our_modules()
        if path.name != "settings.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert readers == []


def test_every_package_is_installed_by_name():
    named = set(tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    found = {
        path.parent.relative_to(PROJECT).as_posix().replace("/", ".")
        for path in our_modules()
        if path.parent != PROJECT
    }
    assert found <= named


def imported(path: Path) -> set[str]:
    """Return the top-level names that a module imports, wherever in it."""
    nodes = list(ast.walk(parsed(path)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in plain | from_}


@cache
def our_modules() -> tuple[Path, ...]:
    """Return every module that is part of the product: not tests, benchmarks, examples or scripts of the documents."""
    apart = {"tests", "benchmarks", "examples", "docs", "build", "data"}
    folders = [path for path in sorted(PROJECT.iterdir()) if path.is_dir() and path.name not in apart]
    own = [path for folder in folders if not folder.name.startswith(".") for path in sorted(folder.rglob("*.py"))]
    return (*sorted(PROJECT.glob("*.py")), *(path for path in own if not apart & set(path.relative_to(PROJECT).parts)))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())
