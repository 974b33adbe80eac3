"""Asking where a file is or goes; one place, so that tests can answer."""

from PySide6.QtWidgets import QFileDialog, QWidget


def save_as(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Ask where to write a file; "" when the person thinks better of it."""
    return QFileDialog.getSaveFileName(parent, title, name, kinds)[0]


def open_one(parent: QWidget, title: str, kinds: str) -> str:
    """Ask for a file to read; "" when the person thinks better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


def open_several(parent: QWidget, title: str, kinds: str) -> list[str]:
    """Ask for files to read; [] when the person thinks better of it."""
    return QFileDialog.getOpenFileNames(parent, title, "", kinds)[0]


def open_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder; "" when the person thinks better of it."""
    return QFileDialog.getExistingDirectory(parent, title)
