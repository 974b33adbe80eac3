"""A command is one transaction, one audit entry, one set of files – all of it or nothing.

    @command
    def docket(desk: Desk, case_id: int, on: date) -> None:
        desk.unit.case_id = case_id
        ...
        desk.unit.touch("case")

Calling it returns `Changes`. A command never calls another command: what two of them share is a
plain function that takes the desk. Who sends it, under which id and having seen what, is said by
`with desk.sent_by(Sender(...)):` around the call.
"""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, Concatenate, ParamSpec, TypeAlias, TypeVar, overload

from models.canonical import moment_text, plain
from models.changes import Changes
from models.errors import BadInput, BugError, ClockDoubt, KnownError
from models.rules.events.base import Json
from models.rules.problem import Problem
from models.store import sender
from models.store.audit import guard, rows
from models.store.audit import log as audit
from models.store.db import connection
from models.store.faults import translate
from models.store.files.batch import Batch
from models.store.files.incoming import Staged
from models.store.files.store import FileId, Stored
from models.store.sql import SqlRow, write

if TYPE_CHECKING:
    from models.store.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")
Body: TypeAlias = Callable[Concatenate["Desk", P], Changes | None]
Run: TypeAlias = Callable[Concatenate["Desk", P], Changes]
_SCRIPTED: dict[str, dict[str, Callable[..., Changes]]] = {}  # by module and name
SEALED = "sealed"  # what the audit says in place of a secret argument


class Unit:
    """The running command, reached as `desk.unit`: collects what it touched and its files."""

    def __init__(self, desk: "Desk", action: str) -> None:
        self.action = action
        self.at = desk.now()
        self.ids: dict[str, int] = {}
        self.note: dict[str, Json] = {}
        self.numbers: dict[str, int] = {}  # given out by this command, by the key of a mark
        self.mark = desk.mark
        self._case_id: int | None = None
        self._sent = desk.sender or sender.Sender(desk.actor)
        self._start = audit.State(0, audit.GENESIS, 0)
        self._desk = desk
        self._events: list[SqlRow] = []
        self._kinds: set[str] = set()
        self._files = Batch(desk.files)

    @property
    def case_id(self) -> int | None:
        """The case that the command is about."""
        return self._case_id

    @case_id.setter
    def case_id(self, case_id: int | None) -> None:
        """Name the case; Stale when it was changed since the sender looked at it."""
        self._case_id = case_id
        if case_id is not None:
            sender.require_current(self._desk, case_id, self._start.count)

    def also(self, case_id: int) -> None:
        """Name one more case that the command changes; Stale as for the case it is about."""
        sender.require_current(self._desk, case_id, self._start.count)

    def touch(self, *kinds: str) -> None:
        """Say which kinds of things changed, so that the views showing them refresh."""
        self._kinds.update(kinds)

    def touched(self, *kinds: str) -> bool:
        """Return whether any of these kinds has changed so far."""
        return not self._kinds.isdisjoint(kinds)

    def place(self, folder: str, stem: str, suffix: str) -> FileId:
        """Return a free, safe name for a new file (see FileStore.place)."""
        return self._desk.files.place(folder, stem, suffix, taken=self._files.staged)

    def put_stream(self, file: FileId, stream: BinaryIO) -> Stored:
        """Write a new file with this command and return SHA-256 and size; gone again if it fails.

        A row has to name it before the command ends.
        """
        return self._files.put_stream(file, stream)

    def take(self, file: FileId, staged: Staged) -> None:
        """Take a file that was staged before, under its name; a row has to name it too."""
        self._files.take(file, self._desk.files.pending / staged.key)

    def spare(self, staged: Staged) -> None:
        """Drop a file that was staged when the command is over: its content is stored already."""
        self._files.spare(self._desk.files.pending / staged.key)

    def changes(self) -> Changes:
        """Return what has been touched so far."""
        return Changes(self.action, self.case_id, frozenset(self._kinds), dict(self.ids))

    def begin(self, arguments: Callable[[], dict[str, Json]]) -> Changes | None:
        """Look what is there before the command; return its changes when it was done already."""
        found = audit.before(connection(self._desk.db), self._sent.person, self._sent.command_id)
        self._start = found.state
        self._desk.settings.keep(found.settings)
        return sender.done_before(found.sent, self.action, arguments)

    @property
    def next_event(self) -> int:
        """The number that the next event gets."""
        return self._start.last_event + len(self._events) + 1

    def write_events(self, rows: Sequence[SqlRow]) -> None:
        """Append events to the log, with the columns and in the order that the audit covers."""
        write(self._desk, "event", audit.EVENT_COLUMNS[audit.FORMAT].split(", "), rows)
        self._events += rows

    def seal(self, arguments: Mapping[str, Json], result: Changes) -> None:
        """Write the audit entry and publish the files: the last acts before the commit."""
        missing = set(self._files.staged) - self._desk.named_files(self._files.staged)
        if missing:
            raise BugError(f"{self.action}: no row names the written file {sorted(missing)}")
        conn = connection(self._desk.db)
        ids: dict[str, Json] = dict(self.ids)
        payload: dict[str, Json] = {"args": dict(arguments), "ids": ids, **self.note}
        if self._sent.command_id:
            payload |= sender.said(result)
        if self._events:
            span = self._start.last_event, self.next_event - 1, audit.digest_of(self._events)
            payload["events"] = dict(zip(("after", "to", "sha256"), span, strict=True))
        payload |= self._desk.written(begins=self._start.format < rows.FORMAT)
        entry = audit.Entry(
            self.at, self._desk.actor, self.action, self._case_id, payload,
            self._sent.person, self._start.roles, self._sent.command_id or None,
        )  # fmt: skip
        entries, head = audit.append(conn, entry, self._start)
        self._files.publish()
        known = self._desk.mark
        self._desk.require_there()
        self.mark = replace(
            known, entries=entries, head=head, last_event=self.next_event - 1,
            at=moment_text(self.at), origin=known.origin or head,
            numbers={**known.numbers, **self.numbers},
        )  # fmt: skip

    def finish(self) -> None:
        """Settle the files after commit or roll-back."""
        self._files.finish()


