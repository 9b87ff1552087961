"""What must be a folder and what a file in the data directory: anything else of that name stops all work."""

from datetime import UTC, datetime
from pathlib import Path

from domain.errors import StorageFailed
from settings import Settings
from use_cases.running.backing_up import stamp

_FOLDERS = ("index", "sources", "logs")
_FILES = ("throughline.db", "jobs.db", "worker.lock", "index/chroma.lock", "index/words.lock")


def misplaced(settings: Settings) -> list[Path]:
    """Return what stands in the data directory under a name of the program's without being of its kind."""
    folders = [settings.data_dir / name for name in _FOLDERS]
    files = [settings.data_dir / name for name in _FILES]
    wrong = [path for path in folders if _is_there(path) and not path.is_dir()]
    return wrong + [path for path in files if _is_there(path) and not path.is_file()]


def check_layout(settings: Settings) -> None:
    """Raise StorageFailed when something in the data directory stands in the program's way."""
    for path in misplaced(settings):
        raise StorageFailed(
            f"In the data directory, '{path.relative_to(settings.data_dir)}' is not what the program made.",
            where=str(path),
            remedy="Move it away, or run: throughline doctor --mend",
        )


def move_away(path: Path) -> Path:
    """Give what stands in the way another name beside it, and return that. Raises StorageFailed when it cannot be."""
    away = path.with_name(f"{path.name}.moved-{stamp(datetime.now(UTC))}")
    try:
        return path.rename(away)
    except OSError as error:
        raise StorageFailed(
            f"'{path.name}' cannot be moved away ({error.strerror}).",
            where=str(path),
            remedy="Give this account the right to change the data directory, or move it away by hand.",
        ) from error


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
