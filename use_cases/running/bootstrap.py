"""The way in: from settings to use cases."""

from pathlib import Path

from domain.errors import StorageFailed
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.layout import check_layout


def open_use_cases(settings: Settings | None = None) -> UseCases:
    """Return the use cases over the repository that the settings name, its folder made when it is not there.

    Without settings those of the environment hold. Opens no model, no index and no database yet. Raises StorageFailed
    for a folder that cannot be made, and for what stands in the way in it.
    """
    settings = settings or Settings.from_environment()
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if file := next((path for path in (settings.data_dir, *settings.data_dir.parents) if _is_file(path)), None):
            raise StorageFailed(
                f"'{file.name}' is a file, and everything is kept in a folder.",
                where=str(settings.data_dir),
                remedy="Name a folder, which is made where there is none: --data-dir DIR.",
            ) from None
        raise StorageFailed(
            f"The data directory cannot be made ({error.strerror}).",
            where=str(settings.data_dir),
            remedy="Name a folder that this account may write to: --data-dir DIR.",
        ) from None
    check_layout(settings)
    return UseCases(settings)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long to be one, or in a folder that this account may not enter
        return False