@overload
def command(function: Body[P], /) -> Run[P]: ...
@overload
def command(
    *, sealed: tuple[str, ...] = ..., scripted: bool = ..., dated: bool = ...
) -> Callable[[Body[P]], Run[P]]: ...
def command(
    function: Body[P] | None = None,
    *,
    sealed: tuple[str, ...] = (),
    scripted: bool = True,
    dated: bool = True,
) -> Run[P] | Callable[[Body[P]], Run[P]]:
    """Make a function a command: atomic, audited under its name, returning Changes.

    Of the arguments named in `sealed` the audit keeps nothing: a digest or a length would let a
    guess be tried out. So a command repeated under its id is compared by its other arguments.
    A command that is not `scripted` is for the window alone: no scenario file can name it. One
    that is not `dated` tells of the folder itself and may come years after the last entry.

    Raises BadInput and other KnownErrors of the function unchanged, Stale, ClockDoubt, StorageError
    when the disk or the database refuses, BugError for a nested command or a broken constraint.
    """
    if function is None:
        return functools.partial(_command, sealed=sealed, scripted=scripted, dated=dated)
    return _command(function, sealed=sealed, scripted=scripted, dated=dated)


def _command(function: Body[P], *, sealed: tuple[str, ...], scripted: bool, dated: bool) -> Run[P]:
    action, signature = function.__name__, inspect.signature(function)
    unknown = set(sealed) - set(signature.parameters)
    if unknown:
        raise BugError(f"{action}: no such arguments to seal: {sorted(unknown)}")

    @functools.wraps(function)
    def run(desk: "Desk", *args: P.args, **kwargs: P.kwargs) -> Changes:
        bound = signature.bind(desk, *args, **kwargs)
        bound.apply_defaults()
        given = list(bound.arguments.items())[1:]
        arguments = functools.partial(_spell, given, sealed)
        body = functools.partial(
            _guarded, given, functools.partial(function, desk, *args, **kwargs)
        )
        return _run(desk, action, arguments, body, dated=dated)

    if scripted:
        _SCRIPTED.setdefault(function.__module__, {})[action] = run
    return run


def _guarded(given: list[tuple[str, object]], body: Callable[[], Changes | None]) -> Changes | None:
    """Run a command's body; what nothing can hold is refused where the body itself did not.

    The body comes first because it names the fields as the person knows them.
    """
    try:
        result = body()
    except KnownError:
        raise
    except Exception as error:
        if found := _unholdable(given):
            raise BadInput(found) from error
        raise
    if found := _unholdable(given):
        raise BadInput(found)
    return result


def _unholdable(given: list[tuple[str, object]]) -> list[Problem]:
    return [one for name, value in given for one in guard.problems(name, value)]


def scripted(module: ModuleType) -> Mapping[str, Callable[..., Changes]]:
    """Return the commands of a module that files and dialogs call by name, as it defines them."""
    return _SCRIPTED.get(module.__name__, {})


def _spell(given: list[tuple[str, object]], sealed: tuple[str, ...]) -> dict[str, Json]:
    """Return the arguments as the audit keeps them."""
    return {name: SEALED if name in sealed else plain(value) for name, value in given}


def _run(
    desk: "Desk",
    action: str,
    arguments: Callable[[], dict[str, Json]],
    body: Callable[[], Changes | None],
    *,
    dated: bool,
) -> Changes:
    unit = desk.begin_unit(action)
    try:
        with desk.settings.held(), desk.transaction():
            desk.require_there()
            if why := desk.clock_doubt(ahead=dated):
                raise ClockDoubt(why)
            before = unit.begin(arguments)
            if before is not None:
                return before
            result = body() or unit.changes()
            unit.seal(arguments(), result)
        desk.note_mark(unit.mark)
        return result
    except Exception as error:
        better = translate(error)
        if better is error:
            raise
        raise better from error
    finally:
        # Also on KeyboardInterrupt: whether it committed is asked of the rows, never assumed.
        desk.end_unit()
        unit.finish()


class _Undone(Exception):
    """Ends a rehearsal so that its transaction is rolled back."""


def rehearse(
    desk: "Desk", run: Run[P], read: Callable[[], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Return what `read` finds after a command that is then undone.

    It leaves no row, no entry and no file; it raises what the command would raise.
    """
    body = inspect.unwrap(run)
    unit = desk.begin_unit(body.__name__)
    found: list[T] = []
    try:
        with suppress(_Undone), desk.settings.held(), desk.transaction():
            unit.begin(dict)
            body(desk, *args, **kwargs)
            found.append(read())
            raise _Undone
    finally:
        desk.end_unit()
        unit.finish()
    return found[0]
