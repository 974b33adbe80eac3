"""Asking where a file is or goes; one place, so that tests can answer.

The system's own dialogs, and they begin where the person keeps files: in the documents, then where
the last choice was. The program's own folder is no place for them.
"""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class _Last:
    """The folder of the last choice, as long as the program runs."""

    folder = ""


def start(name: str = "") -> str:
    """Return where a choice begins: a folder, or a name in it."""
    places = QStandardPaths.StandardLocation
    folder = _Last.folder or QStandardPaths.writableLocation(places.DocumentsLocation)
    return str(Path(folder) / name) if folder else name


def _kept(chosen: str, *, folder: bool = False) -> str:
    if chosen:
        _Last.folder = chosen if folder else str(Path(chosen).parent)
    return chosen


def save_as(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Ask where to write a file; "" when the person thinks better of it."""
    return _kept(QFileDialog.getSaveFileName(parent, title, start(name), kinds)[0])


def open_one(parent: QWidget, title: str, kinds: str) -> str:
    """Ask for a file to read; "" when the person thinks better of it."""
    return _kept(QFileDialog.getOpenFileName(parent, title, start(), kinds)[0])


def open_several(parent: QWidget, title: str, kinds: str) -> list[str]:
    """Ask for files to read; [] when the person thinks better of it."""
    return QFileDialog.getOpenFileNames(parent, title, "", kinds)[0]


def open_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder; "" when the person thinks better of it."""
    return _kept(QFileDialog.getExistingDirectory(parent, title, start()), folder=True)
