"""The way in: from settings to use cases."""

from domain.errors import StorageFailed
from settings import Settings
from use_cases.app import UseCases


def open_use_cases(settings: Settings) -> UseCases:
    """Return the use cases over the repository that the settings name, creating its folder when it is not there.

    Opens no model, no index and no database yet. Raises StorageFailed for a folder that cannot be made.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(
            f"The data directory cannot be made ({error.strerror}).",
            where=str(settings.data_dir),
            remedy="Name a folder that this account may write to: --data-dir DIR.",
        ) from None
    return UseCases(settings)
