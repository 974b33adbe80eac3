"""The note of a restore: who put which backup back, written before the moment of decision.

Until the decision it is `restoring-….json` without a database of that name and means nothing.
`decided` gives it its lasting name, `restored-….json`; it stays until the audit has its entry
(models/services/office/upkeep.py), so that a kill between the exchange and the entry loses neither.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from models.store.files.store import sync_folder, unlink, write_whole

DECIDING, DECIDED = "restoring-", "restored-"


@dataclass(frozen=True)
class Note:
    """What the entry of a restore says; `run` tells restores apart and is the command's id."""

    run: str
    actor: str
    backup: str
    papers: int
    fetched: int
    missing: int
    replaced: str = ""  # where the old database is, "" when there was none


def write(folder: Path, note: Note) -> None:
    """Write the note of a restore that is about to be decided; StorageError when it cannot be."""
    write_whole(folder / f"{DECIDING}{note.run}.json", _text(note), private=True)
    sync_folder(folder)


def _text(note: Note) -> bytes:
    return json.dumps(asdict(note), ensure_ascii=False).encode()


def decided(folder: Path, run: str) -> None:
    """Give the note of a decided restore its lasting name; done before, it is left alone."""
    with suppress(FileNotFoundError):
        (folder / f"{DECIDING}{run}.json").replace(folder / f"{DECIDED}{run}.json")
        sync_folder(folder)


def sweep(folder: Path) -> None:
    """Remove the notes of restores that were never decided."""
    for path in folder.glob(f"{DECIDING}*.json*"):  # also one that was being written
        if path.suffix != ".json" or not path.with_suffix(".db").exists():
            unlink(path)


def pending(folder: Path) -> Iterator[Note]:
    """Yield the notes that the audit has no entry of yet; one that nobody can read is passed over.

    Whether an old database was put aside is seen in the folder: at the decision nobody knew.
    """
    for path in sorted(folder.glob(f"{DECIDED}*.json")):
        try:
            note = Note(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, RecursionError):
            continue
        aside = folder / f"replaced-{note.run}.db"
        yield replace(note, replaced=str(aside) if aside.exists() else "")


def recorded(folder: Path, note: Note) -> None:
    """Remove the note of a restore that the audit has its entry of."""
    unlink(folder / f"{DECIDED}{note.run}.json")
