"""What an office adds in its data folder: papers with a file of their own, their steps, ledgers.

`<data folder>/additions/papers/*.toml` are forms, `additions/steps/*.toml` steps and
`additions/ledgers/*.toml` ledgers like the bundled ones. Periods go to `packs/`. Which folder is in
use belongs to the open desk; one desk is open per process.
"""

from pathlib import Path

FOLDER = "additions"
_in_use: list[Path] = []


def use(data_folder: Path) -> None:
    """Take what a data folder adds from now on, instead of what another one added."""
    folder = data_folder / FOLDER
    _in_use[:] = [folder] if folder.is_dir() else []


def folders(name: str) -> tuple[Path, ...]:
    """Return the folders that add papers, steps or ledgers beside the bundled ones."""
    return tuple(folder / name for folder in _in_use if (folder / name).is_dir())
