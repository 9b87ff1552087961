"""Mermaid itself, to ask whether it reads and draws what is written for it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock


def installed_mermaid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where Mermaid is installed, once beside the packages of Python; skip where it cannot be installed."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not installed: Mermaid itself cannot be asked")
    packages = ("mermaid@11", "jsdom@24")
    installed = Path(sys.prefix) / "-".join(packages)
    with FileLock(installed.with_suffix(".lock")):
        if not installed.exists():
            making = tmp_path_factory.mktemp("mermaid")
            (making / "package.json").write_text('{"private": true, "type": "module"}')
            install = ["npm", "install", "--no-audit", "--no-fund", *packages]
            try:
                subprocess.run(install, cwd=making, check=True, capture_output=True, timeout=120)
            except (subprocess.SubprocessError, OSError) as error:
                pytest.skip(f"npm cannot install Mermaid here ({type(error).__name__}): it cannot be asked")
            shutil.move(making, installed)
    return installed
