"""What an office adds in its data folder: papers with a file of their own, their steps, ledgers.

`<data folder>/additions/papers/*.toml` are forms like the bundled ones, `additions/ledgers/*.toml`
ledgers; `additions/steps/*.toml` hold `[[step]]` tables, the kind of case begins the file's name
(adjudication-….toml). Periods go to `packs/`. Which folder is in use belongs to the open desk; one
desk is open per process.
"""

from pathlib import Path

from models.errors import StorageError
from models.rules.problem import InputRefused
from models.rules.procedure.steps import Step, load_steps

FOLDER = "additions"
_in_use: list[Path] = []


def use(data_folder: Path) -> None:
    """Take what a data folder adds from now on, instead of what another one added."""
    folder = data_folder / FOLDER
    _in_use[:] = [folder] if folder.is_dir() else []


def folders(name: str) -> tuple[Path, ...]:
    """Return the folders that add papers, steps or ledgers beside the bundled ones."""
    return tuple(folder / name for folder in _in_use if (folder / name).is_dir())


def read_steps(kind: str, places: tuple[Path, ...]) -> tuple[Step, ...]:
    """Return the added steps of one kind of case; StorageError names a file that is wrong."""
    found: list[Step] = []
    for file in (file for place in places for file in sorted(place.glob(f"{kind}*.toml"))):
        try:
            found += load_steps(file.read_text(encoding="utf-8"))
        except (InputRefused, UnicodeDecodeError, OSError) as error:
            raise StorageError(f"增加的办案环节读不出来（{file}）：{error}") from error
    return tuple(found)
