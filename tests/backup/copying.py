"""Copying papers to a second place in one go; the window does it in portions."""

from datetime import datetime
from pathlib import Path

from models.backup import second_copy


def copy_papers(path: Path, also: Path, data_folder: Path, now: datetime) -> str:
    """Bring all papers of a backup to the second place; return what the run had to say."""
    run = second_copy.begin_papers(path, also, data_folder)
    run.run()
    return second_copy.end_papers(run, path, also, now)
