"""Where the columns of a list are remembered: on this machine, with the state of the window."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from ui.widgets.heading.placed import Placed, as_text, from_text


@runtime_checkable
class Keeper(Protocol):
    """What remembers the state of the window: the window itself."""

    store: QSettings


def _store(widget: QWidget) -> QSettings | None:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Keeper):
        above = above.parentWidget()
    return above.store if isinstance(above, Keeper) else None


def _key(name: str) -> str:
    return f"columns/{name.replace('/', '／')}"


def kept(widget: QWidget, name: str) -> list[Placed]:
    """Return the columns of a list as they are remembered; empty where they are not."""
    store = _store(widget)
    text = store.value(_key(name), "") if store is not None else ""
    return from_text(text) if isinstance(text, str) else []


def keep(widget: QWidget, name: str, columns: Sequence[Placed]) -> None:
    """Remember the columns of a list; without any it is as it was made."""
    store = _store(widget)
    if store is None:
        return
    if columns:
        store.setValue(_key(name), as_text(columns))
    else:
        store.remove(_key(name))
