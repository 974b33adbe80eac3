"""A command is one transaction, one audit entry, one set of files – all of it or nothing.

    @command("docket")
    def docket(desk: Desk, case_id: int, on: date) -> None:
        desk.unit.case_id = case_id
        ...
        desk.unit.touch("case")

Calling it returns `Changes`. A command never calls another command: what two of them share is a
plain function that takes the desk.
"""

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from models.changes import Changes
from models.errors import BugError
from models.store import audit
from models.store.db import connection
from models.store.faults import translate
from models.store.files import Batch

if TYPE_CHECKING:
    from models.store.desk import Desk

P = ParamSpec("P")


class Unit:
    """The running command, reached as `desk.unit`: collects what it touched and its files."""

    def __init__(self, desk: "Desk", action: str) -> None:
        self.action = action
        self.at = desk.now()
        self.case_id: int | None = None
        self.ids: dict[str, int] = {}
        self.note: dict[str, Any] = {}
        self._desk = desk
        self._kinds: set[str] = set()
        self._files = Batch(desk.files)

    def touch(self, *kinds: str) -> None:
        """Say which kinds of things changed, so that the views showing them refresh."""
        self._kinds.update(kinds)

    def place(self, folder: str, stem: str, suffix: str) -> str:
        """Return a free, safe relative path for a new file (see FileStore.place)."""
        return self._desk.files.place(folder, stem, suffix, taken=self._files.staged)

    def write_file(self, relpath: str, data: bytes) -> str:
        """Write a new file with this command and return its SHA-256; gone again if it fails.

        A row (document_file.path) has to name it before the command ends.
        """
        return self._files.write(relpath, data)

    def remove_file(self, relpath: str) -> None:
        """Remove a file once the command is committed and no row names it any more."""
        self._files.remove(relpath)

    def changes(self) -> Changes:
        """Return what has been touched so far."""
        return Changes(self.action, self.case_id, frozenset(self._kinds), dict(self.ids))

    def seal(self, arguments: dict[str, Any], first_event: int) -> None:
        """Write the audit entry and publish the files: the last acts before the commit."""
        missing = set(self._files.staged) - self._desk.named_files(self._files.staged)
        if missing:
            raise BugError(f"{self.action}: no row names the written file {sorted(missing)}")
        conn = connection(self._desk.db)
        payload: dict[str, Any] = {"args": arguments, "ids": self.ids, **self.note}
        last = audit.last_event(conn)
        if last > first_event:
            digest = audit.events_digest(conn, first_event, last)
            payload["events"] = {"after": first_event, "to": last, "sha256": digest}
        audit.append(conn, self.at, self._desk.actor, self.action, self.case_id, payload)
        self._files.publish()

    def finish(self) -> None:
        """Settle the files after commit or roll-back."""
        self._files.finish()


def command(
    action: str,
) -> Callable[
    [Callable[Concatenate["Desk", P], Changes | None]], Callable[Concatenate["Desk", P], Changes]
]:
    """Make a function a command named `action`: atomic, audited, returning Changes.

    Raises BadInput and other KnownErrors of the function unchanged, StorageError (Chinese) when
    the disk or the database refuses, BugError for a nested command or a broken constraint.
    """

    def decorate(
        function: Callable[Concatenate["Desk", P], Changes | None],
    ) -> Callable[Concatenate["Desk", P], Changes]:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def run(desk: "Desk", *args: P.args, **kwargs: P.kwargs) -> Changes:
            bound = signature.bind(desk, *args, **kwargs)
            bound.apply_defaults()
            arguments = dict(list(bound.arguments.items())[1:])
            return _run(desk, action, arguments, lambda: function(desk, *args, **kwargs))

        return run

    return decorate


def _run(
    desk: "Desk", action: str, arguments: dict[str, Any], body: Callable[[], Changes | None]
) -> Changes:
    unit = desk.begin_unit(action)
    try:
        with desk.transaction():
            first_event = audit.last_event(connection(desk.db))
            result = body()
            unit.seal(arguments, first_event)
    except Exception as error:
        better = translate(error)
        if better is error:
            raise
        raise better from error
    finally:
        # Also on KeyboardInterrupt: whether it committed is asked of the rows, never assumed.
        desk.end_unit()
        unit.finish()
    return result or unit.changes()
