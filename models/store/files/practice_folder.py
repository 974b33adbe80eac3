"""Where practice cases are kept: a folder of their own beside the data folder."""

from pathlib import Path

from models.store.db import FILE_NAME


def beside(data_folder: Path) -> Path:
    """Return the practice folder that belongs to a data folder."""
    folder = data_folder.absolute()
    return folder.with_name(f"{folder.name}-练习") if folder.name else folder / "练习"


def is_named(folder: Path) -> bool:
    """Say whether a folder has the name of one for practice."""
    return folder.absolute().name.endswith("练习")


def is_there(data_folder: Path) -> bool:
    """Say whether someone has practised beside this data folder."""
    return (beside(data_folder) / FILE_NAME).is_file()
